"""The .npz file format for uploaded columns. Nothing in it is unpickled."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

import numpy as np
import pyarrow as pa
from numpy.lib import format as npy
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.tables.columns import Column, Columns, Kind
from satclip_backend.translation import gettext_lazy as _

LARGEST = 4 << 30
"""Largest size of all arrays of a file in bytes."""
MOST_FIELDS = 2_000
ARRAYS_A_FIELD = 3
DTYPES = {"number": ("<f8",), "boolean": ("<f8",), "integer": ("<i8", "<u8")}


def write_columns(path: Path, columns: Columns) -> None:
    """Write the .npz file that `read_columns` reads."""
    arrays = {
        "lonlat": np.asarray(columns.lonlat, dtype=np.float64),
        **_packed("names", list(columns.fields)),
        "kinds": np.array([column.kind for column in columns.fields.values()], dtype=np.str_),
    }
    for index, column in enumerate(columns.fields.values()):
        name = f"values_{index}"
        arrays |= {name: column.values} if column.kind in DTYPES else _packed(name, column.values)
        arrays[f"missing_{index}"] = column.missing
    with path.open("wb") as file:
        np.savez(file, **arrays)


def read_columns(path: Path) -> Columns:
    """Read a file with the arrays `lonlat`, `names`, `kinds`, and `values_i` and `missing_i` for each name.

    n texts are two arrays, as in Arrow: all texts joined, in UTF-8 (uint8), and, with the suffix `_offsets`,
    where each begins and the last ends, int64 (n + 1,). Raises SatclipError if the file is damaged or in
    another format.
    """
    try:
        with zipfile.ZipFile(path) as file:
            members = file.infolist()
            most = 4 + ARRAYS_A_FIELD * MOST_FIELDS
            if len(members) > most or sum(info.file_size for info in members) > LARGEST:
                raise _damaged(path, _("it is too large"))
            for info in members:
                _check_length(path, file, info)
        with np.load(path, allow_pickle=False) as arrays:
            return _columns(path, arrays)
    except (SatclipError, MemoryError):
        raise
    except Exception as error:  # the header of an array is a Python literal, with many kinds of errors
        raise _damaged(path, _("it can't be read")) from error


def _check_length(path: Path, file: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Raise SatclipError if the size in an array's header is not that of the array.

    numpy allocates memory by the header.
    """
    with file.open(info) as member:
        read = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}[npy.read_magic(member)]
        shape, _unused, dtype = read(member)
        if min(shape, default=0) < 0 or member.tell() + math.prod(shape) * dtype.itemsize != info.file_size:
            raise _damaged(path, _("it is cut short"))


def _columns(path: Path, arrays: Mapping[str, NDArray]) -> Columns:
    lonlat, kinds = arrays["lonlat"], arrays["kinds"]
    if lonlat.dtype != np.float64 or lonlat.ndim != 2 or lonlat.shape[1] != 2:
        raise _damaged(path, _("its locations are not (n, 2) float64"))
    if kinds.dtype.kind != "U" or kinds.ndim != 1 or not set(kinds.tolist()) <= set(get_args(Kind)):
        raise _damaged(path, _("its fields are of unknown kinds"))
    names = _unpacked(arrays, "names")
    if len(names) != len(kinds) or len(set(names)) < len(names):
        raise _damaged(path, _("its fields have no names, or names twice"))
    fields = {}
    for index, (name, kind) in enumerate(zip(names, kinds.tolist())):
        missing = arrays[f"missing_{index}"]
        if kind in DTYPES:
            values = arrays[f"values_{index}"]
            known = values.dtype.str in DTYPES[kind]
        else:
            values, known = _unpacked(arrays, f"values_{index}"), True
        if not known or values.shape != (len(lonlat),):
            raise _damaged(path, _("the values of {name} are not {kind} for each row", name=name, kind=kind))
        if missing.dtype != np.bool_ or missing.shape != values.shape:
            raise _damaged(path, _("the missing values of {name} are not marked for each row", name=name))
        fields[name] = Column.of(kind, values, missing)
    return Columns(lonlat, fields)


def _packed(name: str, texts: Sequence[str]) -> dict[str, NDArray]:
    array = pa.array(texts, pa.large_string())
    _unused, offsets, data = array.buffers()
    return {
        name: np.frombuffer(data or b"", dtype=np.uint8),
        f"{name}_offsets": np.frombuffer(offsets or bytes(8), dtype=np.int64)[: len(array) + 1],
    }


def _unpacked(arrays: Mapping[str, NDArray], name: str) -> NDArray[np.object_]:
    """Return the texts in two arrays. Raises an exception if they are invalid."""
    data, offsets = arrays[name], arrays[f"{name}_offsets"]
    if data.dtype.str != "|u1" or offsets.dtype.str != "<i8" or (data.ndim, offsets.ndim) != (1, 1):
        raise ValueError("no texts")
    parts = [None, pa.py_buffer(np.ascontiguousarray(offsets)), pa.py_buffer(np.ascontiguousarray(data))]
    array = pa.Array.from_buffers(pa.large_string(), len(offsets) - 1, parts)
    array.validate(full=True)  # checks that offsets ascend and are in range, and that texts are UTF-8
    return array.to_numpy(zero_copy_only=False)


def _damaged(path: Path, reason: str) -> SatclipError:
    return SatclipError(
        _("{file} is not a valid column table: {reason}. Upload it again.", file=path.name, reason=reason)
    )
