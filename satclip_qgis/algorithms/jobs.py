"""Jobs of the backend, for algorithms: uploads, progress and results."""

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
from satclip_qgis.paths import plugin_version


def backend_for(feedback: QgsProcessingFeedback) -> Backend:
    """The backend, for an algorithm."""
    return Backend(
        settings.backend_python(),
        plugin_version(),
        is_cancelled=feedback.isCanceled,
        on_message=feedback.pushInfo,
    )


def find_encoder(backend: Backend, encoder: str) -> dict:
    """Metadata of an encoder. Updates the ids that the dialogs offer. Raises a `BridgeError` for an unknown id."""
    remember_encoders(backend)
    return backend.encoder(encoder)


def remember_encoders(backend: Backend) -> list[dict]:
    """Update the ids that the dialogs offer. Returns the encoders."""
    encoders = [known for known in backend.encoders() if "id" in known]
    settings.remember_encoders([str(known["id"]) for known in encoders])
    return encoders


def used_encoders(backend: Backend, used: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is known of encoders, for the metadata of layers. Those that are not installed are kept as given."""
    return same_encoders(remember_encoders(backend), used) if used else []


class JobWithUploads:
    """A job with the files that it reads. Use `job_with_uploads`, which deletes both at the end."""

    def __init__(self, backend: Backend, feedback: QgsProcessingFeedback) -> None:
        self.backend, self.feedback = backend, feedback
        self._uploads: list[str] = []
        self._job = ""

    def upload(self, data: bytes | Path) -> str:
        """Upload bytes or a file; returns the id for the job's inputs."""
        self._uploads.append(self.backend.upload(data))
        return self._uploads[-1]

    def upload_layer(
        self, source: QgsProcessingFeatureSource, names: Sequence[str], context: QgsProcessingContext
    ) -> str:
        """Upload the coordinates and the named fields of a layer; returns the id for the job's inputs."""
        self.feedback.setProgressText(tr("Reading the layer"))
        return self.upload(pack(*columns_of(source, names, context, self.feedback)))

    def run(
        self, process: str, inputs: dict[str, Any], progress: Callable[[float, str], None] | None = None
    ) -> dict[str, Any]:
        """Run a process to its end and return the results. Deletes those of an earlier run."""
        self._discard()
        progress = progress or progress_to(self.feedback, 5, 95)
        self._job, results = self.backend.run_job(process, inputs, progress)
        return results

    def save(self, output: str, target: Path | None) -> None:
        """Save an output file of the job, if it is wanted."""
        if target:
            show = progress_to(self.feedback, 95, 100)
            self.backend.save_output(self._job, output, target, lambda done: show(done, ""))

    def columns(self, output: str) -> tuple[np.ndarray, dict]:
        """Coordinates (n, 2) and columns of an output table of the job."""
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
    """A context for a job with uploads."""
    job = JobWithUploads(backend_for(feedback), feedback)
    try:
        yield job
    finally:
        job.discard()


def progress_to(feedback: QgsProcessingFeedback, start: float, end: float) -> Callable[[float, str], None]:
    """A callback that maps a job's progress (0 to 1) to a range of percentages and shows its messages."""
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
    """Estimates how long a job will take, for those that take minutes: after 15 s, and then at longer intervals."""

    FIRST, LEAST = 15.0, 0.02
    """Seconds until the first estimate, and the share of the work that it needs."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: float | None = None
        self._start, self._next = 0.0, self.FIRST

    def minutes(self, fraction: float) -> int:
        """Minutes left, rounded up, when it is time to tell; otherwise 0. `fraction` of the work (0 to 1) is done."""
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
    """A result that is part of the reply, plain or as {"value": ...}."""
    result = results.get(name)
    value = result["value"] if isinstance(result, dict) and set(result) <= {"value", "mediaType"} else result
    if value is None:
        raise QgsProcessingException(
            tr("The backend did not return “{name}”. Run the algorithm again.").format(name=name)
        )
    return value


def log_skipped_and_warnings(feedback: QgsProcessingFeedback, summary: dict[str, Any]) -> None:
    """Log the skipped features and the warnings of a summary."""
    for dropped in summary["dropped"]:
        feedback.pushWarning(
            tr("{count} features were skipped: {reason}.").format(
                count=dropped["rows"], reason=dropped["reason"]
            )
        )
    for warning in summary["warnings"]:
        feedback.pushWarning(warning)
