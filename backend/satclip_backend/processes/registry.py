"""The processes that the server offers."""

from satclip_backend.processes.assess_map import PROCESS as ASSESS_MAP
from satclip_backend.processes.cluster_map import PROCESS as CLUSTER_MAP
from satclip_backend.processes.compare_encoders import PROCESS as COMPARE_ENCODERS
from satclip_backend.processes.download_encoder import PROCESS as DOWNLOAD_ENCODER
from satclip_backend.processes.embedding_map import PROCESS as EMBEDDING_MAP
from satclip_backend.processes.evaluate_model import PROCESS as EVALUATE_MODEL
from satclip_backend.processes.fit_model import PROCESS as FIT_MODEL
from satclip_backend.processes.import_encoder import PROCESS as IMPORT_ENCODER
from satclip_backend.processes.predict_map import PROCESS as PREDICT_MAP
from satclip_backend.processes.predict_points import PROCESS as PREDICT_POINTS
from satclip_backend.processes.pretrain import PROCESS as PRETRAIN
from satclip_backend.processes.process import Process
from satclip_backend.processes.sample_imagery import PROCESS as SAMPLE_IMAGERY
from satclip_backend.processes.similarity_map import PROCESS as SIMILARITY_MAP
from satclip_backend.processes.suggest_points import PROCESS as SUGGEST_POINTS

PROCESSES: dict[str, Process] = {
    process.id: process
    for process in (
        EMBEDDING_MAP,
        SIMILARITY_MAP,
        CLUSTER_MAP,
        FIT_MODEL,
        PREDICT_POINTS,
        PREDICT_MAP,
        EVALUATE_MODEL,
        SUGGEST_POINTS,
        COMPARE_ENCODERS,
        ASSESS_MAP,
        SAMPLE_IMAGERY,
        PRETRAIN,
        DOWNLOAD_ENCODER,
        IMPORT_ENCODER,
    )
}
