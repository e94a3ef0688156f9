"""Delimited text (.csv) as a table."""

from __future__ import annotations

from pathlib import Path

from satclip_backend.rasters.crs import read_crs
from satclip_backend.tables.positions import position_columns
from satclip_backend.tables.table import WGS84, Table, readable


def read_csv(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """The table in a CSV. Arguments and errors as of `open_table`; `names` of longitude and latitude."""
    from satclip_backend.tables import csv_text

    header, delimiter = csv_text.header(path)
    columns = position_columns(header, path, *names)
    text = csv_text.schema(header)

    def texts():
        with readable(path):
            yield from csv_text.batches(path, header, delimiter)

    schema = csv_text.infer(text, texts()) if typed else text

    def batches():
        for batch in texts():
            yield csv_text.cast(batch, schema)

    rows = csv_text.count_lines(path) - 1
    return Table(path, schema, rows, read_crs(crs or WGS84), batches, columns=columns)
