"""Training and probing, shared by all questions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from probes import Target, position, read_target, score

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.families.basis_network import BasisName
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import Imagery, open_imagery
from satclip_backend.pretraining.pipeline import Provenance, pretrain
from satclip_backend.pretraining.settings import PretrainingConfig, TrainingSettings
from satclip_backend.rasters.masks import read_mask

Extent = tuple[float, float, float, float]
PIXELS, SEEDS, ROWS = 16, 3, 3000
GLOBE: Extent = (-180, -90, 180, 90)
TEMPERATURE = Target("air_temperature.csv", "mean_temp_c")
ELEVATION = Target("mosaiks_elevation.csv", "elevation_m")
POPULATION = Target("mosaiks_population.csv", "log_pop_density")
KOEPPEN = Target("land_points_country_koppen.csv", "koppen_zone", classes=True)
NAMES = {
    "mean_temp_c": "air temperature",
    "elevation_m": "elevation",
    "log_pop_density": "population",
    "koppen_zone": "Köppen zone (balanced accuracy)",
    "median_house_value": "house prices",
    "median_household_income": "income",
}


@dataclass(frozen=True)
class World:
    """The imagery, the tables, and the extent of training. Encoders are cached in `folder`.

    `fine` is an image with smaller pixels, which `regional.py` uses too.
    """

    images: Path
    tasks: Path
    folder: Path
    places: int
    steps: int
    fine: Path | None = None

    @property
    def layers(self) -> Path:
        """Folder of other layers of the globe: `modis-lst.tif`, with the bands day-01 to day-12."""
        return self.images.parent / "satellite-layers"

    @cached_property
    def imagery(self) -> Imagery:
        """All months and bands."""
        return open_imagery([self.images])

    def land(self, extent: Extent = GLOBE, seed: int = 0) -> np.ndarray:
        """Return points (n, 2) on land, uniform on the sphere."""
        return sample_points(self.places, seed, read_mask(), extent)

    def encoder(
        self,
        lonlat: np.ndarray | None = None,
        *,
        degree: int = 40,
        basis: BasisName = "spherical-harmonics",
        region: Extent | None = None,
        imagery: Imagery | None = None,
        bands: Sequence[str] | None = None,
        dates: str | None = None,
        seed: int = 0,
        months: bool = False,
    ) -> Encoder:
        """Return an encoder trained on these points and bands, from the cache if possible."""
        lonlat = self.land() if lonlat is None else lonlat
        imagery = (imagery or self.imagery).choose(bands, dates)
        patches = RasterPatches(imagery, lonlat, PIXELS)
        named = f"{patches.fingerprint} {degree} {self.steps} {seed}"
        named += (" months" if months else "") + (f" {basis} {region}" if region else "")
        run = self.folder / hashlib.sha256(named.encode()).hexdigest()[:16]
        if not (run / "encoder.safetensors").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            settings = TrainingSettings(
                degree=degree,
                basis=basis,
                region=region,
                steps=self.steps,
                evaluate_every=self.steps,
                checkpoint_every=self.steps,
                precision="bfloat16",
                seed=seed,
                months=months,
            )
            print(
                f"training: {basis}, L = {degree}, {len(lonlat)} places, {len(imagery.bands)} bands",
                flush=True,
            )
            pretrain(patches, run, PretrainingConfig(training=settings), Provenance(run.name))
        return load_encoder(run / "encoder.safetensors")

    def probe(
        self, encoder: Encoder | None, target: Target, split: str, extent: Extent = GLOBE
    ) -> tuple[float, float]:
        """Return mean and standard deviation of a probe's score on the observations in an extent.

        Without an encoder, features are the coordinates.
        """
        block = None if split == "random" else target.block
        scores = []
        for seed in range(SEEDS):
            lonlat, values = read_target(self.tasks, target, 10**9, seed)
            inside = np.flatnonzero(within(lonlat, extent))
            if len(inside) > ROWS:
                inside = np.random.default_rng(seed).choice(inside, ROWS, replace=False)
            lonlat, values = lonlat[inside], values[inside]
            features = position(lonlat) if encoder is None else encoder.encode(lonlat)
            scores.append(score(features, lonlat, values, target, block, seed))
        return float(np.mean(scores)), float(np.std(scores))


def within(lonlat: np.ndarray, extent: Extent) -> np.ndarray:
    """Return a mask (n,) of the points in an extent."""
    west, south, east, north = extent
    return (lonlat[:, 0] >= west) & (lonlat[:, 0] <= east) & (lonlat[:, 1] >= south) & (lonlat[:, 1] <= north)


def cell(value: tuple[float, float]) -> str:
    """Format mean and standard deviation as a table cell."""
    return f"{value[0]:.2f} ± {value[1]:.2f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
