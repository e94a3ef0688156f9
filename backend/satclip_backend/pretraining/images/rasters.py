"""Georeferenced imagery as one thing to read patches from, whatever files it comes in."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import rasterio
from pyproj import CRS, Transformer
from rasterio.transform import from_bounds
from rasterio.warp import transform_bounds
from rasterio.windows import Window

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.bands import image_bands, stacked_names
from satclip_backend.pretraining.images.files import PLAIN_FORMATS, find_images, fingerprint, open_image

WGS84 = "EPSG:4326"
GLOBE = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class Layer:
    """Files on one pixel grid; their bands follow each other in the order of the files."""

    files: tuple[Path, ...]
    crs: str
    transform: rasterio.Affine
    width: int
    height: int
    names: tuple[str, ...]
    dtype: str
    nodata: float | None
    extent: tuple[float, float, float, float]
    assumed_global: bool = False

    @cached_property
    def _geographic(self) -> bool:
        return CRS(self.crs).is_geographic

    @property
    def bands(self) -> int:
        """Number of bands."""
        return len(self.names)

    @property
    def wraps(self) -> bool:
        """Whether the last column is the neighbour of the first: a grid of degrees that goes round the Earth."""
        return self._geographic and abs(abs(self.transform.a) * self.width - 360) < 1e-6

    @cached_property
    def _from_lonlat(self) -> Transformer:
        return Transformer.from_crs(WGS84, self.crs, always_xy=True)

    def columns_and_rows(self, lonlat: np.ndarray) -> np.ndarray:
        """(n, 2) fractional pixel positions of (n, 2) lon, lat; infinite where the CRS has no such place."""
        x, y = map(np.asarray, self._from_lonlat.transform(lonlat[:, 0], lonlat[:, 1]))
        if self._geographic:
            west = self.transform.c
            x = west + np.mod(x - west, 360)
        inverse = ~self.transform
        with np.errstate(invalid="ignore"):
            columns = inverse.a * x + inverse.b * y + inverse.c
            return np.column_stack([columns, inverse.d * x + inverse.e * y + inverse.f])

    @cached_property
    def _decoded(self) -> np.ndarray | None:
        """(height, width, bands) memory map of a decoded copy, for files that can't be read from the
        middle.
        """
        if self.files[0].suffix.lower() not in PLAIN_FORMATS:
            return None
        path = store.folder("cache") / f"imagery-{fingerprint(self.files)[:16]}.npy"
        if not path.exists():
            shape = (self.height, self.width, self.bands)
            _check_space(path.parent, math.prod(shape) * np.dtype(self.dtype).itemsize)
            with store.whole_file(path) as temporary:
                copy = np.lib.format.open_memmap(temporary, "w+", np.dtype(self.dtype), shape)
                for file, start in zip(self.files, range(0, self.bands, self.bands // len(self.files))):
                    with open_image(file) as data:
                        for row in range(0, self.height, 512):
                            rows = Window(0, row, self.width, min(512, self.height - row))
                            block = data.read(window=rows).transpose(1, 2, 0)
                            copy[row : row + rows.height, :, start : start + data.count] = block
                copy.flush()
        return np.load(path, mmap_mode="r")

    def read(self, corners: np.ndarray, pixels: int) -> np.ndarray:
        """(n, bands, pixels, pixels) from the (n, 2) columns and rows of upper left corners, all inside."""
        patches = np.empty((len(corners), self.bands, pixels, pixels), self.dtype)
        if (decoded := self._decoded) is not None:
            for patch, (column, row) in zip(patches, corners):
                columns = np.arange(column, column + pixels) % self.width
                patch[:] = decoded[row : row + pixels][:, columns].transpose(2, 0, 1)
            return patches
        start = 0
        for file in self.files:
            with open_image(file) as data:
                bands = slice(start, start + data.count)
                for patch, (column, row) in zip(patches, corners):
                    inside = min(pixels, self.width - column)
                    patch[bands, :, :inside] = data.read(window=Window(column, row, inside, pixels))
                    if inside < pixels:
                        patch[bands, :, inside:] = data.read(window=Window(0, row, pixels - inside, pixels))
                start += data.count
        return patches


@dataclass(frozen=True)
class Imagery:
    """One or more layers with the same bands. A point belongs to the first layer whose patch around it is
    whole.
    """

    layers: tuple[Layer, ...]

    @property
    def bands(self) -> tuple[str, ...]:
        """Names of the bands of every patch."""
        return self.layers[0].names

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees: the box round all layers; -180 to 180 if one crosses 180
        degrees.
        """
        west, south, east, north = np.array([layer.extent for layer in self.layers]).T
        if (west > east).any():
            west, east = np.array([-180.0]), np.array([180.0])
        return float(west.min()), float(south.min()), float(east.max()), float(north.max())

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the files and of where they lie on Earth; changes when any of them changes."""
        grids = [[layer.crs, list(layer.transform), layer.extent] for layer in self.layers]
        files = [file for layer in self.layers for file in layer.files]
        return hashlib.sha256((fingerprint(files) + json.dumps(grids)).encode()).hexdigest()

    def read_patches(self, lonlat: np.ndarray, pixels: int) -> tuple[np.ndarray, np.ndarray]:
        """Patches of `pixels` x `pixels` around points.

        lonlat: (n, 2) degrees (WGS84), longitude first. Returns the patches (m, bands, pixels, pixels) in
        the imagery's own units and the (m,) indices, ascending, of the points they belong to. A point is
        left out when its patch isn't wholly inside a layer or holds a pixel without data. Patches of a
        layer that goes round the Earth wrap at its seam. Memory: the patches.
        """
        lonlat = np.asarray(lonlat, float)
        patches = np.empty((len(lonlat), len(self.bands), pixels, pixels), self.layers[0].dtype)
        found = np.zeros(len(lonlat), bool)
        for layer in self.layers:
            open_points = np.flatnonzero(~found & _in_extent(lonlat, layer.extent))
            if not open_points.size:
                continue
            corners = np.floor(layer.columns_and_rows(lonlat[open_points]) - pixels / 2 + 0.5)
            inside = (
                np.isfinite(corners).all(1) & (corners[:, 1] >= 0) & (corners[:, 1] <= layer.height - pixels)
            )
            if layer.wraps:
                corners[:, 0] = np.mod(corners[:, 0], layer.width)
            else:
                inside &= (corners[:, 0] >= 0) & (corners[:, 0] <= layer.width - pixels)
            points = open_points[inside]
            got = layer.read(corners[inside].astype(int), pixels)
            valid = np.isfinite(got).all((1, 2, 3)) if got.dtype.kind == "f" else np.ones(len(got), bool)
            if layer.nodata is not None:
                valid &= (got != layer.nodata).all((1, 2, 3))
            patches[points[valid]] = got[valid]
            found[points[valid]] = True
        kept = np.flatnonzero(found)
        return patches[kept], kept


def open_imagery(
    paths: Iterable[Path | str], extent: tuple[float, float, float, float] | None = None
) -> Imagery:
    """Imagery from raster files and folders of them.

    Files on the same grid become one layer with all their bands, in the order of their names; other grids
    are further layers and need the same number of bands. A file without georeferencing is taken as plate
    carree (EPSG:4326) over `extent` (west, south, east, north, degrees), or over the whole globe when it
    is twice as wide as high (`Layer.assumed_global` says so). Raises SatclipError for unreadable files,
    files that can't be placed and layers that don't match.
    """
    files = find_images(paths)
    if not files:
        raise SatclipError("There are no images to train on: give raster files or folders that hold some.")
    grids: dict[tuple, list[tuple[Path, int, tuple[str, ...]]]] = {}
    for file in files:
        grid, bands, descriptions = _describe(file, extent)
        grids.setdefault(grid, []).append((file, bands, descriptions))
    layers = []
    for (crs, transform, width, height, dtype, nodata, bounds, assumed), members in grids.items():
        stack = tuple(file for file, _, _ in members)
        names = stacked_names(members)
        layers.append(Layer(stack, crs, transform, width, height, names, dtype, nodata, bounds, assumed))
    first = layers[0]
    for layer in layers:
        if (layer.bands, layer.dtype) != (first.bands, first.dtype):
            raise SatclipError(
                f"{layer.files[0].name} has {layer.bands} bands of {layer.dtype} where "
                f"{first.files[0].name} has {first.bands} of {first.dtype}: all places need the same "
                "bands."
            )
    return Imagery(tuple(layers))


def _check_space(folder: Path, size: int) -> None:
    """Raise SatclipError before a memory map outgrows the disk, which would end the program."""
    free = shutil.disk_usage(folder).free
    if free < size + (64 << 20):
        raise SatclipError(
            f"The decoded images need {size / 1e9:.1f} GB in {folder}, where {free / 1e9:.1f} GB are free. Make "
            "room there, or set SATCLIP_HOME to a folder on another disk."
        )


def _describe(
    file: Path, extent: tuple[float, float, float, float] | None
) -> tuple[tuple, int, tuple[str, ...]]:
    """What two files must share to be bands of one layer, the number of bands, and their descriptions."""
    with open_image(file) as data:
        crs, transform, assumed = data.crs, data.transform, False
        if crs is None or transform.is_identity:
            if extent is None and data.width != 2 * data.height:
                raise SatclipError(
                    f"{file.name} doesn't say where on Earth it lies: give its extent (west south east "
                    "north)."
                )
            assumed = extent is None
            bounds = GLOBE if extent is None else tuple(map(float, extent))
            crs, transform = rasterio.CRS.from_epsg(4326), from_bounds(*bounds, data.width, data.height)
        else:
            bounds = transform_bounds(crs, WGS84, *data.bounds, densify_pts=21)
        grid = (
            crs.to_wkt(),
            transform,
            data.width,
            data.height,
            data.dtypes[0],
            data.nodata,
            bounds,
            assumed,
        )
        return grid, data.count, image_bands(data)[1]


def _in_extent(lonlat: np.ndarray, extent: tuple[float, float, float, float]) -> np.ndarray:
    west, south, east, north = extent
    east = east + 360 if east < west else east
    with np.errstate(invalid="ignore"):
        longitude = west + np.mod(lonlat[:, 0] - west, 360)
        return (longitude <= east) & (lonlat[:, 1] >= south) & (lonlat[:, 1] <= north)
