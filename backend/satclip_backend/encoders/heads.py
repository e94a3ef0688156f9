"""Heads: functions that compute a few values from each embedding, such as principal components or a similarity.

A map needs only the values of a head, no embeddings. A linear head is merged into the last layer of the network.
If neighbouring pixels are close, some points are evaluated and the others interpolated: `tolerance` is the
permitted error of a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-4
"""Permitted error of a stored value, in standard deviations of the head's values."""
FLOAT32 = 1e-5
"""Error of a float32 network, in standard deviations of a whole embedding. No tolerance is smaller."""

H = TypeVar("H", bound="Head")


@dataclass(frozen=True)
class Head:
    """A function of an embedding (d,) with k values.

    `tolerance` (k,) is the permitted error of each value; 0 for exact. Called with embeddings (n, d), float32 or
    float64, it returns (n, k) in that dtype. A row of NaN stays NaN.
    """

    tolerance: NDArray[np.float64]

    def __call__(self, embeddings: NDArray) -> NDArray:
        """Return the values (n, k) of embeddings (n, d)."""
        raise NotImplementedError

    def exact(self: H) -> H:
        """Return the head without tolerance: every point is evaluated exactly."""
        return replace(self, tolerance=np.zeros_like(self.tolerance))


@dataclass(frozen=True)
class LinearHead(Head):
    """`matrix` (k, d) @ embedding + `offset` (k,), float64."""

    matrix: NDArray[np.float64]
    offset: NDArray[np.float64]

    def __call__(self, embeddings: NDArray) -> NDArray:
        """Return the values (n, k) of embeddings (n, d)."""
        return (embeddings @ self.matrix.T + self.offset).astype(embeddings.dtype, copy=False)


@dataclass(frozen=True)
class DirectionHead(Head):
    """`matrix` (k, d) @ direction + `offset` (k,), float64, where direction is embedding - `centre` (d,) at length 1.

    A row of length 1 without an offset gives the cosine of the angle to that row, from -1 to 1. If the embedding
    equals the centre, its direction is 0.
    """

    centre: NDArray[np.float64]
    matrix: NDArray[np.float64]
    offset: NDArray[np.float64]

    def __call__(self, embeddings: NDArray) -> NDArray:
        """Return the values (n, k) of embeddings (n, d)."""
        along = embeddings - self.centre.astype(embeddings.dtype)
        length = np.maximum(np.linalg.norm(along, axis=1), np.finfo(embeddings.dtype).tiny)
        values = along @ self.matrix.T.astype(embeddings.dtype) / length[:, None]
        return values + self.offset.astype(embeddings.dtype)


def directions(embeddings: NDArray, centre: NDArray) -> NDArray[np.float64]:
    """Return the directions (n, d) of embeddings (n, d) from `centre`, at length 1; 0 for the centre itself."""
    along = np.asarray(embeddings, dtype=np.float64) - centre
    return along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-300)


def cosine_head(centre: NDArray, rows: NDArray, tolerance: Sequence[float]) -> DirectionHead:
    """Return the cosines to the directions `rows` (k, d) of any length."""
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-300)
    return DirectionHead(np.asarray(tolerance, dtype=np.float64), centre, rows, np.zeros(len(rows)))


def similarity_to(
    embeddings: NDArray, centre: NDArray, tolerance: Sequence[float], negatives: NDArray | None = None
) -> DirectionHead:
    """Return the similarity to points with embeddings (n, d), and not to `negatives` (m, d).

    It is the cosine to the mean of the points' directions from `centre`. With negatives, it is the cosine to twice that
    mean minus the mean of the negatives' directions (Rocchio 1971, "Relevance feedback in information retrieval").
    """
    towards = directions(embeddings, centre).mean(axis=0)
    if negatives is not None and len(negatives):
        towards = 2 * towards - directions(negatives, centre).mean(axis=0)
    return cosine_head(centre, towards[None], tolerance)
