"""Rows of a table with and without a valid position, and the reasons as text."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.tables.angles import Axis
from satclip_backend.tables.positions import coordinates, on_earth
from satclip_backend.tables.table import Table


def usable_points(table: Table) -> tuple[NDArray[np.float64], int]:
    """Return longitude and latitude (n, 2) of the rows with a valid position, and the number of others.

    Raises SatclipError if no row has one.
    """
    lonlat = np.concatenate([np.empty((0, 2)), *(table.lonlat(batch) for batch in table.batches())])
    usable = on_earth(lonlat)
    if not usable.any():
        raise no_position(table)
    return lonlat[usable], int((~usable).sum())


def no_position(table: Table) -> SatclipError:
    """Return the exception for a table without a valid position."""
    return SatclipError(f"No row of {table.path.name} has a valid position. {first_unusable(table)}".strip())


def first_unusable(table: Table) -> str:
    """Return what is wrong with the first row that has coordinates but no valid position."""
    before = 0
    for batch in table.batches():
        bad = ~on_earth(table.lonlat(batch))
        if table.columns is not None:
            bad &= ~(_empty(batch, table.columns[0]) & _empty(batch, table.columns[1]))
        if bad.any():
            row = int(np.flatnonzero(bad)[0])
            return _reason(table, batch.slice(row, 1), f"row {before + row + 1:,}")
        before += batch.num_rows
    if table.columns is not None:
        return f"The columns {' and '.join(table.columns)} are empty in the rows without one."
    return ""


def _empty(batch: pa.RecordBatch, name: str) -> np.ndarray:
    return np.array(
        [value is None or not str(value).strip() for value in batch.column(name).to_pylist()], bool
    )


def _reason(table: Table, row: pa.RecordBatch, where: str) -> str:
    if table.wkt is not None:
        text = str(row.column(table.wkt)[0])[:40]
        return f"“{text}” in {where} of the column {table.wkt} is not a valid geometry (WKT, or WKB in hexadecimal)."
    if table.columns is None:
        return f"The geometry in {where} is missing, empty or outside the valid area of its CRS."
    texts = [str(row.column(name)[0].as_py()) for name in table.columns]
    axes: tuple[Axis, Axis] = ("longitude", "latitude")
    found = [
        float(coordinates(row.column(name), axis, table.crs)[0]) for name, axis in zip(table.columns, axes)
    ]
    for name, text, value in zip(table.columns, texts, found):
        if not np.isfinite(value):
            hint = " Write decimal degrees, or 13°24'30\"E." if table.crs.is_geographic else ""
            return f"“{text[:40]}” in {where} of the column {name} is not a coordinate.{hint}"
    lon, lat = table.columns
    if table.crs.is_geographic:
        sentence = f"The latitude in {where} of the column {lat} is {texts[1]}, beyond 90 degrees"
        if abs(found[0]) <= 90 and abs(found[1]) <= 360:
            return f"{sentence}: if longitude and latitude are swapped, use --lon {lat} --lat {lon}."
        return f"{sentence}: if the coordinates are not degrees, give their CRS with --crs."
    return f"{texts[0]}, {texts[1]} in {where} can't be transformed from {table.crs.name}: check --crs."
