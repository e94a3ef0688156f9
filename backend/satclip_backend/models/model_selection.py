"""Estimators tried in the same folds, and baselines beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models.estimators import ESTIMATORS, LABELS
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.preparation import Prepared
from satclip_backend.models.results import Scored
from satclip_backend.models.validation import Steps, TrainingData, out_of_fold
from satclip_backend.progress import Progress

COORDINATES = [("Coordinates", slice(0, 3))]


@dataclass(frozen=True)
class Candidate:
    """An estimator that was tried in the main folds.

    `predictions` are out of fold: values (n,) or probabilities (n, classes); `permuted` the same with each of `blocks`,
    named columns of `data`, shuffled.
    """

    kind: str
    key: str
    label: str
    data: TrainingData
    blocks: list[tuple[str, slice]]
    predictions: NDArray[np.float64]
    permuted: list[NDArray[np.float64]]


@dataclass(frozen=True)
class ModelSelection:
    """All `candidates`, and the best, `chosen`; `predictions_by_folds` are its predictions in each kind of folds.

    `baselines` are predictions of models without embeddings in the main folds, by label; `scores` those of all.
    """

    candidates: list[Candidate]
    chosen: Candidate
    predictions_by_folds: dict[str, NDArray[np.float64]]
    baselines: dict[str, NDArray[np.float64]]
    scores: list[Scored]


def select_model(prepared: Prepared, progress: Progress) -> ModelSelection:
    """Cross-validate the candidates of the configuration, and the baselines."""
    scorer, main, wanted = prepared.scorer, prepared.main, prepared.config.estimator
    kinds = [
        kind
        for kind in ESTIMATORS
        if wanted in ("auto", kind) and (kind == "neighbours" or prepared.features.width)
    ]
    sizes = {folds.name: len(np.unique(folds.index)) for folds in prepared.folds}
    both = list(dict.fromkeys((main.name, "random")))
    total = sizes[main.name] * (len(kinds) - 1) + sum(sizes.values())
    count = len(_baselines(prepared, kinds[0]))
    steps = Steps(progress, total + count * sum(sizes[name] for name in both))

    candidates = [_cross_validate(prepared, kind, steps) for kind in kinds]
    chosen = max(candidates, key=lambda candidate: scorer.score(candidate.predictions))
    scores = [
        Scored(
            t.key, t.label, "chosen" if t is chosen else "candidate", main.name, scorer.scores(t.predictions)
        )
        for t in candidates
    ]
    predictions_by_folds = {main.name: chosen.predictions}
    for folds in prepared.folds[1:]:
        steps.say(f"cross-validating: {chosen.label}, {folds.label}")
        predictions_by_folds[folds.name], _ = out_of_fold(chosen.data, chosen.kind, folds.index, steps)
        scores.append(
            Scored(
                chosen.key,
                chosen.label,
                "chosen",
                folds.name,
                scorer.scores(predictions_by_folds[folds.name]),
            )
        )
    baselines = {}
    for baseline in _baselines(prepared, chosen.kind):
        steps.say(f"cross-validating: {baseline.label}")
        for folds in (folds for folds in prepared.folds if folds.name in both):
            predictions, _ = out_of_fold(baseline.data, baseline.kind, folds.index, steps)
            scores.append(
                Scored(baseline.key, baseline.label, "baseline", folds.name, scorer.scores(predictions))
            )
            if folds is main:
                baselines[baseline.label] = predictions
    return ModelSelection(candidates, chosen, predictions_by_folds, baselines, scores)


def _cross_validate(prepared: Prepared, kind: str, steps: Steps) -> Candidate:
    """Nearest neighbours use the coordinates alone, the others all features."""
    label = f"{LABELS[kind][prepared.observed.task]} on {describe_features(prepared.config, kind)}"
    coordinates_only = kind == "neighbours"
    data = prepared.coordinates if coordinates_only else prepared.data
    blocks = COORDINATES if coordinates_only else prepared.features.blocks
    steps.say(f"cross-validating: {label}, {prepared.main.label}")
    predictions, permuted = out_of_fold(
        data, kind, prepared.main.index, steps, [where for _, where in blocks]
    )
    return Candidate(
        kind,
        f"{kind}:{'coordinates' if coordinates_only else 'features'}",
        label,
        data,
        blocks,
        predictions,
        permuted,
    )


@dataclass(frozen=True)
class _Baseline:
    key: str
    label: str
    kind: str
    data: TrainingData


def _baselines(prepared: Prepared, kind: str) -> list[_Baseline]:
    """Models without embeddings: a constant, coordinates alone, the nearest rows; fields without embeddings, if any."""
    task, coordinates, features = prepared.observed.task, prepared.coordinates, prepared.features
    kind = "boosting" if kind == "neighbours" else kind
    found = [
        _Baseline("constant", LABELS["constant"][task], "constant", coordinates),
        _Baseline(f"{kind}:coordinates", f"{LABELS[kind][task]} on coordinates alone", kind, coordinates),
        _Baseline("neighbours", f"{LABELS['neighbours'][task]} on the sphere", "neighbours", coordinates),
    ]
    if features.fields and features.encoders:
        start = sum(encoder.dimension for encoder in features.encoders)
        x = prepared.data.x[:, start:]
        x = x if features.coordinates else np.hstack([coordinates.x, x])
        label = f"{LABELS[kind][task]} on coordinates and fields"
        found.append(_Baseline(f"{kind}:fields", label, kind, replace(coordinates, x=x)))
    return found


def describe_features(config: FitConfig, kind: str) -> str:
    """A description of the features that an estimator uses."""
    if kind == "neighbours":
        return "the sphere"
    parts = [
        *(["embeddings"] if config.encoders else []),
        *(["coordinates"] if config.coordinates else []),
        *(["fields"] if config.fields else []),
    ]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
