"""Distances on the sphere: how far places are from each other, and which rows lie at the same place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import grouped_lazy

_STEP = 1e-9
"""Degrees within which two positions are the same: a tenth of a millimetre."""


def format_km(distance: float) -> str:
    """A distance for a reader, of three digits: "1,230 km", "0.0123 km"."""
    return _("{distance} km", distance=grouped_lazy(f"{float(f'{distance:.3g}'):,.10g}"))


def nearest_km(lonlat: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) km from each of `lonlat` (n, 2) to the nearest of `others` (m, 2), both in degrees."""
    return arc_km(cKDTree(unit(others)).query(unit(lonlat))[0])


def location_ids(lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
    """(n,) numbers of the places of (n, 2) lon, lat, from 0: the same for the same position on Earth.

    Longitudes that differ by whole circles are the same, and any longitude at a pole is.
    """
    circle = round(360 / _STEP)
    lon = np.round(np.mod(lonlat[:, 0], 360) / _STEP).astype(np.int64) % circle
    lat = np.round(lonlat[:, 1] / _STEP).astype(np.int64)
    lon[np.abs(lat) == circle // 4] = 0
    return np.unique(np.column_stack([lon, lat]), axis=0, return_inverse=True)[1].ravel()


def nearest_other_km(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) km from each row (n, 2) to the nearest at another place; infinite where all are at one."""
    _, first, ids = np.unique(location_ids(lonlat), return_index=True, return_inverse=True)
    points = unit(lonlat[first])
    return arc_km(cKDTree(points).query(points, k=2)[0][:, 1])[ids.ravel()]


def nearest_other_fold_km(lonlat: NDArray[np.float64], index: NDArray[np.int64]) -> NDArray[np.float64]:
    """(n,) km from each row (n, 2) to the nearest row of another fold than its own, `index` (n,).

    Infinite where there is one fold only.
    """
    return other_fold_km(unit(lonlat), index, np.arange(len(index)))


def other_fold_km(
    xyz: NDArray[np.float64], index: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The same of unit vectors (n, 3), for the rows at positions `rows` alone."""
    chord = np.empty(len(rows))
    for fold in np.unique(index[rows]):
        own = index[rows] == fold
        # As fast to ask and much faster to build than a balanced tree.
        tree = cKDTree(xyz[index != fold], balanced_tree=False, compact_nodes=False)
        chord[own] = tree.query(xyz[rows[own]])[0]
    return arc_km(chord)
