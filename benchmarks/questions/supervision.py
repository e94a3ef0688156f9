"""Do labels in pretraining, beside imagery, help on continents without labels? Tests each continent in turn."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from figures import draw_bars
from probes import Target, predict, read_target
from world import KOEPPEN, PIXELS, World, cell, table

from satclip_backend.models.continents import continents
from satclip_backend.pretraining.embedding_metric import with_predicted_metric
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.features import ImageFeatures, image_features
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.modalities import side_by_side
from satclip_backend.pretraining.runs import RunFolder
from satclip_backend.pretraining.settings import ModalitySettings, TrainingSettings
from satclip_backend.pretraining.training import train

TITLE = "Labels in pretraining"
BIOME = Target("dplace_biome_ecoregion_richness.csv", "biome", classes=True)
CONTINENTS = ("Africa", "Asia", "Europe", "North America", "Oceania", "South America")
WEIGHTS = {"images": 0.0, "images and labels": 0.5, "images and labels, weight 2": 2.0}
"""Weight of the labels in the loss; images have 1."""
SEEDS, BLOCK = 2, 15.0
VERDICTS = {
    False: "Labels of other continents don't make the zones of a new one easier to predict.",
    True: "Labels of other continents make the zones of a new one easier to predict.",
}
NAMES = {"koppen_zone": "Köppen zone", "biome": "biome"}


def answer(world: World, figure_path: Path) -> str:
    """Return the section: a table of scores, the figure, a summary."""
    lonlat, labels = read_target(world.tasks, KOEPPEN, world.places, 0)
    images = image_features(RasterPatches(world.imagery, lonlat, PIXELS))
    lonlat, labels = images.lonlat, labels[images.rows]
    images = replace(images, rows=np.arange(len(lonlat)))
    members = np.unique(labels, return_inverse=True)[1]
    tables = {KOEPPEN.column: (lonlat, labels), BIOME.column: read_target(world.tasks, BIOME, 10**9, 0)}
    regions = {column: continents(points) for column, (points, _) in tables.items()}
    found: dict[tuple[str, str], list[list[float]]] = {}
    for name, weight in WEIGHTS.items():
        for seed in range(SEEDS):
            scores: dict[str, list[float]] = {column: [] for column in tables}
            for continent in CONTINENTS:
                if weight or continent == CONTINENTS[0]:  # without labels, all continents are alike
                    known = np.flatnonzero(regions[KOEPPEN.column] != continent)
                    encode = trained(world, images, members, known, weight, seed)
                for column, (points, values) in tables.items():
                    scores[column].append(
                        transfer(encode(points), points, values, regions[column] == continent, seed)
                    )
            for column, each in scores.items():
                found.setdefault((column, name), []).append(each)
                print(name, seed, column, np.round(each, 3), flush=True)
    summary = {key: (np.mean(runs), np.std(np.mean(runs, 1))) for key, runs in found.items()}
    draw_bars(
        figure_path,
        {NAMES[column]: {name: summary[column, name] for name in WEIGHTS} for column in tables},
        "balanced accuracy, unseen continents",
    )
    rows = [
        [
            NAMES[column],
            name,
            cell(summary[column, name]),
            *(f"{v:.2f}" for v in np.mean(found[column, name], 0)),
        ]
        for column in tables
        for name in WEIGHTS
    ]
    gains = [summary[column, "images and labels"][0] - summary[column, "images"][0] for column in tables]
    return (
        f"![Scores on unseen continents](images/{figure_path.name})\n\n"
        + table(["target", "trained on", "mean", *CONTINENTS], rows)
        + "\n\nEncoders learn to predict the image features and, by a linear head of its own, the Köppen zone of "
        "each training point, except on one continent, where they see images only. Ridge regressions on their "
        "embeddings are then fitted on the other continents and tested on that one: balanced accuracy over the "
        "classes that occur there. Classes that occur nowhere else are never right. Biomes are from another table and "
        "were not used in pretraining. The means are over six continents, with the standard deviation over "
        f"{SEEDS} seeds of training. The change with labels of weight 0.5: {gains[0]:+.2f} for the zones themselves "
        f"and {gains[1]:+.2f} for biomes. " + VERDICTS[gains[0] > 0.01]
    )


def trained(
    world: World, images: ImageFeatures, labels: np.ndarray, known: np.ndarray, weight: float, seed: int
) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function for embeddings of an encoder trained on image features, and labels (n,) of the rows `known`."""
    features = images
    if weight:
        one_hot = np.eye(labels.max() + 1, dtype=np.float32)[labels[known]]
        values = (one_hot - one_hot.mean(0)) / one_hot.std()
        labelled = replace(images, lonlat=images.lonlat[:0], values=values, rows=known)
        features = side_by_side(images, [labelled], [ModalitySettings("labels", weight)])
    settings = TrainingSettings(
        steps=world.steps,
        evaluate_every=world.steps,
        checkpoint_every=world.steps,
        precision="bfloat16",
        geometry="predicted",
        seed=seed,
    )
    examples = Examples(features.lonlat, features.values, features.key, incomplete=bool(features.incomplete))
    with tempfile.TemporaryDirectory() as folder:
        network = train(examples, settings, RunFolder(folder))
    network = with_predicted_metric(
        network, features.lonlat, features.values, settings.objective.position_degree, seed
    )

    @torch.no_grad()
    def encode(lonlat: np.ndarray) -> np.ndarray:
        return torch.cat([network(part) for part in torch.from_numpy(lonlat).split(4096)]).double().numpy()

    return encode


def transfer(
    features: np.ndarray, lonlat: np.ndarray, labels: np.ndarray, there: np.ndarray, seed: int
) -> float:
    """Return the balanced accuracy `there` (n,) of a ridge regression on the features of the other points."""
    names, members = np.unique(labels, return_inverse=True)
    outputs = np.eye(len(names))[members]
    predicted = predict(features[~there], outputs[~there], lonlat[~there], features[there], BLOCK, seed)
    return recall(members[there], predicted.argmax(1))


def recall(true: np.ndarray, predicted: np.ndarray) -> float:
    """Return the mean share of right predictions over the classes that occur."""
    return float(np.mean([(predicted[true == one] == one).mean() for one in np.unique(true)]))
