"""Spatial autocorrelation of residuals: Moran's I by distance, and the block size derived from it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.spatial.distance import pdist

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import location_ids, nearest_other_km
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.models.folds.blocks import block_ids
from satclip_backend.models.results import Correlogram
from satclip_backend.translation import gettext_lazy as _

CLASSES = 12
"""Largest number of distance classes. Classes with fewer than `FEWEST` pairs are merged."""
FEWEST = 50
"""Smallest number of pairs in a distance class."""
SAMPLE = 3000
"""Largest number of observations of which all pairs are computed."""
NEIGHBOURS = 8
MOST = 20_000
"""Largest number of observations for Moran's I of nearest neighbours."""
PERMUTATIONS = 999
ALIKE = 0.1
"""Moran's I below which residuals are regarded as uncorrelated."""
CHANCE = 3.0
"""Standard deviations under the null hypothesis that Moran's I of a class must exceed.

With two, one of 12 classes would often exceed it by chance.
"""
SHRINK = 0.9
FINEST = 1e-3
"""Smallest side of blocks in km."""


def correlogram(lonlat: NDArray[np.float64], residuals: NDArray[np.float64], seed: int = 0) -> Correlogram:
    """Compute Moran's I of residuals by great-circle distance and among neighbours.

    The first class holds all distances below the median distance between neighbouring locations. The other
    classes have equal steps of the logarithm of distance, from there to half of the largest distance. Moran's
    I of a class is the mean product of its pairs' standardised residuals. The range is the distance at which
    I first falls below `ALIKE` or below `CHANCE` standard deviations under the null hypothesis, interpolated
    between the mean distances of classes. The p-value is one-sided, by permutation.

    Parameters
    ----------
    lonlat : (n, 2) float64
        Longitude and latitude in degrees.
    residuals : (n,) float64
        Residuals of the observations.
    seed : int
        Seed of samples and permutations.

    Raises
    ------
    SatclipError
        If all observations are at one location.
    """
    if not np.isfinite(nearest_other_km(lonlat)).all():
        raise SatclipError(
            _(
                "All observations lie at one location, so there is no correlogram of residuals. Add "
                "observations elsewhere."
            )
        )
    edges, distances, values, pairs = _by_distance(lonlat, residuals, seed)
    reach = _range(distances, values, pairs)
    moran, p_value = _among_neighbours(lonlat, residuals, seed)
    return Correlogram(edges, values, pairs, reach if 0 < reach < np.inf else None, moran, p_value)


def block_size_km(
    lonlat: NDArray[np.float64], residuals: NDArray[np.float64], k: int, seed: int = 0
) -> float:
    """Return the side of spatial blocks in km for k folds: the autocorrelation range of the residuals.

    `lonlat` is (n, 2) in degrees, `residuals` (n,). The side is at least the median distance between
    neighbouring locations. It is reduced, down to that distance, while the observations fill fewer than 5 k
    blocks. It is reduced further while they fill fewer than 2 k blocks, or fewer than there are locations.
    For observations at a single location, it is 1 km.
    """
    apart = nearest_other_km(lonlat)
    if not np.isfinite(apart).all():
        return 1.0
    least, location_count = float(np.median(apart)), int(location_ids(lonlat).max()) + 1
    edges, distances, values, pairs = _by_distance(lonlat, residuals, seed)
    size = min(max(_range(distances, values, pairs), least), float(edges[-1]))

    def filled(size: float) -> int:
        return len(np.unique(block_ids(lonlat, size)))

    while size * SHRINK >= least and filled(size) < 5 * k:
        size *= SHRINK
    while size > max(float(apart.min()) / 2, FINEST) and filled(size) < min(2 * k, location_count):
        size *= SHRINK
    return size


def _by_distance(
    lonlat: NDArray, residuals: NDArray, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return class edges (b + 1,), and the mean distance, Moran's I and number of pairs of each class."""
    sample = np.sort(np.random.default_rng(seed).permutation(len(lonlat))[:SAMPLE])
    lonlat, z = lonlat[sample], _standardised(residuals[sample])
    km = arc_km(pdist(unit(lonlat)))
    first, second = np.triu_indices(len(z), 1)
    products = z[first] * z[second]
    apart = nearest_other_km(lonlat)
    farthest = float(km.max(initial=0.0)) / 2
    nearest = min(float(np.median(apart)), farthest / 2)
    edges = np.concatenate([[0.0], np.geomspace(nearest, farthest, CLASSES)])
    counts = np.histogram(km, edges)[0]
    edges = _wide_enough(edges, counts)
    pairs = np.histogram(km, edges)[0]
    distances = np.histogram(km, edges, weights=km)[0] / np.maximum(pairs, 1)
    values = np.histogram(km, edges, weights=products)[0] / np.maximum(pairs, 1)
    return edges, distances, values, pairs.astype(np.int64)


def _wide_enough(edges: NDArray[np.float64], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Merge classes with too few pairs with the next one."""
    kept, held = [edges[0]], 0
    for edge, count in zip(edges[1:], counts):
        held += count
        if held >= FEWEST:
            kept.append(edge)
            held = 0
    return np.array([*(kept[:-1] or kept), edges[-1]])


def _range(distances: NDArray[np.float64], values: NDArray[np.float64], pairs: NDArray[np.int64]) -> float:
    """Return the autocorrelation range in km: 0 if I is never above the limits, infinite if it always is."""
    above = values - np.maximum(ALIKE, CHANCE / np.sqrt(np.maximum(pairs, 1)))
    below = np.flatnonzero(above < 0)
    if not len(below):
        return np.inf
    at = below[0]
    if at == 0:
        return 0.0
    share = above[at - 1] / (above[at - 1] - above[at])
    return float(distances[at - 1] + share * (distances[at] - distances[at - 1]))


def _among_neighbours(lonlat: NDArray, residuals: NDArray, seed: int) -> tuple[float, float]:
    """Return Moran's I with equal weights for the nearest neighbours, and its pseudo p-value.

    Same as in esda, whose permutations can only be seeded globally.
    """
    rng = np.random.default_rng(seed)
    sample = np.sort(rng.permutation(len(lonlat))[:MOST])
    z = _standardised(residuals[sample])
    count = min(NEIGHBOURS, len(z) - 1)
    if count < 1 or not z.any():
        return 0.0, 1.0
    xyz = unit(lonlat[sample])
    found = cKDTree(xyz).query(xyz, k=count + 1)[1]
    other = found != np.arange(len(z))[:, None]
    other[other.all(axis=1), -1] = False  # more duplicates of the point than neighbours
    neighbours = found[other].reshape(len(z), count)

    def moran(z: NDArray) -> float:
        return float((z * z[neighbours].mean(axis=1)).mean())

    own = moran(z)
    alike = sum(moran(rng.permutation(z)) >= own for _ in range(PERMUTATIONS))
    return own, (alike + 1) / (PERMUTATIONS + 1)


def _standardised(values: NDArray) -> NDArray[np.float64]:
    """Return values with mean 0 and mean square 1; zeros if all are equal."""
    centred = values - np.mean(values, dtype=np.float64)
    deviation = np.sqrt(np.mean(centred**2))
    constant = deviation <= 1e-12 * np.abs(values).max(initial=0.0)
    return np.zeros(len(values)) if constant else centred / deviation
