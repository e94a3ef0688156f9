"""Predicted fields: columns of a table and bands of a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from numpy.typing import NDArray

from satclip_backend.models.conformal import prediction_sets
from satclip_backend.tables.columns import Kind

if TYPE_CHECKING:
    from satclip_backend.models.model import ModelMetadata, Prediction


@dataclass(frozen=True)
class PredictionField:
    """A predicted field, by the names of its column and band.

    `kind` is the type of the column. `in_units`: whether values are in units of the target.
    """

    column: str
    band: str
    description: str
    numbers: Callable[[Prediction], NDArray]
    """Returns the values (m,); of classes, their codes."""
    kind: Kind = "number"
    in_units: bool = False
    is_class: bool = False
    """Whether values are classes: labels in the column, `class_values` in the band."""


_APPLICABILITY = (
    PredictionField(
        "dissimilarity",
        "Dissimilarity",
        "dissimilarity index: distance to the training data in feature space, 0 for a training point",
        attrgetter("dissimilarity"),
    ),
    PredictionField(
        "applicable",
        "Applicable",
        "whether the point lies inside the area of applicability",
        attrgetter("applicable"),
        kind="boolean",
    ),
    PredictionField(
        "distance_km", "Distance (km)", "distance to the nearest training point", attrgetter("distance_km")
    ),
)
_EXPECTED_ERROR = PredictionField(
    "expected_error",
    "Expected error",
    "mean absolute error of cross-validated predictions as dissimilar as this one; none outside the area of "
    "applicability",
    attrgetter("expected_error"),
    in_units=True,
)
_ERROR_RATE = replace(
    _EXPECTED_ERROR,
    description="share of wrong classes among cross-validated predictions as dissimilar as this one; none outside the "
    "area of applicability",
    in_units=False,
)
_CLASS = PredictionField(
    "prediction", "Class", "predicted class", attrgetter("codes"), kind="text", is_class=True
)
_SET_SIZE = PredictionField(
    "set_size",
    "Set size",
    "number of classes in the prediction set",
    lambda p: prediction_sets(p.raw, p.widths).sum(axis=1),
    kind="integer",
)
INTERVAL_WIDTH = PredictionField(
    "interval_width",
    "Interval width",
    "width of the prediction interval: upper minus lower end",
    lambda p: 2 * p.widths,
    in_units=True,
)
"""A band of regression maps only: GIS software styles single bands, while columns are easily subtracted."""
PREDICTION_FIELDS: dict[str, tuple[PredictionField, ...]] = {
    "regression": (
        PredictionField("prediction", "Prediction", "predicted value", attrgetter("raw"), in_units=True),
        PredictionField(
            "lower",
            "Lower",
            "lower end of the prediction interval",
            lambda p: p.raw - p.widths,
            in_units=True,
        ),
        PredictionField(
            "upper",
            "Upper",
            "upper end of the prediction interval",
            lambda p: p.raw + p.widths,
            in_units=True,
        ),
        *_APPLICABILITY,
        _EXPECTED_ERROR,
    ),
    "classification": (
        _CLASS,
        PredictionField(
            "probability", "Probability", "probability of the predicted class", attrgetter("probability")
        ),
        _SET_SIZE,
        *_APPLICABILITY,
        _ERROR_RATE,
    ),
    "binary": (
        PredictionField(
            "probability", "Probability", "probability of the positive class", attrgetter("probability")
        ),
        _CLASS,
        _SET_SIZE,
        *_APPLICABILITY,
        _ERROR_RATE,
    ),
    "presence_only": (
        PredictionField(
            "suitability",
            "Suitability",
            "relative suitability, not a probability of presence: 0.5 where presences are as dense as the background",
            attrgetter("probability"),
        ),
        PredictionField(
            "suitable",
            "Suitable",
            "whether the suitability is at least the threshold",
            attrgetter("suitable"),
            kind="boolean",
        ),
        *_APPLICABILITY[:-1],
        replace(_APPLICABILITY[-1], description="distance to the nearest presence"),
    ),
}
"""Fields by task. A map without uncertainty has only the first field.

"binary" means that there is a positive class, "presence_only" that there is a background.
"""


def fields_of(metadata: ModelMetadata) -> tuple[PredictionField, ...]:
    """Return the fields that a model predicts, with the type of its classes."""
    kind = metadata.task if metadata.positive is None else "binary"
    fields = PREDICTION_FIELDS[kind if metadata.background is None else "presence_only"]
    if metadata.expected_error is None:  # a model of an earlier release
        fields = tuple(field for field in fields if field.column != _EXPECTED_ERROR.column)
    return tuple(replace(field, kind=metadata.class_kind) if field.is_class else field for field in fields)


def class_probabilities(classes: Sequence[str]) -> list[PredictionField]:
    """Return a field with the probability of each class."""
    return [
        PredictionField(
            f"probability_{name}",
            f"Probability of {name}",
            f"probability of {name}",
            lambda p, code=code: p.raw[:, code],
        )
        for code, name in enumerate(classes)
    ]
