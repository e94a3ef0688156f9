"""Processing algorithms, one per module. Each one runs the backend process of the same name."""

from satclip_qgis.algorithms.assess_map import AssessMap
from satclip_qgis.algorithms.cluster_map import ClusterMap
from satclip_qgis.algorithms.compare_encoders import CompareEncoders
from satclip_qgis.algorithms.embed_points import EmbedPoints
from satclip_qgis.algorithms.embedding_map import EmbeddingMap
from satclip_qgis.algorithms.evaluate_model import EvaluateModel
from satclip_qgis.algorithms.fit_model import FitModel
from satclip_qgis.algorithms.predict_map import PredictMap
from satclip_qgis.algorithms.predict_points import PredictPoints
from satclip_qgis.algorithms.pretrain import Pretrain
from satclip_qgis.algorithms.sample_imagery import SampleImagery
from satclip_qgis.algorithms.setup_backend import SetupBackend
from satclip_qgis.algorithms.similarity_map import SimilarityMap
from satclip_qgis.algorithms.suggest_points import SuggestPoints

ALGORITHMS = (
    SetupBackend,
    EmbeddingMap,
    SimilarityMap,
    ClusterMap,
    EmbedPoints,
    FitModel,
    PredictPoints,
    PredictMap,
    EvaluateModel,
    CompareEncoders,
    SuggestPoints,
    AssessMap,
    SampleImagery,
    Pretrain,
)
"""The algorithms, in the order of the menu within each group."""
