"""A folder for the files of one server's jobs, which the next server deletes when this one was killed.

Several servers may share a home. Each holds a lock beside its folder; the system lets go of the lock when
the process ends, however it ends, so a folder whose lock is free belongs to nobody. (A process id alone says
less: it is used again.)
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

FULL = (errno.ENOSPC, errno.EDQUOT)
"""Numbers of the errors that mean a full disk."""

NO_SPACE = "There is no space left in the backend's data folder. Make room on its disk and try again."


def uploads_folder(parent: Path) -> Path:
    """Where the files that clients send lie in the server's folder for jobs."""
    return parent / "uploads"


class JobFolder:
    """`parent`/PID-RANDOM, made and locked; folders of dead servers in `parent` are deleted first."""

    def __init__(self, parent: Path):
        clean(parent)
        self.path = parent / f"{os.getpid()}-{uuid4().hex[:8]}"
        self._lock = _lock(self.path)
        self._lock.acquire(timeout=10)
        self.path.mkdir(mode=0o700)

    def remove(self) -> None:
        """Delete the folder with all that is in it, and let go of it."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.release()
        if not self.path.exists():
            Path(self._lock.lock_file).unlink(missing_ok=True)


def clean(parent: Path) -> None:
    """Delete the folders in `parent` whose servers are gone."""
    for path in parent.iterdir():
        if not path.is_dir():
            continue
        lock = _lock(path)
        try:
            with lock.acquire(timeout=0):
                shutil.rmtree(path, ignore_errors=True)
        except Timeout:
            continue
        if not path.exists():
            Path(lock.lock_file).unlink(missing_ok=True)


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_name(path.name + ".lock"), thread_local=False)
