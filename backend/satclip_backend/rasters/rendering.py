"""The values of a map: what a grid's pixels show of an encoder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.encoders.readout import Readout
from satclip_backend.rasters.grids import Grid

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

#: Positions encoded between two looks at whether the work is still wanted: under half a second of any encoder.
STEP = 4096


def render(
    grid: Grid,
    window: Window,
    encoder: Encoder,
    readout: Readout,
    report: Callable[[float], None] = lambda share: None,
) -> NDArray[np.float32]:
    """What `readout` reads (k, h, w) of the embeddings at the pixel centres of `window`, float32, to its tolerance.

    NaN where a pixel has no place on Earth. `report(share)` is told at least twice a second how much of
    the window is done (0 to 1), and what it raises ends the work.
    """
    lonlat = grid.lonlat(window)
    values = np.full((len(readout.tolerance), len(lonlat)), np.nan, dtype=np.float32)
    valid = np.flatnonzero(np.isfinite(lonlat[:, 0]))
    for start in range(0, len(valid), STEP):
        report(start / len(valid))
        some = valid[start : start + STEP]
        values[:, some] = readout(encoder.encode(lonlat[some])).T
    return values.reshape(-1, window.height, window.width)
