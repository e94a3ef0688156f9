"""Output folders on a disk, with the methods of `stores.RemoteFolder`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from satclip_backend.cli.stores import RemoteTable
from satclip_backend.input_files import read_text
from satclip_backend.outputs import remove_leftovers, unwritable_explained


@dataclass(frozen=True)
class LocalFolder:
    """An output folder on a disk."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def shown(self, name: str) -> str:
        """Return the path of a file in it, for messages."""
        return str(self.path / name)

    def prepare(self) -> None:
        """Create the folder. Raises SatclipError."""
        with unwritable_explained(self.path):
            self.path.mkdir(parents=True, exist_ok=True)

    def sizes(self) -> dict[str, int]:
        """Return the sizes of its files in bytes, by name."""
        if not self.path.is_dir():
            return {}
        return {entry.name: entry.stat().st_size for entry in os.scandir(self.path) if entry.is_file()}

    def read(self, name: str, most: int) -> str:
        """Return the text of a file with at most `most` bytes. Raises OSError and ValueError."""
        return read_text(self.path / name, most)

    def input_of(self, source: Path | RemoteTable) -> str:
        """Return the name of an input in the manifest: its path, relative to this folder, or its address."""
        if isinstance(source, RemoteTable):
            return str(source)
        path = Path(os.path.realpath(source))
        try:
            return Path(os.path.relpath(path, os.path.realpath(self.path))).as_posix()
        except ValueError:  # another drive of Windows
            return path.as_posix()

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        """Yield the path of a file, which the block must write atomically."""
        yield self.path / name

    def tidy(self) -> None:
        """Delete what killed processes on this computer have left."""
        remove_leftovers(self.path)
