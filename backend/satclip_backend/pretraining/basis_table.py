"""Values of a basis at the training points, cached in memory up to a limit."""

from __future__ import annotations

from collections.abc import Callable

import torch

from satclip_backend.pretraining.batches import generator
from satclip_backend.progress import Progress

LARGEST_TABLE = 1_500_000_000
CHUNK = 4096


class BasisTable:
    """Values of a basis, float32, of points (n, 2) in degrees, float64.

    Up to `LARGEST_TABLE` bytes, they are computed once, in float64, on first use. For larger tables and for
    jittered points they are computed at each step, in float32 (for harmonics with an error of 3e-5 at L = 40).
    """

    def __init__(
        self,
        basis: Callable[[torch.Tensor], torch.Tensor],
        columns: int,
        lonlat: torch.Tensor,
        move: Callable[[torch.Tensor, torch.Generator], torch.Tensor] | None = None,
        largest: int = LARGEST_TABLE,
        repeats: bool = False,
    ) -> None:
        """`basis` returns values (m, columns) of points (m, 2) in their dtype.

        `move` jitters points (m, 2) at each step with a random generator; None for no jitter. With `repeats`, points
        that occur several times have one row in the table.
        """
        self.basis, self.lonlat, self.move = basis, lonlat, move
        self._points, self._row = lonlat, None
        if repeats and move is None:
            self._points, self._row = torch.unique(lonlat, dim=0, return_inverse=True)
        count = len(self._points)
        kept = move is None and count * columns * 4 <= largest
        self.values = lonlat.new_empty((count, columns), dtype=torch.float32) if kept else None
        self.known = torch.zeros(count, dtype=torch.bool)

    @torch.no_grad()
    def rows(self, rows: torch.Tensor, moved: torch.Tensor | None = None) -> torch.Tensor:
        """Return the values (m, columns) of rows (m,), or of the points (m, 2) to which they were `moved`."""
        if self.values is None:
            lonlat = (self.lonlat[rows] if moved is None else moved).float()
            return torch.cat([self.basis(part) for part in lonlat.split(CHUNK)])
        if self._row is not None:
            rows = self._row[rows]
        new = torch.unique(rows[~self.known[rows.cpu()]])
        for part in new.split(CHUNK):
            self.values[part] = self.basis(self._points[part]).float()
        self.known[new.cpu()] = True
        return self.values[rows]

    def precompute(self, progress: Progress) -> None:
        """Compute all values that are cached. `progress` gets no messages."""
        if self.values is not None:
            for rows in torch.arange(len(self.lonlat)).split(CHUNK):
                progress(int(rows[0]) / len(self.lonlat), "")
                self.rows(rows)

    def moved(self, rows: torch.Tensor, step: int, seed: int) -> torch.Tensor | None:
        """Return the jittered points (m, 2) of rows (m,) at a step, in degrees; None without jitter."""
        return None if self.move is None else self.move(self.lonlat[rows], generator(seed, 3, step))
