"""The styles of the live layer: what is read of the embeddings, and the colours that it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import Head
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.rasters.clusters import SAMPLE, fit_clusters
from satclip_backend.rasters.colours import ramp, ramp_stops, rgb
from satclip_backend.rasters.similarity import similarity_head

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

HALF_STEP = 0.5 / 255
"""Half a colour step of a stretch from 0 to 1: an error that no picture shows."""
SCORES = 3e-3
"""Tolerance of a class's score in standard deviations: it moves borders by less than a pixel."""


@dataclass(frozen=True)
class Entry:
    """A line of a legend: a label, a colour "#rrggbb" and the value that it stands for."""

    label: str
    colour: str
    value: float


@dataclass(frozen=True)
class Style:
    """`paint` turns what `head` reads, (k, h, w) with NaN for nothing, into colours (3, h, w) uint8."""

    head: Head
    paint: Callable[[NDArray[np.float32]], NDArray[np.uint8]]
    title: str
    legend: tuple[Entry, ...] = ()


def pca_style(encoder: Encoder) -> Style:
    """The first three stored components as red, green and blue, between their 2nd and 98th percentiles."""
    pca = encoder.pca.first(min(3, encoder.dimension))
    low, span = pca.low[:, None, None], (pca.high - pca.low)[:, None, None]
    span = np.where(span > 0, span, 1.0)

    def paint(values: NDArray[np.float32]) -> NDArray[np.uint8]:
        shares = np.clip((np.nan_to_num(values) - low) / span, 0, 1)
        return np.resize((255 * shares).round().astype(np.uint8), (3, *values.shape[1:]))

    head = pca.head(tolerance=HALF_STEP * span.ravel())
    return Style(head, paint, "Principal components 1, 2, 3 as red, green, blue")


def similarity_style(encoder: Encoder, lonlat: NDArray[np.float64]) -> Style:
    """Similarity to places (n, 2), -1 to 1. Raises SatclipError where one of them is no place on Earth."""
    return Style(
        similarity_head(encoder, lonlat, 2 * HALF_STEP),
        lambda values: ramp(values[0], -1, 1),
        "Similarity",
        tuple(Entry(f"{value:g}", colour, value) for value, colour in ramp_stops(-1, 1)),
    )


def cluster_style(encoder: Encoder, k: int) -> Style:
    """k clusters of places all over the globe."""
    clusters = fit_clusters(encoder, fibonacci_lattice(SAMPLE), k)
    colours = np.array([(0, 0, 0), *(rgb(colour) for colour in clusters.colours)], dtype=np.uint8)
    return Style(
        clusters.head(SCORES),
        lambda scores: np.moveaxis(colours[clusters.classes(scores)], -1, 0),
        "Clusters",
        tuple(Entry(str(i), colour, i) for i, colour in enumerate(clusters.colours, start=1)),
    )
