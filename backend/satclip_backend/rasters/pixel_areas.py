"""How much of Earth's surface a pixel shows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.rasters.grids import RasterGrid

EQUATOR, FLATTENING = 6_378_137.0, 1 / 298.257223563
"""The ellipsoid of WGS 84: its radius at the equator in metres, and how flat it is."""
NEAR = 20_000.0
"""Metres: pixels of one map within squares of that side have the same area, but for some thousandths of either sign."""
MOST = 64
"""Side in pixels of the squares in which one is evaluated, however small the pixels are."""
REACHES = 0.25, 1e-3
"""Pixels from a centre to the corners that are looked at; the second where the first is beyond the world's edge."""


def pixel_areas(grid: RasterGrid, window: Window, known: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Square kilometres on the ellipsoid of WGS 84 of the pixels of `window`, (h, w), where `known` (h, w).

    Right to 1e-4 for pixels up to two degrees. Where longitude depends on the column alone one pixel of each row
    is evaluated, elsewhere one of each square of `NEAR` metres.
    """
    rows, columns = np.indices(known.shape) + 0.5
    rows, columns = rows + window.row_off, columns + window.col_off
    if grid.cylindrical is not None:
        row = _areas(grid, np.full(window.height, grid.cylindrical[0]), rows[:, 0])
        return np.broadcast_to(row[:, None], known.shape)
    unit = grid.crs.axis_info[0].unit_conversion_factor or 1.0
    metres = grid.transform.a * unit * (EQUATOR if grid.crs.is_geographic else 1)
    side = int(np.clip(NEAR / metres, 1, MOST))
    i, j = (np.minimum(np.arange(n) // side * side + side // 2, n - 1) for n in known.shape)
    sampled = np.ix_(np.unique(i), np.unique(j))
    few = _areas(grid, columns[sampled].ravel(), rows[sampled].ravel()).reshape(columns[sampled].shape)
    areas = few[np.ix_(np.unique(i, return_inverse=True)[1], np.unique(j, return_inverse=True)[1])]
    lost = known & np.isnan(areas)  # the one that was evaluated is no place on Earth, these are
    areas[lost] = _areas(grid, columns[lost], rows[lost])
    lost &= np.isnan(areas)  # a few on the very edge of the world
    areas[lost] = np.nanmean(areas) if lost.any() and not np.isnan(areas).all() else 0.0
    return areas


def _areas(grid: RasterGrid, columns: NDArray, rows: NDArray) -> NDArray[np.float64]:
    """Square kilometres of pixels around n positions, (n,): that of a small square around each, scaled up."""
    areas = np.full(len(columns), np.nan)
    for reach in REACHES:
        left = np.flatnonzero(np.isnan(areas))
        north_west, north_east, south_east, south_west = (
            _in_space(grid.lonlat_at(columns[left] + right * reach, rows[left] + down * reach))
            for right, down in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        )
        twice = np.linalg.norm(np.cross(south_east - north_west, south_west - north_east), axis=1)
        areas[left] = twice / 2 / (2 * reach) ** 2 / 1e6
    return areas


def _in_space(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitudes and latitudes (n, 2), degrees, as metres from the centre of the ellipsoid (n, 3)."""
    lon, lat = np.radians(lonlat).T
    squashed = (1 - FLATTENING) ** 2
    radius = EQUATOR / np.sqrt(1 - (1 - squashed) * np.sin(lat) ** 2)
    return np.column_stack(
        [
            radius * np.cos(lat) * np.cos(lon),
            radius * np.cos(lat) * np.sin(lon),
            radius * squashed * np.sin(lat),
        ]
    )
