"""Which GDAL driver reads a file: told from its first bytes and its ending, before GDAL sees it."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.vrt import files_in_vrt

HEAD = 4096
"""Bytes that tell the format."""
SELF_CONTAINED = frozenset({"GTiff", "JPEG", "PNG", "JP2OpenJPEG"})
"""Drivers of files that need no other file and name none: the only ones for what came from elsewhere."""
PLAIN_ENDINGS = frozenset({".tif", ".tiff", ".jpg", ".jpeg", ".png", ".jp2", ".j2k"})
NAMING_ENDINGS = frozenset({".vrt", ".img", ".nc"})
"""Of images that can name other files."""
ENDINGS = PLAIN_ENDINGS | NAMING_ENDINGS
"""What images are called, where a folder holds other files too."""

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
"""Files that may read others, by the endings without which they aren't opened."""
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
"""Endings of formats whose first bytes tell little. Each driver reads nothing but the file and its own header."""
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
    """The name of the one GDAL driver that may open a file.

    `trusted` says that the user named the file: what came from a client, a zip or a URL must be a TIFF, JPEG, PNG or
    JPEG 2000. `called` is what sentences call it. `depth` counts the VRTs that a file is read through. Raises
    SatclipError for what is no regular file, no image of a known format or names other files that aren't images, and
    OSError.
    """
    called = called or path.name
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise SatclipError(f"{called} is a folder, not an image.")
    if not stat.S_ISREG(status.st_mode):
        raise SatclipError(f"{called} is not a regular file: save the image as a file first.")
    with path.open("rb") as file:
        head = file.read(HEAD)
    driver = driver_for(head, path.suffix, called, trusted=trusted)
    if driver is None and trusted:
        driver = "ENVI" if _has_envi_header(path) else _WITHOUT_SIGNATURE.get(path.suffix.lower())
    if driver is None:
        raise unknown_format(called, head)
    if driver == "VRT":
        _check_vrt(path, status.st_mtime_ns, status.st_size, depth)
    if trusted:
        _check_sidecars(path)
    return driver


def driver_for(head: bytes, ending: str, name: str, *, trusted: bool) -> str | None:
    """The driver of a file from its first bytes and its ending; None where these don't tell.

    Raises SatclipError for a format that isn't opened.
    """
    ending = ending.lower()
    driver = next(
        (driver for start, mark, driver in _SIGNATURES if head[start : start + len(mark)] == mark), None
    )
    if driver is None and b"<VRTDataset" in head:
        driver = "VRT"
    if driver == "VRT" and (not trusted or ending != ".vrt"):
        raise SatclipError(
            f"{name} is a VRT file, which only points to other images: save it as a GeoTIFF (gdal_translate)."
        )
    taken = driver in (None, *SELF_CONTAINED) or (trusted and ending in _OWN_ENDING.get(driver, {ending}))
    if not taken:
        raise SatclipError(
            f"{name} is a {driver} file, which can refer to other files: save it as a GeoTIFF (gdal_translate)."
        )
    return driver


def unknown_format(name: str, head: bytes) -> SatclipError:
    """The error for a file that is no image of a format that is opened."""
    if not head:
        return SatclipError(f"{name} is empty, so it can't be read as an image.")
    if any(text in head for text in _TEXTS):
        return SatclipError(
            f"{name} describes a service or other files and is not an image itself: save its content as a GeoTIFF "
            "(gdal_translate)."
        )
    return SatclipError(
        f"{name} can't be read as an image: its format is not supported. Save it as a GeoTIFF (gdal_translate)."
    )


def _has_envi_header(path: Path) -> bool:
    for header in (path.with_suffix(".hdr"), Path(f"{path}.hdr")):
        if header.is_file():
            with header.open("rb") as file:
                return file.read(4) == b"ENVI"
    return False


def _check_sidecars(path: Path) -> None:
    """Raise SatclipError where a mask or overviews beside an image, which GDAL opens with it, are no plain images."""
    for ending in (".msk", ".MSK", ".ovr", ".OVR"):
        beside = Path(f"{path}{ending}")
        if os.path.lexists(beside):
            _check_part(beside, {"GTiff", "HFA"})
            _check_sidecars(beside)


def _check_part(path: Path, drivers: set[str] | None = None, depth: int = 0) -> None:
    """Raise SatclipError for a file that GDAL would open with another one and might take for something else."""
    driver = driver_of(path, depth=depth)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if (drivers is not None and driver not in drivers) or (
        driver != "VRT" and any(t in head for t in _TEXTS)
    ):
        raise SatclipError(
            f"{path.name} is not a plain image but is read together with another image: remove it, or save it as a "
            "TIFF."
        )


@lru_cache(maxsize=1024)
def _check_vrt(path: Path, changed: int, size: int, depth: int) -> None:
    """Raise SatclipError for a VRT that reads anything but image files on this computer."""
    too_much = None
    if depth >= _DEEPEST_VRT:
        too_much = "goes through too many other VRTs"
    elif size > _LARGEST_VRT:
        too_much = "is too large"
    if too_much:
        raise SatclipError(f"{path.name} {too_much}: save its content as a GeoTIFF (gdal_translate).")
    for name, relative in files_in_vrt(path):
        source = path.parent / name if relative else Path(name)
        if not name or not source.is_file():
            raise SatclipError(
                f"{path.name} reads {name[:200] or 'a file without a name'}, which is not a local file: a VRT may "
                "combine image files of this computer only. Give images that lie elsewhere by their own addresses, "
                "or save what the VRT shows as a GeoTIFF (gdal_translate)."
            )
        _check_part(source, depth=depth + 1)
