"""A folder for the files of one server's jobs. If the server was killed, the next one deletes it.

Several servers may share a data folder: see `owned_folders.py`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from satclip_backend.errors import SatclipError
from satclip_backend.owned_folders import OwnedFolder, remove_abandoned
from satclip_backend.translation import gettext_lazy as _

KEEP_SECONDS = 3600.0
"""Seconds that results and uploads are kept after their last use."""
NO_SPACE = _("There is no space left in the backend's data folder. Make room on its disk and try again.")


def uploads_folder(parent: Path) -> Path:
    """Return the folder of uploads in a server's folder for jobs."""
    return parent / "uploads"


def users_in(parent: Path) -> list[str]:
    """Return the ids of users who have a folder in a server's folder for jobs."""
    return [
        path.name for path in parent.iterdir() if re.fullmatch("[0-9a-f]{16}", path.name) and path.is_dir()
    ]


class KeptFolder:
    """The folder `kept` in `parent`, for jobs that survive the server.

    Raises SatclipError if another server uses it.
    """

    def __init__(self, parent: Path):
        self.path = parent / "kept"
        self.path.mkdir(mode=0o700, exist_ok=True)
        self._lock = FileLock(self.path / "lock", thread_local=False)
        try:
            self._lock.acquire(timeout=1)
        except NotImplementedError:  # the file system has no locks
            pass
        except Timeout:
            raise SatclipError(
                _(
                    "Another server keeps its jobs in {folder}. Stop it, or set SATCLIP_HOME to another folder for "
                    "this one.",
                    folder=self.path,
                )
            ) from None

    def remove(self) -> None:
        """Leave the folder to the next server."""
        self._lock.release()


class JobFolder(OwnedFolder):
    """A new, locked folder PID-RANDOM in `parent`. Folders of ended servers in `parent` are deleted first."""

    def __init__(self, parent: Path):
        remove_abandoned(parent, lambda name: not name.endswith(".lock"))
        super().__init__(parent / f"{os.getpid()}-{uuid4().hex[:8]}")
