"""Interpolation at Chebyshev nodes, for smooth functions on a rectangle.

Trefethen, "Approximation Theory and Approximation Practice" (2013), chapters 2 to 5 and 8: for an analytic
function, such as an encoder, the error decreases geometrically with the number of nodes.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


def nodes(count: int, length: float) -> NDArray[np.float64]:
    """Return `count` Chebyshev points of the first kind in (0, length), ascending: (count,)."""
    angle = (2 * np.arange(count) + 1) * np.pi / (2 * count)
    return (1 - np.cos(angle)) * (length / 2)


@lru_cache(maxsize=256)
def interpolation(count: int, pixels: int) -> NDArray[np.float32]:
    """Return the matrix (pixels, count) that maps values at `nodes(count, pixels)` to pixel centres.

    Barycentric formula (Berrut and Trefethen 2004, eqs. 4.2 and 5.3).
    """
    weights = (-1.0) ** np.arange(count) * np.sin((2 * np.arange(count) + 1) * np.pi / (2 * count))
    distance = (np.arange(pixels) + 0.5)[:, None] - nodes(count, pixels)
    at_node = np.abs(distance) < 1e-12 * pixels
    terms = np.where(at_node.any(axis=1, keepdims=True), at_node, weights / np.where(at_node, 1, distance))
    return (terms / terms.sum(axis=1, keepdims=True)).astype(np.float32)
