"""Input files: only regular files are opened, because a pipe would block until another program writes to it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.translation import gettext_lazy as _


def check_file(path: Path) -> None:
    """Raise NotFoundError if there is no file `path`, and SatclipError if it is a pipe or a device.

    The file is not opened.
    """
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        raise SatclipError(_("{file} can't be read: {reason}.", file=path, reason=error.strerror)) from None
    except (OSError, ValueError):  # for example, the name is too long
        raise NotFoundError(_("There is no file {file}.", file=path)) from None
    if stat.S_ISDIR(mode):
        raise NotFoundError(_("There is no file {file}.", file=path))
    if not stat.S_ISREG(mode):
        raise SatclipError(_("{file} is a pipe or a device: save what it holds as a file first.", file=path))


def open_regular(path: Path | str) -> BinaryIO:
    """Open a regular file for reading.

    Raises OSError, including FileNotFoundError, and ValueError if it is not a regular file. A pipe never blocks, even
    if it replaces the file at this moment.
    """
    path = Path(path)
    if path.exists() and not path.is_file():
        raise ValueError(_("it is not a file"))
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise ValueError(_("it is not a file"))
    return file


def read_text(path: Path | str, largest: int) -> str:
    """Return the text of a regular UTF-8 file of at most `largest` bytes.

    Raises like `open_regular`, and ValueError if the file is larger or not UTF-8.
    """
    with open_regular(path) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise ValueError(_("it has more than {largest} bytes", largest=largest))
    return data.decode("utf-8")


def file_version(path: Path) -> tuple[int, ...]:
    """Return numbers that differ after the file was written to or replaced. Raises OSError if it doesn't exist."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
