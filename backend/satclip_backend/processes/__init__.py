"""One job a file: typed inputs -> outputs. The server and the command line offer what `PROCESSES` lists."""

from satclip_backend.processes.cluster_map import PROCESS as CLUSTER_MAP
from satclip_backend.processes.embedding_map import PROCESS as EMBEDDING_MAP
from satclip_backend.processes.process import Process
from satclip_backend.processes.similarity_map import PROCESS as SIMILARITY_MAP

PROCESSES: dict[str, Process] = {
    process.id: process for process in (EMBEDDING_MAP, SIMILARITY_MAP, CLUSTER_MAP)
}
