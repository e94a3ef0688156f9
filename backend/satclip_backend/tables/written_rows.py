"""The rows that are written: those of a table with its geometry, or points of its columns, and new columns."""

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
    """The CRS of the geometry written: the source's, or degrees where points are made of columns."""
    return source.crs if source.geometry else CRS.from_user_input(WGS84)


def written_schema(source: Table, fields: Sequence[pa.Field]) -> tuple[pa.Schema, str]:
    """All columns to be written, and which is the geometry."""
    schema, geometry = source.schema.remove_metadata(), source.geometry
    if geometry is None:
        geometry = free_name("geometry", schema.names)
        schema = schema.append(pa.field(geometry, pa.binary()))
    for field in fields:
        schema = schema.append(field)
    return schema, geometry


def with_columns(batch: pa.RecordBatch, names: Sequence[str], values: Sequence[pa.Array]) -> pa.RecordBatch:
    """The rows with more columns."""
    for name, column in zip(names, values):
        batch = batch.append_column(name, column)
    return batch


def with_points(batch: pa.RecordBatch, source: Table, geometry: str, lonlat: NDArray) -> pa.RecordBatch:
    """The rows with points of `lonlat` (n, 2) as `geometry`, null where it is NaN, unless they have one."""
    if source.geometry is not None:
        return batch
    points = shapely.to_wkb(shapely.points(lonlat))
    points[np.isnan(lonlat[:, 0])] = None
    return batch.append_column(geometry, pa.array(points, pa.binary()))


def free_name(name: str, taken: Sequence[str]) -> str:
    """`name`, or with underscores until no column is called so."""
    while name.lower() in {other.lower() for other in taken}:
        name += "_"
    return name
