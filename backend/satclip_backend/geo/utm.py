"""Universal Transverse Mercator on the ellipsoid of WGS84: zones, latitude bands and projected coordinates.

References
----------
Karney (2011): Transverse Mercator with an accuracy of a few nanometers. Journal of Geodesy 85, equations 7 to 11 and
the series 35 up to the fourth order, whose error is below a micrometre within a zone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Latitude bands from south to north, 8 degrees each from 80 S; X has 12."""
SOUTH, NORTH = -80, 84
"""Latitudes between which zones are defined, in degrees."""

_FLATTENING, _SEMI_MAJOR = 1 / 298.257223563, 6_378_137.0
_SCALE, _FALSE_EASTING, _FALSE_NORTHING = 0.9996, 500_000.0, 10_000_000.0
_N = _FLATTENING / (2 - _FLATTENING)
_ECCENTRICITY = np.sqrt(_FLATTENING * (2 - _FLATTENING))
_RADIUS = _SCALE * _SEMI_MAJOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_SERIES = (
    _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3 + 41 / 180 * _N**4,
    13 / 48 * _N**2 - 3 / 5 * _N**3 + 557 / 1440 * _N**4,
    61 / 240 * _N**3 - 103 / 140 * _N**4,
    49561 / 161280 * _N**4,
)

_WIDENED = {"32V": (3, 12), "31X": (0, 9), "33X": (9, 21), "35X": (21, 33), "37X": (33, 42)}
"""West and east of the zones of Norway and Svalbard that are wider than 6 degrees."""
_NARROWED = {"31V": (0, 3)}
_ABSENT = {"32X", "34X", "36X"}


def zone_bounds() -> dict[str, tuple[int, int, int, int]]:
    """Return west, south, east, north in degrees of all 1,197 zones, by names such as "48N"."""
    bounds = {}
    for number in range(1, 61):
        for index, band in enumerate(BANDS):
            name = f"{number}{band}"
            if name in _ABSENT:
                continue
            regular = (6 * number - 186, 6 * number - 180)
            west, east = (_WIDENED | _NARROWED).get(name, regular)
            bounds[name] = (west, 8 * index - 80, east, NORTH if band == "X" else 8 * index - 72)
    return bounds


def zones(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return zone numbers 1 to 60 and indices into `BANDS` of points (n,) in degrees.

    Longitudes are from -180, and less than 180; a point on an edge belongs to the zone in the east or north, 84 N to
    band X. Beyond 80 S and 84 N, both are -1.
    """
    number = np.floor((lon + 180) / 6).astype(np.intp) + 1
    band = np.minimum(np.floor((lat + 80) / 8), 19).astype(np.intp)
    for name, (west, east) in _WIDENED.items():
        number[(band == BANDS.index(name[-1])) & (lon >= west) & (lon < east)] = int(name[:-1])
    outside = (lat < SOUTH) | (lat > NORTH)
    return np.where(outside, -1, number), np.where(outside, -1, band)


def project(
    lon: NDArray[np.float64], lat: NDArray[np.float64], number: NDArray[np.intp] | int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return eastings and northings (n,) in metres of points (n,) in degrees, in the zone of that number.

    South of the equator, northings count from 10,000 km.
    """
    angle = np.radians(lon - (6 * np.asarray(number) - 183))
    tangent = np.tan(np.radians(lat))
    secant = np.hypot(1, tangent)
    sigma = np.sinh(_ECCENTRICITY * np.arctanh(_ECCENTRICITY * tangent / secant))
    conformal = tangent * np.hypot(1, sigma) - sigma * secant
    xi0 = np.arctan2(conformal, np.cos(angle))
    eta0 = np.arcsinh(np.sin(angle) / np.hypot(conformal, np.cos(angle)))
    xi, eta = xi0.copy(), eta0.copy()
    for index, coefficient in enumerate(_SERIES, start=1):
        xi += coefficient * np.sin(2 * index * xi0) * np.cosh(2 * index * eta0)
        eta += coefficient * np.cos(2 * index * xi0) * np.sinh(2 * index * eta0)
    return _FALSE_EASTING + _RADIUS * eta, _RADIUS * xi + np.where(lat < 0, _FALSE_NORTHING, 0.0)
