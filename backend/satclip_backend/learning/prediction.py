"""Predictions for the rows of a layer, chunk by chunk, as columns to add to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.learning.features import CHUNK, field_of
from satclip_backend.learning.model import Model, Prediction, features_of
from satclip_backend.tables.columns import Column, Columns

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

JUDGED = ("dissimilarity", "applicable", "distance_km")
NAMES = {
    "regression": ("prediction", "lower", "upper", *JUDGED),
    "classification": ("prediction", "probability", "set_size", *JUDGED),
}
"""The columns that are added, by task."""


def predict_columns(
    model: Model,
    encoders: Sequence[Encoder],
    columns: Columns,
    report: Callable[[float, str], None] = lambda share, message: None,
) -> dict[str, Column]:
    """The columns `NAMES` for all rows; missing where a row has no place on Earth.

    Raises SatclipError where the model needs a field that is not there.
    """
    for name in model.about.features.numbers:
        field_of(columns.fields, name, "number")
    for category in model.about.features.categories:
        field_of(columns.fields, category.field, "text")
    known = np.isfinite(columns.lonlat).all(axis=1) & (np.abs(columns.lonlat[:, 1]) <= 90)
    if not known.any():
        raise SatclipError("No row of the layer has a place on Earth: there is nothing to predict.")
    places = np.flatnonzero(known)
    parts = []
    for start in range(0, len(places), CHUNK):
        report(start / len(places), f"{start:,} of {len(places):,} places")
        some = places[start : start + CHUNK]
        fields = {name: columns.fields[name].take(some) for name in model.about.features.fields}
        lonlat = columns.lonlat[some]
        parts.append(model.predict(lonlat, features_of(model, encoders, lonlat, fields)))
    report(1.0, "done")
    return _columns(model, parts, known)


def _columns(model: Model, parts: list[Prediction], known: np.ndarray) -> dict[str, Column]:
    def column(kind, name: str) -> Column:
        made = np.concatenate([getattr(part, name) for part in parts]).astype(np.float64)
        values = np.full(len(known), np.nan)
        values[known] = made
        return Column(kind, values, ~known | np.isnan(values))

    judged = {
        "dissimilarity": column("number", "dissimilarity"),
        "applicable": column("boolean", "applicable"),
        "distance_km": column("number", "distance_km"),
    }
    if model.about.task == "regression":
        own = {"prediction": "values", "lower": "lower", "upper": "upper"}
        return {name: column("number", attribute) for name, attribute in own.items()} | judged
    codes = np.concatenate([part.codes for part in parts])
    names = np.array(model.about.classes)
    labels = np.full(len(known), "", dtype=names.dtype)
    labels[known] = names[codes]
    return {
        "prediction": Column("text", labels, ~known),
        "probability": column("number", "probability"),
        "set_size": column("integer", "set_size"),
    } | judged
