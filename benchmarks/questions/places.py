"""Where should training points be? Uniform on the sphere compared with biased samples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from figures import draw_bars
from world import ELEVATION, NAMES, POPULATION, TEMPERATURE, World, cell, table

from satclip_backend.rasters.masks import read_mask

TITLE = "Sampling"
TARGETS = (TEMPERATURE, ELEVATION, POPULATION)
AREAS = {
    "all rows": (-180.0, -90.0, 180.0, 90.0),
    "Africa": (-20.0, -36.0, 52.0, 36.0),
    "Europe": (-12.0, 36.0, 40.0, 70.0),
}
CENTRES, SPREAD = 40, 4.0
"""Number of clusters of the clustered sample, and their standard deviation in degrees."""


def answer(world: World, figure_path: Path) -> str:
    """Return the section: a table, the figure, a summary."""
    samples = {
        "uniform on the sphere": world.land(),
        "uniform in degrees": in_degrees(world.places),
        "north of 30° N, nine in ten": northern(world),
        f"around {CENTRES} centres": crowded(world),
    }
    encoders = {name: world.encoder(lonlat) for name, lonlat in samples.items()}
    scores = {
        (area, target): {
            name: world.probe(encoder, target, "blocks", extent) for name, encoder in encoders.items()
        }
        for area, extent in AREAS.items()
        for target in TARGETS
    }
    draw_bars(
        figure_path,
        {f"{NAMES[t.column]},\n{area}": values for (area, t), values in scores.items()},
        "R², in blocks of 15°",
        min(0.0, min(v[0] for values in scores.values() for v in values.values())),
    )
    rows = [
        [NAMES[t.column], area, *(cell(value) for value in values.values())]
        for (area, t), values in scores.items()
    ]
    uniform = next(iter(samples))
    differences = {
        name: np.mean([values[name][0] - values[uniform][0] for values in scores.values()])
        for name in list(samples)[1:]
    }
    told = ", ".join(f"{name} {change:+.2f}" for name, change in differences.items())
    return (
        f"![Probes by sample](images/{figure_path.name})\n\n"
        + table(["target", "rows of", *samples], rows)
        + f"\n\nChange of the mean score, relative to points that are uniform on the sphere: {told}. Points that are "
        "uniform in degrees are three times as dense at 70° as at the equator. The northern sample has 10 % of its "
        f"points south of 30° N. The clustered sample lies within about {2 * SPREAD:g}° of {CENTRES} random centres on "
        "land. All samples have the same number of points."
    )


def in_degrees(n: int) -> np.ndarray:
    """Return points (n, 2) on land with uniform longitudes and latitudes, as on a grid in degrees."""
    random, land, parts = np.random.default_rng(0), read_mask(), []
    while sum(map(len, parts)) < n:
        lonlat = np.column_stack([random.uniform(-180, 180, 65536), random.uniform(-90, 90, 65536)])
        parts.append(lonlat[land.contains(lonlat)])
    return np.concatenate(parts)[:n]


def northern(world: World) -> np.ndarray:
    """Return points of which nine in ten are north of 30 degrees north."""
    north = world.land((-180.0, 30.0, 180.0, 90.0))
    rest = world.land((-180.0, -90.0, 180.0, 30.0))
    few = world.places // 10
    return np.concatenate([north[: world.places - few], rest[:few]])


def crowded(world: World) -> np.ndarray:
    """Return points on land scattered around a few centres."""
    random, land = np.random.default_rng(0), read_mask()
    centres, parts = world.land(seed=7)[:CENTRES], []
    while sum(map(len, parts)) < world.places:
        centre = centres[random.integers(0, CENTRES, 65536)]
        lonlat = centre + random.normal(0, SPREAD, (65536, 2)) / np.column_stack(
            [np.maximum(np.cos(np.radians(centre[:, 1])), 0.1), np.ones(65536)]
        )
        lonlat[:, 0] = np.mod(lonlat[:, 0] + 180, 360) - 180
        parts.append(lonlat[(np.abs(lonlat[:, 1]) < 90) & land.contains(lonlat)])
    return np.concatenate(parts)[: world.places]
