"""Import, export and removal of encoders in the encoders folder."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from satclip_backend import store
from satclip_backend.encoders.file_checks import file_sha256
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.metadata import Origin
from satclip_backend.encoders.pca import fit_sphere
from satclip_backend.encoders.registry import BUNDLED, EncoderInfo, check_id, encoder_paths, find, free_id
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.outputs import atomic_write, unwritable_explained
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


def import_encoder(
    file: Path | str,
    name: str | None = None,
    *,
    origin: Origin = "imported",
    source: str | None = None,
    licence: str | None = None,
    card: str | None = None,
    citation: str | None = None,
    training_extent: tuple[float, float, float, float] | None = None,
    stable_harmonics: bool = False,
    key: str | None = None,
    beta: float | None = None,
    spatial: bool = True,
    numbered: bool = False,
    progress: Progress = no_progress,
) -> EncoderInfo:
    """Import a published or an exported encoder file into the encoders folder, with a PCA fitted on the sphere.

    `name` becomes the id (default: from the file's name). `origin`, and `source`, `licence`, `card`, `citation` and
    `training_extent` if given, are stored as metadata. A table of features called after MOSAIKS gets its citation.
    `stable_harmonics` replaces the harmonics of an official checkpoint by exact ones
    (`variants.with_stable_harmonics`), and appends "-stable" to the default id. A database of RANGE (.npz) is combined
    with the installed encoder `key` (default: `range_database.DEFAULT_KEY`); `beta` and `spatial` select RANGE+ or
    RANGE (`range_database.range_encoder`). Importing the same weights again has no effect. If `numbered`, an id that is
    taken gets a number instead (`registry.free_id`).

    Raises SatclipError if the file is not a supported encoder, or if the id is not valid or belongs to another encoder,
    or to the same with another citation.
    """
    # torch, which nothing else here needs
    from satclip_backend.encoders.families import mosaiks
    from satclip_backend.encoders.load import load_encoder
    from satclip_backend.encoders.range_database import (
        BETA,
        DEFAULT_KEY,
        SUFFIX,
        range_encoder,
        read_database,
    )
    from satclip_backend.encoders.variants import with_stable_harmonics

    file = Path(file)
    stem = re.sub(r"[^a-z0-9._-]+", "-", file.stem.lower()).strip("-._")
    id = name if name is not None else stem + ("-stable" if stable_harmonics else "")
    check_id(id)
    progress(0.0, _("Reading the encoder"))
    if file.suffix.lower() == SUFFIX:
        if beta is not None and not spatial:
            raise SatclipError(_("RANGE has no spatial similarity, and no beta. Give one or the other."))
        database = read_database(file)
        keys = load_encoder(key or DEFAULT_KEY)
        encoder = range_encoder(file, database, keys, (BETA if beta is None else beta) if spatial else None)
    elif key is not None or beta is not None or not spatial:
        raise SatclipError(
            _("{file} is not a database of RANGE (.npz), which alone has a key and a beta.", file=file.name)
        )
    else:
        encoder = load_encoder(file, progress=part_of(progress, 0.0, 0.3))
    if stable_harmonics:
        encoder = with_stable_harmonics(encoder)
    wanted = citation if origin == "imported" else None  # a release may have a newer one
    if not numbered and (installed := _installed(id, encoder, wanted)) is not None:
        return installed
    if citation is None and encoder.metadata.family == mosaiks.FAMILY.name:
        citation = encoder.metadata.citation or mosaiks.citation_of(id)
    known = {
        "origin": origin,
        "source": source,
        "licence": licence,
        "card": card,
        "citation": citation,
        "training_extent": training_extent,
    }
    metadata = replace(encoder.metadata, **{key: value for key, value in known.items() if value is not None})
    progress(0.3, _("Computing the principal components"))
    pca = encoder.pca if encoder.pca.encoder_sha256 == encoder.weights_sha256 else fit_sphere(encoder)
    progress(0.9, _("Saving the encoder"))
    with FileLock(store.folder("cache") / "encoders.lock"):  # so that two can't take the same id
        if numbered:
            id = free_id(id)
        elif (installed := _installed(id, encoder, wanted)) is not None:
            return installed
        path = store.folder("encoders") / f"{id}.safetensors"
        with unwritable_explained(path):
            write_encoder(path, encoder.network, metadata, pca)
    return find(id)


def _installed(id: str, encoder: Encoder, citation: str | None) -> EncoderInfo | None:
    """Return the installed encoder with this id, or None.

    Raises SatclipError if it has other weights, or another citation than a given one.
    """
    from satclip_backend.encoders.load import load_encoder  # slow import: torch

    if id not in encoder_paths():
        return None
    there = load_encoder(id)
    if there.weights_sha256 == encoder.weights_sha256 and citation in (None, there.metadata.citation):
        return find(id)
    raise SatclipError(
        _(
            "There is another encoder '{id}' already. Choose another name, or remove that one first.",
            id=str(id),
        )
    )


def export_encoder(id: str, file: Path | str) -> Path:
    """Copy an encoder to `file` (.safetensors), or into the folder `file`; return the path.

    Raises NotFoundError for an unknown id, and SatclipError if the path is another existing file or not writable.
    """
    info, path = find(id), Path(file)
    if path.is_dir():
        path = path / f"{id}.safetensors"
    if path.suffix != ".safetensors":
        raise SatclipError(_("An encoder is exported to a .safetensors file, not to {file}.", file=path.name))
    if path.exists():
        if path.is_file() and file_sha256(path) == info.sha256:
            return path
        raise SatclipError(
            _("{file} exists and is something else. Choose another name, or remove it first.", file=path)
        )
    with unwritable_explained(path), atomic_write(path) as temporary:
        shutil.copyfile(info.path, temporary)
    return path


def remove_encoder(id: str) -> None:
    """Delete an encoder of the encoders folder, even if it is damaged.

    Raises NotFoundError for an unknown id, and SatclipError for the bundled encoder.
    """
    if id == BUNDLED:
        raise SatclipError(_("The bundled encoder is part of the program and can't be removed."))
    path = encoder_paths().get(id)
    if path is None:
        raise NotFoundError(_("There is no encoder '{id}'.", id=str(id)))
    try:
        path.unlink()
    except OSError as error:
        raise SatclipError(
            _("{file} can't be removed: {value}.", file=path, value=error.strerror or error)
        ) from None
