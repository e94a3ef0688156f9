"""Folds: which rows are held out together. Rows of one place are, unless they are in different groups."""

from satclip_backend.learning.folds.blocks import block_ids, blocks
from satclip_backend.learning.folds.dealt import Folds, at_random, by_group
from satclip_backend.learning.folds.knndm import knndm, wasserstein_km

__all__ = ["Folds", "at_random", "block_ids", "blocks", "by_group", "knndm", "wasserstein_km"]
