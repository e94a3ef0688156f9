"""Parquet, with or without GeoParquet's metadata, as a table."""

from __future__ import annotations

import json
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.crs import read_crs
from satclip_backend.tables.positions import position_columns
from satclip_backend.tables.table import CHUNK, WGS84, Table, layer_crs, readable


def read_parquet(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """The table in a Parquet file. Arguments and errors as of `open_table`; `names` of longitude and latitude."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        schema, rows = file.schema_arrow, file.metadata.num_rows

    def batches():
        with readable(path), pq.ParquetFile(path) as file:
            yield from file.iter_batches(CHUNK)

    geo = json.loads((schema.metadata or {}).get(b"geo", b"null"))
    if geo is None or any(names):
        columns = position_columns(schema.names, path, *names)
        return Table(path, schema, rows, read_crs(crs or WGS84), batches, columns=columns)
    geometry = geo["primary_column"]
    about = geo["columns"][geometry]
    if about.get("encoding") != "WKB":
        raise SatclipError(
            f"{path.name} keeps its geometry as {about.get('encoding')}: save it again with WKB."
        )
    said = json.dumps(about["crs"]) if about.get("crs") else None if "crs" in about else "OGC:CRS84"
    return Table(path, schema, rows, layer_crs(path, said, crs), batches, geometry, kind="Unknown")
