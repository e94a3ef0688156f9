"""Data of the backend on disk, apart from its environment: size and deletion."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.errors import BackendDied, BadReply, Cancelled, NotPermitted, TokenRefused
from satclip_qgis.bridge.launcher import Runtime, home
from satclip_qgis.bridge.text import tr

CACHE, JOBS = "cache", "jobs"
"""Folders of image features and partial downloads, and of the uploads and results of jobs."""
DATA = ("encoders", "image-encoders", CACHE, JOBS, "run", "log")
"""Folders that the backend creates in its data folder (`satclip_backend.store.folder`)."""


def encoders_folder() -> Path:
    """Return the folder of the encoders that the user has downloaded, imported or trained."""
    return home() / "encoders"


def size_of_folder(folder: Path, is_cancelled: Callable[[], bool] = lambda: False) -> int:
    """Return the size of all files in a folder in bytes. Raises `Cancelled`."""
    size = 0
    for place, _, names in os.walk(folder):
        if is_cancelled():
            raise Cancelled
        for name in names:
            with contextlib.suppress(OSError):  # it has just been deleted
                size += Path(place, name).lstat().st_size
    return size


def sizes_of_data(home: Path, is_cancelled: Callable[[], bool] = lambda: False) -> dict[str, int]:
    """Return the size in bytes of each folder of `DATA` that exists. Raises `Cancelled`."""
    return {name: size_of_folder(home / name, is_cancelled) for name in DATA if (home / name).is_dir()}


def cache_size(is_cancelled: Callable[[], bool] = lambda: False) -> int:
    """Return the size of the temporary files in bytes. Raises `Cancelled`."""
    return sum(size_of_folder(home() / name, is_cancelled) for name in (CACHE, JOBS))


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


def remove_data(home: Path) -> None:
    """Delete the folders of `DATA`, and `home` if it is empty then.

    Raises `NotPermitted` if files can't be deleted. Only the link is deleted if one of the folders is a link.
    """
    for name in DATA:
        folder = home / name
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            raise NotPermitted(
                tr("{path} could not be deleted. Close other programs that use it, and try again.").format(
                    path=folder
                )
            )
    (home / "environment.lock").unlink(missing_ok=True)
    if home.is_dir() and not any(home.iterdir()):
        home.rmdir()


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
