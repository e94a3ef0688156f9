"""Two classes, one of them positive: presence and absence, yes and no.

Models of presence give a probability; a threshold makes a class of it. Scores that need no threshold come first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

AFFIRMATIVE = {"1", "true", "t", "yes", "y", "present", "presence", "positive", "occupied", "detected"}
NEGATIVE = {"0", "false", "f", "no", "n", "absent", "absence", "negative", "unoccupied", "not detected"}
FEW_POSITIVE, RARE_SHARE = 30, 0.05
"""Rows of the positive class, and their share, below which a reader is warned."""
BOYCE_WINDOWS, BOYCE_WIDTH = 101, 0.1
"""How many windows, and their width as a share of the range of the predictions (Hirzel et al. 2006)."""


def positive_code(target: str, classes: Sequence[str], wanted: str | None) -> int | None:
    """Code of the positive class: the one that is `wanted`, or else what two classes are called; None for more.

    Of numbers it is the larger one, of other names the last one. Raises SatclipError where `wanted` is not one of two.
    """
    if wanted is not None and (len(classes) != 2 or wanted not in classes):
        names = ", ".join(classes[:10]) or "values, not classes"
        raise SatclipError(
            f"{wanted} can't be the positive class: {target} has {names}"
            + ("" if len(classes) <= 10 else ", ...")
            + ". Choose one of two classes, or none."
        )
    if len(classes) != 2:
        return None
    if wanted is not None:
        return list(classes).index(wanted)
    first, second = (name.strip().lower() for name in classes)
    if _numbers(first, second):
        return int(float(second) > float(first))
    if (first in AFFIRMATIVE and second not in AFFIRMATIVE) or (second in NEGATIVE and first not in NEGATIVE):
        return 0
    return 1


def binary_warnings(target: str, name: str, positive: NDArray[np.bool_]) -> list[str]:
    """Warnings where few rows, or a small share of them, are of the positive class `name`: (n,) whether each is."""
    found, share = int(positive.sum()), float(positive.mean())
    warnings = []
    if found < FEW_POSITIVE:
        warnings.append(
            ngettext(
                "{target} is {name} in {count} rows only, fewer than {few}: the scores, the probabilities and the "
                "threshold are uncertain.",
                "{target} is {name} in {count} rows only, fewer than {few}: the scores, the probabilities and the "
                "threshold are uncertain.",
                found,
                target=target,
                name=name,
                few=FEW_POSITIVE,
            )
        )
    if share < RARE_SHARE:
        warnings.append(
            _(
                "{target} is {name} in {share} % of the rows only: its probability is low almost everywhere, and most "
                "places that are predicted to be positive may not be. See the precision in the report, and choose a "
                "threshold for your purpose.",
                target=target,
                name=name,
                share=f"{100 * share:.2g}",
            )
        )
    return warnings


def _numbers(*texts: str) -> bool:
    try:
        return all(np.isfinite(float(text)) for text in texts)
    except ValueError:
        return False


def best_threshold(
    probabilities: NDArray[np.float64],
    positive: NDArray[np.bool_],
    weights: NDArray[np.float64] | None = None,
) -> float:
    """The threshold with the highest TSS, sensitivity + specificity - 1: half-way to the next lower probability.

    From it on a probability (n,) means positive. 0.5 where all rows are of one class.
    """
    w = np.ones(len(positive)) if weights is None else weights
    there, absent = (w * positive).sum(), (w * ~positive).sum()
    if not (there and absent):
        return 0.5
    order = np.argsort(-probabilities, kind="stable")
    gain = np.cumsum(np.where(positive, w / there, -w / absent)[order])
    ranked = probabilities[order]
    last = np.flatnonzero(np.append(ranked[:-1] > ranked[1:], True))  # equal probabilities fall on one side
    best = last[gain[last].argmax()]
    below = ranked[best + 1] if best + 1 < len(ranked) else 0.0
    return float((ranked[best] + below) / 2)


def auc(there: NDArray[np.float64], absent: NDArray[np.float64]) -> NDArray[np.float64]:
    """Area under the ROC curve, of weights (k, bins) of positive and negative rows by ascending probability."""
    below = np.cumsum(absent, axis=1) - absent / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return (there * below).sum(axis=1) / (there.sum(axis=1) * absent.sum(axis=1))


def boyce_windows(probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which rows (n, `BOYCE_WINDOWS`) lie in each window of the predictions' range, lowest first."""
    low, high = probabilities.min(), probabilities.max()
    width = BOYCE_WIDTH * (high - low)
    starts = np.linspace(low, high - width, BOYCE_WINDOWS)
    slack = 1e-12 * max(abs(high), 1.0)
    return (probabilities[:, None] >= starts - slack) & (probabilities[:, None] <= starts + width + slack)


def boyce(there: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Continuous Boyce index, of weights (k, windows) of positive and of all rows in each window; NaN where undefined.

    Spearman's correlation of the windows' position with the ratio of positive to all rows in them. Of neighbouring
    windows with the same ratio one counts. Source: Hirzel et al. 2006, Ecological Modelling 199.
    """
    found = np.full(len(there), np.nan)
    for k, (own, every) in enumerate(zip(there, rows)):
        known = every > 0
        ratio = own[known] / every[known]
        ratio = ratio[np.append(np.abs(np.diff(ratio)) > 1e-12, True)]
        if len(ratio) > 2 and np.ptp(ratio) > 0:
            ranks = rankdata(ratio)
            found[k] = np.corrcoef(np.arange(len(ratio)), ranks)[0, 1]
    return found
