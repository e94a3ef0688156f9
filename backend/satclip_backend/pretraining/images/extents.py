"""Bounding box of a raster in degrees, for any CRS and rotation."""

from __future__ import annotations

import numpy as np
from pyproj import CRS
from pyproj.exceptions import ProjError

from satclip_backend.geo.boxes import GLOBE, Extent, smallest_arc
from satclip_backend.geo.crs import to_lonlat
from satclip_backend.pretraining.images.grid import ImageGrid

_SAMPLES = 65
"""Number of sample positions across and down a raster."""
_ALL_ROUND = 20.0
"""Gap in degrees of longitude between samples below which a raster surrounds the Earth."""


def extent_of(grid: ImageGrid) -> Extent | None:
    """Return west, south, east and north in degrees; None for a grid that is nowhere on Earth.

    It handles south-up, mirrored, rotated and sheared grids, longitudes from 0 to 360 and beyond, grids that
    contain a pole or the antimeridian, and grids that extend beyond the edge of the Earth in their
    projection.
    """
    try:
        crs = CRS(grid.crs)
        columns, rows = (
            values.ravel()
            for values in np.meshgrid(
                np.linspace(0, grid.width, _SAMPLES), np.linspace(0, grid.height, _SAMPLES)
            )
        )
        x, y = grid.coordinates(columns, rows)
        if _in_degrees(crs):
            return _of_degrees(x, y)
        transformer = to_lonlat(crs)
        lonlat = np.column_stack(transformer.transform(x, y))
        back = np.column_stack(transformer.transform(*lonlat.T, direction="INVERSE"))
        with np.errstate(invalid="ignore"):
            there = (
                np.abs(back - np.column_stack([x, y])).max(1)
                <= np.abs(grid.transform[:6]).take([0, 1, 3, 4]).max()
            )
        lonlat = lonlat[there & np.isfinite(lonlat).all(1)]
        if not len(lonlat):
            return None
        south, north = lonlat[:, 1].min(), lonlat[:, 1].max()
        west, east = smallest_arc(lonlat[:, 0], _ALL_ROUND)
        for pole in (-90.0, 90.0):
            column, row = grid.columns_and_rows(np.array([[0.0, pole]]))[0]
            if (
                0 <= column <= grid.width
                and 0 <= row <= grid.height
                and abs(pole - (south, north)[pole > 0]) < 15
            ):
                south, north = min(south, pole), max(north, pole)
                west, east = GLOBE[0], GLOBE[2]
        return float(west), float(south), float(east), float(north)
    except ProjError:
        return None


def _in_degrees(crs: CRS) -> bool:
    axes = crs.axis_info
    meridian = crs.prime_meridian
    return (
        crs.is_geographic
        and all(abs(axis.unit_conversion_factor - np.pi / 180) < 1e-12 for axis in axes[:2])
        and (meridian is None or meridian.longitude == 0)
    )


def _of_degrees(x: np.ndarray, y: np.ndarray) -> Extent | None:
    west, south, east, north = x.min(), y.min(), x.max(), y.max()
    if (
        not np.isfinite([west, south, east, north]).all()
        or south < -90.5
        or north > 90.5
        or west < -361
        or east > 721
    ):
        return None
    if east - west > 360:
        west, east = GLOBE[0], GLOBE[2]
    return float(west), float(south), float(east), float(north)
