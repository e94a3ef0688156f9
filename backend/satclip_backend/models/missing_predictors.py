"""Warnings about predictions with missing predictor values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from satclip_backend.counts import counted
from satclip_backend.models.features import FeatureSpec, field_of
from satclip_backend.models.raster_predictors import without_values
from satclip_backend.tables.columns import Column


class MissingPredictors:
    """Counts, over chunks, the predictions for which a field or raster is missing or has an unknown category."""

    def __init__(self, features: FeatureSpec) -> None:
        self._numbers = features.numbers
        self._rasters = features.rasters
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

    def add(self, fields: Mapping[str, Column], predicted: NDArray[np.bool_]) -> None:
        """Count the rows that are `predicted` (n,). `fields` must include all fields and raster bands of the model."""
        for name in [*self._numbers, *self._known]:
            kind = "text" if name in self._known else "number"
            column = field_of(fields, name, kind).take(predicted)
            self._count(name, "has no value", column.missing, column.values)
            self._count(name, "has the no-data value {first}", column.no_data(), column.values)
        for raster in self._rasters:
            rows = without_values(raster, fields)[predicted]
            self._count(raster.name, "has no value (outside it, or nodata)", rows, rows)
        for name, known in {**self._known, **self._classes}.items():
            column = fields[name].take(predicted)
            labels = column.labels()
            self._count(
                name,
                "has a category that is not in the training data, such as “{first}”,",
                ~column.missing & ~np.isin(labels, known),
                labels,
            )

    def _count(self, name: str, reason: str, rows: NDArray[np.bool_], values: NDArray) -> None:
        if rows.any():
            self._counts[name, reason] += int(rows.sum())
            self._first.setdefault((name, reason), values[rows][0])

    def sentences(self) -> list[str]:
        """Return a sentence for each field and reason."""
        sentences = []
        for (name, reason), count in self._counts.items():
            first = self._first[name, reason]
            reason = reason.format(first=first if isinstance(first, str) else f"{first:g}")
            sentences.append(f"{name} {reason} in {counted(count, 'row')}: predicted without this value.")
        return sentences
