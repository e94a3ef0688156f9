"""Folders with one image per patch: the layout of S2-100K, or any georeferenced images."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from pyproj.exceptions import ProjError
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import to_lonlat
from satclip_backend.geo.sphere import separation
from satclip_backend.limits import cores
from satclip_backend.pretraining.images.bands import SENTINEL_2, band_type, choose_bands, image_bands, listed
from satclip_backend.pretraining.images.files import find_images
from satclip_backend.pretraining.images.values import lacking
from satclip_backend.pretraining.settings import LARGEST_PATCH
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.opening import open_image, short_name
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import grouped_lazy

INDEX = "index.csv"
IMAGES = "images"
LARGEST_INDEX = 512 << 20
"""Largest size of an index in bytes: several million patches."""
LARGEST_PATCH_BYTES = 64 << 20
_NO_PLAIN_NAME = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|[:\0<>|]")
_LOOKED_AT = 64
"""Number of images whose headers are read to find the most common properties."""


@dataclass(frozen=True)
class _Header:
    """Properties in an image's header. `centre` is longitude and latitude in degrees; None without a CRS."""

    bands: tuple[int, ...]
    names: tuple[str, ...]
    dtype: str
    width: int
    height: int
    centre: tuple[float, float] | None


class PatchFolder:
    """Patches in files; see `open_patch_folder`. `pixels` is the side to which images are cropped."""

    def __init__(
        self,
        files: list[Path],
        lonlat: np.ndarray,
        like: _Header,
        pixels: int,
        chosen: tuple[int, ...],
        trusted: bool = True,
    ):
        self.files, self.lonlat, self.pixels = files, lonlat, pixels
        self.bands = tuple(like.names[i] for i in chosen)
        self.dtype = np.dtype(like.dtype)
        self._like, self._chosen, self._trusted = like, chosen, trusted
        self.without: dict[int, str] = {}
        self.fingerprint = self._fingerprint()

    @property
    def skipped(self) -> Counter[str]:
        """Number of the rows read so far that have no patch, by reason."""
        return Counter(self.without.values())

    def read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Read patches; see `Patches.read`.

        Larger images are cropped to their centre, not resampled, so that the ground size of a pixel is
        unchanged. An image is skipped if it is missing or damaged, has other bands or an incompatible data
        type, is smaller than a patch, has pixels without data, or is not at its position in `index.csv`.
        """
        rows = np.asarray(rows)
        with ThreadPoolExecutor(min(8, cores())) as threads:
            read = list(threads.map(self._read, rows.tolist()))
        kept = [position for position, found in enumerate(read) if not isinstance(found, str)]
        self.without.update((int(row), found) for row, found in zip(rows, read) if isinstance(found, str))
        shape = (len(kept), len(self.bands), self.pixels, self.pixels)
        patches = np.empty(shape, self.dtype)
        for patch, position in zip(patches, kept):
            patch[:] = read[position]
        return patches, np.array(kept, np.int64)

    def _read(self, row: int) -> np.ndarray | str:
        """Return the patch of a row, or the reason why there is none."""
        file, pixels = self.files[row], self.pixels
        if not np.isfinite(self.lonlat[row]).all():
            return _("without a place on Earth in {file}", file=INDEX)
        if not file.is_file() or (not self._trusted and file.is_symlink()):
            return _("missing")
        try:
            with open_image(file, trusted=self._trusted) as data:
                header = _header(data)
                if len(header.bands) != len(self._like.bands):
                    return _(
                        "with {bands} bands instead of {needed}",
                        bands=len(header.bands),
                        needed=len(self._like.bands),
                    )
                if not np.can_cast(header.dtype, self.dtype):
                    return _("of {type} instead of {needed}", type=header.dtype, needed=self.dtype)
                if min(data.width, data.height) < pixels:
                    return _("smaller than {pixels} x {pixels} pixels", pixels=pixels)
                if header.centre is not None and _apart(data, header.centre, self.lonlat[row]):
                    return _("elsewhere than {file} says", file=INDEX)
                wanted = [header.bands[i] for i in self._chosen]
                window = Window((data.width - pixels) // 2, (data.height - pixels) // 2, pixels, pixels)
                values = data.read(wanted, window=window, masked=True)
        except SatclipError:
            return _("damaged")
        whole = not np.ma.getmaskarray(values).any() and not lacking(values.data).any()
        if self._like.names == SENTINEL_2:  # L2A writes zeros beyond the edge of a scene
            whole = whole and values.data.any(0).all()
        return values.data if whole else _("with pixels without data")

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(f"{self.bands} {self.pixels} {self.dtype}".encode())
        digest.update(np.ascontiguousarray(self.lonlat).tobytes())
        for file in self.files:
            try:
                status = file.stat()
                digest.update(f"{file.name} {status.st_size} {status.st_mtime_ns} ".encode())
            except OSError:
                digest.update(f"{file.name} missing ".encode())
        return digest.hexdigest()


def is_patch_folder(path: Path | str) -> bool:
    """Return whether a folder has an index.csv of patches."""
    return (Path(path) / INDEX).is_file()


def open_patch_folder(
    folder: Path | str,
    *,
    pixels: int | None = None,
    bands: Sequence[str] | None = None,
    dates: str | None = None,
    progress: Progress = no_progress,
    trusted: bool = True,
) -> PatchFolder:
    """Open a folder of patches.

    `index.csv`, as in S2-100K, has the position of each patch (columns lon and lat in degrees, WGS84) and its
    file in `images/` or next to it (column fn). Without it, each image of the folder, or of its `images/`, is
    a patch around its own centre. Twelve bands without names are assumed to be Sentinel-2's, as in S2-100K.

    Parameters
    ----------
    folder : Path or str
        The folder.
    pixels : int, optional
        Side to which images are cropped; by default that of most images.
    bands, dates : optional
        Selection of bands, see `choose_bands`.
    progress : Progress
        Called while images are opened.
    trusted : bool
        As for `open_image`.

    Raises
    ------
    SatclipError
        If the folder, images or positions are missing, or nothing is readable.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise SatclipError(_("There is no folder {folder}.", folder=folder))
    images = folder / IMAGES if (folder / IMAGES).is_dir() else folder
    if is_patch_folder(folder):
        files, lonlat = _read_index(folder / INDEX, images)
    else:
        files = find_images([images])
        if not files:
            raise SatclipError(
                _(
                    "The folder {folder} has neither images nor an {index} that lists some.",
                    folder=folder,
                    index=INDEX,
                )
            )
        lonlat = _centres(files, progress, trusted)
    like = _most_common(files, folder, trusted)
    side = min(like.width, like.height) if pixels is None else pixels
    chosen = choose_bands(like.names, bands, dates)
    check_patch_size(side, len(chosen), like.dtype)
    return PatchFolder(files, lonlat, like, side, chosen, trusted)


def check_patch_size(pixels: int, bands: int, dtype: str) -> None:
    """Raise SatclipError for patches without pixels, or too large to hold dozens of them in memory."""
    if pixels < 1:
        raise SatclipError(_("A patch has at least 1 pixel a side, not {pixels} (--pixels).", pixels=pixels))
    size = bands * pixels**2 * np.dtype(dtype).itemsize
    if pixels > LARGEST_PATCH or size > LARGEST_PATCH_BYTES:
        raise SatclipError(
            _(
                "A patch of {pixels} x {pixels} pixels and {bands} bands takes {size} MB: {largest_patch} "
                "pixels a side and {largest_patch_bytes} MiB are the most. Give fewer pixels (--pixels) or "
                "bands, or cut patches from these images first (satclip-backend sample).",
                pixels=pixels,
                bands=bands,
                size=grouped_lazy(f"{size / 1000000.0:,.0f}"),
                largest_patch=LARGEST_PATCH,
                largest_patch_bytes=LARGEST_PATCH_BYTES >> 20,
            )
        )


def _read_index(path: Path, images: Path) -> tuple[list[Path], np.ndarray]:
    """Return the files in an index, and longitude and latitude (n, 2).

    A name that isn't that of a file below `images` is replaced by `images` itself, which is reported when it
    is read.
    """
    import pandas as pd

    if path.stat().st_size > LARGEST_INDEX:
        raise SatclipError(
            _(
                "{file} has {st_size} MB, and {largest_index} MiB are the most: leave out columns other than "
                "lon, lat and fn, or split the folder.",
                file=path,
                st_size=grouped_lazy(f"{path.stat().st_size / 1000000.0:,.0f}"),
                largest_index=LARGEST_INDEX >> 20,
            )
        )
    try:
        table = pd.read_csv(
            path,
            dtype=str,
            usecols=lambda name: name.strip() in ("lon", "lat", "fn"),
            skipinitialspace=True,
            encoding="utf-8-sig",
            engine="c",
        )
    except (ValueError, OverflowError, OSError) as error:  # pandas's own errors are ValueErrors
        reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        raise SatclipError(_("{file} can't be read as a table: {reason}", file=path, reason=reason)) from None
    table.columns = table.columns.str.strip()
    if lacking_columns := {"lon", "lat", "fn"} - set(table.columns):
        raise SatclipError(
            _(
                "{file} has no column {lacking_columns}: it needs lon and lat (degrees) and fn (the file's "
                "name).",
                file=path,
                lacking_columns=", ".join(sorted(lacking_columns)),
            )
        )
    if not table.columns.is_unique:
        raise SatclipError(
            _("{file} has two columns of one name: lon, lat and fn must be there once each.", file=path)
        )
    if table.empty:
        raise SatclipError(_("{file} lists no patches.", file=path))
    numbers = [pd.to_numeric(table[name].str.strip(), errors="coerce") for name in ("lon", "lat")]
    lonlat = np.column_stack(numbers).astype(float)
    lonlat[~_on_earth(lonlat)] = np.nan
    names = table["fn"].fillna("").str.strip().str.replace("\\", "/")
    plain = (names != "") & ~names.str.contains(_NO_PLAIN_NAME)
    return [images / name if is_plain else images for name, is_plain in zip(names, plain)], lonlat


def _centres(files: list[Path], progress: Progress, trusted: bool) -> np.ndarray:
    """Return longitude and latitude (n, 2) of the centres of georeferenced images; 0 for damaged ones.

    Raises SatclipError, with names, for images without a valid position.
    """
    lonlat, nowhere = np.full((len(files), 2), np.nan), []
    for i, file in enumerate(files):
        if i % 100 == 0:
            progress(0.0, _("Reading the georeferencing of {count} images", count=len(files)))
        try:
            with open_image(file, trusted=trusted) as data:
                centre = _header(data).centre
        except SatclipError:
            lonlat[i] = 0.0  # reported when it is read
            continue
        if centre is None or not _on_earth(np.array([centre]))[0]:
            nowhere.append(file.name)
        else:
            lonlat[i] = centre
    if nowhere:
        raise SatclipError(
            _(
                "{nowhere} of {count} images don't say where on Earth they lie, or wrongly: give them a CRS "
                "(gdal_edit.py -a_srs), remove them, or list all images with lon, lat, fn in {index}.",
                nowhere=listed(nowhere, 3),
                count=len(files),
                index=INDEX,
            )
        )
    return lonlat


def _most_common(files: list[Path], folder: Path, trusted: bool) -> _Header:
    """Return the most common properties of a sample of the images."""
    headers = []
    for i in np.unique(np.linspace(0, len(files) - 1, _LOOKED_AT).round().astype(int)):
        try:
            with open_image(files[i], trusted=trusted) as data:
                headers.append(_header(data))
        except SatclipError:
            continue
    if not headers:
        raise SatclipError(
            _(
                "None of {count} images of {folder} that were tried can be read: check that {index} and the "
                "folder {images} belong together.",
                count=min(len(files), _LOOKED_AT),
                folder=folder,
                index=INDEX,
                images=IMAGES,
            )
        )
    count = Counter(len(header.bands) for header in headers).most_common(1)[0][0]
    alike = [header for header in headers if len(header.bands) == count]
    names = Counter(header.names for header in alike).most_common(1)[0][0]
    if not names:
        names = SENTINEL_2 if count == len(SENTINEL_2) else tuple(str(i) for i in range(1, count + 1))
    width, height = Counter((header.width, header.height) for header in alike).most_common(1)[0][0]
    dtype = Counter(header.dtype for header in alike).most_common(1)[0][0]
    return _Header(alike[0].bands, names, dtype, width, height, None)


def _header(data: rasterio.DatasetReader) -> _Header:
    numbers, names = image_bands(data)
    dtype = band_type(data, numbers, short_name(data.name))
    centre = None
    if data.crs is not None and not data.transform.is_identity:
        centre = _lonlat(data, data.width / 2, data.height / 2)
    return _Header(numbers, names, dtype, data.width, data.height, centre)


def _lonlat(data: rasterio.DatasetReader, column: float, row: float) -> tuple[float, float]:
    """Return longitude and latitude of a pixel position; infinite if it is not on Earth."""
    a, b, c, d, e, f = data.transform[:6]
    x, y = a * column + b * row + c, d * column + e * row + f
    try:
        return to_lonlat(data.crs.to_wkt()).transform(x, y)
    except ProjError:
        return np.inf, np.inf


def _on_earth(lonlat: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return (np.abs(lonlat) <= (360, 90)).all(1)


def _apart(data: rasterio.DatasetReader, centre: tuple[float, float], place: np.ndarray) -> bool:
    """Return whether an image is not at its listed position.

    It isn't if the distance of its centre is larger than the image, and larger than a hundredth of a degree.
    """
    off, half = separation([centre, centre], [place, _lonlat(data, 0, 0)])
    return bool(off > max(2 * half, 0.01))
