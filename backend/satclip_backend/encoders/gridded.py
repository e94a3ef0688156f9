"""First layer of a network at scattered points by table lookup: a non-uniform fast Fourier transform.

Along every meridian circle and every parallel, the first layer is a trigonometric polynomial of degree below L.
Its values on a grid oversampled by 2, corrected for the kernel, and `WIDTH` taps of a kernel per direction give it
at any point: WIDTH * WIDTH multiply-adds per unit and point instead of L * L. The kernel is the "exponential of
semicircle" of Barnett, Magland and af Klinteberg (2019, doi:10.1137/18M120885X, eq. 1.8); the sphere is mapped to
a torus as in Townsend, Wilber and Wright (2016, doi:10.1137/15M1045855).

Points are sorted by cell, so that the points of a cell share their taps and need one product of small matrices.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch

from satclip_backend.encoders.separable import SeparableLayer

WIDTH = 8
"""Kernel taps per direction. Each additional one reduces the error tenfold; with 8, it is that of float32."""
OVERSAMPLING = 2
BETA = 2.30 * WIDTH
"""Shape parameter of the kernel: the authors' optimum for this oversampling."""
LARGEST_TABLE = 2**28
"""Largest size of a table in bytes: L = 115 with 512 units."""
CELLS = (1, 2, 4, 8)
"""Side lengths, in table cells, of the squares that are computed together."""
CROWD = 256
"""Mean number of points per square from which a square size is used; with fewer points, squares are larger."""
MARGIN = WIDTH + max(CELLS)


def table_bytes(degree: int, units: int) -> int:
    """Return the memory in bytes of a `GriddedLayer`."""
    size = 2 * OVERSAMPLING * degree
    return (size // 2 + 2 * MARGIN) * (size + 2 * MARGIN) * units * 4


class GriddedLayer:
    """A `SeparableLayer` as a float32 table on the CPU, with methods to read it."""

    def __init__(self, layer: SeparableLayer) -> None:
        """Compute the table: about 0.1 s for L = 40 and 512 units."""
        degree = layer.degree
        self._size = (
            2 * OVERSAMPLING * degree
        )  # cells in a full circle; a multiple of 4, so the poles are on the grid
        self._step = 2 * math.pi / self._size
        frequency = torch.arange(degree, dtype=torch.float64)
        correction = 1 / _transform(frequency * (self._step * WIDTH / 2))
        # Samples at equal steps along meridian circles: beyond a pole, the longitude changes by 180 degrees.
        samples = 2 * degree
        angle = (
            2 * math.pi / samples * torch.arange(-(samples // 2), samples - samples // 2, dtype=torch.float64)
        )
        latitude = torch.asin(torch.sin(angle).clamp(-1, 1))
        values = layer.rows(torch.rad2deg(latitude))
        order = torch.cat([frequency, frequency[1:]])
        beyond = angle.abs() > math.pi / 2
        values[beyond] *= torch.where(order % 2 == 1, -1.0, 1.0)[None, :, None].double()
        # Interpolate the samples, with corrected frequencies, to the finer grid: one matrix.
        rows = self._step * torch.arange(
            -self._size // 4 - MARGIN, self._size // 4 + MARGIN, dtype=torch.float64
        )
        weights = torch.where(frequency > 0, 2.0, 1.0) * correction / samples
        spread = torch.cos((rows[:, None, None] - angle[:, None]) * frequency) @ weights
        fine = (spread @ values.flatten(1)).view(len(rows), *values.shape[1:])
        columns = self._step * torch.arange(-MARGIN, self._size + MARGIN, dtype=torch.float64)
        turn = columns[:, None] * frequency
        waves = torch.cat([torch.cos(turn), torch.sin(turn[:, 1:])], dim=1) * torch.cat(
            [correction, correction[1:]]
        )
        self._table = torch.empty((len(rows), len(columns), values.shape[2]), dtype=torch.float32)
        for row, target in zip(fine, self._table):
            target.copy_(waves @ row)

    def sort(self, lonlat: np.ndarray) -> Cells:
        """Group points (n, 2), lon and lat in degrees, float64, |latitude| <= 90, by square of cells."""
        position = np.empty_like(lonlat)
        position[:, 0] = np.radians(lonlat[:, 1]) / self._step + (self._size // 4 + MARGIN)
        position[:, 1] = np.remainder(lonlat[:, 0] + 180.0, 360.0) * (self._size / 360.0) + MARGIN
        first = np.ceil(position - WIDTH / 2).astype(np.int32)
        for side in CELLS:
            across = self._table.shape[1] // side + 1
            square = first[:, 0] // side * across + first[:, 1] // side
            counts = np.bincount(square)
            if len(lonlat) >= CROWD * np.count_nonzero(counts):
                break
        order = np.argsort(
            square.astype(np.min_scalar_type(len(counts))), kind="stable"
        )  # 16 bits sort in linear time
        occupied = np.flatnonzero(counts)
        corners = np.stack(np.divmod(occupied, across), axis=1) * side
        return Cells(
            order,
            np.append(0, np.cumsum(counts[occupied])),
            corners,
            side,
            (position - first // side * side)[order],
        )

    def read(self, cells: Cells, start: int, stop: int) -> torch.Tensor:
        """Return the layer at points `start` to `stop` in the order of `cells`: (stop - start, units)."""
        taps = WIDTH + cells.side - 1
        distance = torch.from_numpy(cells.offset[start:stop, :, None] - np.arange(taps)) * (2 / WIDTH)
        kernel = _kernel(distance)
        weights = (kernel[:, 0, :, None] * kernel[:, 1, None, :]).flatten(1)
        values = torch.empty((stop - start, self._table.shape[2]), dtype=torch.float32)
        first, last = np.searchsorted(cells.bounds, (start, stop - 1), side="right")
        for square in range(first - 1, last):
            row, column = cells.corners[square].tolist()
            table = self._table[row : row + taps, column : column + taps].reshape(taps * taps, -1)
            own = slice(max(cells.bounds[square] - start, 0), cells.bounds[square + 1] - start)
            torch.mm(weights[own], table, out=values[own])
        return values


@dataclass(frozen=True)
class Cells:
    """Points grouped by square.

    `order` (n,) sorts the points; square i contains `bounds[i]` to `bounds[i + 1]` of that order. `corners[i]` is
    the row and column of its first tap in the table. `offset` (n, 2) are the positions of the sorted points
    relative to the corner of their square.
    """

    order: np.ndarray
    bounds: np.ndarray
    corners: np.ndarray
    side: int
    offset: np.ndarray


def _kernel(x: torch.Tensor) -> torch.Tensor:
    """Return exp(BETA (sqrt(1 - x^2) - 1)) for |x| <= 1, else 0; float32."""
    inside = 1 - x * x
    return torch.where(inside >= 0, torch.exp(BETA * (torch.sqrt(inside.clamp(min=0)) - 1)), 0.0).float()


def _transform(frequency: torch.Tensor) -> torch.Tensor:
    """Return the Fourier transform (k,) of the kernel of half-width 1, in units of the step.

    `frequency` (k,) are angular frequencies.
    """
    nodes, weights = (torch.from_numpy(part) for part in np.polynomial.legendre.leggauss(200))
    kernel = torch.exp(BETA * (torch.sqrt(1 - nodes * nodes) - 1)) * weights
    return WIDTH / 2 * (torch.cos(frequency[:, None] * nodes) @ kernel)
