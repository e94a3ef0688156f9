"""The Earth as a sphere: its radius, unit vectors, angles between places, and points spread evenly."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
EARTH_RADIUS_M = 6_371_008.8
"""The same in metres."""


def unit(lonlat: ArrayLike) -> NDArray[np.float64]:
    """(n, 3) unit vectors of (n, 2) longitudes and latitudes, degrees."""
    lon, lat = np.radians(np.asarray(lonlat, dtype=np.float64)).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def arc(chord: ArrayLike) -> NDArray[np.float64]:
    """Great-circle angle in radians of chords between unit vectors; an infinite one stays infinite."""
    return np.where(np.isinf(chord), np.inf, 2 * np.arcsin(np.minimum(np.asarray(chord) / 2, 1.0)))


def arc_km(chord: ArrayLike) -> NDArray[np.float64]:
    """Great-circle distance in km of chords between unit vectors; an infinite one stays infinite."""
    return EARTH_RADIUS_KM * arc(chord)


def chord_of_km(km: float) -> float:
    """Chord between the unit vectors of two places that are `km` apart: 2, the Earth's diameter, at most."""
    return 2 * np.sin(min(km / EARTH_RADIUS_KM, np.pi) / 2)


def separation(lonlat: ArrayLike, other: ArrayLike) -> NDArray[np.float64]:
    """(n,) great-circle angles in degrees between the rows of two (n, 2) of degrees; infinite where one is no place."""
    with np.errstate(invalid="ignore"):
        chord = np.linalg.norm(unit(lonlat) - unit(other), axis=1)
    return np.degrees(arc(np.where(np.isfinite(chord), chord, np.inf)))


def fibonacci_lattice(n: int) -> np.ndarray:
    """`n` points spread evenly over the sphere: (n, 2) float64 longitudes in [-180, 180) and latitudes,
    degrees.

    Each stands for the same area, 4 pi / n. González (2010), doi:10.1007/s11004-009-9257-x, with the
    half-step offset.
    """
    i = np.arange(n, dtype=np.float64)
    golden = (np.sqrt(5) - 1) / 2
    lon = np.mod(i * golden, 1.0) * 360.0 - 180.0
    lat = np.degrees(np.arcsin(1.0 - (2.0 * i + 1.0) / n))
    return np.column_stack([lon, lat])
