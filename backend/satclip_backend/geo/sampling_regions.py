"""Regions in which points may be sampled: land, ocean, or any object with a `contains` method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from satclip_backend.geo.boxes import Extent, eastward
from satclip_backend.translation import gettext_lazy as _


class SamplingRegion(Protocol):
    """Protocol of regions: `Mask`, `OceanMask` and `SamplingArea`. `name` describes the region in messages."""

    name: str

    def contains(self, lonlat: np.ndarray) -> np.ndarray:
        """Return whether each point (n, 2), lon and lat in degrees, is in the region: a boolean array (n,)."""


@dataclass(frozen=True)
class Mask:
    """A boolean raster in degrees: `cells` (rows, columns) starts at the north-west corner of `extent`."""

    cells: np.ndarray
    extent: Extent
    name = _("land in the mask")

    def contains(self, lonlat: np.ndarray) -> np.ndarray:
        """Return whether each point (n, 2), lon and lat in degrees, is in a cell that is set: a boolean array (n,)."""
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
    """Region without `land` within `degrees`, tested at 16 directions and two distances around each point."""

    land: Mask
    degrees: float = 2.0
    name = _("sea")

    def contains(self, lonlat: np.ndarray) -> np.ndarray:
        """Return whether each point (n, 2), lon and lat in degrees, is at sea: a boolean array (n,)."""
        east = 1 / np.maximum(np.cos(np.radians(lonlat[:, 1])), 1e-6)
        dry = self.land.contains(lonlat)
        for angle in np.arange(16) * np.pi / 8:
            for radius in (self.degrees / 2, self.degrees):
                longitude = lonlat[:, 0] + radius * np.sin(angle) * east
                latitude = np.clip(lonlat[:, 1] + radius * np.cos(angle), -90, 90)
                dry |= self.land.contains(np.column_stack([longitude, latitude]))
        return ~dry
