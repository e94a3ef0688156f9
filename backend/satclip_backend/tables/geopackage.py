"""Layers of GeoPackages as tables."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from satclip_backend.errors import SatclipError
from satclip_backend.tables.geopackage_layers import Layer, find_layer, opened, quoted
from satclip_backend.tables.table import CHUNK, Table, layer_crs
from satclip_backend.translation import gettext_lazy as _

_AT_ONCE = 256 << 20
"""Number of bytes of a view's rows that are read at once."""
_DATETIME = pa.timestamp("us", "UTC")
_TYPES = {
    "BOOLEAN": pa.bool_(),
    **dict.fromkeys(["TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT"], pa.int64()),
    "FLOAT": pa.float32(),
    **dict.fromkeys(["DOUBLE", "DOUBLE PRECISION", "REAL"], pa.float64()),
    **dict.fromkeys(["TEXT", "VARCHAR", "CHAR", "JSON"], pa.string()),
    "BLOB": pa.binary(),
    "DATE": pa.date32(),
    **dict.fromkeys(["DATETIME", "TIMESTAMP"], _DATETIME),
}
_STORED = {"integer": pa.int64(), "real": pa.float64(), "blob": pa.binary()}
_ENVELOPES = (0, 32, 48, 48, 64)
"""Size in bytes of the envelope in a geometry's header, by its type."""


def read_gpkg(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """Open a layer of a GeoPackage as a table.

    Arguments and exceptions are those of `open_table`; `names` are not used. An integer primary key is the
    first column, the geometry the last. DATETIME without a time zone is UTC, as the format specifies.
    """
    found = find_layer(path, layer)
    with opened(path) as database:
        schema = _schema(database, found)
        fid = found.key
        if fid and (_value(database, f"SELECT min({quoted(fid)}) FROM {quoted(found.name)}") or 0) < 0:
            fid = None
    kept = layer_crs(path, found.crs, crs)

    def batches() -> Iterator[pa.RecordBatch]:
        rows = 0
        size = min(CHUNK, max(1, _AT_ONCE // max(found.widest, 1)))
        columns = ", ".join(quoted(name) for name in schema.names)
        with opened(path) as database:
            cursor = database.execute(f"SELECT {columns} FROM {quoted(found.name)}")
            while batch_rows := cursor.fetchmany(size):
                yield _batch(path, found, schema, batch_rows)
                rows += len(batch_rows)
        if rows != found.features:
            raise SatclipError(
                _(
                    "{file} was changed while it was read: {rows} of {features} features.",
                    file=path.name,
                    rows=rows,
                    features=found.features,
                )
            )

    return Table(path, schema, found.features, kept, batches, found.geometry, kind=found.kind, fid=fid)


def _value(database: sqlite3.Connection, query: str):
    return database.execute(query).fetchone()[0]


def _schema(database: sqlite3.Connection, layer: Layer) -> pa.Schema:
    fields = [pa.field(layer.key, pa.int64(), nullable=False)] if layer.key else []
    for name, declared in layer.columns.items():
        declared = re.sub(r"\s*\(.*", "", declared).strip().upper()
        fields.append(pa.field(name, _TYPES.get(declared) or _stored(database, layer, name)))
    return pa.schema([*fields, pa.field(layer.geometry, pa.binary())])


def _stored(database: sqlite3.Connection, layer: Layer, name: str) -> pa.DataType:
    """Return the type of the values in a column with an unknown or missing declared type, as in views."""
    query = f"SELECT DISTINCT typeof({quoted(name)}) FROM {quoted(layer.name)}"
    kinds = {kind for (kind,) in database.execute(query)} - {"null"}
    if kinds == {"integer", "real"}:
        return pa.float64()
    return _STORED.get(kinds.pop(), pa.string()) if len(kinds) == 1 else pa.string()


def _batch(path: Path, layer: Layer, schema: pa.Schema, rows: Sequence[tuple]) -> pa.RecordBatch:
    columns = []
    for field, values in zip(schema, zip(*rows)):
        try:
            if field.name == layer.geometry:
                columns.append(pa.array([_wkb(value) for value in values], field.type))
            else:
                columns.append(_column(values, field.type))
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            wrong = next((value for value in values if not _is_of(value, field.type)), None)
            geometry = _("a geometry")
            raise SatclipError(
                _(
                    "The column {field} of {file} holds {value}, which is not {type}: correct that value.",
                    field=field.name,
                    file=path.name,
                    value=repr(str(wrong)[:60]),
                    type=layer.columns.get(field.name, geometry),
                )
            ) from error
    return pa.record_batch(columns, schema=schema)


def _is_of(value, type: pa.DataType) -> bool:
    try:
        _column([value], type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return False
    return True


def _column(values: Sequence, type: pa.DataType) -> pa.Array:
    if not pa.types.is_string(type):
        values = [None if value == "" else value for value in values]
    if pa.types.is_boolean(type):
        return pa.array([{0: False, 1: True}.get(value, value) for value in values], type)
    if pa.types.is_floating(type):
        return pa.array([None if value is None else float(value) for value in values], pa.float64()).cast(
            type
        )
    if pa.types.is_date(type):
        return pc.cast(pa.array(values, pa.string()), type)
    if pa.types.is_timestamp(type):
        text = pa.array(values, pa.string())
        text = pc.replace_substring_regex(text, r"^(\d+-\d+-\d+)$", r"\1T00:00:00")
        text = pc.replace_substring_regex(text, r"(\d)$", r"\1Z")
        return pc.cast(pc.replace_substring_regex(text, r"([+-]\d\d:\d\d)Z$", r"\1"), type)
    if pa.types.is_integer(type) and any(isinstance(value, float) and value % 1 for value in values):
        raise ValueError("a fraction")
    return pa.array(values, type)


def _wkb(blob: bytes | None) -> bytes | None:
    """Return the WKB after a geometry's header; b"" if the header is damaged."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP" or blob[3] >> 1 & 7 > 4:
        return b""
    return blob[8 + _ENVELOPES[blob[3] >> 1 & 7] :]
