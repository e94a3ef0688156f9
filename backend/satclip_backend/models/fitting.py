"""Fitting of a model and its evaluation by cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models import conformal, findings
from satclip_backend.models.applicability import Applicability
from satclip_backend.models.binary import best_threshold
from satclip_backend.models.calibration import apply_temperature, fit_platt, fit_temperature
from satclip_backend.models.estimators import WITHOUT_EMBEDDINGS
from satclip_backend.models.evaluation import Uncertainty, evaluate
from satclip_backend.models.expected_error import fit_expected_error
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.model import Model, ModelMetadata, ScoreKept
from satclip_backend.models.model_selection import ModelSelection, fit_chosen, select_model
from satclip_backend.models.observations import Observations
from satclip_backend.models.predictor_selection import select_predictors
from satclip_backend.models.preparation import Prepared, prepare
from satclip_backend.models.results import Evaluation, Importance, Interval
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

SCORED = 0.9
"""Share of the progress that cross-validation takes."""
SELECTING = 0.7
"""Share of the progress that the selection of predictors takes, if it is chosen."""


def fit(
    observed: Observations,
    config: FitConfig,
    encoders: Sequence[Encoder],
    area: NDArray[np.float64],
    progress: Progress = no_progress,
) -> tuple[Model, Evaluation]:
    """Fit the model that `config` describes, and evaluate it.

    Parameters
    ----------
    observed : Observations
        The observations.
    config : FitConfig
        Options of the model.
    encoders : sequence of Encoder
        Encoders whose embeddings are predictors.
    area : (m, 2) float64
        Longitude and latitude of points of the prediction area, in degrees.
    progress : Progress
        Called during the work.

    Returns
    -------
    model : Model
        The model, fitted on all observations.
    evaluation : Evaluation
        Its evaluation.

    Raises
    ------
    SatclipError
        If the observations or the configuration don't allow it.
    """
    prepared, start = prepare(observed, config, encoders, area, progress), 0.0
    if config.select_predictors:
        start = SELECTING
        prepared, encoders = select_predictors(prepared, encoders, part_of(progress, 0.0, start))
    selection = select_model(prepared, part_of(progress, start, SCORED))
    importances = [
        Importance(label, prepared.scorer.difference(selection.chosen.predictions, other))
        for (label, _), other in zip(selection.chosen.features.blocks, selection.chosen.permuted)
    ]
    model, uncertainty = _model(prepared, selection, importances, encoders, progress)
    progress(0.97, _("computing the area of applicability"))
    evaluation = evaluate(prepared, selection, importances, model, uncertainty, encoders)
    progress(1.0, "done")
    return model, evaluation


def _model(
    prepared: Prepared,
    selection: ModelSelection,
    importances: list[Importance],
    encoders: Sequence[Encoder],
    progress: Progress,
) -> tuple[Model, Uncertainty]:
    """Return the model, fitted on all observations and calibrated on out-of-fold predictions."""
    observed, config, main, chosen = prepared.observed, prepared.config, prepared.main, selection.chosen
    data, observations = chosen.data, observed.lonlat[observed.presences]
    fitted = fit_chosen(
        prepared, chosen, part_of(progress, SCORED, 0.95, _("fitting the model on all observations"))
    )
    means = _means(data.x)
    applicability, dissimilarity = Applicability.fit(
        np.where(np.isnan(data.x), means, data.x),
        main.index,
        _weights(chosen.features.blocks, importances),
        config.seed,
    )
    calibration, predictions_by_folds = _calibrated(prepared, selection)
    final, threshold = predictions_by_folds[main.name], None
    if observed.positive is not None:
        threshold = config.threshold or best_threshold(
            final[:, observed.positive], data.y == observed.positive, data.weights
        )
    scores = {name: _nonconformity(data.y, predictions) for name, predictions in predictions_by_folds.items()}
    widths = {
        folds.name: conformal.cross_conformal_quantiles(
            scores[folds.name], dissimilarity, folds.index, config.confidence
        )
        for folds in prepared.folds
    }
    metadata = ModelMetadata(
        name=f"{observed.name}: {chosen.label}",
        target=observed.name,
        units=config.units,
        task=data.task,
        classes=observed.classes,
        class_kind=observed.class_kind,
        positive=observed.positive,
        threshold=threshold,
        recipe=config.model_copy(
            update={
                "task": data.task,
                "encoders": [used.id for used in chosen.features.encoders],  # ids, not file paths
                "coordinates": chosen.features.coordinates and chosen.kind not in WITHOUT_EMBEDDINGS,
                "fields": chosen.features.fields,
                "date_field": chosen.features.date_field,
            }
        ),
        features=chosen.features,
        estimator=chosen.kind,
        chosen=fitted.chosen,
        widths=conformal.calibrate(scores[main.name], dissimilarity, config.confidence),
        temperature=calibration[0],
        offset=calibration[1],
        background=observed.background,
        rows=int(observed.presences.sum()),
        months=observed.observed_months if chosen.features.date_field else [],
        training_extent=(*observations.min(axis=0), *observations.max(axis=0)),
        folds={folds.name: folds.why for folds in prepared.folds},
        scores=[
            ScoreKept(model=scored.label, folds=scored.folds, score=name, **_finite(interval))
            for scored in selection.scores
            for name, interval in scored.scores.items()
        ],
        settings={},
        provenance={},
    )
    metadata.settings = findings.settings(prepared, selection, fitted.chosen)
    if threshold is not None:
        value = f"{threshold:.3g}"
        metadata.settings[_("Threshold")] = (
            _("{threshold} (given)", threshold=value)
            if config.threshold
            else _("{threshold} (maximum TSS)", threshold=value)
        )
    metadata.provenance = findings.provenance(encoders, observed.rasters)
    if observed.background is None:  # background points are not absences, so their predictions can't be wrong
        errors = scores[main.name] if data.task == "regression" else 1.0 * (metadata.codes(final) != data.y)
        metadata.expected_error = fit_expected_error(
            errors, dissimilarity, main.index, applicability.threshold, data.weights
        )
    model = Model(metadata, fitted.pipeline, applicability, observations, means)
    return model, Uncertainty(predictions_by_folds, scores, widths, dissimilarity)


def _calibrated(
    prepared: Prepared, selection: ModelSelection
) -> tuple[tuple[float, float], dict[str, NDArray[np.float64]]]:
    """Return temperature and offset of class probabilities, and the calibrated predictions in each kind of folds."""
    chosen, positive, found = selection.chosen, prepared.observed.positive, selection.predictions_by_folds
    data = chosen.data
    if data.task == "regression":
        return (1.0, 0.0), found
    if positive is None:
        calibration = fit_temperature(chosen.predictions, data.y, data.weights), 0.0
    else:
        calibration = fit_platt(chosen.predictions, data.y, data.weights)
    return calibration, {name: apply_temperature(each, *calibration) for name, each in found.items()}


def _weights(blocks: list[tuple[str, slice]], importances: list[Importance]) -> NDArray[np.float64] | None:
    """Return the importance (d,) of each feature for the dissimilarity index.

    Returns None if there is one group of features.
    """
    if len(blocks) == 1:
        return None
    weights = np.empty(blocks[-1][1].stop)
    for importance, (_label, where) in zip(importances, blocks):
        weights[where] = max(importance.drop.value, 0.0)
    return weights + 1e-3 * (weights.max() or 1.0)


def _means(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean of each column without missing values; 0 if all are missing."""
    known = ~np.isnan(x)
    sums = np.where(known, x, 0).sum(axis=0, dtype=np.float64)
    return (sums / np.maximum(known.sum(axis=0), 1)).astype(np.float32)


def _nonconformity(y: NDArray, predictions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the absolute errors, or 1 - the probability of the true class."""
    return (
        np.abs(y - predictions) if predictions.ndim == 1 else 1 - predictions[np.arange(len(predictions)), y]
    )


def _finite(interval: Interval) -> dict[str, float | None]:
    values = (("value", interval.value), ("low", interval.low), ("high", interval.high))
    return {name: value if np.isfinite(value) else None for name, value in values}
