"""Jobs of the backend for algorithms: uploads, progress and results."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.columns import pack, unpack
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.columns import columns_of
from satclip_qgis.layers.metadata import same_encoders


def backend_for(feedback: QgsProcessingFeedback) -> Backend:
    """Return the backend, with the cancellation and messages of an algorithm."""
    return settings.backend(feedback.isCanceled, feedback.pushInfo)


def find_encoder(backend: Backend, encoder: str) -> dict:
    """Return the metadata of an encoder, and update the ids that dialogs offer.

    Raises a `BridgeError` for an unknown id.
    """
    remember_encoders(backend)
    return backend.encoder(encoder)


def remember_encoders(backend: Backend) -> list[dict]:
    """Update the ids that dialogs offer, and return the encoders."""
    encoders = [known for known in backend.encoders() if "id" in known]
    settings.remember_encoders([str(known["id"]) for known in encoders])
    return encoders


def used_encoders(backend: Backend, used: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return descriptions of encoders for layer metadata. Those that are not installed are kept as given."""
    return same_encoders(remember_encoders(backend), used) if used else []


class JobWithUploads:
    """A job with its uploads. Use `job_with_uploads`, which deletes both at the end."""

    def __init__(self, backend: Backend, feedback: QgsProcessingFeedback) -> None:
        self.backend, self.feedback = backend, feedback
        self._uploads: list[str] = []
        self._job = ""

    def upload(self, data: bytes | Path) -> str:
        """Upload bytes or a file; return the id for the job's inputs."""
        self._uploads.append(self.backend.upload(data))
        return self._uploads[-1]

    def upload_layer(
        self, source: QgsProcessingFeatureSource, names: Sequence[str], context: QgsProcessingContext
    ) -> str:
        """Upload the coordinates and the named fields of a layer; return the id for the job's inputs."""
        self.feedback.setProgressText(tr("Reading the layer"))
        return self.upload(pack(*columns_of(source, names, context, self.feedback)))

    def run(
        self, process: str, inputs: dict[str, Any], progress: Callable[[float, str], None] | None = None
    ) -> dict[str, Any]:
        """Run a process, wait for it and return the results. Deletes those of an earlier run."""
        self._discard()
        progress = progress or progress_to(self.feedback, 5, 95)
        self._job, results = self.backend.run_job(process, inputs, progress)
        return results

    def save(self, output: str, target: Path | None) -> None:
        """Save an output file of the job, if a target is given."""
        if target:
            show = progress_to(self.feedback, 95, 100)
            self.backend.save_output(self._job, output, target, lambda done: show(done, ""))

    def columns(self, output: str) -> tuple[np.ndarray, dict]:
        """Return the coordinates (n, 2) and columns of an output table of the job."""
        with TemporaryDirectory(prefix="satclip-") as folder:
            path = Path(folder) / "columns.npz"
            self.save(output, path)
            return unpack(path)

    def discard(self) -> None:
        """Delete the job and its uploads."""
        self._discard()
        for upload in self._uploads:
            self.backend.discard_upload(upload)

    def _discard(self) -> None:
        if self._job:
            self.backend.discard_job(self._job)
        self._job = ""


@contextmanager
def job_with_uploads(feedback: QgsProcessingFeedback) -> Iterator[JobWithUploads]:
    """Yield a job with uploads, and delete both at the end."""
    job = JobWithUploads(backend_for(feedback), feedback)
    try:
        yield job
    finally:
        job.discard()


def progress_to(feedback: QgsProcessingFeedback, start: float, end: float) -> Callable[[float, str], None]:
    """Return a callback that maps a job's progress (0 to 1) to a range of percentages and shows its messages."""
    last, left = "", TimeLeft()

    def show(fraction: float, message: str) -> None:
        nonlocal last
        feedback.setProgress(start + (end - start) * fraction)
        if message and message != last:
            last = message
            feedback.setProgressText(message)
        if minutes := left.minutes(fraction):
            feedback.pushInfo(tr("About {minutes} min left").format(minutes=minutes))

    return show


class TimeLeft:
    """Estimates the remaining time of jobs that take minutes: after 15 s, and then at longer intervals."""

    FIRST, LEAST = 15.0, 0.02
    """Seconds and share of the work until the first estimate."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: float | None = None
        self._start, self._next = 0.0, self.FIRST

    def minutes(self, fraction: float) -> int:
        """Return the minutes left, rounded up, if an estimate is due, or 0. The share `fraction` (0 to 1) is done."""
        now = self._clock()
        if self._began is None and fraction > 0:
            self._began, self._start = now, fraction
        if self._began is None or now - self._began < self._next or fraction - self._start < self.LEAST:
            return 0
        elapsed = now - self._began
        seconds = elapsed * (1 - fraction) / (fraction - self._start)
        self._next = 2 * elapsed
        return math.ceil(seconds / 60) if seconds > 30 else 0


def value_of(results: dict[str, Any], name: str) -> Any:
    """Return a result that is part of the reply, plain or as {"value": ...}.

    Raises QgsProcessingException if it is missing.
    """
    result = results.get(name)
    qualified = isinstance(result, dict) and "value" in result and set(result) <= {"value", "mediaType"}
    value = result["value"] if qualified else result
    if value is None:
        raise QgsProcessingException(
            tr("The backend did not return “{name}”. Run the algorithm again.").format(name=name)
        )
    return value


def log_skipped_and_warnings(feedback: QgsProcessingFeedback, summary: dict[str, Any]) -> None:
    """Log the skipped features and the warnings of a summary."""
    for dropped in summary["dropped"]:
        feedback.pushWarning(
            tr("Skipped features: {count} ({reason}).").format(
                count=dropped["rows"], reason=dropped["reason"]
            )
        )
    log_warnings(feedback, summary)


def log_warnings(feedback: QgsProcessingFeedback, summary: dict[str, Any]) -> None:
    """Log the warnings of a summary."""
    for warning in summary["warnings"]:
        feedback.pushWarning(warning)
