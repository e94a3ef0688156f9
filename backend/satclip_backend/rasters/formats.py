"""Choice of the GDAL driver for a file, from its first bytes and its extension, before GDAL opens it."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.input_files import file_version
from satclip_backend.rasters.vrt import files_in_vrt
from satclip_backend.translation import gettext_lazy as _

HEAD = 4096
"""Number of bytes that identify the format."""
SELF_CONTAINED = frozenset({"GTiff", "JPEG", "PNG", "JP2OpenJPEG"})
"""Drivers of self-contained formats, the only ones for untrusted files."""
PLAIN_ENDINGS = frozenset({".tif", ".tiff", ".jpg", ".jpeg", ".png", ".jp2", ".j2k"})
NAMING_ENDINGS = frozenset({".vrt", ".img", ".nc"})
"""Extensions of formats that can refer to other files."""
ENDINGS = PLAIN_ENDINGS | NAMING_ENDINGS
"""Extensions of images in a folder."""

_SIGNATURES = (
    (0, b"II*\0", "GTiff"),
    (0, b"MM\0*", "GTiff"),
    (0, b"II+\0", "GTiff"),
    (0, b"MM\0+", "GTiff"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", "JP2OpenJPEG"),
    (0, b"\xff\x4f\xff\x51", "JP2OpenJPEG"),
    (0, b"EHFA_HEADER_TAG", "HFA"),
    (0, b"CDF\x01", "netCDF"),
    (0, b"CDF\x02", "netCDF"),
    (0, b"CDF\x05", "netCDF"),
    (0, b"\x89HDF\r\n\x1a\n", "netCDF"),
    (0, b"GRIB", "GRIB"),
    (0, b"NITF", "NITF"),
    (0, b"GIF8", "GIF"),
    (8, b"WEBPVP8", "WEBP"),
    (0, b"RUU CROSS SYSTEM MAP FORMAT", "PCRaster"),
)
_OWN_ENDING = {
    "netCDF": {".nc", ".nc4", ".cdf"},
    "VRT": {".vrt"},
}
"""Formats that may refer to other files, with the extensions that they must have."""
_WITHOUT_SIGNATURE = {
    ".asc": "AAIGrid",
    ".bil": "EHdr",
    ".bmp": "BMP",
    ".dem": "USGSDEM",
    ".dt0": "DTED",
    ".dt1": "DTED",
    ".dt2": "DTED",
    ".hgt": "SRTMHGT",
    ".pgm": "PNM",
    ".ppm": "PNM",
    ".rst": "RST",
    ".sdat": "SAGA",
}
"""Extensions of formats without a distinct signature. Their drivers only read the file and its own header."""
_TEXTS = (
    b"<VRTDataset",
    b"<GDAL_WMS",
    b"<WMT_MS",
    b"<WCS_GDAL",
    b"<GDALTileIndex",
    b"<OGRVRT",
    b"<Capabilities",
)
_LARGEST_VRT = 16 << 20
_DEEPEST_VRT = 4


def driver_of(path: Path, *, trusted: bool = True, called: str = "", depth: int = 0) -> str:
    """Return the name of the only GDAL driver that may open a file.

    Parameters
    ----------
    path : Path
        The file.
    trusted : bool
        Whether the user named the file. Files from a client, a zip or a URL must be TIFF, JPEG, PNG or JPEG
        2000.
    called : str
        Name of the file in messages.
    depth : int
        Number of VRTs through which the file is read.

    Raises
    ------
    SatclipError
        If it is not a regular file, not an image in a known format, or refers to files that aren't images.
    OSError
        If it is unreadable.
    """
    called = called or path.name
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise SatclipError(_("{called} is a folder, not an image.", called=called))
    if not stat.S_ISREG(status.st_mode):
        raise SatclipError(
            _("{called} is not a regular file: save the image as a file first.", called=called)
        )
    with path.open("rb") as file:
        head = file.read(HEAD)
    driver = driver_for(head, path.suffix, called, trusted=trusted)
    if driver is None and trusted:
        driver = "ENVI" if _has_envi_header(path) else _WITHOUT_SIGNATURE.get(path.suffix.lower())
    if driver is None:
        raise unknown_format(called, head)
    if driver == "VRT":
        _check_vrt(path, file_version(path), depth)
    if trusted:
        _check_sidecars(path)
    return driver


def driver_for(head: bytes, ending: str, name: str, *, trusted: bool) -> str | None:
    """Return the driver for the first bytes and the extension of a file; None if they don't identify one.

    Raises SatclipError for an unsupported format.
    """
    ending = ending.lower()
    driver = next(
        (driver for start, mark, driver in _SIGNATURES if head[start : start + len(mark)] == mark), None
    )
    if driver is None and b"<VRTDataset" in head:
        driver = "VRT"
    if driver == "VRT" and (not trusted or ending != ".vrt"):
        raise SatclipError(
            _(
                "{name} is a VRT file, which only points to other images: save it as a GeoTIFF "
                "(gdal_translate).",
                name=name,
            )
        )
    taken = driver in (None, *SELF_CONTAINED) or (trusted and ending in _OWN_ENDING.get(driver, {ending}))
    if not taken:
        raise SatclipError(
            _(
                "{name} is a {driver} file, which can refer to other files: save it as a GeoTIFF "
                "(gdal_translate).",
                name=name,
                driver=driver,
            )
        )
    return driver


def unknown_format(name: str, head: bytes) -> SatclipError:
    """Return the exception for a file that is not an image in a supported format."""
    if not head:
        return SatclipError(_("{name} is empty, so it can't be read as an image.", name=name))
    if any(text in head for text in _TEXTS):
        return SatclipError(
            _(
                "{name} describes a service or other files and is not an image itself: save its content as a "
                "GeoTIFF (gdal_translate).",
                name=name,
            )
        )
    return SatclipError(
        _(
            "{name} can't be read as an image: its format is not supported. Save it as a GeoTIFF "
            "(gdal_translate).",
            name=name,
        )
    )


def _has_envi_header(path: Path) -> bool:
    for header in (path.with_suffix(".hdr"), Path(f"{path}.hdr")):
        if header.is_file():
            with header.open("rb") as file:
                return file.read(4) == b"ENVI"
    return False


def _check_sidecars(path: Path) -> None:
    """Raise SatclipError if a mask or overviews next to an image, which GDAL opens with it, aren't plain images."""
    for ending in (".msk", ".MSK", ".ovr", ".OVR"):
        beside = Path(f"{path}{ending}")
        if os.path.lexists(beside):
            _check_part(beside, {"GTiff", "HFA"})
            _check_sidecars(beside)


def _check_part(path: Path, drivers: set[str] | None = None, depth: int = 0) -> None:
    """Raise SatclipError for a file that GDAL opens with another one and might read in another format."""
    driver = driver_of(path, depth=depth)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if (drivers is not None and driver not in drivers) or (
        driver != "VRT" and any(t in head for t in _TEXTS)
    ):
        raise SatclipError(
            _(
                "{file} is not a plain image but is read together with another image: remove it, or save it "
                "as a TIFF.",
                file=path.name,
            )
        )


@lru_cache(maxsize=1024)
def _check_vrt(path: Path, version: tuple[int, ...], depth: int) -> None:
    """Raise SatclipError for a VRT that reads anything except local image files."""
    too_much = None
    if depth >= _DEEPEST_VRT:
        too_much = _("goes through too many other VRTs")
    elif path.stat().st_size > _LARGEST_VRT:
        too_much = _("is too large")
    if too_much:
        raise SatclipError(
            _(
                "{file} {too_much}: save its content as a GeoTIFF (gdal_translate).",
                file=path.name,
                too_much=too_much,
            )
        )
    for name, relative in files_in_vrt(path):
        source = path.parent / name if relative else Path(name)
        if not name or not source.is_file():
            raise SatclipError(
                _(
                    "{file} reads {source}, which is not a local file: a VRT may combine image files of this computer "
                    "only. Give images that lie elsewhere by their own addresses, or save what the VRT shows as a "
                    "GeoTIFF (gdal_translate).",
                    file=path.name,
                    source=name[:200] or _("a file without a name"),
                )
            )
        _check_part(source, depth=depth + 1)
