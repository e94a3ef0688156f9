"""Forward selection of predictors by their score in the main folds.

Predictors that describe where an observation lies, rather than what is there, may improve the score in random
folds and lower it in spatial ones. The algorithm follows `ffs` of the R package CAST (Meyer et al. 2018,
doi:10.1016/j.envsoft.2017.12.001). CAST begins with the best pair of variables. Here the embeddings of an
encoder are one predictor, so the selection begins with the best single predictor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.models.estimators import LABELS, WITHOUT_EMBEDDINGS
from satclip_backend.models.features import FeatureSpec, choose_features
from satclip_backend.models.out_of_fold import Steps, TrainingData, out_of_fold
from satclip_backend.models.preparation import Prepared
from satclip_backend.models.raster_predictors import select_bands
from satclip_backend.models.results import PredictorSelection, SelectionStep
from satclip_backend.models.stacking import parts_for
from satclip_backend.progress import Progress
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

FAST = ("linear", "boosting")
"""Estimators for the selection. The others are too slow for this many fits."""


@dataclass(frozen=True)
class _Block:
    """Columns of features that are selected together. `fields` are the names of the observations' fields in them."""

    label: str
    columns: slice
    fields: tuple[str, ...] = ()


def select_predictors(
    prepared: Prepared, encoders: Sequence[Encoder], progress: Progress
) -> tuple[Prepared, list[Encoder]]:
    """Return the data with the selected predictors only, and the encoders among them.

    The selection begins with the predictor that alone has the highest score in the main folds. Each step adds
    the predictor that gives the highest score, as long as it improves the score by more than the standard
    error of the difference. `selected` of the result has the steps. Raises SatclipError if there are fewer
    than two predictors, or if the estimator ignores predictors.
    """
    blocks = _blocks(prepared.features)
    _check(prepared, blocks)
    config, scorer, folds = prepared.config, prepared.scorer, prepared.main
    parts = parts_for(len(prepared.data.y), prepared.data.classes)
    kinds = [config.estimator] if config.estimator in FAST else [kind for kind in FAST if kind in parts]
    count, fold_count = len(blocks), len(np.unique(folds.index))
    steps = Steps(progress, (len(kinds) + _trials(count, 0) + _trials(count, 1)) * fold_count)

    def predict(kind: str, chosen: Sequence[_Block]) -> NDArray[np.float64]:
        return out_of_fold(_restricted_data(prepared, chosen), kind, folds.index, steps)[0]

    found: dict[str, NDArray[np.float64]] = {}
    for kind in kinds:
        label = LABELS[kind][prepared.observed.task]
        steps.say(_("selecting predictors: all {count}, {estimator}", count=len(blocks), estimator=label))
        found[kind] = predict(kind, blocks)
    kind = max(found, key=lambda one: scorer.score(found[one]))
    everything, current = found[kind], None
    chosen: list[_Block] = []
    path: list[SelectionStep] = []
    while len(chosen) < count:
        # The selection may end with any step, so progress expects one more: a last step that finds no
        # improvement.
        steps.expect((_trials(count, len(chosen)) + _trials(count, len(chosen) + 1)) * fold_count)
        step = _("selecting predictors, step {step} of at most {count}", step=len(chosen) + 1, count=count)
        tried = []
        for block in (block for block in blocks if block not in chosen):
            steps.say(joined([step, block.label], ": "))
            with_it = [*chosen, block]
            predictions = everything if len(with_it) == len(blocks) else predict(kind, with_it)
            tried.append((scorer.score(predictions), block, predictions))
        score, block, predictions = max(tried, key=lambda trial: np.nan_to_num(trial[0], nan=-np.inf))
        gain, gain_error = scorer.with_error(predictions, current) if current is not None else (np.nan,) * 2
        better = current is None or bool(gain > np.nan_to_num(gain_error))
        error = scorer.with_error(predictions)[1]
        path.append(SelectionStep(block.label, score, error, gain, gain_error, better))
        if not better:
            break
        chosen, current = [*chosen, block], predictions
    selection = PredictorSelection(
        estimator=LABELS[kind][prepared.observed.task],
        score=scorer.main,
        folds=folds.label,
        steps=path,
        left_out=[block.label for block in blocks if block not in chosen],
        everything=scorer.with_error(everything),
    )
    return _restricted(prepared, chosen, selection, encoders)


def _trials(blocks: int, chosen: int) -> int:
    """Return the number of fits of a step. The last step has none: the score of all predictors is known."""
    return blocks - chosen if chosen < blocks - 1 else 0


def _check(prepared: Prepared, blocks: Sequence[_Block]) -> None:
    estimator = prepared.config.estimator
    if estimator in WITHOUT_EMBEDDINGS:
        raise SatclipError(
            _(
                "Predictors can't be selected for the estimator {estimator}, which uses the coordinates "
                "alone: choose auto, linear, boosting or mlp, or leave out the selection of predictors.",
                estimator=estimator,
            )
        )
    if estimator == "stacking":
        raise SatclipError(
            _(
                "Predictors can't be selected for the estimator stacking, which always needs the coordinates:"
                " choose auto, which tries it if the coordinates are selected, or leave out the selection of "
                "predictors."
            )
        )
    if len(blocks) < 2:
        raise SatclipError(
            _(
                "There is only one predictor, so there is nothing to select: add encoders, coordinates, "
                "fields or rasters, or leave out the selection of predictors."
            )
        )


def _blocks(features: FeatureSpec) -> list[_Block]:
    """Return the candidates: encoders, coordinates, month, fields, and bands. An embedding field is one candidate."""
    own = len(features.blocks) - len(features.rasters)
    without_fields = own - len(features.fields)
    names = [() if index < without_fields else (label,) for index, (label, _) in enumerate(features.blocks)]
    found = [_Block(label, at, fields) for (label, at), fields in zip(features.blocks[:own], names)]
    for raster, (label, at) in zip(features.rasters, features.blocks[own:]):
        if raster.encoding or len(raster.bands) == 1:
            found.append(_Block(label, at, tuple(raster.fields)))
            continue
        start = at.start
        for band in raster.bands:
            label = f"{raster.name}:{band.name or band.number}"  # as the command line names it
            found.append(_Block(label, slice(start, start + band.width), (band.field,)))
            start += band.width
    return found


def _restricted_data(prepared: Prepared, chosen: Sequence[_Block]) -> TrainingData:
    """Return the data with the columns of these blocks, in the order of all features."""
    kept = sorted((block.columns for block in chosen), key=lambda columns: columns.start)
    data, moved = prepared.data, {"coordinates": None, "month": None}
    for name in moved:
        if (columns := getattr(data, name)) in kept:
            start = sum(at.stop - at.start for at in kept[: kept.index(columns)])
            moved[name] = slice(start, start + columns.stop - columns.start)
    return replace(data, x=np.hstack([data.x[:, at] for at in kept]), **moved)


def _restricted(
    prepared: Prepared,
    chosen: Sequence[_Block],
    selection: PredictorSelection,
    encoders: Sequence[Encoder],
) -> tuple[Prepared, list[Encoder]]:
    starts, features = {block.columns.start for block in chosen}, prepared.features
    used = [
        encoder for encoder, (_, at) in zip(encoders, features.blocks, strict=False) if at.start in starts
    ]
    coordinates = features.coordinates and features.blocks[len(encoders)][1].start in starts
    month = features.month_columns is not None and features.month_columns.start in starts
    names = {name for block in chosen for name in block.fields}
    observed = replace(
        prepared.observed,
        fields={name: column for name, column in prepared.observed.fields.items() if name in names},
        rasters=select_bands(prepared.observed.rasters, names),
    )
    features = choose_features(
        used,
        coordinates,
        observed.fields,
        [raster.used for raster in observed.rasters],
        prepared.config.date_field,
        month,
    )
    data = _restricted_data(prepared, chosen)
    return replace(prepared, observed=observed, features=features, data=data, selected=selection), used
