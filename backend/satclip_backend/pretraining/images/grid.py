"""Where the pixels of an image lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import rasterio
from pyproj import CRS, Transformer

from satclip_backend.geo.crs import WGS84


@dataclass(frozen=True)
class ImageGrid:
    """Where pixels lie: CRS (WKT), affine transform from columns and rows, columns and rows."""

    crs: str
    transform: rasterio.Affine
    width: int
    height: int

    @cached_property
    def _geographic(self) -> bool:
        return CRS(self.crs).is_geographic

    @cached_property
    def wraps(self) -> bool:
        """Whether the last column is the neighbour of the first: degrees that go round the Earth."""
        a, b, _, d = self.transform[:4]
        return self._geographic and b == d == 0 and abs(abs(a) * self.width - 360) < 0.01 * abs(a)

    @cached_property
    def _from_lonlat(self) -> Transformer:
        return Transformer.from_crs(WGS84, self.crs, always_xy=True)

    def coordinates(self, columns: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """x and y in the CRS of fractional pixel positions, (n,) each."""
        a, b, c, d, e, f = self.transform[:6]
        return a * columns + b * rows + c, d * columns + e * rows + f

    def columns_and_rows(self, lonlat: np.ndarray) -> np.ndarray:
        """(n, 2) fractional pixel positions of (n, 2) lon, lat; infinite where the CRS has no such place."""
        x, y = map(np.asarray, self._from_lonlat.transform(lonlat[:, 0], lonlat[:, 1]))
        if self._geographic:
            west = min(self.transform.c, self.transform.c + self.transform.a * self.width)
            x = west + np.mod(x - west, 360)
        inverse = ~self.transform
        with np.errstate(invalid="ignore"):
            columns = inverse.a * x + inverse.b * y + inverse.c
            return np.column_stack([columns, inverse.d * x + inverse.e * y + inverse.f])

    def corners(self, lonlat: np.ndarray, pixels: int) -> tuple[np.ndarray, np.ndarray]:
        """Columns and rows of the upper left corners of patches around (n, 2) lon, lat whose patch is inside, (m, 2),
        and which those are, (m,).
        """
        corners = np.floor(self.columns_and_rows(lonlat) - pixels / 2 + 0.5)
        inside = np.isfinite(corners).all(1) & (corners[:, 1] >= 0) & (corners[:, 1] <= self.height - pixels)
        if self.wraps:
            corners[:, 0] = np.mod(corners[:, 0], self.width)
        else:
            inside &= (corners[:, 0] >= 0) & (corners[:, 0] <= self.width - pixels)
        return corners[inside].astype(int), np.flatnonzero(inside)

    def part(self, column: int, row: int, pixels: int) -> ImageGrid:
        """The grid of a square of pixels."""
        a, b, _, d, e, _ = self.transform[:6]
        x, y = self.coordinates(column, row)
        return ImageGrid(self.crs, rasterio.Affine(a, b, x, d, e, y), pixels, pixels)
