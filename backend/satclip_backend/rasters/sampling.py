"""Sampling of rasters at points and at the pixels of a map, in parts; NaN where there is no data.

A point gets the value of its pixel, or one interpolated bilinearly. A pixel of a map that is coarser than the
raster gets the mean of the raster's pixels inside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from pyproj import CRS
from rasterio.enums import ColorInterp, Resampling
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import read_crs, to_lonlat
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.rasters.opening import open_image, short_name
from satclip_backend.translation import gettext_lazy as _

COARSER = 1.5
"""Ratio of pixel sizes, map to raster, from which on pixels are averaged."""
STEPS_A_PIXEL = 4
"""Smallest number of samples per axis in a pixel of the map, if the raster has as many pixels."""
MOST_STEPS = 16
"""Largest number of samples per axis. If more pixels lie between them, each sample is a mean."""
MOST_VALUES = 1 << 22
"""Number of values that are read at once: 34 MB."""
MOST_POSITIONS = 1 << 20
SMALLEST_GROUP, LARGEST_GROUP = 64, 1024
"""Smallest and largest side in pixels of the parts that are read at once."""
MOST_OFF = 0.05
"""Largest round-trip error in degrees of the transformation to a CRS, more than datum shifts differ by."""
LATTICE, SIDE = 5, 4
"""Rasters are compared at `LATTICE` x `LATTICE` squares of `SIDE` x `SIDE` pixels."""

Read = Callable[[Sequence[int], Window, int], NDArray[np.float64]]
"""Returns the values (bands, rows, columns) of bands in a window, averaged over squares with a side in pixels."""


@dataclass(frozen=True)
class Band:
    """A band of a raster. `number` starts at 1. `coloured`: whether it has integers with a colour table."""

    number: int
    name: str
    dtype: str
    scale: float = 1.0
    offset: float = 0.0
    units: str = ""
    coloured: bool = False


@dataclass(frozen=True)
class Raster:
    """A raster in a file or at a URL.

    Attributes
    ----------
    path : Path or str
        File or URL.
    name : str
        Name in messages.
    crs : CRS
        The CRS.
    width, height : int
        Size in pixels.
    transform : Affine
        Maps (column, row) of a pixel's corner to coordinates in `crs`.
    bands : tuple of Band
        Bands except alpha.
    block : (int, int)
        Rows and columns of a tile or strip.
    overviews : tuple of int
        Downsampling factors of the overviews.
    trusted : bool
        As for `open_image`.
    """

    path: Path | str
    name: str
    crs: CRS
    width: int
    height: int
    transform: Affine
    bands: tuple[Band, ...]
    block: tuple[int, int]
    overviews: tuple[int, ...] = field(default=(), compare=False)
    trusted: bool = True

    @property
    def turn(self) -> float:
        """Number of pixels in a full turn around the Earth along a row; 0 if columns are not longitudes."""
        if not self.crs.is_geographic or self.transform.b or self.transform.d:
            return 0.0
        return 2 * math.pi / self.crs.axis_info[0].unit_conversion_factor / abs(self.transform.a)

    @property
    def closed(self) -> bool:
        """Whether the last column is adjacent to the first."""
        return bool(self.turn) and abs(self.turn - self.width) < 0.01

    def positions(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return columns and rows (n, 2) of points (n, 2) in degrees, in pixels from the corner.

        NaN for points outside the raster.
        """
        columns, rows, x, y = self.everywhere(lonlat)
        with np.errstate(invalid="ignore"):
            if self.turn:
                columns = np.where(columns < 0, columns + self.turn, columns)
                columns = np.where(columns > self.width, columns - self.turn, columns)
            inside = (columns >= 0) & (columns <= self.width) & (rows >= 0) & (rows <= self.height)
        found = np.full((len(lonlat), 2), np.nan)
        where = np.flatnonzero(inside)
        back = np.column_stack(to_lonlat(self.crs).transform(x[where], y[where]))
        off = back - lonlat[where]
        off[:, 0] = (np.remainder(off[:, 0] + 180, 360) - 180) * np.cos(np.radians(lonlat[where, 1]))
        with np.errstate(invalid="ignore"):
            where = where[np.hypot(*off.T) <= MOST_OFF]
        found[where] = np.column_stack([columns[where], rows[where]])
        return found

    def everywhere(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return columns, rows, x and y (4, n) of points (n, 2) in degrees, including those outside the raster."""
        x, y = to_lonlat(self.crs).transform(*lonlat.T, direction="INVERSE")
        with np.errstate(invalid="ignore"):
            return np.array([*(~self.transform @ (np.asarray(x), np.asarray(y))), x, y])

    @property
    def encoding(self) -> str:
        """Encoding of the values; "" for plain numbers."""
        return ""

    @contextmanager
    def opened(self) -> Iterator[Read]:
        """Yield a function that reads the raster."""
        with open_image(self.path, trusted=self.trusted, called=self.name) as data:
            yield self.reader(data)

    def step(self, most: int) -> int:
        """Return a number of pixels per side, at most `most`, over which means can be read."""
        return max(most, 1)

    def undone(self, step: int) -> int:
        """Return how many pixels per side are in memory for a mean over `step` pixels per side."""
        return 1

    def mixed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Convert means over pixels (n, bands) to values; does nothing for plain numbers."""
        return values

    def reader(self, data: rasterio.DatasetReader) -> Read:
        """Return a function that reads the open file."""
        scales = {band.number: (band.scale, band.offset) for band in self.bands}

        def read(numbers: Sequence[int], window: Window, step: int = 1) -> NDArray[np.float64]:
            shape = len(numbers), max(window.height // step, 1), max(window.width // step, 1)
            values = data.read(
                list(numbers), window=window, out_shape=shape, masked=True, resampling=Resampling.average
            )
            factors = np.array([scales[number] for number in numbers])[:, :, None, None]
            found = np.ma.filled(values.astype(np.float64), np.nan) * factors[:, 0] + factors[:, 1]
            found[~np.isfinite(found)] = np.nan
            return found

        return read


def describe(path: Path | str, name: str = "", *, trusted: bool = True) -> Raster:
    """Return the properties of a raster from its header.

    `name` is its name in messages; `trusted` is as for `open_image`. Raises SatclipError if it is unreadable
    or has no position.
    """
    name = name or short_name(path)
    with open_image(path, trusted=trusted, called=name) as data:
        if data.crs is None or data.transform.is_identity:
            raise SatclipError(
                _(
                    "{name} has no CRS or no geotransform: give it both (gdal_edit.py -a_srs EPSG:... -a_ullr "
                    "...), or warp it first if it has ground control points (gdalwarp in.tif out.tif).",
                    name=name,
                )
            )
        if not np.isfinite(data.transform[:6]).all() or not data.transform.determinant:
            raise SatclipError(
                _(
                    "{name} has an invalid geotransform: give it the right one (gdal_edit.py -a_ullr).",
                    name=name,
                )
            )
        bands = tuple(
            _band(data, number)
            for number in data.indexes
            if data.colorinterp[number - 1] != ColorInterp.alpha
        )
        if not bands:
            raise SatclipError(_("{name} has no bands.", name=name))
        if wrong := [band.dtype for band in bands if band.dtype.startswith("complex")]:
            raise SatclipError(
                _(
                    "{name} has pixels of type {wrong}: only real numbers can be predictors.",
                    name=name,
                    wrong=wrong[0],
                )
            )
        return Raster(
            path,
            name,
            read_crs(data.crs.to_wkt()),
            data.width,
            data.height,
            data.transform,
            bands,
            data.block_shapes[0],
            tuple(data.overviews(bands[0].number)),
            trusted,
        )


def _band(data: rasterio.DatasetReader, number: int) -> Band:
    dtype = data.dtypes[number - 1]
    coloured = data.colorinterp[number - 1] == ColorInterp.palette and "int" in dtype
    return Band(
        number,
        (data.descriptions[number - 1] or "").strip(),
        dtype,
        data.scales[number - 1],
        data.offsets[number - 1],
        data.units[number - 1] or "",
        coloured,
    )


def values_at(
    raster: Raster, numbers: Sequence[int], lonlat: NDArray[np.float64], bilinear: bool = False
) -> NDArray[np.float64]:
    """Return the values (n, bands) of bands at points (n, 2) in degrees; NaN outside the raster and without data."""
    with raster.opened() as read:
        return _at(raster, read, numbers, raster.positions(lonlat), bilinear)


def values_on(
    raster: Raster,
    numbers: Sequence[int],
    grid: RasterGrid,
    window: Window,
    *,
    bilinear: bool = False,
    averaged: bool = True,
) -> NDArray[np.float64]:
    """Return the values (h * w, bands) of bands at the pixels of a map's window, in row-major order.

    Values are NaN without data. If not `averaged`, they are those at the pixel centres, as for classes.
    """
    with raster.opened() as read:
        return _on(raster, read, numbers, grid, window, bilinear, averaged)


def _on(
    raster: Raster,
    read: Read,
    numbers: Sequence[int],
    grid: RasterGrid,
    window: Window,
    bilinear: bool,
    averaged: bool,
) -> NDArray[np.float64]:
    row, column = np.divmod(np.arange(window.height * window.width), window.width)
    columns, rows = column + (window.col_off + 0.5), row + (window.row_off + 0.5)
    centres = raster.positions(grid.lonlat_at(columns, rows))
    if not averaged:
        return _at(raster, read, numbers, centres, bilinear)
    along = _steps(raster, centres, grid.lonlat_at(columns + 0.5, rows))
    down = _steps(raster, centres, grid.lonlat_at(columns, rows + 0.5))
    lengths = [_typical(np.hypot(*steps.T)) for steps in (along, down)]
    if max(lengths) < COARSER:
        return _at(raster, read, numbers, centres, bilinear)
    step = raster.step(int(min(lengths) / STEPS_A_PIXEL))
    across, deep = (min(max(math.ceil(length / step - 0.01), 1), MOST_STEPS) for length in lengths)
    offsets = np.stack(
        np.meshgrid((np.arange(across) + 0.5) / across - 0.5, (np.arange(deep) + 0.5) / deep - 0.5), axis=-1
    ).reshape(-1, 2)
    along, down = np.nan_to_num(along), np.nan_to_num(down)
    found = np.full((len(centres), len(numbers)), np.nan)
    known = np.flatnonzero(np.isfinite(centres[:, 0]))
    size = max(1, min(MOST_POSITIONS, MOST_VALUES // len(numbers)) // len(offsets))
    for start in range(0, len(known), size):
        chunk = known[start : start + size]
        where = (
            centres[chunk, None] + along[chunk, None] * offsets[:, :1] + down[chunk, None] * offsets[:, 1:]
        )
        where = where.reshape(-1, 2)
        if not raster.closed:
            where[(where[:, 0] < 0) | (where[:, 0] > raster.width)] = np.nan
        where[(where[:, 1] < 0) | (where[:, 1] > raster.height)] = np.nan
        values = _at(raster, read, numbers, where, step=step)
        values = values.reshape(len(chunk), len(offsets), -1)
        there = np.isfinite(values)
        sums = np.where(there, values, 0).sum(axis=1)
        found[chunk] = np.where(there.any(axis=1), sums / np.maximum(there.sum(axis=1), 1), np.nan)
    return raster.mixed(found)


def _steps(raster: Raster, centres: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the size (n, 2) of map pixels in columns and rows of the raster, from points (n, 2) at their edges."""
    with np.errstate(invalid="ignore"):
        steps = raster.everywhere(edges)[:2].T - centres
        if raster.turn:
            steps[:, 0] -= raster.turn * np.round(steps[:, 0] / raster.turn)
    return 2 * np.where(np.isfinite(steps).all(axis=1, keepdims=True), steps, np.nan)


def _typical(lengths: NDArray[np.float64]) -> float:
    known = lengths[np.isfinite(lengths)]
    return float(np.median(known)) if len(known) else 0.0


def _at(
    raster: Raster,
    read: Read,
    numbers: Sequence[int],
    positions: NDArray[np.float64],
    bilinear: bool = False,
    step: int = 1,
) -> NDArray[np.float64]:
    """Return values (n, bands) at columns and rows (n, 2), averaged over squares of `step` pixels per side."""
    if not bilinear:
        return _of_cells(raster, read, numbers, np.floor(positions / step), step)
    first = np.floor(positions - 0.5)
    share = positions - 0.5 - first
    total, weights = np.zeros((len(positions), len(numbers))), np.zeros((len(positions), len(numbers)))
    for right in (0, 1):
        for lower in (0, 1):
            values = _of_cells(raster, read, numbers, first + np.array([right, lower]))
            weight = np.abs(1 - right - share[:, :1]) * np.abs(1 - lower - share[:, 1:])
            there = np.isfinite(values)
            total += np.where(there, weight * values, 0)
            weights += np.where(there, weight, 0)
    # A point in a pixel without data has no value, even if its neighbours have.
    own = np.isfinite(_of_cells(raster, read, numbers, np.floor(positions)))
    found = np.where(own & (weights > 0), total / np.where(weights > 0, weights, 1), np.nan)
    return raster.mixed(found)


def _of_cells(
    raster: Raster, read: Read, numbers: Sequence[int], cells: NDArray[np.float64], step: int = 1
) -> NDArray[np.float64]:
    """Return values (n, bands) of squares of `step` pixels in columns and rows (n, 2), read in groups."""
    width, height = max(raster.width // step, 1), max(raster.height // step, 1)
    known = np.flatnonzero(np.isfinite(cells[:, 0]))
    columns, rows = cells[known].astype(np.int64).T
    columns = columns % width if raster.closed else columns.clip(0, width - 1)
    rows = rows.clip(0, height - 1)
    largest = min(LARGEST_GROUP, max(1, math.isqrt(MOST_VALUES // len(numbers)) // raster.undone(step)))
    down, across = (min(max(side // step, SMALLEST_GROUP), largest) for side in raster.block)
    groups = (rows // down) * (width // across + 1) + columns // across
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    values = np.full((len(cells), len(numbers)), np.nan)
    for part in np.split(order, starts[1:]) if len(order) else ():
        left, top = columns[part].min(), rows[part].min()
        wide, high = columns[part].max() - left + 1, rows[part].max() - top + 1
        window = Window(*(int(value) * step for value in (left, top, wide, high)))
        window = window.intersection(Window(0, 0, raster.width, raster.height))
        got = read(numbers, window, step)
        values[known[part]] = got[:, rows[part] - top, columns[part] - left].T
    return values


def sample_of(raster: Raster, numbers: Sequence[int]) -> NDArray[np.float64]:
    """Return values (n, bands) of squares across the raster, by which rasters are compared."""
    parts = []
    with raster.opened() as read:
        for row in range(LATTICE):
            for column in range(LATTICE):
                left = int((column + 0.5) / LATTICE * raster.width)
                top = int((row + 0.5) / LATTICE * raster.height)
                window = Window(left, top, min(SIDE, raster.width - left), min(SIDE, raster.height - top))
                parts.append(read(numbers, window, 1).reshape(len(numbers), -1).T)
    return np.concatenate(parts)
