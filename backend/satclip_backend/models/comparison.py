"""Comparison of encoders and rasters in the same folds, and of one encoder truncated at several degrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.cautions import cautions
from satclip_backend.encoders.variants import truncated
from satclip_backend.errors import SatclipError
from satclip_backend.models.estimators import LABELS
from satclip_backend.models.features import embed, without_embeddings
from satclip_backend.models.findings import apart, folds_and_blocks, provenance, target
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.model_selection import describe_alone
from satclip_backend.models.observations import Observations
from satclip_backend.models.out_of_fold import Steps, TrainingData, cost_of, out_of_fold
from satclip_backend.models.preparation import Prepared, prepare
from satclip_backend.models.results import CompareRow, EncoderComparison, Interval
from satclip_backend.models.scores import FEWEST_BLOCKS, IN_WORDS
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import grouped_lazy

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


@dataclass(frozen=True)
class _FeatureSet:
    label: str
    kind: str
    data: TrainingData
    encoder: str = ""
    degree: int = 0
    dimension: int = 0


@dataclass(frozen=True)
class _CrossValidated:
    feature_set: _FeatureSet
    spatial: NDArray[np.float64]
    random: NDArray[np.float64]


def compare_encoders(
    observed: Observations,
    config: FitConfig,
    encoders: Sequence[Encoder],
    area: NDArray[np.float64],
    degrees: Sequence[int],
    progress: Progress = no_progress,
) -> EncoderComparison:
    """Compare encoders and rasters by cross-validation of one estimator.

    The estimator of `config` is validated on each of `encoders`, on each raster, on all of them together, and
    on the first encoder truncated at each of `degrees`. All models also have the fields and coordinates of
    `config`, and the months of the observations.

    Parameters
    ----------
    observed : Observations
        The observations.
    config : FitConfig
        Estimator, folds, fields and coordinates.
    encoders : sequence of Encoder
        The encoders to compare.
    area : (m, 2) float64
        Longitude and latitude of points of the prediction area, in degrees.
    degrees : sequence of int
        Degrees at which the first encoder's basis is truncated.
    progress : Progress
        Called while models are validated.

    Returns
    -------
    EncoderComparison
        Scores of all models.

    Raises
    ------
    SatclipError
        If the observations, the configuration or a degree are not suitable.
    """
    _check(observed, config, encoders, degrees)
    whole = encoders[0] if encoders else None
    highest = (whole.metadata.degree or 0) if whole else 0
    if degrees and max(degrees) > highest:
        truncated(whole, max(degrees))  # raises SatclipError with the reason
    cut = [truncated(whole, degree) for degree in sorted(set(degrees)) if degree < highest]
    prepared = prepare(observed, config, encoders, area, progress)
    feature_sets = [_feature_set(prepared, encoder) for encoder in encoders] + _rasters(prepared)
    if len(feature_sets) > 1:
        feature_sets.append(_together(prepared, sum(one.dimension for one in feature_sets)))
    baselines = _baselines(prepared)
    progress(0.0, _("computing embeddings"))
    resolved = [replace(_feature_set(prepared, c, whole), degree=c.metadata.degree) for c in cut]
    everyone = [*feature_sets, *baselines, *resolved]
    cross_validated = _cross_validated(prepared, everyone, progress)

    def rows(group: Sequence[_FeatureSet]) -> list[CompareRow]:
        return [
            _row(prepared, cross_validated[c.label], cross_validated[feature_sets[0].label]) for c in group
        ]

    full = [replace(feature_sets[0], degree=whole.metadata.degree)] if cut else []
    compared, base = rows(feature_sets), rows(baselines)
    by_degree = rows([*resolved, *full])
    if by_degree:
        by_degree[-1] = replace(by_degree[-1], degree=whole.metadata.degree)
    return EncoderComparison(
        target=observed.name,
        units=config.units,
        task=observed.task,
        score=prepared.scorer.main,
        estimator=LABELS[config.estimator][observed.task],
        folds=prepared.main.label,
        encoders=compared,
        baselines=base,
        by_degree=by_degree,
        sentence=_sentence(prepared, cross_validated, compared, base),
        dropped=observed.dropped,
        warnings=[*observed.warnings, *cautions(encoders, observed.lonlat)],
        settings=_settings(prepared),
        provenance=provenance(encoders, observed.rasters),
    )


def _cross_validated(
    prepared: Prepared, feature_sets: Sequence[_FeatureSet], progress: Progress
) -> dict[str, _CrossValidated]:
    """Return the out-of-fold predictions of each set of features in the main and in random folds, by label."""
    random = next(folds.index for folds in prepared.folds if folds.name == "random")
    kinds_of_folds = (prepared.main.index, random)
    costs = [cost_of(one.kind, one.data) for one in feature_sets]
    steps = Steps(progress, sum(costs) * sum(len(np.unique(index)) for index in kinds_of_folds))
    found = {}
    for one, cost in zip(feature_sets, costs):
        steps.say(_("cross-validating: {label}", label=one.label), cost)
        predictions = [out_of_fold(one.data, one.kind, index, steps)[0] for index in kinds_of_folds]
        if one.kind == "constant" and prepared.observed.positive is not None:  # the same in all folds
            predictions = [np.broadcast_to(each.mean(axis=0), each.shape) for each in predictions]
        found[one.label] = _CrossValidated(one, *predictions)
    return found


def _check(
    observed: Observations, config: FitConfig, encoders: Sequence[Encoder], degrees: Sequence[int]
) -> None:
    """Raise SatclipError if there is nothing to compare, or an option doesn't apply to comparisons."""
    if config.estimator not in ("linear", "boosting", "mlp"):
        raise SatclipError(_("Encoders can be compared with these estimators: linear, boosting or mlp."))
    if config.select_predictors:
        raise SatclipError(
            _("A comparison scores all predictors: leave out the selection of predictors, which fitting has.")
        )
    if not encoders and not observed.rasters:
        raise SatclipError(_("There is no encoder to compare: choose at least one, or a raster."))
    if degrees and not encoders:
        raise SatclipError(_("Degrees are those of an encoder: choose one, or no degrees."))


def _settings(prepared: Prepared) -> dict[str, str]:
    """Return the settings, for the report."""
    observed, config = prepared.observed, prepared.config
    return {
        _("Target"): target(observed.name, config.units),
        _("Observations"): grouped_lazy(f"{observed.presences.sum():,}"),
        **({_("Background"): observed.background.description} if observed.background else {}),
        _("Estimator"): LABELS[config.estimator][observed.task],
        **({_("Date field"): config.date_field} if config.date_field else {}),
        **({_("Predictor fields"): ", ".join(config.fields)} if config.fields else {}),
        **(
            {_("Rasters"): ", ".join(raster.used.name for raster in observed.rasters)}
            if observed.rasters
            else {}
        ),
        **folds_and_blocks(prepared),
        _("Seed"): str(config.seed),
    }


def _feature_set(prepared: Prepared, encoder: Encoder, of: Encoder | None = None) -> _FeatureSet:
    """Return an encoder's embeddings, followed by coordinates, months and fields."""
    return _FeatureSet(
        encoder.id,
        prepared.config.estimator,
        _with_coordinates_and_fields(
            prepared, embed(encoder, prepared.observed.lonlat, prepared.observed.months)
        ),
        (of or encoder).id,
        0,
        encoder.dimension,
    )


def _rasters(prepared: Prepared) -> list[_FeatureSet]:
    """Return the bands of each raster, each followed by the coordinates and fields of the configuration."""
    blocks = prepared.features.blocks
    found = []
    for raster, (_label, own) in zip(
        prepared.features.rasters, blocks[len(blocks) - len(prepared.features.rasters) :]
    ):
        data = _with_coordinates_and_fields(prepared, prepared.data.x[:, own])
        found.append(
            _FeatureSet(raster.name, prepared.config.estimator, data, dimension=own.stop - own.start)
        )
    return found


def _together(prepared: Prepared, dimension: int) -> _FeatureSet:
    """Return all encoders and rasters, with the coordinates and fields of the configuration."""
    if prepared.features.encoders and prepared.features.rasters:
        label = _("all encoders and rasters together")
    else:
        label = _("all encoders together") if prepared.features.encoders else _("all rasters together")
    return _FeatureSet(label, prepared.config.estimator, prepared.data, dimension=dimension)


def _with_coordinates_and_fields(prepared: Prepared, own: NDArray[np.float32]) -> TrainingData:
    """Return data with the features `own` (n, d), followed by the coordinates and fields of the configuration."""
    features = prepared.features
    rasters = features.model_copy(
        update={"encoders": [], "coordinates": False, "month": False, "numbers": [], "categories": []}
    )
    at = slice(sum(used.dimension for used in features.encoders), features.width - rasters.width)
    d = own.shape[1]
    moved = {"coordinates": features.coordinate_columns, "month": features.month_columns}
    for name, columns in moved.items():
        if columns is not None:
            moved[name] = slice(columns.start - at.start + d, columns.stop - at.start + d)
    return replace(prepared.data, x=np.hstack([own, prepared.data.x[:, at]]), **moved)


def _baselines(prepared: Prepared) -> list[_FeatureSet]:
    task, kind, coordinates = prepared.observed.task, prepared.config.estimator, prepared.coordinates
    places = prepared.data.on_coordinates(prepared.observed.lonlat)
    described = describe_alone(without_embeddings(prepared.config.date_field))
    if coordinates.presence_only:
        constant = _("the same everywhere")
    else:
        constant = _("mean") if task == "regression" else _("most frequent class")
    return [
        _FeatureSet(described, kind, coordinates, dimension=coordinates.x.shape[1]),
        _FeatureSet(_("nearest neighbours on the sphere"), "neighbours", places, dimension=3),
        _FeatureSet(constant, "constant", coordinates),
    ]


def _row(prepared: Prepared, one: _CrossValidated, first: _CrossValidated) -> CompareRow:
    scorer, c = prepared.scorer, one.feature_set
    none = Interval(0.0, float("nan"), float("nan"))
    return CompareRow(
        label=c.label,
        encoder=c.encoder,
        degree=c.degree,
        dimension=c.dimension,
        spatial=scorer.scores(one.spatial)[scorer.main],
        random=scorer.scores(one.random)[scorer.main],
        difference=none if one is first else scorer.difference(one.spatial, first.spatial),
    )


def _sentence(
    prepared: Prepared, cross_validated, encoders: list[CompareRow], baselines: list[CompareRow]
) -> str:
    """Summarise which features score highest, and whether the difference from the second is significant."""
    scorer = prepared.scorer
    ranked = sorted([*encoders, *baselines], key=lambda row: -row.spatial.value)
    best, second = ranked[0], ranked[1]
    gap = scorer.difference(cross_validated[best.label].spatial, cross_validated[second.label].spatial)
    value, second_value = apart(best.spatial.value, second.spatial.value)
    values = {
        "best": best.label,
        "score": IN_WORDS[scorer.main],
        "value": value,
        "second_value": second_value,
        "second": second.label,
    }
    if not np.isfinite(gap.low):
        if scorer.block_count < FEWEST_BLOCKS:
            return _(
                "Best is {best}, {score} {value} compared with {second_value} of {second}; there are too few spatial "
                "blocks for a confidence interval.",
                **values,
            )
        return _(
            "Best is {best}, {score} {value} compared with {second_value} of {second}; there are too few observations "
            "with different values of {target} for a confidence interval.",
            target=prepared.observed.name,
            **values,
        )
    values |= {"difference": f"{gap.value:+.3f}", "low": f"{gap.low:+.3f}", "high": f"{gap.high:+.3f}"}
    if gap.low > 0:
        return _(
            "Best is {best}, {score} {value} compared with {second_value} of {second}: difference {difference}, 95 % "
            "confidence interval {low} to {high}.",
            **values,
        )
    return _(
        "{best} scores highest, {score} {value} compared with {second_value} of {second}, but the difference is not "
        "significant: difference {difference}, 95 % confidence interval {low} to {high}.",
        **values,
    )
