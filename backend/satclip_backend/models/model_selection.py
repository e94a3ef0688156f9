"""Model selection: candidates and baselines, cross-validated in the same folds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from satclip_backend.errors import SatclipError
from satclip_backend.models.estimators import EVERYWHERE, LABELS, WITHOUT_EMBEDDINGS, Fitted
from satclip_backend.models.features import COORDINATES, FeatureSpec, without_embeddings
from satclip_backend.models.folds import Folds
from satclip_backend.models.out_of_fold import Steps, TrainingData, cost_of, fit_rows, out_of_fold
from satclip_backend.models.preparation import Prepared
from satclip_backend.models.results import Scored
from satclip_backend.models.stacking import Stack, combined, cross_fitted, find_weights, parts_for
from satclip_backend.progress import Progress, part_of
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined, listed

COORDINATES_ALONE = _("coordinates alone")


@dataclass(frozen=True)
class Candidate:
    """An estimator and its `features`, the columns of `data`.

    `parts` are the models of a stacked ensemble, in the order of `stacking.PARTS`.
    """

    key: str
    label: str
    kind: str
    features: FeatureSpec
    data: TrainingData
    parts: Sequence[Candidate]


@dataclass(frozen=True)
class Tried(Candidate):
    """A candidate that was cross-validated.

    Attributes
    ----------
    parts : sequence of Tried
        The models of a stacked ensemble, cross-validated.
    predictions : (n,) or (n, classes) float64
        Out-of-fold values or probabilities.
    permuted : list of array
        Out-of-fold predictions in the main folds with each group of features permuted.
    """

    parts: Sequence[Tried]
    predictions: NDArray[np.float64]
    permuted: list[NDArray[np.float64]]


@dataclass(frozen=True)
class ModelSelection:
    """Result of model selection.

    Attributes
    ----------
    candidates : list of Tried
        Models with all features.
    baselines : list of Tried
        Models without embeddings.
    chosen : Tried
        The best model.
    predictions_by_folds : dict of str to array
        Its out-of-fold predictions in each kind of folds.
    scores : list of Scored
        Scores of all models.
    """

    candidates: list[Tried]
    baselines: list[Tried]
    chosen: Tried
    predictions_by_folds: dict[str, NDArray[np.float64]]
    scores: list[Scored]


def select_model(prepared: Prepared, progress: Progress) -> ModelSelection:
    """Cross-validate the candidates and the baselines, and choose the best candidate.

    If the estimator is "auto", a baseline other than the constant may also be chosen.
    """
    scorer, main, automatic = prepared.scorer, prepared.main, prepared.config.estimator == "auto"
    wanted = _candidates(prepared)
    random = next(folds for folds in prepared.folds if folds.name == "random")
    trials = _Trials(prepared, progress, wanted, random)

    def score(tried: Tried) -> float:
        return scorer.score(tried.predictions)

    candidates = [trials.cross_validate(candidate, main) for candidate in wanted]
    best = max(candidates, key=score)
    baselines = [trials.cross_validate(baseline, main) for baseline in _baselines(prepared, best.kind)]
    chosen = max([best, *(b for b in baselines if automatic and b.kind != "constant")], key=score)
    shown = [*candidates, *([] if chosen is best else [chosen])]
    scores = [
        _scored(prepared, tried, "chosen" if tried is chosen else "candidate", main.name) for tried in shown
    ]
    predictions_by_folds = {main.name: chosen.predictions}
    for folds in prepared.folds[1:]:
        tried = trials.cross_validate(chosen, folds)
        predictions_by_folds[folds.name] = tried.predictions
        scores.append(_scored(prepared, tried, "chosen", folds.name))
    for baseline in baselines:
        if baseline is chosen:
            continue
        scores.append(_scored(prepared, baseline, "baseline", main.name))
        if main.name != "random":
            scores.append(_scored(prepared, trials.cross_validate(baseline, random), "baseline", random.name))
    return ModelSelection(candidates, baselines, chosen, predictions_by_folds, scores)


def fit_chosen(prepared: Prepared, chosen: Tried, progress: Progress) -> Fitted:
    """Fit the chosen model on all observations. The weights of a stacked ensemble come from out-of-fold predictions."""
    if not chosen.parts:
        return fit_rows(chosen.data, chosen.kind, prepared.main.index, progress=progress)
    data, count = chosen.data, len(chosen.parts)
    weights = find_weights([part.predictions for part in chosen.parts], data.y, data.task, data.weights)
    fitted = {
        part.kind: fit_rows(
            part.data, part.kind, prepared.main.index, progress=part_of(progress, i / count, (i + 1) / count)
        )
        for i, part in enumerate(chosen.parts)
    }
    pipelines = {kind: part.pipeline for kind, part in fitted.items()}
    shares = [
        _("{model} {weight}", model=LABELS[kind][data.task], weight=f"{weight:.2f}")
        for kind, weight in zip(fitted, weights.of)
    ]
    return Fitted(
        Pipeline([("model", Stack(data.task, data.classes, data.coordinates, pipelines, weights))]),
        {
            "weights": joined(shares, ", "),
            **{k: v for part in fitted.values() for k, v in part.chosen.items()},
        },
    )


class _Trials:
    """Cross-validates candidates, each once in each kind of folds."""

    def __init__(
        self, prepared: Prepared, progress: Progress, wanted: Sequence[Candidate], random: Folds
    ) -> None:
        self._prepared, self._found = prepared, {}
        kind = "stacking" if any(candidate.parts for candidate in wanted) else wanted[0].kind
        baselines = _costs(_baselines(prepared, kind))
        other = [folds for folds in prepared.folds if folds is not prepared.main]
        chosen = _costs(wanted[-1:])
        self._steps = Steps(
            progress,
            _fold_count(prepared.main) * sum((_costs(wanted) | baselines).values())
            + sum(
                _fold_count(folds) * sum((chosen | (baselines if folds is random else {})).values())
                for folds in other
            ),
        )

    def cross_validate(self, candidate: Candidate, folds: Folds) -> Tried:
        """Return a candidate with its out-of-fold predictions.

        Weights of a stacked ensemble come from the other folds.
        """
        key = candidate.key, folds.name
        if key not in self._found:
            own = {field.name: getattr(candidate, field.name) for field in dataclass_fields(Candidate)}
            parts = [self.cross_validate(part, folds) for part in candidate.parts]
            predictions, permuted = (
                self._stacked(own["features"], parts, folds) if parts else self._alone(candidate, folds)
            )
            self._found[key] = Tried(**{**own, "parts": parts}, predictions=predictions, permuted=permuted)
        return self._found[key]

    def _alone(
        self, candidate: Candidate, folds: Folds
    ) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
        message = _("cross-validating: {label}, {label2}", label=candidate.label, label2=folds.label)
        self._steps.say(message, cost_of(candidate.kind, candidate.data))
        permuted = folds is self._prepared.main and candidate.kind != "constant"
        blocks = [where for _, where in candidate.features.blocks] if permuted else []
        found = out_of_fold(candidate.data, candidate.kind, folds.index, self._steps, blocks)
        if candidate.kind == "constant" and self._prepared.observed.positive is not None:
            # the shares of the folds would rank the observations in reverse order
            found[0][:] = found[0].mean(axis=0)
        return found

    def _stacked(
        self, features: FeatureSpec, parts: Sequence[Tried], folds: Folds
    ) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
        data = self._prepared.data
        predictions = [part.predictions for part in parts]
        weights = cross_fitted(predictions, data.y, data.task, folds.index, data.weights)
        permuted = []
        if folds is self._prepared.main:
            for block in range(len(features.blocks)):
                shuffled = [_shuffled(part, block, len(features.encoders)) for part in parts]
                permuted.append(combined(shuffled, folds.index, weights))
        return combined(predictions, folds.index, weights), permuted


def _shuffled(part: Tried, block: int, coordinates: int) -> NDArray[np.float64]:
    """Return the predictions of a stacked model with one group of the ensemble's features permuted.

    Kriging uses only the coordinates.
    """
    if part.kind != "kriging":
        return part.permuted[block]
    return part.permuted[0] if block == coordinates else part.predictions


def _costs(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Return the cost of a fit of each model that is fitted for the candidates, by its key."""
    costs: dict[str, float] = {}
    for one in candidates:
        costs |= _costs(one.parts) if one.parts else {one.key: cost_of(one.kind, one.data)}
    return costs


def _fold_count(folds: Folds) -> int:
    return len(np.unique(folds.index))


def _scored(prepared: Prepared, tried: Tried, role: str, folds: str) -> Scored:
    return Scored(tried.key, tried.label, role, folds, prepared.scorer.scores(tried.predictions))


def _candidates(prepared: Prepared) -> list[Candidate]:
    """Return the configured estimators, on all features or on the coordinates if they use no embeddings.

    "auto" means a stacked ensemble and its models. The neural network is not one of them: it adds little to
    the ensemble and takes as long as all the others.
    """
    features, wanted = prepared.features, prepared.config.estimator
    if wanted == "stacking" and not features.coordinates:
        raise SatclipError(
            _(
                "The stacked ensemble needs the coordinates as predictors: add them, or choose another "
                "estimator."
            )
        )
    if wanted in WITHOUT_EMBEDDINGS or not features.width:
        return [_of_coordinates(prepared, wanted if wanted in WITHOUT_EMBEDDINGS else "neighbours")]
    kinds = (wanted,)
    if wanted == "auto":
        parts = parts_for(len(prepared.data.y), prepared.data.classes)
        kinds = tuple(kind for kind in (*parts, "stacking") if kind not in WITHOUT_EMBEDDINGS)
    on = "coordinates" if features == without_embeddings(prepared.config.date_field) else "features"
    return [
        _candidate(prepared, kind, on, features, prepared.data)
        for kind in kinds
        if kind != "stacking" or features.coordinates
    ]


def _baselines(prepared: Prepared, kind: str) -> list[Candidate]:
    """Return models without embeddings.

    These are a constant, coordinates, nearest neighbours, kriging, and fields and rasters if there are any.
    """
    task, coordinates, features = prepared.observed.task, prepared.coordinates, prepared.features
    date_field, months = prepared.config.date_field, prepared.observed.months
    kind = "boosting" if kind in WITHOUT_EMBEDDINGS else kind
    constant = EVERYWHERE if coordinates.presence_only else LABELS["constant"][task]
    found = [
        Candidate("constant", constant, "constant", COORDINATES, coordinates, ()),
        _candidate(prepared, kind, "coordinates", without_embeddings(date_field), coordinates),
        *(_of_coordinates(prepared, other) for other in WITHOUT_EMBEDDINGS),
    ]
    if (features.fields or features.rasters) and features.encoders:
        own = {"encoders": [], "coordinates": True, "date_field": date_field, "month": months is not None}
        fields = features.model_copy(update=own)
        x = fields.columns(prepared.observed.lonlat, prepared.observed.fields, [], months)
        data = replace(coordinates, x=x, coordinates=fields.coordinate_columns, month=fields.month_columns)
        found.append(_candidate(prepared, kind, "fields", fields, data))
    return found


def _candidate(
    prepared: Prepared, kind: str, on: str, features: FeatureSpec, data: TrainingData
) -> Candidate:
    parts = [
        _of_coordinates(prepared, part)
        if part in WITHOUT_EMBEDDINGS
        else _candidate(prepared, part, on, features, data)
        for part in (parts_for(len(data.y), data.classes) if kind == "stacking" else ())
    ]
    label = on_predictors(LABELS[kind][prepared.observed.task], describe_alone(features))
    return Candidate(f"{kind}:{on}", label, kind, features, data, parts)


def _of_coordinates(prepared: Prepared, kind: str) -> Candidate:
    label = on_the_sphere(LABELS[kind][prepared.observed.task])
    data = prepared.data.on_coordinates(prepared.observed.lonlat)
    return Candidate(kind, label, kind, COORDINATES, data, ())


def on_predictors(estimator: str, predictors: str) -> str:
    """Return the label of an estimator with these predictors."""
    return _("{estimator} on {predictors}", estimator=estimator, predictors=predictors)


def on_the_sphere(estimator: str) -> str:
    """Return the label of an estimator that only uses distances."""
    return _("{estimator} on the sphere", estimator=estimator)


def describe_alone(features: FeatureSpec) -> str:
    """Return the predictors as text, like `describe_features`, and "coordinates alone" for coordinates only."""
    return COORDINATES_ALONE if features == COORDINATES else describe_features(features)


def describe_features(features: FeatureSpec) -> str:
    """Return the predictors as text: "embeddings, coordinates and fields"."""
    parts = [
        *([_("embeddings")] if features.encoders else []),
        *([_("coordinates")] if features.coordinates else []),
        *([_("month")] if features.month else []),
        *([_("fields")] if features.fields else []),
        *([_("rasters")] if features.rasters else []),
    ]
    return listed(parts)
