"""Arrays of NumPy (.npy) as tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.crs import read_crs
from satclip_backend.tables.table import CHUNK, WGS84, Table


def read_npy(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """The table in a .npy of shape (n, 2): longitudes and latitudes. Arguments and errors as of `open_table`; `names` of longitude and latitude."""
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise SatclipError(f"{path.name} is not a NumPy array: {error}") from None
    if (
        not isinstance(array, np.ndarray)
        or array.ndim != 2
        or array.shape[1] != 2
        or array.dtype.kind not in "fiu"
    ):
        raise SatclipError(
            f"{path.name} must hold numbers of shape (n, 2): longitudes and latitudes in degrees."
        )
    schema = pa.schema([("lon", pa.float64()), ("lat", pa.float64())])

    def batches():
        for start in range(0, len(array), CHUNK):
            some = np.asarray(array[start : start + CHUNK], dtype=np.float64)
            yield pa.record_batch([pa.array(some[:, 0]), pa.array(some[:, 1])], schema=schema)

    return Table(path, schema, len(array), read_crs(crs or WGS84), batches, columns=("lon", "lat"))
