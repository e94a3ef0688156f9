"""One job a file: typed inputs -> outputs. The server and the command line offer what `PROCESSES` lists."""

from satclip_backend.processes.embedding_map import PROCESS as EMBEDDING_MAP
from satclip_backend.processes.process import Process

PROCESSES: dict[str, Process] = {process.id: process for process in (EMBEDDING_MAP,)}
