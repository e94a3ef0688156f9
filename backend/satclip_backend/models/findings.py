"""Findings of model selection as text: the benefit of embeddings, warnings, settings and provenance."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import datetime, timezone
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from satclip_backend import __version__
from satclip_backend.models.binary import species_name
from satclip_backend.models.estimators import LABELS
from satclip_backend.models.features import FeatureSpec
from satclip_backend.models.model_selection import ModelSelection, Tried, describe_features
from satclip_backend.models.observations import Observations
from satclip_backend.models.preparation import Prepared
from satclip_backend.models.raster_predictors import RasterPredictor
from satclip_backend.models.results import Difference, Interval
from satclip_backend.models.scores import FEWEST_BLOCKS, IN_WORDS, PERFECT
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import grouped_lazy, joined
from satclip_backend.translation import ngettext_lazy as ngettext

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

CHOSEN = {
    "penalty": _("Penalty"),
    "C (inverse penalty)": _("C (inverse penalty)"),
    "neighbours": _("Neighbours"),
    "variogram range": _("Variogram range"),
    "nugget": _("Nugget"),
    "epochs": _("Epochs"),
    "weights": _("Weights"),
}
"""Labels of the hyperparameters for readers."""
FEW_BLOCKS = 10


def whether_embeddings_helped(prepared: Prepared, selection: ModelSelection) -> Difference:
    """Compare the best candidate with embeddings with the best baseline without."""
    scorer = prepared.scorer

    def score(tried: Tried) -> float:
        return scorer.score(tried.predictions)

    best = max(selection.baselines, key=score)
    with_them = [candidate for candidate in selection.candidates if candidate.features.encoders]
    if not with_them:
        none = Interval(float("nan"), float("nan"), float("nan"))
        sentence = _("The model does not use embeddings, so their benefit was not tested.")
        if prepared.config.encoders and prepared.selected is not None:
            sentence = _("The selection of predictors left the embeddings out.")
        return Difference(scorer.main, selection.chosen.label, best.label, none, "undecided", sentence)
    candidate = max(with_them, key=score)
    found = scorer.difference(candidate.predictions, best.predictions, comparisons=len(with_them))
    with_embeddings, without = apart(score(candidate), score(best))
    values = {
        "score": IN_WORDS[scorer.main],
        "with_embeddings": with_embeddings,
        "model": candidate.label,
        "without": without,
        "baseline": best.label,
    }
    scores = _(
        "{score} is {with_embeddings} with embeddings ({model}) and {without} without ({baseline})", **values
    )
    values = {
        "difference": f"{found.value:+.3f}",
        "low": f"{found.low:+.3f}",
        "high": f"{found.high:+.3f}",
    }
    if len(with_them) > 1:
        interval = _(
            "a difference of {difference}, 95 % confidence interval (corrected for the choice among {models} models) "
            "{low} to {high}",
            models=len(with_them),
            **values,
        )
    else:
        interval = _("a difference of {difference}, 95 % confidence interval {low} to {high}", **values)
    values = {"scores": scores, "difference": interval}
    if not np.isfinite(found.low):
        verdict = "undecided"
        if scorer.block_count < FEWEST_BLOCKS:
            sentence = _(
                "There are too few spatial blocks to tell whether embeddings helped: {scores}, without a confidence "
                "interval.",
                scores=scores,
            )
        else:
            sentence = _(
                "There are too few observations with different values of {target} to tell whether embeddings helped: "
                "{scores}, without a confidence interval.",
                target=prepared.observed.name,
                scores=scores,
            )
    elif found.low > 0:
        verdict, sentence = "helped", _("Embeddings helped: {scores}, {difference}.", **values)
    elif found.high < 0:
        verdict = "did not help"
        sentence = _(
            "Embeddings did not help; the best model without them scores higher: {scores}, {difference}.",
            **values,
        )
    else:
        verdict = "undecided"
        sentence = _("It is undecided whether embeddings helped: {scores}, {difference}.", **values)
    sentences = [sentence]
    if selection.chosen is best:
        sentences.append(_("The model that was fitted is the one without embeddings."))
    elif not selection.chosen.features.encoders:  # a constant is better than all, and never fitted
        sentences.append(
            _("The model that was fitted is {model}, without embeddings.", model=selection.chosen.label)
        )
    if prepared.selected is not None and (best.features.fields or best.features.rasters):
        sentences.append(_("The model without embeddings has the selected fields and rasters only."))
    return Difference(scorer.main, candidate.label, best.label, found, verdict, joined(sentences))


def apart(one: float, two: float) -> tuple[str, str]:
    """Format two scores with two decimals, or three if they look equal with two."""
    digits = 2 if f"{one:.2f}" != f"{two:.2f}" else 3
    return f"{one:.{digits}f}", f"{two:.{digits}f}"


def warnings(prepared: Prepared, selection: ModelSelection) -> list[str]:
    """Return warnings about the validity of the scores."""
    scorer, main = prepared.scorer, prepared.main
    found = []
    if main.name == "random":
        found.append(
            _(
                "The folds are random: neighbours of the held-out observations were used in fitting, so the scores are "
                "optimistic for locations farther away."
            )
        )
    if prepared.observed.background is not None and prepared.observed.background.kind == "uniform":
        found.append(
            _(
                "Presences are compared with background points that are uniform by area. If some places were searched "
                "more than others, the model predicts where people searched as well as where {species} lives: use "
                "records of similar species as background (target group).",
                species=species_name(prepared.observed.name, prepared.observed.classes[1]),
            )
        )
    constant = next(baseline for baseline in selection.baselines if baseline.kind == "constant")
    if scorer.score(selection.chosen.predictions) <= scorer.score(constant.predictions):
        found.append(_("The model is no better than a constant on held-out observations: do not map it."))
    score = scorer.scores(selection.chosen.predictions)[scorer.main]
    if score.value >= PERFECT:
        found.append(
            _(
                "On held-out observations, {score} is 1. This does not show that the model makes no errors: there is "
                "no confidence interval.",
                score=IN_WORDS[scorer.main],
            )
        )
    elif scorer.block_count < FEW_BLOCKS:
        found.append(
            _(
                "The observations lie in fewer than {blocks} spatial blocks: the confidence intervals are rough.",
                blocks=FEW_BLOCKS,
            )
        )
    elif not np.isfinite(score.low):
        found.append(
            _(
                "{target} varies in too few spatial blocks: the scores have no confidence intervals.",
                target=prepared.observed.name,
            )
        )
    groups = prepared.observed.groups
    if main.name == "groups" and len(np.unique(groups)) > len(groups) / 2:
        found.append(
            _(
                "Most groups of {field} contain a single observation: folds by group are then as optimistic as random "
                "folds.",
                field=prepared.config.groups,
            )
        )
    if prepared.selected is not None:
        found.append(
            _(
                "The predictors were selected by the score in the same folds, so the scores of models that use them "
                "are optimistic. Observations that were not used here would give an unbiased score."
            )
        )
    if prepared.config.estimator == "auto":
        found.append(
            _("The estimator was chosen by the scores shown here, so its own score is slightly optimistic.")
        )
    return found


def settings(prepared: Prepared, selection: ModelSelection, chosen: dict[str, str]) -> dict[str, str]:
    """Return the settings, chosen by the user or by the fit."""
    observed, config = prepared.observed, prepared.config
    kind, features = selection.chosen.kind, selection.chosen.features
    estimator = LABELS[kind][observed.task]
    if config.estimator == "auto":
        estimator = _("{estimator} (best score)", estimator=estimator)
    return {
        _("Target"): target(observed.name, config.units),
        **_classes(observed),
        _("Observations"): grouped_lazy(f"{observed.presences.sum():,}"),
        _("Estimator"): estimator,
        **{CHOSEN[name]: value for name, value in chosen.items()},
        _("Predictors"): describe_features(features),
        **({} if prepared.selected is None else {_("Selection of predictors"): prepared.selected.sentence}),
        **({_("Encoders"): ", ".join(used)} if (used := [e.id for e in features.encoders]) else {}),
        **({_("Date field"): _dates(features.date_field)} if features.date_field else {}),
        **({_("Months of the observations"): few} if (few := _few_months(prepared, features)) else {}),
        **({_("Predictor fields"): ", ".join(features.fields)} if features.fields else {}),
        **({_("Missing predictor values"): gaps} if (gaps := _gaps(prepared, features.fields)) else {}),
        **({_("Rasters"): ", ".join(raster.name for raster in features.rasters)} if features.rasters else {}),
        **({_("Weight field"): config.weights} if config.weights else {}),
        **({_("Group field"): config.groups} if config.groups else {}),
        **folds_and_blocks(prepared),
        _("Confidence level"): f"{100 * config.confidence:g} %",
        _("Seed"): str(config.seed),
    }


def target(name: str, units: str) -> str:
    """Return the name of the target with its units."""
    return f"{name} ({units})" if units else name


def folds_and_blocks(prepared: Prepared) -> dict[str, str]:
    """Return the settings of the folds and of the blocks of the bootstrap."""
    folds = prepared.main
    return {
        _("Folds"): _("{count}, {folds}", count=len(np.unique(folds.index)), folds=folds.label),
        _("Block size"): _("{distance} km", distance=grouped_lazy(f"{prepared.block_km:,.0f}")),
    }


def _classes(observed: Observations) -> dict[str, str]:
    """Return the positive class, or the presences and their background."""
    if observed.positive is None:
        return {}
    name = observed.classes[observed.positive]
    if observed.background is None:
        return {_("Positive class"): name}
    return {
        _("Presences"): name,
        _("Background"): observed.background.description,
        _("Weights"): _(
            "presences and background of equal total weight; infinite weight of the background in logistic regression"
        ),
    }


def _dates(field: str) -> str:
    """Return the date field, and what the prediction area has instead of dates."""
    return _("{field} (points of the prediction area have the months of the observations)", field=field)


def _few_months(prepared: Prepared, features: FeatureSpec) -> str:
    """Return the months of the observations, if there are fewer than twelve."""
    months = prepared.observed.observed_months if features.date_field else []
    return ", ".join(map(str, months)) if len(months) < 12 else ""


def _gaps(prepared: Prepared, fields: Sequence[str]) -> str:
    """Return the number of missing values of each predictor field, as in "rain: 12 rows"."""
    missing = {name: int(prepared.observed.fields[name].missing.sum()) for name in fields}
    return joined(
        [
            ngettext("{field}: {count} row", "{field}: {count} rows", count, field=name)
            for name, count in missing.items()
            if count
        ],
        ", ",
    )


def provenance(encoders: Sequence[Encoder], rasters: Sequence[RasterPredictor] = ()) -> dict[str, str]:
    """Return versions, hashes and the current time."""
    return {
        "SatCLIP backend": __version__,
        "Python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "scikit-learn", "scipy", "torch")},
        **{
            _("Encoder {encoder}", encoder=encoder.id): _(
                "weights SHA-256 {hash}", hash=encoder.weights_sha256
            )
            for encoder in encoders
        },
        **{_("Raster {raster}", raster=raster.used.name): raster.used.description for raster in rasters},
        _("Created"): datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
    }
