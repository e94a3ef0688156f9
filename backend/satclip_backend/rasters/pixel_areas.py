"""Areas of pixels on the ellipsoid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.rasters.grids import RasterGrid

EQUATOR, FLATTENING = 6_378_137.0, 1 / 298.257223563
"""WGS 84 ellipsoid: equatorial radius in metres, and flattening."""
NEAR = 20_000.0
"""Side in metres of squares within which pixels of a map have the same area, within some thousandths."""
MOST = 64
"""Largest side in pixels of the squares in which one pixel is evaluated."""
REACHES = 0.25, 1e-3
"""Distances in pixels from a pixel's centre to the corners of the square that is measured.

The second is used if the first is beyond the edge of the world.
"""


def pixel_areas(grid: RasterGrid, window: Window, known: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the areas (h, w) in km² on the WGS 84 ellipsoid of the pixels of `window` where `known` (h, w).

    The relative error is below 1e-4 for pixels up to two degrees. If longitude depends only on the column,
    one pixel per row is evaluated; else one in each square of `NEAR` metres.
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
    lost = known & np.isnan(areas)  # the evaluated pixel is not on Earth, but these are
    areas[lost] = _areas(grid, columns[lost], rows[lost])
    lost &= np.isnan(areas)  # a few pixels at the edge of the world
    areas[lost] = np.nanmean(areas) if lost.any() and not np.isnan(areas).all() else 0.0
    return areas


def _areas(grid: RasterGrid, columns: NDArray, rows: NDArray) -> NDArray[np.float64]:
    """Return the areas of pixels around n positions in km², (n,), scaled up from small squares."""
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
    """Return longitudes and latitudes (n, 2) in degrees as metres from the centre of the ellipsoid (n, 3)."""
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
