"""Compare `suggest` with random sampling: scores after measuring at the suggested locations.

    python benchmarks/suggestion.py TASKS [--seeds 4]

TASKS is a folder with air_temperature.csv (`lon`, `lat`, `mean_temp_c`, `mean_precip_mm`). A linear model on
the embeddings of `bundled` and coordinates is fitted on 300 observations, then on 50 more, and scored on
observations that are never used for fitting. Each suggested location is measured at the nearest remaining
observation. There are two samples:

- biased: the 300 observations of a continent that are nearest to one of them; the area is the continent.
- elsewhere: 300 random observations of a continent; the area is the land of the Earth.

The 50 come from `suggest` (greatest reduction of mean dissimilarity and mean distance), from uniform random
locations (the mean of three draws), from the reduction of only one of the two (dissimilarity; spread, which
needs no model), and from repeatedly choosing the most dissimilar location (farthest).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist
from sklearn.metrics import root_mean_squared_error

from satclip_backend.encoders import load_encoder
from satclip_backend.geo.sphere import arc_km, chord_of_km, unit
from satclip_backend.models.applicability import Applicability
from satclip_backend.models.continents import continents
from satclip_backend.models.estimators import fit_estimator, predicted
from satclip_backend.models.features import embed
from satclip_backend.models.prediction_area import sample_area
from satclip_backend.models.suggestion import most_reducing

ROWS, ADDED, CANDIDATES = 300, 50, 1000
TARGETS = ("mean_temp_c", "mean_precip_mm")
NEAR_KM = 500
"""Largest distance in km of a candidate from all observations, because there are no measurements farther away."""


def features_of(encoder, lonlat):
    """Return embeddings and coordinates (n, d)."""
    return np.hstack([embed(encoder, lonlat), unit(lonlat)]).astype(np.float32)


def farthest(dissimilarity, between):
    """Return the positions of the most dissimilar candidates, each as if the previous ones had been measured."""
    left, chosen = dissimilarity.copy(), []
    for _ in range(ADDED):
        chosen.append(int(left.argmax()))
        left = np.minimum(left, between[chosen[-1]])
    return np.array(chosen)


def measured(places, lonlat, pool):
    """Return the observations of `pool` that are nearest to `places`, without duplicates."""
    tree, found = cKDTree(unit(lonlat[pool])), []
    for nearest in tree.query(unit(places), k=min(2 * ADDED, len(pool)))[1]:
        found.append(next(row for row in nearest if row not in found))
    return pool[found]


def rmse(x, y, train, test, seed):
    """Return the root mean square error of a linear model."""
    folds = np.random.default_rng(seed).integers(5, size=len(train))
    fitted = fit_estimator("linear", "regression", x[train], y[train], folds, seed=seed)
    return root_mean_squared_error(y[test], predicted(fitted.pipeline, "regression", x[test], 0))


def choices(encoder, x, lonlat, train, region, seed):
    """Return the locations (50, 2) of each strategy."""
    places = sample_area(lonlat[region], n=CANDIDATES, seed=seed).lonlat
    near = cKDTree(unit(lonlat[region])).query(unit(places))[0] < chord_of_km(NEAR_KM)
    places = places[near]
    applicability, _ = Applicability.fit(x[train], np.arange(len(train)) % 5)
    own = features_of(encoder, places)
    dissimilarity, between = applicability.dissimilarity(own), applicability.between(own)
    to_rows = arc_km(cKDTree(unit(lonlat[train])).query(unit(places))[0])
    apart = arc_km(cdist(unit(places), unit(places)))
    rng = np.random.default_rng(seed)
    found = {
        "suggest": most_reducing(
            np.concatenate([dissimilarity / dissimilarity.mean(), to_rows / to_rows.mean()]),
            np.hstack([between / dissimilarity.mean(), apart / to_rows.mean()]),
            ADDED,
        )[0],
        "dissimilarity": most_reducing(dissimilarity, between, ADDED)[0],
        "farthest": farthest(dissimilarity, between),
        "spread": most_reducing(to_rows, apart.astype(np.float32), ADDED)[0],
        **{f"random {draw}": rng.permutation(len(places))[:ADDED] for draw in range(3)},
    }
    return {name: places[rows] for name, rows in found.items()}


def main() -> None:
    """Run all cases, and print a line for each sample and target."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tasks", type=Path, metavar="TASKS")
    parser.add_argument("--seeds", type=int, default=4)
    args = parser.parse_args()
    table = pd.read_csv(args.tasks / "air_temperature.csv").dropna()
    lonlat, encoder = table[["lon", "lat"]].to_numpy(), load_encoder("bundled", device="cpu")
    x, continent = features_of(encoder, lonlat), continents(lonlat)
    results = []
    for sample in ("biased", "elsewhere"):
        for name in ("Africa", "Asia", "Europe", "North America"):
            rows = np.flatnonzero(continent == name)
            if sample == "biased" and len(rows) < ROWS + 4 * ADDED:
                continue
            for seed in range(args.seeds):
                rng = np.random.default_rng(seed)
                train = rng.permutation(rows)[:ROWS]
                if sample == "biased":
                    centre = unit(lonlat[rng.choice(rows, 1)])
                    train = rows[np.argsort(np.linalg.norm(unit(lonlat[rows]) - centre, axis=1))[:ROWS]]
                region = rows if sample == "biased" else np.arange(len(lonlat))
                rest = rng.permutation(np.setdiff1d(region, train))
                test, pool = rest[: len(rest) // 2], rest[len(rest) // 2 :]
                added = {
                    strategy: measured(places, lonlat, pool)
                    for strategy, places in choices(encoder, x, lonlat, train, region, seed).items()
                }
                for target in TARGETS:
                    y = table[target].to_numpy(float)
                    scores = {"before": rmse(x, y, train, test, seed)}
                    for strategy, more in added.items():
                        scores[strategy] = rmse(x, y, np.concatenate([train, more]), test, seed)
                    draws = [scores.pop(f"random {draw}") for draw in range(3)]
                    scores["random"] = float(np.mean(draws))
                    results.append({"sample": sample, "target": target, "continent": name, **scores})
    found = pd.DataFrame(results)
    names = ["before", "random", "farthest", "dissimilarity", "spread", "suggest"]
    print(
        "RMSE relative to random points (geometric mean), and the number of runs where `suggest` is better:"
    )
    for (sample, target), part in found.groupby(["sample", "target"]):
        ratios = np.exp(np.log(part[names].div(part["random"], axis=0)).mean())
        better = int((part["suggest"] < part["random"]).sum())
        numbers = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
        print(f"{sample:10} {target:15} {numbers}; better in {better} of {len(part)}")


if __name__ == "__main__":
    main()
