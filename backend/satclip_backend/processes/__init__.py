"""One job a file: typed inputs -> outputs. The server and the command line offer what `PROCESSES` lists."""

from satclip_backend.processes.process import Process

PROCESSES: dict[str, Process] = {process.id: process for process in ()}
