"""Great-circle distances between points, and identification of points at the same location."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import grouped_lazy

_STEP = 1e-9
"""Tolerance in degrees within which two points have the same location: a tenth of a millimetre."""


def format_km(distance: float) -> str:
    """Return a distance as text with three significant digits: "1,230 km", "0.0123 km"."""
    return _("{distance} km", distance=grouped_lazy(f"{float(f'{distance:.3g}'):,.10g}"))


def nearest_km(lonlat: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distance in km (n,) from `lonlat` (n, 2) to the nearest of `others` (m, 2), both in degrees."""
    return arc_km(cKDTree(unit(others)).query(unit(lonlat))[0])


def location_ids(lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return ids (n,) from 0 of the locations of (n, 2) lon, lat in degrees: equal ids for equal locations.

    Longitudes that differ by multiples of 360 degrees are equal, and so are all longitudes at a pole.
    """
    circle = round(360 / _STEP)
    lon = np.round(np.mod(lonlat[:, 0], 360) / _STEP).astype(np.int64) % circle
    lat = np.round(lonlat[:, 1] / _STEP).astype(np.int64)
    lon[np.abs(lat) == circle // 4] = 0
    return np.unique(np.column_stack([lon, lat]), axis=0, return_inverse=True)[1].ravel()


def nearest_other_km(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distance in km (n,) from each point (n, 2) to the nearest point at another location.

    Infinite if all points have the same location.
    """
    _unused, first, ids = np.unique(location_ids(lonlat), return_index=True, return_inverse=True)
    points = unit(lonlat[first])
    return arc_km(cKDTree(points).query(points, k=2)[0][:, 1])[ids.ravel()]


def nearest_other_fold_km(lonlat: NDArray[np.float64], index: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the distance in km (n,) from each point (n, 2) to the nearest point of another fold.

    `index` (n,) are the folds. Infinite if there is only one fold.
    """
    return other_fold_km(unit(lonlat), index, np.arange(len(index)))


def other_fold_km(
    xyz: NDArray[np.float64], index: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Like `nearest_other_fold_km` for unit vectors (n, 3), and only for the points at positions `rows`."""
    chord = np.empty(len(rows))
    for fold in np.unique(index[rows]):
        own = index[rows] == fold
        # Queries are as fast as those of a balanced tree, and building it is much faster.
        tree = cKDTree(xyz[index != fold], balanced_tree=False, compact_nodes=False)
        chord[own] = tree.query(xyz[rows[own]])[0]
    return arc_km(chord)
