"""Nearest neighbours on the sphere: the mean of the nearest rows, weighted by the inverse of their distance.

Features are x, y, z on the unit sphere, where the nearest by straight line are the nearest by great circle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor


class _Neighbours(BaseEstimator):
    """What both kinds share. `tensors` and `restore` are for saving: the rows, from which the tree is made again."""

    _model: type

    def __init__(self, neighbours: int = 5) -> None:
        self.neighbours = neighbours

    def fit(self, x: NDArray, y: NDArray):
        """Remember rows (n, 3) with their values or codes (n,)."""
        self.x_, self.y_ = np.asarray(x, dtype=np.float64), np.asarray(y)
        count = min(self.neighbours, len(self.y_))
        self.fitted_ = self._model(count, weights="distance", algorithm="kd_tree").fit(self.x_, self.y_)
        return self

    def of(self, neighbours: int):
        """This model, which from now on takes so many neighbours."""
        self.neighbours = neighbours
        self.fitted_.set_params(n_neighbors=min(neighbours, len(self.y_)))
        return self

    def predict(self, x: NDArray) -> NDArray:
        """Values or codes (m,)."""
        return self.fitted_.predict(np.asarray(x, dtype=np.float64))

    def tensors(self) -> dict[str, NDArray]:
        """All that `restore` needs."""
        return {"x": self.x_, "y": self.y_, "neighbours": np.array([self.neighbours])}

    def restore(self, tensors: dict[str, NDArray]):
        """Fit again on what `tensors` gave."""
        self.neighbours = int(tensors["neighbours"][0])
        return self.fit(tensors["x"], tensors["y"])


class NeighboursRegressor(RegressorMixin, _Neighbours):
    """Means of values."""

    _model = KNeighborsRegressor


class NeighboursClassifier(ClassifierMixin, _Neighbours):
    """Shares of classes. `balanced`: as if classes had equally many rows."""

    _model = KNeighborsClassifier

    def __init__(self, neighbours: int = 5, balanced: bool = False) -> None:
        super().__init__(neighbours)
        self.balanced = balanced

    @property
    def classes_(self) -> NDArray:
        """Codes of the classes, in the order of the probabilities."""
        return self.fitted_.classes_

    def predict_proba(self, x: NDArray) -> NDArray:
        """Probabilities (m, classes)."""
        found = self.fitted_.predict_proba(np.asarray(x, dtype=np.float64))
        if self.balanced:
            found = found / np.unique(self.y_, return_counts=True)[1]
            found /= found.sum(axis=1, keepdims=True)
        return found

    def tensors(self) -> dict[str, NDArray]:
        """All that `restore` needs."""
        return super().tensors() | ({"balanced": np.ones(1)} if self.balanced else {})

    def restore(self, tensors: dict[str, NDArray]):
        """Fit again on what `tensors` gave."""
        self.balanced = "balanced" in tensors
        return super().restore(tensors)
