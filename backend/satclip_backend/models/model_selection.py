"""Estimators tried in the same folds, and baselines beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models.estimators import ESTIMATORS, LABELS
from satclip_backend.models.features import FeatureSpec
from satclip_backend.models.out_of_fold import Steps, TrainingData, out_of_fold
from satclip_backend.models.preparation import Prepared
from satclip_backend.models.results import Scored
from satclip_backend.progress import Progress

COORDINATES = FeatureSpec(encoders=[], coordinates=True, numbers=[], categories=[])


@dataclass(frozen=True)
class Candidate:
    """An estimator on `features`, the columns of `data`."""

    key: str
    label: str
    kind: str
    features: FeatureSpec
    data: TrainingData


@dataclass(frozen=True)
class Tried(Candidate):
    """A candidate that was cross-validated in the main folds.

    `predictions` are out of fold: values (n,) or probabilities (n, classes); `permuted` the same with each block of
    the features shuffled.
    """

    predictions: NDArray[np.float64]
    permuted: list[NDArray[np.float64]]


@dataclass(frozen=True)
class ModelSelection:
    """The `candidates` with all features, the `baselines` without embeddings, and the best, `chosen`.

    `predictions_by_folds` are its predictions in each kind of folds; `scores` those of all.
    """

    candidates: list[Tried]
    baselines: list[Tried]
    chosen: Tried
    predictions_by_folds: dict[str, NDArray[np.float64]]
    scores: list[Scored]


def select_model(prepared: Prepared, progress: Progress) -> ModelSelection:
    """Cross-validate the candidates of the configuration, and the baselines.

    The best candidate is chosen. Where the estimator is "auto", it may also be a baseline other than a constant.
    """
    scorer, main, automatic = prepared.scorer, prepared.main, prepared.config.estimator == "auto"
    wanted = _candidates(prepared)
    sizes = {folds.name: len(np.unique(folds.index)) for folds in prepared.folds}
    count = len(_baselines(prepared, wanted[0].kind))
    others = sum(sizes.values()) - sizes[main.name]
    steps = Steps(
        progress,
        sizes[main.name] * (len(wanted) + count)
        + others
        + (count * sizes["random"] if main.name != "random" else 0),
    )

    def score(tried: Tried) -> float:
        return scorer.score(tried.predictions)

    candidates = [_cross_validate(prepared, candidate, steps) for candidate in wanted]
    best = max(candidates, key=score)
    baselines = [_cross_validate(prepared, baseline, steps) for baseline in _baselines(prepared, best.kind)]
    chosen = max([best, *(b for b in baselines if automatic and b.kind != "constant")], key=score)
    shown = [*candidates, *([] if chosen is best else [chosen])]
    scores = [
        _scored(prepared, tried, "chosen" if tried is chosen else "candidate", main.name, tried.predictions)
        for tried in shown
    ]
    predictions_by_folds = {main.name: chosen.predictions}
    for folds in prepared.folds[1:]:
        steps.say(f"cross-validating: {chosen.label}, {folds.label}")
        predictions_by_folds[folds.name], _ = out_of_fold(chosen.data, chosen.kind, folds.index, steps)
        scores.append(_scored(prepared, chosen, "chosen", folds.name, predictions_by_folds[folds.name]))
    random = next(folds for folds in prepared.folds if folds.name == "random")
    for baseline in baselines:
        if baseline is chosen:
            continue
        scores.append(_scored(prepared, baseline, "baseline", main.name, baseline.predictions))
        if main.name != "random":
            steps.say(f"cross-validating: {baseline.label}, {random.label}")
            predictions, _ = out_of_fold(baseline.data, baseline.kind, random.index, steps)
            scores.append(_scored(prepared, baseline, "baseline", random.name, predictions))
    return ModelSelection(candidates, baselines, chosen, predictions_by_folds, scores)


def _cross_validate(prepared: Prepared, candidate: Candidate, steps: Steps) -> Tried:
    steps.say(f"cross-validating: {candidate.label}, {prepared.main.label}")
    blocks = [] if candidate.kind == "constant" else [where for _, where in candidate.features.blocks]
    predictions, permuted = out_of_fold(candidate.data, candidate.kind, prepared.main.index, steps, blocks)
    return Tried(**vars(candidate), predictions=predictions, permuted=permuted)


def _scored(
    prepared: Prepared, tried: Tried, role: str, folds: str, predictions: NDArray[np.float64]
) -> Scored:
    return Scored(tried.key, tried.label, role, folds, prepared.scorer.scores(predictions))


def _candidates(prepared: Prepared) -> list[Candidate]:
    """The estimators that are asked for, on all features; nearest neighbours on the coordinates."""
    task, features, wanted = prepared.observed.task, prepared.features, prepared.config.estimator
    found = [
        Candidate(
            f"{kind}:features",
            f"{LABELS[kind][task]} on {describe_features(features)}",
            kind,
            features,
            prepared.data,
        )
        for kind in ESTIMATORS
        if kind != "neighbours" and wanted in ("auto", kind) and features.width
    ]
    return [_neighbours(prepared, "neighbours:coordinates")] if wanted == "neighbours" or not found else found


def _baselines(prepared: Prepared, kind: str) -> list[Candidate]:
    """Models without embeddings: a constant, coordinates alone, the nearest rows; fields and rasters, if any."""
    task, coordinates, features = prepared.observed.task, prepared.coordinates, prepared.features
    kind = "boosting" if kind == "neighbours" else kind
    found = [
        Candidate("constant", LABELS["constant"][task], "constant", COORDINATES, coordinates),
        Candidate(
            f"{kind}:coordinates",
            f"{LABELS[kind][task]} on coordinates alone",
            kind,
            COORDINATES,
            coordinates,
        ),
        _neighbours(prepared, "neighbours"),
    ]
    if (features.fields or features.rasters) and features.encoders:
        fields = features.model_copy(update={"encoders": [], "coordinates": True})
        data = replace(coordinates, x=fields.columns(prepared.observed.lonlat, prepared.observed.fields, []))
        label = f"{LABELS[kind][task]} on {describe_features(fields)}"
        found.append(Candidate(f"{kind}:fields", label, kind, fields, data))
    return found


def _neighbours(prepared: Prepared, key: str) -> Candidate:
    label = f"{LABELS['neighbours'][prepared.observed.task]} on the sphere"
    return Candidate(key, label, "neighbours", COORDINATES, prepared.coordinates)


def describe_features(features: FeatureSpec) -> str:
    """The predictors in words: "embeddings, coordinates and fields"."""
    parts = [
        *(["embeddings"] if features.encoders else []),
        *(["coordinates"] if features.coordinates else []),
        *(["fields"] if features.fields else []),
        *(["rasters"] if features.rasters else []),
    ]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
