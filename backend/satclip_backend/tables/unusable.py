"""Rows of a table with and without a valid position, and the reasons as text."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.tables.angles import Axis
from satclip_backend.tables.positions import coordinates, on_earth, wkt_points
from satclip_backend.tables.table import Table
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined, listed
from satclip_backend.translation import ngettext_lazy as ngettext


def usable_points(table: Table) -> tuple[NDArray[np.float64], int]:
    """Return longitude and latitude (n, 2) of the rows with a valid position, and the number of others.

    Raises SatclipError if no row has one.
    """
    lonlat = np.concatenate([np.empty((0, 2)), *(table.lonlat(batch) for batch in table.batches())])
    usable = on_earth(lonlat)
    if not usable.any():
        raise no_position(table)
    return lonlat[usable], int((~usable).sum())


def not_covered(count: int) -> str:
    """Return a sentence on `count` rows with a position where an encoder has no embedding."""
    return ngettext(
        "{count} row lies where the encoder has no embedding: it is kept without values.",
        "{count} rows lie where the encoder has no embedding: they are kept without values.",
        count,
    )


def no_position(table: Table) -> SatclipError:
    """Return the exception for a table without a valid position."""
    none = _("No row of {file} has a valid position.", file=table.path.name)
    return SatclipError(joined([none, *filter(None, [first_unusable(table)])]))


def first_unusable(table: Table) -> str:
    """Return what is wrong with the first row that has coordinates but no valid position."""
    before = 0
    for batch in table.batches():
        bad = ~on_earth(table.lonlat(batch))
        if table.columns is not None:
            bad &= ~(_empty(batch, table.columns[0]) & _empty(batch, table.columns[1]))
        if bad.any():
            row = int(np.flatnonzero(bad)[0])
            return _reason(table, batch.slice(row, 1), before + row + 1)
        before += batch.num_rows
    if table.columns is not None:
        return _("The columns {names} are empty in the rows without one.", names=listed(list(table.columns)))
    return ""


def _empty(batch: pa.RecordBatch, name: str) -> np.ndarray:
    return np.array([_is_empty(value) for value in batch.column(name).to_pylist()], bool)


def _is_empty(value: object) -> bool:
    """Return whether a coordinate is null, NaN or an empty text."""
    return value is None or value != value or not str(value).strip()


def _reason(table: Table, row: pa.RecordBatch, number: int) -> str:
    if table.wkt is not None:
        x, y = wkt_points(row.column(table.wkt))[0]
        if np.isfinite([x, y]).all():
            return _off_earth(table, number, f"{x:.15g}", f"{y:.15g}")
        text = str(row.column(table.wkt)[0])[:40]
        return _(
            "“{text}” in row {row} of the column {column} is not a valid geometry (WKT, or WKB in hexadecimal).",
            text=text,
            row=number,
            column=table.wkt,
        )
    if table.columns is None:
        return _(
            "The geometry in row {row} is missing, empty or outside the valid area of its CRS.", row=number
        )
    given = [row.column(name)[0].as_py() for name in table.columns]
    for name, value in zip(table.columns, given):
        if _is_empty(value):
            return _("Row {row} has no value in the column {column}.", row=number, column=name)
    texts = [str(value) for value in given]
    axes: tuple[Axis, Axis] = ("longitude", "latitude")
    found = [
        float(coordinates(row.column(name), axis, table.crs)[0]) for name, axis in zip(table.columns, axes)
    ]
    for name, text, value in zip(table.columns, texts, found):
        if not np.isfinite(value):
            wrong = _(
                "“{text}” in row {row} of the column {column} is not a coordinate.",
                text=text[:40],
                row=number,
                column=name,
            )
            hint = _("Write decimal degrees, or 13°24'30\"E.")
            return joined([wrong, hint]) if table.crs.is_geographic else wrong
    lon, lat = table.columns
    if table.crs.is_geographic:
        values = {"row": number, "lon": lon, "lat": lat, "value": texts[1]}
        if abs(found[0]) <= 90 and abs(found[1]) <= 360:
            return _(
                "The latitude in row {row} of the column {lat} is {value}, beyond 90 degrees: if longitude and "
                "latitude are swapped, use --lon {lat} --lat {lon}.",
                **values,
            )
        return _(
            "The latitude in row {row} of the column {lat} is {value}, beyond 90 degrees: if the coordinates are not "
            "degrees, give their CRS with --crs.",
            **values,
        )
    return _off_earth(table, number, *texts)


def _off_earth(table: Table, number: int, x: str, y: str) -> str:
    return _(
        "{x}, {y} in row {row} can't be transformed from {crs}: check --crs.",
        x=x,
        y=y,
        row=number,
        crs=table.crs.name,
    )
