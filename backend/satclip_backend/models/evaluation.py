"""Evaluation of a fitted model, from its out-of-fold predictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.cautions import cautions
from satclip_backend.geo.distances import nearest_km, nearest_other_fold_km, nearest_other_km
from satclip_backend.models import conformal, findings
from satclip_backend.models.continents import continent_name, continents
from satclip_backend.models.correlogram import correlogram
from satclip_backend.models.features import embed
from satclip_backend.models.folds import Folds, wasserstein_km
from satclip_backend.models.model import Model
from satclip_backend.models.model_selection import ModelSelection
from satclip_backend.models.preparation import Prepared
from satclip_backend.models.raster_predictors import with_rasters
from satclip_backend.models.results import Coverage, Evaluation, FoldsShown, Importance
from satclip_backend.tables.columns import Columns

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

FEWEST_IN_REGION = 30
"""Smallest number of observations in a region for which coverage is reported."""


@dataclass(frozen=True)
class Uncertainty:
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


def evaluate(
    prepared: Prepared,
    selection: ModelSelection,
    importances: list[Importance],
    model: Model,
    uncertainty: Uncertainty,
    encoders: Sequence[Encoder],
) -> Evaluation:
    """Return the evaluation of a model, which was fitted on all observations."""
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
        area_applicable=_area_applicable(model, prepared, encoders),
        dropped=observed.dropped,
        warnings=[*observed.warnings, *findings.warnings(prepared, selection), *cautions(encoders, lonlat)],
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


def _shown(
    folds: Folds,
    lonlat: NDArray[np.float64],
    presences: NDArray[np.bool_],
    area_distances: NDArray[np.float64],
) -> FoldsShown:
    distances = nearest_other_fold_km(lonlat[presences], folds.index[presences])
    match = wasserstein_km(distances, area_distances)
    return FoldsShown(folds.name, folds.label, folds.index, distances, folds.why, match)


def _coverages(prepared: Prepared, uncertainty: Uncertainty) -> list[Coverage]:
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


def _area_applicable(model: Model, prepared: Prepared, encoders: Sequence[Encoder]) -> float:
    """Return the share of the prediction area where the model is applicable; NaN if the model needs fields.

    With a date field, points of the area have months of the observations. The mean over the year is unlike all of them.
    """
    features, area, observed = model.metadata.features, prepared.area, prepared.observed
    if features.fields:
        return float("nan")
    months = None
    if features.date_field is not None and observed.months is not None:
        rng = np.random.default_rng([prepared.config.seed, 13])  # independent of the points
        months = rng.choice(observed.months[observed.presences], len(area))
    embedded = [embed(encoder, area, months) for encoder in encoders] if features.encoders else []
    sampled = with_rasters(Columns(area, {}), observed.rasters if features.rasters else ()).fields
    columns = model.filled(features.columns(area, sampled, embedded, months))
    dissimilarity = model.applicability.dissimilarity(columns)
    return float(np.mean(dissimilarity <= model.applicability.threshold))
