"""Stacked generalization: a weighted mean of models that were cross-validated in the same folds.

Linear models and boosting predict from the features, kriging from the nearest observations. Weights are
fitted to out-of-fold predictions by non-negative least squares. Sources: Wolpert 1992, Neural Networks 5;
Breiman 1996, Stacked regressions, Machine Learning 24.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls
from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline

from satclip_backend.models.estimators import predicted
from satclip_backend.models.results import Task

PARTS = ("linear", "boosting", "kriging")
"""Kinds of the stacked models, in this order. Kriging uses only the coordinates."""
MOST_CELLS = 100_000
"""Number of observations times classes up to which boosting is included. It fits a tree per class in each iteration."""


def parts_for(rows: int, classes: int) -> tuple[str, ...]:
    """Return the kinds of the stacked models for a number of rows and of classes, 0 in regression."""
    return PARTS if classes < 3 or rows * classes <= MOST_CELLS else ("linear", "kriging")


@dataclass(frozen=True)
class Weights:
    """Weight of each model, and a constant that is added in regression."""

    of: NDArray[np.float64]
    constant: float = 0.0

    def mean(self, predictions: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
        """Return the weighted mean of values (n,) or probabilities (n, classes)."""
        return self.constant + sum(weight * own for weight, own in zip(self.of, predictions))


def find_weights(
    predictions: Sequence[NDArray[np.float64]],
    y: NDArray,
    task: Task,
    weights: NDArray[np.float64] | None = None,
) -> Weights:
    """Return the weights that fit out-of-fold predictions to `y` (n,) by non-negative least squares.

    Predictions are values (n,) or probabilities (n, classes). Weights of probabilities add up to 1. `weights`
    (n,) are sample weights.
    """
    w = np.ones(len(y)) if weights is None else weights
    if task == "regression":
        mean = np.average(y, weights=w)
        columns, wanted = np.stack(predictions, axis=1) - mean, y - mean
    else:
        classes = predictions[0].shape[1]
        w = np.repeat(w, classes)
        columns = np.stack([own.ravel() for own in predictions], axis=1)
        wanted = (y[:, None] == np.arange(classes)).ravel().astype(np.float64)
    root = np.sqrt(w)
    found, _ = nnls(root[:, None] * columns, root * wanted)
    if not found.any():
        found = np.full(len(found), 1 / len(found))
    if task == "regression":
        return Weights(found, float(mean * (1 - found.sum())))
    return Weights(found / found.sum())


def cross_fitted(
    predictions: Sequence[NDArray[np.float64]],
    y: NDArray,
    task: Task,
    index: NDArray[np.int64],
    weights: NDArray[np.float64] | None = None,
) -> list[Weights]:
    """Return the weights for each fold 0, 1, ... of `index` (n,), fitted on the other folds."""
    found = []
    for fold in np.unique(index):
        kept = index != fold
        own = None if weights is None else weights[kept]
        found.append(find_weights([one[kept] for one in predictions], y[kept], task, own))
    return found


def combined(
    predictions: Sequence[NDArray[np.float64]], index: NDArray[np.int64], weights: Sequence[Weights]
) -> NDArray[np.float64]:
    """Return the weighted means of all observations, each with the weights of its fold."""
    mean = np.empty_like(predictions[0])
    for fold, own in zip(np.unique(index), weights):
        held = index == fold
        mean[held] = own.mean([one[held] for one in predictions])
    return mean


@dataclass
class Stack(BaseEstimator):
    """Stacked ensemble: the last step of a pipeline, like other estimators.

    Attributes
    ----------
    task : {"regression", "classification"}
        The task.
    classes : int
        Number of classes.
    coordinates : slice
        Columns of x, y, z.
    parts : dict of str to Pipeline
        Fitted models, by kind.
    weights : Weights
        Their weights.
    """

    task: Task
    classes: int
    coordinates: slice | None
    parts: dict[str, Pipeline]
    weights: Weights

    def fit(self, x: NDArray, y: NDArray):
        """Do nothing: the models are already fitted."""
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return True

    @property
    def classes_(self) -> NDArray[np.int64]:
        """Codes of all classes."""
        return np.arange(self.classes)

    def predict(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return values (m,)."""
        return self._mean(x)

    def predict_proba(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return probabilities (m, classes)."""
        return self._mean(x)

    def _mean(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        return self.weights.mean(
            [
                predicted(part, self.task, x[:, self.coordinates] if kind == "kriging" else x, self.classes)
                for kind, part in self.parts.items()
            ]
        )
