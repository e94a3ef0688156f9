"""Where the rows of a table lie: longitude and latitude from columns or from geometries in any CRS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.crs import to_lonlat
from satclip_backend.tables.wkb import read_geometries

_LON = ("lon", "longitude", "lng", "long")
_LAT = ("lat", "latitude")


def position_columns(names: Sequence[str], path: Path, lon: str | None, lat: str | None) -> tuple[str, str]:
    """The columns with longitude and latitude: those named, else lon, longitude, lng, long and lat, latitude.

    Raises SatclipError where there are none.
    """
    return _column(names, path, lon, _LON, "lon"), _column(names, path, lat, _LAT, "lat")


def _column(names, path, wanted, usual, option) -> str:
    if wanted is not None:
        if wanted not in names:
            raise SatclipError(f"{path.name} has no column {wanted}; it has: {listed(names)}.")
        return wanted
    lower = {name.strip().lower(): name for name in reversed(names)}
    for name in usual:
        if name in lower:
            return lower[name]
    raise SatclipError(
        f"{path.name} has no column {option}; it has: {listed(names)}. Rename the one with that coordinate or name it "
        f"with --{option}."
    )


def listed(names: Sequence[str]) -> str:
    """The first few names of columns, for a sentence."""
    return ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")


def from_columns(x: pa.Array, y: pa.Array, crs: CRS) -> NDArray[np.float64]:
    """(n, 2) longitude and latitude of coordinates in `crs`, numbers or text; NaN where they are no numbers."""
    xy = np.column_stack([_numbers(x), _numbers(y)])
    return _lonlat(xy, crs)


def from_geometry(wkb: pa.Array, crs: CRS) -> NDArray[np.float64]:
    """(n, 2) longitude and latitude of geometries (WKB) in `crs`: points, or a point on the surface of others.

    NaN where a geometry is missing, empty, damaged or has coordinates that are not finite.
    """
    geometries = read_geometries(wkb.to_numpy(zero_copy_only=False))
    with np.errstate(invalid="ignore"):  # NaN in a coordinate
        coordinates, owner = shapely.get_coordinates(geometries, return_index=True)
    kinds = np.where(shapely.is_empty(geometries), -1, shapely.get_type_id(geometries))
    kinds[owner[~np.isfinite(coordinates).all(axis=1)]] = -1
    xy = np.full((len(geometries), 2), np.nan)
    for where, points in (
        (kinds == 0, geometries[kinds == 0]),
        (kinds > 0, shapely.point_on_surface(geometries[kinds > 0])),
    ):
        points[shapely.is_empty(points)] = None
        xy[where] = np.column_stack([shapely.get_x(points), shapely.get_y(points)])
    return _lonlat(xy, crs)


def _numbers(values: pa.Array) -> NDArray[np.float64]:
    import pandas as pd  # not at the start of the server, which imports this file

    return pd.to_numeric(values.to_pandas(), errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)


def _lonlat(xy: NDArray[np.float64], crs: CRS) -> NDArray[np.float64]:
    lonlat = np.column_stack(to_lonlat(crs).transform(xy[:, 0], xy[:, 1]))
    lonlat[~np.isfinite(lonlat).all(axis=1)] = np.nan
    return lonlat
