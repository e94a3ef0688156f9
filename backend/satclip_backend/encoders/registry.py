"""The encoders that are there: the bundled one and the files in the encoders folder, by id."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from satclip_backend import store
from satclip_backend.encoders.files import file_sha256, read_metadata
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.outputs import atomic_write

BUNDLED = "bundled"
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


@dataclass(frozen=True)
class EncoderInfo:
    """An encoder that can be loaded: its id, file and metadata."""

    id: str
    path: Path
    metadata: EncoderMetadata

    @property
    def sha256(self) -> str:
        """SHA-256 of the file. Raises NotFoundError where it is gone."""
        try:
            known = self.path.stat()
            return _sha256(self.path, known.st_mtime_ns, known.st_size, known.st_ino)
        except OSError:
            raise NotFoundError(f"The file of the encoder '{self.id}' is gone.") from None


@lru_cache(maxsize=256)
def _sha256(path: Path, *version: int) -> str:
    return file_sha256(path)


def list_encoders() -> list[EncoderInfo]:
    """All encoders that can be loaded: the bundled one, then the others by id. See `scan_encoders` for the rest."""
    return scan_encoders()[0]


def scan_encoders() -> tuple[list[EncoderInfo], dict[str, str]]:
    """The encoders that can be loaded, and of each other file that seems one, by its name, why it can't be."""
    found, unusable = [], {}
    for id, path in _paths().items():
        try:
            found.append(EncoderInfo(id, path, read_metadata(path)))
        except SatclipError as error:
            unusable[path.name] = str(error)
    for path in _files():
        if _id_of(path) is None:
            name = path.name.encode("utf-8", "replace").decode()
            unusable[name] = (
                "Its name can't be that of an encoder: rename it to small letters, digits, '.', '_' or '-'."
            )
    return found, unusable


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
    paths |= {id: path for path in _files() if (id := _id_of(path)) is not None}
    return paths


def _files() -> list[Path]:
    try:
        return sorted((store.home() / "encoders").glob("[!.]*.safetensors"))
    except OSError:
        return []


def _id_of(path: Path) -> str | None:
    return path.stem if _ID.fullmatch(path.stem) and path.stem != BUNDLED else None


def import_encoder(
    file: Path | str,
    name: str | None = None,
    *,
    source: str | None = None,
    licence: str | None = None,
    training_extent: tuple[float, float, float, float] | None = None,
) -> EncoderInfo:
    """Take an official checkpoint or an encoder file into the encoders folder, with a PCA fitted on the
    sphere.

    `name` becomes the id (default: from the file's name). `source`, `licence` and `training_extent` are noted
    where they are known. Importing the same weights again changes nothing. Raises SatclipError where the file
    is not a supported encoder, the id is not valid, or another encoder has it.
    """
    from satclip_backend.encoders.files import write_encoder
    from satclip_backend.encoders.load import load_encoder
    from satclip_backend.encoders.pca import fit_sphere

    file = Path(file)
    id = name if name is not None else re.sub(r"[^a-z0-9._-]+", "-", file.stem.lower()).strip("-._")
    _check_id(id)
    encoder = load_encoder(file)
    if id in _paths():
        if load_encoder(id).weights_sha256 == encoder.weights_sha256:
            return find(id)
        raise SatclipError(
            f"There is another encoder '{id}' already. Choose another name, or remove that one first."
        )
    known = {"source": source, "licence": licence, "training_extent": training_extent}
    metadata = replace(encoder.metadata, **{key: value for key, value in known.items() if value is not None})
    pca = encoder.pca if encoder.pca.encoder_sha256 == encoder.weights_sha256 else fit_sphere(encoder)
    with _disk_errors(store.home()):
        write_encoder(store.folder("encoders") / f"{id}.safetensors", encoder.network, metadata, pca)
    return find(id)


def check_free(id: str) -> None:
    """Raise SatclipError where an encoder can't be given that id: it is not valid, or another has it."""
    _check_id(id)
    if id in _paths():
        raise SatclipError(
            f"There is an encoder '{id}' already. Choose another name, or remove that one first."
        )


def export_encoder(id: str, file: Path | str) -> Path:
    """Copy an encoder's file to `file` (.safetensors), or into `file` where that is a folder; return its
    path.

    Raises NotFoundError for an unknown id, SatclipError where another file is there already or can't be
    written.
    """
    info, path = find(id), Path(file)
    if path.is_dir():
        path = path / f"{id}.safetensors"
    if path.suffix != ".safetensors":
        raise SatclipError(f"An encoder is exported to a .safetensors file, not to {path.name}.")
    if path.exists():
        if path.is_file() and file_sha256(path) == info.sha256:
            return path
        raise SatclipError(f"{path} exists and is something else. Choose another name, or remove it first.")
    with _disk_errors(path.parent), atomic_write(path) as temporary:
        shutil.copyfile(info.path, temporary)
    return path


def remove_encoder(id: str) -> None:
    """Delete an imported encoder, damaged or not. Raises NotFoundError, or SatclipError for the bundled one."""
    if id == BUNDLED:
        raise SatclipError("The bundled encoder is part of the program and can't be removed.")
    path = _paths().get(id)
    if path is None:
        raise NotFoundError(f"There is no encoder '{id}'.")
    with _disk_errors(path.parent):
        path.unlink()


def _check_id(id: str) -> None:
    if id == BUNDLED:
        raise SatclipError("The name 'bundled' is that of the encoder that ships. Choose another.")
    if not _ID.fullmatch(id) or id.endswith(".safetensors"):
        raise SatclipError(
            f"'{id}' can't be the name of an encoder. Use small letters, digits, '.', '_' and '-', a letter or digit "
            "first, and at most 100 of them."
        )


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    """Say in a sentence that a disk is full or a folder can't be written."""
    try:
        yield
    except OSError as error:
        reason = "the disk is full" if error.errno == errno.ENOSPC else error.strerror or str(error)
        raise SatclipError(f"Nothing could be written or removed in {folder}: {reason}.") from None
