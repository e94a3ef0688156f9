"""Pixel grid of an image."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import rasterio
from pyproj import CRS, Transformer

from satclip_backend.geo.crs import WGS84


@dataclass(frozen=True)
class ImageGrid:
    """Pixel grid: CRS (WKT), affine transform from columns and rows to the CRS, width and height in pixels."""

    crs: str
    transform: rasterio.Affine
    width: int
    height: int

    @cached_property
    def _geographic(self) -> bool:
        return CRS(self.crs).is_geographic

    @cached_property
    def wraps(self) -> bool:
        """Whether the last column is adjacent to the first: a grid in degrees around the Earth."""
        a, b, _, d = self.transform[:4]
        return self._geographic and b == d == 0 and abs(abs(a) * self.width - 360) < 0.01 * abs(a)

    @cached_property
    def _from_lonlat(self) -> Transformer:
        return Transformer.from_crs(WGS84, self.crs, always_xy=True)

    def coordinates(self, columns: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return x and y in the CRS for fractional pixel positions, (n,) each."""
        a, b, c, d, e, f = self.transform[:6]
        return a * columns + b * rows + c, d * columns + e * rows + f

    def columns_and_rows(self, lonlat: np.ndarray) -> np.ndarray:
        """Return fractional pixel positions (n, 2) of points (n, 2) in degrees.

        They are infinite for points outside the domain of the CRS.
        """
        x, y = map(np.asarray, self._from_lonlat.transform(lonlat[:, 0], lonlat[:, 1]))
        if self._geographic:
            west = min(self.transform.c, self.transform.c + self.transform.a * self.width)
            x = west + np.mod(x - west, 360)
        inverse = ~self.transform
        with np.errstate(invalid="ignore"):
            columns = inverse.a * x + inverse.b * y + inverse.c
            return np.column_stack([columns, inverse.d * x + inverse.e * y + inverse.f])

    def corners(self, lonlat: np.ndarray, pixels: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the upper left corners of patches around points, and which points have a patch.

        `lonlat` is (n, 2) in degrees. Returns columns and rows (m, 2) of the patches that are inside the
        grid, and the indices (m,) of their points.
        """
        corners = np.floor(self.columns_and_rows(lonlat) - pixels / 2 + 0.5)
        inside = np.isfinite(corners).all(1) & (corners[:, 1] >= 0) & (corners[:, 1] <= self.height - pixels)
        if self.wraps:
            corners[:, 0] = np.mod(corners[:, 0], self.width)
        else:
            inside &= (corners[:, 0] >= 0) & (corners[:, 0] <= self.width - pixels)
        return corners[inside].astype(int), np.flatnonzero(inside)

    def part(self, column: int, row: int, pixels: int) -> ImageGrid:
        """Return the grid of a square of pixels."""
        a, b, _, d, e, _ = self.transform[:6]
        x, y = self.coordinates(column, row)
        return ImageGrid(self.crs, rasterio.Affine(a, b, x, d, e, y), pixels, pixels)
