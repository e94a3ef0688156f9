"""Evaluation on held-out regions, as in the SatCLIP paper.

Each region is held out except for a share of its locations. The model is fitted on all other observations and
that share, and scored on the locations of the region that are in no share. Source: Klemmer et al. 2025
(AAAI), section 4.3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.cautions import cautions
from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import location_ids
from satclip_backend.models.continents import BY_CONTINENT, continent_name
from satclip_backend.models.estimators import EVERYWHERE, LABELS, WITHOUT_EMBEDDINGS, predicted
from satclip_backend.models.features import FeatureSpec, without_embeddings
from satclip_backend.models.findings import provenance, target
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.folds import block_ids
from satclip_backend.models.model_selection import (
    COORDINATES_ALONE,
    describe_alone,
    describe_features,
    on_predictors,
    on_the_sphere,
)
from satclip_backend.models.observations import Observations
from satclip_backend.models.out_of_fold import Steps, TrainingData, fit_rows
from satclip_backend.models.preparation import data_without_embeddings, training_data
from satclip_backend.models.results import Interval, RegionScore, RegionsEvaluation
from satclip_backend.models.scores import Scorer
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import grouped_lazy
from satclip_backend.translation import ngettext_lazy as ngettext

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

SHARES = (0.0, 0.01, 0.05, 0.1)
FEWEST = 30
"""Smallest number of observations in a region that is scored."""
BLOCKS_KM = 250.0
"""Side of the blocks of the bootstrap for the intervals, in km."""
NOT_STACKED = _(
    "The model is a stacked ensemble, which would take too long to fit again for each region. The scores are those of "
    "gradient boosting with the same predictors, so the ensemble itself may be better or worse."
)


def evaluate_regions(
    observed: Observations,
    config: FitConfig,
    encoders: Sequence[Encoder],
    regions: NDArray,
    by: str,
    progress: Progress = no_progress,
    *,
    month: bool = True,
) -> RegionsEvaluation:
    """Evaluate the model of `config` on each region, with each of `SHARES` of its locations in training.

    `regions` (n,) are the names of the regions, "" for none. Background points are held out with their
    region, which needs enough of them, too. `month` is that of `training_data`. Raises SatclipError if fewer
    than two regions have enough observations.
    """
    names, counts, chosen = _large_regions(observed, regions, by)
    presences = observed.presences
    named = continent_name if by == BY_CONTINENT else str
    kind = "boosting" if config.estimator in ("auto", "stacking") else config.estimator
    progress(0.0, _("computing embeddings"))
    features, data = training_data(observed, config, encoders, month=month)
    used = _("coordinates") if kind in WITHOUT_EMBEDDINGS else describe_features(features)
    models = _models(kind, features, data, data_without_embeddings(observed, config, data), config.date_field)
    steps = Steps(progress, len(chosen) * len(SHARES) * len(models))
    codes = np.array([chosen.index(str(name)) if str(name) in chosen else -1 for name in regions])
    blocks = block_ids(observed.lonlat, BLOCKS_KM)
    predictions_of: dict[tuple[str, float], NDArray] = {}
    tested: NDArray[np.bool_] = np.zeros(len(observed), dtype=bool)
    rows: list[RegionScore] = []

    def score(predictions: NDArray, rows: NDArray[np.bool_]) -> Interval:
        scorer = _scorer(data, rows, blocks, observed.positive)
        return scorer.scores(predictions)[scorer.main]

    for code, region in enumerate(chosen):
        own = codes == code
        rank = location_ranks(observed.lonlat, own, config.seed)
        test = own & (rank >= max(SHARES))
        tested |= test
        for share in SHARES:
            train = ~own | (rank < share)
            for name, estimator, data_of_model in models:
                steps.say(
                    _(
                        "{region}, {share} of its locations in training: {name}",
                        region=region,
                        share=f"{share:.0%}",
                        name=name,
                    )
                )
                fitted = fit_rows(data_of_model, estimator, codes, train, steps.of_fit)
                predictions = predicted(fitted.pipeline, data.task, data_of_model.x[test], data.classes)
                all_predictions = predictions_of.setdefault(
                    (name, share), np.full((len(observed), *predictions.shape[1:]), np.nan)
                )
                all_predictions[test] = predictions
                count = int((test & presences).sum())
                rows.append(RegionScore(region, share, count, name, score(predictions, test)))
                steps.done()
    for (name, share), predictions in predictions_of.items():
        if name == models[-1][0] and observed.positive is not None:
            predictions[tested] = predictions[tested].mean(axis=0)  # a constant ranks nothing
        count = int((tested & presences).sum())
        rows.append(RegionScore("", share, count, name, score(predictions[tested], tested)))
    return RegionsEvaluation(
        target=observed.name,
        units=config.units,
        task=observed.task,
        score=_scorer(data, tested, blocks, observed.positive).main,
        by=by,
        rows=rows,
        lonlat=observed.lonlat[presences],
        region_index=codes[presences],
        regions=chosen,
        dropped=[
            *observed.dropped,
            *_left_out(names, counts, chosen, int((presences & (regions == "")).sum()), named),
        ],
        warnings=[
            *observed.warnings,
            *cautions(encoders, observed.lonlat),
            *([NOT_STACKED] if config.estimator == "stacking" else []),
        ],
        settings={
            _("Target"): target(observed.name, config.units),
            _("Observations"): grouped_lazy(f"{presences.sum():,}"),
            **({} if observed.background is None else {_("Background"): observed.background.description}),
            _("Estimator"): LABELS[kind][observed.task],
            _("Predictors"): used,
            _("Regions"): _("{regions} {kind}", regions=len(chosen), kind=by),
            _("Seed"): str(config.seed),
        },
        provenance=provenance(encoders, observed.rasters),
        background=observed.background,
    )


def _large_regions(
    observed: Observations, regions: NDArray, by: str
) -> tuple[NDArray, NDArray[np.int64], list[str]]:
    """Return the names of all regions, their numbers of observations, and the names of those that are scored.

    Raises SatclipError if fewer than two are scored.
    """
    presences = observed.presences
    names, counts = np.unique(regions[presences & (regions != "")], return_counts=True)
    chosen = [str(name) for name, count in zip(names, counts) if count >= FEWEST]
    needed = _("{count} or more observations", count=FEWEST)
    if observed.background is not None:
        needed = _(
            "{count} or more observations and as many background points in it ({used} are used)",
            count=FEWEST,
            used=observed.background.count,
        )
        chosen = [name for name in chosen if (~presences & (regions == name)).sum() >= FEWEST]
    if len(chosen) < 2:
        raise SatclipError(
            ngettext(
                "Only {count} of the {regions} has {needed}, and at least two regions are needed: choose a field with "
                "larger regions, or a layer that covers more of them.",
                "Only {count} of the {regions} have {needed}, and at least two regions are needed: choose a field with "
                "larger regions, or a layer that covers more of them.",
                len(chosen),
                regions=by,
                needed=needed,
            )
        )
    return names, counts, chosen


def _models(
    kind: str,
    features: FeatureSpec,
    data: TrainingData,
    coordinates: TrainingData,
    date_field: str | None,
) -> list[tuple[str, str, TrainingData]]:
    """Return label, estimator and data of the model, of the same estimator on coordinates, and of a constant.

    With a date field, the coordinates come with the month.
    """
    label = LABELS[kind][data.task]
    constant = EVERYWHERE if data.presence_only else LABELS["constant"][data.task], "constant", coordinates
    if kind in WITHOUT_EMBEDDINGS:
        boosting = on_predictors(LABELS["boosting"][data.task], COORDINATES_ALONE)
        return [(on_the_sphere(label), kind, coordinates), (boosting, "boosting", coordinates), constant]
    model = on_predictors(label, describe_features(features)), kind, data
    baseline = without_embeddings(date_field)
    if features == baseline:
        return [model, constant]
    return [model, (on_predictors(label, describe_alone(baseline)), kind, coordinates), constant]


def _scorer(data: TrainingData, rows: NDArray[np.bool_], blocks: NDArray, positive: int | None) -> Scorer:
    weights = None if data.weights is None else data.weights[rows]
    return Scorer(
        data.task, data.y[rows], blocks[rows], weights, data.classes, data.seed, positive, data.presence_only
    )


def location_ranks(lonlat: NDArray[np.float64], own: NDArray[np.bool_], seed: int) -> NDArray[np.float64]:
    """Return ranks (n,) of locations in random order: 0 to 1 in the region, 1 elsewhere."""
    ranks = np.ones(len(lonlat))
    ids = np.unique(location_ids(lonlat[own]), return_inverse=True)[1].ravel()
    order = np.random.default_rng(seed).permutation(ids.max() + 1)
    ranks[own] = order[ids] / (ids.max() + 1)
    return ranks


def _left_out(
    names: NDArray, counts: NDArray, chosen: Sequence[str], nowhere: int, named: Callable[[str], str]
) -> list[tuple[str, int]]:
    """Return the number of rows in regions that are not scored, and in no region, with the reasons."""
    small = [
        (
            _("{region}: fewer than {least} observations", region=named(name), least=FEWEST)
            if n < FEWEST
            else _("{region}: fewer than {least} background points", region=named(name), least=FEWEST),
            int(n),
        )
        for name, n in zip(names, counts)
        if name not in chosen
    ]
    return [*small, *([(_("in no region"), nowhere)] if nowhere else [])]
