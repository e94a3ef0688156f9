"""Embeddings for the rows of a table, chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.pca import Pca
from satclip_backend.tables.reading import Table
from satclip_backend.tables.writing import TableWriter

#: Rows encoded between two reports of progress.
STEP = 4096


def column_names(prefix: str, dimension: int, pca: Pca | None) -> list[str]:
    """prefix001, prefix002, ... for each dimension, or prefixpc1, prefixpc2, ... for each component."""
    if pca is not None:
        return [f"{prefix}pc{number}" for number in range(1, len(pca.variance) + 1)]
    return [f"{prefix}{number:0{len(str(dimension))}d}" for number in range(1, dimension + 1)]


def embed_table(
    table: Table,
    writer: TableWriter,
    encoder: Encoder,
    pca: Pca | None,
    progress: Callable[[float, str], None],
) -> tuple[int, int]:
    """Write each row of `table` with its embedding, or its projection on `pca`.

    Returns how many rows there were, and how many of them have no usable position and so NaN.
    """
    rows = unusable = 0
    for batch in table.batches():
        lonlat = table.lonlat(batch)
        parts = []
        for start in range(0, len(lonlat), STEP):
            progress(min((rows + start) / max(table.rows, 1), 1.0), f"{rows + start:,} rows")
            embeddings = encoder.encode(lonlat[start : start + STEP])
            parts.append(embeddings if pca is None else pca.project(embeddings))
        if not parts:
            continue
        values = np.concatenate(parts)
        writer.write(batch, lonlat, values)
        rows += len(values)
        unusable += int(np.isnan(values[:, 0]).sum())
    return rows, unusable
