"""Predictions for the rows of a layer, chunk by chunk, as columns to add to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.models.features import CHUNK, field_of
from satclip_backend.models.model import Model, Prediction, features_of
from satclip_backend.models.results import Task
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables.columns import Column, Columns, Kind

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

JUDGED: dict[str, Kind] = {"dissimilarity": "number", "applicable": "boolean", "distance_km": "number"}
KINDS: dict[Task, dict[str, Kind]] = {
    "regression": {"prediction": "number", "lower": "number", "upper": "number", **JUDGED},
    "classification": {"prediction": "text", "probability": "number", "set_size": "integer", **JUDGED},
}
"""The columns that are added, by task."""
ATTRIBUTES = {"regression": {"prediction": "values"}, "classification": {}}
"""What a `Prediction` calls them, where that is another name."""


def predict_columns(
    model: Model,
    encoders: Sequence[Encoder],
    columns: Columns,
    progress: Progress = no_progress,
) -> dict[str, Column]:
    """The columns `KINDS` for all rows; missing where a row has no place on Earth. See `with_rasters`.

    Raises SatclipError where the model needs a field or raster that is not there.
    """
    features = model.metadata.features
    for name in features.numbers:
        field_of(columns.fields, name, "number")
    for category in features.categories:
        field_of(columns.fields, category.field, "text")
    for raster in features.rasters:
        if any(name not in columns.fields for name in raster.fields):
            raise SatclipError(f"The model needs the raster {raster.name}, which was not given.")
    known = np.isfinite(columns.lonlat).all(axis=1) & (np.abs(columns.lonlat[:, 1]) <= 90)
    rows = np.flatnonzero(known)
    parts = []
    for start in range(0, len(rows), CHUNK):
        progress(start / len(rows), f"{start:,} of {len(rows):,} points")
        chunk = rows[start : start + CHUNK]
        fields = {
            name: columns.fields[name].take(chunk) for name in (*features.fields, *features.raster_fields)
        }
        lonlat = columns.lonlat[chunk]
        parts.append(model.predict(lonlat, features_of(model, encoders, lonlat, fields)))
    progress(1.0, "done")
    return _columns(model, parts, known)


def _columns(model: Model, parts: list[Prediction], known: NDArray[np.bool_]) -> dict[str, Column]:
    task = model.metadata.task
    columns = {}
    for name, kind in KINDS[task].items():
        if kind == "text":
            classes = np.array(model.metadata.classes, dtype=object)
            values = np.full(len(known), "", dtype=object)
            values[known] = classes[np.concatenate([np.empty(0, int), *(part.codes for part in parts)])]
        else:
            attribute = ATTRIBUTES[task].get(name, name)
            values = (
                np.zeros(len(known), dtype=np.int64) if kind == "integer" else np.full(len(known), np.nan)
            )
            values[known] = np.concatenate([values[:0], *(getattr(part, attribute) for part in parts)])
        columns[name] = Column(kind, values, ~known)
    return columns
