"""Files that clients upload for their jobs, stored by id in the server's folder and deleted when unused."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from anyio import to_thread

from satclip_backend.errors import NotFoundError, is_disk_full
from satclip_backend.server.job_folder import KEEP_SECONDS, NO_SPACE, uploads_folder
from satclip_backend.server.problems import Problem
from satclip_backend.translation import gettext_lazy as _

MAX_UPLOAD = 1 << 30
"""Largest size of a file in bytes."""

SPARE, SMALL_DISK = 1 << 30, 20
"""Bytes of the disk that uploads leave free for results and other programs, or the fraction 1/20 of a small disk."""

_PIECE = 1 << 20
"""Bytes per write."""


class Uploads:
    """Uploaded files in a folder of their own in `parent`. Files that are unused for `keep_seconds` are deleted."""

    def __init__(self, parent: Path, *, keep_seconds: float = KEEP_SECONDS):
        self._folder = uploads_folder(parent)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._keep_seconds = keep_seconds
        self._used: dict[str, tuple[int, float]] = {}
        """Modification time of each file, and the monotonic time when it was first seen: the clock may jump."""
        self._names: dict[str, str] = {}

    @property
    def names(self) -> Mapping[str, str]:
        """File names given by clients, by id."""
        return self._names

    async def receive(self, chunks: AsyncIterator[bytes], name: str = "") -> tuple[str, int]:
        """Write the chunks to a file that the client calls `name`; return its id and its length in bytes.

        The write is atomic. Raises Problem if the file is empty or the disk is full, and what `chunks` raises.
        """
        id = uuid4().hex
        part = self._folder / f"{id}.part"
        try:
            with open(part, "xb", opener=_private) as file:
                waiting = bytearray()
                async for chunk in chunks:
                    waiting += chunk
                    if len(waiting) >= _PIECE:
                        await to_thread.run_sync(
                            self._write, file, waiting
                        )  # a slow disk must not block the server
                        waiting = bytearray()
                await to_thread.run_sync(self._write, file, waiting)
                size = file.tell()
            if not size:
                raise Problem(400, _("{file} is empty.", file=name or _("The file")))
            part.replace(self._folder / id)
        except OSError as error:
            if is_disk_full(error):
                raise Problem(507, NO_SPACE) from error
            raise
        finally:
            part.unlink(missing_ok=True)
        if name:
            self._names[id] = name
        return id, size

    def remove(self, id: str) -> None:
        """Delete a file. Raises NotFoundError if the id is unknown."""
        if id not in {path.name for path in self._folder.iterdir() if not path.suffix}:
            raise NotFoundError(_("There is no upload '{id}'.", id=str(id)))
        self._delete(self._folder / id)

    def sweep(self, in_use: Collection[str]) -> None:
        """Delete files that have been unused for long, including incomplete ones.

        Files whose ids are `in_use` are kept, because a job may still read them. Raises OSError if the folder
        can't be listed.
        """
        now = time.monotonic()
        used = {}
        for path in self._folder.iterdir():
            with suppress(OSError):
                stamp = path.stat().st_mtime_ns
                known, since = self._used.get(path.name, (None, now))
                since = now if stamp != known or path.name in in_use else since
                used[path.name] = stamp, since
                if now - since > self._keep_seconds:
                    self._delete(path)
        self._used = used

    def _write(self, file, data: bytearray) -> None:
        disk = shutil.disk_usage(self._folder)
        if disk.free - len(data) < min(SPARE, disk.total // SMALL_DISK):
            raise Problem(507, NO_SPACE)
        file.write(data)

    def _delete(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._names.pop(path.name, None)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
