"""Ordinary kriging on the sphere in a moving neighbourhood, and indicator kriging of classes.

The covariance is exponential in the chord length h between points, exp(-h / range), plus a nugget. The nugget
is measurement noise, so predictions are smooth. An observation of weight w has a noise variance of nugget /
w, like the mean of w measurements. Source: Chiles and Delfiner 2012, Geostatistics, sections 3.4 and 3.7.

In a plain moving neighbourhood, predictions jump where an observation enters, and maps have seams. So the
noise variance of an observation grows to infinity toward the edge of the neighbourhood, where its weight
becomes 0. Source: Rivoirard and Romary 2011, Mathematical Geosciences 43, doi:10.1007/s11004-011-9330-0.

Features are x, y, z on the unit sphere.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin

from satclip_backend.progress import Progress, no_progress

NEIGHBOURS = 30
"""Number of nearest observations in the neighbourhood."""
INNER = 0.8
"""Share of the radius of the neighbourhood within which no noise is added."""
MOST_NOISE = 1e12
"""Noise variance in sills that stands for infinity."""
RANGES = 7
"""Number of candidate ranges, from a few distances between neighbours to the extent of the data."""
NUGGETS = (0.01, 0.1, 0.3, 1.0, 3.0)
"""Candidate nuggets in sills."""
TRIED_ON = 1000
"""Approximate number of held-out observations that candidates are scored on."""
BLOCK = 2048
"""Number of points that are predicted at once: 15 MB of covariances."""
JITTER = 1e-8
"""Added to the diagonal of the covariances, which are singular for observations at one location without it."""


class _Kriging(BaseEstimator):
    """Base class of both estimators. `tensors` and `restore` save and load the observations."""

    def __init__(self, range: float = 0.01, nugget: float = 0.1) -> None:
        self.range, self.nugget = range, nugget

    def fit(self, x: NDArray, y: NDArray, sample_weight: NDArray | None = None):
        """Store the observations: x (n, 3), values or class codes y (n,) and optional weights (n,) of mean 1."""
        self.x_, self.y_ = np.asarray(x, dtype=np.float64), np.asarray(y)
        self.weights_ = None if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        self.tree_ = KDTree(self.x_)
        return self

    def _kriged(self, x: NDArray, y: NDArray, classes: int = 0) -> NDArray[np.float64]:
        """Return kriged values (m,) or indicators (m, classes) at points x (m, 3). See `_Nearby.kriged`."""
        x = np.asarray(x, dtype=np.float64)
        kriged = np.empty((len(x), classes) if classes else len(x))
        for start in range(0, len(x), BLOCK):
            nearby = _Nearby(self.tree_, x[start : start + BLOCK], self.weights_)
            kriged[start : start + BLOCK] = nearby.kriged(self.range, self.nugget, y, classes)
        return kriged

    def tensors(self) -> dict[str, NDArray]:
        """Return the arrays that `restore` needs."""
        weights = {} if self.weights_ is None else {"weights": self.weights_}
        return {"x": self.x_, "y": self.y_, "covariance": np.array([self.range, self.nugget]), **weights}

    def restore(self, tensors: dict[str, NDArray]):
        """Restore the fitted estimator from its `tensors`."""
        self.range, self.nugget = (float(value) for value in tensors["covariance"])
        return self.fit(tensors["x"], tensors["y"], tensors.get("weights"))


class KrigingRegressor(RegressorMixin, _Kriging):
    """Ordinary kriging of a number."""

    def predict(self, x: NDArray) -> NDArray[np.float64]:
        """Return the predicted values (m,) at points x (m, 3)."""
        return self._kriged(x, self.y_)


class KrigingClassifier(ClassifierMixin, _Kriging):
    """Indicator kriging of classes. Negative indicators are set to 0, and probabilities add up to 1.

    `balanced` gives all classes the same total weight.
    """

    def __init__(self, range: float = 0.01, nugget: float = 0.1, balanced: bool = False) -> None:
        super().__init__(range, nugget)
        self.balanced = balanced

    def fit(self, x: NDArray, y: NDArray, sample_weight: NDArray | None = None):
        """Store the observations: x (n, 3), class codes y (n,) and optional weights (n,) of mean 1."""
        super().fit(x, y, sample_weight)
        self.classes_, codes = np.unique(self.y_, return_inverse=True)
        self.positions_ = codes.ravel()
        return self

    def predict_proba(self, x: NDArray) -> NDArray[np.float64]:
        """Return probabilities (m, classes) at points x (m, 3)."""
        # indicators add up to 1, so their sum is at least 1 once the negative ones are 0
        found = self._kriged(x, self.positions_, len(self.classes_)).clip(0)
        if self.balanced:
            found /= np.bincount(self.positions_)
        return found / found.sum(axis=1, keepdims=True)

    def predict(self, x: NDArray) -> NDArray:
        """Return the codes (m,) of the likeliest classes."""
        return self.classes_[self.predict_proba(x).argmax(axis=1)]

    def tensors(self) -> dict[str, NDArray]:
        """Return the arrays that `restore` needs."""
        return super().tensors() | ({"balanced": np.ones(1)} if self.balanced else {})

    def restore(self, tensors: dict[str, NDArray]):
        """Restore the fitted estimator from its `tensors`."""
        self.balanced = "balanced" in tensors
        return super().restore(tensors)


class _Nearby:
    """Neighbourhoods of points (m, 3): indices `rows` (m, k) of the nearest observations, their distances and noise."""

    def __init__(
        self, tree: KDTree, x: NDArray[np.float64], weights: NDArray[np.float64] | None = None
    ) -> None:
        count = min(NEIGHBOURS, tree.n)
        distances, rows = tree.query(x, k=count)
        self.rows = rows.reshape(len(x), count)
        self.to_place = distances.reshape(len(x), count)
        self.relative_noise = 1.0 if weights is None else 1 / weights[self.rows]
        self.edge_noise = _edge_noise(self.to_place) if count < tree.n else 0.0
        places = tree.data[self.rows]
        squares = np.einsum("mki,mki->mk", places, places)
        products = places @ places.transpose(0, 2, 1)
        self.between = np.sqrt((squares[:, :, None] + squares[:, None, :] - 2 * products).clip(0))
        self._range: float | None = None
        self._covariance = self.between

    def kriged(self, range: float, nugget: float, y: NDArray, classes: int) -> NDArray[np.float64]:
        """Return kriged values (m,) of y (n,), or kriged indicators (m, classes) if y has class codes."""
        weights = self.weights(range, nugget)
        if not classes:
            return (weights * y[self.rows]).sum(axis=1)
        cells = np.arange(len(self.rows))[:, None] * classes + y[self.rows]
        sums = np.bincount(cells.ravel(), weights.ravel(), minlength=len(self.rows) * classes)
        return sums.reshape(-1, classes)

    def weights(self, range: float, nugget: float) -> NDArray[np.float64]:
        """Return the ordinary kriging weights (m, k) of the observations. They add up to 1 for each point."""
        if range != self._range:  # several nuggets are tried for each range
            self._range, self._covariance = range, np.exp(self.between / -range)
        covariance, diagonal = self._covariance, np.arange(self.rows.shape[1])
        covariance[:, diagonal, diagonal] = 1 + nugget * self.relative_noise + self.edge_noise + JITTER
        right = np.stack([np.exp(self.to_place / -range), np.ones_like(self.to_place)], axis=2)
        simple, ones = np.moveaxis(np.linalg.solve(covariance, right), 2, 0)
        lagrange = (1 - simple.sum(axis=1)) / ones.sum(axis=1)
        return simple + lagrange[:, None] * ones


def _edge_noise(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the noise variance (m, k) at ascending distances (m, k): 0 up to `INNER`, infinite at the last one."""
    last = distances[:, -1:]
    share = np.divide(distances, last, out=np.zeros_like(distances), where=last > 0)
    outer = ((share - INNER) / (1 - INNER)).clip(0)
    return np.minimum((outer / np.maximum(1 - outer, 1e-9)) ** 2, MOST_NOISE)


def choose_covariance(
    x: NDArray[np.float64],
    y: NDArray,
    inner: NDArray[np.int64],
    weights: NDArray[np.float64] | None,
    classes: bool,
    progress: Progress = no_progress,
) -> tuple[float, float]:
    """Return the range and nugget with the lowest squared error in cross-validation with the folds `inner` (n,)."""
    count = int(y.max()) + 1 if classes else 0
    ranges = _ranges(x)
    errors = np.zeros((len(ranges), len(NUGGETS)))
    parts = list(_held_out(inner, len(y)))
    for done, (others, held) in enumerate(parts):
        own, w = (None, 1.0) if weights is None else (weights[others], weights[held])
        nearby = _Nearby(KDTree(x[others]), x[held], own)
        for i, j in np.ndindex(errors.shape):
            progress((done + i / len(ranges)) / len(parts), "")
            kriged = nearby.kriged(ranges[i], NUGGETS[j], y[others], count)
            truth = np.eye(count)[y[held]] if classes else y[held]
            errors[i, j] += (w * ((kriged - truth) ** 2).reshape(len(held), -1).sum(axis=1)).sum()
    if not parts:
        return float(ranges[2]), NUGGETS[1]
    i, j = np.unravel_index(errors.argmin(), errors.shape)
    return float(ranges[i]), NUGGETS[j]


def _held_out(inner: NDArray[np.int64], n: int) -> Iterator[tuple[NDArray, NDArray]]:
    """Yield training and test indices for each fold, with about `TRIED_ON` test observations in total."""
    for part in np.unique(inner):
        held = np.flatnonzero(inner == part)
        if len(held) < n:
            yield np.flatnonzero(inner != part), held[:: max(1, n // TRIED_ON)]


def _ranges(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the candidate ranges, a geometric sequence."""
    places = np.unique(x, axis=0)
    if len(places) < 2:
        return np.full(RANGES, 1e-3)
    shortest = 3 * float(np.median(KDTree(places).query(places, k=2)[0][:, 1]))
    extent = 2 * float(np.linalg.norm(places - places.mean(axis=0), axis=1).max())
    return np.geomspace(shortest, max(extent, 10 * shortest), RANGES)
