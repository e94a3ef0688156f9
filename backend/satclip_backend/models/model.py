"""A fitted model: predictions for places, how far they may be off, and whether they can be trusted there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Optional

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sklearn.pipeline import Pipeline

from satclip_backend.encoders import registry
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.geo.distances import nearest_km
from satclip_backend.models.applicability import Applicability
from satclip_backend.models.calibration import LIMIT, apply_temperature
from satclip_backend.models.classes import ClassKind
from satclip_backend.models.conformal import ConformalQuantiles, prediction_sets
from satclip_backend.models.estimators import predicted
from satclip_backend.models.features import FeatureSpec
from satclip_backend.models.fit_config import FitConfig, Number
from satclip_backend.models.results import Task

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


class ScoreKept(BaseModel):
    """A score as the model file keeps it."""

    model_config = ConfigDict(extra="forbid")

    model: str
    folds: str
    score: str
    value: Optional[float]
    low: Optional[float]
    high: Optional[float]


class ModelMetadata(BaseModel):
    """All of a model that is no array."""

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
    recipe: FitConfig
    features: FeatureSpec
    estimator: Literal["linear", "boosting", "neighbours", "mlp"]
    chosen: dict[str, str]
    widths: ConformalQuantiles
    temperature: float = Field(1.0, ge=0.01, le=100)
    offset: float = Field(0.0, ge=-LIMIT, le=LIMIT)
    rows: int = Field(ge=1, le=2**53)
    training_extent: tuple[Number, Number, Number, Number]
    folds: dict[str, str]
    scores: list[ScoreKept]
    settings: dict[str, str]
    provenance: dict[str, str]

    @model_validator(mode="after")
    def _two_classes(self) -> ModelMetadata:
        if (self.positive is None) != (self.threshold is None):
            raise ValueError("a positive class needs a threshold")
        if self.positive is not None and len(self.classes) != 2:
            raise ValueError("a positive class is one of two")
        return self

    def calibrated(self, probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities (m, classes) of the estimator as they were calibrated on out-of-fold predictions."""
        return apply_temperature(probabilities, self.temperature, self.offset)

    def codes(self, probabilities: NDArray[np.float64]) -> NDArray[np.int64]:
        """Codes (m,) of the predicted classes: the likeliest, or by the threshold of the positive one of two."""
        if self.positive is None or self.threshold is None:
            return probabilities.argmax(axis=1)
        return np.where(probabilities[:, self.positive] >= self.threshold, self.positive, 1 - self.positive)

    def probability(
        self, probabilities: NDArray[np.float64], codes: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """What predictions call the probability (m,): that of the positive one of two classes, or of the predicted."""
        if self.positive is not None:
            return probabilities[:, self.positive]
        return probabilities[np.arange(len(codes)), codes]


@dataclass(frozen=True)
class Prediction:
    """What a model says of m places.

    `values`, `lower`, `upper` (m,) for regression; `codes`, `probability`, `set_size` (m,) for classes, empty
    otherwise. `dissimilarity`, `distance_km` (m,), and whether each place is `applicable`.
    """

    values: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    codes: NDArray[np.int64]
    probability: NDArray[np.float64]
    set_size: NDArray[np.int64]
    dissimilarity: NDArray[np.float64]
    applicable: NDArray[np.bool_]
    distance_km: NDArray[np.float64]


@dataclass
class Model:
    """`pipeline` maps features to the target; `training_lonlat` (n, 2) are the points that it was fitted on.

    `feature_means` (width,) stand in for missing numbers where dissimilarity is measured.
    """

    metadata: ModelMetadata
    pipeline: Pipeline
    applicability: Applicability
    training_lonlat: NDArray[np.float64]
    feature_means: NDArray[np.float32]

    def raw(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Values (m,), or calibrated probabilities (m, classes), of features (m, width)."""
        output = predicted(self.pipeline, self.metadata.task, features, len(self.metadata.classes))
        return self.metadata.calibrated(output) if self.metadata.task == "classification" else output

    def filled(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Features without gaps."""
        return np.where(np.isnan(features), self.feature_means, features)

    def predict(self, lonlat: NDArray[np.float64], features: NDArray[np.float32]) -> Prediction:
        """Predict places (m, 2) with features (m, width); both finite but for missing numbers."""
        return self.prediction_of(
            lonlat, self.raw(features), self.applicability.dissimilarity(self.filled(features))
        )

    def prediction_of(
        self, lonlat: NDArray[np.float64], raw: NDArray[np.float64], dissimilarity: NDArray[np.float64]
    ) -> Prediction:
        """The prediction that `raw` values or probabilities at such dissimilarity make."""
        widths = self.metadata.widths.of(dissimilarity)
        none, no_codes = np.empty(0), np.empty(0, dtype=np.int64)
        if self.metadata.task == "regression":
            own = (raw, raw - widths, raw + widths, no_codes, none, no_codes)
        else:
            codes = self.metadata.codes(raw)
            own = (
                none,
                none,
                none,
                codes,
                self.metadata.probability(raw, codes),
                prediction_sets(raw, widths).sum(axis=1),
            )
        applicable = dissimilarity <= self.applicability.threshold
        return Prediction(*own, dissimilarity, applicable, nearest_km(lonlat, self.training_lonlat))


def find_encoders(features: FeatureSpec, load: Callable[[str], Encoder]) -> list[Encoder]:
    """Those of the same weights as were fitted with, under whatever id they are installed.

    Raises SatclipError that names one that is missing.
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
    state = "is installed with other weights" if there else "is not installed"
    raise SatclipError(
        f"The model was fitted with the encoder {id} (weights {weights_sha256[:12]}), which {state}: import it or "
        "download it, and predict again."
    )


def features_of(
    model: Model,
    encoders: Sequence[Encoder],
    lonlat: NDArray[np.float64],
    fields: Mapping,
) -> NDArray[np.float32]:
    """The features (m, width) that the model wants of places (m, 2), which must lie on Earth."""
    embedded = [encoder.encode(lonlat) for encoder in encoders]
    return model.metadata.features.columns(lonlat, fields, embedded)
