"""A layer's places and fields as arrays, and the .npz file in which they travel. Nothing in it is ever unpickled."""

from __future__ import annotations

import math
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.lib import format as npy
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.tables.positions import listed

if TYPE_CHECKING:
    from satclip_backend.tables.table import Table

Kind = Literal["number", "integer", "boolean", "text", "date"]
NUMERIC = ("number", "integer", "boolean")
LARGEST = 4 << 30
"""Bytes of all arrays of a file."""
MOST_FIELDS = 2_000


@dataclass(frozen=True)
class Column:
    """A field of n rows. Numbers, integers and booleans are float64, NaN where `missing` (n,); text and dates (ISO
    8601) are strings, empty where missing.
    """

    kind: Kind
    values: NDArray
    missing: NDArray[np.bool_]

    def take(self, rows: NDArray) -> Column:
        """Some of the rows: positions or a mask."""
        return Column(self.kind, self.values[rows], self.missing[rows])

    def labels(self) -> NDArray[np.str_]:
        """The values as text (n,): 3 for 3.0, true and false; empty where missing."""
        if self.kind not in NUMERIC:
            return self.values
        found, where = np.unique(np.where(self.missing, 0.0, self.values), return_inverse=True)
        if self.kind == "boolean":
            names = ["true" if value else "false" for value in found]
        else:
            names = [f"{value:.0f}" if value.is_integer() else repr(value) for value in found.tolist()]
        return np.where(self.missing, "", np.array(names, dtype=np.str_)[where.ravel()])


@dataclass(frozen=True)
class Columns:
    """n rows: their places `lonlat` (n, 2), degrees on WGS 84, NaN where there is none, and fields by name."""

    lonlat: NDArray[np.float64]
    fields: dict[str, Column]

    def __len__(self) -> int:
        return len(self.lonlat)


def write_columns(path: Path, columns: Columns) -> None:
    """Write the .npz that `read_columns` reads."""
    arrays = {
        "lonlat": np.asarray(columns.lonlat, dtype=np.float64),
        "names": np.array(list(columns.fields), dtype=np.str_),
        "kinds": np.array([column.kind for column in columns.fields.values()], dtype=np.str_),
    }
    for index, column in enumerate(columns.fields.values()):
        arrays[f"values_{index}"] = column.values
        arrays[f"missing_{index}"] = column.missing
    with path.open("wb") as file:
        np.savez(file, **arrays)


def read_columns(path: Path) -> Columns:
    """The columns in a file of arrays `lonlat`, `names`, `kinds`, and `values_i` and `missing_i` for each name.

    Raises SatclipError where it is damaged or something else.
    """
    try:
        with zipfile.ZipFile(path) as file:
            members = file.infolist()
            if len(members) > 3 + 2 * MOST_FIELDS or sum(info.file_size for info in members) > LARGEST:
                raise _damaged(path, "it is too large")
            for info in members:
                _check_length(path, file, info)
        with np.load(path, allow_pickle=False) as arrays:
            return _columns(path, arrays)
    except (SatclipError, MemoryError):
        raise
    except Exception as error:  # the header of an array is a Python literal: a hostile one fails in many ways
        raise _damaged(path, "it can't be read") from error


def _check_length(path: Path, file: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Raise where an array's header claims more, or less, than there is: memory is taken by what it claims."""
    with file.open(info) as member:
        read = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}[npy.read_magic(member)]
        shape, _, dtype = read(member)
        if min(shape, default=0) < 0 or member.tell() + math.prod(shape) * dtype.itemsize != info.file_size:
            raise _damaged(path, "it is cut short")


def _columns(path: Path, arrays: Mapping[str, NDArray]) -> Columns:
    lonlat, names, kinds = arrays["lonlat"], arrays["names"], arrays["kinds"]
    if lonlat.dtype != np.float64 or lonlat.ndim != 2 or lonlat.shape[1] != 2:
        raise _damaged(path, "its places are not (n, 2) float64")
    if names.dtype.kind != "U" or names.ndim != 1 or kinds.shape != names.shape or kinds.dtype.kind != "U":
        raise _damaged(path, "its fields have no names or kinds")
    if len(set(names.tolist())) < len(names) or not set(kinds.tolist()) <= set(get_args(Kind)):
        raise _damaged(path, "its fields have names twice or unknown kinds")
    fields = {}
    for index, (name, kind) in enumerate(zip(names.tolist(), kinds.tolist())):
        values, missing = arrays[f"values_{index}"], arrays[f"missing_{index}"]
        wanted = values.dtype == np.float64 if kind in NUMERIC else _is_text(values)
        if not wanted or values.shape != (len(lonlat),):
            raise _damaged(path, f"the values of {name} are not {kind} for each row")
        if missing.dtype != np.bool_ or missing.shape != values.shape:
            raise _damaged(path, f"what is missing of {name} is not told for each row")
        fields[name] = _column(kind, values, missing)
    return Columns(lonlat, fields)


def _is_text(values: NDArray) -> bool:
    """Whether they are strings of characters that there are: NumPy takes any 32 bits for one."""
    return (
        values.dtype.kind == "U"
        and values.dtype.isnative
        and (values.view(np.uint32) <= sys.maxunicode).all()
    )


def _column(kind: Kind, values: NDArray, missing: NDArray[np.bool_]) -> Column:
    if kind in NUMERIC:
        missing = missing | np.isnan(values)
        return Column(kind, np.where(missing, np.nan, values), missing)
    missing = missing | (values == "")
    return Column(kind, np.where(missing, "", values), missing)


def _damaged(path: Path, reason: str) -> SatclipError:
    return SatclipError(f"{path.name} is no table of columns: {reason}. Send it again.")


def columns_of(table: Table, names: Sequence[str]) -> Columns:
    """The places and the named fields of all rows of a table.

    Raises SatclipError for a field that is not there or holds what is no number, text, date or boolean.
    """
    check_fields(table, names)
    parts = [columns_of_batch(table, batch, names) for batch in table.batches()]
    if not parts:
        raise SatclipError(f"{table.path.name} has no rows.")
    fields = {name: _joined(table, name, [part.fields[name] for part in parts]) for name in names}
    return Columns(np.concatenate([part.lonlat for part in parts]), fields)


def check_fields(table: Table, names: Sequence[str]) -> None:
    """Raise SatclipError that names the first field that the table lacks or that can't be used."""
    there = [name for name in table.schema.names if name != table.geometry]
    for name in names:
        if name not in there:
            raise SatclipError(f"{table.path.name} has no column {name}; it has: {listed(there)}.")
        if _kind(table.schema.field(name).type) is None:
            raise SatclipError(
                f"The column {name} of {table.path.name} holds {table.schema.field(name).type}: a column with "
                "numbers, text, dates or booleans is needed."
            )


def columns_of_batch(table: Table, batch: pa.RecordBatch, names: Sequence[str]) -> Columns:
    """The places and the named fields, which must be there, of some rows of a table."""
    return Columns(table.lonlat(batch), {name: _from_arrow(batch.column(name)) for name in names})


def _joined(table: Table, name: str, parts: Sequence[Column]) -> Column:
    count, width = sum(len(part.values) for part in parts), max(part.values.dtype.itemsize for part in parts)
    if count * width > LARGEST:  # each text takes the room of the longest
        raise SatclipError(
            f"The texts in the column {name} of {table.path.name} are too long, up to {width // 4:,} characters, for "
            f"{count:,} rows: shorten them first."
        )
    values = np.concatenate([part.values for part in parts])
    return Column(parts[0].kind, values, np.concatenate([part.missing for part in parts]))


ARROW = {
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "text": pa.string(),
    "date": pa.string(),
}
"""The type of a column of each kind in a file."""


def arrow_array(column: Column) -> pa.Array:
    """A column as it is written to files, with nulls."""
    return pa.array(column.values, mask=column.missing).cast(ARROW[column.kind])


def _kind(type: pa.DataType) -> Kind | None:
    types = pa.types
    if types.is_dictionary(type):
        return _kind(type.value_type)
    if types.is_integer(type):
        return "integer"
    if types.is_floating(type) or types.is_decimal(type):
        return "number"
    if types.is_boolean(type):
        return "boolean"
    if types.is_date(type) or types.is_timestamp(type) or types.is_time(type):
        return "date"
    if types.is_string(type) or types.is_large_string(type) or types.is_null(type):
        return "text"
    return None


def _from_arrow(array: pa.Array) -> Column:
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    kind, missing = _kind(array.type), array.is_null().to_numpy(zero_copy_only=False)
    if kind in NUMERIC:
        if kind == "boolean":
            array = array.cast(pa.int8())
        values = array.cast(pa.float64(), safe=False).fill_null(
            np.nan
        )  # an integer of 2^53 or more is rounded
        return _column(kind, values.to_numpy(zero_copy_only=False), missing)
    texts = array.cast(pa.string()).fill_null("")
    if pa.types.is_timestamp(array.type):
        # As QGIS writes it: 2024-02-29T12:00:00, whatever the fraction of a second that the column could hold.
        texts = pc.replace_substring_regex(texts, r" (.*?)(\.0+)?(Z?)$", r"T\1\3")
    return _column(kind, np.array(texts.to_pylist(), dtype=np.str_), missing)
