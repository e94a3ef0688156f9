"""Principal components of image features, partly whitened: the targets of pretraining.

Image features are many and correlated. Their principal components are few and uncorrelated. Whitening sets
the weight of components with small variance relative to those with large variance.
"""

from __future__ import annotations

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

BLOCK = 8192
FAINTEST = 1e-6
"""Share of the first component's variance below which components are rounding errors."""


def whitened(
    features: np.ndarray,
    components: int = 256,
    whitening: float = 0.5,
    *,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Return the first principal components (n, at most `components`) of features (n, f), with mean 0.

    The result is float32. Features are standardised. A component's variance v becomes v ** (1 - whitening): 0
    keeps it, 1 makes all equal. Then all are scaled by one factor to mean square 1. The largest loading of
    each component is positive. Memory: the result, and in float64 a block of rows and an (f, f) matrix.
    Raises SatclipError for a whitening outside 0 to 1, and for features that are the same at all points.
    """
    if not 0 <= whitening <= 1:
        raise SatclipError(
            _(
                "Whitening goes from 0 (none) to 1 (all components weigh the same), not {whitening}.",
                whitening=whitening,
            )
        )
    n, width = features.shape
    mean = features.mean(0, dtype=np.float64)
    variance = np.zeros(width)
    for rows in _blocks(n):
        variance += ((features[rows] - mean) ** 2).sum(0) / n
    # A constant feature has no information, and its rounding noise is not scaled up.
    scale = np.where(variance > 1e-12, 1 / np.sqrt(variance.clip(1e-12)), 0.0)
    covariance = np.zeros((width, width))
    for rows in _blocks(n):
        progress(rows.start / n, _("Finding the principal components of image features"))
        block = (features[rows] - mean) * scale
        covariance += block.T @ block / n
    values, vectors = np.linalg.eigh(covariance)
    values, vectors = values[::-1], vectors[:, ::-1]
    rank = min(components, n - 1, int((values > FAINTEST * max(values[0], FAINTEST)).sum()))
    if rank < 1:
        raise SatclipError(_("The imagery looks the same at all points: there is nothing to learn from it."))
    values, vectors = values[:rank], vectors[:, :rank]
    vectors = vectors * np.sign(np.take_along_axis(vectors, np.abs(vectors).argmax(0)[None], 0))
    projection = scale[:, None] * vectors / values ** (whitening / 2)
    result = np.empty((n, rank), np.float32)
    for rows in _blocks(n):
        result[rows] = (features[rows] - mean) @ projection
    return result / np.sqrt((result**2).mean(dtype=np.float64)).astype(np.float32)


def _blocks(n: int) -> list[slice]:
    return [slice(start, min(start + BLOCK, n)) for start in range(0, n, BLOCK)]
