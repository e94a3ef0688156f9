"""Styles of the live layer: heads for the embeddings, and colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import FLOAT32, Head
from satclip_backend.rasters.clusters import SAMPLE, fit_clusters
from satclip_backend.rasters.colours import ramp, ramp_stops, rgb
from satclip_backend.rasters.label_classifier import LabelClassifier
from satclip_backend.rasters.legends import Entry, Ramp
from satclip_backend.rasters.pca_colours import PcaColours
from satclip_backend.rasters.similarity import (
    places_at_sea,
    similarity_head,
    stretched_range,
    world_range,
)
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

HALF_STEP = 0.5 / 255
"""Half a colour step of a stretch from 0 to 1, which is invisible."""
SCORES = 3e-3
"""Tolerance of a class score in standard deviations. It moves class borders by less than a pixel."""


@dataclass(frozen=True)
class Style:
    """`paint` maps values of `head`, (k, h, w) with NaN for nodata, to colours (3, h, w) uint8.

    With opacity, they are (4, h, w). `fades_sea` says that the sea is drawn nearly transparent, because the encoder
    knows only land; then `places_at_sea` is the number of reference points there.
    """

    head: Head
    paint: Callable[[NDArray[np.float32]], NDArray[np.uint8]]
    title: str
    legend: tuple[Entry, ...] = ()
    ramps: tuple[Ramp, ...] = ()
    fades_sea: bool = False
    places_at_sea: int = 0


def pca_style(encoder: Encoder) -> Style:
    """Show the first three principal components as lightness, green to pink, and blue to yellow."""
    pca = encoder.pca.first(min(3, encoder.dimension))
    colours, span = PcaColours(pca), pca.high - pca.low
    head = pca.head(tolerance=HALF_STEP * np.where(span > 0, span, 1.0))
    title = _("Principal components 1, 2, 3 as lightness, green to pink, blue to yellow")
    return Style(head, colours.paint, title, ramps=colours.ramps())


def similarity_style(
    encoder: Encoder,
    lonlat: NDArray[np.float64],
    negatives: NDArray[np.float64] | None = None,
    stretch: tuple[float, float] | None = None,
) -> Style:
    """Show the similarity to points (n, 2) in degrees, and not to `negatives` (m, 2).

    Colours range over its values all over the world, or over `stretch` (low, high). Raises SatclipError if a point is
    not on Earth.
    """
    head = similarity_head(encoder, lonlat, HALF_STEP, negatives)
    colours = stretched_range(*stretch) if stretch else world_range(encoder, head)
    tolerance = np.maximum(head.tolerance * (colours.high - colours.low), FLOAT32)
    return Style(
        replace(head, tolerance=tolerance),
        lambda values: colours.paint(values[0]),
        _("Cosine similarity"),
        colours.legend(),
        fades_sea=encoder.metadata.land_only,
        places_at_sea=len(places_at_sea(encoder, lonlat)),
    )


def cluster_style(encoder: Encoder, k: int) -> Style:
    """Show k clusters, fitted to points on the whole globe, or to cells of a table of features."""
    clusters = fit_clusters(encoder, encoder.world(SAMPLE), k)
    colours = np.array([(0, 0, 0), *(rgb(colour) for colour in clusters.colours)], dtype=np.uint8)
    return Style(
        clusters.head(SCORES),
        lambda scores: np.moveaxis(colours[clusters.classes(scores)], -1, 0),
        _("Clusters"),
        tuple(Entry(str(i), colour, i) for i, colour in enumerate(clusters.colours, start=1)),
    )


def label_style(
    classifier: LabelClassifier,
    names: Sequence[str],
    colours: Sequence[str],
    threshold: float,
    shown: int | None,
    fades_sea: bool,
) -> Style:
    """Show the most likely class in its colour, the more opaque the more likely; or the score of the class `shown`.

    Pixels whose score is below `threshold` are transparent; 0 shows all.
    """
    low = 0 if classifier.is_probability else -1
    palette = np.array([rgb(colour) for colour in colours], dtype=np.uint8)

    def paint(values: NDArray[np.float32]) -> NDArray[np.uint8]:
        scores = np.nan_to_num(classifier.scores(values))
        if shown is None:
            score = scores.max(axis=0)
            painted, opacity = np.moveaxis(palette[scores.argmax(axis=0)], -1, 0), score.clip(0, 1)
        else:
            score = scores[shown]
            painted, opacity = ramp(score, low, 1), np.ones_like(score)
        if threshold > 0:
            opacity = np.where(score >= threshold, opacity, 0)
        return np.concatenate([painted, (255 * opacity[None]).round().astype(np.uint8)])

    if shown is None:
        entries = tuple(
            Entry(name, colour, i) for i, (name, colour) in enumerate(zip(names, colours), start=1)
        )
        return Style(classifier.head, paint, _("Classes"), entries, fades_sea=fades_sea)
    stops = ramp_stops(low, 1)
    name = names[shown]
    return Style(
        classifier.head,
        paint,
        _("Probability: {name}", name=name)
        if classifier.is_probability
        else _("Similarity: {name}", name=name),
        tuple(Entry(f"{value:g}", colour, value) for value, colour in stops),
        fades_sea=fades_sea,
    )
