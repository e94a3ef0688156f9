"""Stacked generalization: a weighted mean of models that were cross-validated in the same folds.

The linear model and boosting predict from the features, kriging from the nearest rows. Weights are found on out-of-fold
predictions by non-negative least squares.
Sources: Wolpert 1992, Neural Networks 5; Breiman 1996, Stacked regressions, Machine Learning 24.
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
"""Kinds of the models that are stacked, in this order; kriging sees the coordinates alone."""
MOST_CELLS = 100_000
"""Rows times classes up to which boosting is one of them: a round of it has a tree for each class."""


def parts_for(rows: int, classes: int) -> tuple[str, ...]:
    """Kinds of the models that are stacked for so many rows and classes, 0 for a regression."""
    return PARTS if classes < 3 or rows * classes <= MOST_CELLS else ("linear", "kriging")


@dataclass(frozen=True)
class Weights:
    """Of each model its weight, and for regression a constant that is added."""

    of: NDArray[np.float64]
    constant: float = 0.0

    def mean(self, predictions: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
        """The weighted mean of values (n,) or probabilities (n, classes)."""
        return self.constant + sum(weight * own for weight, own in zip(self.of, predictions))


def find_weights(
    predictions: Sequence[NDArray[np.float64]],
    y: NDArray,
    task: Task,
    weights: NDArray[np.float64] | None = None,
) -> Weights:
    """Weights with which out-of-fold predictions, values (n,) or probabilities (n, classes), are nearest to `y` (n,).

    Those of probabilities add up to 1. `weights` (n,) are the rows'.
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
    """For each fold 0, 1, ... of `index` (n,) the weights that the rows of the other folds give."""
    found = []
    for fold in np.unique(index):
        kept = index != fold
        own = None if weights is None else weights[kept]
        found.append(find_weights([one[kept] for one in predictions], y[kept], task, own))
    return found


def combined(
    predictions: Sequence[NDArray[np.float64]], index: NDArray[np.int64], weights: Sequence[Weights]
) -> NDArray[np.float64]:
    """The weighted means of all rows, each with the weights of its fold."""
    mean = np.empty_like(predictions[0])
    for fold, own in zip(np.unique(index), weights):
        held = index == fold
        mean[held] = own.mean([one[held] for one in predictions])
    return mean


@dataclass
class Stack(BaseEstimator):
    """Fitted models of `PARTS`, and their weights. The last step of a pipeline, as other estimators.

    `coordinates` are the columns of x, y, z.
    """

    task: Task
    classes: int
    coordinates: slice
    parts: dict[str, Pipeline]
    weights: Weights

    def fit(self, x: NDArray, y: NDArray):
        """Nothing: its parts are fitted."""
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return True

    @property
    def classes_(self) -> NDArray[np.int64]:
        """Codes of all classes."""
        return np.arange(self.classes)

    def predict(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        """Values (m,)."""
        return self._mean(x)

    def predict_proba(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities (m, classes)."""
        return self._mean(x)

    def _mean(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        return self.weights.mean(
            [
                predicted(part, self.task, x[:, self.coordinates] if kind == "kriging" else x, self.classes)
                for kind, part in self.parts.items()
            ]
        )
