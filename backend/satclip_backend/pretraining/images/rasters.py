"""Georeferenced imagery from files or URLs, from which patches are read."""

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
from satclip_backend.pretraining.images.layers import ImageStack, fill_missing
from satclip_backend.pretraining.images.multiscale import Overview
from satclip_backend.pretraining.images.sources import Source, describe
from satclip_backend.translation import gettext_lazy as _

_SAME_PLACE = 0.5
"""Share of the union of two extents that they have in common, from which on they are stacked."""


@dataclass(frozen=True)
class Imagery:
    """One or more layers with the same bands. A point's patch is read from the first layer with a complete patch."""

    layers: tuple[ImageStack, ...]

    @property
    def bands(self) -> tuple[str, ...]:
        """Names of the bands of every patch."""
        return tuple(self.layers[0].names[band] for band in self.layers[0].chosen)

    @property
    def dtype(self) -> np.dtype:
        """Data type of every patch: the smallest that holds the values of all layers."""
        return np.result_type(*(layer.dtype for layer in self.layers))

    @property
    def extents(self) -> list[Extent]:
        """West, south, east and north in degrees of each distinct area."""
        return list(dict.fromkeys(layer.extent for layer in self.layers))

    @property
    def extent(self) -> Extent:
        """West, south, east and north in degrees of the bounding box of all layers."""
        return box_round(self.extents)

    @property
    def notes(self) -> list[str]:
        """Notes for the user, for example about values that may mean missing data."""
        found = [note for layer in self.layers for source in layer.sources for note in source.notes]
        sizes = {source.dtype: source.name for layer in self.layers for source in layer.sources}
        if {"uint8", "uint16"} <= set(sizes) and len(self.layers) > 1:
            found.append(
                _(
                    "{image} has 8 bits a pixel and {other} 16: their values are used as they are, so check that they "
                    "mean the same.",
                    image=sizes["uint8"],
                    other=sizes["uint16"],
                )
            )
        return list(dict.fromkeys(found))

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the files, their positions and the bands."""
        grids = [
            [layer.grid.crs, list(layer.grid.transform), layer.extent, layer.chosen]
            + ([layer.quality, layer.clear] if layer.quality else [])
            for layer in self.layers
        ]
        images = [source.image for layer in self.layers for source in layer.sources]
        return hashlib.sha256((fingerprint(images) + json.dumps(grids)).encode()).hexdigest()

    def choose(self, bands: Sequence[str] | None = None, dates: str | None = None) -> Imagery:
        """Return the imagery with selected bands. Raises SatclipError as `choose_bands` does."""
        names = self.bands
        kept = choose_bands(names, bands, dates)
        layers = [replace(layer, chosen=tuple(layer.chosen[i] for i in kept)) for layer in self.layers]
        return Imagery(tuple(layers))

    def cleared(self, clear: str) -> Imagery:
        """Return the imagery without its quality bands; pixels that aren't clear are missing.

        `clear` is a band's name, see `choose_bands`, and its values of clear pixels: `SCL=4,5,6,7,11`. Raises
        SatclipError if it is invalid, or if no band is left.
        """
        name, _unused, values = clear.partition("=")
        try:
            numbers = tuple(float(value) for value in values.split(","))
        except ValueError:
            raise SatclipError(
                _(
                    "'{clear}' is not a valid cloud mask: give a band and its clear-sky values, such as "
                    "SCL=4,5,6,7,11.",
                    clear=clear,
                )
            ) from None
        quality_bands = choose_bands(self.bands, [name.strip()])
        left = [i for i in range(len(self.bands)) if i not in quality_bands]
        if not left:
            raise SatclipError(
                _("There are no bands other than {name}, which is the cloud mask.", name=name.strip())
            )
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
        """Read patches of `pixels` x `pixels` around points.

        A point has no patch if its patch is not inside a layer, or if more than the share `empty` of its
        pixels lack data in some band. Missing pixels get the mean of the others. Patches of a layer around
        the Earth wrap at its seam. Memory: the patches.

        Parameters
        ----------
        lonlat : (n, 2) float64
            Longitude and latitude in degrees (WGS84).
        pixels : int
            Side of a patch.
        empty : float
            Largest share of pixels without data.
        scales : tuple of int
            Starts with 1. Further scales add bands with coarser pixels (`Overview`); these may extend beyond
            the image.

        Returns
        -------
        patches : (m, bands, pixels, pixels) array
            The patches, in the units of the imagery.
        kept : (m,) int64
            Indices of their points, ascending.
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
    """Open imagery from raster files, VRTs, URLs (http, https) and folders of files.

    Images of one area (their extents share half of their union) become one layer with all their bands, in the
    order of their names. Images on a coarser grid or in another CRS are resampled bilinearly to the finest.
    Other areas are further layers and need the same bands. A file without georeferencing is assumed to be
    plate carree (EPSG:4326) over `extent`, or over the globe if it is twice as wide as high (see
    `ImageStack.assumed_global`).

    Parameters
    ----------
    paths : iterable of Path or str
        Files, URLs and folders.
    extent : (float, float, float, float), optional
        West, south, east and north in degrees of images without georeferencing.
    bands, dates : optional
        Selection of bands, see `choose_bands`.
    clear : str, optional
        Quality band and its clear values, see `Imagery.cleared`.
    called : sequence of (str, sequence of str)
        Original name of each image and its bands, if the files have lost them.
    trusted : bool
        As for `open_image`.

    Raises
    ------
    SatclipError
        For unreadable images, images without a position, and layers that don't match.
    """
    images = find_images(paths)
    if not images:
        raise SatclipError(
            _(
                "There are no images: give raster files, their URLs, or folders that hold some; folders in "
                "these aren't looked at. (A folder of patches has an index.csv.)"
            )
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
                _(
                    "{stack} has {count} bands where {other} has {other_count}: images of different areas need the "
                    "same bands. To stack images of the same area, crop them to about the same extent.",
                    stack=stack[0].name,
                    count=len(layer.names),
                    other=stacks[0][0].name,
                    other_count=len(first.names),
                )
            )
        if layer.names != first.names and _described(stack) and _described(stacks[0]):
            raise SatclipError(
                _(
                    "{stack} has the bands {names} where {other} has {other_names}: images of different areas need "
                    "the same bands.",
                    stack=stack[0].name,
                    names=listed(layer.names),
                    other=stacks[0][0].name,
                    other_names=listed(first.names),
                )
            )
        if layer.units != first.units:
            raise SatclipError(
                _(
                    "{stack} has other scales or offsets than {other}, so the same value means different things:"
                    " convert them to the same ones (gdal_translate -unscale -ot Float32).",
                    stack=stack[0].name,
                    other=stacks[0][0].name,
                )
            )
    imagery = Imagery(tuple(replace(layer, names=first.names) for layer in layers))
    imagery = imagery.choose(dates=dates) if dates else imagery
    imagery = imagery.cleared(clear) if clear else imagery
    return imagery.choose(bands) if bands else imagery


def _layer(stack: list[Source]) -> ImageStack:
    """Stack sources of one area on the finest grid."""
    finest = max(
        stack,
        key=lambda source: source.grid.width * source.grid.height / max(square_degrees(source.extent), 1e-12),
    )
    names = stacked_names([(source.name, len(source.bands), source.descriptions) for source in stack])
    dtype = np.result_type(*(source.dtype for source in stack)).name
    return ImageStack(finest.grid, tuple(stack), names, tuple(range(len(names))), dtype)


def _described(stack: list[Source]) -> bool:
    """Return whether all bands have unique descriptions, which mean the same in other files."""
    described = [name for source in stack for name in source.descriptions]
    return len(set(described)) == sum(len(source.bands) for source in stack)
