"""Public Python API for notebooks and pipelines, based on GeoDataFrames and arrays."""

from satclip_backend.api.assessment import AssessedMap, assess_map
from satclip_backend.api.embedding import embed
from satclip_backend.api.fitted_model import FittedModel
from satclip_backend.api.maps import embedding_map
from satclip_backend.api.models import fit_model, load_model
from satclip_backend.api.splitters import KNNDMSplit, SphericalBlockKFold
from satclip_backend.api.transformer import SatclipTransformer

__all__ = [
    "AssessedMap",
    "FittedModel",
    "KNNDMSplit",
    "SatclipTransformer",
    "SphericalBlockKFold",
    "assess_map",
    "embed",
    "embedding_map",
    "fit_model",
    "load_model",
]
