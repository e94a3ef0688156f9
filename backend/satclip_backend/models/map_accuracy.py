"""Accuracy of a map of classes, and the area of each class, from a probability sample of reference observations.

The estimators are those of Stehman (2014) for stratified random sampling, doi:10.1080/01431161.2014.930207. With the
map's classes as strata they are those of Olofsson et al. (2014), doi:10.1016/j.rse.2014.02.015. A simple random or
systematic sample is poststratified by the map's classes: the same estimators, with strata that are formed afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

Design = Literal["stratified", "random"]
EXPECTED = 5
"""Smallest expected number of points of a class in a chi-squared test."""
FEWEST = 2
"""Smallest number of sample points of a stratum for a variance estimate."""


@dataclass(frozen=True)
class Estimate:
    """A value, its standard error and the ends of its confidence interval; NaN where they can't be estimated."""

    value: float
    error: float
    low: float
    high: float


@dataclass(frozen=True)
class Strata:
    """The strata of a sample of n points.

    Attributes
    ----------
    of_points : (n,) int64
        The stratum of each point.
    areas : (h,) float64
        Area of each stratum, in any unit. It must be 0 for strata without points.
    contains : (h, k) bool
        Whether a stratum can contain pixels of a map class.
    """

    of_points: NDArray[np.int64]
    areas: NDArray[np.float64]
    contains: NDArray[np.bool_]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Number of points in each stratum (h,)."""
        return np.bincount(self.of_points, minlength=len(self.areas))


@dataclass(frozen=True)
class MapAccuracy:
    """Estimates for k classes.

    Attributes
    ----------
    counts : (k, k) int64
        Error matrix: points by map class (rows) and reference class (columns).
    proportions : (k, k) float64
        Estimated proportion of the area of each cell of the error matrix.
    overall : Estimate
        Overall accuracy, 0 to 1.
    users, producers : list of Estimate
        User's and producer's accuracy of each class, 0 to 1; NaN where no point has the class.
    areas : list of Estimate
        Area of each class, in the unit of the areas of the strata.
    """

    counts: NDArray[np.int64]
    proportions: NDArray[np.float64]
    overall: Estimate
    users: list[Estimate]
    producers: list[Estimate]
    areas: list[Estimate]


def estimate(
    mapped: NDArray[np.int64], reference: NDArray[np.int64], strata: Strata, confidence: float = 0.95
) -> MapAccuracy:
    """Estimate accuracy and areas from n sample points.

    Parameters
    ----------
    mapped, reference : (n,) int64
        Class of each point on the map and in the reference, 0 to k - 1.
    strata : Strata
        The strata, with k classes.
    confidence : float
        Confidence level of the intervals, which are the estimate plus and minus a normal quantile times the
        standard error, within the possible values.

    Returns
    -------
    MapAccuracy
        A standard error is NaN if a stratum has a single point, or if all points agree: a sample in which a
        quantity doesn't vary gives no estimate of its variance.
    """
    sample = _Sample(strata, NormalDist().inv_cdf((1 + confidence) / 2))
    k, total = strata.contains.shape[1], float(strata.areas.sum())
    counts = np.bincount(mapped * k + reference, minlength=k * k).reshape(k, k)
    right, everywhere = mapped == reference, np.ones(len(strata.areas), dtype=bool)
    proportions = np.zeros((k, k))
    for i, j in np.argwhere(counts):
        proportions[i, j] = sample.mean((mapped == i) & (reference == j))
    return MapAccuracy(
        counts,
        proportions,
        sample.proportion(right),
        [sample.ratio(right & (mapped == i), mapped == i, strata.contains[:, i]) for i in range(k)],
        [sample.ratio(right & (reference == i), reference == i, everywhere) for i in range(k)],
        [sample.proportion(reference == i, total) for i in range(k)],
    )


class _Sample:
    """Estimators of means and ratios for a stratified sample."""

    def __init__(self, strata: Strata, quantile: float) -> None:
        self._strata, self._quantile = strata, quantile
        self._sizes = strata.sizes
        self._weights = strata.areas / strata.areas.sum()

    def _means(self, y: NDArray) -> NDArray[np.float64]:
        """Return the mean of each stratum (h,); 0 if it has no points."""
        sums = np.bincount(self._strata.of_points, y.astype(np.float64), minlength=len(self._sizes))
        return sums / np.maximum(self._sizes, 1)

    def mean(self, y: NDArray) -> float:
        """Return the population mean: the stratum means weighted by area."""
        return float(self._weights @ self._means(y))

    def _variance(self, y: NDArray[np.float64], where: NDArray[np.bool_]) -> float:
        """Return the variance of the mean over the strata `where` (h,).

        It is the sum of W² s² / n over the strata, without finite population correction.
        """
        where = where & (self._weights > 0)
        if (self._sizes[where] < FEWEST).any():
            return np.nan
        off = y - self._means(y)[self._strata.of_points]
        squares = np.bincount(self._strata.of_points, off**2, minlength=len(self._sizes))
        sizes = self._sizes[where]
        return float((self._weights[where] ** 2 * squares[where] / (sizes - 1) / sizes).sum())

    def proportion(self, y: NDArray[np.bool_], total: float = 1.0) -> Estimate:
        """Estimate the share of the population in which `y` (n,) is true, times `total`."""
        everywhere = np.ones(len(self._weights), dtype=bool)
        return self._estimate(self.mean(y), self._variance(y.astype(np.float64), everywhere), total)

    def ratio(self, y: NDArray[np.bool_], x: NDArray[np.bool_], where: NDArray[np.bool_]) -> Estimate:
        """Estimate the ratio of the means of `y` and `x` (n,). `x` is 0 outside the strata `where` (h,).

        It is the combined ratio estimator, with the variance of the residuals y - R x.
        """
        whole = self.mean(x)
        if whole == 0:
            return Estimate(np.nan, np.nan, np.nan, np.nan)
        ratio = self.mean(y) / whole
        return self._estimate(ratio, self._variance(y - ratio * x, where) / whole**2)

    def _estimate(self, value: float, variance: float, total: float = 1.0) -> Estimate:
        error = variance**0.5 if variance > 1e-30 else np.nan
        low, high = max(value - self._quantile * error, 0.0), min(value + self._quantile * error, 1.0)
        known = np.isfinite(error)
        return Estimate(
            total * value, total * error, total * low if known else np.nan, total * high if known else np.nan
        )


def map_strata(mapped: NDArray[np.int64], areas: NDArray[np.float64]) -> tuple[Strata, list[int]]:
    """Return the map's classes as strata, and the classes on the map without points.

    The population excludes classes without points, because the sample has no information on them. `mapped`
    (n,) is the map class of each point, `areas` (k,) the area of each class on the map.
    """
    counts = np.bincount(mapped, minlength=len(areas))
    left_out = np.flatnonzero((counts == 0) & (areas > 0)).tolist()
    return Strata(mapped, np.where(counts > 0, areas, 0.0), np.eye(len(areas), dtype=bool)), left_out


def poststrata(mapped: NDArray[np.int64], areas: NDArray[np.float64]) -> tuple[Strata, list[int]]:
    """Return poststrata of a simple random or systematic sample, and the classes that share a poststratum.

    Poststrata are the map's classes. Classes with fewer than `FEWEST` points are merged, and, if they still
    have too few, merged with the class that has the next fewest points. `mapped` (n,) is the map class of
    each point, `areas` (k,) the area of each class on the map.
    """
    counts = np.bincount(mapped, minlength=len(areas))
    order = np.argsort(counts, kind="stable")
    order = order[areas[order] > 0]
    together = order[counts[order] < FEWEST].tolist()
    others = [code for code in order.tolist() if code not in together]
    while together and others and counts[together].sum() < FEWEST:
        together.append(others.pop(0))
    stratum = np.arange(len(areas))
    if together:
        stratum[together] = together[0]
    contains = np.zeros((len(areas), len(areas)), dtype=bool)
    contains[stratum, np.arange(len(areas))] = True
    sizes = np.bincount(stratum, areas, minlength=len(areas))
    return Strata(stratum[mapped], sizes, contains), sorted(together) if len(together) > 1 else []


def against_random(mapped: NDArray[np.int64], areas: NDArray[np.float64]) -> float:
    """Return the p-value of the points per map class under simple random sampling of the map.

    Pearson's chi-squared test. Classes with fewer than `EXPECTED` expected points are merged. It is 1 if
    fewer than two classes remain. `mapped` (n,) is the map class of each point, `areas` (k,) the area of each
    class.
    """
    counts = np.bincount(mapped, minlength=len(areas))
    expected = len(mapped) * areas / areas.sum()
    rare = expected < EXPECTED
    counts = np.append(counts[~rare], counts[rare].sum())
    expected = np.append(expected[~rare], expected[rare].sum())
    counts, expected = counts[expected >= EXPECTED], expected[expected >= EXPECTED]
    if len(counts) < 2:
        return 1.0
    statistic = float(((counts - expected) ** 2 / expected).sum())
    return float(chdtrc(len(counts) - 1, statistic))


def other_strata(
    of_points: NDArray[np.int64], areas: Sequence[float], classes: int
) -> tuple[Strata, list[int]]:
    """Return strata other than the map's classes, and those without points, which the population excludes."""
    sizes = np.bincount(of_points, minlength=len(areas))
    kept = np.where(sizes > 0, areas, 0.0)
    return Strata(of_points, kept, np.ones((len(areas), classes), dtype=bool)), np.flatnonzero(
        sizes == 0
    ).tolist()
