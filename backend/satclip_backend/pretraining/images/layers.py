"""Images stacked on one pixel grid, and patches read from them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from rasterio.windows import Window

from satclip_backend import store
from satclip_backend.geo.boxes import Extent
from satclip_backend.outputs import atomic_write
from satclip_backend.pretraining.images.files import content_hash
from satclip_backend.pretraining.images.grid import ImageGrid
from satclip_backend.pretraining.images.sources import Source, has_mask
from satclip_backend.pretraining.images.values import lacking


class Part(NamedTuple):
    """Selected bands of a source.

    `numbers` are those in the file, and `positions` those among the selected bands. `columns` are those in
    `ImageStack.decoded`; None for a source whose windows are read from the file.
    """

    source: Source
    numbers: list[int]
    positions: list[int]
    columns: list[int] | None


@dataclass(frozen=True)
class ImageStack:
    """Sources stacked on one grid.

    Attributes
    ----------
    grid : ImageGrid
        The common grid.
    sources : tuple of Source
        The images.
    names : tuple of str
        Names of all bands, in the order of the sources.
    chosen : tuple of int
        Positions of the selected bands in `names`.
    dtype : str
        Data type of the patches.
    quality : tuple of int
        Positions of the quality bands in `names`.
    clear : tuple of float
        Values of clear pixels. A pixel has data only if each quality band has one of them.
    """

    grid: ImageGrid
    sources: tuple[Source, ...]
    names: tuple[str, ...]
    chosen: tuple[int, ...]
    dtype: str
    quality: tuple[int, ...] = ()
    clear: tuple[float, ...] = ()

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.grid.width

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.grid.height

    @property
    def extent(self) -> Extent:
        """West, south, east and north in degrees of the source whose grid is used."""
        return next(source.extent for source in self.sources if source.grid == self.grid)

    @property
    def units(self) -> list[tuple[float, float]]:
        """Scale and offset of each selected band, which convert pixels to physical values."""
        every = [pair for source in self.sources for pair in zip(source.scales, source.offsets)]
        return [every[band] for band in self.chosen]

    @property
    def assumed_global(self) -> bool:
        """Whether an image without georeferencing was assumed to cover the globe."""
        return any(source.assumed_global for source in self.sources)

    @cached_property
    def parts(self) -> list[Part]:
        """Selected bands of each source, in the order of the sources."""
        parts, start, start_decoded = [], 0, 0
        for source in self.sources:
            mine = [(position, band - start) for position, band in enumerate(self.chosen)]
            mine = [(position, band) for position, band in mine if 0 <= band < len(source.bands)]
            if mine:
                positions, bands = (list(column) for column in zip(*mine))
                columns = [start_decoded + band for band in bands] if self._is_decoded(source) else None
                parts.append(Part(source, [source.bands[band] for band in bands], positions, columns))
            start += len(source.bands)
            start_decoded += len(source.bands) * self._is_decoded(source)
        return parts

    def _is_decoded(self, source: Source) -> bool:
        masked = source.masked or source.nodata is not None
        return source.plain and not masked and source.grid == self.grid

    @cached_property
    def decoded(self) -> np.ndarray:
        """Memory map (height, width, bands) of sources on this grid, without mask, that can only be read as a whole."""
        sources = [source for source in self.sources if self._is_decoded(source)]
        path = (
            store.folder("cache") / f"imagery-{content_hash([source.image for source in sources])[:16]}.npy"
        )
        if not path.exists():
            dtype = np.result_type(*(source.dtype for source in sources))
            shape = (self.grid.height, self.grid.width, sum(len(source.bands) for source in sources))
            with atomic_write(path, space=space_for(shape, dtype.name)) as temporary:
                copy = np.lib.format.open_memmap(temporary, "w+", dtype, shape)
                start = 0
                for source in sources:
                    end = start + len(source.bands)
                    with source.opened(self.grid) as data:
                        for row in range(0, self.grid.height, 512):
                            rows = Window(0, row, self.grid.width, min(512, self.grid.height - row))
                            block = data.read(source.bands, window=rows).transpose(1, 2, 0)
                            copy[row : row + rows.height, :, start:end] = block
                    start = end
                copy.flush()
        return np.load(path, mmap_mode="r")

    def read(self, corners: np.ndarray, pixels: int) -> tuple[np.ndarray, np.ndarray]:
        """Read patches.

        `corners` (n, 2) are columns and rows of upper left corners of patches inside the grid. Returns the
        patches (n, bands, pixels, pixels), and a mask (n, pixels, pixels) of pixels that lack data in some
        band or aren't clear.
        """
        patches, empty = self._read(corners, pixels)
        if self.quality:
            layers = replace(self, chosen=self.quality)
            classes, _ = layers._read(corners, pixels, classes=True)  # noqa: SLF001 - of this class
            empty |= ~np.isin(classes, self.clear).all(1)
        return patches, empty

    def _read(self, corners: np.ndarray, pixels: int, classes: bool = False) -> tuple[np.ndarray, np.ndarray]:
        shape = (len(corners), len(self.chosen), pixels, pixels)
        patches, empty = np.empty(shape, self.dtype), np.zeros((len(corners), pixels, pixels), bool)
        decoded = [part for part in self.parts if part.columns is not None]
        if decoded:
            positions = [position for part in decoded for position in part.positions]
            bands = [column for part in decoded for column in part.columns]
            for patch, (column, row) in zip(patches, corners):
                columns = np.arange(column, column + pixels) % self.grid.width
                patch[positions] = self.decoded[row : row + pixels][:, columns].transpose(2, 0, 1)[bands]
        if len(decoded) == len(self.parts):
            return patches, empty
        for source, numbers, positions, columns in self.parts:
            if columns is not None:
                continue
            with source.opened(self.grid, classes) as data:
                masked = source.nodata is not None or has_mask(data)
                for patch, gap, (column, row) in zip(patches, empty, corners):
                    for window, target in _windows(column, row, pixels, self.grid.width):
                        values = data.read(numbers, window=window, masked=masked)
                        if masked:
                            gap[:, target] |= np.ma.getmaskarray(values).any(0)
                            values = values.data
                        patch[positions, :, target] = values
        empty |= lacking(patches).any(1)
        return patches, empty


def fill_missing(patches: np.ndarray, empty: np.ndarray, most: float) -> np.ndarray:
    """Fill missing pixels of patches in place, and return which patches (n,) are usable.

    A patch is usable if at most the share `most` of its pixels are `empty` (n, p, p). These get the mean of
    the others.
    """
    share = empty.mean((1, 2))
    whole = (share <= most) & (share < 1)
    for i in np.flatnonzero(whole & (share > 0)):
        patches[i][:, empty[i]] = patches[i][:, ~empty[i]].mean(1, keepdims=True).astype(patches.dtype)
    return whole


def _windows(column: int, row: int, pixels: int, width: int) -> Iterator[tuple[Window, slice]]:
    """Yield the windows of a patch, and their columns in it: two windows if the patch crosses the seam of the globe."""
    inside = min(pixels, width - column)
    yield Window(column, row, inside, pixels), slice(0, inside)
    if inside < pixels:
        yield Window(0, row, pixels - inside, pixels), slice(inside, pixels)


def space_for(shape: tuple[int, ...], dtype: str) -> int:
    """Return the size of a memory map in bytes, plus a margin: a map larger than the disk would crash the process."""
    return math.prod(shape) * np.dtype(dtype).itemsize + (64 << 20)
