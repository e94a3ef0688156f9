"""Warnings about encoders: those that were hardly trained, and locations outside the area of training."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.boxes import in_extent
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.encoders.registry import EncoderInfo

FRAME = 0.1
"""Share of a map outside the area of training above which there is a warning. The frame of a map is often wider."""


def cautions(
    encoders: Iterable[Encoder | EncoderInfo], lonlat: NDArray[np.float64] | None = None
) -> list[str]:
    """Return the cautions of encoders as warnings, and those about locations (n, 2) outside the area of training."""
    found = []
    for encoder in encoders:
        if encoder.metadata.caution:
            found.append(
                _("Encoder {encoder}: {caution}", encoder=encoder.id, caution=encoder.metadata.caution)
            )
        if lonlat is not None and (outside := untrained(encoder, lonlat)):
            found.append(untrained_locations(encoder, outside, len(lonlat)))
    return found


def map_cautions(encoders: Iterable[Encoder], lonlat: NDArray[np.float64]) -> list[str]:
    """Return the warnings about a map that has the points (n, 2), evenly distributed."""
    found = []
    for encoder in encoders:
        found += cautions([encoder])
        if (share := untrained(encoder, lonlat) / max(len(lonlat), 1)) > FRAME:
            found.append(
                _(
                    "{share} of the map lies outside the area in which the encoder {encoder} was trained: its "
                    "embeddings mean little there.",
                    share=f"{share:.0%}",
                    encoder=encoder.id,
                )
            )
    return found


def untrained(encoder: Encoder | EncoderInfo, lonlat: NDArray[np.float64]) -> int:
    """Return the number of locations (n, 2) on Earth outside the extent of the encoder's training points."""
    extent = encoder.metadata.training_extent
    if extent is None:
        return 0
    return int((np.isfinite(lonlat).all(axis=1) & ~in_extent(lonlat, extent)).sum())


def untrained_locations(encoder: Encoder | EncoderInfo, outside: int, total: int) -> str:
    """Return the warning about a number of locations outside the area of training."""
    return _(
        "{outside} of {total} locations lie outside the area in which the encoder {encoder} was trained: its "
        "embeddings mean little there.",
        outside=outside,
        total=total,
        encoder=encoder.id,
    )
