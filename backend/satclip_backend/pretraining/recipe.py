"""From patches to an encoder file, in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from safetensors import SafetensorError

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.pca import fit_sphere
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.features import FeatureSettings, image_features
from satclip_backend.pretraining.images.patches import Patches
from satclip_backend.pretraining.runs import RunFolder, RunState
from satclip_backend.pretraining.settings import TrainingSettings
from satclip_backend.pretraining.trainer import Examples
from satclip_backend.pretraining.training import train

FEATURES_SHARE = 0.3
FEWEST_PATCHES = 10


@dataclass(frozen=True)
class Recipe:
    """How to describe and learn what patches show. `minutes`: a budget that sets the number of steps, or None."""

    features: FeatureSettings = field(default_factory=FeatureSettings)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    minutes: float | None = None


@dataclass(frozen=True)
class Provenance:
    """What the encoder file will say about itself."""

    name: str
    source: str = ""
    licence: str = "unknown"
    description: str = ""


def pretrain(
    patches: Patches,
    run_folder: Path,
    recipe: Recipe,
    provenance: Provenance,
    *,
    sea: np.ndarray | None = None,
    resume: bool = False,
    device: str = "cpu",
    progress: Callable[[float, str], None] = lambda fraction, message: None,
) -> Encoder:
    """Train an encoder on patches; everything goes to `run_folder` (`runs.RunFolder`), the encoder with its PCA on
    the sphere as `encoder.safetensors`.

    `sea` (m, 2) degrees: places without imagery where embeddings are kept calm, needed where the settings want
    some. With `resume` the run goes on from its last checkpoint. Raises SatclipError as `image_features` and
    `train` do, when too few patches can be read, and when another run owns the folder.
    """
    folder = RunFolder(run_folder)
    state = RunState(provenance.name, source=provenance.source, recipe=asdict(recipe))
    with folder.claim(state, resume=resume):
        return _pretrain(patches, folder, recipe, provenance, sea, resume, device, progress)


def _pretrain(patches, folder, recipe, provenance, sea, resume, device, progress) -> Encoder:
    settings = recipe.training
    if settings.sea and (sea is None or not len(sea)):
        raise SatclipError("Places at sea are asked for, but none were given.")
    features = image_features(
        patches, recipe.features, lambda done, message: progress(done * FEATURES_SHARE, message)
    )
    if len(features.values) < FEWEST_PATCHES:
        raise SatclipError(
            f"Only {len(features.values)} of {len(patches.lonlat)} places have a patch: sample more points."
        )
    network = train(
        Examples(features.lonlat, features.values, features.key, np.empty((0, 2)) if sea is None else sea),
        settings,
        folder,
        seconds=None if recipe.minutes is None else 60 * recipe.minutes,
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
        training_extent=extent_of(features.lonlat),
        description=provenance.description,
    )
    encoder = Encoder(provenance.name, network, metadata, device="cpu")
    try:
        write_encoder(folder.encoder, network, metadata, fit_sphere(encoder))
    except (OSError, SafetensorError) as error:
        raise SatclipError(
            f"{folder.encoder} can't be written: {error}. The checkpoint is kept: make room and resume."
        ) from None
    return encoder


def extent_of(lonlat: np.ndarray) -> tuple[float, float, float, float]:
    """West, south, east, north of (n, 2) degrees, to a tenth of a degree.

    West > east where the widest gap between longitudes, more than 10 degrees, does not hold the meridian of 180
    degrees.
    """
    longitudes = np.unique(np.mod(lonlat[:, 0] + 180, 360) - 180)
    gaps = np.diff(longitudes, append=longitudes[0] + 360)
    widest = int(gaps.argmax()) if gaps.max() > 10 else len(gaps) - 1
    west, east = longitudes[(widest + 1) % len(longitudes)], longitudes[widest]
    low = np.floor(np.array([west, lonlat[:, 1].min()]) * 10) / 10
    high = np.ceil(np.array([east, lonlat[:, 1].max()]) * 10) / 10
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
