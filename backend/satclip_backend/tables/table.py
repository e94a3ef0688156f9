"""A table of points: its columns, its positions, and its rows in chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.errors import MissingCrsError, SatclipError
from satclip_backend.geo.crs import parse_crs, read_crs
from satclip_backend.tables.positions import from_columns, from_geometry, from_wkt
from satclip_backend.translation import gettext_lazy as _

#: Number of rows that are encoded and written at once, and read at once if the format permits.
CHUNK = 8_192


@dataclass(frozen=True)
class Table:
    """A table that is read in chunks, once or several times.

    Attributes
    ----------
    path : Path
        The file.
    schema : Schema
        Columns, including the geometry.
    rows : int
        Approximate number of rows.
    crs : CRS
        CRS of the positions.
    batches : callable
        Returns an iterator over the rows as record batches.
    geometry : str or None
        Column with WKB, if any.
    columns : (str, str) or None
        Columns with longitude and latitude, if any.
    kind : str
        Geometry type in GDAL's terms.
    fid : str or None
        Column that can be the primary key of a GeoPackage.
    geo : mapping
        GeoParquet metadata of each geometry column.
    wkt : str or None
        Column with geometries as text, which is not written as a geometry.
    missing : tuple of str
        Values that mean missing.
    ambiguous : frozenset of str
        Columns of text whose points, as in 1.234, may be decimal points or separate thousands.
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
    ambiguous: frozenset[str] = frozenset()

    def lonlat(self, batch: pa.RecordBatch) -> NDArray[np.float64]:
        """Return longitude and latitude (n, 2) of the rows of `batch` in degrees (WGS 84), or NaN.

        For lines and polygons, it is a point on their surface.
        """
        if self.geometry is not None:
            return from_geometry(batch.column(self.geometry), self.crs)
        if self.wkt is not None:
            return from_wkt(batch.column(self.wkt), self.crs)
        return from_columns(*(batch.column(name) for name in self.columns), self.crs)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Convert exceptions for a damaged file to SatclipError."""
    try:
        yield
    except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
        reason = getattr(error, "strerror", None) or (str(error).splitlines() or [""])[0][:300]
        raise SatclipError(
            _("{file} can't be read: {reason}", file=path.name, reason=reason or _("it is damaged"))
        ) from error


def layer_crs(path: Path, said: str | None, given: str | None) -> CRS:
    """Return the CRS of a layer, or the given one if it has none. Raises MissingCrsError if there is neither."""
    if said is not None and not parse_crs(said).name.startswith("Undefined"):
        return read_crs(said)
    if given is None:
        raise MissingCrsError(
            _(
                "{file} has no CRS: save it again with one, or set it with --crs, for example --crs "
                "EPSG:4326.",
                file=path.name,
            )
        )
    return read_crs(given)
