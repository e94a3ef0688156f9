"""Grids of tables of features: the size and origin of the cells, and the cell of a point."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.boxes import eastward

PUBLISHED = (1.0, 0.25, 0.1, 0.01)
"""Cell sizes of MOSAIKS's tables in degrees. Their coordinates are centres of cells, such as 0.005 for 0.01 degrees."""
TOLERANCE = 0.02
"""Largest distance of a coordinate from the centre of its cell, as a share of the cell."""
SMALLEST = 1e-3
"""Smallest cell in degrees. Coordinates in float32 are off by up to 8e-6 degrees."""
_EDGE = 1e-9
"""Rounding error of a position in cells: an edge belongs to the cell east or north of it in spite of it."""


@dataclass(frozen=True)
class CellGrid:
    """Cells of `width` x `height` degrees; the edges of one of them are at `west` and `south`, in degrees."""

    width: float
    height: float
    west: float
    south: float

    def cells(self, lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the column and row (n, 2) of the cells of points (n, 2), lon and lat in degrees.

        Longitudes wrap. A west or south edge belongs to the cell, and so does the North Pole.
        """
        position = np.empty_like(lonlat)
        position[:, 0] = (eastward(lonlat[:, 0], self.west) - self.west) / self.width
        position[:, 1] = (lonlat[:, 1] - self.south) / self.height
        top = (90 - self.south) / self.height
        position[:, 1] = np.where(position[:, 1] > top - _EDGE, position[:, 1] - 2 * _EDGE, position[:, 1])
        cells = np.floor(position + _EDGE)
        cells[:, 0] = np.where(cells[:, 0] * self.width > 360 - _EDGE, 0, cells[:, 0])
        return cells.astype(np.int64)

    def centres(self, cells: NDArray) -> NDArray[np.float64]:
        """Return longitude and latitude (n, 2) in degrees of the centres of cells (n, 2), column and row."""
        return (np.asarray(cells, np.float64) + 0.5) * (self.width, self.height) + (self.west, self.south)


def find_grid(lonlat: NDArray[np.float64]) -> CellGrid | None:
    """Return the grid whose centres of cells include all these coordinates (n, 2) in degrees, or None.

    The cells are as large as the spacing of the coordinates. If they are not the centres of a grid of that size with an
    edge at 0 degrees, but those of a published size, the table has a selection of the published cells, and the cells
    are of that size.
    """
    spacing = [_spacing(lonlat[:, axis]) for axis in (0, 1)]
    sizes = [size for size in spacing if size is not None]
    if sizes and min(sizes) < SMALLEST * (1 - TOLERANCE):
        return None
    square = sizes and max(sizes) < min(sizes) * (1 + TOLERANCE)
    for size in (*sizes[:1], *PUBLISHED) if square else PUBLISHED:
        if size < min(sizes, default=360) * (1 + TOLERANCE) and _off(lonlat, size) < TOLERANCE:
            return CellGrid(
                size, size, -math.floor(180 / size + _EDGE) * size, -math.ceil(90 / size - _EDGE) * size
            )
    if not sizes:
        return None
    width, height = (size or other for size, other in (spacing, spacing[::-1]))
    size = np.array([width, height], np.float64)
    corner = lonlat.min(axis=0)
    steps = (lonlat - corner) / size
    if np.abs(steps - np.rint(steps)).max() > TOLERANCE:
        return None
    return CellGrid(*size.tolist(), *(corner - size / 2).tolist())


def _spacing(coordinates: NDArray[np.float64]) -> float | None:
    """Return the smallest difference of coordinates, averaged over all; None if they are all the same."""
    ordered = np.unique(coordinates)
    steps = np.diff(ordered)
    steps = steps[steps > SMALLEST * TOLERANCE]  # others are rounding errors
    if not len(steps):
        return None
    step = float(steps.min())
    if step < SMALLEST * (1 - TOLERANCE):
        return step
    step = float(steps.sum() / np.rint(steps / step).sum())
    return _round(step, float(ordered[-1] - ordered[0]) / step)


def _round(step: float, count: float) -> float:
    """Return the round number that rounding errors of `count` steps can't tell from `step`, if there is one."""
    error = 2e-5 / max(count, 1)
    for size in (*PUBLISHED, round(step, 3), 1 / max(round(1 / step), 1)):
        if abs(size - step) <= error:
            return size
    return step


def _off(lonlat: NDArray[np.float64], size: float) -> float:
    """Return the largest distance, in cells, of coordinates from centres of a grid with an edge at 0 degrees."""
    position = lonlat / size - 0.5
    return float(np.abs(position - np.rint(position)).max())
