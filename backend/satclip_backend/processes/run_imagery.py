"""The imagery of a run: what was sent for it, kept beside it so that the run can go on another day."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from satclip_backend.errors import SatclipError
from satclip_backend.processes.process import Context
from satclip_backend.processes.sample_imagery import SampledRaster

LARGEST_FOLDER = 8 << 30
"""Bytes that a folder of patches may have when it is unpacked."""
MOST_FILES = 200_000
SIDECARS = (".msk", ".ovr")
"""Files beside an image that GDAL opens with it, whatever they are."""
_SPARE = 64 << 20


def keep_rasters(rasters: Sequence[SampledRaster], folder: Path, context: Context) -> None:
    """Move what was sent into `folder`. Raises NotFoundError where a file is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for raster, path in zip(rasters, kept_rasters(rasters, folder)):
        if raster.id is not None:
            shutil.move(context.upload(raster.id), path)


def kept_rasters(rasters: Sequence[SampledRaster], folder: Path) -> list[Path | str]:
    """Where each raster is: the file that was kept in `folder`, or its URL."""
    return [raster.url or folder / f"{number:04d}.tif" for number, raster in enumerate(rasters)]


def unpack_patches(file: Path, folder: Path, context: Context) -> None:
    """Unpack the zip of a folder of patches into `folder`.

    Only plain files below the folder are taken, none that can name files elsewhere, and no more than `LARGEST_FOLDER`
    bytes, whatever the zip says of itself. Raises SatclipError for a file that is no such zip and where the disk lacks
    room, Cancelled when stopped.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            _check(members, folder)
            left = LARGEST_FOLDER
            for number, member in enumerate(members):
                if number % 100 == 0:
                    context.progress(0.0, f"Unpacking {len(members):,} files")
                path = folder.joinpath(*PurePosixPath(member.filename).parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                left -= _copy(packed, member, path, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SatclipError(
            f"The folder of patches did not arrive as a whole zip file ({error}). Send it again."
        ) from None


def _check(members: Sequence[zipfile.ZipInfo], folder: Path) -> None:
    from satclip_backend.pretraining.images.files import LINKING

    if not members:
        raise SatclipError("The folder of patches is empty: choose one that has images.")
    if len(members) > MOST_FILES:
        raise SatclipError(
            f"The folder of patches has {len(members):,} files, and {MOST_FILES:,} are the most."
        )
    for member in members:
        parts = PurePosixPath(member.filename).parts
        unsafe = (
            not parts
            or ".." in parts
            or parts[0].startswith("/")
            or any(mark in member.filename for mark in ":\\\0")
        )
        if unsafe or stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
            raise SatclipError(
                f"The zip file of patches has an entry that is no file of a folder: {member.filename!r}."
            )
        kind = PurePosixPath(parts[-1]).suffix.lower()
        if kind in LINKING or kind in SIDECARS:
            raise SatclipError(
                f"The folder of patches has a {kind[1:].upper()}, {parts[-1]}, which names files elsewhere or may: "
                "save it as a GeoTIFF."
            )
    size = sum(member.file_size for member in members)
    if size > LARGEST_FOLDER:
        raise _too_large()
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if size + _SPARE > free:
        raise SatclipError(
            f"The patches need {size / 1e9:.1f} GB in {folder}, where {free / 1e9:.1f} GB are free. Make room there, "
            "or set SATCLIP_HOME to a folder on another disk."
        )


def _copy(packed: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, most: int) -> int:
    size = 0
    with packed.open(member) as source, path.open("wb") as target:
        while piece := source.read(1 << 20):
            size += len(piece)
            if size > most:
                raise _too_large()
            target.write(piece)
    return size


def _too_large() -> SatclipError:
    return SatclipError(
        f"The folder of patches has more than {LARGEST_FOLDER >> 30} GiB: send fewer or smaller patches."
    )
