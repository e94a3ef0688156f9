"""Folds that make prediction in cross-validation as hard as in the area: nearest neighbour distance matching.

kNNDM, Linnenbrink, Milà, Ludwig and Meyer (2024), doi:10.5194/gmd-17-5897-2024, with distances on the sphere.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.distances import format_km, nearest_km, nearest_other_km, other_fold_km
from satclip_backend.geo.sphere import unit
from satclip_backend.models.folds.groups import Folds, distinct_locations, random_kfold
from satclip_backend.translation import gettext_lazy as _

CANDIDATES = 40
"""Numbers of clusters that are tried."""
LEAVES = 2000
"""Clusters that are merged pairwise: more distinct places than that are first put into so many small ones."""
SAMPLE = 5000
"""Rows whose distances are compared."""
LEVEL = 0.05
"""Level of the test of whether the rows lie closer together than the area's places to them."""
LABEL = _("distance-matched folds (kNNDM)")


def wasserstein_km(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Wasserstein distance of two sets of distances, km: the mean difference of their quantiles."""
    from scipy.stats import wasserstein_distance  # a second the first time

    return float(wasserstein_distance(a, b))


def knndm(lonlat: NDArray[np.float64], area: NDArray[np.float64], k: int = 5, seed: int = 0) -> Folds:
    """k folds of rows (n, 2) that are as far from each other as places of the `area` (m, 2) are from the
    rows.

    Of clusters of places, few and large ones to many and small ones, merged to k folds, and of random folds,
    those whose distances to the nearest row of another fold have the smallest Wasserstein distance to those
    from the area. Rows that lie no closer together than that get random folds at once, as in the paper.
    Raises SatclipError where there are fewer distinct places than folds.
    """
    from scipy.stats import ks_2samp

    locations = distinct_locations(lonlat, k)
    xyz = unit(lonlat)
    wanted = nearest_km(area, lonlat)
    sample = np.sort(np.random.default_rng(seed).permutation(len(lonlat))[:SAMPLE])

    def mismatch(index: NDArray[np.int64]) -> float:
        return wasserstein_km(other_fold_km(xyz, index, sample), wanted)

    random = random_kfold(lonlat, k, seed).index
    by_chance = mismatch(random)
    apart = nearest_other_km(lonlat)[sample]
    if ks_2samp(apart, wanted, alternative="greater", method="asymp").pvalue >= LEVEL:
        why = _(
            "The observations are no closer to each other than the prediction area is to them, so locations were "
            "randomly assigned to {folds} folds. The nearest-neighbour distances differ by {distance} on average.",
            folds=k,
            distance=format_km(by_chance),
        )
        return Folds("knndm", LABEL, random, why, at_random=True)

    best, least, clusters = random, by_chance, 0
    for count, index in _candidates(xyz, locations, k, seed):
        found = mismatch(index)
        if found < least:
            best, least, clusters = index, found, count
    if not clusters:
        why = _(
            "No spatial clusters match the distances from the prediction area better than random folds, so locations "
            "were randomly assigned to {folds} folds. The nearest-neighbour distances differ by {distance} on average.",
            folds=k,
            distance=format_km(by_chance),
        )
    else:
        why = _(
            "{clusters} spatial clusters were merged into {folds} folds, so that held-out observations are about as "
            "far from the training data as the prediction area is from the observations. These distances differ by "
            "{distance} on average, and by {random} with random folds.",
            clusters=int(clusters),
            folds=k,
            distance=format_km(least),
            random=format_km(by_chance),
        )
    return Folds("knndm", LABEL, best, why, at_random=not clusters)


def _candidates(xyz: NDArray, locations: NDArray[np.int64], k: int, seed: int):
    """Number of clusters and (n,) folds made of them, for each number that can be tried."""
    from scipy.cluster.hierarchy import fcluster, linkage

    first = np.unique(locations, return_index=True)[1]
    leaves = _leaves(xyz[first], seed)[locations]
    rows = np.bincount(leaves).astype(float)
    centres = np.column_stack([np.bincount(leaves, weights=along) / rows for along in xyz.T])
    axis = np.linalg.svd(xyz - xyz.mean(axis=0), full_matrices=False)[2][0]
    tree = linkage(centres, method="ward")
    for count in np.unique(np.round(np.geomspace(k, len(centres), CANDIDATES)).astype(int)).tolist():
        clusters = fcluster(tree, count, criterion="maxclust")[leaves] - 1
        index = merge_clusters(clusters, xyz @ axis, k)
        held = np.bincount(index, minlength=k) / len(index)
        # With two folds half is the least that the larger one can have.
        if held.min() > 0 and held.max() <= max(0.5, 1.5 / k):
            yield clusters.max() + 1, index


def _leaves(xyz: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """(p,) the small cluster of each place; its own where there are at most `LEAVES`."""
    if len(xyz) <= LEAVES:
        return np.arange(len(xyz))
    from sklearn.cluster import MiniBatchKMeans  # a second the first time

    fit = MiniBatchKMeans(LEAVES, random_state=seed, n_init=1, batch_size=4096, max_no_improvement=5)
    return np.unique(fit.fit_predict(xyz), return_inverse=True)[1].ravel()


def merge_clusters(clusters: NDArray[np.int64], along: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """(n,) folds of clusters (n,): those of at least n / k rows alone, the others dealt in turn in the order
    of their mean position `along` (n,) the main axis, so that neighbours are in different folds.
    """
    sizes = np.bincount(clusters)
    order = np.argsort(np.bincount(clusters, weights=along) / sizes, kind="stable")
    large = sizes[order] >= len(clusters) / k
    folds = np.empty(len(sizes), dtype=np.int64)
    folds[order[large]] = np.arange(large.sum())
    rest = order[~large]
    if len(rest):
        free = np.arange(large.sum(), k)
        folds[rest] = free[np.arange(len(rest)) % len(free)]
    return folds[clusters]
