"""Similarity to reference points, as a head for maps and tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

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
    others = None if negatives is None else reference_embeddings(encoder, negatives, "negative")
    return similarity_to(reference_embeddings(encoder, lonlat), encoder.pca.mean, [tolerance], others)


def reference_embeddings(
    encoder: Encoder,
    lonlat: NDArray[np.float64],
    kind: Literal["reference", "negative", "label"] = "reference",
) -> NDArray[np.float64]:
    """Return the embeddings (n, d) of points (n, 2) in degrees. An error names a point by its `kind` and number.

    Raises SatclipError if a point is not on Earth.
    """
    embeddings = encoder.encode(lonlat, dtype="float64")
    lost = np.flatnonzero(~np.isfinite(embeddings).all(axis=1))
    if len(lost):
        row = lost[0] + 1
        name = {
            "reference": _("Reference location {row}", row=row),
            "negative": _("Negative location {row}", row=row),
            "label": _("Label {row}", row=row),
        }[kind]
        raise SatclipError(
            _(
                "{name} (longitude {longitude}, latitude {latitude}) is not on Earth: latitudes are from -90 to 90 "
                "degrees, and longitude comes first.",
                name=name,
                longitude=f"{lonlat[lost[0], 0]:g}",
                latitude=f"{lonlat[lost[0], 1]:g}",
            )
        )
    return embeddings
