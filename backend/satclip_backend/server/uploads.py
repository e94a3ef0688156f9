"""Files that clients upload for their jobs, stored by id in the server's folder and deleted when unused."""

from __future__ import annotations

import math
import os
import re
import shutil
import time
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from anyio import to_thread

from satclip_backend.errors import NotFoundError, is_disk_full
from satclip_backend.server.job_folder import KEEP_SECONDS, NO_SPACE, uploads_folder, users_in
from satclip_backend.server.problems import Problem
from satclip_backend.server.quotas import MOST_UPLOADS, Storage, StorageFull
from satclip_backend.translation import gettext_lazy as _

MAX_UPLOAD = 1 << 30
"""Largest size of a file in bytes."""

SPARE, SMALL_DISK = 1 << 30, 20
"""Bytes of the disk that uploads leave free for results and other programs, or the fraction 1/20 of a small disk."""

SWEEP_SHARE = 20
"""A sweep is followed by a pause of so many times its duration, because no request is answered meanwhile."""

_PIECE = 1 << 20
"""Bytes per write."""


class Uploads:
    """Uploaded files in a folder of their own in `parent`. Files that are unused for `keep_seconds` are deleted.

    Without `with_users`, those that users have sent to an earlier server are left alone.
    """

    def __init__(self, parent: Path, *, keep_seconds: float = KEEP_SECONDS, with_users: bool = False):
        self._parent = parent
        self._keep_seconds = keep_seconds
        self._swept, self._sweep_seconds = -math.inf, 0.0
        self._used: dict[str, tuple[int, float]] = {}
        """Modification time of each file, and the monotonic time when it was first seen: the clock may jump."""
        self._folder("").mkdir(mode=0o700, exist_ok=True)
        users = users_in(parent) if with_users else []
        senders = [user for user in ("", *users) if self._folder(user).is_dir()]
        self._names: dict[str, dict[str, str]] = {user: {} for user in senders}
        """File names given by clients, by the ids of users and of files. An earlier server's are not known."""
        self.storage: Storage | None = None
        """Quota of users, if they have one."""

    def names(self, user: str = "") -> Mapping[str, str]:
        """Return the file names that the user of this id gave, by the ids of files."""
        return self._names.get(user, {})

    async def receive(self, chunks: AsyncIterator[bytes], name: str = "", user: str = "") -> tuple[str, int]:
        """Write the chunks to a file that the user of an id calls `name`; return its id and its length in bytes.

        The write is atomic. Raises Problem if the file is empty or the disk is full, StorageFull if the user stores
        too much, and what `chunks` raises.
        """
        id = uuid4().hex
        folder = self._folder(user)
        if user not in self._names:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._names[user] = {}
        if user and _count(folder) >= MOST_UPLOADS:
            raise StorageFull(
                _(
                    "You have sent as many files to this server as it stores for each user ({most}). Delete "
                    "some first.",
                    most=MOST_UPLOADS,
                )
            )
        part = folder / f"{id}.part"
        try:
            with open(part, "xb", opener=_private) as file:
                waiting = bytearray()
                async for chunk in chunks:
                    waiting += chunk
                    if len(waiting) >= _PIECE:
                        await to_thread.run_sync(
                            self._write, file, waiting, user
                        )  # a slow disk must not block the server
                        waiting = bytearray()
                await to_thread.run_sync(self._write, file, waiting, user)
                size = file.tell()
            if not size:
                raise Problem(400, _("{file} is empty.", file=name or _("The file")))
            part.replace(folder / id)
        except OSError as error:
            if is_disk_full(error):
                raise Problem(507, NO_SPACE) from error
            if user not in self._names:
                raise Problem(401, _("You are no longer a user of this server.")) from error
            raise
        finally:
            part.unlink(missing_ok=True)
        if name:
            self._names[user][id] = name
        return id, size

    def remove(self, id: str, user: str = "") -> None:
        """Delete a file of the user of an id. Raises NotFoundError if the user has no such file."""
        folder = self._folder(user)
        if user not in self._names or not (re.fullmatch("[0-9a-f]{32}", id) and (folder / id).is_file()):
            raise NotFoundError(_("There is no upload '{id}'.", id=str(id)))
        self._delete(folder / id, user)

    def forget_removed(self, users: Collection[str]) -> None:
        """Delete the files of all who are not among these ids of users."""
        for user in [known for known in self._names if known and known not in users]:
            shutil.rmtree(self._folder(user), ignore_errors=True)
            del self._names[user]

    def sweep(self, in_use: Collection[str]) -> None:
        """Delete files that have been unused for long, including incomplete ones.

        Files whose ids are `in_use` are kept, because a job may still read them. Raises OSError if the folder
        can't be listed.
        """
        now = time.monotonic()
        if now - self._swept < SWEEP_SHARE * self._sweep_seconds:
            return
        used = {}
        for user in list(self._names):
            with os.scandir(self._folder(user)) as entries:
                for entry in entries:
                    with suppress(OSError):
                        stamp = entry.stat().st_mtime_ns
                        known, since = self._used.get(entry.name, (None, now))
                        since = now if stamp != known or entry.name in in_use else since
                        used[entry.name] = stamp, since
                        if now - since > self._keep_seconds:
                            self._delete(Path(entry.path), user)
        self._used = used
        self._swept = time.monotonic()
        self._sweep_seconds = self._swept - now

    def _folder(self, user: str) -> Path:
        return uploads_folder(self._parent / user)

    def _write(self, file, data: bytearray, user: str) -> None:
        if self.storage is not None:
            self.storage.check(user, len(data))
        disk = shutil.disk_usage(self._parent)
        if disk.free - len(data) < min(SPARE, disk.total // SMALL_DISK):
            raise Problem(507, NO_SPACE)
        file.write(data)

    def _delete(self, path: Path, user: str) -> None:
        path.unlink(missing_ok=True)
        self._names[user].pop(path.name, None)


def _count(folder: Path) -> int:
    with os.scandir(folder) as entries:
        return sum(1 for _entry in entries)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
