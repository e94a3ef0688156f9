"""What was found out about a model: plain data, filled by fitting, shown by the report, told in the summary."""

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
    """A value and the ends of its 95 % interval; NaN where there is none."""

    value: float
    low: float
    high: float


class Background(BaseModel):
    """What stands for the places that were available: the number of points, and how they were chosen."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["uniform", "target group"]
    count: int = Field(ge=1, le=2**53)

    @property
    def description(self) -> str:
        """In words."""
        if self.kind == "uniform":
            return _("{points} points, drawn uniformly by area", points=self.count)
        return _("{points} points, places of the target group", points=self.count)


@dataclass(frozen=True)
class Scored:
    """Scores of one model in one kind of folds, from all its out-of-fold predictions at once.

    `model` is its key, such as "boosting:embeddings", "boosting:coordinates", "neighbours", "constant"; `label` what a
    reader calls it; `scores` has, for regression, "r2", "rmse" and "mae" (in the target's units), and for
    classification "balanced_accuracy", "accuracy", "f1" (macro) and "log_loss"; for two classes "auc", "tss" (at the
    threshold where it is highest), "boyce" and "log_loss"; of presences and background the same but for "log_loss".
    """

    model: str
    label: str
    role: Literal["chosen", "candidate", "baseline"]
    folds: str
    scores: dict[str, Interval]


@dataclass(frozen=True)
class FoldsShown:
    """One kind of folds: which row is held out when, and how far a held-out row is from the rows it is predicted from.

    `name` is "knndm", "blocks", "groups" or "random"; `index` (n,) the fold of each row, from 0; `distances` (n,) km
    from each row but background points to the nearest such row of another fold; `why` a sentence on how they were made;
    `match` the Wasserstein distance in km between `distances` and the distances from the area to the rows.
    """

    name: str
    label: str
    index: NDArray[np.int64]
    distances: NDArray[np.float64]
    why: str
    match: float


@dataclass(frozen=True)
class Difference:
    """Whether embeddings helped: the score of the model with them minus that of the best one without."""

    score: str
    label: str
    baseline: str
    difference: Interval
    verdict: Literal["helped", "undecided", "did not help"]
    sentence: str


@dataclass(frozen=True)
class Correlogram:
    """Moran's I of residuals for classes of great-circle distance.

    `edges` (b + 1,) km; `values` (b,); `pairs` (b,) how many; `range_km` the distance from which residuals no
    longer resemble each other, None where they do at all distances or at none; `moran`, `p_value`: Moran's I
    among the 8 nearest neighbours and its pseudo p-value by permutation.
    """

    edges: NDArray[np.float64]
    values: NDArray[np.float64]
    pairs: NDArray[np.int64]
    range_km: float | None
    moran: float
    p_value: float


@dataclass(frozen=True)
class Importance:
    """How much worse the main score gets when a block of features is shuffled among held-out rows."""

    label: str
    drop: Interval


@dataclass(frozen=True)
class SelectionStep:
    """The predictor that was best to add at a step of forward selection, and whether it was `added`.

    `score` with it and all that were added before, in the main folds; `gain` over the score before, NaN at the first
    step. Both have standard errors, NaN where there are too few spatial blocks.
    """

    predictor: str
    score: float
    standard_error: float
    gain: float
    gain_standard_error: float
    added: bool


@dataclass(frozen=True)
class PredictorSelection:
    """Forward selection of predictors: its steps, of which only the last may not be added.

    `estimator` is the label of the one that was fitted at every step, `folds` that of the main folds; `everything` the
    score with all predictors and its standard error.
    """

    estimator: str
    score: str
    folds: str
    steps: list[SelectionStep]
    left_out: list[str]
    everything: tuple[float, float]

    @property
    def added(self) -> list[str]:
        """The predictors that were selected, the first one first."""
        return [step.predictor for step in self.steps if step.added]

    @property
    def sentence(self) -> str:
        """What was selected, and what was not."""
        added, left_out = joined(self.added, ", "), joined(self.left_out, ", ")
        if self.left_out:
            return _("Selected predictors: {added}; left out: {left_out}.", added=added, left_out=left_out)
        return _("Selected predictors: {added}; none was left out.", added=added)


@dataclass(frozen=True)
class Coverage:
    """How often an interval or set held the truth: `label` says where ("random folds", "Africa")."""

    label: str
    rows: int
    coverage: float
    size: float
    """Mean width of the intervals in the target's units, or mean number of classes in the sets."""


@dataclass
class Evaluation:
    """All that is known of a fitted model; n rows were used. Codes of classes are positions in `classes`."""

    target: str
    units: str
    task: Task
    classes: list[str]
    """Empty for regression."""
    lonlat: NDArray[np.float64]
    observed: NDArray
    """(n,) values, or codes of classes."""
    predicted: NDArray
    """(n,) out of fold, by the chosen model in the main folds: values, or codes of classes."""
    main: str
    """Name of the main folds."""
    score: str
    """The main score: "r2", "balanced_accuracy", or "auc" of two classes."""
    folds: list[FoldsShown]
    """The main ones first; "random" is always among them."""
    area: NDArray[np.float64]
    """(m, 2) lon, lat of places drawn from the area that predictions are wanted for."""
    area_distances: NDArray[np.float64]
    """(m,) km from these to the nearest row."""
    row_distances: NDArray[np.float64]
    """(n,) km from each row to the nearest other place of the rows."""
    table: list[Scored]
    difference: Difference
    correlogram: Correlogram
    importances: list[Importance]
    confidence: float
    lower: NDArray[np.float64]
    """(n,) of the out-of-fold predictions; empty for classification."""
    upper: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    """(n, classes) calibrated, out of fold; empty for regression."""
    prediction_sets: NDArray[np.bool_]
    """(n, classes) classes in the conformal set; empty for regression."""
    coverages: list[Coverage]
    """Of the folds first, then by region."""
    dissimilarity: NDArray[np.float64]
    """(n,) of each row from the rows of the other folds."""
    threshold: float
    """Dissimilarity above which a place is outside the area of applicability."""
    area_applicable: float
    """Share of the area's places that lie inside the area of applicability."""
    dropped: list[tuple[str, int]]
    """Why rows were left out, and how many."""
    warnings: list[str]
    settings: dict[str, str]
    """What was chosen, in words: layer, estimator, penalty, features, folds, seed, ..."""
    provenance: dict[str, str]
    """Versions of programs, hashes of encoders, date, command."""
    weights: NDArray[np.float64] | None = None
    expected_error: ExpectedError | None = None
    """The error to expect by dissimilarity, as the model has it."""
    positive: int | None = None
    """Code of the positive one of two classes."""
    positive_threshold: float = float("nan")
    """Probability from which on it is predicted."""
    at_threshold: dict[str, Interval] = field(default_factory=dict)
    """Its "sensitivity", "specificity" and "tss" in the main folds."""
    predictor_selection: PredictorSelection | None = None
    """How the predictors were selected, if they were."""
    background: Background | None = None
    """Of presence-only data. Then rows of the class 0 are background points, distances are those of the presences, and
    there are no prediction sets."""

    @property
    def presences(self) -> NDArray[np.bool_]:
        """Which rows (n,) are observations, and not background points."""
        return self.observed == self.positive if self.background else np.ones(len(self.observed), dtype=bool)


@dataclass(frozen=True)
class RegionScore:
    """Scores on one region that was held out but for `share` (0 to 1) of its places. `rows` of it were predicted."""

    region: str
    share: float
    rows: int
    model: str
    """Label: the model itself, or a baseline."""
    score: Interval


@dataclass
class RegionsEvaluation:
    """Generalisation to unseen regions."""

    target: str
    units: str
    task: Task
    score: str
    by: str
    """What the regions are: "continents", or the field's name."""
    rows: list[RegionScore]
    """Region "" is all regions together."""
    lonlat: NDArray[np.float64]
    region_index: NDArray[np.int64]
    """(n,) position in `regions`; -1 for rows in none."""
    regions: list[str]
    dropped: list[tuple[str, int]]
    warnings: list[str]
    settings: dict[str, str]
    provenance: dict[str, str]


@dataclass(frozen=True)
class CompareRow:
    """One set of features, in the same folds as the others. `degree` is L where the basis was cut there, else 0."""

    label: str
    encoder: str
    degree: int
    dimension: int
    spatial: Interval
    random: Interval
    difference: Interval
    """Spatial score minus that of the first row, paired over blocks."""


@dataclass
class EncoderComparison:
    """Encoders side by side on one table."""

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
    """One encoder with its basis truncated at several degrees, lowest first; empty if not asked for."""
    sentence: str
    """Which is best, and how sure that is."""
    dropped: list[tuple[str, int]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
