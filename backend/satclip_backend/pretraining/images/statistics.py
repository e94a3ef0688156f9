"""Mean and standard deviation of each band in a sample of patches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.patches import Patches
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined

SAMPLE = 1024
_CHUNK = 64


@dataclass(frozen=True)
class BandStatistics:
    """Statistics of the pixels of each band, in the units of the imagery.

    Attributes
    ----------
    mean, spread : tuple of float
        Mean and standard deviation of each band.
    patches : int
        Number of patches in the sample.
    """

    mean: tuple[float, ...]
    spread: tuple[float, ...]
    patches: int


def band_statistics(
    patches: Patches,
    sample: int = SAMPLE,
    seed: int = 0,
    progress: Progress = no_progress,
) -> BandStatistics:
    """Compute statistics of `sample` random patches, read 64 at a time and summed in float64.

    Means and squares are merged as in Chan, Golub & LeVeque (1979), which is precise for large means. Raises
    SatclipError if no patch of the sample is readable.
    """
    rows = np.random.default_rng(seed).permutation(len(patches.lonlat))[:sample]
    count, read = 0, 0
    mean = np.zeros(len(patches.bands))
    squares = np.zeros(len(patches.bands))
    for start in range(0, len(rows), _CHUNK):
        progress(start / len(rows), _("Computing the bands' statistics"))
        values, _unused = patches.read(np.sort(rows[start : start + _CHUNK]))
        if not len(values):
            continue
        pixels = values.swapaxes(0, 1).reshape(len(mean), -1).astype(np.float64)
        more, theirs = pixels.shape[1], pixels.mean(1)
        squares += ((pixels - theirs[:, None]) ** 2).sum(1)
        squares += (theirs - mean) ** 2 * count * more / (count + more)
        mean += (theirs - mean) * more / (count + more)
        count, read = count + more, read + len(values)
    if not read:
        reasons = joined(
            [_("{count} {reason}", count=many, reason=reason) for reason, many in patches.skipped.items()],
            "; ",
        )
        raise SatclipError(
            _(
                "None of {count} patches of {pixels} x {pixels} pixels can be read ({reasons}). Check the imagery's "
                "extent, the mask and the size of a patch.",
                count=len(rows),
                pixels=patches.pixels,
                reasons=reasons or _("there are none"),
            )
        )
    spread = np.sqrt(squares / count)
    return BandStatistics(tuple(mean.tolist()), tuple(spread.tolist()), read)
