"""Simulated results of fits: smooth fields, spatially correlated errors, and folds in blocks."""

from __future__ import annotations

import numpy as np

from satclip_backend.geo.distances import nearest_other_km
from satclip_backend.models.expected_error import ExpectedError
from satclip_backend.models.results import (
    CompareRow,
    Correlogram,
    Coverage,
    Difference,
    EncoderComparison,
    Evaluation,
    FoldsShown,
    Importance,
    Interval,
    RegionScore,
    RegionsEvaluation,
)
from satclip_backend.models.results import Scored as Row

NONE = Interval(float("nan"), float("nan"), float("nan"))
REGIONS = ["Africa", "Asia", "Europe", "South America"]
PROVENANCE = {"SatCLIP backend": "1.0", "Encoder tiny": "weights SHA-256 " + "ab" * 32, "Made": "2025-01-31"}


def places(n: int, seed: int = 0, middle: float = 15.0) -> np.ndarray:
    """Return lon, lat (n, 2) in clusters over 70 degrees of longitude, centred at `middle`."""
    rng = np.random.default_rng(seed)
    centres = np.column_stack([rng.uniform(middle - 35, middle + 35, 25), rng.uniform(-35, 60, 25)])
    lonlat = centres[rng.integers(0, 25, n)] + rng.normal(0, 2, (n, 2))
    return np.column_stack([np.mod(lonlat[:, 0] + 180, 360) - 180, lonlat[:, 1]])


def field(lonlat: np.ndarray, seed: int) -> np.ndarray:
    """Return a smooth field (n,) with a mean of about 0 and a standard deviation of about 1."""
    rng = np.random.default_rng(seed)
    lon, lat = np.radians(lonlat).T
    waves = [np.sin(rng.uniform(2, 5) * lat + rng.integers(1, 5) * lon + rng.uniform(0, 6)) for _ in range(6)]
    return np.sum(waves, axis=0) / np.sqrt(3)


def scored(value: float, names: tuple[str, ...], width: float = 0.04) -> dict[str, Interval]:
    """Return the same score for all names."""
    return {name: Interval(value, value - width, value + width) for name in names}


def table(names: tuple[str, ...]) -> list[Row]:
    """Return scores of a model, a candidate and two baselines in two or three kinds of folds."""
    rows = []
    for folds, worse in (("knndm", 0.0), ("blocks", 0.03), ("random", -0.11)):
        rows.append(Row("linear:e", "Ridge on embeddings", "chosen", folds, scored(0.71 - worse, names)))
        if folds != "blocks":
            rows += [
                Row("boosting:e", "Boosting on embeddings", "candidate", folds, scored(0.66 - worse, names)),
                Row("neighbours", "Nearest neighbours", "baseline", folds, scored(0.52 - 2 * worse, names)),
                Row(
                    "constant",
                    "Mean",
                    "baseline",
                    folds,
                    {name: Interval(-0.01, np.nan, np.nan) for name in names},
                ),
            ]
    return rows


def folds(lonlat: np.ndarray, distances: np.ndarray, seed: int) -> list[FoldsShown]:
    """Return kNNDM, block and random folds."""
    rng = np.random.default_rng(seed)
    index = np.floor(lonlat[:, 0] / 8).astype(int) % 5
    index = np.unique(index, return_inverse=True)[1]
    why = "{} clusters were merged to 5 folds."
    return [
        FoldsShown("knndm", "distance-matched folds (kNNDM)", index, distances * 3, why.format(25), 12.3),
        FoldsShown(
            "blocks",
            "spatial blocks of 150 km",
            index,
            distances * 5,
            "Blocks were assigned to 5 folds.",
            40.0,
        ),
        FoldsShown(
            "random", "random folds", rng.integers(0, 5, len(lonlat)), distances * 1.2, "At random.", 88.8
        ),
    ]


def evaluation(n: int = 600, seed: int = 0, classes: int = 0, middle: float = 15.0, **changed) -> Evaluation:
    """Return an evaluation of a regression, or of `classes` classes with decreasing frequencies."""
    rng = np.random.default_rng(seed)
    lonlat = places(n, seed, middle)
    wanted = field(lonlat, seed)
    wrong = 0.4 * field(lonlat * 3, seed + 1) + rng.normal(0, 0.3, n)
    # Distances of a sample are sufficient for the curves.
    near = nearest_other_km(lonlat[:2000])
    near = near[rng.integers(0, len(near), n)]
    common = {
        "target": "height",
        "units": "" if classes else "m",
        "classes": [],
        "lonlat": lonlat,
        "main": "knndm",
        "folds": folds(lonlat, near, seed),
        "area": places(300, seed + 2, middle),
        "area_distances": near[rng.integers(0, n, 300)] * 3.1,
        "row_distances": near,
        "correlogram": Correlogram(
            np.array([0.0, 50, 120, 300, 800, 2000]),
            np.array([0.5, 0.31, 0.12, 0.02, -0.01]),
            np.array([80, 200, 400, 900, 2000]),
            412.0,
            0.46,
            0.001,
        ),
        "importances": [
            Importance("Embedding (tiny)", Interval(0.61, 0.55, 0.67)),
            Importance("soil", Interval(0.02, -0.01, 0.05)),
            Importance("rain", Interval(0.01, np.nan, np.nan)),
        ],
        "confidence": 0.9,
        "dissimilarity": np.abs(rng.normal(0.2, 0.1, n)),
        "threshold": 0.4,
        "area_applicable": 0.83,
        "expected_error": ExpectedError(dissimilarity=[0.1, 0.2, 0.3], error=[0.1, 0.1, 0.3], limit=0.4),
        "dropped": [("no coordinates", 3), ("no value", 1204)],
        "warnings": ["The intervals of the scores are rough."],
        "settings": {
            "Layer": "stations",
            "Target": "height",
            "Estimator": "Ridge regression",
            "Seed": "0",
            "Prediction area": "the land in the extent of the observations",
        },
        "provenance": PROVENANCE,
    }
    if classes:
        given = _classes(wanted + 0.3 * wrong, wanted, classes, rng)
        score, names = "balanced_accuracy", ("balanced_accuracy", "accuracy", "f1", "log_loss")
        if classes == 2:
            score, names = "auc", ("auc", "tss", "boyce", "log_loss")
            given |= _threshold(given["observed"], given["probabilities"])
        held = given["prediction_sets"][np.arange(n), given["observed"]]
        size = given["prediction_sets"].sum(axis=1)
    else:
        observed = 300 + 120 * wanted
        half = 60.0 + 40 * (common["dissimilarity"] > 0.3)
        predicted = observed + 50 * wrong
        given = {
            "observed": observed,
            "predicted": predicted,
            "lower": predicted - half,
            "upper": predicted + half,
            "probabilities": np.empty((0, 0)),
            "prediction_sets": np.empty((0, 0), dtype=bool),
        }
        score, names = "r2", ("r2", "rmse", "mae")
        held, size = np.abs(observed - predicted) <= half, 2 * half
    difference = Difference(
        score,
        "Ridge on embeddings",
        "Nearest neighbours",
        Interval(0.19, 0.15, 0.23),
        "helped",
        "Embeddings helped: 0.71 with them and 0.52 without, 95 % interval +0.150 to +0.230.",
    )
    everywhere = [Coverage(f.label, n, float(held.mean()), float(size.mean())) for f in common["folds"]]
    regions = [Coverage(name, n // 4, 0.93 - 0.04 * i, float(size.mean())) for i, name in enumerate(REGIONS)]
    made = Evaluation(
        task="classification" if classes else "regression",
        score=score,
        table=table(names),
        difference=difference,
        coverages=everywhere + regions,
        **{**common, **given},
    )
    for name, value in changed.items():
        setattr(made, name, value)
    return made


def _threshold(observed: np.ndarray, probabilities: np.ndarray) -> dict:
    """Return the fields of two classes: the second one is predicted from a probability of 0.4 on."""
    predicted = (probabilities[:, 1] >= 0.4).astype(int)
    right = [float(np.mean(predicted[observed == code] == code)) for code in (0, 1)]
    values = {"tss": sum(right) - 1, "sensitivity": right[1], "specificity": right[0]}
    return {
        "predicted": predicted,
        "positive": 1,
        "positive_threshold": 0.4,
        "at_threshold": {name: Interval(value, value - 0.05, value + 0.05) for name, value in values.items()},
    }


def _classes(seen: np.ndarray, wanted: np.ndarray, classes: int, rng) -> dict:
    """Return classes, ranges of a field with decreasing frequencies, predicted from a similar field."""
    edges = np.quantile(wanted, 1 - np.geomspace(1, 0.01, classes + 1)[1:-1])
    observed = np.searchsorted(edges, wanted)
    middles = np.concatenate([[edges[0] - 0.3], (edges[1:] + edges[:-1]) / 2, [edges[-1] + 0.1]])
    spread = np.exp(-np.abs(seen[:, None] - middles) / 0.15) + 1e-6
    probabilities = spread / spread.sum(axis=1, keepdims=True)
    order = np.argsort(-probabilities, axis=1)
    before = np.cumsum(np.take_along_axis(probabilities, order, axis=1), axis=1)
    prediction_sets = np.zeros(probabilities.shape, dtype=bool)
    np.put_along_axis(
        prediction_sets, order, before - np.take_along_axis(probabilities, order, axis=1) < 0.85, axis=1
    )
    return {
        "classes": [f"class {code + 1}" for code in range(classes)],
        "observed": observed,
        "predicted": probabilities.argmax(axis=1),
        "lower": np.empty(0),
        "upper": np.empty(0),
        "probabilities": probabilities,
        "prediction_sets": prediction_sets,
    }


def regions_evaluation(n: int = 800, **changed) -> RegionsEvaluation:
    """Return results of four regions, three models and four shares. One region has low scores, one no intervals."""
    rng = np.random.default_rng(0)
    rows = []
    for region, easy in zip(["", *REGIONS], (0.1, 0.2, 0.1, 0.0, -2.5)):
        for step, share in enumerate((0.0, 0.01, 0.05, 0.1)):
            for model, good in (
                ("Ridge on embeddings", 0.3),
                ("Ridge on coordinates alone", -0.1),
                ("Mean", -0.2),
            ):
                value = easy + good + 0.08 * step
                ends = (np.nan, np.nan) if region == "Europe" else (value - 0.07, value + 0.07)
                rows.append(RegionScore(region, share, n // 5, model, Interval(value, *ends)))
    made = RegionsEvaluation(
        target="height",
        units="m",
        task="regression",
        score="r2",
        by="continents",
        rows=rows,
        lonlat=places(n),
        region_index=rng.integers(-1, 4, n),
        regions=REGIONS,
        dropped=[("in a region with fewer than 30 rows", 12)],
        warnings=[],
        settings={"Target": "height (m)", "Estimator": "Ridge regression"},
        provenance=PROVENANCE,
    )
    for name, value in changed.items():
        setattr(made, name, value)
    return made


def comparison(degrees: tuple[int, ...] = (5, 10, 20, 40), **changed) -> EncoderComparison:
    """Return results of two encoders, both together, three baselines, and the first encoder at some degrees."""

    def row(label, value, encoder="", degree=0, dimension=0, first=False):
        away = Interval(0.0, np.nan, np.nan) if first else Interval(value - 0.71, value - 0.75, value - 0.67)
        ends = Interval(value, value - 0.05, value + 0.05)
        return CompareRow(
            label, encoder, degree, dimension, ends, Interval(value + 0.1, value + 0.05, np.nan), away
        )

    made = EncoderComparison(
        target="height",
        units="m",
        task="regression",
        score="r2",
        estimator="Ridge regression",
        folds="distance-matched folds (kNNDM)",
        encoders=[
            row("satclip-l40", 0.71, "satclip-l40", dimension=256, first=True),
            row("bundled", 0.64, "bundled", dimension=256),
            row("all encoders together", 0.72, dimension=512),
        ],
        baselines=[
            row("coordinates alone", 0.31, dimension=3),
            row("nearest neighbours on the sphere", 0.6, dimension=3),
            row("mean", -0.01),
        ],
        by_degree=[
            row(f"L = {degree}", 0.8 - 2 / (degree + 3), "satclip-l40", degree, 256)
            for degree in sorted(degrees)
        ],
        sentence="all encoders together scores highest, but the difference is not significant.",
        settings={"Target": "height (m)"},
        provenance=PROVENANCE,
    )
    for name, value in changed.items():
        setattr(made, name, value)
    return made
