"""Ridge probes: what a linear model can predict from embeddings, on tables of points.

    python benchmarks/probes.py TASKS ENCODER... [--random-init] [--rows 6000] [--seeds 3] [-o TABLE.md]

TASKS is a folder of CSV tables with `lon`, `lat` (degrees) and the columns named in `TARGETS`; missing tables
are skipped. Each probe is a ridge regression on standardised features (one class against the rest, for
classes). The score is that of the pooled predictions of 5 folds: R2, or balanced accuracy. Folds are random
by position ("random"), or whole blocks of degrees ("blocks"), which tests points without neighbours in the
training data. The penalty is chosen on 5 folds of the same kind within each training set, because
leave-one-out would suit points with close neighbours. Each seed samples other observations and folds; the
table has mean and standard deviation over seeds.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from sklearn.metrics import balanced_accuracy_score, r2_score
from sklearn.model_selection import GroupKFold

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.geo.sphere import unit

FOLDS = 5
PENALTIES = np.logspace(-1, 5, 13)
Encode = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Target:
    """A column of a table to predict. `block` is the side of the blocks in degrees."""

    file: str
    column: str
    block: float = 15.0
    classes: bool = False


TARGETS = [
    Target("air_temperature.csv", "mean_temp_c"),
    Target("air_temperature.csv", "mean_precip_mm"),
    Target("mosaiks_elevation.csv", "elevation_m"),
    Target("mosaiks_population.csv", "log_pop_density"),
    Target("california_housing.csv", "median_house_value", block=1.0),
    Target("us_county_median_income.csv", "median_household_income", block=4.0),
    Target("dplace_biome_ecoregion_richness.csv", "MonthlyMeanNetPrimaryProduction"),
    Target("dplace_biome_ecoregion_richness.csv", "VascularPlantsRichness"),
    Target("dplace_biome_ecoregion_richness.csv", "BirdRichness"),
    Target("dplace_biome_ecoregion_richness.csv", "MammalRichness"),
    Target("dplace_biome_ecoregion_richness.csv", "AmphibianRichness"),
    Target("dplace_biome_ecoregion_richness.csv", "biome", classes=True),
    Target("dplace_biome_ecoregion_richness.csv", "ecoregion", block=5.0, classes=True),
    Target("land_points_country_koppen.csv", "country", classes=True),
    Target("land_points_country_koppen.csv", "koppen_zone", classes=True),
    Target("species_disdat.csv", "species", block=1.0, classes=True),
]


def read_target(folder: Path, target: Target, rows: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return longitude and latitude (n, 2) in degrees and values (n,) of at most `rows` random observations."""
    table = pd.read_csv(folder / target.file, keep_default_na=False, na_values=[""])
    table = table.dropna(subset=["lon", "lat", target.column])
    if not target.classes:
        table[target.column] = pd.to_numeric(table[target.column], errors="coerce")
        table = table.dropna(subset=[target.column])
    if len(table) > rows:
        table = table.sample(rows, random_state=seed)
    return table[["lon", "lat"]].to_numpy(float), table[target.column].to_numpy()


def folds(lonlat: np.ndarray, block: float | None, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Return training and test indices of each fold.

    Observations at one position, or in one block of degrees, stay together.
    """
    cells = lonlat if block is None else np.floor(lonlat / block)
    groups = np.unique(cells, axis=0, return_inverse=True)[1].ravel()
    return GroupKFold(FOLDS, shuffle=True, random_state=seed).split(lonlat, groups=groups)


def ridge(features: np.ndarray, values: np.ndarray, test: np.ndarray, penalties: np.ndarray) -> np.ndarray:
    """Return predictions (penalties, test points, outputs) of ridge regressions on standardised features (n, d)."""
    mean, spread, offset = features.mean(0), features.std(0) + 1e-9, values.mean(0)
    x = (features - mean) / spread
    eigenvalues, vectors = np.linalg.eigh(x.T @ x)
    rotated = vectors.T @ (x.T @ (values - offset))
    at_test = (test - mean) / spread @ vectors
    return np.stack([at_test @ (rotated / (eigenvalues + p)[:, None]) + offset for p in penalties])


def predict(features, values, lonlat, test, block, seed) -> np.ndarray:
    """Return ridge predictions for the test points, with the best penalty on folds of the training data."""
    errors = np.zeros(len(PENALTIES))
    for inner, validation in folds(lonlat, block, seed + 1):
        predicted = ridge(features[inner], values[inner], features[validation], PENALTIES)
        errors += ((predicted - values[validation]) ** 2).sum((1, 2))
    return ridge(features, values, test, PENALTIES[[errors.argmin()]])[0]


def score(features: np.ndarray, lonlat: np.ndarray, values: np.ndarray, target: Target, block, seed) -> float:
    """Return R2 or balanced accuracy of the pooled predictions of all folds.

    Classes are regressed one against the rest.
    """
    features = features.astype(float)
    if target.classes:
        names, members = np.unique(values, return_inverse=True)
        outputs = np.eye(len(names))[members]
    else:
        outputs = values.astype(float)[:, None]
    predicted = np.empty_like(outputs)
    for train, test in folds(lonlat, block, seed):
        predicted[test] = predict(features[train], outputs[train], lonlat[train], features[test], block, seed)
    if target.classes:
        return balanced_accuracy_score(members, predicted.argmax(1))
    return r2_score(outputs, predicted)


def position(lonlat: np.ndarray) -> np.ndarray:
    """Baseline features: longitude, latitude (degrees) and x, y, z on the unit sphere."""
    return np.column_stack([lonlat, unit(lonlat)])


def random_initialisation(path: str, seed: int) -> Encode:
    """Return an untrained network with the shape of an encoder, initialised with `seed`."""
    m = load_encoder(path).metadata
    network = LocationEncoder(
        m.degree,
        m.capacity,
        m.dimension,
        m.hidden_layers,
        m.basis,
        m.w0,
        generator=torch.Generator().manual_seed(seed),
    ).eval()

    @torch.no_grad()
    def encode(lonlat: np.ndarray) -> np.ndarray:
        return torch.cat([network(part) for part in torch.from_numpy(lonlat).split(4096)]).numpy()

    return encode


def compare(folder: Path, encoders: list[str], random_init: bool, rows: int, seeds: int) -> pd.DataFrame:
    """Return scores as a table: one row for each target, split, features and seed."""
    sources: dict[str, Callable[[int], Encode]] = {"lon, lat, x, y, z": lambda seed: position}
    for path in encoders:
        encoder = load_encoder(path)
        name = encoder.metadata.name if encoder.metadata.name not in sources else path
        if random_init:
            sources[f"{name}, untrained"] = lambda seed, path=path: random_initialisation(path, seed)
        sources[name] = lambda seed, encoder=encoder: encoder.encode
    results = []
    for target in TARGETS:
        if not (folder / target.file).exists():
            continue
        for seed in range(seeds):
            lonlat, values = read_target(folder, target, rows, seed)
            for name, source in sources.items():
                features = source(seed)(lonlat)
                for split, block in (("random", None), ("blocks", target.block)):
                    value = score(features, lonlat, values, target, block, seed)
                    results.append((target.column, target.block, len(values), split, name, seed, value))
        print(f"{target.column} done", flush=True)
    columns = ["target", "block", "rows", "split", "features", "seed", "score"]
    return pd.DataFrame(results, columns=columns)


def markdown(results: pd.DataFrame) -> str:
    """Return a Markdown table: a row for each target and split, a column for each kind of features."""
    names = list(dict.fromkeys(results.features))
    lines = ["| target | split | rows | " + " | ".join(names) + " |", "| --- " * (3 + len(names)) + "|"]
    for (target, split), part in results.groupby(["target", "split"], sort=False):
        first = part.iloc[0]
        where = "random" if split == "random" else f"{first.block:g}° blocks"
        cells = []
        for name in names:
            scores = part.score[part.features == name]
            cells.append(f"{scores.mean():.2f} ± {scores.std(ddof=0):.2f}")
        lines.append(f"| {target} | {where} | {first.rows} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Command line; see the module docstring."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tasks", type=Path, metavar="TASKS", help="folder of task tables (CSV)")
    parser.add_argument(
        "encoders", nargs="+", metavar="ENCODER", help="encoder files or ids, such as bundled"
    )
    parser.add_argument("--random-init", action="store_true", help="also the same networks untrained")
    parser.add_argument(
        "--rows", type=int, default=6000, help="maximum number of observations per table (default 6000)"
    )
    parser.add_argument("--seeds", type=int, default=3, help="number of samples and splits (default 3)")
    parser.add_argument("--threads", type=int, default=2, help="threads of torch (default 2)")
    parser.add_argument("-o", "--output", type=Path, help="write the Markdown table here too")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    table = markdown(compare(args.tasks, args.encoders, args.random_init, args.rows, args.seeds))
    print(table)
    if args.output:
        args.output.write_text(table + "\n")


if __name__ == "__main__":
    main()
