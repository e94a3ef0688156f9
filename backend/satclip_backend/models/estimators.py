"""Estimators: scikit-learn pipelines and the choice of their hyperparameters.

Penalties, numbers of neighbours and epochs are chosen on observations that are held out by the same kind of
folds as in cross-validation. They suit prediction at the same distances.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from satclip_backend.encoders.families.year import TERMS
from satclip_backend.geo.distances import format_km
from satclip_backend.geo.sphere import EARTH_RADIUS_KM
from satclip_backend.models.kriging import KrigingClassifier, KrigingRegressor, choose_covariance
from satclip_backend.models.mlp import MLPClassifier, MLPRegressor
from satclip_backend.models.month_features import REPETITIONS, MonthProducts, RepeatedMonth, month_factor
from satclip_backend.models.neighbours import NeighboursClassifier, NeighboursRegressor
from satclip_backend.models.oblique import AXES, ObliqueCoordinates, evenly_distributed_axes
from satclip_backend.models.results import Task
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _

LABELS = {
    "linear": {"regression": _("Ridge regression"), "classification": _("Logistic regression")},
    "boosting": {"regression": _("Gradient boosting"), "classification": _("Gradient boosting")},
    "neighbours": {"regression": _("Nearest neighbours"), "classification": _("Nearest neighbours")},
    "mlp": {"regression": _("Neural network (MLP)"), "classification": _("Neural network (MLP)")},
    "kriging": {"regression": _("Ordinary kriging"), "classification": _("Indicator kriging")},
    "stacking": {"regression": _("Stacked ensemble"), "classification": _("Stacked ensemble")},
    "constant": {"regression": _("Mean"), "classification": _("Most frequent class")},
}
EVERYWHERE = _("The same everywhere")
"""Label of a constant model of presences and background, which have equal weight."""
PENALTIES = np.logspace(-1, 6, 15)
"""Penalties of ridge regression, for standardised features and weights with mean 1."""
STRENGTHS = (1e-3, 1e-2, 1e-1, 1.0)
"""Values of C of logistic regression: the inverse of the penalty per observation."""
INFINITE = 1e4
"""Weight of background points relative to presences that approximates an infinite weight."""
COUNTS = (1, 3, 5, 10, 20, 50)
"""Candidate numbers of neighbours."""
TREES = 100
"""Number of boosting iterations.

In classification, where an iteration fits a tree for each class, it is `TREES_IN_ALL` divided by the number
of classes, between `FEWEST_TREES` and `TREES`.
"""
TREES_IN_ALL, FEWEST_TREES = 600, 20
ONE_THREAD = 40_000
"""Number of observations up to which boosting is fastest in one thread.

More threads sleep between the nodes of trees (`threads.PATIENT`).
"""
BINS = 63
"""Number of bins of a feature in boosting. On embeddings it is as good as 255, in half the time."""
CANDIDATES = 32
"""Number of random features from which boosting chooses that of each split; all if there are fewer.

Embeddings and oblique coordinates are redundant, so that other features are nearly as good in most splits. Maps are
smoother than with all features, and most scores higher (benchmarks/learning, coordinates in gradient boosting).
"""

MARGIN, ENOUGH_ROWS = 1e-4, 5000
"""Distance of the thresholds of boosting to training values, in interquartile ranges of some observations."""


@dataclass
class Fitted:
    """A fitted pipeline, and its chosen hyperparameters as text."""

    pipeline: Pipeline
    chosen: dict[str, str] = field(default_factory=dict)


def fit_estimator(
    kind: str,
    task: Task,
    x: NDArray[np.float32],
    y: NDArray,
    inner: NDArray[np.int64],
    *,
    weights: NDArray[np.float64] | None = None,
    seed: int = 0,
    presence_only: bool = False,
    coordinates: slice | None = None,
    month: slice | None = None,
    progress: Progress = no_progress,
) -> Fitted:
    """Fit an estimator.

    Parameters
    ----------
    kind : str
        A key of `LABELS`.
    task : {"regression", "classification"}
        The task.
    x : (n, d) float32
        Features.
    y : (n,) array
        Values, or codes of classes. "linear" also takes (n, k) values, k outputs.
    inner : (n,) int64
        Folds for the choice of hyperparameters.
    weights : (n,) float64, optional
        Sample weights. With `presence_only`, they are replaced: presences and background get the same total weight.
    seed : int
        Random seed.
    presence_only : bool
        Whether codes are 1 for presences and 0 for background points. The odds of presence are then the ratio
        of their densities.
    coordinates : slice, optional
        Columns of x, y, z on the unit sphere. Boosting replaces them by oblique coordinates.
    month : slice, optional
        Columns of the Fourier terms of the month. "linear" adds products of them and the other columns, and "linear"
        and "mlp" multiply them by `month_factor`. Boosting repeats them.
    progress : Progress
        Called without messages.
    """
    if presence_only:
        counts = np.bincount(y, minlength=2)
        weights = len(y) / 2 / counts[y]  # equal totals in every training set
    weights = None if weights is None else weights / weights.mean()
    progress(0.0, "")
    fit = _FIT_PRESENCES.get(kind, _FIT[kind]) if presence_only else _FIT[kind]
    if kind == "boosting":
        fit = partial(fit, coordinates=coordinates)
    if kind in ("linear", "boosting", "mlp") and month is not None and x.shape[1] > TERMS:
        fit = partial(fit, month=month)
    return fit(task, x, y, inner, weights, seed, progress)


def predicted(pipeline: Pipeline, task: Task, x: NDArray[np.float32], classes: int) -> NDArray[np.float64]:
    """Return values (m,) or probabilities (m, classes); 0 for classes that are not in the training data."""
    if task == "regression":
        return np.asarray(pipeline.predict(x), dtype=np.float64)
    probabilities = np.zeros((len(x), classes))
    probabilities[:, pipeline.classes_] = pipeline.predict_proba(x)
    return probabilities


def _linear(task, x, y, inner, weights, seed, progress, month=None) -> Fitted:
    prepare = partial(_linear_features, month)
    scaled = prepare()
    if task == "regression":
        x = x.astype(np.float64)  # in float32, the normal equations of correlated features lose their digits
        prepared = scaled.fit_transform(x)
        penalty = choose_penalty(prepared, y, inner, weights)
        model, chosen = Ridge(alpha=penalty), {"penalty": f"{penalty:.3g}"}
    else:
        search = part_of(progress, 0.0, 0.8)
        strength = _choose_strength(x, y, inner, weights, search, prepare, _fit_logistic)
        model, chosen = _logistic(strength), {"C (inverse penalty)": f"{strength:g}"}
    pipeline = Pipeline([*scaled.steps, ("model", model)])
    progress(0.8, "")
    with _may_stop():
        return Fitted(pipeline.fit(x, y, model__sample_weight=weights), chosen)


def _point_process(task, x, y, inner, weights, seed, progress, month=None) -> Fitted:
    """Fit an infinitely weighted logistic regression.

    Its slopes are those of a Poisson point process (Fithian and Hastie 2013).
    """
    prepare, search = partial(_linear_features, month), part_of(progress, 0.0, 0.8)
    strength = _choose_strength(x, y, inner, weights, search, prepare, _fit_point_process)
    scaled = prepare()
    progress(0.8, "")
    model = _fit_point_process(strength, scaled.fit_transform(x), y, weights)
    return Fitted(Pipeline([*scaled.steps, ("model", model)]), {"C (inverse penalty)": f"{strength:g}"})


def _scaling() -> Pipeline:
    return Pipeline([("impute", SimpleImputer(keep_empty_features=True)), ("scale", StandardScaler())])


def _linear_features(month: slice | None) -> Pipeline:
    """Return the steps before a linear model."""
    products = [] if month is None else [("products", MonthProducts(month))]
    return Pipeline([*_scaling().steps, *products])


def choose_penalty(
    x: NDArray[np.float64], y: NDArray[np.float64], inner: NDArray, weights: NDArray | None = None
) -> float:
    """Return the penalty of ridge regression with the smallest squared error in the folds `inner` (n,).

    `y` is (n,), or (n, k) for k outputs with one penalty. It is one of `PENALTIES`. One eigendecomposition of each
    training set serves all of them. The cross products are summed once. With more columns than rows, they are first
    rotated to as many columns as rows, which doesn't change the errors.
    """
    y = y.reshape(len(y), -1)
    if x.shape[1] > len(x):
        squares, rotation = np.linalg.eigh(x @ x.T)
        x = rotation * np.sqrt(squares.clip(0))
    w = np.ones(len(y)) if weights is None else weights
    parts = [_products(x[inner == i], y[inner == i], w[inner == i]) for i in np.unique(inner)]
    if len(parts) < 2:
        return float(PENALTIES[len(PENALTIES) // 2])
    total = [sum(items) for items in zip(*parts)]
    errors = np.zeros(len(PENALTIES))
    for i, part in zip(np.unique(inner), parts):
        gram, cross, mass, sums, height = (whole - own for whole, own in zip(total, part))
        mean, offset = sums / mass, height / mass
        values, vectors = np.linalg.eigh(gram - mass * np.outer(mean, mean))
        rotated = vectors.T @ (cross - mass * np.outer(mean, offset))
        held = inner == i
        at_held = (x[held] - mean) @ vectors
        paths = rotated[:, :, None] / (values.clip(0)[:, None, None] + PENALTIES)
        predictions = (at_held @ paths.reshape(len(values), -1)).reshape(len(at_held), *paths.shape[1:])
        errors += w[held] @ ((predictions + (offset - y[held])[:, :, None]) ** 2).sum(axis=1)
    return float(PENALTIES[errors.argmin()])


def _products(x: NDArray, y: NDArray, w: NDArray) -> tuple:
    weighted = x * w[:, None]
    return x.T @ weighted, weighted.T @ y, w.sum(), weighted.sum(axis=0), w @ y


def _logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=200, tol=1e-3)


def _fit_logistic(strength: float, x, y, weights) -> LogisticRegression:
    with _may_stop():
        return _logistic(strength).fit(x, y, weights)


@contextmanager
def _may_stop() -> Iterator[None]:
    """Ignore that an optimiser stops at its number of iterations: the model is scored as it is then."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def _fit_point_process(strength: float, x, y, weights) -> LogisticRegression:
    """Fit a logistic regression of presences with `INFINITE` times the weight on the background.

    The odds are multiplied by that factor. They are then the intensity, relative to its mean over the
    background.
    """
    model = LogisticRegression(
        C=strength, solver="newton-cholesky", warm_start=True, max_iter=100, tol=1e-4 / INFINITE**2
    )
    model.coef_, model.intercept_ = np.zeros((1, x.shape[1])), np.array([-np.log(INFINITE)])
    model.fit(x.astype(np.float64), y, np.where(y == 1, 1.0, INFINITE) * weights)
    model.intercept_ += np.log(INFINITE)
    return model.set_params(warm_start=False)


def _choose_strength(
    x, y, inner, weights, progress: Progress, prepare: Callable[[], Pipeline], fit: Callable
) -> float:
    """Return the value of `STRENGTHS` with the smallest log loss on one fold.

    It is the fold whose size is nearest to a quarter of the data.
    """
    parts, counts = np.unique(inner, return_counts=True)
    if len(parts) < 2:
        return STRENGTHS[1]
    held = inner == parts[np.abs(counts - len(y) / 4).argmin()]
    if len(np.unique(y[~held])) < 2:
        return STRENGTHS[1]
    prepared = prepare()
    train, test = prepared.fit_transform(x[~held]), prepared.transform(x[held])
    losses = []
    for index, strength in enumerate(STRENGTHS):
        progress(index / len(STRENGTHS), "")
        model = fit(strength, train, y[~held], None if weights is None else weights[~held])
        probabilities = np.full((held.sum(), int(y.max()) + 1), 1e-6)
        probabilities[:, model.classes_] += model.predict_proba(test)
        losses.append(
            -np.average(
                np.log(probabilities[np.arange(len(test)), y[held]]),
                weights=None if weights is None else weights[held],
            )
        )
    return STRENGTHS[int(np.argmin(losses))]


def _boosting(task, x, y, inner, weights, seed, progress, coordinates=None, month=None) -> Fitted:
    if (empty := np.isnan(x).all(axis=0)).any():  # NaN is allowed, but not a column of NaN only
        x = np.where(empty, np.float32(0), x)
    steps = []
    if month is not None:
        repetitions = min(REPETITIONS, x.shape[1] // TERMS) - 1
        steps.append(("repeated", RepeatedMonth(month, np.array([repetitions]))))
    if coordinates is not None:
        steps.append(("oblique", ObliqueCoordinates(coordinates, evenly_distributed_axes(AXES))))
    for _name, step in steps:
        x = step.transform(x)
    kind = HistGradientBoostingRegressor if task == "regression" else HistGradientBoostingClassifier
    rounds = TREES
    if task == "classification":
        rounds = int(np.clip(TREES_IN_ALL // len(np.unique(y)), FEWEST_TREES, TREES))
    share = min(1.0, CANDIDATES / x.shape[1])
    model = kind(max_iter=rounds, max_bins=BINS, max_features=share, early_stopping=False, random_state=seed)
    with threadpool_limits(1 if len(x) <= ONE_THREAD else None, "openmp"):
        model.fit(x + _margins(x), y, sample_weight=weights)
    return Fitted(Pipeline([*steps, ("model", model)]))


def _margins(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the distance (d,) to keep thresholds of features (n, d) above training values.

    scikit-learn splits at training values. The last digits of an embedding depend on the number of points that are
    encoded at once, and would decide on which side of a split a training point falls.
    """
    rows = x[:: -(-len(x) // ENOUGH_ROWS)]
    known = ~np.isnan(rows).all(axis=0)
    margins = np.zeros(x.shape[1], dtype=np.float32)
    margins[known] = MARGIN * np.subtract(*np.nanpercentile(rows[:, known], [75, 25], axis=0))
    return margins


def _neighbours(task, x, y, inner, weights, seed, progress, balanced=False) -> Fitted:
    kind = NeighboursRegressor if task == "regression" else partial(NeighboursClassifier, balanced=balanced)
    errors = dict.fromkeys(COUNTS, 0.0)
    parts = np.unique(inner)
    for index, held in enumerate(inner == i for i in parts):
        if held.all():
            continue
        model, own = kind(max(COUNTS)).fit(x[~held], y[~held]), None if weights is None else weights[held]
        for step, count in enumerate(COUNTS):
            progress((index + step / len(COUNTS)) / len(parts), "")
            errors[count] += _errors(model.of(count), task, x[held], y[held], own)
    count = min(errors, key=errors.__getitem__)
    pipeline = Pipeline([("model", kind(count))]).fit(x, y)
    return Fitted(pipeline, {"neighbours": str(count)})


def _kriging(task, x, y, inner, weights, seed, progress, balanced=False) -> Fitted:
    x = np.asarray(x, dtype=np.float64)
    regression = task == "regression"
    own = None if balanced else weights  # it kriges the unweighted class shares
    range, nugget = choose_covariance(x, y, inner, own, not regression, part_of(progress, 0.0, 0.9))
    model = KrigingRegressor(range, nugget) if regression else KrigingClassifier(range, nugget, balanced)
    chosen = {
        "variogram range": format_km(range * EARTH_RADIUS_KM),
        "nugget": _("{nugget} of the sill", nugget=f"{nugget:g}"),
    }
    return Fitted(Pipeline([("model", model)]).fit(x, y, model__sample_weight=own), chosen)


def _errors(model, task: Task, x, y, weights) -> float:
    """Return the sum of squared errors of values, or of probabilities (Brier score)."""
    if task == "regression":
        squares = (model.predict(x) - y) ** 2
    else:
        own = np.zeros(len(y))
        probabilities = model.predict_proba(x)
        known = np.isin(y, model.classes_)
        own[known] = probabilities[np.flatnonzero(known), np.searchsorted(model.classes_, y[known])]
        squares = (probabilities**2).sum(axis=1) - 2 * own + 1
    return float(squares.sum() if weights is None else weights @ squares)


def _mlp(task, x, y, inner, weights, seed, progress, month=None) -> Fitted:
    kind = MLPRegressor if task == "regression" else MLPClassifier
    parts, counts = np.unique(inner, return_counts=True)
    held = inner == parts[counts.argmin()] if len(parts) > 1 else np.zeros(len(y), dtype=bool)
    scaling = _scaling().fit(x)
    if month is not None:
        scaling["scale"].scale_[month] /= month_factor(x.shape[1] - TERMS)
    model = kind(seed=seed).fit(scaling.transform(x), y, sample_weight=weights, held=held, progress=progress)
    return Fitted(Pipeline([*scaling.steps, ("model", model)]), {"epochs": str(model.epochs_)})


def _constant(task, x, y, inner, weights, seed, progress) -> Fitted:
    model = DummyRegressor() if task == "regression" else DummyClassifier(strategy="prior")
    return Fitted(Pipeline([("model", model)]).fit(x, y, model__sample_weight=weights))


_FIT = {
    "linear": _linear,
    "boosting": _boosting,
    "neighbours": _neighbours,
    "mlp": _mlp,
    "kriging": _kriging,
    "constant": _constant,
}
_FIT_PRESENCES = {
    "linear": _point_process,
    "neighbours": partial(_neighbours, balanced=True),
    "kriging": partial(_kriging, balanced=True),
}
WITHOUT_EMBEDDINGS = ("neighbours", "kriging")
"""Estimators that use only the coordinates."""
