"""kNNDM: k-fold nearest neighbour distance matching.

Prediction in cross-validation is then about as difficult as in the prediction area. Linnenbrink, Milà, Ludwig
and Meyer (2024), doi:10.5194/gmd-17-5897-2024, with distances on the sphere.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.distances import format_km, nearest_km, nearest_other_km, other_fold_km
from satclip_backend.geo.sphere import EARTH_RADIUS_KM, unit
from satclip_backend.models.folds.blocks import block_ids
from satclip_backend.models.folds.groups import Folds, assign_groups, distinct_locations, random_kfold
from satclip_backend.translation import gettext_lazy as _

CANDIDATES = 40
"""Number of candidate numbers of clusters, or sizes of blocks."""
LEAVES = 2000
"""Largest number of leaves of the hierarchical clustering. More distinct locations are first grouped by k-means."""
SAMPLE = 5000
"""Largest number of observations whose distances are compared."""
LEVEL = 0.05
"""Significance level of the test of whether observations are clustered relative to the prediction area."""
LABEL = _("distance-matched folds (kNNDM)")


def wasserstein_km(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Return the Wasserstein distance between two samples of distances, in km.

    It is the mean absolute difference of their quantiles.
    """
    from scipy.stats import wasserstein_distance  # the first import takes a second

    return float(wasserstein_distance(a, b))


def knndm(
    lonlat: NDArray[np.float64],
    area: NDArray[np.float64],
    k: int = 5,
    seed: int = 0,
    *,
    of_blocks: bool = False,
) -> Folds:
    """Return k folds whose distances match those between the prediction area and the observations.

    Candidates are random folds, and spatial clusters of locations, from few and large to many and small ones,
    merged to k folds. The result has the smallest Wasserstein distance between two distributions: the
    distances from observations to the nearest observation of another fold, and the distances from the area to
    the nearest observation. Observations that are not clustered relative to the area get random folds, as in
    the paper.

    Parameters
    ----------
    lonlat : (n, 2) float64
        Longitude and latitude of the observations, in degrees.
    area : (m, 2) float64
        Longitude and latitude of points of the prediction area, in degrees.
    k : int
        Number of folds.
    seed : int
        Random seed.
    of_blocks : bool
        Whether to merge spatial blocks (`block_ids`) of different sizes to folds, instead of clusters.

    Raises
    ------
    SatclipError
        If there are fewer distinct locations than folds.
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

    best, least, merged, block_km = random, by_chance, "", None
    candidates = _block_candidates(lonlat, k, seed) if of_blocks else _candidates(xyz, locations, k, seed)
    for described, size, index in candidates:
        found = mismatch(index)
        if found < least:
            best, least, merged, block_km = index, found, described, size
    values = {"folds": k, "distance": format_km(least), "random": format_km(by_chance)}
    if merged:
        why = _(
            "{merged} were merged into {folds} folds, so that held-out observations are about as far from the training "
            "data as the prediction area is from the observations. These distances differ by {distance} on average, "
            "and by {random} with random folds.",
            merged=merged,
            **values,
        )
    elif of_blocks:
        why = _(
            "No spatial blocks match the distances from the prediction area better than random folds, so locations "
            "were randomly assigned to {folds} folds. The nearest-neighbour distances differ by {random} on average.",
            **values,
        )
    else:
        why = _(
            "No spatial clusters match the distances from the prediction area better than random folds, so locations "
            "were randomly assigned to {folds} folds. The nearest-neighbour distances differ by {random} on average.",
            **values,
        )
    return Folds("knndm", LABEL, best, why, at_random=not merged, block_km=block_km)


def _candidates(xyz: NDArray, locations: NDArray[np.int64], k: int, seed: int):
    """Yield a description, None and the folds (n,), for each usable number of clusters."""
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
        if _balanced(index, k):
            yield _("{clusters} spatial clusters", clusters=int(clusters.max()) + 1), None, index


def _block_candidates(lonlat: NDArray[np.float64], k: int, seed: int):
    """Yield a description, the side of the blocks in km and the folds (n,), for each usable size of blocks."""
    apart, xyz = nearest_other_km(lonlat), unit(lonlat)
    smallest = max(float(np.median(apart[apart > 0])), 1e-3)
    extent = 2 * EARTH_RADIUS_KM * float(np.linalg.norm(xyz - xyz.mean(axis=0), axis=1).max())
    for size in np.geomspace(smallest, max(extent, smallest), CANDIDATES).tolist():
        ids = block_ids(lonlat, size)
        index = assign_groups(ids, k, seed)
        if _balanced(index, k):
            blocks = len(np.unique(ids))
            yield (
                _("{blocks} spatial blocks with sides of {size}", blocks=blocks, size=format_km(size)),
                size,
                index,
            )


def _balanced(index: NDArray[np.int64], k: int) -> bool:
    """Return whether k folds are usable. With two folds, the larger one has at least half of the observations."""
    held = np.bincount(index, minlength=k) / len(index)
    return held.min() > 0 and held.max() <= max(0.5, 1.5 / k)


def _leaves(xyz: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """Return the small cluster (p,) of each location; one per location if there are at most `LEAVES`."""
    if len(xyz) <= LEAVES:
        return np.arange(len(xyz))
    from sklearn.cluster import MiniBatchKMeans  # the first import takes a second

    fit = MiniBatchKMeans(LEAVES, random_state=seed, n_init=1, batch_size=4096, max_no_improvement=5)
    return np.unique(fit.fit_predict(xyz), return_inverse=True)[1].ravel()


def merge_clusters(clusters: NDArray[np.int64], along: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Merge clusters (n,) to folds (n,).

    Clusters of at least n / k observations are folds of their own. The others are assigned to the remaining
    folds in turn, in the order of their mean position `along` (n,) the main axis, so that neighbours are in
    different folds.
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
