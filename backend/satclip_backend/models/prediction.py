"""Predictions for the rows of a layer, chunk by chunk, as columns to add to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models.classes import class_column
from satclip_backend.models.features import CHUNK, field_of
from satclip_backend.models.model import Model, ModelMetadata, Prediction, features_of
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
"""The columns that are added, by task. The kind of a predicted class is that of the target: see `kinds_of`."""
ATTRIBUTES = {"regression": {"prediction": "values"}, "classification": {"prediction": "codes"}}
"""What a `Prediction` calls them, where that is another name."""


def kinds_of(metadata: ModelMetadata) -> dict[str, Kind]:
    """Names and kinds of the columns that a model adds."""
    own: dict[str, Kind] = {} if metadata.task == "regression" else {"prediction": metadata.class_kind}
    return {**KINDS[metadata.task], **own}


def predict_columns(
    model: Model,
    encoders: Sequence[Encoder],
    columns: Columns,
    progress: Progress = no_progress,
) -> dict[str, Column]:
    """The columns of `kinds_of` for all rows; missing where a row has no place on Earth.

    Raises SatclipError where the model needs a field that is not there.
    """
    for name in model.metadata.features.numbers:
        field_of(columns.fields, name, "number")
    for category in model.metadata.features.categories:
        field_of(columns.fields, category.field, "text")
    known = np.isfinite(columns.lonlat).all(axis=1) & (np.abs(columns.lonlat[:, 1]) <= 90)
    rows = np.flatnonzero(known)
    parts = []
    for start in range(0, len(rows), CHUNK):
        progress(start / len(rows), f"{start:,} of {len(rows):,} points")
        chunk = rows[start : start + CHUNK]
        fields = {name: columns.fields[name].take(chunk) for name in model.metadata.features.fields}
        lonlat = columns.lonlat[chunk]
        parts.append(model.predict(lonlat, features_of(model, encoders, lonlat, fields)))
    progress(1.0, "done")
    return _columns(model, parts, known)


def _columns(model: Model, parts: list[Prediction], known: NDArray[np.bool_]) -> dict[str, Column]:
    task = model.metadata.task
    columns = {}
    for name, kind in KINDS[task].items():
        attribute = ATTRIBUTES[task].get(name, name)
        whole = kind in ("integer", "text")
        values = np.zeros(len(known), dtype=np.int64) if whole else np.full(len(known), np.nan)
        values[known] = np.concatenate([values[:0], *(getattr(part, attribute) for part in parts)])
        if kind == "text":
            metadata = model.metadata
            columns[name] = class_column(values, ~known, metadata.classes, metadata.class_kind)
        else:
            columns[name] = Column(kind, values, ~known)
    return columns
