"""Image files in folders, and hashes of images."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.formats import ENDINGS
from satclip_backend.rasters.opening import open_image
from satclip_backend.rasters.urls import is_url
from satclip_backend.translation import gettext_lazy as _

_INSIDE_A_FILE = re.compile(r"[A-Z][A-Z0-9_]+:")
"""Prefix of GDAL's subdataset names: NETCDF:, HDF4_EOS:. A drive has one letter."""


def find_images(paths: Iterable[Path | str]) -> list[Path | str]:
    """Return files and URLs, and the image files of folders by name. Hidden files are skipped.

    Raises SatclipError for names of subdatasets.
    """
    found: list[Path | str] = []
    for path in paths:
        if is_url(path):
            found.append(str(path))
        elif Path(path).is_dir():
            found += sorted(
                file
                for file in Path(path).iterdir()
                if file.suffix.lower() in ENDINGS and not file.name.startswith(".")
            )
        elif _INSIDE_A_FILE.match(str(path)):
            raise SatclipError(
                _(
                    "{file} names an image inside a file: save it as a GeoTIFF (gdal_translate), and give that.",
                    file=path,
                )
            )
        else:
            found.append(Path(path))
    return found


def content_hash(files: Iterable[Path]) -> str:
    """Return the hash of the content of files, regardless of names and times."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as data:
            while piece := data.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()


def fingerprint(images: Iterable[Path | str]) -> str:
    """Return a hash that changes with the images.

    For files: names, sizes, modification times and the first and last MiB. For URLs: the address, the grid,
    and the pixels in the upper left corner and the centre.
    """
    digest = hashlib.sha256()
    for image in images:
        if is_url(image):
            with open_image(image) as data:
                properties = [image.split("?")[0], data.width, data.height, data.count, list(data.transform)]
                digest.update(json.dumps(properties).encode())
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
