"""From imagery to an encoder file, in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from safetensors import SafetensorError

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.pca import fit_sphere
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.features import FeatureSettings, image_features
from satclip_backend.pretraining.images.rasters import Imagery
from satclip_backend.pretraining.sampling import Mask, Sea, sample_points
from satclip_backend.pretraining.settings import TrainingSettings
from satclip_backend.pretraining.training import train

FEATURES_SHARE = 0.3


@dataclass(frozen=True)
class Recipe:
    """Number of points to sample, and how to describe and learn what is there."""

    points: int = 100_000
    features: FeatureSettings = field(default_factory=FeatureSettings)
    training: TrainingSettings = field(default_factory=TrainingSettings)


@dataclass(frozen=True)
class Provenance:
    """What the encoder file will say about itself."""

    name: str
    source: str = ""
    licence: str = "unknown"
    description: str = ""


def pretrain(
    imagery: Imagery,
    output: Path,
    recipe: Recipe,
    provenance: Provenance,
    *,
    mask: Mask | None = None,
    resume: bool = False,
    device: str = "cpu",
    progress: Callable[[float, str], None] = lambda fraction, message: None,
) -> Encoder:
    """Train an encoder on imagery and write it, with its PCA on the sphere, to `output` (.safetensors).

    The checkpoint is `output` with the ending `.checkpoint`, the log the same with `.jsonl`. Raises
    SatclipError as `sample_points`, `image_features` and `train` do, and when too few points have imagery
    for one batch. Places at sea, where the settings want them, are those away from the mask.
    """
    if not output.parent.is_dir():
        raise SatclipError(f"There is no folder {output.parent} to write {output.name} to.")
    settings = recipe.training
    lonlat = sample_points(recipe.points, settings.seed, mask, imagery.extent)
    sea = _sea(recipe, mask, imagery)
    features = image_features(
        imagery, lonlat, recipe.features, lambda done, message: progress(done * FEATURES_SHARE, message)
    )
    if len(features.values) < 10:
        raise SatclipError(
            f"Only {len(features.values)} of {recipe.points} points have imagery around them: sample "
            "more points."
        )
    network = train(
        replace(features, sea=sea),
        settings,
        output.with_suffix(".checkpoint"),
        resume=resume,
        device=device,
        progress=lambda done, message: progress(FEATURES_SHARE + done * (1 - FEATURES_SHARE), message),
    )
    metadata = EncoderMetadata(
        provenance.name,
        settings.degree,
        "stable",
        settings.capacity,
        settings.dimension,
        settings.hidden_layers,
        w0=settings.w0,
        source=provenance.source,
        licence=provenance.licence,
        training_extent=_extent(features.lonlat, imagery),
        description=provenance.description,
    )
    encoder = Encoder(output.stem, network, metadata, device="cpu")
    try:
        write_encoder(output, network, metadata, fit_sphere(encoder))
    except (OSError, SafetensorError) as error:
        raise SatclipError(f"{output} can't be written: {error}. The checkpoint is kept: --resume.") from None
    return encoder


def _sea(recipe: Recipe, mask: Mask | None, imagery: Imagery) -> np.ndarray:
    """Places at sea, none if the settings want none: (m, 2) degrees, at least 100 so that some can be held out."""
    settings = recipe.training
    if not settings.sea:
        return np.empty((0, 2))
    if mask is None:
        raise SatclipError(
            "Places at sea can't be told without land: give --land or --mask, or leave --sea out."
        )
    return sample_points(
        max(100, round(settings.sea * recipe.points)), settings.seed, Sea(mask), imagery.extent
    )


def _extent(lonlat: np.ndarray, imagery: Imagery) -> tuple[float, float, float, float]:
    """The box round the points trained on, to a tenth of a degree; the imagery's where that crosses 180
    degrees.
    """
    if imagery.extent[0] > imagery.extent[2]:
        return imagery.extent
    low, high = np.floor(lonlat.min(0) * 10) / 10, np.ceil(lonlat.max(0) * 10) / 10
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
