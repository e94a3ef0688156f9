"""Values of a raster at places, and at the pixels of a map: read in parts, as numbers with NaN where there is no data.

A place has the value of the pixel that it lies in, or one interpolated between pixels. A pixel of a map that is coarser
than the raster has the mean of the raster's pixels in it.
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

COARSER = 1.5
"""Pixels of a raster in one of a map, from which on these are averaged."""
STEPS_A_PIXEL = 4
"""Positions a direction in a pixel of a map that are read at least, where the raster has as many."""
MOST_STEPS = 16
"""Positions a direction at most. Where more pixels lie between them, means of these are read."""
MOST_VALUES = 1 << 22
"""Values that are read at once: 34 MB."""
MOST_POSITIONS = 1 << 20
SMALLEST_GROUP, LARGEST_GROUP = 64, 1024
"""Pixels a side of what is read at once for the places in it."""
MOST_OFF = 0.05
"""Degrees by which a place may be missed on the way to a CRS and back: more than datum shifts differ by."""
LATTICE, SIDE = 5, 4
"""Rasters are compared by `LATTICE` x `LATTICE` squares of `SIDE` x `SIDE` pixels."""

Read = Callable[[Sequence[int], Window, int], NDArray[np.float64]]
"""Values (bands, rows, columns) of numbered bands in a window, of which each side is divided by a number of pixels."""


@dataclass(frozen=True)
class Band:
    """A band of a raster. `number` counts from 1; `coloured` says that a colour table explains its integers."""

    number: int
    name: str
    dtype: str
    scale: float = 1.0
    offset: float = 0.0
    units: str = ""
    coloured: bool = False


@dataclass(frozen=True)
class Raster:
    """A raster file, or one behind a URL. `transform` takes (column, row) of a pixel's corner to coordinates in `crs`.

    `block` are rows and columns that are stored together; `overviews` the numbers of pixels a side that a pixel of each
    overview stands for. `trusted` is as for `open_image`.
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
        """Pixels in a whole turn around the Earth along a row; 0 where the columns are not longitudes."""
        if not self.crs.is_geographic or self.transform.b or self.transform.d:
            return 0.0
        return 2 * math.pi / self.crs.axis_info[0].unit_conversion_factor / abs(self.transform.a)

    @property
    def closed(self) -> bool:
        """Whether the last column is next to the first."""
        return bool(self.turn) and abs(self.turn - self.width) < 0.01

    def positions(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Columns and rows (n, 2) of places (n, 2), in pixels from the corner; NaN outside the raster."""
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
        """Columns, rows, eastings and northings (4, n) of places (n, 2), also outside the raster."""
        x, y = to_lonlat(self.crs).transform(*lonlat.T, direction="INVERSE")
        with np.errstate(invalid="ignore"):
            return np.array([*(~self.transform @ (np.asarray(x), np.asarray(y))), x, y])

    @property
    def encoding(self) -> str:
        """How the pixels hold values, where they aren't plain numbers."""
        return ""

    @contextmanager
    def opened(self) -> Iterator[Read]:
        """What reads the raster, for the length of the block."""
        with open_image(self.path, trusted=self.trusted, called=self.name) as data:
            yield self.reader(data)

    def step(self, most: int) -> int:
        """Of how many pixels a side means can be read, at `most`."""
        return max(most, 1)

    def undone(self, step: int) -> int:
        """How many pixels a side are held in memory for a mean of `step` pixels a side."""
        return 1

    def mixed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a mean of several pixels' values (n, bands) stands for."""
        return values

    def reader(self, data: rasterio.DatasetReader) -> Read:
        """What reads the open file."""
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
    """The raster in a file, from its header; `name` is what sentences call it, `trusted` is as for `open_image`.

    Raises SatclipError where it can't be read or has no place on Earth.
    """
    name = name or short_name(path)
    with open_image(path, trusted=trusted, called=name) as data:
        if data.crs is None or data.transform.is_identity:
            raise SatclipError(
                f"{name} has no CRS or no geotransform: give it both (gdal_edit.py -a_srs EPSG:... -a_ullr ...), or "
                "warp it first if it has ground control points (gdalwarp in.tif out.tif)."
            )
        if not np.isfinite(data.transform[:6]).all() or not data.transform.determinant:
            raise SatclipError(
                f"{name} has an invalid geotransform: give it the right one (gdal_edit.py -a_ullr)."
            )
        bands = tuple(
            _band(data, number)
            for number in data.indexes
            if data.colorinterp[number - 1] != ColorInterp.alpha
        )
        if not bands:
            raise SatclipError(f"{name} has no bands.")
        if wrong := [band.dtype for band in bands if band.dtype.startswith("complex")]:
            raise SatclipError(f"{name} has pixels of type {wrong[0]}: only real numbers can be predictors.")
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
    """Values (n, bands) of numbered bands at places (n, 2), degrees; NaN outside the raster and without data."""
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
    """Values (h * w, bands) of numbered bands in the pixels of a window of a map, row by row; NaN without data.

    Unless `averaged`, always those at the centres of the pixels, as for classes.
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
    """Columns and rows (n, 2) across the pixels of a map with these centres, by the places (n, 2) of their edges."""
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
    """Values (n, bands) at columns and rows (n, 2), of squares of `step` pixels a side."""
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
    # A place in a pixel without data has no value, whatever lies beside it.
    own = np.isfinite(_of_cells(raster, read, numbers, np.floor(positions)))
    found = np.where(own & (weights > 0), total / np.where(weights > 0, weights, 1), np.nan)
    return raster.mixed(found)


def _of_cells(
    raster: Raster, read: Read, numbers: Sequence[int], cells: NDArray[np.float64], step: int = 1
) -> NDArray[np.float64]:
    """Values (n, bands) of squares of `step` pixels in columns and rows (n, 2), group by group of them."""
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
    """Values (n, bands) of squares of pixels all over the raster, by which rasters are compared."""
    parts = []
    with raster.opened() as read:
        for row in range(LATTICE):
            for column in range(LATTICE):
                left = int((column + 0.5) / LATTICE * raster.width)
                top = int((row + 0.5) / LATTICE * raster.height)
                window = Window(left, top, min(SIDE, raster.width - left), min(SIDE, raster.height - top))
                parts.append(read(numbers, window, 1).reshape(len(numbers), -1).T)
    return np.concatenate(parts)
