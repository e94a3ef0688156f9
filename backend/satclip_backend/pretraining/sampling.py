"""Where to look: points that are uniform on the sphere, on land if wanted, and blocks of places to hold
out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio

from satclip_backend.errors import SatclipError

LAND = Path(__file__).with_name("land.tif")
Extent = tuple[float, float, float, float]


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
class Sea:
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
    try:
        with rasterio.open(path) as data:
            if data.crs is None or not data.crs.is_geographic:
                raise SatclipError(f"The mask {Path(path).name} must be a raster in degrees (EPSG:4326).")
            cells = data.read(1, masked=True)
            bounds = data.bounds
    except rasterio.errors.RasterioIOError as error:
        raise SatclipError(f"The mask {path} can't be read: {error}") from None
    return Mask(cells.filled(0) != 0, (bounds.left, bounds.bottom, bounds.right, bounds.top))


def sample_points(
    n: int, seed: int = 0, mask: Mask | Sea | None = None, extent: Extent = (-180, -90, 180, 90)
) -> np.ndarray:
    """(n, 2) lon, lat in degrees: random, with equal chance for equal areas of the sphere.

    The area is `extent` (west, south, east, north; west > east crosses 180 degrees) and, with a mask, what
    that contains of it. The first points of a larger n are those of a smaller one. Raises SatclipError
    when the mask contains hardly any of the extent.
    """
    west, south, east, north = extent
    width = (east - west) % 360 or 360.0
    low, high = np.sin(np.radians([south, north]))
    random = np.random.default_rng(seed)
    found, drawn, parts = 0, 0, []
    while found < n:
        uniform = random.random((65536, 2))
        drawn += len(uniform)
        longitude = np.mod(west + uniform[:, 0] * width + 180, 360) - 180
        lonlat = np.column_stack([longitude, np.degrees(np.arcsin(low + uniform[:, 1] * (high - low)))])
        if mask is not None:
            lonlat = lonlat[mask.contains(lonlat)]
        found += len(lonlat)
        parts.append(lonlat)
        if drawn > 2_000_000 and found < drawn / 10_000:
            raise SatclipError(
                f"Hardly any of the imagery's extent is {mask.name}: there are no places to sample."
            )
    return np.concatenate([np.empty((0, 2)), *parts])[:n]


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
