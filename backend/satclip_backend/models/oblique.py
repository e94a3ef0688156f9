"""Oblique coordinates: positions along many tilted axes, for trees.

A tree splits one feature at a time. On longitude and latitude, or on x, y, z, its predictions change in steps along
meridians and parallels. On many axes, they have no preferred direction. Source: Møller et al. 2020, SOIL 6,
doi:10.5194/soil-6-269-2020, whose axes are in a plane.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from satclip_backend.geo.sphere import fibonacci_lattice, unit

AXES = 128
"""Number of axes (benchmarks/learning, coordinates in gradient boosting)."""


def evenly_distributed_axes(count: int) -> NDArray[np.float64]:
    """Return unit vectors (count, 3) that are evenly distributed on the northern hemisphere."""
    return unit(fibonacci_lattice(2 * count)[:count])


class ObliqueCoordinates(TransformerMixin, BaseEstimator):
    """Replaces x, y, z in a feature matrix by positions along axes, as its last columns.

    Parameters
    ----------
    coordinates : slice
        Columns of x, y, z on the unit sphere.
    axes : (k, 3) float64
        Unit vectors.
    """

    def __init__(self, coordinates: slice, axes: NDArray[np.float64]) -> None:
        self.coordinates, self.axes = coordinates, axes

    @property
    def added(self) -> int:
        """Number of columns that are added."""
        return len(self.axes) - 3

    def fit(self, x: NDArray[np.float32], y: NDArray | None = None) -> ObliqueCoordinates:
        """Do nothing: the axes are fixed."""
        return self

    def transform(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the features (n, d - 3 + k) float32 of features (n, d)."""
        positions = x[:, self.coordinates] @ self.axes.T.astype(np.float32)
        return np.hstack([x[:, : self.coordinates.start], x[:, self.coordinates.stop :], positions])
