"""Sizes and removal of the data of the backend, besides its environment. Standard library only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from satclip_qgis.bridge.errors import Cancelled, NotPermitted

DATA = ("encoders", "image-encoders", "cache", "jobs", "run", "log")
"""Folders that the backend creates in its data folder (`satclip_backend.store.folder`)."""


def size_of_folder(folder: Path, is_cancelled: Callable[[], bool] = lambda: False) -> int:
    """Return the size of all files in a folder in bytes. Raises `Cancelled`."""
    size = 0
    for place, _, names in os.walk(folder):
        if is_cancelled():
            raise Cancelled
        for name in names:
            try:
                size += Path(place, name).lstat().st_size
            except OSError:  # deleted meanwhile
                continue
    return size


def sizes_of_data(home: Path, is_cancelled: Callable[[], bool] = lambda: False) -> dict[str, int]:
    """Return the size in bytes of each folder of `DATA` that exists. Raises `Cancelled`."""
    return {name: size_of_folder(home / name, is_cancelled) for name in DATA if (home / name).is_dir()}


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
                f"{folder} could not be deleted. Close other programs that use it, and try again."
            )
    (home / "environment.lock").unlink(missing_ok=True)
    if home.is_dir() and not any(home.iterdir()):
        home.rmdir()
