"""Fit a model on observations and find out all there is to know of it."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend import __version__
from satclip_backend.errors import SatclipError
from satclip_backend.learning import conformal
from satclip_backend.learning.applicability import Applicability
from satclip_backend.learning.calibration import fit_temperature, heated
from satclip_backend.learning.correlogram import block_size_km, correlogram
from satclip_backend.learning.estimators import ESTIMATORS, LABELS, fit_estimator
from satclip_backend.learning.features import Features, choose_features, embed
from satclip_backend.learning.folds import (
    Folds,
    at_random,
    block_ids,
    blocks,
    by_group,
    knndm,
    wasserstein_km,
)
from satclip_backend.learning.model import About, Model, ScoreKept
from satclip_backend.learning.observations import Observations
from satclip_backend.learning.recipe import Recipe
from satclip_backend.learning.regions import continents
from satclip_backend.learning.results import (
    Coverage,
    Difference,
    Evaluation,
    FoldsShown,
    Importance,
    Interval,
    Scored,
)
from satclip_backend.learning.scores import Judge
from satclip_backend.learning.sphere import nearest_km, nearest_other_fold_km, nearest_other_km, unit
from satclip_backend.learning.validation import Steps, Table, out_of_fold

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

Report = Callable[[float, str], None]
BLOCK_SAMPLE = 5_000
"""Rows at most of which the range of the residuals' correlation is found."""
FEWEST_IN_REGION = 30
"""Rows that a region needs for its coverage to be told."""


@dataclass
class Prepared:
    """What every fit on these observations begins with: features, folds, and the blocks for the bootstrap."""

    observed: Observations
    recipe: Recipe
    features: Features
    table: Table
    places: Table
    """The same rows, told x, y, z on the unit sphere alone."""
    block_km: float
    judge: Judge
    folds: list[Folds]
    """The main ones first."""
    area: NDArray[np.float64]

    @property
    def main(self) -> Folds:
        """The folds that the recipe asks for."""
        return self.folds[0]


def prepare(
    observed: Observations,
    recipe: Recipe,
    encoders: Sequence[Encoder],
    area: NDArray[np.float64],
    report: Report,
) -> Prepared:
    """Embed, find the correlation's range, make the folds. Raises SatclipError where there can be none."""
    if not encoders and not recipe.coordinates and not recipe.fields and recipe.estimator != "neighbours":
        raise SatclipError(
            "The model has nothing to learn from: choose an encoder, the coordinates or fields."
        )
    if recipe.folds == "groups" and observed.groups is None:
        raise SatclipError("Folds by group need a field with the groups: name one, or choose other folds.")
    report(0.0, "embedding the places")
    features = choose_features(encoders, recipe.coordinates, observed.fields)
    x = features.columns(
        observed.lonlat, observed.fields, [embed(encoder, observed.lonlat) for encoder in encoders]
    )
    classes = len(observed.classes)
    table = Table(observed.task, x, observed.target, classes, observed.weights, recipe.seed)
    places = replace(table, x=unit(observed.lonlat).astype(np.float32))
    report(0.0, "looking how far residuals are correlated")
    size = recipe.block_size_km or _block_size(observed, table if x.shape[1] else places, recipe)
    report(0.0, "making the folds")
    judge = Judge(
        observed.task,
        observed.target,
        block_ids(observed.lonlat, size),
        observed.weights,
        classes,
        recipe.seed,
    )
    return Prepared(
        observed, recipe, features, table, places, size, judge, _folds(observed, recipe, size, area), area
    )


def _block_size(observed: Observations, table: Table, recipe: Recipe) -> float:
    """Range of the residuals of a ridge regression in random folds, of the most frequent class against the rest."""
    rng = np.random.default_rng(recipe.seed)
    some = np.sort(rng.permutation(len(observed))[:BLOCK_SAMPLE])
    y = observed.target[some]
    if observed.task == "classification":
        y = (y == np.bincount(observed.target).argmax()).astype(float)
    quick = Table("regression", table.x[some], y, 0, seed=recipe.seed)
    lonlat = observed.lonlat[some]
    index = at_random(lonlat, min(5, recipe.fold_count), recipe.seed).index
    made, _ = out_of_fold(quick, "linear", index, Steps(lambda fraction, message: None, 1))
    return block_size_km(lonlat, y - made, recipe.fold_count, recipe.seed)


def _folds(observed: Observations, recipe: Recipe, size: float, area: NDArray) -> list[Folds]:
    """All kinds of folds that can be made, the recipe's first. That one must be possible, and random ones."""
    lonlat, k, seed = observed.lonlat, recipe.fold_count, recipe.seed
    makers = {
        "knndm": lambda: knndm(lonlat, area, k, seed),
        "blocks": lambda: blocks(lonlat, size, k, seed),
        "groups": lambda: by_group(observed.groups, k, seed),
        "random": lambda: at_random(lonlat, k, seed),
    }
    made = [makers[recipe.folds]()]
    for name, make in makers.items():
        if name == recipe.folds or (name == "groups" and observed.groups is None):
            continue
        try:
            made.append(make())
        except SatclipError:
            if name == "random":
                raise
    return made


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
    task, judge, main = observed.task, prepared.judge, prepared.main
    candidates = [
        c
        for c in ESTIMATORS
        if recipe.estimator in ("auto", c) and (c == "neighbours" or prepared.features.width)
    ]
    baselines = _baselines(prepared, candidates[0])
    others = [folds for folds in prepared.folds[1:]]
    count = sum(len(np.unique(folds.index)) for folds in prepared.folds)
    in_two = len(np.unique(main.index)) + recipe.fold_count
    steps = Steps(
        report, count + len(np.unique(main.index)) * (len(candidates) - 1) + in_two * len(baselines) + 1
    )

    shuffled = prepared.features.blocks
    tried = {}
    for kind in candidates:
        steps.say(f"judging: {LABELS[kind][task]}, {main.label}")
        table, blocks_of = _table_for(prepared, kind)
        tried[kind] = out_of_fold(table, kind, main.index, steps, [where for _, where in blocks_of])
    kind = max(tried, key=lambda candidate: judge.score(tried[candidate][0]))
    table, shuffled = _table_for(prepared, kind)
    main_raw, mixed = tried[kind]

    scored = [
        Scored(
            f"{candidate}:{_told(prepared, candidate)[0]}",
            f"{LABELS[candidate][task]} on {_told(prepared, candidate)[1]}",
            "chosen" if candidate == kind else "candidate",
            main.name,
            judge.scores(made),
        )
        for candidate, (made, _) in tried.items()
    ]
    chosen_label = scored[list(tried).index(kind)].label
    by_folds = {main.name: main_raw}
    for folds in others:
        steps.say(f"judging: {LABELS[kind][task]}, {folds.label}")
        by_folds[folds.name], _ = out_of_fold(table, kind, folds.index, steps)
        scored.append(
            replace(
                scored[list(tried).index(kind)], folds=folds.name, scores=judge.scores(by_folds[folds.name])
            )
        )
    made_without: dict[str, NDArray] = {}
    for baseline in baselines:
        for folds in dict.fromkeys((main.name, "random")):
            index = next(f.index for f in prepared.folds if f.name == folds)
            steps.say(f"judging: {baseline.label}")
            made, _ = out_of_fold(baseline.table, baseline.kind, index, steps)
            scored.append(Scored(baseline.key, baseline.label, "baseline", folds, judge.scores(made)))
            if folds == main.name:
                made_without[baseline.label] = made
    importances = [
        Importance(label, judge.difference(main_raw, other)) for (label, _), other in zip(shuffled, mixed)
    ]

    steps.say("fitting the model on all rows")
    fitted = fit_estimator(
        kind, task, table.x, table.y, main.index, weights=table.weights, seed=recipe.seed, look=steps.look
    )
    steps.done()
    steps.say("measuring where it applies")
    features = (
        prepared.features
        if kind != "neighbours"
        else Features(encoders=[], coordinates=True, numbers=[], categories=[])
    )
    fill = _fill(table.x)
    filled = np.where(np.isnan(table.x), fill, table.x)
    weights = np.ones(features.width)
    for importance, (_, where) in zip(importances, shuffled):
        weights[where] = max(importance.drop.value, 0.0) or 1e-3
    applicability, dissimilarity = Applicability.fit(
        filled, main.index, weights if len(shuffled) > 1 else None, recipe.seed
    )
    temperature = 1.0
    if task == "classification":
        temperature = fit_temperature(main_raw, table.y, table.weights)
        by_folds = {name: heated(made, temperature) for name, made in by_folds.items()}
    scores = {name: _nonconformity(table, made) for name, made in by_folds.items()}
    widths = conformal.calibrate(scores[main.name], dissimilarity, recipe.confidence)
    spread = {
        folds.name: conformal.crossed(scores[folds.name], dissimilarity, folds.index, recipe.confidence)
        for folds in prepared.folds
    }
    settings = _settings(prepared, kind, fitted.chosen)
    about = About(
        name=f"{observed.name}: {chosen_label}",
        target=observed.name,
        units=recipe.units,
        task=task,
        classes=observed.classes,
        recipe=recipe.model_copy(update={"task": task}),
        features=features,
        estimator=kind,
        chosen=fitted.chosen,
        widths=widths,
        temperature=temperature,
        rows=len(observed),
        training_extent=_extent(observed.lonlat),
        folds={folds.name: folds.why for folds in prepared.folds},
        scores=[
            ScoreKept(model=s.label, folds=s.folds, score=name, **_finite(interval))
            for s in scored
            for name, interval in s.scores.items()
        ],
        settings=settings,
        provenance=provenance(encoders),
    )
    model = Model(about, fitted.pipeline, applicability, observed.lonlat, fill)
    area_applicable = float("nan")
    if not features.fields:
        used = encoders if features.encoders else []
        inside = [
            applicability.dissimilarity(
                features.columns(area, {}, [embed(encoder, area) for encoder in used])
            )
            <= applicability.threshold
        ]
        area_applicable = float(np.mean(inside))

    row_distances = nearest_other_km(observed.lonlat)
    area_distances = nearest_km(area, observed.lonlat)
    shown = []
    for folds in prepared.folds:
        distances = nearest_other_fold_km(observed.lonlat, folds.index)
        match = wasserstein_km(distances, area_distances)
        shown.append(FoldsShown(folds.name, folds.label, folds.index, distances, folds.why, match))
    final = by_folds[main.name]
    regression = task == "regression"
    width = spread[main.name]
    evaluation = Evaluation(
        target=observed.name,
        units=recipe.units,
        task=task,
        classes=observed.classes,
        lonlat=observed.lonlat,
        observed=observed.target,
        predicted=final if regression else final.argmax(axis=1),
        main=main.name,
        score=judge.main,
        folds=shown,
        area=area,
        area_distances=area_distances,
        row_distances=row_distances,
        table=scored,
        difference=_difference(prepared, kind, chosen_label, main_raw, tried, made_without),
        correlogram=correlogram(
            observed.lonlat,
            observed.target - final if regression else 1.0 - final[np.arange(len(final)), observed.target],
            recipe.seed,
        ),
        importances=importances,
        confidence=recipe.confidence,
        lower=final - width if regression else np.empty(0),
        upper=final + width if regression else np.empty(0),
        probabilities=np.empty((0, 0)) if regression else final,
        sets=np.empty((0, 0), dtype=bool) if regression else conformal.sets(final, width),
        coverages=_coverages(prepared, by_folds, spread, scores),
        dissimilarity=dissimilarity,
        threshold=applicability.threshold,
        area_applicable=area_applicable,
        dropped=observed.dropped,
        warnings=[*observed.warnings, *_warnings(prepared, scored, chosen_label)],
        settings=settings,
        provenance=about.provenance,
        weights=observed.weights,
    )
    report(1.0, "done")
    return model, evaluation


@dataclass(frozen=True)
class _Baseline:
    key: str
    label: str
    kind: str
    table: Table


def _baselines(prepared: Prepared, kind: str) -> list[_Baseline]:
    """Models without embeddings: a constant, coordinates alone, the nearest rows; fields without embeddings, if any."""
    task, places, features = prepared.observed.task, prepared.places, prepared.features
    kind = "boosting" if kind == "neighbours" else kind
    found = [
        _Baseline("constant", LABELS["constant"][task], "constant", places),
        _Baseline(f"{kind}:coordinates", f"{LABELS[kind][task]} on coordinates alone", kind, places),
        _Baseline("neighbours", f"{LABELS['neighbours'][task]} on the sphere", "neighbours", places),
    ]
    if features.fields and features.encoders:
        start = sum(encoder.dimension for encoder in features.encoders)
        x = prepared.table.x[:, start:]
        x = x if features.coordinates else np.hstack([places.x, x])
        label = f"{LABELS[kind][task]} on coordinates and fields"
        found.append(_Baseline(f"{kind}:fields", label, kind, replace(places, x=x)))
    return found


def _table_for(prepared: Prepared, kind: str) -> tuple[Table, list[tuple[str, slice]]]:
    """Features of an estimator, and their blocks: nearest neighbours are told coordinates alone."""
    if kind == "neighbours":
        return prepared.places, [("Coordinates", slice(0, 3))]
    return prepared.table, prepared.features.blocks


def _told(prepared: Prepared, kind: str) -> tuple[str, str]:
    """Key and label of what an estimator is told."""
    features = prepared.features
    if kind == "neighbours":
        return "coordinates", "the sphere"
    parts = [
        *(["embeddings"] if features.encoders else []),
        *(["coordinates"] if features.coordinates else []),
        *(["fields"] if features.fields else []),
    ]
    return "+".join(parts), " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _nonconformity(table: Table, made: NDArray) -> NDArray[np.float64]:
    if table.task == "regression":
        return np.abs(table.y - made)
    return 1 - made[np.arange(len(made)), table.y]


def _fill(x: NDArray[np.float32]) -> NDArray[np.float32]:
    known = ~np.isnan(x)
    sums = np.where(known, x, 0).sum(axis=0, dtype=np.float64)
    return (sums / np.maximum(known.sum(axis=0), 1)).astype(np.float32)


def _difference(prepared, kind, label, made, tried, without) -> Difference:
    """Whether embeddings helped: the chosen model, or the best tried one with them, against the best without."""
    judge, features = prepared.judge, prepared.features
    name = {"r2": "R²", "balanced_accuracy": "balanced accuracy"}[judge.main]
    best = max(without, key=lambda other: judge.score(without[other]))
    if kind == "neighbours" or not features.encoders:
        with_them = [c for c in tried if c != "neighbours" and features.encoders]
        if not with_them:
            nothing = Interval(float("nan"), float("nan"), float("nan"))
            sentence = "The model has no embeddings, so whether they would help was not asked."
            return Difference(judge.main, label, best, nothing, "undecided", sentence)
        kind = max(with_them, key=lambda candidate: judge.score(tried[candidate][0]))
        label, made = f"{LABELS[kind][prepared.observed.task]} on {_told(prepared, kind)[1]}", tried[kind][0]
    found = judge.difference(made, without[best])
    scores = f"{name} is {judge.score(made):.2f} with them ({label}) and {judge.score(without[best]):.2f} without ({best})"
    if not np.isfinite(found.low):
        verdict, how = "undecided", "There are too few blocks of places to tell whether embeddings helped"
        return Difference(judge.main, label, best, found, verdict, f"{how}: {scores}.")
    interval = f"a difference of {found.value:+.2f}, 95 % interval {found.low:+.2f} to {found.high:+.2f}"
    if found.low > 0:
        verdict, how = "helped", "Embeddings helped"
    elif found.high < 0:
        verdict, how = "did not help", "Embeddings did not help; the model without them is better"
    else:
        verdict, how = "undecided", "Whether embeddings helped can't be told from these rows"
    return Difference(judge.main, label, best, found, verdict, f"{how}: {scores}, {interval}.")


def _coverages(prepared: Prepared, by_folds, spread, scores) -> list[Coverage]:
    """Coverage and size in each kind of folds, then of the main ones by region."""
    observed = prepared.observed

    def told(label: str, name: str, some: NDArray[np.bool_]) -> Coverage:
        width, held = spread[name][some], scores[name][some] <= spread[name][some]
        if observed.task == "regression":
            size = 2 * width
        else:
            chosen = conformal.sets(by_folds[name][some], width)
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


def _warnings(prepared: Prepared, scored: list[Scored], label: str) -> list[str]:
    """What a reader should know before believing the scores."""
    judge, told = prepared.judge, []
    by_folds = {s.folds: s.scores[judge.main].value for s in scored if s.label == label}
    main = by_folds[prepared.main.name]
    if prepared.main.name == "random":
        told.append(
            "The folds are random: rows near those that are predicted were seen in fitting, so the scores are "
            "optimistic for places farther away."
        )
    constant = next(s for s in scored if s.model == "constant" and s.folds == prepared.main.name)
    if main <= constant.scores[judge.main].value:
        told.append("The model is no better than a constant at places that it has not seen: do not map it.")
    if len(np.unique(judge.blocks)) < 10:
        told.append("The rows lie in fewer than 10 blocks of places: the intervals of the scores are rough.")
    return told


def _settings(prepared: Prepared, kind: str, chosen: dict[str, str]) -> dict[str, str]:
    observed, recipe = prepared.observed, prepared.recipe
    return {
        "Target": observed.name + (f" ({recipe.units})" if recipe.units else ""),
        "Rows": f"{len(observed):,}",
        "Estimator": LABELS[kind][observed.task]
        + (" (the best of all)" if recipe.estimator == "auto" else ""),
        **{name.capitalize(): value for name, value in chosen.items()},
        "Told": _told(prepared, kind)[1],
        **({"Predictor fields": ", ".join(recipe.fields)} if recipe.fields else {}),
        **({"Weights": recipe.weights} if recipe.weights else {}),
        **({"Groups": recipe.groups} if recipe.groups else {}),
        "Folds": f"{len(np.unique(prepared.main.index))}, {prepared.main.label}",
        "Blocks": f"{prepared.block_km:,.0f} km",
        "Confidence": f"{recipe.confidence:.0%}",
        "Seed": str(recipe.seed),
    }


def provenance(encoders: Sequence[Encoder]) -> dict[str, str]:
    """Versions, hashes and the time."""
    return {
        "SatCLIP backend": __version__,
        "Python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "scikit-learn", "scipy", "torch")},
        **{f"Encoder {encoder.id}": f"weights SHA-256 {encoder.weights_sha256}" for encoder in encoders},
        "Made": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
    }


def _extent(lonlat: NDArray[np.float64]) -> tuple[float, float, float, float]:
    (west, south), (east, north) = lonlat.min(axis=0), lonlat.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _finite(interval: Interval) -> dict[str, float | None]:
    return {
        name: value if np.isfinite(value) else None
        for name, value in (("value", interval.value), ("low", interval.low), ("high", interval.high))
    }
