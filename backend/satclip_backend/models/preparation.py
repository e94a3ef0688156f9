"""Preparation of model fitting and comparison: features, folds and spatial blocks for the bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.models.correlogram import block_size_km
from satclip_backend.models.estimators import WITHOUT_EMBEDDINGS
from satclip_backend.models.features import FeatureSpec, choose_features, embed, without_embeddings
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.folds import Folds, block_ids, block_kfold, group_kfold, knndm, random_kfold
from satclip_backend.models.observations import Observations
from satclip_backend.models.out_of_fold import Steps, TrainingData, out_of_fold
from satclip_backend.models.presence_only import folds_with_background
from satclip_backend.models.results import PredictorSelection
from satclip_backend.models.scores import Scorer
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

BLOCK_SAMPLE = 5_000
"""Largest number of observations from which the autocorrelation range of residuals is estimated."""


@dataclass
class Prepared:
    """Features, folds and spatial blocks of the bootstrap, shared by all models of the same observations."""

    observed: Observations
    config: FitConfig
    features: FeatureSpec
    data: TrainingData
    coordinates: TrainingData
    """The same observations, with only x, y, z on the unit sphere as features, and the month if they have one."""
    block_km: float
    scorer: Scorer
    folds: list[Folds]
    """Folds of each kind, the main ones first."""
    area: NDArray[np.float64]
    selected: PredictorSelection | None = None
    """Result of the selection of `features`, if there was one."""

    @property
    def main(self) -> Folds:
        """The configured folds."""
        return self.folds[0]


def prepare(
    observed: Observations,
    config: FitConfig,
    encoders: Sequence[Encoder],
    area: NDArray[np.float64],
    progress: Progress = no_progress,
) -> Prepared:
    """Compute embeddings, block size and folds. Raises SatclipError if that is impossible."""
    predictors = encoders or config.coordinates or config.fields or observed.rasters
    if not predictors and config.estimator not in WITHOUT_EMBEDDINGS:
        raise SatclipError(
            _("The model has no predictors: choose an encoder, the coordinates, predictor fields or rasters.")
        )
    if config.date_field is not None and config.estimator in WITHOUT_EMBEDDINGS:
        raise SatclipError(
            _(
                "The estimator {estimator} uses the coordinates alone, and no months: choose another estimator, or "
                "leave out the date field.",
                estimator=config.estimator,
            )
        )
    if config.folds == "groups" and observed.groups is None:
        raise SatclipError(_("Folds by group need a group field: choose one, or choose other folds."))
    if config.threshold is not None and observed.positive is None:
        has = _("{count} classes", count=len(observed.classes)) if observed.classes else _("values")
        raise SatclipError(
            _(
                "A threshold needs a target with two classes: {observed} has {has}. Leave it out.",
                observed=observed.name,
                has=has,
            )
        )
    progress(0.0, _("computing embeddings"))
    features, data = training_data(observed, config, encoders)
    coordinates = data_without_embeddings(observed, config, data)
    progress(0.0, _("creating the folds"))
    folds = _folds(observed, config, area)
    progress(0.0, _("estimating the correlation range of the residuals"))
    size = config.block_size_km or _block_size(
        observed, data if data.x.shape[1] else coordinates, config, folds
    )
    _add_blocks(folds, observed, config, size)
    scorer = Scorer(
        observed.task,
        observed.target,
        block_ids(observed.lonlat, size),
        observed.weights,
        data.classes,
        config.seed,
        observed.positive,
        presence_only=data.presence_only,
    )
    ordered = sorted(folds.values(), key=lambda kind_of_folds: kind_of_folds.name != config.folds)
    return Prepared(observed, config, features, data, coordinates, size, scorer, ordered, area)


def training_data(
    observed: Observations, config: FitConfig, encoders: Sequence[Encoder], *, month: bool = True
) -> tuple[FeatureSpec, TrainingData]:
    """Return the features of observations, and their values. `month`: whether the month is one, if it is known."""
    features = choose_features(
        encoders,
        config.coordinates,
        observed.fields,
        [raster.used for raster in observed.rasters],
        config.date_field,
        month and observed.months is not None,
    )
    embedded = [embed(encoder, observed.lonlat, observed.months) for encoder in encoders]
    x = features.columns(observed.lonlat, observed.fields, embedded, observed.months)
    return features, TrainingData(
        observed.task,
        x,
        observed.target,
        len(observed.classes),
        observed.weights,
        config.seed,
        presence_only=observed.background is not None,
        coordinates=features.coordinate_columns,
        month=features.month_columns,
    )


def data_without_embeddings(observed: Observations, config: FitConfig, data: TrainingData) -> TrainingData:
    """Return the data of baselines, which have the features of `without_embeddings`."""
    features = without_embeddings(config.date_field)
    x = features.columns(observed.lonlat, {}, [], observed.months)
    return replace(data, x=x, coordinates=features.coordinate_columns, month=features.month_columns)


def _folds(observed: Observations, config: FitConfig, area: NDArray[np.float64]) -> dict[str, Folds]:
    """Return all possible kinds of folds except blocks.

    Raises SatclipError if the configured or the random folds are impossible.
    """
    lonlat, k, seed = observed.lonlat[observed.presences], config.fold_count, config.seed
    groups = None if observed.groups is None else observed.groups[observed.presences]
    makers = {
        "knndm": lambda: knndm(lonlat, area, k, seed, of_blocks=observed.background is not None),
        **({} if groups is None else {"groups": lambda: group_kfold(groups, k, seed)}),
        "random": lambda: random_kfold(lonlat, k, seed),
    }
    folds = {}
    for name, make in makers.items():
        try:
            folds[name] = _of_all(make(), observed, seed)
        except SatclipError:
            if name in (config.folds, "random"):
                raise
    return folds


def _of_all(folds: Folds, observed: Observations, seed: int) -> Folds:
    """Extend folds of the observations to background points, if any."""
    if observed.background is None:
        return folds
    return folds_with_background(folds, observed.lonlat, observed.presences, seed)


def _add_blocks(folds: dict[str, Folds], observed: Observations, config: FitConfig, size: float) -> None:
    """Insert block folds before random folds, if possible."""
    random = folds.pop("random")
    try:
        blocks = block_kfold(observed.lonlat[observed.presences], size, config.fold_count, config.seed)
        folds["blocks"] = _of_all(blocks, observed, config.seed)
    except SatclipError:
        if config.folds == "blocks":
            raise
    folds["random"] = random


def _block_size(
    observed: Observations, data: TrainingData, config: FitConfig, folds: dict[str, Folds]
) -> float:
    """Return the autocorrelation range of the residuals of a ridge regression.

    In classification, it predicts the most frequent class. kNNDM folds are used. In random folds, a flexible
    model interpolates, so its residuals are noise and blocks are too small (benchmarks/learning, the
    simulated field).
    """
    rng = np.random.default_rng(config.seed)
    sample = np.sort(rng.permutation(len(observed))[:BLOCK_SAMPLE])
    y = observed.target[sample]
    if observed.task == "classification":
        y = (y == np.bincount(observed.target).argmax()).astype(float)
    ridge_data = TrainingData("regression", data.x[sample], y, 0, seed=config.seed, month=data.month)
    index = folds.get("knndm", folds["random"]).index[sample]
    predictions, _unused = out_of_fold(ridge_data, "linear", index, Steps(no_progress, 1))
    return block_size_km(observed.lonlat[sample], y - predictions, config.fold_count, config.seed)
