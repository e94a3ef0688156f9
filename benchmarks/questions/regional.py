"""Is a region better described with Slepian functions than with harmonics? Probes in regions of three sizes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import rasterio
from figures import COLOURS, plt, save
from probes import Target
from rasterio.warp import Resampling, reproject, transform_bounds
from rasterio.windows import from_bounds
from world import NAMES, Extent, World, cell, table

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families.basis_network import column_count
from satclip_backend.encoders.families.slepian import concentrated
from satclip_backend.geo.caps import enclosing_cap
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
    "the United States without Alaska": (
        (-125.0, 24.0, -66.0, 50.0),
        [Target("us_county_median_income.csv", "median_household_income", block=4.0)],
    ),
}
HARMONICS = (40, 60)
SLEPIAN = {
    "California": (100, 200, 400),
    "East Africa": (100, 200),
    "the United States without Alaska": (60, 100, 200),
}
"""Degrees L of the encoders."""
MONTHS = ("01", "04", "07", "10")
MARGIN = 0.5
"""Imagery beyond a region in degrees, for the patches of its outermost points."""


def answer(world: World, figure_path: Path) -> str:
    """Return the section: a table, the figure, a summary."""
    found, sizes = {}, {}
    for region, (extent, targets) in REGIONS.items():
        lonlat, imagery = world.land(extent), clipped(world, extent)
        encoders = {"coordinates": None, "bundled": load_encoder("bundled")}
        train = partial(world.encoder, lonlat, imagery=imagery)
        encoders |= {f"harmonics, L = {degree}": train(degree=degree) for degree in HARMONICS}
        cap = enclosing_cap(extent)
        for degree in SLEPIAN[region]:
            name = f"Slepian, L = {degree}"
            encoders[name] = train(degree=degree, basis="slepian", region=extent)
            sizes[region, name] = column_count(encoders[name].metadata.config)
        for name, encoder in encoders.items():
            for target in targets:
                for split in ("random", "blocks"):
                    found[region, target.column, split, name] = world.probe(encoder, target, split, extent)
                    print(
                        region,
                        target.column,
                        split,
                        name,
                        cell(found[region, target.column, split, name]),
                        flush=True,
                    )
    names = list(dict.fromkeys(key[-1] for key in found))
    rows = [
        [region, NAMES[target.column], f"{target.block:g}° blocks" if split == "blocks" else split]
        + [
            cell(value) if (value := found.get((region, target.column, split, name))) else ""
            for name in names
        ]
        for region, (_, targets) in REGIONS.items()
        for target in targets
        for split in ("random", "blocks")
    ]
    return table(["trained and probed in", "target", "folds", *names], rows)


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
