"""Fitting of a model and its evaluation by cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.metadata import cautions
from satclip_backend.geo.distances import nearest_km, nearest_other_fold_km, nearest_other_km
from satclip_backend.models import conformal, findings
from satclip_backend.models.applicability import Applicability
from satclip_backend.models.binary import best_threshold
from satclip_backend.models.calibration import apply_temperature, fit_platt, fit_temperature
from satclip_backend.models.continents import continent_name, continents
from satclip_backend.models.correlogram import correlogram
from satclip_backend.models.estimators import WITHOUT_EMBEDDINGS
from satclip_backend.models.expected_error import fit_expected_error
from satclip_backend.models.features import embed
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.folds import Folds, wasserstein_km
from satclip_backend.models.model import Model, ModelMetadata, ScoreKept
from satclip_backend.models.model_selection import ModelSelection, fit_chosen, select_model
from satclip_backend.models.observations import Observations
from satclip_backend.models.predictor_selection import select_predictors
from satclip_backend.models.preparation import Prepared, prepare
from satclip_backend.models.raster_predictors import RasterPredictor, with_rasters
from satclip_backend.models.results import Coverage, Evaluation, FoldsShown, Importance, Interval
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.tables.columns import Columns
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

FEWEST_IN_REGION = 30
"""Smallest number of observations in a region for which coverage is reported."""
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
    evaluation = _evaluation(prepared, selection, importances, model, uncertainty)
    evaluation.warnings += cautions(encoders)
    evaluation.area_applicable = _area_applicable(model, area, encoders, prepared.observed.rasters)
    progress(1.0, "done")
    return model, evaluation


@dataclass(frozen=True)
class _Uncertainty:
    """Uncertainty of out-of-fold predictions.

    Attributes
    ----------
    predictions : dict of str to array
        Calibrated predictions in each kind of folds.
    scores : dict of str to (n,) float64
        Nonconformity scores in each kind of folds.
    widths : dict of str to (n,) float64
        Conformal quantiles in each kind of folds, fitted without each observation's own fold.
    dissimilarity : (n,) float64
        Dissimilarity of each observation from the other main folds.
    """

    predictions: dict[str, NDArray[np.float64]]
    scores: dict[str, NDArray[np.float64]]
    widths: dict[str, NDArray[np.float64]]
    dissimilarity: NDArray[np.float64]


def _model(
    prepared: Prepared,
    selection: ModelSelection,
    importances: list[Importance],
    encoders: Sequence[Encoder],
    progress: Progress,
) -> tuple[Model, _Uncertainty]:
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
    return model, _Uncertainty(predictions_by_folds, scores, widths, dissimilarity)


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


def _evaluation(
    prepared: Prepared,
    selection: ModelSelection,
    importances: list[Importance],
    model: Model,
    uncertainty: _Uncertainty,
) -> Evaluation:
    observed, main, lonlat = prepared.observed, prepared.main, prepared.observed.lonlat
    regression = observed.task == "regression"
    final, width = uncertainty.predictions[main.name], uncertainty.widths[main.name]
    none = np.empty(0), np.empty((0, 0))
    presences = observed.presences
    area_distances = nearest_km(prepared.area, lonlat[presences])
    right = None if regression else final[np.arange(len(final)), observed.target]
    positive, threshold = observed.positive, model.metadata.threshold
    return Evaluation(
        target=observed.name,
        units=model.metadata.units,
        task=observed.task,
        classes=observed.classes,
        lonlat=lonlat,
        observed=observed.target,
        predicted=final if regression else model.metadata.codes(final),
        main=main.name,
        score=prepared.scorer.main,
        folds=[_shown(folds, lonlat, presences, area_distances) for folds in prepared.folds],
        area=prepared.area,
        area_distances=area_distances,
        row_distances=nearest_other_km(lonlat[presences]),
        table=selection.scores,
        difference=findings.whether_embeddings_helped(prepared, selection),
        correlogram=correlogram(
            lonlat[presences],
            (observed.target - final if regression else 1.0 - right)[presences],
            prepared.config.seed,
        ),
        importances=importances,
        confidence=prepared.config.confidence,
        lower=final - width if regression else none[0],
        upper=final + width if regression else none[0],
        probabilities=none[1] if regression else final,
        prediction_sets=none[1].astype(bool)
        if regression or observed.background
        else conformal.prediction_sets(final, width),
        coverages=[] if observed.background else _coverages(prepared, uncertainty),
        dissimilarity=uncertainty.dissimilarity,
        threshold=model.applicability.threshold,
        area_applicable=float("nan"),
        dropped=observed.dropped,
        warnings=[*observed.warnings, *findings.warnings(prepared, selection)],
        settings=model.metadata.settings,
        provenance=model.metadata.provenance,
        weights=observed.weights,
        expected_error=model.metadata.expected_error,
        positive=positive,
        background=observed.background,
        positive_threshold=float("nan") if threshold is None else threshold,
        predictor_selection=prepared.selected,
        at_threshold={}
        if positive is None or threshold is None
        else prepared.scorer.at_threshold(final[:, positive], threshold),
    )


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


def _shown(
    folds: Folds,
    lonlat: NDArray[np.float64],
    presences: NDArray[np.bool_],
    area_distances: NDArray[np.float64],
) -> FoldsShown:
    distances = nearest_other_fold_km(lonlat[presences], folds.index[presences])
    match = wasserstein_km(distances, area_distances)
    return FoldsShown(folds.name, folds.label, folds.index, distances, folds.why, match)


def _coverages(prepared: Prepared, uncertainty: _Uncertainty) -> list[Coverage]:
    """Return coverage and mean size in each kind of folds, then by region in the main folds."""
    observed = prepared.observed

    def coverage(label: str, name: str, rows: NDArray[np.bool_]) -> Coverage:
        width = uncertainty.widths[name][rows]
        if observed.task == "regression":
            held, size = uncertainty.scores[name][rows] <= width, 2 * width
        else:
            chosen = conformal.prediction_sets(uncertainty.predictions[name][rows], width)
            held, size = chosen[np.arange(len(chosen)), observed.target[rows]], chosen.sum(axis=1)
        return Coverage(label, int(rows.sum()), float(held.mean()), float(size.mean()))

    everywhere = np.ones(len(observed), dtype=bool)
    grouped = observed.groups is not None
    regions = observed.groups if grouped else continents(observed.lonlat)
    found = [coverage(folds.label, folds.name, everywhere) for folds in prepared.folds]
    for region in np.unique(regions[regions != ""]):
        rows = regions == region
        if rows.sum() >= FEWEST_IN_REGION:
            found.append(
                coverage(str(region) if grouped else continent_name(region), prepared.main.name, rows)
            )
    return found


def _area_applicable(
    model: Model,
    area: NDArray[np.float64],
    encoders: Sequence[Encoder],
    rasters: Sequence[RasterPredictor],
) -> float:
    """Return the share of the prediction area where the model is applicable; NaN if the model needs fields."""
    features = model.metadata.features
    if features.fields:
        return float("nan")
    embedded = [embed(encoder, area) for encoder in encoders] if features.encoders else []
    sampled = with_rasters(Columns(area, {}), rasters if features.rasters else ()).fields
    columns = model.filled(features.columns(area, sampled, embedded))
    dissimilarity = model.applicability.dissimilarity(columns)
    return float(np.mean(dissimilarity <= model.applicability.threshold))


def _finite(interval: Interval) -> dict[str, float | None]:
    values = (("value", interval.value), ("low", interval.low), ("high", interval.high))
    return {name: value if np.isfinite(value) else None for name, value in values}
