"""Embeddings for the rows of a table, in chunks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from satclip_backend.counts import counted
from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.pca import Pca
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables.positions import on_earth
from satclip_backend.tables.table import CHUNK, Table
from satclip_backend.tables.unusable import no_position
from satclip_backend.tables.writing import Numbers, TableWriter


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
) -> tuple[int, int, int]:
    """Write each row of `table` with its embedding, or with its projection on `pca`.

    Returns the numbers of rows, of rows without a valid position, and of rows where the encoder has no embedding; the
    values of both are NaN. Raises SatclipError if no row has a valid position.
    """
    rows = unusable = uncovered = 0
    progress(0.0, counted(0, "row"))
    for chunk, lonlat, values in _encoded(table, encoder, pca):
        writer.write(chunk, lonlat, Numbers(values))
        rows += len(values)
        placed, missing = on_earth(lonlat), np.isnan(values[:, 0])
        unusable += int((~placed & missing).sum())
        uncovered += int((placed & missing).sum())
        progress(min(rows / max(table.rows, 1), 1.0), counted(rows, "row"))
    if rows and unusable == rows:
        raise no_position(table)
    return rows, unusable, uncovered


def _encoded(
    table: Table, encoder: Encoder, pca: Pca | None
) -> Iterator[tuple[pa.RecordBatch, NDArray, NDArray]]:
    """Yield the rows in chunks with their positions and values.

    While the caller writes a chunk, another thread encodes the next one.
    """

    def encode(lonlat: NDArray) -> NDArray:
        values = encoder.encode(lonlat)
        return values if pca is None else pca.project(values)

    with ThreadPoolExecutor(1) as ahead:
        pending: deque[tuple[pa.RecordBatch, NDArray, Future[NDArray]]] = deque()
        for batch in table.batches():
            for start in range(0, batch.num_rows, CHUNK):
                chunk = batch.slice(start, CHUNK)
                lonlat = table.lonlat(chunk)
                pending.append((chunk, lonlat, ahead.submit(encode, lonlat)))
                if len(pending) > 1:
                    chunk, lonlat, values = pending.popleft()
                    yield chunk, lonlat, values.result()
        for chunk, lonlat, values in pending:
            yield chunk, lonlat, values.result()
