"""The .npz format of tables of locations and fields. The backend has the same in `tables/column_file.py`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from satclip_qgis.bridge.client import LARGEST_ARRAY
from satclip_qgis.bridge.errors import BadReply
from satclip_qgis.bridge.text import valid

Column = tuple[str, np.ndarray, np.ndarray]
"""A field of n rows: its kind, its values (n,) and which are missing (n,).

Of the kinds `number` and `boolean` are float64, NaN where missing; `integer` is int64 or uint64, 0 where missing;
`text` and `date` (ISO 8601) are `str` in an array of objects, "" where missing.
"""

DTYPES = {"number": ("<f8",), "boolean": ("<f8",), "integer": ("<i8", "<u8")}
TEXT = ("text", "date")


def pack(lonlat: np.ndarray, fields: Mapping[str, Column]) -> bytes:
    """The file of locations (n, 2), degrees on WGS 84 or NaN, and fields by name."""
    arrays = {
        "lonlat": np.asarray(lonlat, dtype=np.float64),
        **packed("names", list(fields)),
        "kinds": np.array([kind for kind, _, _ in fields.values()], dtype=np.str_),
    }
    for index, (kind, values, missing) in enumerate(fields.values()):
        name = f"values_{index}"
        arrays.update(packed(name, values) if kind in TEXT else {name: values})
        arrays[f"missing_{index}"] = np.asarray(missing, dtype=np.bool_)
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def packed(name: str, texts: Sequence[str]) -> dict[str, np.ndarray]:
    """n texts as two arrays: their UTF-8 bytes, and the offsets (n + 1,) of each text."""
    encoded = [valid(text).encode() for text in texts]
    offsets = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    return {name: np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{name}_offsets": offsets}


def unpack(path: Path) -> tuple[np.ndarray, dict[str, Column]]:
    """The locations (n, 2) and the fields of a file. Raises `BadReply` for another file. Never unpickles."""
    try:
        with zipfile.ZipFile(path) as file:
            if sum(info.file_size for info in file.infolist()) > LARGEST_ARRAY:
                raise ValueError("too large")
        with np.load(path, allow_pickle=False) as arrays:
            lonlat = arrays["lonlat"]
            if lonlat.shape != (len(lonlat), 2) or lonlat.dtype != np.float64:
                raise ValueError("no places")
            names, kinds = unpacked(arrays, "names"), arrays["kinds"].tolist()
            columns = [
                (kind, values_of(arrays, kind, i), arrays[f"missing_{i}"]) for i, kind in enumerate(kinds)
            ]
        if len(names) != len(columns) or not all(_is_whole(column, len(lonlat)) for column in columns):
            raise ValueError("no columns")
        return lonlat, dict(zip(names.tolist(), columns))
    except Exception as error:  # the header of an array is a Python literal, and fails in many ways
        raise BadReply("The backend sent a table that can't be read. Try again.") from error


def values_of(arrays: Mapping[str, np.ndarray], kind: str, index: int) -> np.ndarray:
    """The values of one field. Raises if they are not of the kind."""
    if kind in TEXT:
        return unpacked(arrays, f"values_{index}")
    values = arrays[f"values_{index}"]
    if values.dtype.str not in DTYPES[kind]:
        raise ValueError("other values")
    return values


def unpacked(arrays: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """The texts in the two arrays of `packed`. Raises if the arrays are invalid."""
    data, offsets = arrays[name], arrays[f"{name}_offsets"]
    if data.dtype != np.uint8 or data.ndim != 1 or offsets.dtype != np.int64 or offsets.ndim != 1:
        raise ValueError("no texts")
    if offsets[0] < 0 or offsets[-1] > len(data) or (np.diff(offsets) < 0).any():
        raise ValueError("texts beyond the end")
    whole, ends = data.tobytes(), offsets.tolist()
    texts = np.empty(len(ends) - 1, dtype=object)
    texts[:] = [whole[start:end].decode() for start, end in zip(ends, ends[1:])]
    return texts


def _is_whole(column: Column, count: int) -> bool:
    _, values, missing = column
    return values.shape == (count,) and missing.shape == (count,) and missing.dtype == np.bool_
