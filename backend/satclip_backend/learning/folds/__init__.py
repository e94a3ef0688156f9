"""Folds: which rows are held out together. Rows of one place always are."""

from satclip_backend.learning.folds.blocks import block_ids, blocks
from satclip_backend.learning.folds.dealt import Folds, at_random, by_group
from satclip_backend.learning.folds.knndm import knndm, wasserstein_km

__all__ = ["Folds", "at_random", "block_ids", "blocks", "by_group", "knndm", "wasserstein_km"]
