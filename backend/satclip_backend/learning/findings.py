"""What trials come to, in words: whether embeddings helped, what to beware of, what was chosen."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import datetime, timezone
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from satclip_backend import __version__
from satclip_backend.learning.estimators import LABELS
from satclip_backend.learning.preparation import Prepared
from satclip_backend.learning.results import Difference, Interval
from satclip_backend.learning.scores import FEWEST_BLOCKS
from satclip_backend.learning.trials import Trials, told

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

NAMES = {"r2": "R²", "balanced_accuracy": "balanced accuracy"}
FEW_BLOCKS = 10


def whether_embeddings_helped(prepared: Prepared, trials: Trials) -> Difference:
    """The chosen model, or the best tried one with embeddings, against the best one without."""
    judge = prepared.judge
    best = max(trials.without, key=lambda label: judge.score(trials.without[label]))
    with_them = [trial for trial in trials.tried if trial.kind != "neighbours" and prepared.features.encoders]
    if not with_them:
        none = Interval(float("nan"), float("nan"), float("nan"))
        sentence = "The model has no embeddings, so whether they would help was not asked."
        return Difference(judge.main, trials.chosen.label, best, none, "undecided", sentence)
    trial = max(with_them, key=lambda trial: judge.score(trial.made))
    found = judge.difference(trial.made, trials.without[best])
    scores = (
        f"{NAMES[judge.main]} is {judge.score(trial.made):.2f} with them ({trial.label}) and "
        f"{judge.score(trials.without[best]):.2f} without ({best})"
    )
    interval = f"a difference of {found.value:+.3f}, 95 % interval {found.low:+.3f} to {found.high:+.3f}"
    if not np.isfinite(found.low):
        few = judge.block_count < FEWEST_BLOCKS
        lacking = "blocks of places" if few else f"rows that differ in {prepared.observed.name}"
        verdict, how = "undecided", f"There are too few {lacking} to tell whether embeddings helped"
        interval = "too few for an interval"
    elif found.low > 0:
        verdict, how = "helped", "Embeddings helped"
    elif found.high < 0:
        verdict, how = "did not help", "Embeddings did not help; the best model without them is better"
    else:
        verdict, how = "undecided", "Whether embeddings helped can't be told from these rows"
    return Difference(judge.main, trial.label, best, found, verdict, f"{how}: {scores}, {interval}.")


def warnings(prepared: Prepared, trials: Trials) -> list[str]:
    """What a reader should know before believing the scores."""
    judge, main = prepared.judge, prepared.main
    found = []
    if main.name == "random":
        found.append(
            "The folds are random: rows near those that are predicted were seen in fitting, so the scores are "
            "optimistic for places farther away."
        )
    constant = trials.without[LABELS["constant"][prepared.observed.task]]
    if judge.score(trials.chosen.made) <= judge.score(constant):
        found.append("The model is no better than a constant at places that it has not seen: do not map it.")
    if judge.block_count < FEW_BLOCKS:
        found.append(
            f"The rows lie in fewer than {FEW_BLOCKS} blocks of places: the intervals of the scores are rough."
        )
    elif not np.isfinite(judge.scores(trials.chosen.made)[judge.main].low):
        found.append(
            f"{prepared.observed.name} differs in too few places to say how sure the scores are: they have no "
            "intervals."
        )
    groups = prepared.observed.groups
    if main.name == "groups" and len(np.unique(groups)) > len(groups) / 2:
        found.append(
            f"Most groups of {prepared.recipe.groups} have one row: folds by group are then like random ones, and as "
            "optimistic."
        )
    if len(trials.tried) > 1:
        found.append(
            "The estimator was chosen by the scores that are shown, which makes its own a little optimistic."
        )
    return found


def settings(prepared: Prepared, trials: Trials, chosen: dict[str, str]) -> dict[str, str]:
    """What was chosen, by the user and by the fit."""
    observed, recipe, kind = prepared.observed, prepared.recipe, trials.chosen.kind
    return {
        "Target": observed.name + (f" ({recipe.units})" if recipe.units else ""),
        "Rows": f"{len(observed):,}",
        "Estimator": LABELS[kind][observed.task]
        + (" (the best of all)" if recipe.estimator == "auto" else ""),
        **{name.capitalize(): value for name, value in chosen.items()},
        "Told": told(recipe, kind),
        **({"Encoders": ", ".join(used)} if (used := [e.id for e in prepared.features.encoders]) else {}),
        **({"Predictor fields": ", ".join(recipe.fields)} if recipe.fields else {}),
        **({"Gaps in predictor fields": gaps} if (gaps := _gaps(prepared)) else {}),
        **({"Weights": recipe.weights} if recipe.weights else {}),
        **({"Groups": recipe.groups} if recipe.groups else {}),
        "Folds": f"{len(np.unique(prepared.main.index))}, {prepared.main.label}",
        "Blocks": f"{prepared.block_km:,.0f} km",
        "Confidence": f"{recipe.confidence:.0%}",
        "Seed": str(recipe.seed),
    }


def _gaps(prepared: Prepared) -> str:
    """How many rows lack a value of each predictor: "rain: 12 rows"."""
    missing = {name: int(column.missing.sum()) for name, column in prepared.observed.fields.items()}
    return ", ".join(f"{name}: {count:,} rows" for name, count in missing.items() if count)


def provenance(encoders: Sequence[Encoder]) -> dict[str, str]:
    """Versions, hashes and the time."""
    return {
        "SatCLIP backend": __version__,
        "Python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "scikit-learn", "scipy", "torch")},
        **{f"Encoder {encoder.id}": f"weights SHA-256 {encoder.weights_sha256}" for encoder in encoders},
        "Made": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
    }
