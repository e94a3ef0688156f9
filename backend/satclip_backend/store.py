"""What lies on disk, and where: encoders, running servers, jobs, caches.

Everything lives in one folder of the user: `$SATCLIP_HOME` where that is set, else the platform's folder for user
data (`~/.local/share/satclip` on Linux, `~/Library/Application Support/satclip` on macOS,
`%LOCALAPPDATA%\\satclip` on Windows). The plugin computes the same folder in `satclip_qgis/bridge/launcher.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import platformdirs


def home() -> Path:
    """The folder that holds everything."""
    chosen = os.environ.get("SATCLIP_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("satclip", appauthor=False))


def folder(name: str) -> Path:
    """A folder of the user's alone below `home()`, made when missing: encoders, run, jobs, cache, log."""
    path = home() / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def read_text(path: Path | str, largest: int) -> str:
    """The text in an ordinary file of at most `largest` bytes. Raises OSError, FileNotFoundError among them, and
    ValueError where it is larger, no ordinary file or not UTF-8.
    """
    path = Path(path)
    if path.exists() and not path.is_file():
        raise ValueError("it is not a file")
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise ValueError(f"it has more than {largest:,} bytes")
    return data.decode("utf-8")


@contextmanager
def whole_file(path: Path | str) -> Iterator[Path]:
    """A temporary path beside `path` to write to; renamed over `path` at the end, removed if anything fails.

    So a reader sees the old file or the whole new one, never a half. Raises what the block raises.
    """
    path = Path(path)
    temporary = path.with_name(f".{path.stem}-{uuid4().hex[:8]}.part{path.suffix}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
