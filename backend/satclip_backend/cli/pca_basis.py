"""Files with a PCA basis: written with --save-basis, read with --basis."""

from __future__ import annotations

from pathlib import Path

from satclip_backend.encoders.pca import Pca
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.input_files import check_file, read_text
from satclip_backend.outputs import atomic_write

LARGEST = 2**28
"""Largest size of a file in bytes: 2,048 components of 2,048 dimensions take 0.1 GB as text."""


def read_basis(path: Path | str) -> Pca:
    """Read the PCA basis from a file. Raises SatclipError if the file is missing or invalid."""
    path = Path(path)
    try:
        check_file(path)
    except NotFoundError:
        raise NotFoundError(f"There is no file {path} with a basis.") from None
    try:
        return Pca.from_json(read_text(path, LARGEST))
    except (SatclipError, OSError, ValueError) as error:
        raise SatclipError(f"{path.name} is not a PCA basis of this program.") from error


def save_basis(path: Path, pca: Pca) -> None:
    """Write the basis as JSON, atomically."""
    with atomic_write(path) as target:
        target.write_text(pca.to_json() + "\n", encoding="utf-8")
