"""Positions of the rows of a table: longitude and latitude from columns, or from geometries in any CRS."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import to_lonlat
from satclip_backend.tables.angles import Axis, degrees
from satclip_backend.tables.text_numbers import lengths
from satclip_backend.tables.wkb import read_geometries
from satclip_backend.translation import gettext_lazy as _

_USUAL = (
    {
        "lon": ("lon", "longitude", "lng", "long", "decimallongitude", "longitude_deg", "lon_dd"),
        "lat": ("lat", "latitude", "decimallatitude", "latitude_deg", "lat_dd"),
    },
    {"lon": ("x", "point_x", "xcoord", "x_coord"), "lat": ("y", "point_y", "ycoord", "y_coord")},
)
_GEOMETRIES = (
    *("wkt", "wkt_geom", "geom_wkt", "wkt_geometry", "wkb", "wkb_geometry"),
    *("geometry", "geom", "the_geom"),
)
_HEXADECIMAL = re.compile("0[01](?:[0-9a-fA-F]{2}){4,}")
_SRID = re.compile(r"(?i)SRID=\d+;\s*")
_NESTED = 32
"""Largest depth of nested collections; more overflow the stack of GEOS."""


def position_columns(names: Sequence[str], path: Path, lon: str | None, lat: str | None) -> tuple[str, str]:
    """Return the columns with longitude and latitude: the named ones, else those with usual names (lon, lat).

    Raises SatclipError if there are none or several.
    """
    for name in (lon, lat):
        if name is not None and name not in names:
            raise SatclipError(
                _(
                    "{file} has no column {name}; it has: {names}.",
                    file=path.name,
                    name=name,
                    names=listed(names),
                )
            )
    for usual in _USUAL:
        lons = [lon] if lon is not None else _called(names, usual["lon"])
        lats = [lat] if lat is not None else _called(names, usual["lat"])
        if lons and lats:
            break
    for option, found in (("lon", lons), ("lat", lats)):
        if len(found) > 1:
            raise SatclipError(
                _(
                    "{file} has several columns {found}: name one with --{option}.",
                    file=path.name,
                    found=listed(found),
                    option=option,
                )
            )
    if lons and lats:
        return lons[0], lats[0]
    missing = "lon" if not _called(names, _USUAL[0]["lon"]) and lon is None else "lat"
    raise SatclipError(
        _(
            "{file} has no column {missing}; it has: {names}. Rename the one with that coordinate or name"
            " it with --{missing}.",
            file=path.name,
            missing=missing,
            names=listed(names),
        )
    )


def geometry_column(names: Sequence[str]) -> str | None:
    """Return the column that may have geometries, by its name, if no columns have longitude and latitude."""
    if any(_called(names, usual["lon"]) and _called(names, usual["lat"]) for usual in _USUAL):
        return None
    found = _called(names, _GEOMETRIES)
    return found[0] if len(found) == 1 else None


def _called(names: Sequence[str], usual: Sequence[str]) -> list[str]:
    return [name for name in names if name.strip().lower() in usual]


def listed(names: Sequence[str]) -> str:
    """Format the first few column names for a message."""
    return ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")


def on_earth(lonlat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which points (n, 2) are finite, with a latitude of at most 90 degrees."""
    return np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat[:, 1]) <= 90)


def from_columns(x: pa.Array, y: pa.Array, crs: CRS) -> NDArray[np.float64]:
    """Return longitude and latitude (n, 2) of coordinates in `crs`, numbers or text; NaN for invalid ones."""
    return _lonlat(np.column_stack([coordinates(x, "longitude", crs), coordinates(y, "latitude", crs)]), crs)


def from_geometry(wkb: pa.Array, crs: CRS) -> NDArray[np.float64]:
    """Return longitude and latitude (n, 2) of WKB geometries in `crs`: points, or points on their surface.

    NaN if a geometry is missing, empty or damaged, or has coordinates that are not finite.
    """
    return _lonlat(_on_surfaces(read_geometries(wkb.to_numpy(zero_copy_only=False))), crs)


def from_wkt(texts: pa.Array, crs: CRS) -> NDArray[np.float64]:
    """Return the same as `from_geometry` for WKT, EWKT, or WKB in hexadecimal, as exported by databases.

    An SRID in them is not used.
    """
    return _lonlat(wkt_points(texts), crs)


def wkt_points(texts: pa.Array) -> NDArray[np.float64]:
    """Return the same as `from_wkt`, in the CRS of the geometries."""
    known = [text.strip() if text else "" for text in texts.to_pylist()]
    hexadecimal = np.array([_HEXADECIMAL.fullmatch(text) is not None for text in known], dtype=bool)
    wkb = [bytes.fromhex(text) if binary else None for text, binary in zip(known, hexadecimal)]
    wkt = [
        _SRID.sub("", text) if text and not binary and text.upper().count("COLLECTION") <= _NESTED else None
        for text, binary in zip(known, hexadecimal)
    ]
    with np.errstate(over="ignore", invalid="ignore"):  # from texts that aren't geometries
        geometries = shapely.from_wkt(np.array(wkt, dtype=object), on_invalid="ignore")
    geometries[hexadecimal] = read_geometries(np.array(wkb, dtype=object)[hexadecimal])
    return _on_surfaces(geometries)


def _on_surfaces(geometries: NDArray[np.object_]) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore"):  # NaN coordinates
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
    return xy


def coordinates(values: pa.Array, axis: Axis, crs: CRS) -> NDArray[np.float64]:
    """Return coordinates (n,) in units of `crs`, from numbers or text; NaN for invalid ones."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_floating(values.type):
        return values.to_numpy(zero_copy_only=False).astype(np.float64, copy=False)
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        import pandas as pd  # imported late, because the server imports this module at startup

        return pd.to_numeric(values.to_pandas(), errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    if crs.is_geographic:
        return degrees(values, axis)
    return lengths(values.to_pylist())


def _lonlat(xy: NDArray[np.float64], crs: CRS) -> NDArray[np.float64]:
    lonlat = np.column_stack(to_lonlat(crs).transform(xy[:, 0], xy[:, 1]))
    lonlat[~np.isfinite(lonlat).all(axis=1)] = np.nan
    return lonlat
