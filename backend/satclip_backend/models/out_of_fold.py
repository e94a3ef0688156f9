"""Out-of-fold predictions: each observation is predicted by a model fitted on the other folds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.sphere import unit
from satclip_backend.models.estimators import Fitted, fit_estimator, predicted
from satclip_backend.models.results import Task
from satclip_backend.progress import Progress, no_progress


class Steps:
    """Progress of work that consists of about `total` fits, or fits with this sum of `cost_of`. It never decreases."""

    def __init__(self, progress: Progress, total: float) -> None:
        self._progress, self._total, self._done, self._message = progress, total or 1.0, 0.0, ""
        self._cost, self._reported = 1.0, 0.0

    def expect(self, more: int) -> None:
        """Correct the total: `more` fits are still to come."""
        self._total = self._done + more or 1.0

    def say(self, message: str, cost: float = 1.0) -> None:
        """Report the start of a step, each fit of which has this cost."""
        self._message, self._cost = message, cost
        self.of_fit(0.0)

    def of_fit(self, fraction: float, message: str = "") -> None:
        """Report the progress of one fit, as a `Progress`."""
        self._reported = max(self._reported, min((self._done + fraction * self._cost) / self._total, 1.0))
        self._progress(self._reported, message or self._message)

    def done(self) -> None:
        """Report that a fit is complete."""
        self._done += self._cost
        self.of_fit(0.0)


@dataclass(frozen=True)
class TrainingData:
    """Training data.

    Attributes
    ----------
    task : {"regression", "classification"}
        The task.
    x : (n, d) float32
        Features.
    y : (n,) array
        Values, or codes of classes. The estimator "linear" also takes (n, k) values, k outputs.
    classes : int
        Number of classes.
    weights : (n,) float64 or None
        Sample weights.
    seed : int
        Random seed.
    presence_only : bool
        Whether code 1 means presences, and code 0 background points.
    coordinates : slice or None
        Columns of x, y, z on the unit sphere, if `x` has them.
    month : slice or None
        Columns of the Fourier terms of the month, if `x` has them.
    """

    task: Task
    x: NDArray[np.float32]
    y: NDArray
    classes: int
    weights: NDArray[np.float64] | None = None
    seed: int = 0
    presence_only: bool = False
    coordinates: slice | None = None
    month: slice | None = None

    def on_coordinates(self, lonlat: NDArray[np.float64]) -> TrainingData:
        """Return the data with only x, y, z on the unit sphere of points (n, 2) in degrees as features."""
        return replace(self, x=unit(lonlat).astype(np.float32), coordinates=slice(0, 3), month=None)


def cost_of(kind: str, data: TrainingData) -> float:
    """Return the rough duration of a fit, relative to ridge regression on embeddings, so that progress keeps pace."""
    wide = min(data.x.shape[1] / 256, 1.0)
    linear = (1.0 if data.task == "regression" else 4.0) * (wide if data.month is None else 2 * wide)
    boosting = 1.5 + 2.5 * wide
    costs = {"constant": 0.05, "neighbours": 0.2, "kriging": 1.0, "mlp": 10.0}
    return {**costs, "linear": linear, "boosting": boosting}[kind]


def fit_rows(
    data: TrainingData,
    kind: str,
    inner: NDArray[np.int64],
    rows: NDArray[np.bool_] | slice = slice(None),
    progress: Progress = no_progress,
) -> Fitted:
    """Fit an estimator of this kind on some rows. Hyperparameters are chosen in the folds `inner` (n,) of all rows."""
    return fit_estimator(
        kind,
        data.task,
        data.x[rows],
        data.y[rows],
        inner[rows],
        weights=None if data.weights is None else data.weights[rows],
        seed=data.seed,
        presence_only=data.presence_only,
        coordinates=data.coordinates,
        month=data.month,
        progress=progress,
    )


def out_of_fold(
    data: TrainingData,
    kind: str,
    index: NDArray[np.int64],
    steps: Steps,
    blocks: Sequence[slice] = (),
) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
    """Predict each observation by a model fitted on the other folds.

    Parameters
    ----------
    data : TrainingData
        The observations.
    kind : str
        Kind of the estimator, a key of `estimators.LABELS`.
    index : (n,) int64
        Fold of each observation.
    steps : Steps
        Progress.
    blocks : sequence of slice
        Groups of features for permutation importance.

    Returns
    -------
    predictions : (n,), (n, k) or (n, classes) float64
        Values or probabilities.
    permuted_predictions : list of array
        Predictions with each of `blocks` permuted within the held-out fold.
    """
    rng = np.random.default_rng(data.seed)
    shape = data.y.shape if data.task == "regression" else (len(data.y), data.classes)
    predictions, permuted_predictions = np.empty(shape), [np.empty(shape) for _ in blocks]
    for fold in np.unique(index):
        held = index == fold
        fitted = fit_rows(data, kind, index, ~held, steps.of_fit)
        x = data.x[held]
        predictions[held] = predicted(fitted.pipeline, data.task, x, data.classes)
        for permuted, block in zip(permuted_predictions, blocks):
            shuffled_x = x.copy()
            shuffled_x[:, block] = x[rng.permutation(len(x))][:, block]
            permuted[held] = predicted(fitted.pipeline, data.task, shuffled_x, data.classes)
        steps.done()
    return predictions, permuted_predictions
