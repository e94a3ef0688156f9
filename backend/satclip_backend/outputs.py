"""Files that users ask for: there whole or not at all, and errors that name the folder."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from satclip_backend.errors import SatclipError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def new_file(path: Path | str, *, space: int = 0) -> Iterator[Path]:
    """A path of the same name in a hidden folder beside `path` to write to, moved to `path` at the end.

    Whatever the block leaves in that folder is removed, and if it fails an older file at `path` stays as it was.
    `space` is what the block will need there, in bytes.

    Raises SatclipError where the folder is missing, full or can't be written, and what the block raises.
    """
    path = Path(path).absolute()
    if not path.parent.is_dir():
        raise SatclipError(
            f"The folder {path.parent} does not exist: make it first, or choose another output."
        )
    if path.is_dir():
        raise SatclipError(f"The output {path} is a folder: give the name of a file.")
    if path.exists() and not os.access(path, os.W_OK):
        raise SatclipError(f"The output {path} is read-only: choose another name, or allow writing to it.")
    disk = shutil.disk_usage(path.parent)
    if disk.free < space and disk.total:  # some network folders do not tell
        raise SatclipError(
            f"{path.name} needs up to {_size(space)} in the folder {path.parent} while it is made, and only "
            f"{_size(disk.free)} are free there: make room or choose another folder."
        )
    scratch = None
    try:
        scratch = _scratch(path.parent)
        yield scratch / path.name
        (scratch / path.name).replace(path)
    except OSError as error:
        if error.errno in _FULL:
            raise full(path) from error
        if error.errno in _CLOSED:
            raise SatclipError(
                f"{path.name} can't be written to the folder {path.parent} ({error.strerror}): choose a folder "
                "that you may write to, and close the file where it is open."
            ) from error
        raise
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)


def _scratch(folder: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=".satclip-", dir=folder))
    except FileNotFoundError as error:  # what Linux says of /proc, Windows of a drive that went
        raise PermissionError(errno.EACCES, error.strerror) from error


def full(path: Path) -> SatclipError:
    """The error for a disk that became full while `path` was written."""
    return SatclipError(
        f"{path.name} could not be finished: there is no space left in the folder {path.parent}. "
        "Make room there or choose another folder."
    )


def _size(count: int) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000
    return f"{count:,.1f} TB"
