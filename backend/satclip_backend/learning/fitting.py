"""Fit a model on observations and find out all there is to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.distances import nearest_km, nearest_other_fold_km, nearest_other_km
from satclip_backend.learning import conformal, findings
from satclip_backend.learning.applicability import Applicability
from satclip_backend.learning.calibration import fit_temperature, heated
from satclip_backend.learning.correlogram import correlogram
from satclip_backend.learning.estimators import fit_estimator
from satclip_backend.learning.features import Features, embed
from satclip_backend.learning.folds import wasserstein_km
from satclip_backend.learning.model import About, Model, ScoreKept
from satclip_backend.learning.observations import Observations
from satclip_backend.learning.preparation import Prepared, Report, prepare
from satclip_backend.learning.recipe import Recipe
from satclip_backend.learning.regions import continents
from satclip_backend.learning.results import Coverage, Evaluation, FoldsShown, Importance, Interval
from satclip_backend.learning.trials import Trials, run_trials

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

FEWEST_IN_REGION = 30
"""Rows that a region needs for its coverage to be told."""
JUDGING = 0.9
"""Share of the work that is judging."""


def fit(
    observed: Observations,
    recipe: Recipe,
    encoders: Sequence[Encoder],
    area: NDArray[np.float64],
    report: Report,
) -> tuple[Model, Evaluation]:
    """Fit the model that `recipe` asks for and judge it. `area` (m, 2) are places that predictions are wanted for.

    `report(fraction, message)` may raise to end the work. Raises SatclipError where the observations or the recipe
    do not allow it.
    """
    prepared = prepare(observed, recipe, encoders, area, report)
    trials = run_trials(prepared, lambda share, message: report(JUDGING * share, message))
    report(JUDGING, "fitting the model on all rows")
    importances = [
        Importance(label, prepared.judge.difference(trials.chosen.made, other))
        for (label, _), other in zip(trials.chosen.blocks, trials.chosen.mixed)
    ]
    model, uncertainty = _model(prepared, trials, importances, encoders, report)
    report(0.97, "measuring where it applies")
    evaluation = _evaluation(prepared, trials, importances, model, uncertainty)
    evaluation.area_applicable = _area_applicable(model, area, encoders)
    report(1.0, "done")
    return model, evaluation


@dataclass(frozen=True)
class _Uncertainty:
    """Of out-of-fold predictions: the calibrated ones in each kind of folds, their scores of nonconformity, the widths
    (n,) found without each row's own fold; and each row's dissimilarity (n,) from the main folds' other rows.
    """

    made: dict[str, NDArray[np.float64]]
    scores: dict[str, NDArray[np.float64]]
    widths: dict[str, NDArray[np.float64]]
    dissimilarity: NDArray[np.float64]


def _model(
    prepared: Prepared,
    trials: Trials,
    importances: list[Importance],
    encoders: Sequence[Encoder],
    report: Report,
) -> tuple[Model, _Uncertainty]:
    """The model, fitted on all rows and calibrated on out-of-fold predictions."""
    observed, recipe, main, chosen = prepared.observed, prepared.recipe, prepared.main, trials.chosen
    table = chosen.table
    fitted = fit_estimator(
        chosen.kind,
        table.task,
        table.x,
        table.y,
        main.index,
        weights=table.weights,
        seed=table.seed,
        look=lambda: report(JUDGING, "fitting the model on all rows"),
    )
    fill = _means(table.x)
    applicability, dissimilarity = Applicability.fit(
        np.where(np.isnan(table.x), fill, table.x),
        main.index,
        _weights(chosen.blocks, importances),
        recipe.seed,
    )
    made, temperature = trials.by_folds, 1.0
    if table.task == "classification":
        temperature = fit_temperature(chosen.made, table.y, table.weights)
        made = {name: heated(probabilities, temperature) for name, probabilities in made.items()}
    scores = {name: _nonconformity(table.y, predictions) for name, predictions in made.items()}
    widths = {
        folds.name: conformal.crossed(scores[folds.name], dissimilarity, folds.index, recipe.confidence)
        for folds in prepared.folds
    }
    about = About(
        name=f"{observed.name}: {chosen.label}",
        target=observed.name,
        units=recipe.units,
        task=table.task,
        classes=observed.classes,
        recipe=recipe.model_copy(
            update={
                "task": table.task,
                "encoders": [encoder.id for encoder in encoders],
            }  # not where files lie
        ),
        features=_features(prepared, chosen.kind),
        estimator=chosen.kind,
        chosen=fitted.chosen,
        widths=conformal.calibrate(scores[main.name], dissimilarity, recipe.confidence),
        temperature=temperature,
        rows=len(observed),
        training_extent=(*observed.lonlat.min(axis=0), *observed.lonlat.max(axis=0)),
        folds={folds.name: folds.why for folds in prepared.folds},
        scores=[
            ScoreKept(model=scored.label, folds=scored.folds, score=name, **_finite(interval))
            for scored in trials.table
            for name, interval in scored.scores.items()
        ],
        settings=findings.settings(prepared, trials, fitted.chosen),
        provenance=findings.provenance(encoders),
    )
    model = Model(about, fitted.pipeline, applicability, observed.lonlat, fill)
    return model, _Uncertainty(made, scores, widths, dissimilarity)


def _evaluation(
    prepared: Prepared,
    trials: Trials,
    importances: list[Importance],
    model: Model,
    uncertainty: _Uncertainty,
) -> Evaluation:
    observed, main, lonlat = prepared.observed, prepared.main, prepared.observed.lonlat
    regression = observed.task == "regression"
    final, width = uncertainty.made[main.name], uncertainty.widths[main.name]
    none = np.empty(0), np.empty((0, 0))
    area_distances = nearest_km(prepared.area, lonlat)
    right = None if regression else final[np.arange(len(final)), observed.target]
    return Evaluation(
        target=observed.name,
        units=model.about.units,
        task=observed.task,
        classes=observed.classes,
        lonlat=lonlat,
        observed=observed.target,
        predicted=final if regression else final.argmax(axis=1),
        main=main.name,
        score=prepared.judge.main,
        folds=[_shown(folds, lonlat, area_distances) for folds in prepared.folds],
        area=prepared.area,
        area_distances=area_distances,
        row_distances=nearest_other_km(lonlat),
        table=trials.table,
        difference=findings.whether_embeddings_helped(prepared, trials),
        correlogram=correlogram(
            lonlat, observed.target - final if regression else 1.0 - right, prepared.recipe.seed
        ),
        importances=importances,
        confidence=prepared.recipe.confidence,
        lower=final - width if regression else none[0],
        upper=final + width if regression else none[0],
        probabilities=none[1] if regression else final,
        sets=none[1].astype(bool) if regression else conformal.sets(final, width),
        coverages=_coverages(prepared, uncertainty),
        dissimilarity=uncertainty.dissimilarity,
        threshold=model.applicability.threshold,
        area_applicable=float("nan"),
        dropped=observed.dropped,
        warnings=[*observed.warnings, *findings.warnings(prepared, trials)],
        settings=model.about.settings,
        provenance=model.about.provenance,
        weights=observed.weights,
    )


def _features(prepared: Prepared, kind: str) -> Features:
    """Nearest neighbours are told coordinates alone."""
    if kind == "neighbours":
        return Features(encoders=[], coordinates=True, numbers=[], categories=[])
    return prepared.features


def _weights(blocks: list[tuple[str, slice]], importances: list[Importance]) -> NDArray[np.float64] | None:
    """Importance of each column for dissimilarity; none where all are of one block."""
    if len(blocks) == 1:
        return None
    weights = np.empty(blocks[-1][1].stop)
    for importance, (_, where) in zip(importances, blocks):
        weights[where] = max(importance.drop.value, 0.0)
    return weights + 1e-3 * (weights.max() or 1.0)


def _means(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean of what is known of each column; 0 where nothing is."""
    known = ~np.isnan(x)
    sums = np.where(known, x, 0).sum(axis=0, dtype=np.float64)
    return (sums / np.maximum(known.sum(axis=0), 1)).astype(np.float32)


def _nonconformity(y: NDArray, made: NDArray[np.float64]) -> NDArray[np.float64]:
    """Absolute errors of values, or 1 - the probability of the true class."""
    return np.abs(y - made) if made.ndim == 1 else 1 - made[np.arange(len(made)), y]


def _shown(folds, lonlat: NDArray[np.float64], area_distances: NDArray[np.float64]) -> FoldsShown:
    distances = nearest_other_fold_km(lonlat, folds.index)
    match = wasserstein_km(distances, area_distances)
    return FoldsShown(folds.name, folds.label, folds.index, distances, folds.why, match)


def _coverages(prepared: Prepared, uncertainty: _Uncertainty) -> list[Coverage]:
    """Coverage and size in each kind of folds, then in the main ones by region."""
    observed = prepared.observed

    def told(label: str, name: str, some: NDArray[np.bool_]) -> Coverage:
        width = uncertainty.widths[name][some]
        if observed.task == "regression":
            held, size = uncertainty.scores[name][some] <= width, 2 * width
        else:
            chosen = conformal.sets(uncertainty.made[name][some], width)
            held, size = chosen[np.arange(len(chosen)), observed.target[some]], chosen.sum(axis=1)
        return Coverage(label, int(some.sum()), float(held.mean()), float(size.mean()))

    everywhere = np.ones(len(observed), dtype=bool)
    regions = observed.groups if observed.groups is not None else continents(observed.lonlat)
    found = [told(folds.label, folds.name, everywhere) for folds in prepared.folds]
    for region in np.unique(regions[regions != ""]):
        some = regions == region
        if some.sum() >= FEWEST_IN_REGION:
            found.append(told(str(region), prepared.main.name, some))
    return found


def _area_applicable(model: Model, area: NDArray[np.float64], encoders: Sequence[Encoder]) -> float:
    """Share of the area's places where the model applies; NaN where they lack its fields."""
    features = model.about.features
    if features.fields:
        return float("nan")
    embedded = [embed(encoder, area) for encoder in encoders] if features.encoders else []
    dissimilarity = model.applicability.dissimilarity(features.columns(area, {}, embedded))
    return float(np.mean(dissimilarity <= model.applicability.threshold))


def _finite(interval: Interval) -> dict[str, float | None]:
    values = (("value", interval.value), ("low", interval.low), ("high", interval.high))
    return {name: value if np.isfinite(value) else None for name, value in values}
