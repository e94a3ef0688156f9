"""A table of points: its columns, where its positions are, and its rows in chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import parse_crs, read_crs
from satclip_backend.tables.positions import from_columns, from_geometry, from_wkt

#: Rows encoded and written at once, and read at once where the format lets us say.
CHUNK = 8_192


@dataclass(frozen=True)
class Table:
    """A table that is read once or more, in chunks.

    `schema` its columns, the geometry's among them; `rows` how many there are, about; `crs` that of the positions;
    `geometry` the name of the column with WKB, or None where `columns` names those of longitude and latitude, or
    `wkt` that of geometries as text, which are read and not written;
    `kind` the geometry's type in GDAL's words; `fid` the column with a primary key that a GeoPackage can have;
    `geo` what GeoParquet says of each column with geometries; `missing` values that stand for none.
    """

    path: Path
    schema: pa.Schema
    rows: int
    crs: CRS
    batches: Callable[[], Iterator[pa.RecordBatch]]
    geometry: str | None = None
    columns: tuple[str, str] | None = None
    kind: str = "Point"
    fid: str | None = None
    geo: Mapping[str, Mapping] = field(default_factory=dict)
    wkt: str | None = None
    missing: tuple[str, ...] = ()

    def lonlat(self, batch: pa.RecordBatch) -> NDArray[np.float64]:
        """(n, 2) longitude and latitude (WGS 84, degrees) of the rows of `batch`; NaN where there are none.

        Lines and polygons stand for a point on their surface.
        """
        if self.geometry is not None:
            return from_geometry(batch.column(self.geometry), self.crs)
        if self.wkt is not None:
            return from_wkt(batch.column(self.wkt), self.crs)
        return from_columns(*(batch.column(name) for name in self.columns), self.crs)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what the libraries say of a damaged file into a sentence."""
    try:
        yield
    except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
        reason = getattr(error, "strerror", None) or (str(error).splitlines() or ["it is damaged"])[0]
        raise SatclipError(f"{path.name} can't be read: {reason[:300]}") from error


def layer_crs(path: Path, said: str | None, given: str | None) -> CRS:
    """The CRS that a layer says, or the one given where it says none."""
    if said is not None and not parse_crs(said).name.startswith("Undefined"):
        return read_crs(said)
    if given is None:
        raise SatclipError(
            f"{path.name} has no CRS: save it again with one, or set it with --crs, for example --crs "
            "EPSG:4326."
        )
    return read_crs(given)
