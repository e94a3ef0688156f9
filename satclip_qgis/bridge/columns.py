"""The .npz format of tables of locations and fields. `tables/column_file.py` is its counterpart in the backend."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from satclip_qgis.bridge.client import LARGEST_ARRAY
from satclip_qgis.bridge.errors import BadReply
from satclip_qgis.bridge.text import tr, valid

Column = tuple[str, np.ndarray, np.ndarray]
"""A field of n rows: its type, its values (n,) and a mask of missing values (n,).

The types `number` and `boolean` are float64, NaN if missing; `integer` is int64 or uint64, 0 if missing; `text`
and `date` (ISO 8601) are `str` in an object array, "" if missing.
"""

DTYPES = {"number": ("<f8",), "boolean": ("<f8",), "integer": ("<i8", "<u8")}
TEXT = ("text", "date")


def pack(lonlat: np.ndarray, fields: Mapping[str, Column]) -> bytes:
    """Return the content of a file with locations (n, 2), degrees on WGS 84 or NaN, and fields by name."""
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
    """Return n texts as two arrays: their UTF-8 bytes, and the offsets (n + 1,) of the texts."""
    encoded = [valid(text).encode() for text in texts]
    offsets = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    return {name: np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{name}_offsets": offsets}


def unpack(path: Path) -> tuple[np.ndarray, dict[str, Column]]:
    """Return the locations (n, 2) and the fields of a file. Raises `BadReply` if it is invalid. Never unpickles."""
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
    except Exception as error:  # a malformed header, a Python literal, raises many exceptions
        raise BadReply(tr("The backend sent a table that can't be read. Try again.")) from error


def values_of(arrays: Mapping[str, np.ndarray], kind: str, index: int) -> np.ndarray:
    """Return the values of one field. Raises if they are not of the type."""
    if kind in TEXT:
        return unpacked(arrays, f"values_{index}")
    values = arrays[f"values_{index}"]
    if values.dtype.str not in DTYPES[kind]:
        raise ValueError("other values")
    return values


def unpacked(arrays: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """Return the texts in the two arrays of `packed`. Raises if the arrays are invalid."""
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
