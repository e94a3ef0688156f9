"""Positions spread evenly over a grid's extent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from satclip_backend.rasters.grids import Grid


def sample_extent(grid: Grid, n: int) -> NDArray[np.float64]:
    """At most `n` places (lon, lat in degrees, WGS 84) even over the rectangle of the map, not of its pixels.

    So maps of one extent with different pixel sizes share them. Positions without a place on Earth are left
    out. The sequence is Roberts' R2 (2018, "The unreasonable effectiveness of quasirandom sequences").
    """
    plastic = 1.32471795724474602596
    steps = np.array([1 / plastic, 1 / plastic**2])
    position = np.mod(0.5 + np.arange(1, n + 1)[:, None] * steps, 1.0)
    lonlat = grid.places(position[:, 0] * grid.width, position[:, 1] * grid.height)
    return lonlat[np.isfinite(lonlat[:, 0])]
