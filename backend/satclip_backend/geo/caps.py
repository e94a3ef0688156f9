"""Spherical caps: all points within an angle of a centre."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import Extent, east_of, wrapped
from satclip_backend.translation import gettext_lazy as _

LATITUDES = np.linspace(-90.0, 90.0, 3601)
"""Latitudes among which that of the centre is chosen, in degrees."""


class Cap(NamedTuple):
    """Longitude and latitude of the centre, and the angle from it to the rim, in degrees."""

    lon: float
    lat: float
    radius: float

    @property
    def share(self) -> float:
        """Area of the cap as a share of the sphere."""
        return math.sin(math.radians(self.radius) / 2) ** 2


def enclosing_cap(extent: Extent) -> Cap:
    """Return the smallest cap around a box in degrees, up to the spacing of `LATITUDES`.

    By symmetry, its centre is on the central meridian, and the farthest points of the box are on the two meridians that
    bound it. The radius is rounded up to 0.01 degrees. Raises SatclipError for a box without an area.
    """
    west, south, east, north = extent
    if not np.isfinite(extent).all() or west == east or max(south, -90) >= min(north, 90):
        raise SatclipError(
            _(
                "The region {west} {south} {east} {north} (west south east north, degrees) has no area: correct it.",
                west=f"{west:g}",
                south=f"{south:g}",
                east=f"{east:g}",
                north=f"{north:g}",
            )
        )
    half = math.radians(min(east_of(extent) - west, 360.0) / 2)
    low, high = (math.radians(min(max(latitude, -90.0), 90.0)) for latitude in (south, north))
    centre = np.radians(LATITUDES)
    nearest = np.arctan2(
        np.sin(centre), np.cos(centre) * math.cos(half)
    )  # along the full circle of the meridian
    farthest = np.mod(nearest, 2 * math.pi) - math.pi
    edge = np.stack([np.full_like(centre, low), np.full_like(centre, high), np.clip(farthest, low, high)])
    cosine = np.sin(centre) * np.sin(edge) + np.cos(centre) * np.cos(edge) * math.cos(half)
    radius = np.degrees(np.arccos(np.clip(cosine.min(axis=0), -1, 1)))
    best = int(radius.argmin())
    angle = min(math.ceil(100 * radius[best] - 1e-7) / 100, 180.0)
    lon = float(wrapped(np.array(west + math.degrees(half))))
    return Cap(round(lon, 6), float(round(LATITUDES[best], 2)), angle)
