"""Results of fitting and evaluation: plain data for reports and summaries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined

if TYPE_CHECKING:
    from satclip_backend.models.expected_error import ExpectedError

Task = Literal["regression", "classification"]


@dataclass(frozen=True)
class Interval:
    """A value and its 95 % confidence interval; NaN if there is none."""

    value: float
    low: float
    high: float


class Background(BaseModel):
    """Background points of presence-only data: their number, and how they were chosen."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["uniform", "target group"]
    count: int = Field(ge=1, le=2**53)

    @property
    def description(self) -> str:
        """Number and origin of the points, as text."""
        if self.kind == "uniform":
            return _("{points} points, drawn uniformly by area", points=self.count)
        return _("{points} points, places of the target group", points=self.count)


@dataclass(frozen=True)
class Scored:
    """Scores of one model in one kind of folds, pooled over all out-of-fold predictions.

    Attributes
    ----------
    model : str
        Key of the model, such as "boosting:embeddings", "boosting:coordinates", "neighbours" or "constant".
    label : str
        Label for reports.
    role : {"chosen", "candidate", "baseline"}
        Role in model selection.
    folds : str
        Name of the folds.
    scores : dict of str to Interval
        Regression: "r2", "rmse" and "mae" (in units of the target). Classification: "balanced_accuracy",
        "accuracy", "f1" (macro) and "log_loss". With a positive class: "auc", "tss" (its maximum over
        thresholds), "boyce" and "log_loss". With background points: the same without "log_loss".
    """

    model: str
    label: str
    role: Literal["chosen", "candidate", "baseline"]
    folds: str
    scores: dict[str, Interval]


@dataclass(frozen=True)
class FoldsShown:
    """One kind of folds, with the distances between held-out observations and training data.

    Attributes
    ----------
    name : {"knndm", "blocks", "groups", "random"}
        Kind of the folds.
    label : str
        Label for reports.
    index : (n,) int64
        Fold of each observation, from 0.
    distances : (n,) float64
        Distance in km from each observation to the nearest one of another fold, without background points.
    why : str
        A sentence on how the folds were made.
    match : float
        Wasserstein distance in km between `distances` and the distances from the area to the observations.
    """

    name: str
    label: str
    index: NDArray[np.int64]
    distances: NDArray[np.float64]
    why: str
    match: float


@dataclass(frozen=True)
class Difference:
    """Benefit of embeddings: the score of the model with embeddings minus that of the best one without."""

    score: str
    label: str
    baseline: str
    difference: Interval
    verdict: Literal["helped", "undecided", "did not help"]
    sentence: str


@dataclass(frozen=True)
class Correlogram:
    """Moran's I of residuals by class of great-circle distance.

    Attributes
    ----------
    edges : (b + 1,) float64
        Edges of the classes in km.
    values : (b,) float64
        Moran's I of each class.
    pairs : (b,) int64
        Number of pairs in each class.
    range_km : float or None
        Autocorrelation range in km. None if residuals are correlated at all distances or at none.
    moran, p_value : float
        Moran's I among the 8 nearest neighbours, and its pseudo p-value by permutation.
    """

    edges: NDArray[np.float64]
    values: NDArray[np.float64]
    pairs: NDArray[np.int64]
    range_km: float | None
    moran: float
    p_value: float


@dataclass(frozen=True)
class Importance:
    """Permutation importance of a group of features.

    `drop` is the decrease of the main score when the group is permuted among held-out observations.
    """

    label: str
    drop: Interval


@dataclass(frozen=True)
class SelectionStep:
    """A step of forward selection: the best predictor to add, and whether it was `added`.

    Attributes
    ----------
    predictor : str
        The predictor.
    score, standard_error : float
        Score in the main folds with this predictor and those added before, and its standard error.
    gain, gain_standard_error : float
        Increase of the score and its standard error; NaN at the first step.
    added : bool
        Whether the predictor was added.

    Notes
    -----
    Standard errors are NaN if there are too few spatial blocks.
    """

    predictor: str
    score: float
    standard_error: float
    gain: float
    gain_standard_error: float
    added: bool


@dataclass(frozen=True)
class PredictorSelection:
    """Forward selection of predictors. Only its last step may have a predictor that was not added.

    Attributes
    ----------
    estimator : str
        Label of the estimator that was fitted at each step.
    score : str
        Name of the score.
    folds : str
        Label of the main folds.
    steps : list of SelectionStep
        The steps.
    left_out : list of str
        Predictors that were not selected.
    everything : (float, float)
        Score with all predictors, and its standard error.
    """

    estimator: str
    score: str
    folds: str
    steps: list[SelectionStep]
    left_out: list[str]
    everything: tuple[float, float]

    @property
    def added(self) -> list[str]:
        """Selected predictors, in the order of their selection."""
        return [step.predictor for step in self.steps if step.added]

    @property
    def sentence(self) -> str:
        """Selected and rejected predictors, as a sentence."""
        added, left_out = joined(self.added, ", "), joined(self.left_out, ", ")
        if self.left_out:
            return _("Selected predictors: {added}; left out: {left_out}.", added=added, left_out=left_out)
        return _("Selected predictors: {added}; none was left out.", added=added)


@dataclass(frozen=True)
class Coverage:
    """Coverage of prediction intervals or sets. `label` is the kind of folds or the region."""

    label: str
    rows: int
    coverage: float
    size: float
    """Mean width of the intervals in the target's units, or mean number of classes in the sets."""


@dataclass
class Evaluation:
    """Evaluation of a fitted model with n observations. Class codes are positions in `classes`."""

    target: str
    units: str
    task: Task
    classes: list[str]
    """Labels of the classes; empty in regression."""
    lonlat: NDArray[np.float64]
    observed: NDArray
    """(n,) values, or class codes."""
    predicted: NDArray
    """(n,) out-of-fold predictions of the chosen model in the main folds: values, or class codes."""
    main: str
    """Name of the main folds."""
    score: str
    """Name of the main score: "r2", "balanced_accuracy", or "auc" with a positive class."""
    folds: list[FoldsShown]
    """Folds of each kind, the main ones first. "random" is always included."""
    area: NDArray[np.float64]
    """(m, 2) longitude and latitude of points of the prediction area, in degrees."""
    area_distances: NDArray[np.float64]
    """(m,) distance in km from these points to the nearest observation."""
    row_distances: NDArray[np.float64]
    """(n,) distance in km from each observation to the nearest other location."""
    table: list[Scored]
    difference: Difference
    correlogram: Correlogram
    importances: list[Importance]
    confidence: float
    lower: NDArray[np.float64]
    """(n,) lower end of the out-of-fold prediction intervals; empty in classification."""
    upper: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    """(n, classes) calibrated out-of-fold probabilities; empty in regression."""
    prediction_sets: NDArray[np.bool_]
    """(n, classes) whether a class is in the prediction set; empty in regression."""
    coverages: list[Coverage]
    """Coverage by kind of folds, then by region."""
    dissimilarity: NDArray[np.float64]
    """(n,) dissimilarity of each observation from the other folds."""
    threshold: float
    """Dissimilarity above which a point is outside the area of applicability."""
    area_applicable: float
    """Share of the prediction area inside the area of applicability."""
    dropped: list[tuple[str, int]]
    """Reasons why rows were left out, with their number."""
    warnings: list[str]
    settings: dict[str, str]
    """Settings as text: layer, estimator, penalty, features, folds, seed, ..."""
    provenance: dict[str, str]
    """Versions of software, hashes of encoders, date, command."""
    weights: NDArray[np.float64] | None = None
    expected_error: ExpectedError | None = None
    """Expected error by dissimilarity, as in the model."""
    positive: int | None = None
    """Code of the positive class."""
    positive_threshold: float = float("nan")
    """Probability from which on the positive class is predicted."""
    at_threshold: dict[str, Interval] = field(default_factory=dict)
    """"sensitivity", "specificity" and "tss" at this threshold in the main folds."""
    predictor_selection: PredictorSelection | None = None
    """Result of the selection of predictors, if there was one."""
    background: Background | None = None
    """Background of presence-only data.

    Observations of class 0 are then background points, distances are those of the presences, and there are no
    prediction sets.
    """

    @property
    def presences(self) -> NDArray[np.bool_]:
        """Mask (n,) of the observations that are not background points."""
        return self.observed == self.positive if self.background else np.ones(len(self.observed), dtype=bool)


@dataclass(frozen=True)
class RegionScore:
    """Score on a region that was held out except for `share` (0 to 1) of its locations. `rows` are those predicted."""

    region: str
    share: float
    rows: int
    model: str
    """Label of the model or of a baseline."""
    score: Interval


@dataclass
class RegionsEvaluation:
    """Leave-one-region-out evaluation."""

    target: str
    units: str
    task: Task
    score: str
    by: str
    """"continents", or the name of the field that defines the regions."""
    rows: list[RegionScore]
    """Scores; the region "" means all regions together."""
    lonlat: NDArray[np.float64]
    region_index: NDArray[np.int64]
    """(n,) position in `regions`; -1 for observations in no region."""
    regions: list[str]
    dropped: list[tuple[str, int]]
    warnings: list[str]
    settings: dict[str, str]
    provenance: dict[str, str]
    background: Background | None = None
    """If there is one, `lonlat` and `region_index` are those of the presences."""


@dataclass(frozen=True)
class CompareRow:
    """Scores of one set of features in the common folds. `degree` is L of a truncated encoder, else 0."""

    label: str
    encoder: str
    degree: int
    dimension: int
    spatial: Interval
    random: Interval
    difference: Interval
    """Spatial score minus that of the first row, paired over spatial blocks."""


@dataclass
class EncoderComparison:
    """Comparison of encoders on the same observations."""

    target: str
    units: str
    task: Task
    score: str
    estimator: str
    folds: str
    """Label of the spatial folds."""
    encoders: list[CompareRow]
    baselines: list[CompareRow]
    by_degree: list[CompareRow]
    """One encoder truncated at several degrees, in ascending order; empty if no degrees were given."""
    sentence: str
    """Summary: the best features, and whether the difference is significant."""
    dropped: list[tuple[str, int]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
