"""Similarity to reference points, as a head for maps and tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import Head, similarity_to
from satclip_backend.errors import SatclipError

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


def similarity_head(encoder: Encoder, lonlat: NDArray[np.float64], tolerance: float) -> Head:
    """Return a head for the cosine to the mean direction of the embeddings of points (n, 2) in degrees.

    Directions are relative to the encoder's mean embedding. Raises SatclipError if a point is not on Earth.
    """
    return similarity_to(reference_embeddings(encoder, lonlat), encoder.pca.mean, [tolerance])


def reference_embeddings(
    encoder: Encoder, lonlat: NDArray[np.float64], name: str = "Reference location"
) -> NDArray[np.float64]:
    """Return the embeddings (n, d) of points (n, 2) in degrees, which an error calls by `name` and number.

    Raises SatclipError if a point is not on Earth.
    """
    embeddings = encoder.encode(lonlat, dtype="float64")
    lost = np.flatnonzero(~np.isfinite(embeddings).all(axis=1))
    if len(lost):
        raise SatclipError(
            f"{name} {lost[0] + 1} (longitude {lonlat[lost[0], 0]:g}, latitude {lonlat[lost[0], 1]:g}) "
            "is not on Earth: latitudes are from -90 to 90 degrees, and longitude comes first."
        )
    return embeddings
