"""Checks of files before they are opened, and their hashes."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from pathlib import Path

from satclip_backend import input_files
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

UNREADABLE_ZIP = (
    *(OSError, EOFError, ValueError, RuntimeError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),
)
"""Exceptions of zipfile for archives that are damaged, encrypted or of an unsupported kind."""


LARGEST_HEADER = 2**20
"""Largest size of a safetensors header in bytes: names, shapes and the description."""


def damaged(file_name: str, error: Exception) -> SatclipError:
    """Return the exception for a file that a library failed to read with `error`."""
    return SatclipError(
        _(
            "{file} is damaged and can't be read ({reason}). Get the file again.",
            file=file_name,
            reason=str(error)[:200],
        )
    )


def file_sha256(path: Path | str) -> str:
    """Return the SHA-256 of a file, or of the files of a folder in the order of their names, in hexadecimal."""
    path, digest = Path(path), hashlib.sha256()
    files = sorted(part for part in path.iterdir() if part.is_file()) if path.is_dir() else [path]
    for part in files:
        with part.open("rb") as file:
            while block := file.read(2**20):
                digest.update(block)
    return digest.hexdigest()


def check_readable(path: Path) -> None:
    """Like `check_file`, but accept folders."""
    if not path.is_dir():
        check_file(path)


def check_file(path: Path) -> None:
    """Raise NotFoundError if there is no file `path`, and SatclipError if it is a pipe or if its name is not UTF-8.

    The libraries that open the file need a UTF-8 name.
    """
    name = str(path).encode("utf-8", "replace").decode()
    if name != str(path):
        raise SatclipError(_("{name} can't be opened, as its name is not in UTF-8. Rename it.", name=name))
    input_files.check_file(path)


def check_header(path: Path) -> None:
    """Check the size of a safetensors header before the file is read.

    Raises like `check_file`, and SatclipError if the header is too large for names, shapes and a description.
    """
    check_file(path)
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
    except OSError as error:
        raise SatclipError(
            _("{file} can't be read: {value}.", file=path.name, value=error.strerror or error)
        ) from None
    if length > LARGEST_HEADER:
        raise SatclipError(
            _(
                "{file} is not a whole encoder file (its header would have {length} bytes). Get or import it "
                "again.",
                file=path.name,
                length=length,
            )
        )
