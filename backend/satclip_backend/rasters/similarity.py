"""Similarity to reference points, as a head for maps and tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import Head, similarity_to
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


def similarity_head(
    encoder: Encoder,
    lonlat: NDArray[np.float64],
    tolerance: float,
    negatives: NDArray[np.float64] | None = None,
) -> Head:
    """Return a head for the cosine to the mean direction of the embeddings of points (n, 2) in degrees.

    Directions are relative to the encoder's mean embedding. `negatives` (m, 2) are points to be unlike. Raises
    SatclipError if a point is not on Earth.
    """
    embeddings = _encoded(encoder, lonlat)
    others = None if negatives is None else _encoded(encoder, negatives, negative=True)
    return similarity_to(embeddings, encoder.pca.mean, [tolerance], others)


def _encoded(encoder: Encoder, lonlat: NDArray[np.float64], *, negative: bool = False) -> NDArray[np.float64]:
    embeddings = encoder.encode(lonlat, dtype="float64")
    lost = np.flatnonzero(~np.isfinite(embeddings).all(axis=1))
    if len(lost):
        place = {
            "row": lost[0] + 1,
            "longitude": f"{lonlat[lost[0], 0]:g}",
            "latitude": f"{lonlat[lost[0], 1]:g}",
        }
        if negative:
            raise SatclipError(
                _(
                    "Negative location {row} (longitude {longitude}, latitude {latitude}) is not on Earth: "
                    "latitudes are from -90 to 90 degrees, and longitude comes first.",
                    **place,
                )
            )
        raise SatclipError(
            _(
                "Reference location {row} (longitude {longitude}, latitude {latitude}) is not on Earth: "
                "latitudes are from -90 to 90 degrees, and longitude comes first.",
                **place,
            )
        )
    return embeddings
