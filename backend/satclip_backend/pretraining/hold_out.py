"""Hold-out of points in spatial blocks."""

from __future__ import annotations

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _


def hold_out_blocks(
    lonlat: np.ndarray, fraction: float = 0.1, degrees: float = 5.0, seed: int = 0, fewest: int = 20
) -> tuple[np.ndarray, float]:
    """Return which points to hold out, in whole blocks.

    Held-out points have neighbours in training only at the edges of their blocks. Blocks are cells of
    `degrees` x `degrees`. Random blocks are held out until they contain `fraction` of the points. If the
    points fill fewer than `fewest` blocks, the side of the blocks is halved until they don't.

    Returns (n,) bool, and the side of the blocks in degrees. Raises SatclipError if there are fewer than two
    distinct points.
    """
    if len(np.unique(lonlat, axis=0)) < 2:
        raise SatclipError(_("Fewer than two distinct points have imagery: there is nothing to train on."))
    fewest = min(fewest, len(np.unique(lonlat, axis=0)))
    while True:
        cells = np.floor(lonlat / degrees).astype(np.int64)
        names, members = np.unique(cells, axis=0, return_inverse=True)
        if len(names) >= fewest or degrees < 1e-6:
            break
        degrees /= 2
    order = np.random.default_rng(seed).permutation(len(names))
    counts = np.bincount(members.ravel())[order].cumsum()
    taken = order[: max(1, int(np.searchsorted(counts, fraction * len(lonlat), side="right")))]
    return np.isin(members.ravel(), taken), degrees
