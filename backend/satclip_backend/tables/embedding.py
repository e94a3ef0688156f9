"""Embeddings for the rows of a table, in chunks."""

from __future__ import annotations

import numpy as np

from satclip_backend.counts import counted
from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.pca import Pca
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables.table import CHUNK, Table
from satclip_backend.tables.unusable import no_position
from satclip_backend.tables.writing import TableWriter, numbers


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
) -> tuple[int, int]:
    """Write each row of `table` with its embedding, or with its projection on `pca`.

    Returns the number of rows, and the number of rows without a valid position, whose values are NaN. Raises
    SatclipError if no row has a valid position.
    """
    rows = unusable = 0
    for batch in table.batches():
        for start in range(0, batch.num_rows, CHUNK):
            chunk = batch.slice(start, CHUNK)
            progress(min(rows / max(table.rows, 1), 1.0), counted(rows, "row"))
            lonlat = table.lonlat(chunk)
            values = encoder.encode(lonlat)
            values = values if pca is None else pca.project(values)
            writer.write(chunk, lonlat, numbers(values))
            rows += len(values)
            unusable += int(np.isnan(values[:, 0]).sum())
    if rows and unusable == rows:
        raise no_position(table)
    return rows, unusable
