"""Ablations: short trainings on the same points, evaluated by the same probes."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from probing import Probe, probe

from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sampling_regions import OceanMask
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.pipeline import Provenance, pretrain
from satclip_backend.pretraining.settings import (
    OBJECTIVES,
    FeatureSettings,
    ModalitySettings,
    Objective,
    PretrainingConfig,
    TrainingSettings,
)
from satclip_backend.rasters.masks import read_mask

SEED = 2004


@dataclass(frozen=True)
class Run:
    """Settings of a short training: `scales` and `dates` of the patches, features, training and further modalities."""

    scales: tuple[int, ...] = (1,)
    dates: str | None = None
    features: FeatureSettings = field(
        default_factory=lambda: FeatureSettings(filters=128, classes=256, components=384)
    )
    training: TrainingSettings = field(
        default_factory=lambda: TrainingSettings(
            steps=200, sea=0.25, seed=SEED, precision="bfloat16", geometry="predicted"
        )
    )

    modalities: tuple[ModalitySettings, ...] = ()

    def trained(self, **changes) -> Run:
        """Return a copy with other training settings."""
        return replace(self, training=replace(self.training, **changes))

    def with_modalities(self, *names: str) -> Run:
        """Return a copy with further modalities."""
        return replace(self, modalities=tuple(itertools.chain(*(MODALITIES[name] for name in names))))

    def described(self, **changes) -> Run:
        """Return a copy with other feature settings."""
        return replace(self, features=replace(self.features, **changes))


BASE = Run()
MODALITIES = {
    "heights": (ModalitySettings("relief.tif", 0.3),),
    "night lights": (ModalitySettings("black-marble-2km.tif", 0.2, pixels=32, components=32),),
    "land surface temperature": (
        ModalitySettings("modis-lst.tif", 0.1, 2, filters=0, classes=0, components=24),
        ModalitySettings("modis-lst.tif", 0.15, 2, filters=0, classes=128, components=96),
    ),
    "lightning": (ModalitySettings("lightning.tif", 0.1, 2, filters=0, classes=0, components=12),),
}
"""Modalities of the bundled encoder beside the imagery, as in `make pretrain-bundled`."""
ABLATIONS: dict[str, dict[str, Run]] = {
    "base": {"base settings": BASE},
    "seed": {f"seed {seed}": BASE.trained(seed=seed) for seed in (1, 2, 3)},
    "degree": {f"L = {degree}": BASE.trained(degree=degree) for degree in (10, 20, 60)},
    "features": {
        "no pixel clusters": BASE.described(classes=0),
        "no random filters": BASE.described(filters=0),
        "means and standard deviations alone": BASE.described(filters=0, classes=0),
        "a small network with random weights": BASE.described(encoder="small-cnn"),
        "surroundings too, at 20 and 80 km a pixel": replace(BASE, scales=(1, 4, 16)),
        "64 components": BASE.described(components=64),
        "not whitened": BASE.described(whitening=0.0),
    },
    "months": {
        "January alone": replace(BASE, dates="2004-01"),
        "July alone": replace(BASE, dates="2004-07"),
        "June to August alone": replace(BASE, dates="06..08"),
    },
    "objective": {
        "CLIP's loss alone, the published objective": BASE.trained(objective=OBJECTIVES["clip"]),
        "CLIP's loss in addition, weight 0.1": BASE.trained(objective=OBJECTIVES["both"]),
        "image features alone, no position": BASE.trained(objective=Objective(position=0.0)),
        "position alone, no image": BASE.trained(objective=Objective(reconstruction=0.0), geometry="learned"),
        "position of degree below 5": BASE.trained(objective=Objective(position_degree=5)),
        "no ocean regularisation": BASE.trained(sea=0.0),
    },
    "capacity": {f"{units} units": BASE.trained(capacity=units) for units in (128, 1024)},
    "steps": {f"{steps} steps": BASE.trained(steps=steps) for steps in (100, 800)},
    "modalities": {
        "images alone": BASE,
        "with all modalities": BASE.with_modalities(*MODALITIES),
        **{
            f"without {left_out}": BASE.with_modalities(*(name for name in MODALITIES if name != left_out))
            for left_out in MODALITIES
        },
    },
    "geometry": {"embedding metric as trained": BASE.trained(geometry="learned")},
}


def run(
    settings: Run, imagery: Path, layers: Path, tasks: Path, places: int, rows: int, progress: Callable
) -> list[Probe]:
    """Train an encoder on points of the imagery, and probe it on the tables, with two seeds of the folds.

    The files of further modalities are in the folder `layers`.
    """
    opened = open_imagery([imagery])
    opened = opened.choose(dates=settings.dates) if settings.dates else opened
    land = read_mask()
    lonlat = sample_points(places, SEED, land, opened.extent)
    ocean_lonlat = (
        sample_points(places // 4, SEED, OceanMask(land), opened.extent) if settings.training.sea else None
    )
    patches = RasterPatches(opened, lonlat, 16, scales=settings.scales)
    modalities = [
        RasterPatches(open_imagery([layers / modality.name]), lonlat, modality.pixels, 0.5)
        for modality in settings.modalities
    ]
    config = PretrainingConfig(settings.features, settings.training, settings.modalities)
    with tempfile.TemporaryDirectory() as folder:
        encoder = pretrain(
            patches,
            Path(folder) / "run",
            config,
            Provenance("ablation"),
            modalities=modalities,
            ocean_lonlat=ocean_lonlat,
            progress=progress,
        )
    return probe(tasks, encoder.encode, 2, rows)


def row(name: str, found: list[Probe]) -> str:
    """Return a table row: scores in blocks, with the penalty chosen by the other folds, and their mean."""
    scores = [np.mean(p.scores) for p in found if (p.split, p.choice) == ("blocks", "folds")]
    return f"| {name} | " + " | ".join(f"{s:.2f}" for s in scores) + f" | {np.mean(scores):.3f} |"


def head(found: list[Probe]) -> str:
    """Return the table header."""
    columns = [p.target.column for p in found if (p.split, p.choice) == ("blocks", "folds")]
    return "| changed | " + " | ".join(columns) + " | mean |\n" + "| --- " * (2 + len(columns)) + "|"
