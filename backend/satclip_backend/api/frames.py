"""Conversion between GeoDataFrames and the tables of this package."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.errors import SatclipError
from satclip_backend.tables.columns import Column
from satclip_backend.tables.positions import from_geometry, listed, on_earth
from satclip_backend.tables.table import CHUNK, Table
from satclip_backend.tables.unusable import not_covered
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

_GEOMETRY = "__geometry__"
_NAME = Path("The GeoDataFrame")


def lonlat_of(points: gpd.GeoDataFrame | gpd.GeoSeries) -> NDArray[np.float64]:
    """Return the longitude and latitude of each geometry.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries
        n geometries in any CRS. Lines and polygons are represented by a point on their surface.

    Returns
    -------
    ndarray of float64, shape (n, 2)
        Longitude and latitude in degrees on WGS 84; NaN if a geometry is missing or empty, or has non-finite
        coordinates.

    Raises
    ------
    SatclipError
        If `points` has no CRS.
    """
    return from_geometry(_wkb(points), _crs(points))


def polygons_of(area: gpd.GeoDataFrame | gpd.GeoSeries) -> list[shapely.Geometry]:
    """Return the geometries of an area in longitude and latitude (WGS 84). Raises SatclipError if there is no CRS."""
    if area.crs is None:
        raise SatclipError(_("The area has no CRS: name the one of its coordinates with set_crs."))
    return list(area.geometry.to_crs("EPSG:4326"))


def table_of(frame: gpd.GeoDataFrame, names: Sequence[str]) -> Table:
    """Return a table with the named columns and the geometries of a GeoDataFrame.

    Raises SatclipError if a column is missing, ambiguous or not readable.
    """
    for name in names:
        if list(frame.columns).count(name) > 1:
            raise SatclipError(
                _("{table} has several columns {column}: rename them.", table=_NAME, column=name)
            )
        if name not in frame.columns:
            raise SatclipError(
                _(
                    "{table} has no column {column}; it has: {names}.",
                    table=_NAME,
                    column=name,
                    names=listed(list(map(str, frame.columns))),
                )
            )
    rows = pa.table({**{name: _array(frame, name) for name in names}, _GEOMETRY: _wkb(frame)})
    return Table(
        _NAME,
        rows.schema,
        rows.num_rows,
        _crs(frame),
        lambda: iter(rows.to_batches(max_chunksize=CHUNK)),
        geometry=_GEOMETRY,
    )


def with_columns(frame: gpd.GeoDataFrame, added: dict[str, object]) -> gpd.GeoDataFrame:
    """Return a copy of the GeoDataFrame with columns added. Raises SatclipError if it already has one of that name."""
    taken = [name for name in added if name in frame.columns]
    if taken:
        raise SatclipError(
            _(
                "{name} already has the columns {taken}: rename or drop them, or choose another prefix.",
                name=_NAME,
                taken=listed(taken),
            )
        )
    new = pd.DataFrame(added, index=frame.index)
    joined = pd.concat([frame, new], axis=1)
    return gpd.GeoDataFrame(joined, geometry=frame.geometry.name, crs=frame.crs)


def series_of(column: Column) -> object:
    """Return the values of a column for pandas, with missing values as NA."""
    if column.kind == "integer":
        return pd.arrays.IntegerArray(column.values.astype(np.int64), column.missing.copy())
    if column.kind == "boolean":
        return pd.arrays.BooleanArray(np.nan_to_num(column.values).astype(bool), column.missing.copy())
    if column.kind == "number":
        return np.where(column.missing, np.nan, column.values)
    values = column.values.astype(object)
    values[column.missing] = None
    return values


def warn_of_missing(lonlat: NDArray[np.float64], missing: NDArray[np.bool_], what: str) -> None:
    """Warn of rows (n,) with `missing` values: not on Earth, or where an encoder has no embedding.

    Raises SatclipError if no row has a location on Earth.
    """
    unusable = ~on_earth(lonlat)
    if uncovered := int((missing & ~unusable).sum()):
        warnings.warn(not_covered(uncovered), UserWarning, stacklevel=3)
    count = int(unusable.sum())
    if count and count == len(unusable):
        raise SatclipError(
            _("No row of the GeoDataFrame has a position on Earth: there is nothing to {what}.", what=what)
        )
    if count:
        warnings.warn(
            ngettext(
                "{count} row has no position on Earth, of {total}: its new columns are empty.",
                "{count} rows have no position on Earth, of {total}: their new columns are empty.",
                count,
                total=len(unusable),
            ),
            UserWarning,
            stacklevel=3,
        )


def _crs(points: gpd.GeoDataFrame | gpd.GeoSeries) -> CRS:
    if points.crs is None:
        raise SatclipError(
            _(
                "{name} has no CRS: name the one of its coordinates, such as points.set_crs('EPSG:4326').",
                name=_NAME,
            )
        )
    return CRS(points.crs)


def _wkb(points: gpd.GeoDataFrame | gpd.GeoSeries) -> pa.Array:
    try:
        shapes = points.geometry
    except AttributeError:  # a DataFrame, or a GeoDataFrame without an active geometry
        raise SatclipError(
            _(
                "The table has no geometries: make a GeoDataFrame of it first, such as GeoDataFrame(table, "
                "geometry=points_from_xy(table.lon, table.lat, crs='EPSG:4326')) with geopandas."
            )
        ) from None
    return pa.array(shapes.to_wkb().to_numpy(), type=pa.binary())


def _array(frame: gpd.GeoDataFrame, name: str) -> pa.Array:
    values = frame[name]
    if isinstance(values.dtype, pd.PeriodDtype):
        values = values.dt.to_timestamp()
    try:
        return pa.array(values, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError) as error:
        reason = (str(error).splitlines() or ["unknown type"])[0]
        raise SatclipError(
            _(
                "{table}'s column {column} can't be read: {reason}",
                table=_NAME,
                column=name,
                reason=reason[:200],
            )
        ) from error


def no_area(area: object) -> SatclipError:
    """Return the exception for a prediction area of another type, such as a polygon without a CRS."""
    return SatclipError(
        _(
            "A prediction area is a GeoDataFrame or GeoSeries of polygons, or west, south, east and north in degrees, "
            "not {type}.",
            type=type(area).__name__,
        )
    )
