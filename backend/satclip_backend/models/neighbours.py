"""Nearest neighbours on the sphere, weighted by inverse distance.

Features are x, y, z on the unit sphere, so the nearest by chord length are the nearest by great-circle
distance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor


class _Neighbours(BaseEstimator):
    """Base of regressor and classifier. The tree is not saved: `restore` builds it again from the training data."""

    _model: type

    def __init__(self, neighbours: int = 5) -> None:
        self.neighbours = neighbours

    def fit(self, x: NDArray, y: NDArray):
        """Store training data: features (n, 3) and values or codes (n,)."""
        self.x_, self.y_ = np.asarray(x, dtype=np.float64), np.asarray(y)
        count = min(self.neighbours, len(self.y_))
        self.fitted_ = self._model(count, weights="distance", algorithm="kd_tree").fit(self.x_, self.y_)
        return self

    def of(self, neighbours: int):
        """Set the number of neighbours; return the estimator."""
        self.neighbours = neighbours
        self.fitted_.set_params(n_neighbors=min(neighbours, len(self.y_)))
        return self

    def predict(self, x: NDArray) -> NDArray:
        """Return values or codes (m,)."""
        return self.fitted_.predict(np.asarray(x, dtype=np.float64))

    def tensors(self) -> dict[str, NDArray]:
        """Return the arrays that `restore` reads."""
        return {"x": self.x_, "y": self.y_, "neighbours": np.array([self.neighbours])}

    def restore(self, tensors: dict[str, NDArray]):
        """Fit on the arrays of `tensors`."""
        self.neighbours = int(tensors["neighbours"][0])
        return self.fit(tensors["x"], tensors["y"])


class NeighboursRegressor(RegressorMixin, _Neighbours):
    """Weighted mean of values."""

    _model = KNeighborsRegressor


class NeighboursClassifier(ClassifierMixin, _Neighbours):
    """Weighted shares of classes. `balanced`: as if all classes had the same number of observations."""

    _model = KNeighborsClassifier

    def __init__(self, neighbours: int = 5, balanced: bool = False) -> None:
        super().__init__(neighbours)
        self.balanced = balanced

    @property
    def classes_(self) -> NDArray:
        """Codes of the classes, in the order of the probabilities."""
        return self.fitted_.classes_

    def predict_proba(self, x: NDArray) -> NDArray:
        """Return probabilities (m, classes)."""
        found = self.fitted_.predict_proba(np.asarray(x, dtype=np.float64))
        if self.balanced:
            found = found / np.unique(self.y_, return_counts=True)[1]
            found /= found.sum(axis=1, keepdims=True)
        return found

    def tensors(self) -> dict[str, NDArray]:
        """Return the arrays that `restore` reads."""
        return super().tensors() | ({"balanced": np.ones(1)} if self.balanced else {})

    def restore(self, tensors: dict[str, NDArray]):
        """Fit on the arrays of `tensors`."""
        self.balanced = "balanced" in tensors
        return super().restore(tensors)
