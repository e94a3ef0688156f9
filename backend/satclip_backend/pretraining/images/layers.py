"""One pixel grid, and the files or URLs whose bands are read on it."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import rasterio
from pyproj import CRS, Transformer
from rasterio._err import CPLE_BaseError
from rasterio.enums import MaskFlags, Resampling
from rasterio.errors import RasterioError
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform_bounds
from rasterio.windows import Window

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.bands import image_bands
from satclip_backend.pretraining.images.files import (
    content_hash,
    is_url,
    open_image,
    short_name,
)

WGS84 = "EPSG:4326"
GLOBE = (-180.0, -90.0, 180.0, 90.0)
_PLAIN = ("JPEG", "PNG")
Extent = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
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
        return self._geographic and abs(abs(self.transform.a) * self.width - 360) < 1e-6

    @cached_property
    def _from_lonlat(self) -> Transformer:
        return Transformer.from_crs(WGS84, self.crs, always_xy=True)

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

    def part(self, column: int, row: int, pixels: int) -> Grid:
        """The grid of a square of pixels."""
        a, b, c, d, e, f = self.transform[:6]
        corner = a * column + b * row + c, d * column + e * row + f
        return Grid(self.crs, rasterio.Affine(a, b, corner[0], d, e, corner[1]), pixels, pixels)


@dataclass(frozen=True)
class Source:
    """A file or URL and what sentences call it: its grid, the numbers (from 1) and descriptions of its bands,
    whether it has a mask or alpha band, whether it is `plain` (can't be read from the middle, as JPEG and PNG), and the
    box it fills in degrees.
    """

    image: Path | str
    name: str
    grid: Grid
    bands: tuple[int, ...]
    descriptions: tuple[str, ...]
    dtype: str
    nodata: float | None
    masked: bool
    plain: bool
    extent: Extent
    assumed_global: bool = False

    @contextmanager
    def opened(self, grid: Grid, classes: bool = False) -> Iterator[rasterio.DatasetReader]:
        """The image, resampled bilinearly, or to the nearest pixel for `classes`, where `grid` isn't its own."""
        with open_image(self.image) as data:
            if grid == self.grid:
                yield data
                return
            bare = self.nodata is None and not self.masked
            with WarpedVRT(
                data,
                src_crs=self.grid.crs,
                src_transform=self.grid.transform,
                crs=grid.crs,
                transform=grid.transform,
                width=grid.width,
                height=grid.height,
                resampling=Resampling.nearest if classes else Resampling.bilinear,
                add_alpha=bare,
            ) as warped:
                yield warped


@dataclass(frozen=True)
class Layer:
    """Sources stacked on one grid; `names`, and positions of `chosen` and `quality` bands, are of all bands, in order.

    A pixel has data only where each quality band has one of the values `clear`.
    """

    grid: Grid
    sources: tuple[Source, ...]
    names: tuple[str, ...]
    chosen: tuple[int, ...]
    dtype: str
    quality: tuple[int, ...] = ()
    clear: tuple[float, ...] = ()

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.grid.width

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.grid.height

    @property
    def extent(self) -> Extent:
        """West, south, east, north in degrees, of the source that gave the grid."""
        return next(source.extent for source in self.sources if source.grid == self.grid)

    @property
    def assumed_global(self) -> bool:
        """Whether an image doesn't say where it lies and was taken for the globe."""
        return any(source.assumed_global for source in self.sources)

    @cached_property
    def parts(self) -> list[tuple[Source, list[int], list[int]]]:
        """Sources with chosen bands: their numbers in the file, and their positions among the chosen."""
        parts, start = [], 0
        for source in self.sources:
            mine = [(place, band - start) for place, band in enumerate(self.chosen)]
            mine = [(place, band) for place, band in mine if 0 <= band < len(source.bands)]
            if mine:
                parts.append((source, [source.bands[band] for _, band in mine], [place for place, _ in mine]))
            start += len(source.bands)
        return parts

    @cached_property
    def decoded(self) -> np.ndarray | None:
        """(height, width, bands) memory map of a decoded copy, where no file can be read from the middle."""
        if not all(source.plain and source.grid == self.grid for source in self.sources):
            return None
        files = [source.image for source in self.sources]
        path = store.folder("cache") / f"imagery-{content_hash(files)[:16]}.npy"
        if not path.exists():
            shape = (self.grid.height, self.grid.width, len(self.names))
            check_space(path.parent, math.prod(shape) * np.dtype(self.dtype).itemsize)
            with store.whole_file(path) as temporary:
                copy = np.lib.format.open_memmap(temporary, "w+", np.dtype(self.dtype), shape)
                start = 0
                for source in self.sources:
                    end = start + len(source.bands)
                    with open_image(source.image) as data:
                        for row in range(0, self.grid.height, 512):
                            rows = Window(0, row, self.grid.width, min(512, self.grid.height - row))
                            block = data.read(source.bands, window=rows).transpose(1, 2, 0)
                            copy[row : row + rows.height, :, start:end] = block
                    start = end
                copy.flush()
        return np.load(path, mmap_mode="r")

    def read(self, corners: np.ndarray, pixels: int) -> tuple[np.ndarray, np.ndarray]:
        """From the (n, 2) columns and rows of upper left corners, all inside: patches (n, bands, pixels, pixels), and
        (n, pixels, pixels) whether a pixel lacks data in some band or isn't clear.
        """
        patches, empty = self._read(corners, pixels)
        if self.quality:
            classes, _ = replace(self, chosen=self.quality)._read(corners, pixels, classes=True)
            empty |= ~np.isin(classes, self.clear).all(1)
        return patches, empty

    def _read(self, corners: np.ndarray, pixels: int, classes: bool = False) -> tuple[np.ndarray, np.ndarray]:
        shape = (len(corners), len(self.chosen), pixels, pixels)
        patches, empty = np.empty(shape, self.dtype), np.zeros((len(corners), pixels, pixels), bool)
        if (decoded := self.decoded) is not None:
            bands = list(self.chosen)
            for patch, (column, row) in zip(patches, corners):
                columns = np.arange(column, column + pixels) % self.grid.width
                patch[:] = decoded[row : row + pixels][:, columns].transpose(2, 0, 1)[bands]
            return patches, empty
        for source, numbers, places in self.parts:
            with source.opened(self.grid, classes) as data:
                masked = source.nodata is not None or _has_mask(data)
                for patch, gap, (column, row) in zip(patches, empty, corners):
                    for window, target in _windows(column, row, pixels, self.grid.width):
                        values = data.read(numbers, window=window, masked=masked)
                        if masked:
                            gap[:, target] |= np.ma.getmaskarray(values).any(0)
                            values = values.data
                        patch[places, :, target] = values
        if patches.dtype.kind in "fc":
            empty |= ~np.isfinite(patches).all(1)
        return patches, empty


def fill(patches: np.ndarray, empty: np.ndarray, most: float) -> np.ndarray:
    """Which (n,) patches lack data in no more than the share `most` of their pixels, as (n, p, p) `empty` tells; those
    pixels get the mean of the others.
    """
    share = empty.mean((1, 2))
    whole = (share <= most) & (share < 1)
    for i in np.flatnonzero(whole & (share > 0)):
        patches[i][:, empty[i]] = patches[i][:, ~empty[i]].mean(1, keepdims=True).astype(patches.dtype)
    return whole


def describe(
    image: Path | str, extent: Extent | None = None, name: str = "", bands: Sequence[str] = ()
) -> Source:
    """A source from its header; `name` and `bands` stand for those of the file.

    An image without georeferencing is taken as plate carree (EPSG:4326) over `extent` (west, south, east, north,
    degrees), or over the whole globe when it is twice as wide as high. Raises SatclipError for what can't be read or
    placed, or lies nowhere on Earth.
    """
    name = name or short_name(image)
    with open_image(image) as data:
        numbers, descriptions = image_bands(data)
        if not numbers:
            raise SatclipError(f"{name} has no bands.")
        if len(set(bands)) == len(numbers):
            descriptions = tuple(bands)
        dtype = np.result_type(*(data.dtypes[i - 1] for i in numbers))
        if dtype.kind not in "biuf":
            raise SatclipError(f"{name} has pixels of {dtype}, which are no images' numbers.")
        crs, transform, assumed = data.crs, data.transform, False
        if crs is None or transform.is_identity:
            if extent is None and data.width != 2 * data.height:
                raise SatclipError(
                    f"{name} doesn't say where on Earth it lies: give its extent (west south east north), "
                    "or give the file a CRS."
                )
            assumed = extent is None
            bounds = GLOBE if extent is None else tuple(map(float, extent))
            crs, transform = rasterio.CRS.from_epsg(4326), from_bounds(*bounds, data.width, data.height)
        else:
            bounds = _bounds(name, crs, data.bounds)
        grid = Grid(crs.to_wkt(), transform, data.width, data.height)
        nodata = next((value for value in data.nodatavals if value is not None), None)
        plain = data.driver in _PLAIN and not is_url(image)
        about = numbers, descriptions, dtype.name, nodata, _has_mask(data), plain, bounds, assumed
        return Source(image, name, grid, *about)


def _has_mask(data: rasterio.DatasetReader) -> bool:
    return any(MaskFlags.per_dataset in flags for flags in data.mask_flag_enums)


def _bounds(name: str, crs: rasterio.CRS, bounds: tuple[float, ...]) -> Extent:
    """A raster's bounds in degrees. Raises SatclipError where they are nowhere on Earth."""
    try:
        west, south, east, north = transform_bounds(crs, WGS84, *bounds, densify_pts=21)
    except (RasterioError, CPLE_BaseError):
        west = south = east = north = math.inf
    if not np.isfinite([west, south, east, north]).all() or max(abs(south), abs(north)) > 90.5 or west < -361:
        raise SatclipError(
            f"{name} lies nowhere on Earth: its coordinates, from {bounds[0]:.10g} {bounds[1]:.10g} to "
            f"{bounds[2]:.10g} {bounds[3]:.10g}, don't fit its CRS ({crs.to_string()[:60]}). Give it the right one "
            "(gdal_edit.py -a_srs)."
        )
    return float(west), float(south), float(east), float(north)


def _windows(column: int, row: int, pixels: int, width: int) -> Iterator[tuple[Window, slice]]:
    """The parts of a patch, and their columns in it: two where it goes across the seam of the globe."""
    inside = min(pixels, width - column)
    yield Window(column, row, inside, pixels), slice(0, inside)
    if inside < pixels:
        yield Window(0, row, pixels - inside, pixels), slice(inside, pixels)


def check_space(folder: Path, size: int) -> None:
    """Raise SatclipError before a memory map outgrows the disk, which would end the program."""
    free = shutil.disk_usage(folder).free
    if free < size + (64 << 20):
        raise SatclipError(
            f"The decoded images need {size / 1e9:.1f} GB in {folder}, where {free / 1e9:.1f} GB are free. Make "
            "room there, or set SATCLIP_HOME to a folder on another disk."
        )
