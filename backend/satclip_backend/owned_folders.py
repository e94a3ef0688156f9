"""Folders that belong to one running process, and that other processes may delete once it has ended.

The owner holds a lock file next to its folder. The system releases the lock when the process ends for any reason,
so a folder with a free lock is abandoned. (A process id would not be enough: the system reuses it.)
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL}
HOST = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
"""Hash of this computer's name, part of the names of shared folders: some network folders don't share their locks."""
FOREIGN_SECONDS = 7 * 86400.0
"""A folder of another computer counts as abandoned after this time without a change."""


class OwnedFolder:
    """A new folder at `path` with mode 0700.

    `remove` deletes it, or `remove_abandoned` once this process has ended. If the file system has no locks, the
    folder is created without one, and no other process ever deletes it. Raises OSError.
    """

    def __init__(self, path: Path):
        self.path, self._lock = path, _lock(path)
        Path(self._lock.lock_file).touch(mode=0o600, exist_ok=False)
        try:
            self._hold()
            path.mkdir(mode=0o700)
        except OSError:
            self._let_go()
            raise

    def remove(self) -> None:
        """Delete the folder and its content, and release the lock."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._let_go()

    def _hold(self) -> None:
        try:
            self._lock.acquire(timeout=1)  # another process may be testing whether the lock is free
        except NotImplementedError:
            pass
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise

    def _let_go(self) -> None:
        self._lock.release()
        _remove_lock(self.path)


def owned_name(prefix: str) -> str:
    """Return a folder name that contains the computer's hash: PREFIX-HOST-RANDOM."""
    return f"{prefix}-{HOST}-{uuid4().hex[:8]}"


def remove_abandoned(parent: Path, is_owned: Callable[[str], bool]) -> None:
    """Delete the abandoned folders in `parent` whose names satisfy `is_owned`.

    Folders without a lock file and folders that can't be read are left alone. A lock file without a folder is
    deleted: its owner ended before it created the folder.
    """
    with suppress(OSError):
        locks = [
            entry.name.removesuffix(".lock") for entry in os.scandir(parent) if entry.name.endswith(".lock")
        ]
        for path in map(parent.joinpath, filter(is_owned, locks)):
            if not path.is_symlink() and (path.is_dir() or not path.exists()):
                _remove_if_free(path)


def unchanged_for(folder: Path, seconds: float) -> bool:
    """Return whether nothing in `folder` has changed for this many seconds."""
    with suppress(OSError):
        newest = max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
        return time.time() - newest > seconds
    return False


def _remove_if_free(path: Path) -> None:
    lock = _lock(path)
    try:
        with lock.acquire(timeout=0):
            shutil.rmtree(path, ignore_errors=True)
            _remove_lock(path)
    except (Timeout, NotImplementedError, OSError):
        return
    _remove_lock(path)  # Windows can't delete the file while the lock is held


def _remove_lock(path: Path) -> None:
    if not path.exists():
        with suppress(OSError):
            Path(_lock(path).lock_file).unlink(missing_ok=True)


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_name(path.name + ".lock"), thread_local=False)
