"""Requests of the Encoders window to the backend. They run in threads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from satclip_qgis.bridge.backend import Backend

Report = Callable[[float, str], None]


def details_of(backend: Backend, id: str) -> tuple[dict[str, Any], bytes]:
    """Return an encoder with its model card, and a tile of its map of the world."""
    return backend.encoder(id), backend.world_tile(id)


def downloaded(id: str, backend: Backend, report: Report) -> str:
    """Download a release; return its id."""
    return added_by(backend, "download_encoder", {"id": id}, report)


def imported(path: Path, id: str, backend: Backend, report: Report) -> str:
    """Send a file and import it; return the id of the encoder."""
    upload = backend.upload(path, lambda done: report(done / 2, ""))
    try:
        inputs = {"file": upload, "file_name": path.name, "name": id}
        return added_by(backend, "import_encoder", inputs, lambda done, said: report(0.5 + done / 2, said))
    finally:
        backend.discard_upload(upload)


def added_by(backend: Backend, process: str, inputs: dict[str, Any], report: Report) -> str:
    """Run a process that adds an encoder; return the id of the encoder."""
    job, results = backend.run_job(process, inputs, report)
    backend.discard_job(job)
    return str(results.get("encoder", ""))
