"""Where to look: points that are uniform on the sphere or in its cells, on land if wanted, and blocks of places to
hold out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.extents import GLOBE, Extent, box_round
from satclip_backend.rasters.opening import open_image

MOST_CELLS = 1 << 31
LAND = Path(__file__).with_name("land.tif")


class SamplingRegion(Protocol):
    """Where points may lie: a `Mask`, the `OceanMask`, an `Area`. `name` is what a sentence says of them."""

    name: str

    def contains(self, lonlat: np.ndarray) -> np.ndarray:
        """(n,) whether each of (n, 2) lon, lat (degrees) is one of these places."""


@dataclass(frozen=True)
class Mask:
    """A raster in degrees that says where points may lie: `cells` (rows, columns) from `north`, `west` on."""

    cells: np.ndarray
    extent: Extent
    name = "land in the mask"

    def contains(self, lonlat: np.ndarray) -> np.ndarray:
        """(n,) whether each of (n, 2) lon, lat (degrees) lies in a cell that is set."""
        west, south, east, north = self.extent
        rows, columns = self.cells.shape
        longitude = west + np.mod(lonlat[:, 0] - west, 360)
        column = np.floor((longitude - west) / (east - west) * columns).astype(int)
        row = np.floor((north - lonlat[:, 1]) / (north - south) * rows).astype(int)
        row = np.where(lonlat[:, 1] == south, rows - 1, row)
        inside = (column < columns) & (row >= 0) & (row < rows)
        return inside & self.cells[row.clip(0, rows - 1), column.clip(0, columns - 1)]


@dataclass(frozen=True)
class OceanMask:
    """Where there is no `land` within `degrees` of a place, as far as two rings of 16 places round it tell."""

    land: Mask
    degrees: float = 2.0
    name = "sea"

    def contains(self, lonlat: np.ndarray) -> np.ndarray:
        """(n,) whether each of (n, 2) lon, lat (degrees) is at sea."""
        east = 1 / np.maximum(np.cos(np.radians(lonlat[:, 1])), 1e-6)
        dry = self.land.contains(lonlat)
        for angle in np.arange(16) * np.pi / 8:
            for radius in (self.degrees / 2, self.degrees):
                longitude = lonlat[:, 0] + radius * np.sin(angle) * east
                latitude = np.clip(lonlat[:, 1] + radius * np.cos(angle), -90, 90)
                dry |= self.land.contains(np.column_stack([longitude, latitude]))
        return ~dry


def read_mask(path: Path | str = LAND) -> Mask:
    """The mask in a raster: cells other than 0 (and nodata) are set. Without a path: land.

    `land.tif` is Natural Earth's countries (public domain; the generalised 1:10m layer in QGIS's
    world_map.gpkg) rasterised by cell centres at 0.1 degree. Raises SatclipError when the file is no
    raster in degrees.
    """
    with open_image(path) as data:
        a, b, west, d, e, north = data.transform[:6]
        if data.crs is None or not data.crs.is_geographic or b or d or not (a > 0 > e):
            raise SatclipError(
                f"The mask {Path(path).name} must be a raster in degrees (EPSG:4326), north up (gdalwarp makes it so)."
            )
        if data.width * data.height > MOST_CELLS:
            raise SatclipError(
                f"The mask {Path(path).name} has {data.width:,} x {data.height:,} cells, and {MOST_CELLS:,} are the "
                "most: make them larger (gdalwarp -tr)."
            )
        cells = np.empty((data.height, data.width), bool)
        for row in range(0, data.height, 512):
            rows = Window(0, row, data.width, min(512, data.height - row))
            cells[row : row + rows.height] = data.read(1, window=rows, masked=True).filled(0) != 0
    return Mask(cells, (west, north + e * cells.shape[0], west + a * cells.shape[1], north))


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
        longitude = np.mod(west + uniform[:, 0] * width + 180, 360) - 180
        lonlat = np.column_stack([longitude, np.degrees(np.arcsin(low + uniform[:, 1] * (high - low)))])
        if len(boxes) > 1:  # a place in several boxes has been drawn as often
            lonlat = lonlat[random.random(len(lonlat)) * _boxes_around(lonlat, boxes) < 1]
        if mask is not None:
            lonlat = lonlat[mask.contains(lonlat)]
        found += len(lonlat)
        parts.append(lonlat)
        if drawn > 2_000_000 and found < drawn / 10_000:
            raise SatclipError(
                f"Hardly any of the imagery's extent is {mask.name}: there are no places to sample."
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
            "no places to sample."
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


def hold_out_blocks(
    lonlat: np.ndarray, fraction: float = 0.1, degrees: float = 5.0, seed: int = 0, fewest: int = 20
) -> tuple[np.ndarray, float]:
    """Which points to hold out, so that none of them has a neighbour in training but at the edge of its
    block.

    Blocks are cells of `degrees` x `degrees`; random ones are taken until they hold `fraction` of the
    points. Where the points fill fewer than `fewest` blocks, the blocks are halved until they don't.
    Returns (n,) bool and the size used, in degrees. Raises SatclipError when the points lie in fewer than
    two places.
    """
    if len(np.unique(lonlat, axis=0)) < 2:
        raise SatclipError("Fewer than two different places have imagery: there is nothing to train on.")
    fewest = min(fewest, len(np.unique(lonlat, axis=0)))
    while True:
        cells = np.floor(lonlat / degrees).astype(np.int64)
        names, members = np.unique(cells, axis=0, return_inverse=True)
        if len(names) >= fewest or degrees < 1e-6:
            break
        degrees /= 2
    order = np.random.default_rng(seed).permutation(len(names))
    counts = np.bincount(members.ravel())[order].cumsum()
    taken = order[: max(1, int(np.searchsorted(counts, fraction * len(lonlat), side="right")))]
    return np.isin(members.ravel(), taken), degrees
