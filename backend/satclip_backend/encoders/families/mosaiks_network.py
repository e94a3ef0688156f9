"""Tables of features as networks: a point has the features of its cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from satclip_backend.encoders.families.mosaiks_grid import CellGrid

COLUMNS = 2**32
"""Factor of the row in a cell's key: larger than any column."""


class MosaiksNetwork(nn.Module):
    """(longitude, latitude) -> the features of the cell, or NaN if the table does not have it.

    Buffers: `cells` (n, 2), column and row of each cell; `features` (n, d), usually a memory map. Both stay as they
    are, on the CPU and in float32, whatever the network is moved or converted to, and copies share them.
    """

    smooth = False
    cells: torch.Tensor
    features: torch.Tensor

    def __init__(self, grid: CellGrid, count: int, dimension: int) -> None:
        """Create a table of `count` cells without values."""
        super().__init__()
        self.grid, self.dimension = grid, dimension
        self.register_buffer("cells", torch.empty((count, 2), device="meta"))
        self.register_buffer("features", torch.empty((count, dimension), device="meta"))

    def _apply(self, fn: Callable, recurse: bool = True) -> MosaiksNetwork:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> MosaiksNetwork:
        """Return the table itself."""
        return self

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), float32, of lon, lat (n, 2) in degrees, float64. Longitudes wrap."""
        return self._values(lonlat, self._features)

    def with_head(self, matrix: torch.Tensor, offset: torch.Tensor) -> Callable[[torch.Tensor], torch.Tensor]:
        """Return a function like `forward`, whose values are `matrix` (k, d) @ embedding + `offset` (k,)."""
        matrix, offset = matrix.numpy().T, offset.numpy()

        def values(rows: NDArray[np.intp]) -> NDArray[np.float64]:
            return self._features(rows) @ matrix + offset

        return lambda lonlat: self._values(lonlat, values)

    def locations(self, n: int) -> NDArray[np.float64]:
        """Return the centres (m, 2) in degrees of at most `n` cells, evenly spaced in the table."""
        chosen = np.linspace(0, len(self.cells) - 1, min(n, len(self.cells))).astype(int)
        return self.grid.centres(self.cells.numpy()[chosen])

    def _features(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        return self.features.numpy()[rows]

    def _values(self, lonlat: torch.Tensor, values: Callable[[NDArray[np.intp]], NDArray]) -> torch.Tensor:
        """Return `values` of the rows of points (n, 2). The function is called once for each row that occurs."""
        keys, order = self._index
        wanted, which = np.unique(_keys(self.grid.cells(lonlat.cpu().numpy())), return_inverse=True)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found = keys[place] == wanted
        rows = np.sort(order[place[found]])
        known = values(rows)
        result = np.full((len(wanted), known.shape[1]), np.nan, known.dtype)
        result[found] = known[np.searchsorted(rows, order[place[found]])]
        return torch.from_numpy(result[which])

    @cached_property
    def _index(self) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        """Sorted keys of the cells, and the row of each."""
        keys = _keys(self.cells.numpy().astype(np.int64))
        order = np.argsort(keys, kind="stable")
        return keys[order], order


def _keys(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    return cells[:, 1] * COLUMNS + cells[:, 0]
