"""Delimited text (.csv, .tsv, .txt) as a table. Columns that contain only numbers are converted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import WGS84, read_crs
from satclip_backend.tables.positions import geometry_column, position_columns
from satclip_backend.tables.table import Table
from satclip_backend.tables.text_file import open_text
from satclip_backend.tables.text_numbers import ambiguous_point, numbers
from satclip_backend.tables.text_survey import TextOptions, chunks, survey
from satclip_backend.translation import gettext_lazy as _

_log = logging.getLogger(__name__)


def read_text(
    path: Path,
    *,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
    options: TextOptions,
) -> Table:
    """Open delimited text as a table.

    Arguments and exceptions are those of `open_table`; `names` are those of longitude and latitude. A first
    pass detects the format and checks that the whole file is readable; a second one reads it.
    """
    found = survey(open_text(path, options.encoding), options)
    for notice in found.notices:
        _log.warning(notice)
    there = list(found.columns.values())
    wkt = None if any(names) else geometry_column(there)
    positions = None if wkt else position_columns(there, path, *names)
    placed = read_crs(crs or WGS84)
    notations = {
        index: notation
        for index, notation in found.notations(options, typed).items()
        # Degrees have no thousands: 13.400 is read as 13.4, whatever --decimal says.
        if not (placed.is_geographic and notation == "grouped comma" and there[index] in (positions or ()))
    }
    types = {None: pa.string(), "whole": pa.int64()}
    schema = pa.schema(
        [(name, types.get(notations.get(index), pa.float64())) for index, name in found.columns.items()]
    )

    def batches() -> Iterator[pa.RecordBatch]:
        left = found.rows
        for columns in chunks(found.dialect.records()):
            arrays = []
            for index in found.columns:
                texts = pa.array(columns[index][:left], pa.string())
                notation = notations.get(index)
                arrays.append(texts if notation is None else numbers(texts, notation, options.missing))
            left -= len(arrays[0])
            if len(arrays[0]):
                yield pa.record_batch(arrays, schema=schema)
        if left:
            raise SatclipError(_("{file} has changed while it was read: try again.", file=path.name))

    table = Table(
        path,
        schema,
        found.rows,
        placed,
        batches,
        columns=positions,
        wkt=wkt,
        missing=options.missing,
        ambiguous=found.ambiguous(options),
    )
    if not placed.is_geographic:
        for name in table.ambiguous.intersection(positions or ()):
            raise ambiguous_point(table, name)
    return table
