"""Check whether a GeoTIFF can store a CRS. GDAL writes others to a sidecar file, or not at all, without a warning."""

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
from satclip_backend.translation import gettext_lazy as _

_SIDE = 5
"""Number of positions per axis at which two CRS are compared."""
_PIXELS = 0.01
"""Largest difference in pixels."""


def check_geotiff(grid: RasterGrid) -> None:
    """Raise SatclipError if a GeoTIFF on `grid` would be read back at another position."""
    if not is_kept(grid):
        raise SatclipError(
            _(
                "A GeoTIFF can't hold {crs}: choose another CRS for the map, such as EPSG:4326, EPSG:8857 "
                "(Equal Earth) or EPSG:3857.",
                crs=_called(grid.crs),
            )
        )


def is_kept(grid: RasterGrid) -> bool:
    """Return whether a GeoTIFF on `grid` keeps its CRS."""
    found = _read_back(grid.crs.to_wkt())
    if found is None:
        return False
    there = CRS.from_wkt(found)
    return there.equals(grid.crs, ignore_axis_order=True) or _same_places(grid, there)


@lru_cache(maxsize=64)
def _read_back(wkt: str) -> str | None:
    """Write a small GeoTIFF with a CRS, and return the CRS as read back, as WKT; None if it has none."""
    profile = {"driver": "GTiff", "width": 1, "height": 1, "count": 1, "dtype": "uint8"}
    with rasterio.Env(GDAL_PAM_ENABLED="NO"), MemoryFile() as memory:
        with memory.open(
            **profile, crs=rasterio.CRS.from_wkt(wkt), transform=rasterio.Affine(1, 0, 1, 0, -1, 1)
        ):
            pass
        with MemoryFile(memory.read()) as copy, copy.open() as dataset:
            return dataset.crs.to_wkt() if dataset.crs else None


def _same_places(grid: RasterGrid, other: CRS) -> bool:
    """Return whether the coordinates of the grid are the same points in another CRS, or not on Earth in both."""
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
