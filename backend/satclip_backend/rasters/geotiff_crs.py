"""Which CRS a GeoTIFF can hold: GDAL writes others to a file beside it, or not at all, and says nothing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import rasterio
from pyproj import CRS
from pyproj.exceptions import ProjError
from rasterio.io import MemoryFile

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import to_lonlat
from satclip_backend.rasters.grids import RasterGrid

_SIDE = 5
"""Positions a direction at which two CRS are compared."""
_PIXELS = 0.01
"""Of a pixel, what they may differ by."""


def check_geotiff(grid: RasterGrid) -> None:
    """Raise SatclipError where a map on `grid`, written as a GeoTIFF and read back, would lie elsewhere."""
    if not is_kept(grid):
        raise SatclipError(
            f"A GeoTIFF can't hold {_called(grid.crs)}: choose another CRS for the map, such as EPSG:4326, EPSG:8857 "
            "(Equal Earth) or EPSG:3857."
        )


def is_kept(grid: RasterGrid) -> bool:
    """Whether a GeoTIFF on `grid` has the same CRS when it is read."""
    found = _read_back(grid.crs.to_wkt())
    if found is None:
        return False
    there = CRS.from_wkt(found)
    return there.equals(grid.crs, ignore_axis_order=True) or _same_places(grid, there)


@lru_cache(maxsize=64)
def _read_back(wkt: str) -> str | None:
    """The CRS, as WKT, of a small GeoTIFF that was written with one; None where it has none."""
    profile = {"driver": "GTiff", "width": 1, "height": 1, "count": 1, "dtype": "uint8"}
    with rasterio.Env(GDAL_PAM_ENABLED="NO"), MemoryFile() as memory:
        with memory.open(
            **profile, crs=rasterio.CRS.from_wkt(wkt), transform=rasterio.Affine(1, 0, 1, 0, -1, 1)
        ):
            pass
        with MemoryFile(memory.read()) as copy, copy.open() as dataset:
            return dataset.crs.to_wkt() if dataset.crs else None


def _same_places(grid: RasterGrid, other: CRS) -> bool:
    """Whether the same coordinates all over the grid are the same places in another CRS, or none in both."""
    west, south, east, north = grid.extent
    x, y = (
        part.ravel() for part in np.meshgrid(np.linspace(west, east, _SIDE), np.linspace(south, north, _SIDE))
    )
    try:
        back = to_lonlat(other).transform(*to_lonlat(grid.crs).transform(x, y), direction="INVERSE")
    except ProjError:
        return False
    off = np.hypot(back[0] - x, back[1] - y)
    return bool((off[np.isfinite(off)] <= _PIXELS * grid.transform.a).all() and np.isfinite(off).any())


def _called(crs: CRS) -> str:
    operation = crs.coordinate_operation
    method = operation.method_name if operation is not None else crs.type_name
    return f"this CRS ({method})" if crs.name == "unknown" else f"the CRS {crs.name} ({method})"
