"""Distances in feature space: from points to the nearest of many rows.

Pixels of a map that lie side by side have similar features. By the triangle inequality, only a few rows can then be
the nearest of a group of them: those that are hardly farther from the group's centre than the nearest row is. The
others are left out, and the result is the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 2048
"""Points compared at once with all rows: 82 MB of distances to 10,000 of them."""
GROUPS = (256, 64, 16)
"""Points a group, level by level. Groups are consecutive points, so their order matters for speed alone."""
SMALL = 1 << 17
"""Pairs of points and rows that are compared faster than they are divided."""
SIMILAR = 0.8
"""Share of the points' variance that is left within the groups, from which on they are not worth dividing."""
MANY = 0.5
"""Share of the rows that takes longer to copy than leaving out the others saves."""
ROUNDING = 1e-5
"""Bound of the rounding errors of a squared distance, relative to the squared norms of its two points."""


def nearest_distances(
    points: NDArray[np.float32], rows: NDArray[np.float32], grouped: bool = True
) -> NDArray[np.float64]:
    """Distance (m,) of each of `points` (m, p) to the nearest of `rows` (r, p).

    It is fast where consecutive points are similar. With `grouped` false, all points are compared with all rows.
    """
    points, squares = np.ascontiguousarray(points, dtype=np.float32), (rows**2).sum(axis=1)
    if grouped:
        return _divide(points, rows, squares, GROUPS)
    return _compare(points, rows, squares)


def nearest_of_other_folds(
    points: NDArray[np.float32],
    index: NDArray[np.int64],
    rows: NDArray[np.float32],
    row_index: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Distance (m,) of each of `points` (m, p) of the folds `index` (m,) to the nearest of `rows` (r, p) of another one
    than its own, `row_index` (r,).
    """
    distances = np.empty(len(points))
    for fold in np.unique(index):
        own, others = index == fold, row_index != fold
        distances[own] = nearest_distances(points[own], rows[others], grouped=False)
    return distances


def _divide(
    points: NDArray[np.float32],
    rows: NDArray[np.float32],
    squares: NDArray[np.float32],
    sizes: tuple[int, ...],
) -> NDArray[np.float64]:
    """Distances (m,), group by group, each with the rows that may be the nearest of one of its points."""
    if not sizes or len(points) <= sizes[0] or len(points) * len(rows) <= SMALL:
        return _compare(points, rows, squares)
    starts = np.arange(0, len(points), sizes[0])
    counts = np.diff(starts, append=len(points))
    centres = np.add.reduceat(points, starts, axis=0) / counts[:, None].astype(np.float32)
    apart = points - np.repeat(centres, counts, axis=0)
    radii = np.sqrt(np.einsum("ij,ij->i", apart, apart))
    whole = points.var(axis=0, dtype=np.float64).sum() * len(points)
    if not (radii.astype(np.float64) ** 2).sum() <= SIMILAR * whole:
        return _compare(points, rows, squares)
    distances = np.empty(len(points))
    ranks = (-2 * centres) @ rows.T + squares
    for start, count, centre, rank in zip(starts, counts, centres, ranks):
        group = slice(start, start + count)
        difference = points[group] - rows[rank.argmin()]
        # The row nearest to the centre is so far from a point, and so no farther is the point's own nearest; that row
        # is no farther from the centre than this and the point's own distance from it together.
        farthest = (np.sqrt(np.einsum("ij,ij->i", difference, difference)) + radii[group]).max()
        square = float(centre @ centre)
        candidates = rank + square <= farthest**2 + ROUNDING * (square + squares)
        few = candidates.mean() < MANY
        left = (rows[candidates], squares[candidates]) if few else (rows, squares)
        distances[group] = _divide(points[group], *left, sizes[1:])
    return distances


def _compare(
    points: NDArray[np.float32], rows: NDArray[np.float32], squares: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Distances (m,) of points that are all compared with all rows.

    A product of matrices finds the nearest, |b|² - 2ab being smallest; the distance itself is then taken from
    the difference of the two, as |a|² + |b|² - 2ab has no digits left where they are close.
    """
    distances = np.empty(len(points))
    for start in range(0, len(points), BLOCK):
        block = points[start : start + BLOCK]
        rank = (-2 * block) @ rows.T
        rank += squares
        difference = block.astype(np.float64) - rows[rank.argmin(axis=1)]
        distances[start : start + BLOCK] = np.sqrt(np.einsum("ij,ij->i", difference, difference))
    return distances
