"""A fitted model: predictions with uncertainty and area of applicability."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Optional

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sklearn.pipeline import Pipeline

from satclip_backend.encoders import registry
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.geo.distances import nearest_km
from satclip_backend.models.applicability import Applicability
from satclip_backend.models.calibration import LIMIT, apply_temperature
from satclip_backend.models.classes import ClassKind, class_kind
from satclip_backend.models.conformal import ConformalQuantiles
from satclip_backend.models.estimators import predicted
from satclip_backend.models.expected_error import ExpectedError
from satclip_backend.models.features import FeatureSpec, embed
from satclip_backend.models.fit_config import FitConfig, Number
from satclip_backend.models.results import Background, Task
from satclip_backend.rasters.masks import Surface
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import listed

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


class ScoreKept(BaseModel):
    """A score in a model file."""

    model_config = ConfigDict(extra="forbid")

    model: str
    folds: str
    score: str
    value: Optional[float]
    low: Optional[float]
    high: Optional[float]


class ModelMetadata(BaseModel):
    """Metadata of a model: everything except arrays."""

    model_config = ConfigDict(extra="forbid", ser_json_inf_nan="strings")

    format: Literal["satclip-model 1"] = "satclip-model 1"
    name: str
    target: str
    units: str
    task: Task
    classes: list[str] = Field(max_length=10_000)
    class_kind: ClassKind = "text"
    positive: Optional[int] = Field(None, ge=0, le=1)
    threshold: Optional[float] = Field(None, ge=0, le=1)
    background: Optional[Background] = None
    recipe: FitConfig
    features: FeatureSpec
    estimator: Literal["linear", "boosting", "neighbours", "mlp", "kriging", "stacking"]
    chosen: dict[str, str]
    widths: ConformalQuantiles
    expected_error: Optional[ExpectedError] = None
    """Expected error; None in files of earlier releases."""
    temperature: float = Field(1.0, ge=0.01, le=100)
    offset: float = Field(0.0, ge=-LIMIT, le=LIMIT)
    rows: int = Field(ge=1, le=2**53)
    training_extent: tuple[Number, Number, Number, Number]
    folds: dict[str, str]
    scores: list[ScoreKept]
    settings: dict[str, str]
    months: list[Annotated[int, Field(ge=1, le=12)]] = Field([], max_length=12)
    """Months of the observations; empty without a date field, and in files of earlier releases."""
    surface: Surface = "all"
    """Surface of the prediction area: only the land or the sea of an extent, or both."""
    provenance: dict[str, str]

    @model_validator(mode="after")
    def _consistent_classes(self) -> ModelMetadata:
        if (self.positive is None) != (self.threshold is None):
            raise ValueError("a positive class needs a threshold")
        if self.positive is not None and len(self.classes) != 2:
            raise ValueError("a positive class is one of two")
        if self.background is not None and self.positive is None:
            raise ValueError("background needs presences")
        if self.class_kind != "text" and class_kind(self.class_kind, self.classes) != self.class_kind:
            raise ValueError(f"its classes are not of the class_kind {self.class_kind}")
        return self

    @property
    def positive_class(self) -> str | None:
        """Name of the positive class, if any."""
        return None if self.positive is None else self.classes[self.positive]

    def check_month(self, month: int | None) -> None:
        """Raise SatclipError if predictions can't be those of a month."""
        if month is None:
            return
        if self.features.date_field is None:
            raise SatclipError(
                _(
                    "The model of {target} has no date field, so its predictions are the same in all months: leave out "
                    "the month.",
                    target=self.target,
                )
            )
        from satclip_backend.encoders.encoder import check_month_number  # slow import: torch

        check_month_number(month)

    def month_warnings(self, month: int | None) -> list[str]:
        """Return a warning if there are no observations in a month."""
        if month is None or not self.unobserved(np.array([float(month)])).any():
            return []
        return [
            _(
                "The model has no observations in month {month}, only in {months}: scores and intervals do not apply "
                "to these predictions.",
                month=str(month),
                months=listed([str(one) for one in self.months]),
            )
        ]

    def unobserved(self, months: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which of these months (n,), from 1 to 12 or NaN, are known to have no observations."""
        if not self.months:
            return np.zeros(len(months), dtype=bool)
        return ~np.isnan(months) & ~np.isin(months, self.months)

    def calibrated(self, probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return calibrated probabilities (m, classes) from those of the estimator."""
        return apply_temperature(probabilities, self.temperature, self.offset)

    def codes(self, probabilities: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the codes (m,) of the predicted classes.

        They are the most probable ones, or given by the threshold of the positive class.
        """
        if self.positive is None or self.threshold is None:
            return probabilities.argmax(axis=1)
        return np.where(probabilities[:, self.positive] >= self.threshold, self.positive, 1 - self.positive)


@dataclass
class Model:
    """A fitted model.

    Attributes
    ----------
    metadata : ModelMetadata
        Everything except arrays.
    pipeline : Pipeline
        Maps features to the target.
    applicability : Applicability
        Area of applicability.
    training_lonlat : (n, 2) float64
        Longitude and latitude of the training points, in degrees.
    feature_means : (width,) float32
        Values that replace missing ones in the dissimilarity index.
    """

    metadata: ModelMetadata
    pipeline: Pipeline
    applicability: Applicability
    training_lonlat: NDArray[np.float64]
    feature_means: NDArray[np.float32]

    def raw(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return values (m,) or calibrated probabilities (m, classes) for features (m, width)."""
        output = predicted(self.pipeline, self.metadata.task, features, len(self.metadata.classes))
        return self.metadata.calibrated(output) if self.metadata.task == "classification" else output

    def filled(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return features with missing values replaced by the means."""
        return np.where(np.isnan(features), self.feature_means, features)

    def predict(self, lonlat: NDArray[np.float64], features: NDArray[np.float32]) -> Prediction:
        """Predict points (m, 2) in degrees with features (m, width). Only features may be NaN."""
        return Prediction(
            self,
            lonlat,
            self.raw(features),
            lambda: self.applicability.dissimilarity(self.filled(features)),
        )


@dataclass(frozen=True)
class Prediction:
    """Predictions of `model` for points (m, 2). `raw` is the result of `Model.raw`; the rest is computed on access."""

    model: Model
    lonlat: NDArray[np.float64]
    raw: NDArray[np.float64]
    measure: Callable[[], NDArray[np.float64]]
    """Returns the dissimilarity index (m,)."""

    @cached_property
    def dissimilarity(self) -> NDArray[np.float64]:
        """Dissimilarity index (m,)."""
        return self.measure()

    @cached_property
    def codes(self) -> NDArray[np.int64]:
        """Code (m,) of the predicted class."""
        return self.model.metadata.codes(self.raw)

    @property
    def probability(self) -> NDArray[np.float64]:
        """Probability (m,) of the positive class, or else of the predicted class.

        With background points, it is the suitability.
        """
        positive = self.model.metadata.positive
        return self.raw.max(axis=1) if positive is None else self.raw[:, positive]

    @property
    def suitable(self) -> NDArray[np.bool_]:
        """Whether the suitability (m,) is at least the threshold."""
        return self.codes == self.model.metadata.positive

    @cached_property
    def widths(self) -> NDArray[np.float64]:
        """Conformal quantile (m,) at this dissimilarity."""
        return self.model.metadata.widths.of(self.dissimilarity)

    @property
    def expected_error(self) -> NDArray[np.float64]:
        """Mean error (m,) of out-of-fold predictions with this dissimilarity; NaN where it is unknown."""
        found = self.model.metadata.expected_error
        return np.full(len(self.raw), np.nan) if found is None else found.of(self.dissimilarity)

    @cached_property
    def applicable(self) -> NDArray[np.bool_]:
        """Whether each point (m,) is in the area of applicability."""
        return self.dissimilarity <= self.model.applicability.threshold

    @cached_property
    def distance_km(self) -> NDArray[np.float64]:
        """Distance (m,) to the nearest training point in km."""
        return nearest_km(self.lonlat, self.model.training_lonlat)


def find_encoders(features: FeatureSpec, load: Callable[[str], Encoder]) -> list[Encoder]:
    """Return the encoders with the weights that the model was fitted with, under any id.

    Raises SatclipError, with the id, if one is missing.
    """
    return [_find(used.id, used.weights_sha256, used.dimension, load) for used in features.encoders]


def _find(id: str, weights_sha256: str, dimension: int, load: Callable[[str], Encoder]) -> Encoder:
    others = [
        info.id for info in registry.list_encoders() if info.id != id and info.metadata.dimension == dimension
    ]
    there = False
    for candidate in (id, *others):
        try:
            encoder = load(candidate)
        except NotFoundError:
            continue
        there = there or candidate == id
        if encoder.weights_sha256 == weights_sha256:
            return encoder
    state = _("is installed with other weights") if there else _("is not installed")
    raise SatclipError(
        _(
            "The model was fitted with the encoder {id} (weights {hash}), which {state}: import"
            " it or download it, and predict again.",
            id=str(id),
            hash=weights_sha256[:12],
            state=state,
        )
    )


def features_of(
    model: Model,
    encoders: Sequence[Encoder],
    lonlat: NDArray[np.float64],
    fields: Mapping,
) -> NDArray[np.float32]:
    """Return the features (m, width) that the model needs at points (m, 2), which must be on Earth."""
    features = model.metadata.features
    months = features.months(fields)
    embedded = [embed(encoder, lonlat, months) for encoder in encoders]
    return features.columns(lonlat, fields, embedded, months)
