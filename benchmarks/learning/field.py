"""Simulation: whether cross-validation estimates the error over the area from clustered observations.

A Gaussian random field with exponential covariance of great-circle distance is simulated at clustered
observations, and at points that are uniform on a box. Models are fitted on the observations. Their error over
the box is the truth; each kind of folds gives an estimate of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import pdist, squareform

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.models.estimators import predicted
from satclip_backend.models.features import embed
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.observations import observe
from satclip_backend.models.out_of_fold import Steps, fit_rows, out_of_fold
from satclip_backend.models.preparation import Prepared, prepare
from satclip_backend.progress import no_progress
from satclip_backend.tables.columns import Column, Columns

BOX = (0.0, 20.0, 40.0, 50.0)
"""West, south, east, north in degrees: 3,300 km each way."""
RANGE_KM = 1000.0
"""Distance at which the correlation of the field is 0.05."""
NOISE = 0.05
"""Share of uncorrelated variance (nugget)."""
SPREAD = 0.8
"""Standard deviation of a cluster, in degrees."""
CLUSTERS, ROWS, PLACES = 25, 400, 2000
CASES = (
    ("nearest neighbours on the sphere", "neighbours", False),
    ("boosting on coordinates", "boosting", False),
    ("ridge on embeddings", "linear", True),
    ("boosting on embeddings", "boosting", True),
)
"""Label, estimator, whether embeddings are features."""
LABELS = {"knndm": "kNNDM", "blocks": "blocks", "random": "random"}
WITHIN = 0.15
"""Largest relative error that counts as correct."""


@dataclass(frozen=True)
class Field:
    """A simulated field: its values (n,) at the observations (n, 2), and (m,) at points (m, 2) of the box."""

    rows: NDArray[np.float64]
    values: NDArray[np.float64]
    area: NDArray[np.float64]
    truth: NDArray[np.float64]


def draw(n: int, clusters: int, m: int, seed: int) -> Field:
    """Simulate a field with variance 1 and mean 0 at n observations and m points.

    Observations are in `clusters` of random size, or uniform if it is 0.
    """
    rng = np.random.default_rng(seed)
    rows = sample_points(n, seed, extent=BOX)
    if clusters:
        members = rng.choice(clusters, n, p=rng.dirichlet(np.full(clusters, 2.0)))
        east = np.cos(np.radians(BOX[1] + BOX[3]) / 2)  # so that clusters are round
        rows = rows[:clusters][members] + rng.normal(0, SPREAD, (n, 2)) / [[east, 1.0]]
    area = sample_points(m, seed + 1_000_000, extent=BOX)
    values = gaussian(np.concatenate([rows, area]), rng)
    return Field(rows, values[:n], area, values[n:])


def gaussian(lonlat: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the values (n,) of the field at points (n, 2), by Cholesky decomposition of their covariance matrix."""
    covariance = (1 - NOISE) * np.exp(-3 * squareform(arc_km(pdist(unit(lonlat)))) / RANGE_KM)
    np.fill_diagonal(covariance, 1.0)
    return np.linalg.cholesky(covariance) @ rng.normal(size=len(lonlat))


def ready(field: Field, encoder: Encoder | None, seed: int) -> Prepared:
    """Return features and all kinds of folds, as for any fit. Without an encoder, features are x, y, z."""
    n = len(field.rows)
    column = Column("number", field.values, np.zeros(n, dtype=bool))
    config = FitConfig(
        target="value", encoders=["bundled"] if encoder else [], coordinates=encoder is None, seed=seed
    )
    observed = observe(Columns(field.rows, {"value": column}), "value")
    encoders = [encoder] if encoder else []
    return prepare(observed, config, encoders, field.area)


def estimates(
    field: Field, prepared: Prepared, kind: str, encoder: Encoder | None
) -> dict[str, tuple[float, bool]]:
    """Return the ratio of estimated to true root mean square error, by kind of folds.

    Also returns whether the 95 % interval contains the true one. The model is the one that a user of those
    folds would get: its hyperparameters are chosen with the same folds.
    """
    data, found = prepared.data, {}
    x = unit(field.area).astype(np.float32) if encoder is None else embed(encoder, field.area)
    for folds in prepared.folds:
        made, _ = out_of_fold(data, kind, folds.index, Steps(no_progress, 1))
        model = fit_rows(data, kind, folds.index).pipeline
        error = predicted(model, "regression", x, 0) - field.truth
        true = float(np.sqrt(np.mean(error**2)))
        estimate = prepared.scorer.scores(made)["rmse"]
        found[folds.name] = estimate.value / true, estimate.low <= true <= estimate.high
    return found


@dataclass(frozen=True)
class Ratios:
    """Ratios of estimated to true errors (repetitions,) of one design, estimator and kind of folds.

    `held` (repetitions,): whether the interval contains the true error.
    """

    design: str
    label: str
    folds: str
    values: NDArray[np.float64]
    held: NDArray[np.bool_]


def repeat(encoder: Encoder, repetitions: int) -> list[Ratios]:
    """Run the simulations.

    With clustered observations, features are coordinates or embeddings; with uniform ones, coordinates.
    """
    found: dict[tuple[str, str, str], list[tuple[float, bool]]] = {}
    for seed in range(repetitions):
        for design, clusters in (("clustered", CLUSTERS), ("uniform", 0)):
            field = draw(ROWS, clusters, PLACES, seed)
            for label, kind, told in CASES:
                if told and not clusters:
                    continue
                used = encoder if told else None
                for name, estimate in estimates(field, ready(field, used, seed), kind, used).items():
                    found.setdefault((design, label, name), []).append(estimate)
        print(f"field {seed + 1} of {repetitions}", flush=True)
    return [
        Ratios(*key, *(np.array(column) for column in zip(*estimates_))) for key, estimates_ in found.items()
    ]


def told(found: list[Ratios]) -> str:
    """Return Markdown: mean and standard deviation of the ratios, and how often they are near 1."""
    lines = [
        "| observations | model | folds | estimated / true error: mean ± sd | mean within 15 % | repetitions within 15 "
        "% | interval contains true error |",
        "| --- " * 7 + "|",
    ]
    for r in found:
        mean = r.values.mean()
        lines.append(
            f"| {r.design} | {r.label} | {LABELS[r.folds]} | {mean:.2f} ± {r.values.std():.2f} "
            f"| {'yes' if abs(mean - 1) <= WITHIN else 'no'} | {(abs(r.values - 1) <= WITHIN).mean():.0%} "
            f"| {r.held.mean():.0%} |"
        )
    return "\n".join(lines) + "\n"
