"""Random folds and grouped folds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import location_ids
from satclip_backend.tables.columns import shortened
from satclip_backend.translation import gettext_lazy as _

EACH = 10
"""Number of groups up to which each group is a fold."""


@dataclass(frozen=True)
class Folds:
    """Folds of n observations.

    Attributes
    ----------
    name : str
        Kind of the folds: "knndm", "blocks", "groups" or "random".
    label : str
        Label for reports.
    index : (n,) int64
        Fold of each observation, from 0.
    why : str
        A sentence on how they were made.
    at_random : bool
        Whether locations were assigned to folds regardless of their positions.
    block_km : float, optional
        Side of the blocks (`block_ids`) that the folds consist of, if they do.
    """

    name: str
    label: str
    index: NDArray[np.int64]
    why: str
    at_random: bool = False
    block_km: float | None = None


def random_kfold(lonlat: NDArray[np.float64], k: int, seed: int = 0) -> Folds:
    """Assign the locations of observations (n, 2) at random to k folds of nearly equal size.

    Raises SatclipError if there are fewer distinct locations than folds.
    """
    index = assign_groups(distinct_locations(lonlat, k), k, seed)
    return Folds(
        "random",
        _("random folds"),
        index,
        _("Locations were randomly assigned to {folds} folds.", folds=k),
        at_random=True,
    )


def group_kfold(groups: NDArray[np.object_], k: int, seed: int = 0) -> Folds:
    """Return folds of whole groups (n,).

    Each group is a fold if there are at most `EACH`; otherwise groups are assigned to k folds of nearly equal
    size. Raises SatclipError if there is only one group.
    """
    names, members = np.unique(groups, return_inverse=True)
    members = members.ravel()
    if len(names) < 2:
        raise SatclipError(
            _(
                "All observations are in one group, {name}: choose a field with at least two groups, or other"
                " folds.",
                name=shortened(names[0]),
            )
        )
    if len(names) <= EACH:
        why = _("Each of the {groups} groups is held out in turn.", groups=len(names))
        return Folds("groups", _("leave-one-group-out folds"), members.astype(np.int64), why)
    k = min(k, len(names))
    why = _(
        "The {groups} groups were randomly assigned to {folds} folds of about equal size; no group is split.",
        groups=len(names),
        folds=k,
    )
    return Folds("groups", _("grouped folds"), assign_groups(members, k, seed), why)


def distinct_locations(lonlat: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Return the location number (n,) of each observation.

    Raises SatclipError if there are fewer distinct locations than `k` folds.
    """
    locations = location_ids(lonlat)
    count = int(locations.max(initial=-1)) + 1
    if count == 1:
        raise SatclipError(
            _(
                "All observations lie at one location, so they can't be split into folds. Add observations "
                "elsewhere."
            )
        )
    if count < k:
        raise SatclipError(
            _(
                "The observations lie at {count} distinct locations, too few for {k} folds: choose at most "
                "{count} folds, or add observations elsewhere.",
                count=count,
                k=k,
            )
        )
    return locations


def assign_groups(groups: NDArray[np.int64], k: int, seed: int) -> NDArray[np.int64]:
    """Assign whole groups (n,) to folds (n,): largest groups first, each to the smallest fold; ties in random order."""
    _unused, members, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(sizes))
    order = order[np.argsort(-sizes[order], kind="stable")]
    folds = np.empty(len(sizes), dtype=np.int64)
    filled = [0] * k
    for group in order.tolist():
        folds[group] = fold = filled.index(min(filled))
        filled[fold] += int(sizes[group])
    return folds[members.ravel()]
