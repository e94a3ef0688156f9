"""Rows to write: those of a table with its geometry, or with points from its columns, and new columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.geo.crs import WGS84
from satclip_backend.tables.table import Table


def geometry_crs(source: Table) -> CRS:
    """Return the CRS of the geometry to write: that of the source, or WGS 84 for points from columns."""
    return source.crs if source.geometry else CRS.from_user_input(WGS84)


def written_schema(source: Table, fields: Sequence[pa.Field]) -> tuple[pa.Schema, str]:
    """Return the schema of all columns to write, and the name of the geometry column."""
    schema, geometry = source.schema.remove_metadata(), source.geometry
    if geometry is None:
        geometry = free_name("geometry", schema.names)
        schema = schema.append(pa.field(geometry, pa.binary()))
    for field in fields:
        schema = schema.append(field)
    return schema, geometry


def with_columns(batch: pa.RecordBatch, names: Sequence[str], values: Sequence[pa.Array]) -> pa.RecordBatch:
    """Append columns to the rows."""
    for name, column in zip(names, values):
        batch = batch.append_column(name, column)
    return batch


def with_points(batch: pa.RecordBatch, source: Table, geometry: str, lonlat: NDArray) -> pa.RecordBatch:
    """Append points `lonlat` (n, 2) as `geometry`, null where NaN, unless the source has a geometry."""
    if source.geometry is not None:
        return batch
    points = shapely.to_wkb(shapely.points(lonlat))
    points[np.isnan(lonlat[:, 0])] = None
    return batch.append_column(geometry, pa.array(points, pa.binary()))


def free_name(name: str, taken: Sequence[str]) -> str:
    """Return `name`, with underscores appended until it is not taken."""
    while name.lower() in {other.lower() for other in taken}:
        name += "_"
    return name
