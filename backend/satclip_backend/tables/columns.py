"""Points and fields of a layer as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.tables.plain_types import plain
from satclip_backend.tables.positions import listed, on_earth
from satclip_backend.tables.text_numbers import ambiguous_point, without_codes
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.tables.table import Table

Kind = Literal["number", "integer", "boolean", "text", "date"]
NUMERIC = ("number", "integer", "boolean")
NO_DATA = 3.39e38
"""Absolute value from which on numbers mean no data.

GDAL, QGIS and ArcGIS write ±3.4e38 and ±1.8e308, the largest numbers of float32 and float64. Features are
float32, which has no larger numbers.
"""


_KIND_NAMES: dict[Kind, str] = {
    "number": _("number"),
    "integer": _("integer"),
    "boolean": _("boolean"),
    "text": _("text"),
    "date": _("date"),
}


@dataclass(frozen=True)
class Column:
    """A field with n rows.

    Attributes
    ----------
    kind : {"number", "integer", "boolean", "text", "date"}
        Type of the field.
    values : (n,) array
        float64 for numbers and booleans, NaN where missing; int64 or uint64 for integers, 0 where missing; an
        object array of `str` for texts and dates (ISO 8601), "" where missing.
    missing : (n,) bool
        Whether a value is missing.
    """

    kind: Kind
    values: NDArray
    missing: NDArray[np.bool_]

    @property
    def kind_name(self) -> str:
        """Name of the type, for messages."""
        return _KIND_NAMES[self.kind]

    @classmethod
    def of(cls, kind: Kind, values: NDArray, missing: NDArray[np.bool_] | None = None) -> Column:
        """Return a column from values. NaN and empty texts are also missing."""
        missing = np.zeros(len(values), dtype=bool) if missing is None else missing
        if kind == "integer":
            return cls(kind, np.where(missing, 0, values).astype(values.dtype), missing)
        if kind in NUMERIC:
            missing = missing | np.isnan(values)
            return cls(kind, np.where(missing, np.nan, values), missing)
        values = np.asarray(values, dtype=object)
        missing = missing | (values == "").astype(bool)
        return cls(kind, np.where(missing, "", values), missing)

    def take(self, rows: NDArray) -> Column:
        """Return a subset, by indices or by a mask."""
        return Column(self.kind, self.values[rows], self.missing[rows])

    def numbers(self) -> NDArray[np.float64]:
        """Return the values of a numeric column as float64 (n,): NaN where missing, infinite or `NO_DATA`.

        Integers beyond 2^53 are rounded.
        """
        values = self.values.astype(np.float64)
        return np.where(self.missing | (np.abs(values) >= NO_DATA), np.nan, values)

    def no_data(self) -> NDArray[np.bool_]:
        """Return a mask (n,) of numbers that mean no data: infinite or `NO_DATA`."""
        if self.kind != "number":
            return np.zeros(len(self.missing), dtype=bool)
        return ~self.missing & np.isnan(self.numbers())

    def labels(self) -> NDArray[np.object_]:
        """Return the values as `str` (n,): 3 for 3.0, true and false; "" where missing."""
        if self.kind not in NUMERIC:
            return self.values
        found, where = np.unique(np.where(self.missing, 0, self.values), return_inverse=True)
        if self.kind == "boolean":
            names = ["true" if value else "false" for value in found]
        else:
            names = [_label(value) for value in found.tolist()]
        return np.where(self.missing, "", np.array(names, dtype=object)[where.ravel()])


def shortened(label: str) -> str:
    """Return a label for a message: on one line, and its first 60 characters if it is longer."""
    label = " ".join(label.split())
    return label if len(label) <= 60 else f"{label[:60]}..."


def _label(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return f"{value:.0f}" if value.is_integer() else repr(value)


@dataclass(frozen=True)
class Columns:
    """n points `lonlat` (n, 2), degrees on WGS 84, NaN where there is none, and their fields by name."""

    lonlat: NDArray[np.float64]
    fields: dict[str, Column]

    def __len__(self) -> int:
        return len(self.lonlat)


def columns_of(table: Table, names: Sequence[str]) -> Columns:
    """Read the points and the named fields of a table.

    Raises SatclipError if a field is missing or not a number, text, date or boolean, and if no row has a
    valid position.
    """
    from satclip_backend.tables.unusable import no_position

    check_fields(table, names)
    parts = [columns_of_batch(table, batch, names) for batch in table.batches()]
    if not parts:
        raise SatclipError(_("{table} has no rows.", table=table.path.name))
    fields = {name: _joined([part.fields[name] for part in parts]) for name in names}
    lonlat = np.concatenate([part.lonlat for part in parts])
    if not on_earth(lonlat).any():
        raise no_position(table)
    return Columns(lonlat, fields)


def check_fields(table: Table, names: Sequence[str]) -> None:
    """Raise SatclipError, with its name, for the first field that is missing, ambiguous or of an unsupported type."""
    there = [name for name in table.schema.names if name != table.geometry]
    for name in names:
        if name not in there:
            raise SatclipError(
                _(
                    "{table} has no column {name}; it has: {there}.",
                    table=table.path.name,
                    name=name,
                    there=listed(there),
                )
            )
        if _kind(table.schema.field(name).type) is None:
            raise SatclipError(
                _(
                    "The column {name} of {table} holds {type}: a column with numbers, text, dates or booleans is"
                    " needed.",
                    name=name,
                    table=table.path.name,
                    type=table.schema.field(name).type,
                )
            )
        if name in table.ambiguous:
            raise ambiguous_point(table, name)


def columns_of_batch(table: Table, batch: pa.RecordBatch, names: Sequence[str]) -> Columns:
    """Return the points and the named fields, which must exist, of a batch of a table.

    Raises SatclipError for text that is not UTF-8.
    """
    fields = {}
    for name in names:
        try:
            fields[name] = _from_arrow(without_codes(batch.column(name), table.missing))
        except pa.ArrowInvalid as error:
            raise SatclipError(
                _(
                    "The column {name} of {table} can't be read: {reason}.",
                    name=name,
                    table=table.path.name,
                    reason=str(error).splitlines()[0],
                )
            ) from error
    return Columns(table.lonlat(batch), fields)


def _joined(parts: Sequence[Column]) -> Column:
    kind = parts[0].kind
    missing = np.concatenate([part.missing for part in parts])
    if any(part.kind != kind for part in parts):  # some have integers that are too large for 64 bits
        return Column("text", np.concatenate([part.labels() for part in parts]), missing)
    return Column(kind, np.concatenate([part.values for part in parts]), missing)


ARROW = {
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "text": pa.string(),
    "date": pa.string(),
}
"""Arrow type of a column of each kind."""


def arrow_array(column: Column) -> pa.Array:
    """Return a column as an Arrow array with nulls, for writing."""
    return pa.array(column.values, mask=column.missing).cast(ARROW[column.kind])


def _kind(type: pa.DataType) -> Kind | None:
    types = pa.types
    if types.is_dictionary(type):
        return _kind(type.value_type)
    if isinstance(type, pa.BaseExtensionType):
        return "text" if type.extension_name == "arrow.uuid" else _kind(type.storage_type)
    if types.is_integer(type) or (types.is_decimal(type) and type.scale <= 0):
        return "integer"
    if types.is_floating(type) or types.is_decimal(type):
        return "number"
    if types.is_boolean(type):
        return "boolean"
    if types.is_date(type) or types.is_timestamp(type) or types.is_time(type):
        return "date"
    if (
        types.is_string(type)
        or types.is_large_string(type)
        or types.is_string_view(type)
        or types.is_null(type)
    ):
        return "text"
    return None


def _from_arrow(array: pa.Array) -> Column:
    if pa.types.is_dictionary(array.type) or isinstance(array, pa.ExtensionArray):
        array = plain(array)
    kind, missing = _kind(array.type), array.is_null().to_numpy(zero_copy_only=False)
    if kind == "integer":
        return _integers(array, missing)
    if kind in NUMERIC:
        array = array.cast(pa.int8()) if kind == "boolean" else array
        values = array.cast(pa.float64(), safe=False).fill_null(np.nan)
        return Column.of(kind, values.to_numpy(zero_copy_only=False), missing)
    texts = array.cast(pa.large_string()).fill_null("")
    if pa.types.is_timestamp(array.type):
        # As QGIS writes it: 2024-02-29T12:00:00, without a zero fraction of a second.
        texts = pc.replace_substring_regex(texts, r" (.*?)(\.0+)?(Z?)$", r"T\1\3")
    texts.validate(full=True)  # checks that it is UTF-8
    return Column.of(kind, texts.to_numpy(zero_copy_only=False), missing)


def _integers(array: pa.Array, missing: NDArray[np.bool_]) -> Column:
    """Return a column of 64-bit integers; of text if decimals don't fit."""
    wide = pa.uint64() if pa.types.is_uint64(array.type) else pa.int64()
    try:
        values = array.cast(wide)
    except pa.ArrowInvalid:
        texts = array.cast(pa.string()).fill_null("")
        return Column.of("text", texts.to_numpy(zero_copy_only=False), missing)
    return Column.of("integer", values.fill_null(0).to_numpy(zero_copy_only=False), missing)
