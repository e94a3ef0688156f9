"""Opening of images with GDAL. All images are opened here.

Each file is opened by a single driver, chosen by its first bytes and extension before GDAL opens it
(`formats`). Malicious files therefore can't make GDAL open other files or send requests.
"""

from __future__ import annotations

import contextvars
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from uuid import uuid4

import numpy as np
import rasterio
from rasterio.errors import NotGeoreferencedWarning

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.formats import HEAD, driver_for, driver_of
from satclip_backend.rasters.remote import RangeReader, remote_file
from satclip_backend.rasters.urls import is_url, shown
from satclip_backend.translation import gettext_lazy as _

warnings.filterwarnings(
    "ignore", category=NotGeoreferencedWarning
)  # callers report it when they need a position

MOST_BANDS = 4096
LARGEST_BLOCK = 512 << 20
"""Largest size in bytes of a decoded tile or strip, which GDAL holds in memory to read any window of it."""
LARGEST_PLAIN = 1 << 30
"""Largest number of pixels of a JPEG or PNG, which can only be decoded from the top."""
PLAIN = ("JPEG", "PNG")
_OPTIONS = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "TRUE",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "GDAL_MAX_DATASET_POOL_RAM_USAGE": "256MB",
    "GDAL_CACHEMAX": 256 << 20,
}
_ALONE = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_GEOREF_SOURCES": "INTERNAL",
}
"""Options for untrusted files: sidecar files are not read."""
_RASTERIO_CONTEXT = contextvars.copy_context()


def short_name(name: Path | str) -> str:
    """Return the name of an image for messages: the last part of its path or URL."""
    return Path(str(name).split("?")[0]).name


@contextmanager
def open_image(
    name: Path | str, *, trusted: bool = True, called: str = ""
) -> Iterator[rasterio.DatasetReader]:
    """Open an image in a file or at a URL (http, https).

    Parameters
    ----------
    name : Path or str
        File or URL.
    trusted : bool
        Whether the user named the file, rather than a client or a zip. VRTs of images and sidecar files
        (world files, masks, .aux.xml) are then allowed.
    called : str
        Name in messages.

    Raises
    ------
    SatclipError
        If the image or its pixels are unreadable, the format is unsupported, or a tile takes more memory than
        `LARGEST_BLOCK`.
    """
    reader = opener = None
    options = {**_OPTIONS, **(_ALONE if is_url(name) or not trusted else {})}
    if is_url(name):
        reader, path, driver, opener = _remote(str(name))
    else:
        try:
            path = Path(name).absolute()
            driver = driver_of(path, trusted=trusted, called=called)
        except (OSError, ValueError) as error:
            raise _unreadable(name, called, trusted, error) from None
    try:
        with rasterio.Env(**options), rasterio.open(path, driver=driver, opener=opener) as data:
            _check(data, called or short_name(name), trusted and reader is None)
            yield data
    except SatclipError:
        raise
    except Exception as error:
        if not (isinstance(error, OSError) or _of_rasterio(error)):
            raise
        if reader is not None and reader.error is not None:
            raise reader.error from None
        raise _unreadable(name, called, trusted, error) from None


def _of_rasterio(error: Exception) -> bool:
    """Return whether rasterio raised an exception. Some GDAL errors have no public class in rasterio."""
    return type(error).__module__.split(".")[0] == "rasterio"


def _remote(url: str):
    """Return a reader of the file at a URL, and the path, driver and opener for GDAL."""
    remote = remote_file(url)
    reader = RangeReader(remote)
    head = remote.read(0, HEAD)
    driver = driver_for(head, Path(short_name(url)).suffix, short_name(url), trusted=False)
    if driver is None:
        raise SatclipError(
            _(
                "{url} can't be read: it is not an image in a supported format. Check the address; a COG (a "
                "GeoTIFF) is best.",
                url=shown(url),
            )
        )
    for variable, value in _RASTERIO_CONTEXT.items():  # rasterio stores openers there; new threads have none
        if variable.get(None) is None:
            variable.set(value)
    path = f"/{uuid4().hex}/image"

    def opener(asked: str, mode: str = "rb") -> RangeReader:
        if PurePosixPath(asked).parts[-2:] != PurePosixPath(path).parts[-2:] or "r" not in mode:
            raise FileNotFoundError(asked)
        return reader

    return reader, path, driver, opener


def _check(data: rasterio.DatasetReader, name: str, trusted: bool) -> None:
    """Raise SatclipError for images that take too much memory or refer to other files."""
    if data.count > MOST_BANDS:
        raise SatclipError(
            _(
                "{name} has {count} bands; the maximum is {most}.",
                name=name,
                count=data.count,
                most=MOST_BANDS,
            )
        )
    if data.driver in PLAIN and data.width * data.height > LARGEST_PLAIN:
        raise SatclipError(
            _(
                "{name} has {width} x {height} pixels and can't be read in parts: save it as a tiled GeoTIFF "
                "(gdal_translate -co TILED=YES).",
                name=name,
                width=data.width,
                height=data.height,
            )
        )
    together = data.count if data.interleaving is rasterio.enums.Interleaving.pixel else 1
    for (rows, columns), dtype in zip(data.block_shapes, data.dtypes):
        size = rows * columns * together * _bytes(dtype)
        if size > LARGEST_BLOCK:
            raise SatclipError(
                _(
                    "{name} has tiles or strips of {columns} x {rows} pixels, which take {size} GB each: save it "
                    "with smaller ones (gdal_translate -co TILED=YES).",
                    name=name,
                    columns=columns,
                    rows=rows,
                    size=f"{size / 1000000000.0:.1f}",
                )
            )
    for overview in (data.tags(ns="OVERVIEWS").get("OVERVIEW_FILE"),):
        if overview and not (trusted and _beside(overview)):
            raise SatclipError(
                _(
                    "{name} has its overviews in another file: save it as a GeoTIFF (gdal_translate).",
                    name=name,
                )
            )


def _beside(overview: str) -> bool:
    """Return whether GDAL's name of a file means one next to the image."""
    start, _unused, rest = overview.rpartition(":::BASE:::")
    return not start and "/" not in rest and "\\" not in rest


def _bytes(dtype: str) -> int:
    try:
        return np.dtype(dtype).itemsize
    except TypeError:  # complex integers
        return 8


def _unreadable(name: Path | str, called: str, trusted: bool, error: Exception) -> SatclipError:
    """Return the exception for an unreadable image. Paths of untrusted files on the server are not shown."""
    if isinstance(error, OSError) and error.strerror:
        reason = error.strerror
    else:
        reason = str(error.__cause__ or error).partition("\n")[0] or type(error).__name__
    if is_url(name):
        called = shown(str(name))
    elif trusted:
        called = str(name)
    else:
        called = called or short_name(name)
        reason = reason.replace(str(Path(name).absolute()), called).replace(short_name(name), called)
    return SatclipError(
        _("{called} can't be read as an image: {reason}.", called=called, reason=reason.rstrip("."))
    )
