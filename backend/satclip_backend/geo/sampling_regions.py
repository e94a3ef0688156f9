"""Where points may lie: on land, at sea, or in whatever else can say of a place whether it is part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from satclip_backend.geo.boxes import Extent, eastward


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
        longitude = eastward(lonlat[:, 0], west)
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
