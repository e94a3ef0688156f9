"""NumPy arrays (.npy) as tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import WGS84, read_crs
from satclip_backend.tables.table import CHUNK, Table
from satclip_backend.translation import gettext_lazy as _


def read_npy(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """Open a .npy of shape (n, 2), longitudes and latitudes, as a table.

    Arguments and exceptions are those of `open_table`.
    """
    array = _open(path)
    if array.ndim != 2 or array.shape[1] != 2 or array.dtype.kind not in "fiu":
        what = "objects" if array.dtype.hasobject else array.dtype.name
        raise SatclipError(
            _(
                "{file} must hold numbers of shape (n, 2), longitudes and latitudes in degrees, and holds "
                "{what} of shape {array}.",
                file=path.name,
                what=what,
                array=array.shape,
            )
        )
    schema = pa.schema([("lon", pa.float64()), ("lat", pa.float64())])

    def batches() -> Iterator[pa.RecordBatch]:
        for start in range(0, len(array), CHUNK):
            columns = np.array(array[start : start + CHUNK].T, dtype=np.float64, order="C")
            yield pa.record_batch([_column(values) for values in columns], schema=schema)

    return Table(path, schema, len(array), read_crs(crs or WGS84), batches, columns=("lon", "lat"))


def _column(values: NDArray[np.float64]) -> pa.Array:
    """Return the same as `pa.array(values)`, which would import pandas."""
    return pa.Array.from_buffers(pa.float64(), len(values), [None, pa.py_buffer(values)])


def _open(path: Path) -> NDArray:
    """Open the array as a memory map. Raises SatclipError."""
    with path.open("rb") as file:
        if file.read(6) != b"\x93NUMPY":
            raise SatclipError(
                _("{file} is not a NumPy array file: write it with numpy.save.", file=path.name)
            )
    try:
        return np.load(path, mmap_mode="r", allow_pickle=False)
    except Exception as error:  # the header is a Python literal, with many kinds of errors
        raise SatclipError(
            _(
                "{file} can't be read as numbers of shape (n, 2): it is damaged, cut short or holds objects.",
                file=path.name,
            )
        ) from error
