"""The standard tasks of the benchmark, and the names of its protocols."""

from __future__ import annotations

from dataclasses import dataclass

from satclip_backend.models.results import Task as Kind


@dataclass(frozen=True)
class Task:
    """A field of a table to predict.

    Attributes
    ----------
    id : str
        Name of the task.
    file : str
        Name of the table in the folder of tasks.
    target : str
        Field to predict.
    kind : {"regression", "classification"}
        Kind of the target.
    block_degrees : float
        Side of the spatial blocks, in degrees of a great circle.
    """

    id: str
    file: str
    target: str
    kind: Kind = "regression"
    block_degrees: float = 15.0


TASKS = (
    Task("air-temperature", "air_temperature.csv", "mean_temp_c"),
    Task("elevation", "mosaiks_elevation.csv", "elevation_m"),
    Task("population", "mosaiks_population.csv", "log_pop_density"),
    Task("california-housing", "california_housing.csv", "median_house_value", block_degrees=1.0),
    Task("median-income", "us_county_median_income.csv", "median_household_income", block_degrees=4.0),
    Task("biome", "dplace_biome_ecoregion_richness.csv", "biome", "classification"),
    Task("ecoregion", "dplace_biome_ecoregion_richness.csv", "ecoregion", "classification", 5.0),
    Task("country", "land_points_country_koppen.csv", "country", "classification"),
    Task("koppen-zone", "land_points_country_koppen.csv", "koppen_zone", "classification"),
    Task("species", "species_disdat.csv", "species", "classification", 1.0),
)
"""Eight of the nine kinds of tasks of Klemmer et al. (2025), species distributions for iNaturalist, and climate zones.

Blocks are smaller than 15 degrees where the table covers a country only, or where a class does.
"""

PROTOCOLS = ("paper", "range", "blocks", "knndm", "unseen-continents-0", "unseen-continents-1")
"""Names of the protocols, see `protocols`. The first two are published ones."""
PUBLISHED_PROTOCOLS = PROTOCOLS[:2]

COORDINATES, HARMONICS = "coordinates", "harmonics"
BASELINES = (COORDINATES, HARMONICS)
"""Names of the baselines, see `sources`."""

PUBLISHED_ENCODERS = (
    "lon, lat only",
    "SphereC+",
    "CSP (fMoW)",
    "SINR",
    "GeoCLIP",
    "SatCLIP (ViT16 L40)",
    "TTE",
    "RANGE",
)
PUBLISHED = {
    "air-temperature": (0.381, 0.842, 0.865, 0.942, 0.916, 0.825, 0.946, 0.895),
    "elevation": (0.025, 0.260, 0.399, 0.644, 0.604, 0.666, 0.839, 0.844),
    "population": (0.053, 0.392, 0.580, 0.726, 0.698, 0.684, 0.790, 0.799),
    "california-housing": (0.238, 0.544, 0.541, 0.420, 0.708, 0.400, 0.532, 0.422),
    "biome": (0.291, 0.532, 0.614, 0.679, 0.702, 0.689, 0.778, 0.833),
    "ecoregion": (0.006, 0.616, 0.580, 0.549, 0.716, 0.693, 0.674, 0.757),
    "country": (0.669, 0.736, 0.813, 0.883, 0.813, 0.828, 0.948, 0.937),
}
"""Published scores (R2 or accuracy) by task, in the order of `PUBLISHED_ENCODERS`: protocol `range`, other data.

Sources: Dhakal et al. (2025), RANGE: Retrieval Augmented Neural Fields for Multi-Resolution Geo-Embeddings, CVPR; those
of TTE were published at ECCV 2026.
"""
