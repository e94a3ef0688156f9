"""The month among hundreds of other features: products for linear models, repetitions for trees.

Without products, the predictions of a linear model have the same yearly cycle everywhere. Without repetitions, the
month is rarely among the random features from which a split of a tree is chosen.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.extmath import randomized_svd

from satclip_backend.encoders.families.year import TERMS

COMPONENTS = 32
"""Number of principal components that are multiplied by the month (benchmarks/learning, dates)."""
REPETITIONS = 16
"""How often trees have the month, at most (benchmarks/learning, dates)."""
FACTOR = 0.5
"""Factor of the products. A penalty is then larger for them than for the features."""


def month_factor(others: int) -> float:
    """Return the factor of standardised Fourier terms that gives them as much variance as all other columns have.

    Hundreds of redundant columns would outweigh the month otherwise. The factor is at least 1.
    """
    return max(1.0, math.sqrt(others / TERMS))


class RepeatedMonth(TransformerMixin, BaseEstimator):
    """Repeats the month's Fourier terms, as the last columns of a feature matrix.

    Parameters
    ----------
    month : slice
        Columns of the t Fourier terms.
    repetitions : (1,) int64
        How often they are appended.
    """

    def __init__(self, month: slice, repetitions: NDArray[np.int64]) -> None:
        self.month, self.repetitions = month, repetitions

    @property
    def added(self) -> int:
        """Number of columns that are added."""
        return int(self.repetitions[0]) * TERMS

    def fit(self, x: NDArray[np.float32], y: NDArray | None = None) -> RepeatedMonth:
        """Do nothing: the number is fixed."""
        return self

    def transform(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the features (n, d + repetitions t) of features x (n, d)."""
        return np.hstack([x, np.tile(x[:, self.month], self.repetitions[0])])


class MonthProducts(TransformerMixin, BaseEstimator):
    """Adds products to standardised features, as their last columns, and multiplies the month's Fourier terms.

    They are products of these terms and the principal components of the other columns.

    Parameters
    ----------
    month : slice
        Columns of the t Fourier terms.
    components : (k, d - t) float64, optional
        Principal axes of the other columns, which `fit` sets.
    factors : (2,) float64, optional
        Factors of the products and of the terms, which `fit` sets.
    """

    def __init__(
        self,
        month: slice,
        components: NDArray[np.float64] | None = None,
        factors: NDArray[np.float64] | None = None,
    ) -> None:
        self.month, self.components, self.factors = month, components, factors

    @property
    def added(self) -> int:
        """Number of columns that are added."""
        return 0 if self.components is None else len(self.components) * TERMS

    def fit(self, x: NDArray, y: NDArray | None = None) -> MonthProducts:
        """Find the principal axes of features x (n, d)."""
        others = np.delete(x, self.month, axis=1)
        count = min(COMPONENTS, *others.shape)
        self.components = randomized_svd(others, count, random_state=0)[2].astype(np.float64)
        self.factors = np.array([FACTOR, month_factor(others.shape[1])])
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return self.components is not None

    def transform(self, x: NDArray) -> NDArray:
        """Return the features (n, d + k t) of features x (n, d)."""
        reduced = np.delete(x, self.month, axis=1) @ (self.factors[0] * self.components.T).astype(x.dtype)
        products = reduced[:, :, None] * x[:, None, self.month]
        found = np.hstack([x, products.reshape(len(x), -1)])
        found[:, self.month] *= self.factors[1]
        return found

    def without_products(
        self, coefficients: NDArray[np.float64], terms: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return coefficients (m, d) of the features alone, equal to those with products (m, d + k t) in one month.

        `terms` (t,) are the standardised Fourier terms of this month.
        """
        alone, of_products = np.split(coefficients.copy(), [coefficients.shape[1] - self.added], axis=1)
        of_components = of_products.reshape(len(alone), -1, len(terms)) @ terms
        others = np.delete(np.arange(alone.shape[1]), self.month)
        alone[:, self.month] *= self.factors[1]
        alone[:, others] += self.factors[0] * of_components @ self.components
        return alone
