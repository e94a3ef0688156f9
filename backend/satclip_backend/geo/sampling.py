"""Points that are uniform on the sphere or in cells of it, within boxes and, if wanted, on land."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE, Extent, box_round, wrapped
from satclip_backend.geo.sampling_regions import SamplingRegion


def sample_points(
    n: int, seed: int = 0, mask: SamplingRegion | None = None, extent: Extent | Sequence[Extent] = GLOBE
) -> np.ndarray:
    """(n, 2) lon, lat in degrees: random, with equal chance for equal areas of the sphere.

    The area is `extent` (west, south, east, north; west > east crosses 180 degrees), or what several of them cover
    together, and, with a mask, what that contains of it. The first points of a larger n are those of a smaller one.
    Raises SatclipError when an extent has no area or the mask contains hardly any of it.
    """
    boxes = np.array([_box(each) for each in _each(extent)])
    areas = boxes[:, 1] * (boxes[:, 3] - boxes[:, 2])
    random = np.random.default_rng(seed)
    found, drawn, parts = 0, 0, []
    while found < n:
        uniform = random.random((65536 if len(boxes) == 1 else 4096, 2))
        drawn += len(uniform)
        which = random.choice(len(boxes), len(uniform), p=areas / areas.sum()) if len(boxes) > 1 else 0
        west, width, low, high = boxes[which].T
        longitude = wrapped(west + uniform[:, 0] * width)
        lonlat = np.column_stack([longitude, np.degrees(np.arcsin(low + uniform[:, 1] * (high - low)))])
        if len(boxes) > 1:  # a place in several boxes has been drawn as often
            lonlat = lonlat[random.random(len(lonlat)) * _boxes_around(lonlat, boxes) < 1]
        if mask is not None:
            lonlat = lonlat[mask.contains(lonlat)]
        found += len(lonlat)
        parts.append(lonlat)
        if drawn > 2_000_000 and found < drawn / 10_000:
            raise SatclipError(
                f"Hardly any of the imagery's extent is {mask.name}: there are no points to sample."
            )
    return np.concatenate([np.empty((0, 2)), *parts])[:n]


def _each(extent: Extent | Sequence[Extent]) -> Sequence[Extent]:
    return extent if isinstance(extent[0], Sequence) else [extent]


def _boxes_around(lonlat: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """(n,) how many of the boxes (k, 4) each of (n, 2) lon, lat (degrees) lies in."""
    count, sine = np.zeros(len(lonlat), int), np.sin(np.radians(lonlat[:, 1]))
    for west, width, low, high in boxes:
        count += (np.mod(lonlat[:, 0] - west, 360) <= width) & (sine >= low) & (sine <= high)
    return count


def _box(extent: Extent) -> tuple[float, float, float, float]:
    """West and width in degrees, and the sines of south and north."""
    west, south, east, north = extent
    if not np.isfinite(extent).all() or east == west or max(south, -90) >= min(north, 90):
        raise SatclipError(
            f"The extent {west:g} {south:g} {east:g} {north:g} (west south east north, degrees) has no area: there are "
            "no points to sample."
        )
    low, high = np.sin(np.radians(np.clip([south, north], -90, 90)))
    return west, (east - west) % 360 or 360.0, low, high


def stratified_points(
    n: int,
    seed: int = 0,
    mask: SamplingRegion | None = None,
    extent: Extent | Sequence[Extent] = GLOBE,
    per_cell: float = 4.0,
) -> np.ndarray:
    """(n, 2) lon, lat in degrees: random, with about equal numbers in all cells of a grid of equal areas.

    The grid has n / `per_cell` cells over the extent, or the box round several, about as wide as high in its middle.
    Cells with little of the mask get as many points as others, as long as chance finds them there. Raises SatclipError
    as `sample_points`.
    """
    west, width, low, high = _box(box_round(_each(extent)))
    middle = np.cos(np.arcsin((low + high) / 2)) or 1.0
    cells = max(1.0, n / per_cell)
    columns = max(1, round(np.sqrt(cells * np.radians(width) * middle**2 / (high - low))))
    rows = max(1, round(cells / columns))
    pool = sample_points(8 * n, seed, mask, extent)
    column = np.floor(np.mod(pool[:, 0] - west, 360) / width * columns).clip(0, columns - 1)
    row = np.floor((np.sin(np.radians(pool[:, 1])) - low) / (high - low) * rows).clip(0, rows - 1)
    cell = (row * columns + column).astype(np.int64)
    order = np.argsort(cell, kind="stable")
    starts = np.r_[True, np.diff(cell[order]) > 0]
    rank = np.empty(len(pool), np.int64)
    rank[order] = np.arange(len(pool)) - np.flatnonzero(starts)[np.cumsum(starts) - 1]
    return pool[np.argsort(rank, kind="stable")[:n]]
