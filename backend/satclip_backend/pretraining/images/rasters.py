"""Georeferenced imagery as one thing to read patches from, whatever files or URLs it comes in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import Extent, box_round, in_extent, overlap, square_degrees
from satclip_backend.pretraining.images.bands import choose_bands, listed, stacked_names
from satclip_backend.pretraining.images.files import find_images, fingerprint
from satclip_backend.pretraining.images.layers import Layer, fill_missing
from satclip_backend.pretraining.images.multiscale import Overview
from satclip_backend.pretraining.images.sources import Source, describe

_SAME_PLACE = 0.5
"""The share of two extents' union that they have in common, from which on they are one stack."""


@dataclass(frozen=True)
class Imagery:
    """One or more layers with the same bands. A point belongs to the first layer whose patch around it is
    whole.
    """

    layers: tuple[Layer, ...]

    @property
    def bands(self) -> tuple[str, ...]:
        """Names of the bands of every patch."""
        return tuple(self.layers[0].names[band] for band in self.layers[0].chosen)

    @property
    def dtype(self) -> np.dtype:
        """The type of every patch: the smallest that holds the values of all layers."""
        return np.result_type(*(layer.dtype for layer in self.layers))

    @property
    def extents(self) -> list[Extent]:
        """West, south, east, north in degrees of each place that images show."""
        return list(dict.fromkeys(layer.extent for layer in self.layers))

    @property
    def extent(self) -> Extent:
        """West, south, east, north in degrees: the box round all layers."""
        return box_round(self.extents)

    @property
    def notes(self) -> list[str]:
        """Sentences on what the imagery's user should know: numbers that may stand for missing data, say."""
        found = [note for layer in self.layers for source in layer.sources for note in source.notes]
        sizes = {source.dtype: source.name for layer in self.layers for source in layer.sources}
        if {"uint8", "uint16"} <= set(sizes) and len(self.layers) > 1:
            found.append(
                f"{sizes['uint8']} has 8 bits a pixel and {sizes['uint16']} 16: their values are used as they "
                "are, so check that they mean the same."
            )
        return list(dict.fromkeys(found))

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the files, of where they lie on Earth and of the bands; changes when any of them changes."""
        grids = [
            [layer.grid.crs, list(layer.grid.transform), layer.extent, layer.chosen]
            + ([layer.quality, layer.clear] if layer.quality else [])
            for layer in self.layers
        ]
        images = [source.image for layer in self.layers for source in layer.sources]
        return hashlib.sha256((fingerprint(images) + json.dumps(grids)).encode()).hexdigest()

    def choose(self, bands: Sequence[str] | None = None, dates: str | None = None) -> Imagery:
        """The same with some of the bands, as `choose_bands` tells. Raises SatclipError as that does."""
        names = self.bands
        kept = choose_bands(names, bands, dates)
        layers = [replace(layer, chosen=tuple(layer.chosen[i] for i in kept)) for layer in self.layers]
        return Imagery(tuple(layers))

    def cleared(self, clear: str) -> Imagery:
        """The same without the bands that tell clear pixels, and without data where they don't.

        `clear` is a band's name, as `choose_bands` takes it, and its values where the ground is seen: `SCL=4,5,6,7,11`.
        Raises SatclipError where it can't be read, and where no band is left.
        """
        name, _, values = clear.partition("=")
        try:
            numbers = tuple(float(value) for value in values.split(","))
        except ValueError:
            raise SatclipError(
                f"'{clear}' is not a valid cloud mask: give a band and its clear-sky values, such as SCL=4,5,6,7,11."
            ) from None
        quality_bands = choose_bands(self.bands, [name.strip()])
        left = [i for i in range(len(self.bands)) if i not in quality_bands]
        if not left:
            raise SatclipError(f"There are no bands other than {name.strip()}, which is the cloud mask.")
        return Imagery(
            tuple(
                replace(
                    layer,
                    chosen=tuple(layer.chosen[i] for i in left),
                    quality=tuple(layer.chosen[i] for i in quality_bands),
                    clear=numbers,
                )
                for layer in self.layers
            )
        )

    def read_patches(
        self, lonlat: np.ndarray, pixels: int, empty: float = 0.0, scales: tuple[int, ...] = (1,)
    ) -> tuple[np.ndarray, np.ndarray]:
        """Patches of `pixels` x `pixels` around points.

        lonlat: (n, 2) degrees (WGS84), longitude first. Returns the patches (m, bands, pixels, pixels) in
        the imagery's own units and the (m,) indices, ascending, of the points they belong to. A point is
        left out when its patch isn't wholly inside a layer or more than the share `empty` of its pixels lack
        data in some band; those that lack it get the mean of the others. Patches of a layer that goes round
        the Earth wrap at its seam. `scales`, of which 1 is the first, stack bands at coarser pixels after these
        (`Overview`); a patch of those may leave the image. Memory: the patches.
        """
        lonlat = np.asarray(lonlat, float)
        shape = (len(lonlat), len(self.bands) * len(scales), pixels, pixels)
        patches = np.empty(shape, self.dtype)
        found = np.zeros(len(lonlat), bool)
        for layer in self.layers:
            open_points = np.flatnonzero(~found & in_extent(lonlat, layer.extent))
            if not open_points.size:
                continue
            corners, inside = layer.grid.corners(lonlat[open_points], pixels)
            points = open_points[inside]
            got, gaps = layer.read(corners, pixels)
            valid = fill_missing(got, gaps, empty)
            points, got = points[valid], [got[valid]]
            positions = layer.grid.columns_and_rows(lonlat[points])
            got += [Overview(layer, scale).read(positions, pixels) for scale in scales[1:]]
            patches[points] = np.concatenate(got, 1)
            found[points] = True
        kept = np.flatnonzero(found)
        return patches[kept], kept


def open_imagery(
    paths: Iterable[Path | str],
    extent: Extent | None = None,
    *,
    bands: Sequence[str] | None = None,
    dates: str | None = None,
    clear: str | None = None,
    called: Sequence[tuple[str, Sequence[str]]] = (),
    trusted: bool = True,
) -> Imagery:
    """Imagery from raster files, VRTs, URLs (http, https) and folders of files. `trusted` is as for `open_image`.

    Images of one area (their extents have half of their union in common) become one layer with all their bands, in the
    order of their names; those on a coarser grid or in another CRS are read on the finest, resampled bilinearly. Other
    areas are further layers and need the same bands. `bands` and `dates` choose (`choose_bands`), `clear` tells where
    there are no clouds (`Imagery.cleared`). `called` holds a name for each image and for its bands, where the files
    have lost those that their owner gave them. A file without georeferencing is taken as plate carree (EPSG:4326) over
    `extent` (west, south, east, north, degrees), or over the whole globe when it is twice as wide as high
    (`Layer.assumed_global` says so). Raises SatclipError for unreadable images, those that can't be placed and layers
    that don't match.
    """
    images = find_images(paths)
    if not images:
        raise SatclipError(
            "There are no images: give raster files, their URLs, or folders that hold some; folders in these aren't "
            "looked at. (A folder of patches has an index.csv.)"
        )
    stacks: list[list[Source]] = []
    for i, image in enumerate(images):
        source = describe(image, extent, *(called[i] if called else ()), trusted=trusted)
        for stack in stacks:
            if stack[0].grid == source.grid or overlap(stack[0].extent, source.extent) >= _SAME_PLACE:
                stack.append(source)
                break
        else:
            stacks.append([source])
    layers = [_layer(stack) for stack in stacks]
    first = layers[0]
    for layer, stack in zip(layers, stacks):
        if len(layer.names) != len(first.names):
            raise SatclipError(
                f"{stack[0].name} has {len(layer.names)} bands where {stacks[0][0].name} has {len(first.names)}: "
                "images of different areas need the same bands. To stack images of the same area, crop them to about "
                "the same extent."
            )
        if layer.names != first.names and _described(stack) and _described(stacks[0]):
            raise SatclipError(
                f"{stack[0].name} has the bands {listed(layer.names)} where "
                f"{stacks[0][0].name} has {listed(first.names)}: images of different areas need the same bands."
            )
        if layer.units != first.units:
            raise SatclipError(
                f"{stack[0].name} has other scales or offsets than {stacks[0][0].name}, so the same value means "
                "different things: convert them to the same ones (gdal_translate -unscale -ot Float32)."
            )
    imagery = Imagery(tuple(replace(layer, names=first.names) for layer in layers))
    imagery = imagery.choose(dates=dates) if dates else imagery
    imagery = imagery.cleared(clear) if clear else imagery
    return imagery.choose(bands) if bands else imagery


def _layer(stack: list[Source]) -> Layer:
    """Sources of one area on the grid of the finest."""
    finest = max(
        stack,
        key=lambda source: source.grid.width * source.grid.height / max(square_degrees(source.extent), 1e-12),
    )
    names = stacked_names([(source.name, len(source.bands), source.descriptions) for source in stack])
    dtype = np.result_type(*(source.dtype for source in stack)).name
    return Layer(finest.grid, tuple(stack), names, tuple(range(len(names))), dtype)


def _described(stack: list[Source]) -> bool:
    """Whether all bands are named by descriptions alone, which mean the same in other files."""
    described = [name for source in stack for name in source.descriptions]
    return len(set(described)) == sum(len(source.bands) for source in stack)
