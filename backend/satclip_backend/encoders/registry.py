"""Registry of installed encoders by id: the bundled one and the files in the encoders folder.

`library` adds and removes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Literal

from satclip_backend import store
from satclip_backend.encoders.file_checks import file_sha256
from satclip_backend.encoders.files import read_metadata
from satclip_backend.encoders.metadata import ORIGINS, EncoderMetadata, Origin
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.input_files import file_version
from satclip_backend.translation import gettext_lazy as _

BUNDLED = "bundled"
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


@dataclass(frozen=True)
class EncoderInfo:
    """An installed encoder: its id, file and metadata."""

    id: str
    path: Path
    metadata: EncoderMetadata

    @property
    def origin(self) -> Literal["bundled", Origin]:
        """Origin of the file: bundled, or as in its metadata. A file of unknown origin counts as imported."""
        if self.id == BUNDLED:
            return BUNDLED
        return self.metadata.origin if self.metadata.origin in ORIGINS else "imported"

    @property
    def sha256(self) -> str:
        """SHA-256 of the file. Raises NotFoundError if the file no longer exists."""
        with self._gone_explained():
            return _sha256(self.path, file_version(self.path))

    @property
    def size(self) -> int:
        """Size of the file in bytes. Raises NotFoundError if the file no longer exists."""
        with self._gone_explained():
            return self.path.stat().st_size

    @contextmanager
    def _gone_explained(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            raise NotFoundError(_("The file of the encoder '{id}' is gone.", id=str(self.id))) from None


@lru_cache(maxsize=256)
def _sha256(path: Path, version: tuple[int, ...]) -> str:
    return file_sha256(path)


def list_encoders() -> list[EncoderInfo]:
    """Return all usable encoders: the bundled one, then the others by id. `scan_encoders` also lists unusable files."""
    return scan_encoders()[0]


def scan_encoders() -> tuple[list[EncoderInfo], dict[str, str]]:
    """Return the usable encoders, and for each unusable file, by name, the reason."""
    found, unusable = [], {}
    for id, path in encoder_paths().items():
        try:
            found.append(EncoderInfo(id, path, read_metadata(path)))
        except SatclipError as error:
            unusable[path.name] = error.args[0]
    for path in _files():
        if _id_of(path) is None:
            name = path.name.encode("utf-8", "replace").decode()
            unusable[name] = _(
                "Its name can't be that of an encoder: rename it to small letters, digits, '.', '_' or '-'."
            )
    return found, unusable


def find(id: str) -> EncoderInfo:
    """Return the encoder with that id. Raises NotFoundError, or SatclipError if its file is damaged."""
    paths = encoder_paths()
    if id not in paths:
        known = ", ".join(paths) or "none"
        raise NotFoundError(
            _(
                "There is no encoder '{id}'. There are: {known}. Import or download it first.",
                id=str(id),
                known=known,
            )
        )
    return EncoderInfo(id, paths[id], read_metadata(paths[id]))


def bundled_path() -> Path | None:
    """Return the file of the bundled encoder, in the installed package or in the source checkout, or None."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "resources", package.parents[1] / "resources"):
        path = folder / "encoders" / "bundled.safetensors"
        if path.is_file():
            return path
    return None


def encoder_paths() -> dict[str, Path]:
    """Return the files of all encoders by id, including damaged ones."""
    paths = {}
    if (bundled := bundled_path()) is not None:
        paths[BUNDLED] = bundled
    paths |= {id: path for path in _files() if (id := _id_of(path)) is not None}
    return paths


def _files() -> list[Path]:
    try:
        return sorted((store.home() / "encoders").glob("[!.]*.safetensors"))
    except OSError:
        return []


def _id_of(path: Path) -> str | None:
    return path.stem if _ID.fullmatch(path.stem) and path.stem != BUNDLED else None


def check_free(id: str) -> None:
    """Raise SatclipError if an id is not valid or already used."""
    check_id(id)
    if id in encoder_paths():
        raise SatclipError(
            _(
                "There is an encoder '{id}' already. Choose another name, or remove that one first.",
                id=str(id),
            )
        )


def free_id(id: str) -> str:
    """Return a valid id if no encoder has it, or else the first free one of ID-2, ID-3 and so on."""
    taken = encoder_paths()
    others = (f"{id[:90]}-{number}" for number in count(2))
    return id if id not in taken else next(other for other in others if other not in taken)


def check_id(id: str) -> None:
    """Raise SatclipError if an id is not valid."""
    if id == BUNDLED:
        raise SatclipError(_("The name 'bundled' is that of the encoder that ships. Choose another."))
    if not _ID.fullmatch(id) or id.endswith(".safetensors"):
        raise SatclipError(
            _(
                "'{id}' can't be the name of an encoder. Use small letters, digits, '.', '_' and '-', a "
                "letter or digit first, and at most 100 of them.",
                id=str(id),
            )
        )
