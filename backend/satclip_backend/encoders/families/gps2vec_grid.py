"""Grid of GPS2Vec: the cells of a UTM zone, and a point's distances to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.utm import project, zone_bounds

CELLS = 20
"""Cells of a zone's grid, in either direction."""
SIGMA = 20_000.0
"""Distance in metres at which a cell's value is 1/e."""
EDGE = 1e-8
"""Degrees by which the grid of a zone ends south of the zone."""
STEP = 0.1
"""Spacing in degrees at which the edges of a zone are sampled."""

Centres = tuple[NDArray[np.float64], NDArray[np.float64]]


def cell_centres(zone: str) -> Centres:
    """Return eastings and northings (20,) of the centres of a zone's cells, in metres.

    As in the published code, the grid reaches from the southernmost to the northernmost point of the zone's edges,
    which are sampled every 0.1 degrees; and from the westernmost corner of the west edge as far to the east of the
    central meridian, also in zones that are not symmetric about it.
    """
    west, south, east, north = zone_bounds()[zone]
    lon = np.cumsum([west] + [STEP] * round((east - west) / STEP))
    lon = lon[lon < east]  # rounding decides whether this keeps the last, as in the published code
    left, bottom = project(lon, np.full(len(lon), float(south)), int(zone[:-1]))
    upper_left, top = project(lon, np.full(len(lon), north - EDGE), int(zone[:-1]))
    first = min(left[0], upper_left[0])
    shares = (np.arange(CELLS) + 0.5) / CELLS
    return (
        first + shares * 2 * (500_000 - first),
        bottom.min() + shares * (top.max() - bottom.min()),
    )


def zone_code(
    centres: Centres, easting: NDArray[np.float64], northing: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return exp(-distance / sigma) of points (n,) to all cells: (n, 400), column by column from the south-west."""
    x, y = centres
    distance = np.hypot((easting[:, None] - x)[:, :, None], (northing[:, None] - y)[:, None, :])
    return np.exp(-distance / SIGMA).reshape(len(easting), -1)
