"""Bounding boxes in degrees, which may cross the antimeridian."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees. If west > east or east > 180, the box crosses the antimeridian."""
GLOBE: Extent = (-180.0, -90.0, 180.0, 90.0)


def wrapped(longitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return longitudes in degrees, wrapped to [-180, 180)."""
    return np.mod(longitude + 180, 360) - 180


def eastward(longitude: NDArray[np.float64], west: float) -> NDArray[np.float64]:
    """Return longitudes in degrees, wrapped to [`west`, `west` + 360)."""
    return west + np.mod(longitude - west, 360)


def smallest_arc(longitude: NDArray[np.float64], gap: float) -> tuple[float, float]:
    """Return west and east of the smallest arc that contains all longitudes (n,), in degrees.

    West > east crosses the antimeridian. If no gap between longitudes is as wide as `gap`, return -180 and 180.
    """
    ordered = np.unique(wrapped(longitude))
    gaps = np.diff(ordered, append=ordered[0] + 360)
    widest = int(gaps.argmax())
    if gaps[widest] < gap:
        return GLOBE[0], GLOBE[2]
    return float(ordered[(widest + 1) % len(ordered)]), float(ordered[widest])


def box_round(extents: Sequence[Extent]) -> Extent:
    """Return the bounding box of all boxes; it spans -180 to 180 if different boxes include one across 180 degrees."""
    if len(set(extents)) == 1:
        return extents[0]
    west, south, east, north = np.array(extents).T
    if (west > east).any() or west.min() < -180 or east.max() > 180:
        west, east = np.array([GLOBE[0]]), np.array([GLOBE[2]])
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())


def overlap(one: Extent, other: Extent) -> float:
    """Return the intersection over union of two boxes in degrees."""
    turns = 360 * round((one[0] - other[0]) / 360)
    west, east = max(one[0], other[0] + turns), min(east_of(one), east_of(other) + turns)
    common = max(east - west, 0.0) * max(min(one[3], other[3]) - max(one[1], other[1]), 0.0)
    return common / max(square_degrees(one) + square_degrees(other) - common, 1e-12)


def square_degrees(extent: Extent) -> float:
    """Return the width of a box times its height, in square degrees."""
    return (east_of(extent) - extent[0]) * (extent[3] - extent[1])


def east_of(extent: Extent) -> float:
    """Return the east of a box in degrees; above 180 if the box crosses the antimeridian."""
    return extent[2] + 360 if extent[2] < extent[0] else extent[2]


def in_extent(lonlat: np.ndarray, extent: Extent) -> np.ndarray:
    """Return whether each point (n, 2), lon and lat in degrees, is in a box or on its edge: a boolean array (n,)."""
    west, south, east, north = extent
    # the width is rounded as the distances of points from the west are
    width = east - west if east >= west else east - west + 360
    with np.errstate(invalid="ignore"):
        eastwards = np.mod(lonlat[:, 0] - west, 360)
        return (eastwards <= width) & (lonlat[:, 1] >= south) & (lonlat[:, 1] <= north)


def common_box(one: Extent, other: Extent) -> Extent | None:
    """Return the intersection of two boxes, or None. If it has two parts, return one of them."""
    (west, east), (other_west, other_east) = ((box[0], east_of(box)) for box in (one, other))
    south, north = max(one[1], other[1]), min(one[3], other[3])
    if south < north and max(east - west, other_east - other_west) >= 360:
        narrow = one if east - west < 360 else other
        return narrow[0], south, narrow[2], north
    for turn in (0, 360, -360):
        low, high = max(west, other_west + turn), min(east, other_east + turn)
        if low < high and south < north:
            return low, south, high, north
    return None
