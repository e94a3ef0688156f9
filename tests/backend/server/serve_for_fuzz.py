"""Serve the real API with processes that refuse every job, to test requests rather than computations."""

import dataclasses
import sys

from satclip_backend.errors import SatclipError
from satclip_backend.processes.registry import PROCESSES
from satclip_backend.server.serve import serve
from satclip_backend.threads import leave


def refuse(inputs, context):
    raise SatclipError("No job is done here.")


if __name__ == "__main__":
    refusing = {
        id: dataclasses.replace(process, run=refuse, own_process=False) for id, process in PROCESSES.items()
    }
    if not serve("127.0.0.1", 0, 0, refusing):
        leave(0)
    sys.exit(0)
