"""The encoders that are there: the bundled one and the files in the encoders folder, by id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from satclip_backend import store
from satclip_backend.encoders.files import file_sha256, read_metadata
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.errors import NotFoundError, SatclipError

BUNDLED = "bundled"
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


@dataclass(frozen=True)
class EncoderInfo:
    """An encoder that can be loaded: its id, file and metadata."""

    id: str
    path: Path
    metadata: EncoderMetadata

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file."""
        return file_sha256(self.path)


def list_encoders() -> list[EncoderInfo]:
    """All encoders that can be loaded: the bundled one, then the others by id. Damaged files are left out."""
    found = []
    for id, path in _paths().items():
        try:
            found.append(EncoderInfo(id, path, read_metadata(path)))
        except SatclipError:
            continue
    return found


def find(id: str) -> EncoderInfo:
    """The encoder with that id. Raises NotFoundError, or SatclipError where its file is damaged."""
    paths = _paths()
    if id not in paths:
        known = ", ".join(paths) or "none"
        raise NotFoundError(f"There is no encoder '{id}'. There are: {known}. Import or download it first.")
    return EncoderInfo(id, paths[id], read_metadata(paths[id]))


def bundled_path() -> Path | None:
    """The file of the encoder that ships: in the installed package, or in the source checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "resources", package.parents[1] / "resources"):
        path = folder / "encoders" / "bundled.safetensors"
        if path.is_file():
            return path
    return None


def _paths() -> dict[str, Path]:
    paths = {}
    if (bundled := bundled_path()) is not None:
        paths[BUNDLED] = bundled
    for path in sorted(store.folder("encoders").glob("*.safetensors")):
        if _ID.fullmatch(path.stem) and path.stem != BUNDLED:
            paths[path.stem] = path
    return paths
