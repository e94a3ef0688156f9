"""Whether folds of clustered rows tell the error over the area, in a field whose truth is known everywhere.

A Gaussian random field with exponential covariance of the great-circle distance is drawn at rows in clusters and at
places that are uniform on a box. Models are fitted on the rows; their error over the box is the truth, and what each
kind of folds says of it the estimate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import pdist, squareform

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.models.estimators import fit_estimator, predicted
from satclip_backend.models.features import embed
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.observations import observe
from satclip_backend.models.out_of_fold import Steps, out_of_fold
from satclip_backend.models.preparation import Prepared, prepare
from satclip_backend.progress import no_progress
from satclip_backend.tables.columns import Column, Columns

BOX = (0.0, 20.0, 40.0, 50.0)
"""West, south, east, north in degrees: 3,300 km each way."""
RANGE_KM = 1000.0
"""Distance at which the field's correlation has fallen to 0.05."""
NOISE = 0.05
"""Share of the variance that has no correlation."""
SPREAD = 0.8
"""Standard deviation of a cluster in degrees."""
CLUSTERS, ROWS, PLACES = 25, 400, 2000
CASES = (
    ("nearest neighbours on the sphere", "neighbours", False),
    ("boosting on coordinates", "boosting", False),
    ("ridge on embeddings", "linear", True),
    ("boosting on embeddings", "boosting", True),
)
"""Label, estimator, whether it is told embeddings."""
LABELS = {"knndm": "kNNDM", "blocks": "blocks", "random": "random"}
WITHIN = 0.15
"""Of the truth."""


@dataclass(frozen=True)
class Field:
    """A drawn field: its values (n,) at the sample's rows (n, 2) and (m,) at places (m, 2) of the box."""

    rows: NDArray[np.float64]
    values: NDArray[np.float64]
    area: NDArray[np.float64]
    truth: NDArray[np.float64]


def draw(n: int, clusters: int, m: int, seed: int) -> Field:
    """A field of variance 1 and mean 0, at n rows in `clusters` of random size, uniform for 0, and at m places."""
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
    """(n,) values of the field at places (n, 2), by Cholesky's factor of their covariances."""
    covariance = (1 - NOISE) * np.exp(-3 * squareform(arc_km(pdist(unit(lonlat)))) / RANGE_KM)
    np.fill_diagonal(covariance, 1.0)
    return np.linalg.cholesky(covariance) @ rng.normal(size=len(lonlat))


def ready(field: Field, encoder: Encoder | None, seed: int) -> Prepared:
    """Features, all kinds of folds: as for any fit. Without an encoder the features are x, y, z."""
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
    """Estimated over true root mean square error of an estimator, by kind of folds, and whether the estimate's 95 %
    interval holds the truth.

    The model that is judged is the one that a user of those folds would get: they choose its penalty or size, too.
    """
    data, found = prepared.data, {}
    x = unit(field.area).astype(np.float32) if encoder is None else embed(encoder, field.area)
    for folds in prepared.folds:
        made, _ = out_of_fold(data, kind, folds.index, Steps(no_progress, 1))
        model = fit_estimator(kind, "regression", data.x, data.y, folds.index, seed=data.seed).pipeline
        error = predicted(model, "regression", x, 0) - field.truth
        true = float(np.sqrt(np.mean(error**2)))
        estimate = prepared.scorer.scores(made)["rmse"]
        found[folds.name] = estimate.value / true, estimate.low <= true <= estimate.high
    return found


@dataclass(frozen=True)
class Ratios:
    """Estimated over true errors (repetitions,) of one design, estimator and kind of folds; `held` (repetitions,) says
    whether the interval did.
    """

    design: str
    label: str
    folds: str
    values: NDArray[np.float64]
    held: NDArray[np.bool_]


def repeat(encoder: Encoder, repetitions: int) -> list[Ratios]:
    """Estimators on coordinates and on embeddings of clustered rows; on coordinates of rows that are uniform."""
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
    """Markdown: mean and spread of the ratios, and how often they are near 1."""
    lines = [
        "| rows | model | folds | estimate / truth: mean ± sd | mean within 15 % | repetitions within 15 % | interval "
        "holds truth |",
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
