"""Nearest neighbour distances in feature space.

Neighbouring pixels of a map have similar features. By the triangle inequality, only a few reference points
can be the nearest of a group of such pixels: those that are not much farther from the group's centre than its
nearest one. The others are skipped, and the result is the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 2048
"""Number of points that are compared at once: 82 MB of distances to 10,000 reference points."""
GROUPS = (256, 64, 16)
"""Number of points in a group, by level. Groups are consecutive points, so their order affects only the speed."""
SMALL = 1 << 17
"""Number of pairs below which a comparison is faster than a division into groups."""
SIMILAR = 0.8
"""Share of the points' variance within groups above which groups are not worthwhile."""
MANY = 0.5
"""Share of the reference points above which copying them takes longer than skipping the others saves."""
ROUNDING = 1e-5
"""Bound of the rounding error of a squared distance, relative to the squared norms of its two points."""


def nearest_distances(
    points: NDArray[np.float32], rows: NDArray[np.float32], grouped: bool = True
) -> NDArray[np.float64]:
    """Return the distance (m,) of each of `points` (m, p) to the nearest of `rows` (r, p).

    It is fast if consecutive points are similar. If `grouped` is false, all points are compared with all
    rows.
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
    """Return the distance (m,) from each point to the nearest row of another fold.

    `points` (m, p) are in the folds `index` (m,), `rows` (r, p) in the folds `row_index` (r,).
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
    """Return distances (m,) by groups of points, each compared with the rows that may be nearest."""
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
        # `farthest` bounds the distance from the centre to the nearest row of any point: the distance from
        # the point to the row nearest to the centre, plus the distance from the point to the centre.
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
    """Return distances (m,), comparing all points with all rows.

    The nearest row minimises |b|² - 2ab, a matrix product. The distance itself is computed from the
    difference, because
    |a|² + |b|² - 2ab loses its digits for close points.
    """
    distances = np.empty(len(points))
    for start in range(0, len(points), BLOCK):
        block = points[start : start + BLOCK]
        rank = (-2 * block) @ rows.T
        rank += squares
        difference = block.astype(np.float64) - rows[rank.argmin(axis=1)]
        distances[start : start + BLOCK] = np.sqrt(np.einsum("ij,ij->i", difference, difference))
    return distances
