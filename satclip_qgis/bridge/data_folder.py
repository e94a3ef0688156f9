"""Size and deletion of the temporary files in the backend's data folder."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.errors import BackendDied, BadReply, Cancelled, TokenRefused
from satclip_qgis.bridge.launcher import Runtime, home

CACHE, JOBS = "cache", "jobs"
"""Folders of image features and partial downloads, and of the uploads and results of jobs."""


def encoders_folder() -> Path:
    """Return the folder of the encoders that the user has downloaded, imported or trained."""
    return home() / "encoders"


def cache_size(is_cancelled: Callable[[], bool] = lambda: False) -> int:
    """Return the size of the temporary files in bytes. Raises `Cancelled`."""
    size = 0
    for name in (CACHE, JOBS):
        for folder, _, files in os.walk(home() / name):
            if is_cancelled():
                raise Cancelled
            for file in files:
                with contextlib.suppress(OSError):  # it has just been deleted
                    size += Path(folder, file).lstat().st_size
    return size


def clear_cache() -> int:
    """Delete the temporary files and stop the backend, which has caches in memory.

    Returns the number of running jobs. If there are any, nothing is deleted. Encoders, models, weights and runs are
    never deleted. Raises a `BridgeError`.
    """
    with launcher.launch_lock():
        jobs = _running_jobs()
        if jobs:
            return jobs
        launcher.stop()
        for path in _content(home() / CACHE):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):  # Windows does not delete open files
                    path.unlink()
    return 0


def _running_jobs() -> int:
    """Return the number of jobs of the running backend; 0 if none is running."""
    runtime = Runtime.read()
    if runtime is None or not runtime.runs:
        return 0
    try:
        return int(runtime.client().json("GET", "/status", timeout=30)["jobs"])
    except (BackendDied, TokenRefused, BadReply):  # it has ended, and another program may use its port
        return 0


def _content(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
