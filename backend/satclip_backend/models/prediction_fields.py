"""What a model says of a place: each is a column of a table and a band of a map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from numpy.typing import NDArray

from satclip_backend.models.conformal import prediction_sets
from satclip_backend.models.results import Task
from satclip_backend.tables.columns import Kind

if TYPE_CHECKING:
    from satclip_backend.models.model import Prediction


@dataclass(frozen=True)
class PredictionField:
    """A column and a band, by their names. `kind` is that of the column; `in_units`: in those of the target."""

    column: str
    band: str
    description: str
    numbers: Callable[[Prediction], NDArray]
    """Gives the values (m,); for a text the number of the class, from 1."""
    kind: Kind = "number"
    in_units: bool = False


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
PREDICTION_FIELDS: dict[Task, tuple[PredictionField, ...]] = {
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
    ),
    "classification": (
        PredictionField(
            "prediction", "Class", "predicted class", lambda p: p.raw.argmax(axis=1) + 1, kind="text"
        ),
        PredictionField(
            "probability", "Probability", "probability of the predicted class", lambda p: p.raw.max(axis=1)
        ),
        PredictionField(
            "set_size",
            "Set size",
            "number of classes in the prediction set",
            lambda p: prediction_sets(p.raw, p.widths).sum(axis=1),
            kind="integer",
        ),
        *_APPLICABILITY,
    ),
}
"""By task. A map without uncertainty has the first alone."""
