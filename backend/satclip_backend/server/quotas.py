"""What each user of a server may use: running and waiting jobs, and bytes of uploads, results and pretraining runs.

The user of this computer who runs the server (`users.LOCAL`) has no quota.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

MEASURE_SECONDS = 1.0
"""Seconds between measurements of the files of a user whose job is running."""
MEASURE_SHARE = 20
"""A measurement is valid for so many times the time that it took, so that many files don't take much of a core."""
MOST_UPLOADS = 10_000
"""Largest number of uploads that a user stores at once."""


@dataclass(frozen=True)
class Quota:
    """Limits of each user of a server.

    Attributes
    ----------
    jobs, training_runs : int
        Jobs and training runs that run at once; others wait.
    waiting : int
        Jobs that wait.
    gigabytes : float
        Size of uploads, results and pretraining runs, in GB.
    """

    jobs: int = 2
    training_runs: int = 1
    waiting: int = 20
    gigabytes: float = 20.0


class StorageFull(SatclipError):
    """A user stores as much as the quota allows."""


@dataclass
class _Measured:
    lock: threading.Lock = field(default_factory=threading.Lock)
    bytes: int = 0
    added: int = 0
    """Bytes written since the measurement."""
    at: float = -float("inf")
    seconds: float = 0.0


class Storage:
    """Measures the files of users in the folders that `folders` returns for a user's id. Thread-safe."""

    def __init__(self, gigabytes: float, folders: Callable[[str], Iterable[Path]]) -> None:
        self._gigabytes = gigabytes
        self._folders = folders
        self._measured: dict[str, _Measured] = {}

    def check(self, id: str, more: int = 0) -> None:
        """Raise StorageFull if a user stores more than the quota, with `more` bytes that are written next."""
        if not id:
            return
        known = self._measured.setdefault(id, _Measured())
        with known.lock:
            age = time.monotonic() - known.at
            full = self._is_full(known, more)
            if age > MEASURE_SHARE * known.seconds and (full or age > MEASURE_SECONDS):
                self._measure(id, known)
                full = self._is_full(known, more)
            if full:
                raise StorageFull(
                    _(
                        "Your uploads, results and pretraining runs have reached the {limit} GB that each user of this "
                        "server may store. Delete jobs that have ended or runs that you don't need, or ask for less at "
                        "once.",
                        limit=f"{self._gigabytes:g}",
                    )
                )
            known.added += more

    def _is_full(self, known: _Measured, more: int) -> bool:
        return known.bytes + known.added + more > self._gigabytes * 1e9

    def _measure(self, id: str, known: _Measured) -> None:
        began = time.monotonic()
        known.bytes, known.added = sum(map(_size, self._folders(id))), 0
        known.at = time.monotonic()
        known.seconds = known.at - began


def _size(folder: Path | str) -> int:
    """Return the bytes of all files in a folder and its subfolders; files that are deleted meanwhile don't count."""
    size = 0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    is_folder = entry.is_dir(follow_symlinks=False)
                    size += _size(entry.path) if is_folder else entry.stat(follow_symlinks=False).st_size
                except OSError:
                    continue
    except OSError:
        return size
    return size
