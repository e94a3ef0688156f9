"""Predictions for the rows of a layer, chunk by chunk, as columns to add to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models.features import CHUNK, field_of
from satclip_backend.models.model import Model, features_of
from satclip_backend.models.prediction_fields import PREDICTION_FIELDS
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables.columns import Column, Columns, Kind
from satclip_backend.tables.positions import on_earth

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


def predict_columns(
    model: Model,
    encoders: Sequence[Encoder],
    columns: Columns,
    progress: Progress = no_progress,
) -> dict[str, Column]:
    """The columns of `PREDICTION_FIELDS` for all rows; missing where a row has no place on Earth.

    Raises SatclipError where the model needs a field that is not there.
    """
    for name in model.metadata.features.numbers:
        field_of(columns.fields, name, "number")
    for category in model.metadata.features.categories:
        field_of(columns.fields, category.field, "text")
    known = on_earth(columns.lonlat)
    rows = np.flatnonzero(known)
    wanted = PREDICTION_FIELDS[model.metadata.task]
    parts: dict[str, list[NDArray]] = {field.column: [] for field in wanted}
    for start in range(0, len(rows), CHUNK):
        progress(start / len(rows), f"{start:,} of {len(rows):,} points")
        chunk = rows[start : start + CHUNK]
        fields = {name: columns.fields[name].take(chunk) for name in model.metadata.features.fields}
        lonlat = columns.lonlat[chunk]
        prediction = model.predict(lonlat, features_of(model, encoders, lonlat, fields))
        for field in wanted:
            parts[field.column].append(field.numbers(prediction))
    progress(1.0, "done")
    return {field.column: _column(model, field.kind, parts[field.column], known) for field in wanted}


def _column(model: Model, kind: Kind, parts: list[NDArray], known: NDArray[np.bool_]) -> Column:
    if kind == "text":
        values, names = np.full(len(known), "", dtype=object), np.array(model.metadata.classes, dtype=object)
        parts = [names[part - 1] for part in parts]
    else:
        values = np.zeros(len(known), dtype=np.int64) if kind == "integer" else np.full(len(known), np.nan)
    values[known] = np.concatenate([values[:0], *parts])
    return Column(kind, values, ~known)
