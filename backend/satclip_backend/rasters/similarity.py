"""Similarity to reference points, as a head for maps and tiles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import Head, similarity_to
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.rasters.colours import PRGN, ramp_stops
from satclip_backend.rasters.legends import Entry
from satclip_backend.rasters.masks import read_mask, surface_mask
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

SAMPLE = 5000
"""Number of points on the sphere for the limits of colours; for an encoder of land, those on land are used."""
LIMITS = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Possible limits of colours: round ones, whose quarters have two decimals."""
INSIDE = 0.995
"""Share of the sample within the limits."""


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

    Raises SatclipError if a point is not on Earth, or if the encoder does not cover it.
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
        place = {
            "name": name,
            "longitude": f"{lonlat[lost[0], 0]:g}",
            "latitude": f"{lonlat[lost[0], 1]:g}",
        }
        if np.isfinite(lonlat[lost[0]]).all() and abs(lonlat[lost[0], 1]) <= 90:
            raise SatclipError(
                _(
                    "{name} (longitude {longitude}, latitude {latitude}) is not covered by the encoder {encoder}: "
                    "choose another location or encoder.",
                    encoder=encoder.id,
                    **place,
                )
            )
        raise SatclipError(
            _(
                "{name} (longitude {longitude}, latitude {latitude}) is not on Earth: latitudes are from -90 to 90 "
                "degrees, and longitude comes first.",
                **place,
            )
        )
    return embeddings


def similarity_limit(encoder: Encoder, head: Head) -> float:
    """Return the limit of the colours, from -limit to limit: one of `LIMITS`, for all maps of these points."""
    values = np.abs(head(_world_sample(encoder)))
    needed = float(np.quantile(values, INSIDE))
    return next((limit for limit in LIMITS if limit >= needed), LIMITS[-1])


def similarity_legend(limit: float) -> tuple[Entry, ...]:
    """Return the entries of the legend. Those of the limits have "<" and ">" if there are values beyond."""
    stops = ramp_stops(-limit, limit, PRGN)
    beyond = limit < LIMITS[-1]
    signs = {0: "< ", len(stops) - 1: "> "} if beyond else {}
    return tuple(
        Entry(f"{signs.get(index, '')}{value:.2f}", colour, value)
        for index, (value, colour) in enumerate(stops)
    )


def places_at_sea(encoder: Encoder, lonlat: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the indices of points (n, 2) in degrees at sea, where an encoder of land knows nothing.

    It is empty if the encoder was not trained on land only.
    """
    if not encoder.metadata.land_only:
        return np.zeros(0, dtype=np.intp)
    return np.flatnonzero(~surface_mask("land").contains(lonlat))


@lru_cache(maxsize=4)
def _world_sample(encoder: Encoder) -> NDArray[np.float32]:
    """Return the embeddings of points that are uniform on the sphere, or on land for an encoder of land.

    Points that the encoder does not cover are left out.
    """
    lonlat = fibonacci_lattice(SAMPLE)
    if encoder.metadata.land_only:
        lonlat = lonlat[read_mask().contains(lonlat)]
    embeddings = encoder.encode(lonlat)
    return embeddings[np.isfinite(embeddings[:, 0])]
