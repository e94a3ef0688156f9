"""The Earth as a sphere: radius, unit vectors, great-circle angles, and evenly distributed points."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth in km (IUGG)."""
EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the Earth in metres."""


def unit(lonlat: ArrayLike) -> NDArray[np.float64]:
    """Return unit vectors (n, 3) of longitudes and latitudes (n, 2) in degrees."""
    lon, lat = np.radians(np.asarray(lonlat, dtype=np.float64)).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def arc(chord: ArrayLike) -> NDArray[np.float64]:
    """Return the great-circle angle in radians of chords between unit vectors; infinite chords stay infinite."""
    return np.where(np.isinf(chord), np.inf, 2 * np.arcsin(np.minimum(np.asarray(chord) / 2, 1.0)))


def arc_km(chord: ArrayLike) -> NDArray[np.float64]:
    """Return the great-circle distance in km of chords between unit vectors; infinite chords stay infinite."""
    return EARTH_RADIUS_KM * arc(chord)


def chord_of_km(km: float) -> float:
    """Return the chord between the unit vectors of two points that are `km` apart; at most 2."""
    return 2 * np.sin(min(km / EARTH_RADIUS_KM, np.pi) / 2)


def separation(lonlat: ArrayLike, other: ArrayLike) -> NDArray[np.float64]:
    """Return the great-circle angles (n,) in degrees between two arrays (n, 2) of lon, lat in degrees.

    Infinite for non-finite coordinates.
    """
    with np.errstate(invalid="ignore"):
        chord = np.linalg.norm(unit(lonlat) - unit(other), axis=1)
    return np.degrees(arc(np.where(np.isfinite(chord), chord, np.inf)))


def fibonacci_lattice(n: int) -> np.ndarray:
    """Return `n` points evenly distributed on the sphere: (n, 2) float64, lon in [-180, 180) and lat in degrees.

    Each point represents the same area, 4 pi / n. González (2010), doi:10.1007/s11004-009-9257-x, with the
    half-step offset.
    """
    i = np.arange(n, dtype=np.float64)
    golden = (np.sqrt(5) - 1) / 2
    lon = np.mod(i * golden, 1.0) * 360.0 - 180.0
    lat = np.degrees(np.arcsin(1.0 - (2.0 * i + 1.0) / n))
    return np.column_stack([lon, lat])
