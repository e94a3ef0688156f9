"""A file or URL with imagery: where it lies on Earth and what its bands are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio._err import CPLE_BaseError
from rasterio.enums import MaskFlags, Resampling
from rasterio.errors import RasterioError
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform_bounds

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.bands import image_bands
from satclip_backend.pretraining.images.files import is_url, open_image, short_name
from satclip_backend.pretraining.images.grid import WGS84, Grid

GLOBE = (-180.0, -90.0, 180.0, 90.0)
_PLAIN = ("JPEG", "PNG")
Extent = tuple[float, float, float, float]


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
        about = numbers, descriptions, dtype.name, nodata, has_mask(data), plain, bounds, assumed
        return Source(image, name, grid, *about)


def has_mask(data: rasterio.DatasetReader) -> bool:
    """Whether an image says by a mask or an alpha band which pixels have data."""
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
