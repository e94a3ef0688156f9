"""Rendering of maps: values of an encoder's head at the pixels of a grid.

A block of pixels is rendered in one of two ways:

- By polynomial interpolation if the block is smooth. Values at Chebyshev nodes are interpolated, and compared with the
  values of some held-out pixels. The error must be within the head's tolerance, with at most a third as many nodes as
  pixels.
- Pixel by pixel if it is not smooth, and always if the tolerance is 0.

In both cases, positions are evaluated as rows times columns if the CRS is cylindrical, else as scattered
points.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.encoders.heads import Head
from satclip_backend.geo.sphere import unit
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.chebyshev import interpolation, nodes
from satclip_backend.rasters.grids import RasterGrid

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

STEP = 16_384
"""Number of pixels evaluated between checks for cancellation: less than half a second for any encoder."""
MANY = 2**20
"""Pixels of a map from which preparing the encoder pays, even if each block is interpolated from few nodes."""
SMALLEST = 32
"""Side in pixels below which a block that is partly not on Earth is not divided further."""
HELD_BACK = 12
"""Largest number of rows and columns of held-out pixels, including those at the edge."""
FEW_NODES = 8
"""Number of nodes per axis, in addition to the first four, below which success hardly shows how many are needed."""
USUAL_DEGREE = 40
"""Degree of spherical harmonics from which the number of nodes starts for encoders without a degree."""
SAFETY = 0.5
"""Share of the tolerance for the error at held-out pixels, because it may be larger elsewhere."""


class Renderer:
    """Renders blocks of maps with one head. It adapts the number of nodes from block to block.

    It is thread-safe.
    """

    def __init__(self, encoder: Encoder, head: Head) -> None:
        """Store the encoder and the head, which is evaluated exactly for encoders that are not smooth."""
        smooth = getattr(encoder.network, "smooth", True)
        self._encoder, self._head = encoder, head if smooth else head.exact()
        self.density = (encoder.metadata.degree or USUAL_DEGREE) / 15
        """Nodes per degree of arc. The initial value is what a trained encoder needs for a tolerance of 1e-4."""

    def block(
        self, grid: RasterGrid, window: Window, progress: Progress = no_progress
    ) -> NDArray[np.float32]:
        """Return the head's values (k, h, w) at the pixel centres of `window`, float32, within its tolerance.

        NaN where a pixel is not on Earth. `progress` is called at least twice a second, without messages.
        """
        values = np.full((len(self._head.tolerance), window.height, window.width), np.nan, dtype=np.float32)
        done, whole = 0, window.height * window.width

        def step(pixels: int) -> None:
            nonlocal done
            done += pixels
            progress(done / whole, "")

        progress(0.0, "")
        self._draw(grid, window, values, step)
        return values

    def _draw(
        self, grid: RasterGrid, window: Window, values: NDArray[np.float32], step: Callable[[int], None]
    ) -> None:
        smooth = self._head.tolerance.min() > 0 and min(window.height, window.width) > 1
        on_earth = np.isfinite(_edge(grid, window)) if smooth else np.zeros(0)
        if smooth and on_earth.all():
            if self._polynomial(grid, window, values, step):
                step(window.height * window.width)
                return
        elif on_earth.any() and max(window.height, window.width) > SMALLEST:
            for rows in _halves(window.height):
                for columns in _halves(window.width):
                    part = Window(
                        window.col_off + columns.start,
                        window.row_off + rows.start,
                        columns.stop - columns.start,
                        rows.stop - rows.start,
                    )
                    self._draw(grid, part, values[:, rows, columns], step)
            return
        every = np.arange(window.height) + 0.5, np.arange(window.width) + 0.5
        values[:] = np.moveaxis(self._read(grid, window, *every, step), -1, 0)

    def _polynomial(
        self, grid: RasterGrid, window: Window, values: NDArray[np.float32], step: Callable[[int], None]
    ) -> bool:
        """Interpolate a block from values at nodes. Returns whether the error is within the tolerance."""
        height, width = window.height, window.width
        tall, wide = _arcs(grid, window)
        limit = self._head.tolerance * SAFETY
        truth, before, density = None, np.inf, self.density

        def report_progress(count: int) -> None:
            step(0)

        while True:
            m, n = (4 + round(arc * density) for arc in (tall, wide))
            if m * n > height * width / 3:  # the next block needs about as many, or slightly fewer
                self.density = density * 0.9
                return False
            at_nodes = self._read(grid, window, nodes(m, height), nodes(n, width), report_progress)
            if truth is None:
                rows, columns = _held_back(height, m + 1), _held_back(width, n + 1)
                truth = np.moveaxis(
                    self._read(grid, window, rows + 0.5, columns + 0.5, report_progress), -1, 0
                )
            if not (np.isfinite(at_nodes).all() and np.isfinite(truth).all()):
                return False
            up, across = interpolation(m, height), interpolation(n, width)
            spread = np.matmul(up, np.matmul(np.moveaxis(at_nodes, -1, 0), across.T), out=values)
            error = np.abs(spread[:, rows[:, None], columns] - truth).max(axis=(1, 2))
            decades = np.log10(np.maximum(error / limit, 1e-9).max())
            if decades <= 0:
                if max(tall, wide) * density > FEW_NODES:  # decrease slowly: a failure costs a full attempt
                    self.density = density * min(1.0, max(0.95, 1 + 0.03 * (decades + 0.5)))
                return True
            if decades > before - 0.5:  # more nodes don't help: the block is not smooth
                return False
            before = decades
            density *= min(2.0, 1.1 + 0.2 * decades)  # a decade of error takes about a fifth more nodes

    def _read(
        self, grid: RasterGrid, window: Window, rows: NDArray, columns: NDArray, step: Callable[[int], None]
    ) -> NDArray[np.float32]:
        """Return the head's values (h, w, k) at `rows` times `columns`, in pixels from the corner of the window."""
        values = np.empty((len(rows), len(columns), len(self._head.tolerance)), dtype=np.float32)
        rows_at_once = max(1, STEP // len(columns))
        for start in range(0, len(rows), rows_at_once):
            strip_rows = rows[start : start + rows_at_once]
            values[start : start + rows_at_once] = self._read_strip(
                grid, strip_rows + window.row_off, columns + window.col_off
            )
            step(len(strip_rows) * len(columns))
        return values

    def _read_strip(self, grid: RasterGrid, rows: NDArray, columns: NDArray) -> NDArray[np.float32]:
        if grid.cylindrical is None:
            lonlat = grid.lonlat_at(np.tile(columns, len(rows)), np.repeat(rows, len(columns)))
            many = grid.width * grid.height >= MANY
            read = self._encoder.encode(lonlat, head=self._head, many=many)
            return read.reshape(len(rows), len(columns), -1)
        lon, lat = grid.axes_at(columns, rows)
        known = np.isfinite(lat)[:, None] & np.isfinite(lon)
        values = np.full((*known.shape, len(self._head.tolerance)), np.nan, dtype=np.float32)
        lon, lat = lon[np.isfinite(lon)], lat[np.isfinite(lat)]
        if len(lon) and len(lat):
            values[known] = self._encoder.encode_grid(lon, lat, self._head).reshape(len(lon) * len(lat), -1)
        return values


def _edge(grid: RasterGrid, window: Window) -> NDArray[np.float64]:
    """Return the latitudes of the pixels at the edge of the window. If all are finite, so are those inside."""
    across, down = np.arange(window.width) + 0.5, np.arange(window.height) + 0.5
    columns = np.concatenate(
        [across, across, np.full_like(down, 0.5), np.full_like(down, window.width - 0.5)]
    )
    rows = np.concatenate([np.full_like(across, 0.5), np.full_like(across, window.height - 0.5), down, down])
    return grid.lonlat_at(columns + window.col_off, rows + window.row_off)[:, 1]


def _arcs(grid: RasterGrid, window: Window) -> tuple[float, float]:
    """Return the largest arc lengths down and across the window in degrees."""
    steps = np.linspace(0, 1, 9)
    rows, columns = window.row_off + steps * window.height, window.col_off + steps * window.width
    points = unit(grid.lonlat_at(np.tile(columns, 9), np.repeat(rows, 9))).reshape(9, 9, 3)
    ways = (np.linalg.norm(np.diff(points, axis=axis), axis=-1).sum(axis=axis) for axis in (0, 1))
    tall, wide = (float(np.degrees(np.nanmax(way, initial=0.0))) for way in ways)
    return tall, wide


def _halves(length: int) -> list[slice]:
    return [slice(0, length // 2), slice(length // 2, length)] if length > 1 else [slice(0, 1)]


def _held_back(length: int, count: int) -> NDArray[np.int64]:
    """Choose at most `count` and `HELD_BACK` of `length` pixels.

    They are both ends, and a random pixel in each equal part between.
    """
    parts = np.linspace(0, length, min(HELD_BACK, count, length) + 1)
    inside = parts[:-1] + np.random.default_rng(length).random(len(parts) - 1) * np.diff(parts)
    inside[[0, -1]] = 0, length - 1
    return np.unique(inside.astype(np.int64))
