"""Coarser copies of a layer, so that small patches show the wider surroundings of a point."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import replace
from functools import cached_property

import numpy as np
from rasterio.windows import Window

from satclip_backend import store
from satclip_backend.outputs import atomic_write
from satclip_backend.pretraining.images.files import fingerprint
from satclip_backend.pretraining.images.layers import ImageStack, space_for
from satclip_backend.pretraining.images.values import lacking

STRIP = 32
"""Number of rows of the copy that are computed at once."""


class Overview:
    """The selected bands of `layer`, averaged over `scale` x `scale` pixels, in the layer's data type.

    Pixels without data, and those that aren't clear, are ignored.
    """

    def __init__(self, layer: ImageStack, scale: int) -> None:
        self.layer, self.scale = layer, scale
        self.height, self.width = math.ceil(layer.height / scale), math.ceil(layer.width / scale)

    def read(self, positions: np.ndarray, pixels: int) -> np.ndarray:
        """Return patches (n, bands, pixels, pixels) around fractional columns and rows (n, 2) of the layer.

        Patches may extend beyond the image: they wrap if the layer goes around the Earth, else the edge
        pixels are repeated.
        """
        first = np.floor(positions / self.scale - pixels / 2 + 0.5).astype(int)
        columns, rows = first[:, :1] + np.arange(pixels), first[:, 1:] + np.arange(pixels)
        # If the width isn't a multiple of the scale, the last column, at the seam, is narrower.
        columns = columns % self.width if self.layer.grid.wraps else columns.clip(0, self.width - 1)
        rows = rows.clip(0, self.height - 1)
        return self._pixels[rows[:, :, None], columns[:, None, :]].transpose(0, 3, 1, 2)

    @cached_property
    def _pixels(self) -> np.ndarray:
        """Memory map (height, width, bands), computed on first use and cached on disk."""
        grid, sources = self.layer.grid, self.layer.sources
        images = fingerprint([source.image for source in sources])
        settings = [images, grid.crs, list(grid.transform), self.layer.chosen, self.layer.dtype, self.scale]
        if self.layer.quality:
            settings += [self.layer.quality, self.layer.clear]
        name = hashlib.sha256(json.dumps(settings).encode()).hexdigest()[:16]
        path = store.folder("cache") / f"coarser-{name}.npy"
        if not path.exists():
            shape = (self.height, self.width, len(self.layer.chosen))
            with atomic_write(path, space=space_for(shape, self.layer.dtype)) as temporary:
                copy = np.lib.format.open_memmap(temporary, "w+", np.dtype(self.layer.dtype), shape)
                self._average(copy)
                copy.flush()
        return np.load(path, mmap_mode="r")

    def _average(self, copy: np.ndarray) -> None:
        """Fill the copy. Cells without data get the mean of their band."""
        empty = np.zeros(copy.shape, bool)
        for start in range(0, self.height, STRIP):
            rows = slice(start, min(start + STRIP, self.height))
            values = self._strip(rows)
            empty[rows] = np.ma.getmaskarray(values)
            copy[rows] = _in_dtype(values.filled(0), copy.dtype)
        for band in np.flatnonzero(empty.any((0, 1))):
            known = ~empty[:, :, band]
            mean = copy[:, :, band][known].mean(dtype=np.float64) if known.any() else 0.0
            copy[:, :, band][~known] = _in_dtype(np.array(mean), copy.dtype)

    def _strip(self, rows: slice) -> np.ma.MaskedArray:
        """Return averages (rows, width, bands), float32."""
        top = rows.start * self.scale
        high = min(rows.stop * self.scale, self.layer.height) - top
        window = Window(0, top, self.layer.width, high)
        clear = self._clear(window)
        strip = np.ma.masked_all((rows.stop - rows.start, self.width, len(self.layer.chosen)), np.float32)
        for source, numbers, band_positions, columns in self.layer.parts:
            if columns is not None:
                pixels = self.layer.decoded[top : top + high][:, :, columns]
                pixels = pixels if clear is None else np.where(clear, pixels, 0)
                strip[:, :, band_positions] = self._cells(pixels, clear)
                continue
            with source.opened(self.layer.grid) as data:
                for number, position in zip(numbers, band_positions):
                    values = data.read(number, window=window, masked=True)
                    values = np.ma.masked_where(lacking(values.data), values)
                    known = ~np.ma.getmaskarray(values)[:, :, None]
                    known = known if clear is None else known & clear
                    strip[:, :, position] = self._cells(np.where(known, values.data[:, :, None], 0), known)[
                        :, :, 0
                    ]
        return strip

    def _clear(self, window: Window) -> np.ndarray | None:
        """Return a mask (rows, columns, 1) of clear pixels by the quality bands; None without such bands."""
        layer = self.layer
        if not layer.quality:
            return None
        clear = np.ones((window.height, window.width), bool)
        for source, numbers, _, columns in replace(layer, chosen=layer.quality).parts:
            if columns is not None:
                rows = slice(window.row_off, window.row_off + window.height)
                clear &= np.isin(layer.decoded[rows][:, :, columns], layer.clear).all(-1)
                continue
            with source.opened(layer.grid, classes=True) as data:
                clear &= np.isin(data.read(numbers, window=window), layer.clear).all(0)
        return clear[:, :, None]

    def _cells(self, pixels: np.ndarray, known: np.ndarray | None) -> np.ma.MaskedArray:
        """Return averages of pixels (rows, columns, bands) over cells, ignoring those that aren't `known`, if given."""
        down = np.arange(0, pixels.shape[0], self.scale)
        across = np.arange(0, pixels.shape[1], self.scale)

        def summed(values: np.ndarray) -> np.ndarray:
            return np.add.reduceat(np.add.reduceat(values, down, 0, np.float32), across, 1)

        if known is None:
            sizes = [np.diff([*starts, size]) for starts, size in zip((down, across), pixels.shape)]
            counts = np.outer(*sizes)[:, :, None].astype(np.float32)
        else:
            counts = summed(known)
        cells = summed(pixels) / np.maximum(counts, 1)
        return np.ma.MaskedArray(cells, np.broadcast_to(counts == 0, cells.shape))


def _in_dtype(values: np.ndarray, dtype: np.dtype) -> np.ndarray:
    return (values.round() if dtype.kind in "biu" else values).astype(dtype)
