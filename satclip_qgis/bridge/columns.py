"""Places and fields as the .npz file in which they travel; the backend has the same in `tables/columns.py`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from satclip_qgis.bridge.client import LARGEST_ARRAY
from satclip_qgis.bridge.errors import BadReply

Column = tuple[str, np.ndarray, np.ndarray]
"""A field of n rows: its kind, its values (n,) and which are missing (n,).

Of the kinds `number`, `integer` and `boolean` are float64, NaN where missing; `text` and `date` (ISO 8601) strings,
empty where missing.
"""

NUMERIC = ("number", "integer", "boolean")
TEXT = ("text", "date")


def pack(lonlat: np.ndarray, fields: Mapping[str, Column]) -> bytes:
    """The file of places (n, 2), degrees on WGS 84 or NaN, and fields by name."""
    arrays = {
        "lonlat": np.asarray(lonlat, dtype=np.float64),
        "names": np.array(list(fields), dtype=np.str_),
        "kinds": np.array([kind for kind, _, _ in fields.values()], dtype=np.str_),
    }
    for index, (kind, values, missing) in enumerate(fields.values()):
        arrays[f"values_{index}"] = np.asarray(values, dtype=np.float64 if kind in NUMERIC else np.str_)
        arrays[f"missing_{index}"] = np.asarray(missing, dtype=np.bool_)
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def unpack(path: Path) -> tuple[np.ndarray, dict[str, Column]]:
    """The places (n, 2) and the fields of a file. Raises `BadReply` for anything else; nothing is unpickled."""
    try:
        with zipfile.ZipFile(path) as file:
            if sum(info.file_size for info in file.infolist()) > LARGEST_ARRAY:
                raise ValueError("too large")
        with np.load(path, allow_pickle=False) as arrays:
            lonlat = arrays["lonlat"]
            if lonlat.shape != (len(lonlat), 2) or lonlat.dtype != np.float64:
                raise ValueError("no places")
            names, kinds = arrays["names"].tolist(), arrays["kinds"].tolist()
            columns = [(k, arrays[f"values_{i}"], arrays[f"missing_{i}"]) for i, k in enumerate(kinds)]
        if len(names) != len(columns) or not all(_is_whole(column, len(lonlat)) for column in columns):
            raise ValueError("no columns")
        return lonlat, dict(zip(names, columns))
    except Exception as error:  # the header of an array is a Python literal, and fails in many ways
        raise BadReply("The backend sent a table that can't be read. Try again.") from error


def _is_whole(column: Column, count: int) -> bool:
    kind, values, missing = column
    known = values.dtype == np.float64 if kind in NUMERIC else kind in TEXT and values.dtype.kind == "U"
    return known and values.shape == (count,) and missing.shape == (count,) and missing.dtype == np.bool_
