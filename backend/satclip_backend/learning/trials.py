"""Estimators tried in the same folds, and baselines beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from satclip_backend.learning.estimators import ESTIMATORS, LABELS
from satclip_backend.learning.preparation import Prepared, Report
from satclip_backend.learning.recipe import Recipe
from satclip_backend.learning.results import Scored
from satclip_backend.learning.validation import Steps, Table, out_of_fold

COORDINATES = [("Coordinates", slice(0, 3))]


@dataclass(frozen=True)
class Trial:
    """An estimator that was tried in the main folds.

    `made` are its out-of-fold predictions: values (n,) or probabilities (n, classes); `mixed` the same with each of
    `blocks`, named columns of `table`, shuffled.
    """

    kind: str
    key: str
    label: str
    table: Table
    blocks: list[tuple[str, slice]]
    made: NDArray[np.float64]
    mixed: list[NDArray[np.float64]]


@dataclass(frozen=True)
class Trials:
    """All that were `tried`, and the one `chosen`: the best. `by_folds` its predictions in each kind of folds.

    `without` are predictions of models without embeddings in the main folds, by label; `table` all scores.
    """

    tried: list[Trial]
    chosen: Trial
    by_folds: dict[str, NDArray[np.float64]]
    without: dict[str, NDArray[np.float64]]
    table: list[Scored]


def run_trials(prepared: Prepared, report: Report) -> Trials:
    """Try what the recipe asks for, and the baselines. `report` may raise to end the work."""
    judge, main, wanted = prepared.judge, prepared.main, prepared.recipe.estimator
    kinds = [
        kind
        for kind in ESTIMATORS
        if wanted in ("auto", kind) and (kind == "neighbours" or prepared.features.width)
    ]
    sizes = {folds.name: len(np.unique(folds.index)) for folds in prepared.folds}
    both = list(dict.fromkeys((main.name, "random")))
    total = sizes[main.name] * (len(kinds) - 1) + sum(sizes.values())
    count = len(_baselines(prepared, kinds[0]))
    steps = Steps(report, total + count * sum(sizes[name] for name in both))

    tried = [_try(prepared, kind, steps) for kind in kinds]
    chosen = max(tried, key=lambda trial: judge.score(trial.made))
    table = [
        Scored(t.key, t.label, "chosen" if t is chosen else "candidate", main.name, judge.scores(t.made))
        for t in tried
    ]
    by_folds = {main.name: chosen.made}
    for folds in prepared.folds[1:]:
        steps.say(f"judging: {chosen.label}, {folds.label}")
        by_folds[folds.name], _ = out_of_fold(chosen.table, chosen.kind, folds.index, steps)
        table.append(
            Scored(chosen.key, chosen.label, "chosen", folds.name, judge.scores(by_folds[folds.name]))
        )
    without = {}
    for baseline in _baselines(prepared, chosen.kind):
        steps.say(f"judging: {baseline.label}")
        for folds in (folds for folds in prepared.folds if folds.name in both):
            made, _ = out_of_fold(baseline.table, baseline.kind, folds.index, steps)
            table.append(Scored(baseline.key, baseline.label, "baseline", folds.name, judge.scores(made)))
            if folds is main:
                without[baseline.label] = made
    return Trials(tried, chosen, by_folds, without, table)


def _try(prepared: Prepared, kind: str, steps: Steps) -> Trial:
    """Nearest neighbours are told coordinates alone, the others all features."""
    label = f"{LABELS[kind][prepared.observed.task]} on {told(prepared.recipe, kind)}"
    alone = kind == "neighbours"
    table = prepared.places if alone else prepared.table
    blocks = COORDINATES if alone else prepared.features.blocks
    steps.say(f"judging: {label}, {prepared.main.label}")
    made, mixed = out_of_fold(table, kind, prepared.main.index, steps, [where for _, where in blocks])
    return Trial(kind, f"{kind}:{'coordinates' if alone else 'features'}", label, table, blocks, made, mixed)


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


def told(recipe: Recipe, kind: str) -> str:
    """What an estimator of a recipe is told, for a reader."""
    if kind == "neighbours":
        return "the sphere"
    parts = [
        *(["embeddings"] if recipe.encoders else []),
        *(["coordinates"] if recipe.coordinates else []),
        *(["fields"] if recipe.fields else []),
    ]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
