"""Findings of model selection as text: the benefit of embeddings, warnings, settings and provenance."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import datetime, timezone
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from satclip_backend import __version__
from satclip_backend.counts import counted
from satclip_backend.models.estimators import LABELS
from satclip_backend.models.model_selection import ModelSelection, Tried, describe_features
from satclip_backend.models.observations import Observations
from satclip_backend.models.preparation import Prepared
from satclip_backend.models.raster_predictors import RasterPredictor
from satclip_backend.models.results import Difference, Interval
from satclip_backend.models.scores import FEWEST_BLOCKS

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

NAMES = {"r2": "R²", "balanced_accuracy": "balanced accuracy", "auc": "AUC"}
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
        sentence = "The model does not use embeddings, so their benefit was not tested."
        if prepared.config.encoders and prepared.selected is not None:
            sentence = "The selection of predictors left the embeddings out."
        return Difference(scorer.main, selection.chosen.label, best.label, none, "undecided", sentence)
    candidate = max(with_them, key=score)
    found = scorer.difference(candidate.predictions, best.predictions, comparisons=len(with_them))
    with_embeddings, without = _apart(score(candidate), score(best))
    scores = (
        f"{NAMES[scorer.main]} is {with_embeddings} with embeddings ({candidate.label}) and {without} without "
        f"({best.label})"
    )
    corrected = f" (corrected for the choice among {len(with_them)} models)" if len(with_them) > 1 else ""
    interval = (
        f"a difference of {found.value:+.3f}, 95 % confidence interval{corrected} {found.low:+.3f} to "
        f"{found.high:+.3f}"
    )
    if not np.isfinite(found.low):
        few = scorer.block_count < FEWEST_BLOCKS
        lacking = (
            "spatial blocks" if few else f"observations with different values of {prepared.observed.name}"
        )
        verdict, how = "undecided", f"There are too few {lacking} to tell whether embeddings helped"
        interval = "without a confidence interval"
    elif found.low > 0:
        verdict, how = "helped", "Embeddings helped"
    elif found.high < 0:
        verdict, how = "did not help", "Embeddings did not help; the best model without them scores higher"
    else:
        verdict, how = "undecided", "It is undecided whether embeddings helped"
    sentence = f"{how}: {scores}, {interval}."
    if selection.chosen is best:
        sentence += " The model that was fitted is the one without embeddings."
    elif not selection.chosen.features.encoders:  # a constant scores highest, and is never fitted
        sentence += f" The model that was fitted is {selection.chosen.label}, without embeddings."
    if prepared.selected is not None and (best.features.fields or best.features.rasters):
        sentence += " The model without embeddings has the selected fields and rasters only."
    return Difference(scorer.main, candidate.label, best.label, found, verdict, sentence)


def _apart(one: float, two: float) -> tuple[str, str]:
    """Format two scores with two decimals, or three if they look equal with two."""
    digits = 2 if f"{one:.2f}" != f"{two:.2f}" else 3
    return f"{one:.{digits}f}", f"{two:.{digits}f}"


def warnings(prepared: Prepared, selection: ModelSelection) -> list[str]:
    """Return warnings about the validity of the scores."""
    scorer, main = prepared.scorer, prepared.main
    found = []
    if main.name == "random":
        found.append(
            "The folds are random: neighbours of the held-out observations were used in fitting, so the scores are "
            "optimistic for locations farther away."
        )
    if prepared.observed.background is not None and prepared.observed.background.kind == "uniform":
        found.append(
            "Presences are compared with background points that are uniform by area. If some places were searched more "
            "than others, the model predicts where people searched as well as where "
            f"{prepared.observed.classes[1]} lives: use records of similar species as background (target group)."
        )
    constant = next(baseline for baseline in selection.baselines if baseline.kind == "constant")
    if scorer.score(selection.chosen.predictions) <= scorer.score(constant.predictions):
        found.append("The model is no better than a constant on held-out observations: do not map it.")
    if scorer.block_count < FEW_BLOCKS:
        found.append(
            f"The observations lie in fewer than {FEW_BLOCKS} spatial blocks: the confidence intervals are rough."
        )
    elif not np.isfinite(scorer.scores(selection.chosen.predictions)[scorer.main].low):
        found.append(
            f"{prepared.observed.name} varies in too few spatial blocks: the scores have no confidence intervals."
        )
    groups = prepared.observed.groups
    if main.name == "groups" and len(np.unique(groups)) > len(groups) / 2:
        found.append(
            f"Most groups of {prepared.config.groups} contain a single observation: folds by group are then as "
            "optimistic as random folds."
        )
    if prepared.selected is not None:
        found.append(
            "The predictors were selected by the score in the same folds, so the scores of models that use them are "
            "optimistic. Observations that were not used here would give an unbiased score."
        )
    if prepared.config.estimator == "auto":
        found.append(
            "The estimator was chosen by the scores shown here, so its own score is slightly optimistic."
        )
    return found


def settings(prepared: Prepared, selection: ModelSelection, chosen: dict[str, str]) -> dict[str, str]:
    """Return the settings, chosen by the user or by the fit."""
    observed, config = prepared.observed, prepared.config
    kind, features = selection.chosen.kind, selection.chosen.features
    return {
        "Target": observed.name + (f" ({config.units})" if config.units else ""),
        **_classes(observed),
        "Observations": f"{observed.presences.sum():,}",
        "Estimator": LABELS[kind][observed.task] + (" (best score)" if config.estimator == "auto" else ""),
        **{name.capitalize(): value for name, value in chosen.items()},
        "Predictors": describe_features(features),
        **({} if prepared.selected is None else {"Selection of predictors": prepared.selected.sentence}),
        **({"Encoders": ", ".join(used)} if (used := [e.id for e in features.encoders]) else {}),
        **({"Predictor fields": ", ".join(features.fields)} if features.fields else {}),
        **({"Missing predictor values": gaps} if (gaps := _gaps(prepared, features.fields)) else {}),
        **({"Rasters": ", ".join(raster.name for raster in features.rasters)} if features.rasters else {}),
        **({"Weight field": config.weights} if config.weights else {}),
        **({"Group field": config.groups} if config.groups else {}),
        "Folds": f"{len(np.unique(prepared.main.index))}, {prepared.main.label}",
        "Block size": f"{prepared.block_km:,.0f} km",
        "Confidence level": f"{config.confidence:.0%}",
        "Seed": str(config.seed),
    }


def _classes(observed: Observations) -> dict[str, str]:
    """Return the positive class, or the presences and their background."""
    if observed.positive is None:
        return {}
    name = observed.classes[observed.positive]
    if observed.background is None:
        return {"Positive class": name}
    return {
        "Presences": name,
        "Background": observed.background.description,
        "Weights": "presences and background of equal total weight; infinite weight of the background in logistic "
        "regression",
    }


def _gaps(prepared: Prepared, fields: Sequence[str]) -> str:
    """Return the number of missing values of each predictor field, as in "rain: 12 rows"."""
    missing = {name: int(prepared.observed.fields[name].missing.sum()) for name in fields}
    return ", ".join(f"{name}: {counted(count, 'row')}" for name, count in missing.items() if count)


def provenance(encoders: Sequence[Encoder], rasters: Sequence[RasterPredictor] = ()) -> dict[str, str]:
    """Return versions, hashes and the current time."""
    return {
        "SatCLIP backend": __version__,
        "Python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "scikit-learn", "scipy", "torch")},
        **{f"Encoder {encoder.id}": f"weights SHA-256 {encoder.weights_sha256}" for encoder in encoders},
        **{f"Raster {raster.used.name}": raster.used.description for raster in rasters},
        "Created": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
    }
