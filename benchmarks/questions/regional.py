"""Is a region better described with Slepian functions than with harmonics? Probes in three regions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import rasterio
from figures import draw_bars
from probes import Target
from rasterio.warp import Resampling, reproject, transform_bounds
from rasterio.windows import from_bounds
from world import NAMES, Extent, World, cell, table

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families.basis_network import HARMONICS as LOWEST
from satclip_backend.encoders.families.basis_network import column_count
from satclip_backend.pretraining.images.rasters import Imagery, open_imagery

TITLE = "High resolution in a region"
REGIONS = {
    "California": (
        (-124.5, 32.5, -114.0, 42.1),
        [Target("california_housing.csv", "median_house_value", block=1.0)],
    ),
    "East Africa": (
        (28.0, -12.0, 52.0, 15.0),
        [
            Target("mosaiks_elevation.csv", "elevation_m", block=2.0),
            Target("mosaiks_population.csv", "log_pop_density", block=2.0),
        ],
    ),
    "Turkey and its neighbours": (
        (26.0, 35.0, 46.0, 43.0),
        [
            Target("mosaiks_elevation.csv", "elevation_m", block=1.0),
            Target("mosaiks_population.csv", "log_pop_density", block=1.0),
        ],
    ),
}
HARMONICS = (40, 60)
SLEPIAN = dict.fromkeys(REGIONS, (100, 200, 400)) | {"East Africa": (100, 200)}
"""Degrees L of the encoders."""
MONTHS = ("01", "04", "07", "10")
MARGIN = 0.5
"""Imagery beyond a region in degrees, for the patches of its outermost points."""


def answer(world: World, figure_path: Path) -> str:
    """Return the section: a table, the figure, a summary."""
    found: dict[tuple[str, str, str], dict[str, tuple[float, float]]] = {}
    columns = {}
    for region, (extent, targets) in REGIONS.items():
        train = partial(world.encoder, world.land(extent), imagery=clipped(world, extent))
        encoders = {"coordinates": None, "bundled": load_encoder("bundled")}
        encoders |= {f"L = {degree}": train(degree=degree) for degree in HARMONICS}
        for degree in SLEPIAN[region]:
            encoder = train(degree=degree, basis="slepian", region=extent)
            columns[region, degree] = column_count(encoder.metadata.config) - LOWEST**2
            encoders[f"Slepian, L = {degree}"] = encoder
        for target in targets:
            for split in ("random", "blocks"):
                found[region, target.column, split] = {
                    name: world.probe(encoder, target, split, extent) for name, encoder in encoders.items()
                }
                print(region, target.column, split, found[region, target.column, split], flush=True)
    blocks = {
        (region, column): values for (region, column, split), values in found.items() if split == "blocks"
    }
    common = [
        name for name in next(iter(blocks.values())) if all(name in values for values in blocks.values())
    ]
    draw_bars(
        figure_path,
        {
            f"{NAMES[column]},\n{region}": {name: values[name] for name in common}
            for (region, column), values in blocks.items()
        },
        "R², in blocks",
        min(0.0, min(values[name][0] for values in blocks.values() for name in common)),
    )
    names = list(next(iter(found.values())))
    rows = [
        [region, NAMES[target.column], f"{target.block:g}° blocks" if split == "blocks" else split]
        + [cell(values[name]) if name in values else "" for name in names]
        for region, (_, targets) in REGIONS.items()
        for target in targets
        for split in ("random", "blocks")
        for values in [found[region, target.column, split]]
    ]
    head = ["trained and probed in", "target", "folds", *names]
    return f"![Scores in blocks](images/{figure_path.name})\n\n{table(head, rows)}\n\n{words(found, columns)}"


def words(found, columns) -> str:
    """Return how the encoders were trained, and the best of each kind, as sentences."""
    numbers = "; ".join(
        f"{region}, {', '.join(f'{columns[region, degree]:,} at L = {degree}' for degree in SLEPIAN[region])}"
        for region in REGIONS
    )
    best = []
    for (region, column, split), values in found.items():
        kinds = [
            max((value, name) for name, value in values.items() if name.startswith(kind))
            for kind in ("Slepian, L", "L")
        ]
        (slepian, its_name), (other, other_name) = kinds
        best.append(
            f"{region}, {NAMES[column]}, {split}: {slepian[0]:.2f} ({its_name}) and {other[0]:.2f} ({other_name})"
        )
    return (
        "Each encoder, except the bundled one, was trained at points in the region only, on the 1.2 km image and four "
        "months (January, April, July and October) resampled to its pixels. The Slepian functions (`--basis slepian`, "
        f"[regional encoders](encoders/regional.md)) are combined with the {LOWEST**2} harmonics of L = {LOWEST}. "
        f"Their number: {numbers}. The highest scores of Slepian functions and of harmonics: {'; '.join(best)}. "
        "One encoder of each kind was trained, and the differences include the chance of its initialisation."
    )


def clipped(world: World, extent: Extent) -> Imagery:
    """Return the fine image and some months in a region, on the grid of the former: a GeoTIFF among the encoders."""
    path = world.folder / f"{'_'.join(f'{value:g}' for value in extent)}.tif"
    if not path.exists():
        world.folder.mkdir(parents=True, exist_ok=True)
        west, south, east, north = extent
        wide = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
        with rasterio.open(world.fine) as source:
            bounds = transform_bounds("EPSG:4326", source.crs, *wide)
            window = from_bounds(*bounds, source.transform).round_offsets().round_lengths()
            bands, transform, crs = [source.read(window=window)], source.window_transform(window), source.crs
        for month in MONTHS:
            with rasterio.open(world.images / f"2004-{month}.jpg") as source:
                globe = rasterio.Affine(360 / source.width, 0, -180, 0, -180 / source.height, 90)
                coarse = np.empty_like(bands[0])
                reproject(
                    source.read(), coarse, src_transform=globe, src_crs="EPSG:4326",
                    dst_transform=transform, dst_crs=crs, resampling=Resampling.bilinear,
                )  # fmt: skip
                bands.append(coarse)
        stack = np.concatenate(bands)
        count, height, width = stack.shape
        profile = {"count": count, "height": height, "width": width, "dtype": "uint8", "tiled": True}
        with rasterio.open(path, "w", "GTiff", crs=crs, transform=transform, **profile) as target:
            target.write(stack)
            target.descriptions = [f"{image} {c}" for image in ("1km", *MONTHS) for c in "RGB"]
    return open_imagery([path])
