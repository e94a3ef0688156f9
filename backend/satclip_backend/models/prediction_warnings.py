"""Warnings about predictions with missing predictor values, or outside the area where an encoder was trained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.cautions import untrained, untrained_locations
from satclip_backend.models.features import field_of
from satclip_backend.models.raster_predictors import without_values
from satclip_backend.tables.columns import Column, Columns, shortened
from satclip_backend.tables.months import months_of
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.models.model import ModelMetadata


class PredictionWarnings:
    """Counts, over chunks, the predictions that deserve a warning.

    A field, date or raster is missing, a category unknown, a month without observations, or one of the `encoders` was
    trained elsewhere.
    """

    def __init__(self, metadata: ModelMetadata, encoders: Sequence[Encoder]) -> None:
        features, self._metadata = metadata.features, metadata
        self._encoders, self._untrained, self._predicted = encoders, [0] * len(encoders), 0
        self._numbers = features.numbers
        self._rasters = features.rasters
        self._date_field = features.date_field
        self._known = {
            category.field: np.array(category.values, dtype=object) for category in features.categories
        }
        self._classes = {
            band.field: np.array(band.classes, dtype=object)
            for raster in features.rasters
            for band in raster.bands
            if band.classes is not None
        }
        self._counts: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], object] = {}

    def add(self, columns: Columns, predicted: NDArray[np.bool_]) -> None:
        """Count the rows that are `predicted` (n,). They must have all fields and raster bands of the model."""
        self._predicted += int(predicted.sum())
        for number, encoder in enumerate(self._encoders):
            self._untrained[number] += untrained(encoder, columns.lonlat[predicted])
        self._add_fields(columns.fields, predicted)

    def _add_fields(self, fields: Mapping[str, Column], predicted: NDArray[np.bool_]) -> None:
        for name in [*self._numbers, *self._known]:
            kind = "text" if name in self._known else "number"
            column = field_of(fields, name, kind).take(predicted)
            self._count(name, "missing", column.missing, column.values)
            self._count(name, "no data", column.no_data(), column.values)
        if self._date_field is not None:
            months = months_of(fields[self._date_field].take(predicted), self._date_field)
            self._count(self._date_field, "undated", np.isnan(months), months)
            self._count(self._date_field, "unobserved", self._metadata.unobserved(months), months)
        for raster in self._rasters:
            rows = without_values(raster, fields)[predicted]
            self._count(raster.name, "outside", rows, rows)
            for band in raster.bands:
                column = fields[band.field].take(predicted)
                self._count(band.field, "no data", column.no_data(), column.values)
        for name, known in {**self._known, **self._classes}.items():
            column = fields[name].take(predicted)
            labels = column.labels()
            self._count(name, "unknown", ~column.missing & ~np.isin(labels, known), labels)

    def _count(self, name: str, reason: str, rows: NDArray[np.bool_], values: NDArray) -> None:
        if rows.any():
            self._counts[name, reason] += int(rows.sum())
            self._first.setdefault((name, reason), values[rows][0])

    def sentences(self) -> list[str]:
        """Return a sentence for each encoder, and for each field and reason."""
        sentences = [
            untrained_locations(encoder, outside, self._predicted)
            for encoder, outside in zip(self._encoders, self._untrained)
            if outside
        ]
        for (name, reason), count in self._counts.items():
            first = self._first[name, reason]
            first = shortened(first) if isinstance(first, str) else f"{first:g}"
            rows = ngettext("{count} row", "{count} rows", count)
            sentences.append(_sentence(reason, name, first, rows))
        return sentences


def _sentence(reason: str, name: str, first: str, rows: str) -> str:
    if reason == "missing":
        return _("{name} has no value in {rows}: predicted without this value.", name=name, rows=rows)
    if reason == "undated":
        return _("{name} has no date in {rows}: predicted with the mean over the year.", name=name, rows=rows)
    if reason == "unobserved":
        return _(
            "{name} has a month without observations of the model, such as {first}, in {rows}: scores and intervals do "
            "not apply to these predictions.",
            name=name,
            first=first,
            rows=rows,
        )
    if reason == "outside":
        return _(
            "{name} has no value (outside it, or nodata) in {rows}: predicted without this value.",
            name=name,
            rows=rows,
        )
    if reason == "no data":
        return _(
            "{name} has the no-data value {first} in {rows}: predicted without this value.",
            name=name,
            first=first,
            rows=rows,
        )
    return _(
        "{name} has a category that is not in the training data, such as “{first}”, in {rows}: predicted without this "
        "value.",
        name=name,
        first=first,
        rows=rows,
    )
