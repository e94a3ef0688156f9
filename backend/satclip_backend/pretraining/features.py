"""Image features for pretraining: encoder, normalisation, cache and principal components."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace

from satclip_backend.pretraining.feature_cache import ImageFeatures, cached_features
from satclip_backend.pretraining.image_encoders import ImageEncoder, image_encoder
from satclip_backend.pretraining.images.patches import Patches
from satclip_backend.pretraining.images.statistics import band_statistics
from satclip_backend.pretraining.images.transforms import Normalisation, normalisation
from satclip_backend.pretraining.settings import FeatureSettings
from satclip_backend.pretraining.whitening import whitened
from satclip_backend.progress import Progress, no_progress, part_of

__all__ = ["ImageFeatures", "image_features", "prepare"]


def prepare(
    patches: Patches,
    settings: FeatureSettings,
    progress: Progress = no_progress,
    *,
    bias: float | None = None,
) -> tuple[ImageEncoder, Normalisation]:
    """Return the image encoder and normalisation for patches. `bias` is that of `image_encoder`.

    Raises SatclipError as `normalisation`, `band_statistics` and `image_encoder` do.
    """
    statistics = None
    if settings.normalisation == "statistics":
        statistics = band_statistics(patches, seed=settings.seed, progress=progress)
    normalise = normalisation(settings.normalisation, patches.bands, statistics)
    encoder = image_encoder(
        settings.encoder,
        normalise.bands,
        patches.pixels,
        weights=settings.weights,
        seed=settings.seed,
        filters=settings.filters,
        classes=settings.classes,
        filter_pixels=settings.filter_pixels,
        scales=len({name.partition("@")[2] for name in patches.bands}),
        bias=bias,
        progress=progress,
    )
    return encoder, normalise


def image_features(
    patches: Patches,
    settings: FeatureSettings | None = None,
    progress: Progress = no_progress,
) -> ImageFeatures:
    """Return the features of all patches, from the cache where possible.

    Memory: the features as float32, (n, width of the encoder). Raises SatclipError as `prepare` and
    `cached_features` do, and if the imagery is identical at all points.
    """
    settings = settings or FeatureSettings()
    encoder, normalise = prepare(patches, settings, part_of(progress, 0.0, 0.05))
    found = cached_features(patches, encoder, normalise, progress=part_of(progress, 0.05, 0.95))
    key = hashlib.sha256(json.dumps([found.key, asdict(settings)]).encode()).hexdigest()
    if not settings.components or len(found.values) < 2:
        return replace(found, key=key)
    values = whitened(
        found.values,
        settings.components,
        settings.whitening,
        progress=part_of(progress, 0.95, 1.0),
    )
    return replace(found, values=values, key=key)
