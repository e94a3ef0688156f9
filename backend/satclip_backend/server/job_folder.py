"""A folder for the files of one server's jobs. If the server was killed, the next one deletes it.

Several servers may share a data folder: see `owned_folders.py`.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from satclip_backend.owned_folders import OwnedFolder, remove_abandoned
from satclip_backend.translation import gettext_lazy as _

KEEP_SECONDS = 3600.0
"""Seconds that results and uploads are kept after their last use."""
NO_SPACE = _("There is no space left in the backend's data folder. Make room on its disk and try again.")


def uploads_folder(parent: Path) -> Path:
    """Return the folder of uploads in a server's folder for jobs."""
    return parent / "uploads"


class JobFolder(OwnedFolder):
    """A new, locked folder PID-RANDOM in `parent`. Folders of ended servers in `parent` are deleted first."""

    def __init__(self, parent: Path):
        remove_abandoned(parent, lambda name: not name.endswith(".lock"))
        super().__init__(parent / f"{os.getpid()}-{uuid4().hex[:8]}")
