"""Format numbers and names for readers."""

from __future__ import annotations

import numpy as np

from satclip_backend.models.results import EncoderComparison, Evaluation, Interval, RegionsEvaluation
from satclip_backend.models.scores import IN_WORDS
from satclip_backend.translation import gettext, grouped, ngettext, translated
from satclip_backend.translation import gettext_lazy as _

NAMES = {
    "r2": "R²",
    "rmse": "RMSE",
    "mae": _("Mean absolute error"),
    "balanced_accuracy": _("Balanced accuracy"),
    "accuracy": _("Accuracy"),
    "f1": _("F1 (macro)"),
    "log_loss": _("Log loss"),
    "auc": "AUC",
    "tss": "TSS",
    "boyce": _("Boyce index"),
    "sensitivity": _("Sensitivity"),
    "specificity": _("Specificity"),
}
SHARES = {"r2", "balanced_accuracy", "accuracy", "f1", "auc", "tss", "boyce"}
"""Scores of at most 1, which are shown with two decimals."""
CHANCE = {"auc": 0.5}
"""Score of a random prediction, which figures mark with a line; 0 for all other scores."""
IN_UNITS = {"rmse", "mae"}
ABOUT = {
    "r2": _(
        "R² is the proportion of the variance that the model explains: 1 is perfect, and below 0 the mean of the "
        "observations predicts better."
    ),
    "balanced_accuracy": _(
        "Balanced accuracy is the mean recall of the classes: rare classes count as much as frequent ones."
    ),
    "auc": _(
        "AUC, the area under the ROC curve, is the probability that the model ranks a random positive observation "
        "above a random negative one: 0.5 is chance, 1 is perfect. TSS is sensitivity + specificity - 1, here at the "
        "threshold where it is highest. The Boyce index is the rank correlation of the predicted probability with the "
        "share of positive observations."
    ),
}


def in_words(score: str) -> str:
    """Return the name of a main score within a sentence."""
    return translated(IN_WORDS[score])


def number(value: float | None, digits: int = 3) -> str:
    """Format a number with this many significant digits; a dash if there is none."""
    if value is None or np.isnan(value):
        return "–"
    if not np.isfinite(value):
        return "∞" if value > 0 else "-∞"
    return grouped(f"{value:,.0f}") if abs(value) >= 10**digits else f"{value:.{digits}g}"


def decimals(value: float) -> str:
    """Format a score with two decimals."""
    return "–" if not np.isfinite(value) else grouped(f"{round(value, 2) + 0.0:,.2f}")


def interval(found: Interval, share: bool = True) -> str:
    """Format a value with its interval, such as 0.91 (0.88 to 0.93), or alone if it has none."""
    format_number = decimals if share else number
    if not (np.isfinite(found.low) and np.isfinite(found.high)):
        return format_number(found.value)
    return value_and_ends(*map(format_number, (found.value, found.low, found.high)))


def value_and_ends(value: str, low: str, high: str) -> str:
    """Format a value with the ends of its interval."""
    return gettext("{value} ({ends})", value=value, ends=ends(low, high))


def ends(low: str, high: str) -> str:
    """Format the ends of an interval, without a line break."""
    return gettext("{low}\u00a0to\u00a0{high}", low=low, high=high)


def percent(share: float) -> str:
    """Format a share as a percentage. Only exact shares are 0 % and 100 %."""
    if np.isnan(share):
        return "–"
    if 0 < share < 0.01 or 0.99 < share < 1:
        return f"{min(max(100 * share, 0.1), 99.9):.1f}\u00a0%"
    return f"{100 * share:.0f}\u00a0%"


def count(n: int) -> str:
    """Format a count with thousands separators: 2,000."""
    return grouped(f"{n:,}")


def observations(n: int) -> str:
    """Format a number of observations: 1 observation, 2,000 observations."""
    return ngettext("{count} observation", "{count} observations", n)


def area_decimals(whole: float) -> int:
    """Return the number of decimals of areas, so that the largest, `whole`, has five digits."""
    return int(np.clip(4 - np.floor(np.log10(whole)), 0, 6))


def area(value: float, digits: int) -> str:
    """Format an area with this many decimals, or with three significant digits if it is small."""
    return (
        number(value)
        if np.isnan(value) or 0 < value < 100 * 10.0**-digits
        else grouped(f"{value:,.{digits}f}")
    )


def with_units(name: str, units: str) -> str:
    """Return a name with its units, if it has any."""
    name = translated(name)
    return f"{name} ({units})" if units else name


def target(result: Evaluation | RegionsEvaluation | EncoderComparison) -> str:
    """Return the name of the target with its units."""
    return with_units(result.target, result.units)


def in_units(value: float, units: str) -> str:
    """Format a value of the target with its units."""
    return f"{number(value)} {units}".strip()
