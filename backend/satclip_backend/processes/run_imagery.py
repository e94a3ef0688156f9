"""Imagery of a pretraining run, stored in its folder so that the run can be resumed later."""

from __future__ import annotations

import errno
import re
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from satclip_backend.errors import SatclipError
from satclip_backend.outputs import check_space
from satclip_backend.processes.process import Context
from satclip_backend.processes.sample_imagery import SampledRaster
from satclip_backend.rasters.formats import NAMING_ENDINGS, PLAIN_ENDINGS
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

LARGEST_FOLDER = 8 << 30
"""Largest size of an unpacked folder of patches in bytes."""
MOST_FILES = 200_000
_ENTRY = b"PK\x01\x02"
_DEEPEST, _LONGEST_NAME = 8, 200
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)
"""Exceptions of zip files that are incomplete or damaged."""
_IMPOSSIBLE = (errno.EINVAL, errno.EEXIST, errno.ENOTDIR)
"""System errors caused by invalid offsets in a zip, and by entries whose paths conflict."""
_SPARE = 64 << 20


def keep_rasters(rasters: Sequence[SampledRaster], folder: Path, context: Context) -> None:
    """Move the uploaded rasters into `folder`. Raises NotFoundError if a file no longer exists."""
    folder.mkdir(parents=True, exist_ok=True)
    for raster, path in zip(rasters, kept_rasters(rasters, folder)):
        if raster.id is not None:
            shutil.move(context.upload(raster.id), path)


def kept_rasters(rasters: Sequence[SampledRaster], folder: Path) -> list[Path | str]:
    """Return the path in `folder` or the URL of each raster."""
    return [raster.url or folder / f"{number:04d}.tif" for number, raster in enumerate(rasters)]


def unpack_patches(file: Path, folder: Path, context: Context) -> None:
    """Unpack the zip of a folder of patches into `folder`.

    Only index.csv and images are extracted, as regular files below the folder, and at most `LARGEST_FOLDER` bytes,
    whatever sizes the zip declares. Raises SatclipError if the file is not such a zip or the disk is full, and
    Cancelled if stopped.
    """
    try:
        _check_directory(file)
        with zipfile.ZipFile(file) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            wanted = _checked(members, folder)
            if others := len(members) - len(wanted):
                context.progress(
                    0.0,
                    _(
                        "Leaving out what is no image in the zip: {files}",
                        files=ngettext("{count} file", "{count} files", others),
                    ),
                )
            left = LARGEST_FOLDER
            for number, member in enumerate(wanted):
                if number % 100 == 0:
                    context.progress(
                        0.0,
                        _("Unpacking {files}", files=ngettext("{count} file", "{count} files", len(wanted))),
                    )
                path = folder.joinpath(*PurePosixPath(member.filename).parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                left -= _copy(packed, member, path, left)
    except (*_BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno not in _IMPOSSIBLE:
            raise
        raise SatclipError(
            _(
                "The zip file of patches is incomplete or damaged ({reason}). Send it again.",
                reason=error or type(error).__name__,
            )
        ) from None


def _check_directory(file: Path) -> None:
    """Raise SatclipError for a zip with too many entries, before zipfile reads them all into memory."""
    count, rest = 0, b""
    with file.open("rb") as zipped:
        while piece := zipped.read(1 << 20):
            count += (rest + piece).count(_ENTRY)
            rest = piece[-len(_ENTRY) + 1 :]
    if count > 2 * MOST_FILES:  # the signature can also occur in pixel data
        raise SatclipError(
            _("The folder of patches has more than {most} files, which is the maximum.", most=MOST_FILES)
        )


def _checked(members: Sequence[zipfile.ZipInfo], folder: Path) -> list[zipfile.ZipInfo]:
    """Return the entries of the index and the images of a zip.

    Raises SatclipError for entries that are not regular files, for image formats that refer to other files, and
    for too many, too large or encrypted entries.
    """
    wanted, names = [], set()
    for member in members:
        parts = PurePosixPath(member.filename).parts
        if not _is_plain(parts, member):
            raise SatclipError(
                _(
                    "The zip file of patches has an invalid entry: {filename}.",
                    filename=repr(member.filename[:200]),
                )
            )
        name, kind = parts[-1], PurePosixPath(parts[-1]).suffix.lower()
        if kind in NAMING_ENDINGS:
            raise SatclipError(
                _(
                    "The folder of patches has a {kind}, {name}, which can name files elsewhere: save it as a "
                    "GeoTIFF.",
                    kind=kind[1:].upper(),
                    name=name,
                )
            )
        if name.lower() != "index.csv" and (kind not in PLAIN_ENDINGS or name.startswith("._")):
            continue
        folded = unicodedata.normalize("NFC", member.filename).casefold()
        if folded in names:
            raise SatclipError(
                _(
                    "The zip file of patches has two files called {filename}.",
                    filename=repr(member.filename[:200]),
                )
            )
        if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SatclipError(
                _(
                    "The zip file of patches is encrypted, or compressed by an unusual method: send a plain one."
                )
            )
        names.add(folded)
        wanted.append(member)
    if not wanted:
        raise SatclipError(_("The folder of patches is empty: choose one that has images."))
    if len(wanted) > MOST_FILES:
        raise SatclipError(
            _(
                "The folder of patches has {count} files; the maximum is {most}.",
                count=len(wanted),
                most=MOST_FILES,
            )
        )
    size = sum(member.file_size for member in wanted)
    if size > LARGEST_FOLDER:
        raise _too_large()
    folder.mkdir(parents=True, exist_ok=True)
    check_space(folder, size + _SPARE, _("The patches need"))
    return wanted


def _is_plain(parts: Sequence[str], member: zipfile.ZipInfo) -> bool:
    """Return whether an entry is a regular file below the folder, with a name that is valid on every system."""
    return (
        0 < len(parts) <= _DEEPEST
        and not parts[0].startswith("/")
        and not any(mark in member.filename for mark in ':\\\0<>|"?*')
        and member.filename.isprintable()
        and stat.S_IFMT(member.external_attr >> 16) in (0, stat.S_IFREG)
        and all(
            part not in (".", "..")
            and len(part.encode("utf-8", "replace")) <= _LONGEST_NAME
            and part == part.rstrip(". ")
            and not _DEVICE.fullmatch(part.split(".")[0])
            for part in parts
        )
    )


def _copy(packed: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, most: int) -> int:
    size = 0
    with packed.open(member) as source, path.open("xb") as target:
        while piece := source.read(1 << 20):
            size += len(piece)
            if size > most:
                raise _too_large()
            target.write(piece)
    return size


def _too_large() -> SatclipError:
    return SatclipError(
        _(
            "The folder of patches has more than {largest_folder} GiB: send fewer or smaller patches.",
            largest_folder=LARGEST_FOLDER >> 30,
        )
    )
