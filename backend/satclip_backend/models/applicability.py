"""Area of applicability: how dissimilar the features of a location are from the training data.

Meyer and Pebesma (2021), doi:10.1111/2041-210X.13650.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from satclip_backend.errors import SatclipError
from satclip_backend.models.nearest_rows import BLOCK, nearest_distances, nearest_of_other_folds
from satclip_backend.translation import gettext_lazy as _

REFERENCE = 10_000
"""Largest number of training observations that are kept for comparison."""
VARIANCE = 0.999
"""Share of the variance that the retained principal components explain.

Half to four fifths of the dimensions of embeddings are retained, so maps are drawn faster. With observations
in Europe and embeddings of the bundled encoder, locations in Africa and Asia look a tenth less dissimilar
than with all dimensions, and the applicable share of them differs by 0.2 %. With 0.99 they look a quarter
less dissimilar.
"""


@dataclass(frozen=True)
class Applicability:
    """Area of applicability of a model.

    Attributes
    ----------
    matrix : (p, d) float64
        Projects d features to p weighted principal components.
    offset : (p,) float64
        Offset of the projection.
    reference : (r, p) float32
        Training observations, projected.
    scale : float
        Mean distance between the training observations.
    threshold : float
        Dissimilarity above which the model is not applicable: the upper whisker (Q3 + 1.5 IQR, at most the
        largest value) of the dissimilarities of the training observations.
    """

    matrix: NDArray[np.float64]
    offset: NDArray[np.float64]
    reference: NDArray[np.float32]
    scale: float
    threshold: float

    @classmethod
    def fit(
        cls,
        features: NDArray[np.float32],
        index: NDArray[np.int64],
        weights: NDArray[np.float64] | None = None,
        seed: int = 0,
    ) -> tuple[Applicability, NDArray[np.float64]]:
        """Fit the area of applicability.

        Parameters
        ----------
        features : (n, d) float32
            Features of the training observations.
        index : (n,) int64
            Fold of each observation. An observation is compared with those of the other folds.
        weights : (d,) float64, optional
            Importance of each feature. Only the ratios matter.
        seed : int
            Seed of the random sample that is kept as `reference`.

        Returns
        -------
        applicability : Applicability
            The area of applicability.
        dissimilarity : (n,) float64
            Dissimilarity of each observation from the other folds.

        Raises
        ------
        SatclipError
            If there is only one fold.
        """
        if len(np.unique(index)) < 2:
            raise SatclipError(
                _("The dissimilarity index needs observations in at least two folds: use more folds.")
            )
        matrix, offset = _projection(features, weights)
        projected = _projected(features, matrix, offset)
        sample = np.sort(np.random.default_rng(seed).permutation(len(features))[:REFERENCE])
        if len(np.unique(index[sample])) < 2:
            sample[-1] = np.flatnonzero(index != index[sample[0]])[0]
        reference = projected[sample]
        scale = _mean_distance(reference)
        own = nearest_of_other_folds(projected, index, reference, index[sample]) / scale
        low, high = np.quantile(own, [0.25, 0.75])
        threshold = float(min(high + 1.5 * (high - low), own.max()))
        return cls(matrix, offset, reference, scale, threshold), own

    @property
    def projection(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Matrix (p, d) and offset (p,). `nearest` takes matrix @ features + offset."""
        return self.matrix, self.offset

    def dissimilarity(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the dissimilarity index (m,) of locations with features (m, d)."""
        return self.nearest(_projected(features, self.matrix, self.offset))

    def nearest(self, projected: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the dissimilarity index (m,) of features (m, p) after `projection`.

        It is fast if consecutive locations are similar.
        """
        return nearest_distances(projected, self.reference) / self.scale

    def between(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the dissimilarities (m, m) between locations, as if each were a training point of the others."""
        projected = _projected(features, self.matrix, self.offset)
        return (cdist(projected, projected) / self.scale).astype(np.float32)

    def to_tensors(self) -> dict[str, NDArray]:
        """Return the arrays that `from_tensors` reads."""
        return {
            "matrix": self.matrix,
            "offset": self.offset,
            "reference": self.reference,
            "scale": np.array([self.scale]),
            "threshold": np.array([self.threshold]),
        }

    @classmethod
    def from_tensors(cls, tensors: dict[str, NDArray]) -> Applicability:
        """Restore an object from the arrays of `to_tensors`.

        Raises SatclipError, with what is wrong in the model file, if arrays are missing, not finite or
        inconsistent.
        """
        wanted = {"matrix": 2, "offset": 1, "reference": 2, "scale": 1, "threshold": 1}
        for name, dimensions in wanted.items():
            value = tensors.get(name)
            sound = value is not None and value.dtype.kind == "f" and value.ndim == dimensions
            if not sound or not np.isfinite(value).all():
                raise SatclipError(
                    _("the {name} of its area of applicability is missing or damaged", name=name)
                )
        matrix, offset, reference, scale, threshold = (tensors[name] for name in wanted)
        single = len(scale) == len(threshold) == 1
        fit = len(matrix) == len(offset) == reference.shape[1] > 0 and single
        fit = fit and 0 < len(reference) <= REFERENCE
        if not fit or scale[0] <= 0 or threshold[0] < 0:
            raise SatclipError(_("the arrays of its area of applicability do not fit together"))
        return cls(
            matrix.astype(np.float64),
            offset.astype(np.float64),
            reference.astype(np.float32),
            float(scale[0]),
            float(threshold[0]),
        )


def _projection(
    features: NDArray[np.float32], weights: NDArray[np.float64] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the matrix and offset that map features to their first principal components.

    Features are standardised and weighted before.
    """
    values = features.astype(np.float64)
    mean, deviation = values.mean(axis=0), values.std(axis=0)
    factor = np.where(deviation > 1e-6 * np.abs(mean), 1 / np.where(deviation > 0, deviation, 1), 1.0)
    if weights is not None:
        factor = factor * weights / (np.max(weights) or 1.0)
    values = (values - mean) * factor
    variance, vectors = np.linalg.eigh(values.T @ values / len(values))
    held = np.cumsum(np.maximum(variance[::-1], 0))
    count = int(np.searchsorted(held, VARIANCE * held[-1])) + 1
    matrix = vectors[:, ::-1][:, :count].T * factor
    return matrix, -matrix @ mean


def _projected(
    features: NDArray, matrix: NDArray[np.float64], offset: NDArray[np.float64]
) -> NDArray[np.float32]:
    result = np.empty((len(features), len(matrix)), dtype=np.float32)
    for start in range(0, len(features), BLOCK):
        # In float64, because means may be much larger than standard deviations.
        result[start : start + BLOCK] = features[start : start + BLOCK].astype(np.float64) @ matrix.T + offset
    return result


def _mean_distance(reference: NDArray[np.float32]) -> float:
    """Return the mean distance between pairs of points (r, p); 1 if all are equal."""
    squares, total = (reference.astype(np.float64) ** 2).sum(axis=1), 0.0
    for start in range(0, len(reference), BLOCK):
        block = slice(start, start + BLOCK)
        product = (torch.as_tensor(reference[block]) @ torch.as_tensor(reference).T).numpy()
        squared = squares[block, None] + squares - 2 * product
        squared[np.arange(len(squared)), np.arange(start, start + len(squared))] = 0.0
        total += float(np.sqrt(np.maximum(squared, 0.0)).sum())
    return total / max(1, len(reference) * (len(reference) - 1)) or 1.0
