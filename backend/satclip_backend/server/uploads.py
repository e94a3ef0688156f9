"""Files that clients send for their jobs: in the server's own folder, each named by its id, for a while."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from anyio import to_thread

from satclip_backend.errors import NotFoundError
from satclip_backend.server.job_folder import FULL, no_space
from satclip_backend.server.problems import Problem

MAX_UPLOAD = 1 << 30
"""Bytes of one file."""

_PIECE = 1 << 20
"""Bytes written at once."""


def uploads_folder(parent: Path) -> Path:
    """Where they lie in the server's folder for jobs."""
    return parent / "uploads"


class Uploads:
    """The files in a folder of their own in `parent`. One that nobody used for `keep_seconds` is swept away."""

    def __init__(self, parent: Path, *, keep_seconds: float = 3600.0):
        self._folder = uploads_folder(parent)
        self._folder.mkdir(mode=0o700)
        self._keep_seconds = keep_seconds

    async def receive(self, chunks: AsyncIterator[bytes]) -> tuple[str, int]:
        """Write the chunks to a file; returns its id and its length in bytes.

        It is there whole or not at all. Raises Problem when the disk is full, and what `chunks` raises.
        """
        id = uuid4().hex
        part = self._folder / f"{id}.part"
        try:
            with open(part, "xb", opener=_private) as file:
                waiting = bytearray()
                async for chunk in chunks:
                    waiting += chunk
                    if len(waiting) >= _PIECE:
                        await to_thread.run_sync(file.write, waiting)  # a slow disk must not stop the server
                        waiting = bytearray()
                await to_thread.run_sync(file.write, waiting)
                size = file.tell()
            part.replace(self._folder / id)
        except OSError as error:
            if error.errno in FULL:
                raise Problem(507, no_space(self._folder.parent)) from error
            raise
        finally:
            part.unlink(missing_ok=True)
        return id, size

    def remove(self, id: str) -> None:
        """Delete a file. Raises NotFoundError when there is none of that id."""
        if id not in {path.name for path in self._whole()}:
            raise NotFoundError(f"There is no upload '{id}'.")
        (self._folder / id).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete what has not been used for long. Not to be called while there are jobs that may yet use it."""
        for path in self._whole():
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > self._keep_seconds:
                    path.unlink()

    def _whole(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if not path.suffix]


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
