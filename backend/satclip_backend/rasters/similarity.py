"""Similarity to reference points, as a head for maps and tiles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import Head, similarity_to
from satclip_backend.errors import SatclipError
from satclip_backend.rasters.colours import PRGN, VIRIDIS, ramp, ramp_stops
from satclip_backend.rasters.legends import Entry
from satclip_backend.rasters.masks import land_mask, surface_mask
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

SAMPLE = 5000
"""Number of points on the sphere for the limits of colours; for an encoder of land, those on land are used."""
LIMITS = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Possible limits of colours: round ones, whose quarters have two decimals."""
INSIDE = 0.995
"""Share of the sample within the limits."""
STRETCH = 0.02, 0.98
"""Quantiles of the similarity in a view that are the limits of stretched colours, as in QGIS's cumulative count cut."""
NARROWEST = 1e-3
"""Smallest width of a stretch: a hundred times the rounding error of the network."""


@dataclass(frozen=True)
class ColourRange:
    """The similarities between which colours change: `colours` "rrggbb" at equal steps from `low` to `high`."""

    low: float
    high: float
    colours: tuple[str, ...]

    def paint(self, values: NDArray) -> NDArray[np.uint8]:
        """Return colours (3, ...) of values (...)."""
        return ramp(values, self.low, self.high, self.colours)

    def stops(self) -> list[tuple[float, str]]:
        """Return the values and colours "#rrggbb" between which colours are linear."""
        return ramp_stops(self.low, self.high, self.colours)

    def legend(self) -> tuple[Entry, ...]:
        """Return the entries of the legend. Those of the limits have "<" and ">" if there may be values beyond."""
        stops, digits = self.stops(), max(2, 1 - math.floor(math.log10((self.high - self.low) / 2)))
        signs = {0: "< " if self.low > -1 else "", len(stops) - 1: "> " if self.high < 1 else ""}
        return tuple(
            Entry(f"{signs.get(index, '')}{value:.{digits}f}", colour, value)
            for index, (value, colour) in enumerate(stops)
        )


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


def world_range(encoder: Encoder, head: Head) -> ColourRange:
    """Return the diverging range around 0 that all maps of these points share: its limit is one of `LIMITS`."""
    values = np.abs(head(_world_sample(encoder)))
    needed = float(np.quantile(values, INSIDE))
    limit = next((limit for limit in LIMITS if limit >= needed), LIMITS[-1])
    return ColourRange(-limit, limit, PRGN)


def stretched_range(low: float, high: float) -> ColourRange:
    """Return a sequential range: 0 is not in its middle, so that diverging colours would mislead."""
    return ColourRange(low, high, VIRIDIS)


def view_range(encoder: Encoder, head: Head, lonlat: NDArray[np.float64]) -> tuple[float, float]:
    """Return the quantiles `STRETCH` of the similarity at points (n, 2) in degrees, rounded outward to two digits.

    For an encoder of land, the points on land count. Raises SatclipError if the encoder knows none.
    """
    values = encoder.encode(lonlat[known_places(encoder, lonlat)], head=head)[:, 0].astype(np.float64)
    values = values[np.isfinite(values)]
    if not len(values):
        raise SatclipError(_("The encoder knows no place in this view. Pan or zoom the map."))
    low, high = np.quantile(values, STRETCH)
    if high - low < NARROWEST:
        low, high = (low + high - NARROWEST) / 2, (low + high + NARROWEST) / 2
    digits = 1 - math.floor(math.log10(high - low))
    step = 10.0**-digits
    rounded = (math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step)
    return max(-1.0, round(rounded[0], digits)), min(1.0, round(rounded[1], digits))


def places_at_sea(encoder: Encoder, lonlat: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the indices of points (n, 2) in degrees at sea, where an encoder of land knows nothing.

    It is empty if the encoder was not trained on land only.
    """
    if not encoder.metadata.land_only:
        return np.zeros(0, dtype=np.intp)
    return np.flatnonzero(~surface_mask("land").contains(lonlat))


def known_places(encoder: Encoder, lonlat: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the indices of points (n, 2) in degrees that are on Earth, and on land if the encoder knows only land."""
    known = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat[:, 1]) <= 90)
    if encoder.metadata.land_only:
        known[known] = land_mask().contains(lonlat[known])
    return np.flatnonzero(known)


@lru_cache(maxsize=4)
def _world_sample(encoder: Encoder) -> NDArray[np.float32]:
    """Return the embeddings of points that are uniform on the sphere, or on land, or cells of a table of features.

    Points that the encoder does not cover are left out.
    """
    lonlat = encoder.world(SAMPLE)
    embeddings = encoder.encode(lonlat[known_places(encoder, lonlat)])
    return embeddings[np.isfinite(embeddings[:, 0])]
