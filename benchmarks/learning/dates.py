"""Dated observations: products of the month and other features in ridge regression, and gradient boosting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.transform import rowcol

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.geo.sampling import sample_points
from satclip_backend.models import month_features
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.observations import observe
from satclip_backend.models.out_of_fold import Steps, out_of_fold
from satclip_backend.models.preparation import prepare
from satclip_backend.progress import no_progress
from satclip_backend.rasters.masks import read_mask
from satclip_backend.tables.columns import Column, Columns

ROWS, SEEDS, BLOCK_KM = (300, 1000, 3000), 2, 1500.0
ALL = 10**6
BALANCED = month_features.month_factor
USED = (month_features.COMPONENTS, month_features.FACTOR, BALANCED)
RIDGE = {
    "no products": None,
    "no products, balanced month": (1, 1e-6, BALANCED),
    f"products of {USED[0]} components times ½": (USED[0], 0.5, lambda terms, others: 1.0),
    "products of 8 components times ½, balanced month": (8, 0.5, BALANCED),
    f"products of {USED[0]} components times ½, balanced month (used)": USED,
    f"products of {USED[0]} components times ¼, balanced month": (USED[0], 0.25, BALANCED),
    "products of all components times ½, balanced month": (ALL, 0.5, BALANCED),
}
OTHERS = {
    "neural network, balanced month (used)": ("mlp", "data"),
    f"gradient boosting, the month {month_features.REPETITIONS} times (used)": ("boosting", "data"),
    "ridge regression on coordinates and month": ("linear", "coordinates"),
    "neural network on coordinates and month": ("mlp", "coordinates"),
    "gradient boosting on coordinates and month": ("boosting", "coordinates"),
}
Scores = dict[str, dict[str, list[float]]]
"""R² of each seed, by target and features."""


def targets(layers: Path, lonlat: NDArray, months: NDArray, seed: int) -> Iterator[tuple[str, NDArray]]:
    """Yield targets (n,) of points (n, 2) in degrees and months (n,) from 1 to 12."""
    rng = np.random.default_rng(seed)
    day = monthly(layers / "modis-lst.tif", "day-", lonlat) / 10
    flashes = monthly(layers / "lightning.tif", "flash-", lonlat)
    own = np.arange(len(lonlat)), months.astype(int) - 1
    season = np.cos(2 * np.pi * (months - 0.5) / 12)
    yield "land surface temperature by day", day[own]
    yield "lightning, fourth root", flashes[own]
    yield "mean temperature over the year, with noise", day.mean(axis=1) + rng.normal(0, 3, len(lonlat))
    yield "one season everywhere, with noise", season + rng.normal(0, 0.5, len(lonlat))


def monthly(path: Path, prefix: str, lonlat: NDArray) -> NDArray[np.float64]:
    """Return the values (n, 12) of a global raster with a band for each month."""
    with rasterio.open(path) as file:
        bands = [n for n, name in enumerate(file.descriptions, start=1) if name.startswith(prefix)]
        rows, columns = rowcol(file.transform, *lonlat.T)
        return file.read(bands)[:, rows.clip(0, file.height - 1), columns.clip(0, file.width - 1)].T * 1.0


def compare(layers: Path, encoder: Encoder) -> dict[int, Scores]:
    """Cross-validate the models, by the number of observations."""
    found: dict[int, Scores] = {}
    for rows in ROWS:
        for seed in range(SEEDS):
            land = sample_points(2 * rows, seed, read_mask())
            lonlat = land[land[:, 1] > -60][:rows]
            months = np.random.default_rng(seed).integers(1, 13, rows).astype(float)
            for target, values in targets(layers, lonlat, months, seed):
                fields = {"y": Column.of("number", values), "month": Column.of("number", months)}
                scored = one_table(Columns(lonlat, fields), encoder, land[rows:])
                print(
                    rows, seed, target, {name: round(score, 3) for name, score in scored.items()}, flush=True
                )
                for name, score in scored.items():
                    found.setdefault(rows, {}).setdefault(target, {}).setdefault(name, []).append(score)
    return found


def one_table(columns: Columns, encoder: Encoder, area: NDArray) -> dict[str, float]:
    """Return R² of each model."""
    config = FitConfig(target="y", date_field="month", folds="blocks", block_size_km=BLOCK_KM)
    prepared = prepare(observe(columns, "y", date_field="month"), config, [encoder], area)

    def score(kind: str, data) -> float:
        predicted, _unused = out_of_fold(data, kind, prepared.main.index, Steps(no_progress, 1))
        return prepared.scorer.score(predicted)

    found = {}
    for name, products in RIDGE.items():
        set_constants(*(products or USED))
        data = prepared.data if products else replace(prepared.data, month=None)
        found[name] = score("linear", data)
    set_constants(*USED)
    for name, kind in (("neural network", "mlp"), ("gradient boosting", "boosting")):
        found[name] = score(kind, replace(prepared.data, month=None))
    return found | {name: score(kind, getattr(prepared, data)) for name, (kind, data) in OTHERS.items()}


def set_constants(components: int, factor: float, month_factor: Callable[[int, int], float]) -> None:
    """Set the constants of products."""
    month_features.COMPONENTS, month_features.FACTOR = components, factor
    month_features.month_factor = month_factor


def told(found: dict[int, Scores]) -> str:
    """Return Markdown: a table for each number of observations."""
    lines = []
    for rows, scores in found.items():
        lines += ["", f"| {rows:,} observations | " + " | ".join(scores) + " |"]
        lines += ["| --- " + "| ---: " * len(scores) + "|"]
        for name in next(iter(scores.values())):
            cells = (f"{np.mean(own[name]):.3f}" for own in scores.values())
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
