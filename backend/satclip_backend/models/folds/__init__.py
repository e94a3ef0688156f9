"""Cross-validation folds. Observations at one location are in one fold, unless they are in different groups."""

from satclip_backend.models.folds.blocks import block_ids, block_kfold
from satclip_backend.models.folds.groups import Folds, group_kfold, random_kfold
from satclip_backend.models.folds.knndm import knndm, wasserstein_km

__all__ = ["Folds", "block_ids", "block_kfold", "group_kfold", "knndm", "random_kfold", "wasserstein_km"]
