"""Folders that belong to one running process, and that another may delete once that process is gone.

The owner holds a lock beside its folder. The system lets go of the lock when the process ends, however it ends, so a
folder whose lock is free belongs to nobody. (A process id alone says less: it is used again.)
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
"""This computer, in the names of folders that several may see: not every network folder shows locks to all of them."""
FOREIGN_SECONDS = 7 * 86400.0
"""Without a change for so long, a folder of another computer is nobody's."""


class OwnedFolder:
    """A new folder, 0700, which `path` is; it is deleted by `remove`, or by `remove_abandoned` when this process died.

    Where the file system has no locks the folder is made all the same, and nobody else ever deletes it. Raises OSError.
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
        """Delete the folder with all that is in it, and let go of it."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._let_go()

    def _hold(self) -> None:
        try:
            self._lock.acquire(timeout=1)  # another process may be looking whether it is free
        except NotImplementedError:
            pass
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise

    def _let_go(self) -> None:
        self._lock.release()
        _remove_lock(self.path)


def owned_name(prefix: str) -> str:
    """A name for a folder that tells which computer made it: PREFIX-HOST-RANDOM."""
    return f"{prefix}-{HOST}-{uuid4().hex[:8]}"


def remove_abandoned(parent: Path, is_owned: Callable[[str], bool]) -> None:
    """Delete the folders in `parent` whose owners are gone, among those whose name `is_owned` knows.

    A name without its lock beside it is left alone, and so is what can't be looked at. A lock without its folder goes:
    its owner died before it made one.
    """
    with suppress(OSError):
        locks = [
            entry.name.removesuffix(".lock") for entry in os.scandir(parent) if entry.name.endswith(".lock")
        ]
        for path in map(parent.joinpath, filter(is_owned, locks)):
            if not path.is_symlink() and (path.is_dir() or not path.exists()):
                _remove_if_free(path)


def unchanged_for(folder: Path, seconds: float) -> bool:
    """Whether nothing in `folder` has changed for so long."""
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
    _remove_lock(path)  # which Windows does not do while it is held


def _remove_lock(path: Path) -> None:
    if not path.exists():
        with suppress(OSError):
            Path(_lock(path).lock_file).unlink(missing_ok=True)


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_name(path.name + ".lock"), thread_local=False)
