"""Pixel grids of maps, and the longitude and latitude of their pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from pyproj import CRS
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import read_crs, to_lonlat
from satclip_backend.geo.sphere import EARTH_RADIUS_M
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import grouped_lazy

#: Largest number of pixels of a map. Three components take 24 GB before compression.
MAX_PIXELS = 2_000_000_000

MAX_SHARDED = 10**13
"""Largest number of pixels of a map in shards, whose numbers of rows and columns float64 represents exactly."""

LATTICE = 23
"""Number of positions per axis for the test of whether a CRS is cylindrical."""
SAMPLED = 64
"""Number of positions per axis for the test of whether an extent is on Earth."""
SAME_PLACE = 1e-9
"""Tolerance in degrees: 0.1 mm, more than the rounding errors of transformations."""


@dataclass(frozen=True)
class RasterGrid:
    """North-up square pixels. `transform` maps (column, row) of a pixel's corner to coordinates in `crs`."""

    crs: CRS
    width: int
    height: int
    transform: Affine

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east and north in `crs`."""
        west, north = self.transform @ (0, 0)
        east, south = self.transform @ (self.width, self.height)
        return west, south, east, north

    def part(self, window: Window) -> RasterGrid:
        """Return the grid of the pixels of a window."""
        corner = Affine.translation(window.col_off, window.row_off)
        return RasterGrid(self.crs, window.width, window.height, self.transform @ corner)

    def windows(self, size: int) -> Iterator[Window]:
        """Yield blocks of `size` x `size` pixels, smaller at the right and lower edges, in row-major order."""
        for row in range(0, self.height, size):
            for column in range(0, self.width, size):
                yield Window(column, row, min(size, self.width - column), min(size, self.height - row))

    def lonlat(self, window: Window) -> NDArray[np.float64]:
        """Return longitude and latitude (h * w, 2) in degrees (WGS 84) of pixel centres, in row-major order.

        NaN where the centre is not on Earth, see `lonlat_at`.
        """
        rows, columns = np.divmod(np.arange(window.height * window.width), window.width)
        return self.lonlat_at(columns + (window.col_off + 0.5), rows + (window.row_off + 0.5))

    def lonlat_at(self, columns: NDArray, rows: NDArray) -> NDArray[np.float64]:
        """Return longitude and latitude (n, 2) in degrees (WGS 84) of positions in pixels from the top left.

        A position is on Earth if the inverse transformation returns it within half a pixel, or a metre,
        because datum shifts may differ by that. In a geographic CRS, full turns are ignored. Other rows are
        NaN.
        """
        x = self.transform.a * columns + self.transform.c
        y = self.transform.e * rows + self.transform.f
        lon, lat = self._to_lonlat.transform(x, y)
        back_x, back_y = self._to_lonlat.transform(lon, lat, direction="INVERSE")
        with np.errstate(invalid="ignore"):
            off_x, off_y = back_x - x, back_y - y
            if self.crs.is_geographic:
                off_x = np.remainder(off_x + _turn(self.crs) / 2, _turn(self.crs)) - _turn(self.crs) / 2
            lost = ~(np.hypot(off_x, off_y) <= self._tolerance) | ~(np.abs(lat) <= 90)
            lon = np.where(np.abs(lon) > 180, np.remainder(lon + 180, 360) - 180, lon)
        lonlat = np.column_stack([lon, lat])
        lonlat[lost] = np.nan
        return lonlat

    def axes_at(self, columns: NDArray, rows: NDArray) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the longitudes of `columns` and the latitudes of `rows`, in pixels, if the grid is `cylindrical`.

        NaN where they are not on Earth. Raises ValueError if the grid is not cylindrical.
        """
        if self.cylindrical is None:
            raise ValueError("This grid is not cylindrical.")
        column, row = self.cylindrical
        lon = self.lonlat_at(columns, np.full(len(columns), row))[:, 0]
        return lon, self.lonlat_at(np.full(len(rows), column), rows)[:, 1]

    @cached_property
    def cylindrical(self) -> tuple[float, float] | None:
        """Column and row, in pixels, of a point on Earth, if the projection is cylindrical; else None.

        It is cylindrical if longitude and its validity depend only on the column, and latitude and its
        validity only on the row. This is tested at `LATTICE` x `LATTICE` positions.
        """
        steps = (np.arange(LATTICE) + 0.5) / LATTICE
        columns, rows = steps * self.width, steps * self.height
        lonlat = self.lonlat_at(np.tile(columns, LATTICE), np.repeat(rows, LATTICE)).reshape(
            LATTICE, LATTICE, 2
        )
        known = np.isfinite(lonlat[..., 0])
        if not known.any() or not np.array_equal(known, known.any(axis=1)[:, None] & known.any(axis=0)):
            return None
        row, column = (int(where) for where in np.argwhere(known)[0])
        off_lon = np.remainder(lonlat[..., 0] - lonlat[row, :, 0] + 180, 360) - 180
        off_lat = lonlat[..., 1] - lonlat[:, column, 1][:, None]
        if np.nanmax(np.abs(off_lon)) > SAME_PLACE or np.nanmax(np.abs(off_lat)) > SAME_PLACE:
            return None
        return float(columns[column]), float(rows[row])

    @cached_property
    def _to_lonlat(self):
        return to_lonlat(self.crs)

    @property
    def _tolerance(self) -> float:
        unit = self.crs.axis_info[0].unit_conversion_factor or 1.0
        metre = 1 / (unit * EARTH_RADIUS_M) if self.crs.is_geographic else 1 / unit
        return max(self.transform.a / 2, metre)


class TooManyPixelsError(SatclipError):
    """A map would have more pixels than is possible."""


class NowhereError(SatclipError):
    """A map has no pixel with a value."""


def make_grid(extent: Sequence[float], crs: str, pixel_size: float, most: int | None = None) -> RasterGrid:
    """Return the grid of square pixels that covers an extent.

    Pixels start at the north-west corner. An extent that is not a whole number of pixels is enlarged to the
    east and south. In a geographic CRS, west > east crosses the antimeridian, and longitudes beyond 180
    degrees wrap. In a projected CRS, pixels beyond the edge of the world are nodata.

    Parameters
    ----------
    extent : sequence of float
        West, south, east and north in units of `crs`.
    crs : str
        The CRS.
    pixel_size : float
        Side of a pixel in units of `crs`.
    most : int, optional
        Largest number of pixels, by default `MAX_PIXELS`.

    Raises
    ------
    SatclipError
        For an unknown CRS, an empty or invalid extent, an invalid pixel size, and more than `most` pixels.
    """
    most = most or MAX_PIXELS
    parsed = read_crs(crs)
    west, south, east, north = (float(edge) for edge in extent)
    edges = {"west": west, "south": south, "east": east, "north": north}
    shown = _(
        "west {west}, south {south}, east {east}, north {north}",
        **{name: f"{edge:.12g}" for name, edge in edges.items()},
    )
    if not all(map(math.isfinite, (west, south, east, north))):
        raise SatclipError(_("The extent ({shown}) must consist of finite numbers.", shown=shown))
    if not (math.isfinite(pixel_size) and pixel_size > 0):
        raise SatclipError(
            _(
                "The pixel size must be a positive number in units of the CRS, not {pixel_size}.",
                pixel_size=pixel_size,
            )
        )
    if west > east and parsed.is_geographic:
        east += _turn(parsed) * math.ceil((west - east) / _turn(parsed))
    if west >= east or south >= north:
        raise SatclipError(
            _(
                "The extent ({shown}) has no area: its order is west, south, east, north, in units of the CRS"
                " {parsed}.",
                shown=shown,
                parsed=parsed.name,
            )
        )
    width, height = _pixels(east - west, pixel_size), _pixels(north - south, pixel_size)
    if width * height > most:
        raise TooManyPixelsError(
            _(
                "This map would have {pixels} pixels ({width} x {height}), and at most {most} are possible: "
                "choose a larger pixel size or a smaller extent.",
                pixels=_count(width * height),
                width=_count(width),
                height=_count(height),
                most=_count(most),
            )
        )
    transform = Affine(pixel_size, 0.0, west, 0.0, -pixel_size, north)
    return RasterGrid(parsed, int(width), int(height), transform)


def nowhere(grid: RasterGrid) -> NowhereError:
    """Return the exception for a map without a value: no pixel is on Earth, or the encoder covers none of them."""
    extent = {
        name: f"{value:.12g}"
        for name, value in zip(("west", "south", "east", "north"), grid.extent, strict=True)
    }
    shares = (np.arange(SAMPLED) + 0.5) / SAMPLED
    columns, rows = np.tile(shares * grid.width, SAMPLED), np.repeat(shares * grid.height, SAMPLED)
    if np.isfinite(grid.lonlat_at(columns, rows)).all(axis=1).any():
        return NowhereError(
            _(
                "No pixel of the extent (west {west}, south {south}, east {east}, north {north}) is covered by the "
                "encoder: choose another extent or encoder.",
                **extent,
            )
        )
    return NowhereError(
        _(
            "No pixel of the extent (west {west}, south {south}, east {east}, north {north}) has a valid "
            "location in the CRS {crs}: choose an extent within the area of use of the CRS.",
            crs=grid.crs.name,
            **extent,
        )
    )


def _pixels(span: float, pixel_size: float) -> float:
    """Return the number of pixels that cover `span`.

    A millionth of a pixel, from decimal rounding, does not add another.
    """
    count = span / pixel_size - 1e-6
    return max(float(math.ceil(count)), 1.0) if math.isfinite(count) else math.inf


def _count(number: float) -> str:
    if math.isinf(number):
        return _("more than 1e308")
    return grouped_lazy(f"{number:,.0f}") if number < 1e16 else f"{number:.3g}"


def _turn(crs: CRS) -> float:
    """Return a full turn in units of a geographic `crs`: 360 for degrees, 400 for grads."""
    return round(2 * math.pi / crs.axis_info[0].unit_conversion_factor, 9)
