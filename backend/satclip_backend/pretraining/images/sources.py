"""Properties of an image file or URL: grid, extent and bands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio import shutil
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE, Extent
from satclip_backend.outputs import atomic_write
from satclip_backend.pretraining.images.bands import band_type, image_bands
from satclip_backend.pretraining.images.extents import extent_of
from satclip_backend.pretraining.images.files import content_hash
from satclip_backend.pretraining.images.grid import ImageGrid
from satclip_backend.pretraining.images.values import suspected_nodata
from satclip_backend.rasters.opening import PLAIN, open_image, short_name
from satclip_backend.rasters.urls import is_url
from satclip_backend.translation import gettext_lazy as _

_MOST_OFF = 0.5
"""Largest error of an affine transform at ground control points, in pixels."""
_LONGEST_CRS = 100_000
_GRIDS = re.compile(r"grids\s*=\s*(?!@null\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """An image file or URL.

    Attributes
    ----------
    image : Path or str
        File or URL.
    name : str
        Name for messages.
    grid : ImageGrid
        Pixel grid.
    bands : tuple of int
        Band numbers, from 1.
    descriptions : tuple of str
        Band descriptions.
    dtype : str
        Data type.
    nodata : float or None
        Nodata value.
    masked : bool
        Whether it has a mask or alpha band.
    plain : bool
        Whether it can only be read as a whole, as JPEG and PNG.
    extent : (float, float, float, float)
        West, south, east and north in degrees.
    scales, offsets : tuple of float
        Convert pixels of each band to physical values.
    notes : tuple of str
        Notes for the user.
    assumed_global : bool
        Whether it has no georeferencing and was assumed to cover the globe.
    trusted : bool
        As for `open_image`.
    """

    image: Path | str
    name: str
    grid: ImageGrid
    bands: tuple[int, ...]
    descriptions: tuple[str, ...]
    dtype: str
    nodata: float | None
    masked: bool
    plain: bool
    extent: Extent
    scales: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    assumed_global: bool = False
    trusted: bool = True

    @contextmanager
    def opened(self, grid: ImageGrid, classes: bool = False) -> Iterator[rasterio.DatasetReader]:
        """Open the image on `grid`. Another grid is resampled bilinearly, or by nearest neighbour for `classes`.

        To resample windows of an image that can only be read as a whole, or to mask them, it is decoded once, to a
        file in the cache.
        """
        decode = self.plain and (self.masked or self.nodata is not None or grid != self.grid)
        image = self._decoded() if decode else self.image
        with open_image(image, trusted=self.trusted, called=self.name) as data:
            if grid == self.grid:
                yield data
                return
            with WarpedVRT(
                data,
                src_crs=self.grid.crs,
                src_transform=self.grid.transform,
                crs=grid.crs,
                transform=grid.transform,
                width=grid.width,
                height=grid.height,
                resampling=Resampling.nearest if classes else Resampling.bilinear,
                add_alpha=self.nodata is None and not self.masked,
            ) as warped:
                yield warped

    def _decoded(self) -> Path:
        """Return an uncompressed copy of the image, in tiles."""
        path = store.folder("cache") / f"imagery-{content_hash([Path(self.image)])[:16]}.tif"
        if not path.exists():
            with (
                open_image(self.image, trusted=self.trusted, called=self.name) as data,
                atomic_write(
                    path,
                    space=data.width * data.height * sum(np.dtype(name).itemsize for name in data.dtypes),
                ) as temporary,
            ):
                shutil.copy(
                    data, temporary, driver="GTiff", tiled=True, interleave="pixel", bigtiff="if_safer"
                )
        return path


def describe(
    image: Path | str,
    extent: Extent | None = None,
    name: str = "",
    bands: Sequence[str] = (),
    *,
    trusted: bool = True,
) -> Source:
    """Read the properties of an image from its header. `name` and `bands` replace those of the file.

    An image that has only ground control points gets the affine transform that fits them. An image without
    georeferencing is assumed to be plate carree (EPSG:4326) over `extent` (west, south, east, north in
    degrees), or over the globe if it is twice as wide as high. Raises SatclipError for images that are
    unreadable, have no position or are not on Earth.
    """
    name = name or short_name(image)
    with open_image(image, trusted=trusted, called=name) as data:
        numbers, descriptions = image_bands(data)
        if not numbers:
            inside = ", ".join(found.rpartition(":")[2] for found in data.subdatasets[:5])
            if not inside:
                raise SatclipError(_("{image} has no bands.", image=name))
            raise SatclipError(
                _(
                    "{image} has no bands, but other images in it ({names}): save one as a GeoTIFF (gdal_translate).",
                    image=name,
                    names=inside,
                )
            )
        if len(set(bands)) == len(numbers):
            descriptions = tuple(bands)
        dtype = band_type(data, numbers, name)
        grid, box, assumed = _placed(data, name, extent)
        nodata = next((value for value in data.nodatavals if value is not None), None)
        plain = data.driver in PLAIN and not is_url(image)
        notes = []
        if any(data.colorinterp[i - 1] == ColorInterp.palette for i in numbers):
            notes.append(
                _(
                    "{image} has a colour table: the values are used, not the colours. To use the colours, expand them "
                    "(gdal_translate -expand rgb).",
                    image=name,
                )
            )
        masked = has_mask(data)
        if not masked and not plain:
            notes += suspected_nodata(data, numbers, name, (1,) if is_url(image) else (0, 1, 2))
        return Source(
            image,
            name,
            grid,
            numbers,
            descriptions,
            dtype,
            nodata,
            masked,
            plain,
            box,
            tuple(data.scales[i - 1] for i in numbers),
            tuple(data.offsets[i - 1] for i in numbers),
            tuple(notes),
            assumed,
            trusted,
        )


def has_mask(data: rasterio.DatasetReader) -> bool:
    """Return whether an image has a mask or alpha band."""
    return any(MaskFlags.per_dataset in flags for flags in data.mask_flag_enums)


def _placed(data: rasterio.DatasetReader, name: str, extent: Extent | None) -> tuple[ImageGrid, Extent, bool]:
    """Return the grid of an image, its extent in degrees, and whether it was assumed to cover the globe."""
    crs, transform, size = data.crs, data.transform, (data.width, data.height)
    points, points_crs = data.gcps
    if transform.is_identity and points and points_crs is not None:
        crs, transform = points_crs, _of_control_points(name, points)
    if crs is not None and not transform.is_identity:
        return *_own(name, crs, transform, size), False
    if extent is not None:
        bounds = tuple(map(float, extent))
        return _plate_carree(bounds, size), bounds, False
    if not transform.is_identity and not np.allclose(data.bounds, GLOBE, atol=abs(transform.a)):
        raise SatclipError(
            _(
                "{name} has a geotransform but no CRS: give it one (gdal_edit.py -a_srs EPSG:...), or give "
                "its extent in degrees (west south east north).",
                name=name,
            )
        )
    if points:
        raise SatclipError(
            _(
                "{name} has ground control points without a CRS: warp it first (gdalwarp -s_srs EPSG:... "
                "in.tif out.tif).",
                name=name,
            )
        )
    if data.rpcs is not None:
        raise SatclipError(
            _(
                "{name} is placed by RPCs only (rational polynomials, which need heights): orthorectify it "
                "first (gdalwarp -rpc -to RPC_DEM=heights.tif in.tif out.tif).",
                name=name,
            )
        )
    if data.tags(ns="GEOLOCATION"):
        raise SatclipError(
            _(
                "{name} is placed by arrays of coordinates only: warp it first (gdalwarp -geoloc in.tif "
                "out.tif).",
                name=name,
            )
        )
    if data.width != 2 * data.height:
        raise SatclipError(
            _(
                "{name} has no georeferencing: give its extent (west south east north), or give the file a "
                "CRS and a place (gdal_edit.py -a_srs -a_ullr).",
                name=name,
            )
        )
    return _plate_carree(GLOBE, size), GLOBE, True


def _own(
    name: str, crs: rasterio.CRS, transform: rasterio.Affine, size: tuple[int, int]
) -> tuple[ImageGrid, Extent]:
    if not np.isfinite(transform[:6]).all() or not transform.determinant:
        raise SatclipError(
            _(
                "{name} has an invalid geotransform ({names}): give it the right one (gdal_edit.py -a_ullr).",
                name=name,
                names=", ".join(f"{v:g}" for v in transform[:6]),
            )
        )
    wkt = crs.to_wkt()
    if len(wkt) > _LONGEST_CRS or _GRIDS.search(wkt):
        raise SatclipError(
            _(
                "{name} has a CRS that is too long or needs files of its own: give it one by its EPSG code "
                "(gdal_edit.py -a_srs EPSG:...).",
                name=name,
            )
        )
    grid = ImageGrid(wkt, transform, *size)
    box = extent_of(grid)
    if box is None:
        x, y = grid.coordinates(np.array([0, size[0]]), np.array([size[1], 0]))
        raise SatclipError(
            _(
                "{name} has no valid location: its coordinates, from {x} {y} to {x2} {y2}, don't fit its CRS "
                "({crs}). Give it the right one (gdal_edit.py -a_srs).",
                name=name,
                x=f"{x[0]:.10g}",
                y=f"{y[0]:.10g}",
                x2=f"{x[1]:.10g}",
                y2=f"{y[1]:.10g}",
                crs=crs.to_string()[:60],
            )
        )
    return grid, box


def _plate_carree(bounds: Extent, size: tuple[int, int]) -> ImageGrid:
    return ImageGrid(rasterio.CRS.from_epsg(4326).to_wkt(), from_bounds(*bounds, *size), *size)


def _of_control_points(name: str, points: Sequence) -> rasterio.Affine:
    """Fit an affine transform to ground control points.

    Raises SatclipError if its error is larger than half a pixel.
    """
    pixels = np.array([[point.col, point.row, 1.0] for point in points])
    xy = np.array([[point.x, point.y] for point in points])
    middle = xy.mean(0)
    fit, _unused, rank, _unused = np.linalg.lstsq(pixels, xy - middle, rcond=None)
    off = np.inf
    if rank == 3 and np.linalg.det(fit[:2]):
        off = np.abs((xy - middle - pixels @ fit) @ np.linalg.inv(fit[:2])).max()
    if not off <= _MOST_OFF:
        raise SatclipError(
            _(
                "{name} is placed by {count} ground control points, which don't lie on a regular grid of "
                "pixels: warp it first (gdalwarp in.tif out.tif).",
                name=name,
                count=len(points),
            )
        )
    (a, d), (b, e), (c, f) = fit + np.array([[0, 0], [0, 0], middle])
    return rasterio.Affine(a, b, c, d, e, f)
