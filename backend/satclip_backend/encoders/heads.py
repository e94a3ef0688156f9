"""Heads: a few numbers computed from each embedding, such as principal components or a similarity.

A map needs no embeddings, only the values of a head. A linear head is folded into the last layer of the network. Where
neighbouring pixels are close, evaluating some points and interpolating is enough: `tolerance` says how far a value may
be off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-4
"""How far a stored value may be off, in standard deviations of what is read."""
FLOAT32 = 1e-5
"""Error of a network in float32, in standard deviations of a whole embedding: no tolerance is below it."""

H = TypeVar("H", bound="Head")


@dataclass(frozen=True)
class Head:
    """k numbers of an embedding (d,). `tolerance` (k,) is the error that each may have; 0 for none.

    Called with embeddings (n, d), float32 or float64, it returns (n, k) in that dtype. A row of NaN stays one.
    """

    tolerance: NDArray[np.float64]

    def __call__(self, embeddings: NDArray) -> NDArray:
        """Embeddings (n, d) -> (n, k)."""
        raise NotImplementedError

    def exact(self: H) -> H:
        """The same without tolerance: every place is evaluated by itself."""
        return replace(self, tolerance=np.zeros_like(self.tolerance))


@dataclass(frozen=True)
class LinearHead(Head):
    """`matrix` (k, d) @ embedding + `offset` (k,), float64."""

    matrix: NDArray[np.float64]
    offset: NDArray[np.float64]

    def __call__(self, embeddings: NDArray) -> NDArray:
        """Embeddings (n, d) -> (n, k)."""
        return (embeddings @ self.matrix.T + self.offset).astype(embeddings.dtype, copy=False)


@dataclass(frozen=True)
class CosineHead(Head):
    """Cosine of the angle between embedding - `centre` (d,) and `direction` (d,): one number from -1 to 1.

    Where the embedding is the centre itself there is no angle, and the number is 0.
    """

    centre: NDArray[np.float64]
    direction: NDArray[np.float64]

    def __call__(self, embeddings: NDArray) -> NDArray:
        """Embeddings (n, d) -> (n, 1)."""
        along = embeddings - self.centre.astype(embeddings.dtype)
        direction = self.direction / max(np.linalg.norm(self.direction), 1e-300)
        length = np.maximum(np.linalg.norm(along, axis=1), np.finfo(embeddings.dtype).tiny)
        return (along @ direction.astype(embeddings.dtype) / length)[:, None]


def similarity_to(embeddings: NDArray, centre: NDArray, tolerance: Sequence[float]) -> CosineHead:
    """Similarity to places with these embeddings (n, d): the cosine to the mean of their directions from `centre`."""
    along = np.asarray(embeddings, dtype=np.float64) - centre
    lengths = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-300)
    return CosineHead(np.asarray(tolerance, dtype=np.float64), centre, (along / lengths).mean(axis=0))
