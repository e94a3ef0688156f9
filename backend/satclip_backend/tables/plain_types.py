"""Conversion of columns to types that CSV and GeoPackage support, without loss of values."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.compute as pc
import shapely

from satclip_backend.errors import SatclipError
from satclip_backend.tables.wkb import read_geometries
from satclip_backend.translation import gettext_lazy as _

_LARGEST = 64 << 20
"""Largest size in bytes of lists or structures in a chunk; the conversion to text takes 20 times as much."""


def plain(column: pa.Array) -> pa.Array:
    """Return a column as booleans, numbers, text, dates, times or bytes.

    Lists, structures and maps become JSON; durations and intervals text with a unit; times with a zone UTC;
    half precision single; UUIDs and null columns text.
    """
    types = pa.types
    if isinstance(column, pa.ExtensionArray):
        return _uuid_text(column) if column.type.extension_name == "arrow.uuid" else plain(column.storage)
    if types.is_dictionary(column.type):
        return plain(column.dictionary_decode())
    if types.is_run_end_encoded(column.type):
        return plain(pc.run_end_decode(column))
    if types.is_nested(column.type):
        if column.nbytes > _LARGEST:
            raise SatclipError(_("A list or structure is too long to become text: choose a .parquet file."))
        try:
            return pa.array([_json(value) for value in column.to_pylist()], pa.large_string())
        except (ValueError, OverflowError, RecursionError) as error:
            raise SatclipError(
                _("A list or structure can't become text ({reason}): choose a .parquet file.", reason=error)
            ) from error
    if types.is_duration(column.type):
        text = pc.cast(pc.cast(column, pa.int64()), pa.string())
        return pc.binary_join_element_wise(text, column.type.unit, " ")
    if types.is_interval(column.type):
        values = column.to_pylist()
        text = [
            value and f"{value.months} months {value.days} days {value.nanoseconds} ns" for value in values
        ]
        return pa.array(text, pa.string())
    wanted = _storable(column.type)
    return column if wanted == column.type else pc.cast(column, wanted)


def _storable(type: pa.DataType) -> pa.DataType:
    types = pa.types
    if types.is_null(type):
        return pa.string()
    if types.is_string_view(type):
        return pa.large_string()
    if types.is_binary_view(type) or types.is_fixed_size_binary(type):
        return pa.large_binary()
    if types.is_timestamp(type) and type.tz is not None:
        return pa.timestamp(type.unit, "UTC")
    return pa.float32() if types.is_float16(type) else type


def geometry_text(column: pa.Array) -> pa.Array:
    """Return WKB as WKT; null if it is damaged."""
    return pa.array(
        shapely.to_wkt(read_geometries(column.to_numpy(zero_copy_only=False)), -1), pa.large_string()
    )


def hexadecimal(column: pa.Array) -> pa.Array:
    """Return bytes as hexadecimal text."""
    return pa.array(
        [value if value is None else value.hex() for value in column.to_pylist()], pa.large_string()
    )


def _uuid_text(column: pa.Array) -> pa.Array:
    return pa.array([value and str(value) for value in column.to_pylist()], pa.string())


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, default=_other, ensure_ascii=False)


def _other(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
