"""The content of a folder that a program is changing. `Path.rglob` raises FileNotFoundError if a folder vanishes."""

from __future__ import annotations

import os
from pathlib import Path


def paths_in(folder: Path) -> list[Path]:
    """Return the files and folders in a folder, at any depth."""
    return [Path(place, name) for place, folders, files in os.walk(folder) for name in (*folders, *files)]
