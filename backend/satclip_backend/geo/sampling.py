"""Random points with uniform density on the sphere, or stratified by cells, within extents and masks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE, Extent, box_round, wrapped
from satclip_backend.geo.sampling_regions import SamplingRegion
from satclip_backend.translation import gettext_lazy as _


def sample_points(
    n: int, seed: int = 0, mask: SamplingRegion | None = None, extent: Extent | Sequence[Extent] = GLOBE
) -> np.ndarray:
    """Return random points (n, 2), lon and lat in degrees, with uniform density on the sphere.

    The area is `extent` (west, south, east, north; west > east crosses 180 degrees), or the union of several
    extents, intersected with `mask`. With the same seed, the points of a smaller n are the first of a larger n.
    Raises SatclipError if an extent is empty or the mask covers almost none of it.
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
        if len(boxes) > 1:  # points in several boxes are oversampled by their number
            lonlat = lonlat[random.random(len(lonlat)) * _boxes_around(lonlat, boxes) < 1]
        if mask is not None:
            lonlat = lonlat[mask.contains(lonlat)]
        found += len(lonlat)
        parts.append(lonlat)
        if drawn > 2_000_000 and found < drawn / 10_000:
            raise SatclipError(
                _(
                    "Hardly any of the imagery's extent is {mask}: there are no points to sample.",
                    mask=mask.name,
                )
            )
    return np.concatenate([np.empty((0, 2)), *parts])[:n]


def _each(extent: Extent | Sequence[Extent]) -> Sequence[Extent]:
    return extent if isinstance(extent[0], Sequence) else [extent]


def _boxes_around(lonlat: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Return the number of boxes (k, 4) that contain each point (n, 2), lon and lat in degrees: an array (n,)."""
    count, sine = np.zeros(len(lonlat), int), np.sin(np.radians(lonlat[:, 1]))
    for west, width, low, high in boxes:
        count += (np.mod(lonlat[:, 0] - west, 360) <= width) & (sine >= low) & (sine <= high)
    return count


def _box(extent: Extent) -> tuple[float, float, float, float]:
    """Return west and width in degrees, and the sines of south and north. Raises SatclipError for an empty extent."""
    west, south, east, north = extent
    if not np.isfinite(extent).all() or east == west or max(south, -90) >= min(north, 90):
        raise SatclipError(
            _(
                "The extent {west} {south} {east} {north} (west south east north, degrees) has no area: there"
                " are no points to sample.",
                west=f"{west:g}",
                south=f"{south:g}",
                east=f"{east:g}",
                north=f"{north:g}",
            )
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
    """Return random points (n, 2), lon and lat in degrees, stratified by the cells of an equal-area grid.

    The grid has n / `per_cell` cells over the extent, or the bounding box of several. Its cells are approximately
    square at its middle latitude. Cells that the mask covers only partly get as many points as others, if enough
    candidates fall into them. Raises SatclipError like `sample_points`.
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
