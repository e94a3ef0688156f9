"""Principal components of image features, whitened in part: what an encoder is asked to predict.

Features of a patch are many, and say much the same. Their components are few and uncorrelated; whitening decides how
much the faint ones weigh beside the strong ones.
"""

from __future__ import annotations

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.progress import Progress, no_progress

BLOCK = 8192
FAINTEST = 1e-6
"""Components with less than this share of the first one's variance are rounding errors."""


def whitened(
    features: np.ndarray,
    components: int = 256,
    whitening: float = 0.5,
    *,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Features (n, f) -> their leading principal components (n, at most `components`), float32, of mean 0.

    Every feature counts with variance 1. A component's variance v becomes v ** (1 - whitening): 0 leaves it, 1 makes
    all alike; then all are scaled by one factor, so that their mean square is 1. The loading of largest magnitude of
    each component is positive. Memory: the result, a block of rows and an (f, f) matrix, both float64. Raises
    SatclipError for a whitening outside 0 to 1 and for features that are the same at all places.
    """
    if not 0 <= whitening <= 1:
        raise SatclipError(
            f"Whitening goes from 0 (none) to 1 (all components weigh the same), not {whitening}."
        )
    n, width = features.shape
    mean = features.mean(0, dtype=np.float64)
    variance = np.zeros(width)
    for rows in _blocks(n):
        variance += ((features[rows] - mean) ** 2).sum(0) / n
    # A feature that doesn't vary says nothing; its noise isn't blown up.
    scale = np.where(variance > 1e-12, 1 / np.sqrt(variance.clip(1e-12)), 0.0)
    covariance = np.zeros((width, width))
    for rows in _blocks(n):
        progress(rows.start / n, "Finding the principal components of image features")
        block = (features[rows] - mean) * scale
        covariance += block.T @ block / n
    values, vectors = np.linalg.eigh(covariance)
    values, vectors = values[::-1], vectors[:, ::-1]
    rank = min(components, n - 1, int((values > FAINTEST * max(values[0], FAINTEST)).sum()))
    if rank < 1:
        raise SatclipError("The imagery looks the same at all points: there is nothing to learn from it.")
    values, vectors = values[:rank], vectors[:, :rank]
    vectors = vectors * np.sign(np.take_along_axis(vectors, np.abs(vectors).argmax(0)[None], 0))
    projection = scale[:, None] * vectors / values ** (whitening / 2)
    result = np.empty((n, rank), np.float32)
    for rows in _blocks(n):
        result[rows] = (features[rows] - mean) @ projection
    return result / np.sqrt((result**2).mean(dtype=np.float64)).astype(np.float32)


def _blocks(n: int) -> list[slice]:
    return [slice(start, min(start + BLOCK, n)) for start in range(0, n, BLOCK)]
