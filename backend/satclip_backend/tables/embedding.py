"""Embeddings for the rows of a table, in chunks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from satclip_backend.counts import counted
from satclip_backend.encoders.batches import encoding_threads
from satclip_backend.encoders.cautions import untrained
from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.pca import Pca
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables.columns import check_fields, columns_of_batch
from satclip_backend.tables.months import months_of
from satclip_backend.tables.positions import on_earth
from satclip_backend.tables.table import CHUNK, Table
from satclip_backend.tables.unusable import no_position
from satclip_backend.tables.writing import Numbers, TableWriter


@dataclass
class Counts:
    """Numbers of `rows`, of those without a valid position, without an embedding, outside the encoder's training
    extent, and without a date.
    """

    rows: int = 0
    unusable: int = 0
    uncovered: int = 0
    outside: int = 0
    undated: int = 0


def column_names(prefix: str, dimension: int, pca: Pca | None) -> list[str]:
    """Return prefix001, prefix002, ... for the dimensions, or prefixpc1, prefixpc2, ... for the components."""
    if pca is not None:
        return [f"{prefix}pc{number}" for number in range(1, len(pca.variance) + 1)]
    return [f"{prefix}{number:0{len(str(dimension))}d}" for number in range(1, dimension + 1)]


def embed_table(
    table: Table,
    writer: TableWriter,
    encoder: Encoder,
    pca: Pca | None,
    progress: Progress = no_progress,
    *,
    date_field: str | None = None,
) -> Counts:
    """Write each row of `table` with its embedding, or with its projection on `pca`.

    The embeddings are those of the months in `date_field`, or their mean over the year where it is missing. The values
    of rows without a valid position or without an embedding are NaN. Raises SatclipError if no row has a valid
    position, and for a field that is missing or holds other values than dates.
    """
    if date_field is not None:
        check_fields(table, [date_field])
    counts = Counts()
    progress(0.0, counted(0, "row"))
    for chunk, lonlat, values in _encoded(table, encoder, pca, date_field, counts):
        writer.write(chunk, lonlat, Numbers(values))
        counts.rows += len(values)
        placed, missing = on_earth(lonlat), np.isnan(values[:, 0])
        counts.unusable += int((~placed & missing).sum())
        counts.uncovered += int((placed & missing).sum())
        counts.outside += untrained(encoder, lonlat[placed & ~missing])
        progress(min(counts.rows / max(table.rows, 1), 1.0), counted(counts.rows, "row"))
    if counts.rows and counts.unusable == counts.rows:
        raise no_position(table)
    return counts


def _encoded(
    table: Table, encoder: Encoder, pca: Pca | None, date_field: str | None, counts: Counts
) -> Iterator[tuple[pa.RecordBatch, NDArray, NDArray]]:
    """Yield the rows in chunks with their positions and values.

    While the caller writes a chunk, other threads encode the next two.
    """

    def encode(lonlat: NDArray, months: NDArray | None) -> NDArray:
        values = encoder.encode(lonlat, months=months)
        return values if pca is None else pca.project(values)

    with encoding_threads(encoder.device) as ahead:
        pending: deque[tuple[pa.RecordBatch, NDArray, Future[NDArray]]] = deque()
        for batch in table.batches():
            for start in range(0, batch.num_rows, CHUNK):
                chunk = batch.slice(start, CHUNK)
                lonlat = table.lonlat(chunk)
                months = None
                if date_field is not None:
                    column = columns_of_batch(table, chunk, [date_field]).fields[date_field]
                    months = months_of(column, date_field)
                    counts.undated += int(np.isnan(months).sum())
                pending.append((chunk, lonlat, ahead.submit(encode, lonlat, months)))
                if len(pending) > 2:
                    chunk, lonlat, values = pending.popleft()
                    yield chunk, lonlat, values.result()
        for chunk, lonlat, values in pending:
            yield chunk, lonlat, values.result()
