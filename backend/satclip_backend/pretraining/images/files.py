"""Opening image files and those behind URLs, and telling whether they have changed."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import rasterio
from rasterio._err import CPLE_BaseError  # GDAL's own, which rasterio lets out here and there
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window

from satclip_backend.errors import SatclipError

warnings.filterwarnings(
    "ignore", category=NotGeoreferencedWarning
)  # told in sentences, by whoever needs a place

FORMATS = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".vrt", ".jp2", ".img", ".nc"}
_WHOLE = {
    *(
        "AAIGrid",
        "BMP",
        "DTED",
        "EHdr",
        "ENVI",
        "GIF",
        "GPKG",
        "GRIB",
        "GTiff",
        "HFA",
        "JP2OpenJPEG",
        "JPEG",
        "MBTiles",
    ),
    *("NITF", "PCRaster", "PNG", "PNM", "RST", "SAGA", "SRTMHGT", "USGSDEM", "WEBP"),
}
"""GDAL's drivers of files that hold their own pixels; others can point to any file or server."""
LINKING = {".vrt": {"VRT"}, ".nc": {"netCDF", "HDF5", "HDF5Image"}}
"""Drivers of files that can name others (HDF5 has external storage), by the ending without which they aren't opened."""
_REMOTE = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_HTTP_CONNECTTIMEOUT": 10,
    "GDAL_HTTP_TIMEOUT": 60,
    "GDAL_HTTP_LOW_SPEED_TIME": 15,
    "GDAL_HTTP_LOW_SPEED_LIMIT": 1,
    "GDAL_HTTP_MAX_RETRY": 2,
    "GDAL_HTTP_RETRY_DELAY": 0.5,
    "GDAL_HTTP_MULTIRANGE": "YES",
    "GDAL_HTTP_MERGE_CONSECUTIVE_RANGES": "YES",
}
"""So that a COG is read in few requests, and a server that doesn't answer is an error after a while."""


def is_url(name: Path | str) -> bool:
    """Whether an image lies behind a URL (http, https)."""
    return str(name).startswith(("http://", "https://"))


def short_name(name: Path | str) -> str:
    """What a sentence calls an image: the last part of its path or URL."""
    return Path(str(name).split("?")[0]).name


def find_images(paths: Iterable[Path | str]) -> list[Path | str]:
    """Files and URLs as they are, and the image files of folders in the order of their names."""
    found: list[Path | str] = []
    for path in paths:
        if is_url(path):
            found.append(str(path))
        elif Path(path).is_dir():
            found += sorted(file for file in Path(path).iterdir() if file.suffix.lower() in FORMATS)
        else:
            found.append(Path(path))
    return found


@contextmanager
def open_image(name: Path | str) -> Iterator[rasterio.DatasetReader]:
    """The image, for the length of the block. Raises SatclipError where it or its pixels can't be read.

    Only what is called .vrt may be a VRT, and .nc a netCDF: an image of another name can't read other files.
    """
    try:
        with rasterio.Env(**(_REMOTE if is_url(name) else {})), rasterio.open(name) as data:
            if data.driver not in _WHOLE | LINKING.get(Path(short_name(name)).suffix.lower(), set()):
                raise SatclipError(
                    f"{short_name(name)} is a {data.driver} file, which only points to images or may: save it as a "
                    "GeoTIFF."
                )
            yield data
    except (RasterioError, CPLE_BaseError, OSError) as error:
        raise unreadable(name, error) from None


def unreadable(name: Path | str, error: Exception) -> SatclipError:
    """The error for an image that can't be read."""
    reason = str(error.__cause__ or error).splitlines()[0] if str(error) else type(error).__name__
    if is_url(name):
        return SatclipError(
            f"{name} can't be read: {reason}. Check the address and the connection, and that the server "
            "answers requests for parts of a file."
        )
    return SatclipError(f"{name} can't be read as an image: {reason}")


def content_hash(files: Iterable[Path]) -> str:
    """Hash of what files hold, whatever they are called and whenever they were written."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as data:
            while piece := data.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()


def fingerprint(images: Iterable[Path | str]) -> str:
    """Hash that changes with the images.

    Of files: names, sizes, times of change and the first and last MiB. Of URLs: the address, the grid and
    the pixels in the upper left corner and the middle.
    """
    digest = hashlib.sha256()
    for image in images:
        if is_url(image):
            with open_image(image) as data:
                about = [image.split("?")[0], data.width, data.height, data.count, list(data.transform)]
                digest.update(json.dumps(about).encode())
                for column, row in ((0, 0), (data.width // 2, data.height // 2)):
                    digest.update(data.read(window=Window(column, row, 1, 1)).tobytes())
            continue
        status = Path(image).stat()
        digest.update(f"{Path(image).name} {status.st_size} {status.st_mtime_ns} ".encode())
        with Path(image).open("rb") as file:
            digest.update(file.read(1 << 20))
            file.seek(max(0, status.st_size - (1 << 20)))
            digest.update(file.read())
    return digest.hexdigest()
