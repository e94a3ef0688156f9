"""Opening a table of points from the format that its ending tells."""

from __future__ import annotations

from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.tables.arrays import read_npy
from satclip_backend.tables.delimited_text import read_csv
from satclip_backend.tables.geopackage import read_gpkg
from satclip_backend.tables.ogr_files import check_file
from satclip_backend.tables.parquet import read_parquet
from satclip_backend.tables.table import Table, readable

_READERS = {".csv": read_csv, ".gpkg": read_gpkg, ".parquet": read_parquet, ".npy": read_npy}


def open_table(
    path: Path,
    *,
    layer: str | None = None,
    lon: str | None = None,
    lat: str | None = None,
    crs: str | None = None,
    typed: bool = True,
) -> Table:
    """The table in `path`: .csv, .gpkg, .parquet (GeoParquet or plain) or .npy with (n, 2) longitudes and latitudes.

    `layer` chooses one of a GeoPackage; `lon` and `lat` name columns that are not called so; `crs` is that of the
    positions where the file does not say (columns are degrees on WGS 84 otherwise). `typed=False` leaves all columns
    of a CSV as the text that they are.

    Raises SatclipError where there is no such table or it has no positions.
    """
    check_file(path)
    if path.suffix.lower() not in _READERS:
        raise SatclipError(f"{path.name} can't be read: give a file that ends in {', '.join(_READERS)}.")
    with readable(path):
        return _READERS[path.suffix.lower()](path, layer=layer, names=(lon, lat), crs=crs, typed=typed)
