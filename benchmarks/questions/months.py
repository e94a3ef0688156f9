"""Does an encoder of location and month help with monthly values? Land surface temperature of left-out months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import rasterio
import torch
from figures import plt, save
from seasons import TARGETS
from sklearn.linear_model import RidgeCV
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler
from world import NAMES, SEEDS, World, cell, table

from satclip_backend.encoders.families.months_network import fourier_terms
from satclip_backend.encoders.harmonics import basis_function

TITLE = "Months"
PLACES, BLOCK, FOLDS, LEFT_OUT = 1000, 15.0, 5, 3
DEGREE = 20
PENALTIES = np.logspace(-1, 5, 13)
HARMONICS = 6
"""Degrees of the harmonics of the baseline: 36 columns, 180 with the Fourier terms."""
YEAR = np.arange(1, 13)


def answer(world: World, figure_path: Path) -> str:
    """Return the section: a table of scores, the figure, a summary."""
    monthly, timeless = world.encoder(months=True, degree=DEGREE), world.encoder(degree=DEGREE)

    def of_months(lonlat: np.ndarray, months: np.ndarray) -> np.ndarray:
        return monthly.encode(lonlat, months=months)

    def added(lonlat: np.ndarray, months: np.ndarray) -> np.ndarray:
        return np.hstack([timeless.encode(lonlat), terms(months)])

    def products(lonlat: np.ndarray, months: np.ndarray) -> np.ndarray:
        return with_products(timeless.encode(lonlat), months)

    def harmonics(lonlat: np.ndarray, months: np.ndarray) -> np.ndarray:
        return with_products(basis_function("stable", HARMONICS)(torch.from_numpy(lonlat)).numpy(), months)

    features: dict[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
        "encoder of location and month": of_months,
        "encoder without months, and the month": added,
        "encoder without months, times the month": products,
        "harmonics, times the month": harmonics,
    }
    with rasterio.open(world.layers / "modis-lst.tif") as data:
        days = [band for band, name in enumerate(data.descriptions, start=1) if name.startswith("day-")]
        temperature = data.read(days) / 10
    results = {name: [] for name in features}
    for seed in range(SEEDS):
        lonlat = world.land(seed=99 + seed)[:PLACES]
        lonlat = lonlat[lonlat[:, 1] > -60]
        rows, columns = np.floor(90 - lonlat[:, 1]).astype(int), np.floor(lonlat[:, 0] + 180).astype(int)
        values = temperature[:, rows.clip(0, 179), columns % 360].T
        for name, function in features.items():
            results[name].append(scores(function, lonlat, values, seed))
            print(f"{name}, seed {seed}: {results[name][-1]}", flush=True)
    found = {name: list(zip(np.mean(each, 0), np.std(each, 0))) for name, each in results.items()}
    timeless_scores = {
        name: [world.probe(encoder, target, "blocks") for target in TARGETS]
        for name, encoder in (
            ("encoder of location and month, mean over the year", monthly),
            ("encoder without months", timeless),
        )
    }
    draw(figure_path, found)
    best = max(found, key=lambda name: found[name][1][0])
    return (
        f"![Scores by features](images/{figure_path.name})\n\n"
        + table(
            ["features", "columns", "temperature", "departure from the annual mean"],
            [
                [name, str(function(lonlat[:2], YEAR[:2]).shape[1]), *map(cell, found[name])]
                for name, function in features.items()
            ],
        )
        + f"\n\nBoth encoders have L = {DEGREE}. The target is the land surface temperature by day of each month "
        f"(MODIS, 1 degree, clipped to -25 to 45 °C), at {PLACES:,} points on land north of 60° S. Ridge regressions "
        f"are fitted in {FOLDS} folds of {BLOCK:g}° blocks. In each fold, {LEFT_OUT} months are left out too, and "
        "tested in the blocks that are left out. The first score is R² of the temperature, the second R² of its "
        "difference from the mean of the place over the year, with the mean of the predictions over the year "
        "subtracted. The month is represented by cosine and sine of one and two periods a year: as further columns, or "
        "times all columns. "
        f"For the departure from the annual mean, the best features are: {best}.\n\n"
        "Values that don't change over the year, predicted from embeddings without a month:\n\n"
        + table(
            ["encoder", *(f"{NAMES[t.column]}, blocks" for t in TARGETS)],
            [[name, *map(cell, values)] for name, values in timeless_scores.items()],
        )
    )


def terms(months: np.ndarray) -> np.ndarray:
    """Return the Fourier terms (n, 4) of months (n,)."""
    return fourier_terms(torch.from_numpy(np.asarray(months))).numpy()


def with_products(columns: np.ndarray, months: np.ndarray) -> np.ndarray:
    """Return columns (n, k), the Fourier terms, and their products (n, 5 k + 4)."""
    year = terms(months)
    return np.hstack([columns, year, (year[:, :, None] * columns[:, None, :]).reshape(len(columns), -1)])


def folds(lonlat: np.ndarray, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield points to train on, points to test, and months to leave out, for each fold."""
    blocks = np.unique(np.floor(lonlat / BLOCK).astype(int), axis=0, return_inverse=True)[1].ravel()
    shuffled = np.random.default_rng(seed).permutation(blocks.max() + 1)[blocks]
    months = np.random.default_rng(seed).permutation(YEAR)
    for number, (train, test) in enumerate(GroupKFold(FOLDS).split(lonlat, groups=shuffled)):
        yield train, test, np.roll(months, number * LEFT_OUT)[:LEFT_OUT]


def scores(
    function: Callable[[np.ndarray, np.ndarray], np.ndarray],
    lonlat: np.ndarray,
    values: np.ndarray,
    seed: int,
) -> tuple[float, float]:
    """Return R² of values (n, 12) and of their departures from the mean of each point."""
    columns = function(np.repeat(lonlat, 12, axis=0), np.tile(YEAR, len(lonlat)))
    columns = columns.reshape(len(lonlat), 12, -1).astype(np.float64)
    errors, departures, whole, seasonal = 0.0, 0.0, 0.0, 0.0
    for train, test, left_out in folds(lonlat, seed):
        kept, tested = np.setdiff1d(YEAR, left_out) - 1, left_out - 1
        scaler = StandardScaler()
        x = scaler.fit_transform(columns[train][:, kept].reshape(-1, columns.shape[2]))
        ridge = RidgeCV(PENALTIES).fit(x, values[train][:, kept].ravel())
        predicted = ridge.predict(scaler.transform(columns[test].reshape(-1, columns.shape[2])))
        predicted, true = predicted.reshape(len(test), 12), values[test]
        errors += ((predicted - true)[:, tested] ** 2).sum()
        whole += ((true[:, tested] - values[train][:, kept].mean()) ** 2).sum()
        predicted, true = (part - part.mean(1, keepdims=True) for part in (predicted, true))
        departures += ((predicted - true)[:, tested] ** 2).sum()
        seasonal += (true[:, tested] ** 2).sum()
    return 1 - errors / whole, 1 - departures / seasonal


def draw(path: Path, found: dict[str, list[tuple[float, float]]]) -> None:
    """Draw the scores as bars."""
    figure, axes = plt.subplots(figsize=(8, 2.8), layout="constrained")
    names = list(found)[::-1]
    for shift, (index, label) in zip(
        (0.2, -0.2), enumerate(["temperature", "departure from the annual mean"])
    ):
        means, deviations = zip(*(found[name][index] for name in names))
        axes.barh(np.arange(len(names)) + shift, means, 0.38, xerr=deviations, label=label)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.set(xlabel="R², other blocks and months", xlim=(0, 1))
    axes.legend(fontsize=7, loc="lower left")
    save(figure, path)
