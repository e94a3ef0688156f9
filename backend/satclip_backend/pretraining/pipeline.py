"""Pretraining from patches to an encoder file."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from filelock import FileLock
from safetensors import SafetensorError

from satclip_backend import store
from satclip_backend.encoders.encoder import Encoder, find_device
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.pca import fit_points
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import smallest_arc
from satclip_backend.pretraining.card import CardData, card_text, caution, write_card
from satclip_backend.pretraining.distributed import is_first, joined, own_device, started_by_torchrun
from satclip_backend.pretraining.embedding_metric import with_predicted_metric
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.feature_cache import ImageFeatures, cached_features
from satclip_backend.pretraining.features import prepare
from satclip_backend.pretraining.images.monthly import MONTHS, MonthlyPatches
from satclip_backend.pretraining.images.patches import Patches
from satclip_backend.pretraining.images.transforms import augmentations
from satclip_backend.pretraining.modalities import features_of_all
from satclip_backend.pretraining.probes import Probe
from satclip_backend.pretraining.runs import RunFolder, RunState, read_log, read_run
from satclip_backend.pretraining.settings import PretrainingConfig, TrainingSettings
from satclip_backend.pretraining.training import train
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.rasters.masks import surface_mask
from satclip_backend.translation import gettext_lazy as _

FEATURES_SHARE = 0.3
FEWEST_PATCHES = 10
GAP = 15.0
LAND_SHARE = 0.99
"""Share of the points on land or at the coast from which an encoder counts as trained on land only."""


@dataclass(frozen=True)
class Provenance:
    """Origin of an encoder, for its file and card. `command` repeats the run."""

    name: str
    source: str = ""
    licence: str = "unknown"
    description: str = ""
    command: str = ""


def pretrain(
    patches: Patches,
    run_folder: Path,
    config: PretrainingConfig,
    provenance: Provenance,
    *,
    modalities: Sequence[Patches] = (),
    ocean_lonlat: np.ndarray | None = None,
    probes: tuple[Probe, ...] = (),
    resume: bool = False,
    finish: bool = False,
    device: str = "cpu",
    progress: Progress = no_progress,
) -> Encoder:
    """Train an encoder on patches.

    All files are in `run_folder` (`runs.RunFolder`): the encoder, with its PCA at the points, is
    `encoder.safetensors`; its card is `card.md`. With torchrun, each process does its share and the first one
    writes the files.

    Parameters
    ----------
    patches : Patches
        The patches; for an encoder with months, with the bands of all months (`MonthlyPatches`).
    run_folder : Path
        Folder of the run.
    config : PretrainingConfig
        Settings.
    provenance : Provenance
        Origin of the encoder.
    modalities : sequence of Patches
        Patches of the further modalities of `config`, around the same points.
    ocean_lonlat : (m, 2) float64, optional
        Longitude and latitude in degrees of points for the ocean regularisation, if the settings have it.
    probes : tuple of Probe
        Scored at each evaluation.
    resume : bool
        Whether to resume from the last checkpoint.
    finish : bool
        Whether to end the run at its last checkpoint, without further steps.
    device : str
        Device of torch.
    progress : Progress
        Called during the work.

    Raises
    ------
    SatclipError
        As `features_of_all` and `train` do, if too few patches are readable, and if another run uses the
        folder.
    """
    augmentations(config.training.augment)  # raises SatclipError for unknown ones before any work
    if config.training.months:
        patches = MonthlyPatches(patches)
    device = str(find_device(own_device(device)))
    if config.training.sea and (ocean_lonlat is None or not len(ocean_lonlat)):
        raise SatclipError(_("Places at sea are asked for, but none were given."))
    config = replace(config, training=_with_region(config.training, patches.lonlat))
    began, folder = time.monotonic(), RunFolder(run_folder)
    state = RunState(provenance.name, source=provenance.source, recipe=asdict(config))
    with ExitStack() as stack:
        if is_first():
            stack.enter_context(folder.claim(state, resume=resume or finish))
        examples, features = _examples(
            patches, modalities, config, ocean_lonlat, part_of(progress, 0.0, FEATURES_SHARE)
        )
        if isinstance(patches, MonthlyPatches):
            skipped = {reason: math.ceil(rows / MONTHS) for reason, rows in features.skipped.items()}
            features = replace(features, skipped=skipped)
        state.skipped, state.incomplete = features.skipped, features.incomplete
        workers = stack.enter_context(joined(device))
        seconds = None if config.minutes is None else 60 * config.minutes - (time.monotonic() - began)
        network = train(
            examples,
            config.training,
            folder,
            seconds=seconds,
            probes=probes,
            resume=resume,
            finish=finish,
            device=device,
            workers=workers,
            progress=part_of(progress, FEATURES_SHARE, 1.0),
        )
        metadata = _metadata(config.training, provenance, features)
        if config.training.geometry == "predicted":
            degree = config.training.objective.position_degree
            network = with_predicted_metric(
                network, features.lonlat, features.values, degree, config.training.seed
            )
        if config.half:
            network, metadata = network.half(), replace(metadata, dtype="float16")
        if workers.rank == 0:
            return _written(network, metadata, patches, features, config, provenance, folder)
    return Encoder(provenance.name, network, metadata, device="cpu")


def _with_region(settings: TrainingSettings, lonlat: np.ndarray) -> TrainingSettings:
    """Return the settings with the region of the points (n, 2) in degrees, if their basis needs one and has none."""
    if settings.basis != "slepian" or settings.region:
        return settings
    return replace(settings, region=extent_of(lonlat[np.isfinite(lonlat).all(axis=1)]))


def _examples(
    patches, modalities, config: PretrainingConfig, ocean_lonlat, progress: Progress
) -> tuple[Examples, ImageFeatures]:
    """Return the training examples and features.

    The features come from the cache, which one process per machine fills.
    """
    several = FileLock(store.folder("cache") / "features.lock") if started_by_torchrun() else nullcontext()
    ocean_lonlat = np.empty((0, 2)) if ocean_lonlat is None else ocean_lonlat
    with several:
        if not config.training.fine_tune:
            features = features_of_all(patches, modalities, config, progress)
            return Examples(
                features.lonlat,
                features.values,
                features.key,
                ocean_lonlat,
                months=_months(patches, features),
                incomplete=bool(features.incomplete),
            ), _enough(features, patches)
        encoder, normalise = prepare(patches, config.features, part_of(progress, 0.0, 0.1))
        if not list(encoder.parameters()):
            raise SatclipError(
                _(
                    "The image encoder {encoder} has nothing to learn: fine-tune another, such as small-cnn.",
                    encoder=encoder.name,
                )
            )
        features = cached_features(patches, encoder, normalise, progress=part_of(progress, 0.1, 1.0))

    def read(rows: np.ndarray) -> torch.Tensor:
        images, found = patches.read(features.rows[rows])
        if len(found) < len(rows):
            raise SatclipError(
                _("Some patches that could be read before can't be any more: check the imagery.")
            )
        return normalise(torch.from_numpy(images))

    months = _months(patches, features)
    return Examples(
        features.lonlat, features.values, features.key, ocean_lonlat, read, encoder, months
    ), _enough(features, patches)


def _months(patches: Patches, features: ImageFeatures) -> np.ndarray | None:
    """Return the month of each feature, or None for patches without months."""
    return patches.months[features.rows] if isinstance(patches, MonthlyPatches) else None


def _enough(features: ImageFeatures, patches: Patches) -> ImageFeatures:
    if len(features.values) < FEWEST_PATCHES:
        raise SatclipError(
            _(
                "Patches were found at only {count} of {total} points: sample more points.",
                count=len(features.values),
                total=len(patches.lonlat),
            )
        )
    return features


def _metadata(settings: TrainingSettings, provenance: Provenance, features: ImageFeatures) -> EncoderMetadata:
    return EncoderMetadata.of(
        settings.family,
        provenance.name,
        settings.dimension,
        settings.encoder_config,
        source=provenance.source,
        licence=provenance.licence,
        training_extent=extent_of(features.lonlat),
        description=provenance.description,
        land_only=bool(surface_mask("land").contains(features.lonlat).mean() >= LAND_SHARE),
    )


def _written(network, metadata, patches, features, config, provenance, folder: RunFolder) -> Encoder:
    """Write the encoder and its card, and return the encoder."""
    log = read_log(folder.folder)
    bands, point_count = patches.bands, len(features.lonlat)
    if isinstance(patches, MonthlyPatches):
        bands, point_count = patches.dated_bands, len(np.unique(features.rows // MONTHS))
    card_data = CardData(
        point_count, features.skipped, features.incomplete, bands, patches.pixels, asdict(config),
        provenance.command, read_run(folder.folder).created,
    )  # fmt: skip
    metadata = replace(metadata, caution=caution(card_data.config, log))
    metadata = replace(metadata, card=card_text(metadata, card_data, log))
    encoder = Encoder(provenance.name, network, metadata, device="cpu")
    try:
        write_encoder(
            folder.encoder,
            network,
            metadata,
            fit_points(
                encoder, features.lonlat, "places it was trained on", months=_months(patches, features)
            ),
        )
        write_card(metadata.card, log, folder.card, folder.figure)
    except (SatclipError, OSError, SafetensorError) as error:
        raise SatclipError(
            _(
                "{encoder} can't be written: {reason} The checkpoint is kept, so the run can be resumed.",
                encoder=folder.encoder,
                reason=error,
            )
        ) from None
    return encoder


def extent_of(lonlat: np.ndarray) -> tuple[float, float, float, float]:
    """Return west, south, east and north of points (n, 2) in degrees, rounded outwards to 0.1 degrees.

    The extent crosses the antimeridian (west > east) unless the largest gap between longitudes contains it.
    It has all longitudes if that gap is less than `GAP` degrees.
    """
    west, east = smallest_arc(lonlat[:, 0], GAP)
    low = np.floor(np.array([west, lonlat[:, 1].min()]) * 10) / 10
    high = np.ceil(np.array([east, lonlat[:, 1].max()]) * 10) / 10
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
