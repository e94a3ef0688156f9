"""Rasters of embeddings in the formats of AlphaEarth and TESSERA.

AlphaEarth Foundations' annual embedding (Google, developers.google.com/earth-engine/guides/aef_on_gcs_readme)
has 64 bands of int8, nodata -128. The value of v is sign(v) (v / 127.5)². Vectors have length 1. Files may be
bottom-up.

TESSERA (github.com/ucam-eo/geotessera, docs/architecture.rst) has tiles of 3 files: NAME.npy, int8 (rows,
columns, 128); NAME_scales.npy, float32 (rows, columns), factors of the vectors; and NAME.tiff, a land mask,
which has the CRS and geotransform.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.opening import short_name
from satclip_backend.rasters.sampling import Band, Raster, Read, describe, sample_of
from satclip_backend.rasters.urls import is_url
from satclip_backend.translation import gettext_lazy as _

ALPHAEARTH, TESSERA = "alphaearth", "tessera"
ALPHAEARTH_BANDS, TESSERA_BANDS = 64, 128
NODATA = -128
MOST_STEP = 64
"""Largest side in pixels of squares over which decoded vectors are averaged."""
LENGTH = 0.05
"""Largest deviation of a vector's length from 1. Rounding causes less than 0.01."""
LANDMASKS = "global_0.1_degree_tiff_all"
"""Folder of land masks, next to the folders of embeddings, in GeoTessera downloads."""
_TIFFS = (".tiff", ".tif")


class AlphaEarth(Raster):
    """A raster of AlphaEarth embeddings, with decoded values."""

    @property
    def encoding(self) -> str:
        """Encoding of the values."""
        return ALPHAEARTH

    def step(self, most: int) -> int:
        """Return the factor of an overview, or a number of pixels to average.

        Overviews are means of vectors, normalised to length 1.
        """
        return max(
            (factor for factor in self.overviews if factor <= most), default=min(max(most, 1), MOST_STEP)
        )

    def undone(self, step: int) -> int:
        """Return `step`, or 1 if there is an overview with this factor."""
        return 1 if step in self.overviews else step

    def mixed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Normalise means to length 1."""
        length = np.linalg.norm(values, axis=1, keepdims=True)
        return values / np.where(length > 0, length, 1)

    def reader(self, data: rasterio.DatasetReader) -> Read:
        """Return a function that reads and decodes an open file.

        It raises SatclipError for vectors with a length other than 1.
        """

        def read(numbers: Sequence[int], window: Window, step: int = 1) -> NDArray[np.float64]:
            factor = step if step in self.overviews else 1
            shape = ALPHAEARTH_BANDS, max(window.height // factor, 1), max(window.width // factor, 1)
            codes = data.read(window=window, out_shape=shape, resampling=Resampling.nearest)
            values = (codes / 127.5) ** 2 * np.sign(codes)
            there = (codes != NODATA).all(axis=0)
            length = np.linalg.norm(values, axis=0)[there]
            if (np.abs(length - 1) > LENGTH).any():
                wrong = length[np.abs(length - 1).argmax()]
                raise SatclipError(
                    _(
                        "{value} has the layout of AlphaEarth embeddings, but a vector of length {wrong}, not 1: it "
                        "was resampled or holds something else. Use the original file, or name the bands to use them "
                        "as plain numbers ({value}:1-64).",
                        value=self.name,
                        wrong=f"{wrong:.2f}",
                    )
                )
            values[:, ~there] = np.nan
            return _means(values[np.array(numbers) - 1], step // factor)

        return read


class Tessera(Raster):
    """A tile of TESSERA embeddings. `path` is NAME.npy."""

    @property
    def encoding(self) -> str:
        """Encoding of the values: integers with a scale for each vector."""
        return TESSERA

    def step(self, most: int) -> int:
        """Return a number of pixels to average; there are no overviews."""
        return min(max(most, 1), MOST_STEP)

    def undone(self, step: int) -> int:
        """Return `step`: all pixels are held in memory."""
        return step

    @contextmanager
    def opened(self) -> Iterator[Read]:
        """Yield a function that reads the tile."""
        codes, scales = _tessera_arrays(Path(self.path))

        def read(numbers: Sequence[int], window: Window, step: int = 1) -> NDArray[np.float64]:
            rows, columns = window.toslices()
            scale = scales[rows, columns].astype(np.float64)
            scale[~(np.isfinite(scale) & (scale > 0))] = np.nan
            values = codes[rows, columns][..., np.array(numbers) - 1] * scale[..., None]
            return _means(np.moveaxis(values, -1, 0), step)

        yield read


def _means(values: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """Return the means of known values in squares of `step` pixels (bands, rows, columns)."""
    if step == 1:
        return values
    bands, rows, columns = values.shape
    down, across = min(step, rows), min(step, columns)
    values = values[:, : rows // down * down, : columns // across * across]
    values = values.reshape(bands, rows // down, down, columns // across, across)
    there = np.isfinite(values)
    sums, counts = np.where(there, values, 0).sum(axis=(2, 4)), there.sum(axis=(2, 4))
    return np.where(counts, sums / np.maximum(counts, 1), np.nan)


def open_raster(path: Path | str, name: str = "", *, plain: bool = False, trusted: bool = True) -> Raster:
    """Open a raster. If it has the layout of an embedding format, values are decoded, unless `plain`.

    `name` and `trusted` are as for `describe`. Raises SatclipError if the raster is unreadable, or if vectors
    in AlphaEarth's layout don't have length 1.
    """
    if trusted and not is_url(path) and Path(path).suffix.lower() == ".npy":
        return _tessera(Path(path))
    raster = describe(path, name, trusted=trusted)
    whole = len(raster.bands) == ALPHAEARTH_BANDS and {band.dtype for band in raster.bands} == {"int8"}
    if plain or not whole or not all((band.scale, band.offset) == (1, 0) for band in raster.bands):
        return raster
    found = AlphaEarth(**vars(raster))
    sample_of(found, [1])
    return found if _overviews_decode(found) else replace(found, overviews=())


def _overviews_decode(raster: AlphaEarth) -> bool:
    """Return whether overviews are means of vectors, not of codes. The centre of the first overview is read."""
    for factor in raster.overviews[:1]:
        left, top = (max(side // 2 // factor - 2, 0) * factor for side in (raster.width, raster.height))
        size = min(4 * factor, raster.width - left), min(4 * factor, raster.height - top)
        try:
            with raster.opened() as read:
                read([1], Window(left, top, *size), factor)
        except SatclipError:
            return False
    return True


def _tessera(path: Path) -> Raster:
    codes, _unused = _tessera_arrays(path)
    mask = _landmask(path)
    placed = describe(mask)
    if (placed.height, placed.width) != codes.shape[:2]:
        raise SatclipError(
            _(
                "{mask} has {width} x {height} pixels and {file} {shape} x {rows}: they belong to different "
                "tiles.",
                mask=mask.name,
                width=placed.width,
                height=placed.height,
                file=path.name,
                shape=str(codes.shape[1]),
                rows=str(codes.shape[0]),
            )
        )
    bands = tuple(Band(number, f"T{number - 1:03}", "int8") for number in range(1, TESSERA_BANDS + 1))
    whole = {**vars(placed), "path": path, "name": short_name(path), "bands": bands, "overviews": ()}
    return replace(Tessera(**whole), block=(256, 256))


def _landmask(path: Path) -> Path:
    folders = [path.parent, *(parent / LANDMASKS for parent in list(path.parents)[:4])]
    candidates = [folder / f"{path.stem}{ending}" for folder in folders for ending in _TIFFS]
    found = next((candidate for candidate in candidates if candidate.is_file()), None)
    if found is None:
        raise SatclipError(
            _(
                "{file} lacks its mask {stem}.tiff, which has the CRS and geotransform: put it beside it, or "
                "into {landmasks} as GeoTessera does.",
                file=path.name,
                stem=path.stem,
                landmasks=LANDMASKS,
            )
        )
    return found


def _tessera_arrays(path: Path) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return the vectors and scales of a tile as memory maps. Raises SatclipError."""
    arrays = []
    for file in (path, path.with_name(f"{path.stem}_scales.npy")):
        try:
            arrays.append(np.load(file, mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError, EOFError) as error:
            reason = getattr(error, "strerror", None) or _("it is no array of NumPy")
            raise SatclipError(
                _(
                    "{file} can't be read as a part of a TESSERA tile: {reason}.",
                    file=file.name,
                    reason=reason,
                )
            ) from None
    codes, scales = arrays
    if codes.dtype != np.int8 or codes.ndim != 3 or codes.shape[2] != TESSERA_BANDS:
        raise SatclipError(
            _(
                "{file} is not a TESSERA tile: it must be int8 (rows, columns, {tessera_bands}).",
                file=path.name,
                tessera_bands=TESSERA_BANDS,
            )
        )
    if scales.dtype != np.float32 or scales.shape != codes.shape[:2]:
        raise SatclipError(
            _(
                "{stem}_scales.npy does not fit {file}: it must be float32 {shape}, not {dtype} {scales}.",
                stem=path.stem,
                file=path.name,
                shape=str(codes.shape[:2]),
                dtype=scales.dtype,
                scales=scales.shape,
            )
        )
    return codes, scales
