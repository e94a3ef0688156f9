"""Predictions for the points of a layer, in chunks, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.models.classes import class_column
from satclip_backend.models.coverage import have_embeddings
from satclip_backend.models.features import CHUNK, embed, field_of
from satclip_backend.models.model import Model
from satclip_backend.models.prediction_fields import PredictionField, fields_of
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.tables.positions import on_earth
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


def predict_columns(
    model: Model,
    encoders: Sequence[Encoder],
    columns: Columns,
    progress: Progress = no_progress,
) -> dict[str, Column]:
    """Return the columns of `fields_of` for all rows; missing where a row has no location on Earth or no embedding.

    `columns` includes the bands of the model's rasters, see `with_rasters`. Rows without a date have the mean over the
    year. Raises SatclipError if a field or raster of the model is missing, or if the date field holds other values.
    """
    features = model.metadata.features
    for name in features.numbers:
        field_of(columns.fields, name, "number")
    for category in features.categories:
        field_of(columns.fields, category.field, "text")
    for raster in features.rasters:
        if any(name not in columns.fields for name in raster.fields):
            raise SatclipError(
                _("The model needs the raster {raster}, which was not given.", raster=raster.name)
            )
    months = features.months(columns.fields)
    known = on_earth(columns.lonlat)
    rows = np.flatnonzero(known)
    wanted = fields_of(model.metadata)
    parts: dict[str, list[NDArray]] = {field.column: [] for field in wanted}
    for start in range(0, len(rows), CHUNK):
        progress(start / len(rows), _("{start} of {count} points", start=start, count=len(rows)))
        chunk = rows[start : start + CHUNK]
        own = None if months is None else months[chunk]
        embedded = [embed(encoder, columns.lonlat[chunk], own) for encoder in encoders]
        covered = have_embeddings(embedded, len(chunk))
        if not covered.all():
            known[chunk[~covered]] = False
            chunk, embedded = chunk[covered], [values[covered] for values in embedded]
            own = None if own is None else own[covered]
            if not len(chunk):
                continue
        fields = {
            name: columns.fields[name].take(chunk) for name in (*features.fields, *features.raster_fields)
        }
        lonlat = columns.lonlat[chunk]
        prediction = model.predict(lonlat, features.columns(lonlat, fields, embedded, own))
        for field in wanted:
            parts[field.column].append(field.numbers(prediction))
    progress(1.0, "done")
    return {field.column: _column(model, field, parts[field.column], known) for field in wanted}


def _column(model: Model, field: PredictionField, parts: list[NDArray], known: NDArray[np.bool_]) -> Column:
    whole = field.is_class or field.kind == "integer"
    values = np.zeros(len(known), dtype=np.int64) if whole else np.full(len(known), np.nan)
    values[known] = np.concatenate([values[:0], *parts])
    if field.is_class:
        return class_column(values, ~known, model.metadata.classes, model.metadata.class_kind)
    return Column(field.kind, values, ~known | np.isnan(values))
