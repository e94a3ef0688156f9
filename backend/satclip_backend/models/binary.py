"""Binary targets: the positive class, thresholds, AUC and the continuous Boyce index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

AFFIRMATIVE = {
    *("1", "true", "t", "yes", "y", "present", "presence", "positive", "occupied", "detected"),
    *("ja", "wahr", "vorhanden", "anwesend", "positiv"),
    *("oui", "vrai", "présent", "présente", "présence", "positif"),
    *("sí", "si", "verdadero", "presente", "presencia", "positivo"),
    *("sim", "verdadeiro", "presença"),
    *("是", "有", "真", "存在", "阳性"),
}
NEGATIVE = {
    *("0", "false", "f", "no", "n", "absent", "absence", "negative", "unoccupied", "not detected"),
    *("nein", "falsch", "nicht vorhanden", "abwesend", "negativ"),
    *("non", "faux", "absente", "négatif"),
    *("falso", "ausente", "ausencia", "negativo"),
    *("não", "nao", "ausência"),
    *("否", "无", "假", "不存在", "阴性"),
}
"""Names of the two classes in lower case, in the languages of the plugin."""
FEW_POSITIVE, RARE_SHARE = 30, 0.05
"""Number of positive observations, and their share, below which a warning is given."""
BOYCE_WINDOWS, BOYCE_WIDTH = 101, 0.1
"""Number of moving windows, and their width as a share of the range of the predictions (Hirzel et al. 2006)."""


def positive_code(target: str, classes: Sequence[str], wanted: str | None) -> int | None:
    """Return the code of the positive class, or None if there are not exactly two classes.

    It is `wanted`, if given. By default it is the affirmative name ("yes", "present"), the larger number or
    else the last name. Raises SatclipError if `wanted` is not one of two classes.
    """
    if wanted is not None and (len(classes) != 2 or wanted not in classes):
        names = ", ".join(classes[:10]) + (", ..." if len(classes) > 10 else "")
        raise SatclipError(
            _(
                "{wanted} can't be the positive class: {target} has {names}. Choose one of two classes, or none.",
                wanted=wanted,
                target=target,
                names=names or _("values, not classes"),
            )
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


def species_name(target: str, name: str) -> str:
    """Return what the presences are of: the class `name`, or the target if that only says presence, such as 1."""
    return target if name.strip().lower() in AFFIRMATIVE else name


def binary_warnings(target: str, name: str, positive: NDArray[np.bool_]) -> list[str]:
    """Return warnings if few observations, or a small share of them, are in the positive class.

    `positive` (n,) says which observations are; `name` is the name of the class.
    """
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
    """Return the threshold that maximises TSS (sensitivity + specificity - 1).

    Probabilities (n,) from the threshold on are positive. It lies half-way to the next lower probability. It
    is 0.5 if all observations are in one class.
    """
    w = np.ones(len(positive)) if weights is None else weights
    there, absent = (w * positive).sum(), (w * ~positive).sum()
    if not (there and absent):
        return 0.5
    order = np.argsort(-probabilities, kind="stable")
    gain = np.cumsum(np.where(positive, w / there, -w / absent)[order])
    ranked = probabilities[order]
    last = np.flatnonzero(np.append(ranked[:-1] > ranked[1:], True))  # ties are on the same side
    best = last[gain[last].argmax()]
    below = ranked[best + 1] if best + 1 < len(ranked) else 0.0
    return float((ranked[best] + below) / 2)


def auc(there: NDArray[np.float64], absent: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the area under the ROC curve (k,).

    `there` and `absent` (k, bins) are the weights of positive and negative observations by ascending
    probability.
    """
    below = np.cumsum(absent, axis=1) - absent / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return (there * below).sum(axis=1) / (there.sum(axis=1) * absent.sum(axis=1))


def boyce_windows(probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which observations (n, `BOYCE_WINDOWS`) are in each moving window of the predictions, lowest first."""
    low, high = probabilities.min(), probabilities.max()
    width = BOYCE_WIDTH * (high - low)
    starts = np.linspace(low, high - width, BOYCE_WINDOWS)
    slack = 1e-12 * max(abs(high), 1.0)
    return (probabilities[:, None] >= starts - slack) & (probabilities[:, None] <= starts + width + slack)


def boyce(there: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the continuous Boyce index (k,); NaN where it is undefined.

    `there` and `rows` (k, windows) are the weights of the positive and of all observations in each window.
    The index is Spearman's correlation between the position of the windows and their ratio of positive to all
    observations. Of consecutive windows with the same ratio, only one counts. Source: Hirzel et al. 2006,
    Ecological Modelling 199.
    """
    known = rows > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(known, there / rows, np.inf)
    kept = known & (np.abs(_next(ratio, known) - ratio) > 1e-12)
    ratio = np.where(kept, ratio, np.inf)  # sorted behind those that count
    x, y = np.cumsum(kept, axis=1), rankdata(ratio, axis=1)
    count = kept.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = (
            np.where(kept, part - np.sum(part * kept, axis=1, keepdims=True) / count, 0) for part in (x, y)
        )
        found = (x * y).sum(axis=1) / np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))
    return np.where(count[:, 0] > 2, found.clip(-1, 1), np.nan)


def _next(values: NDArray[np.float64], known: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The next known value in each row (k, n); -inf where there is none."""
    width = known.shape[1]
    at = np.where(known, np.arange(width), width)
    following = np.minimum.accumulate(at[:, ::-1], axis=1)[:, ::-1]
    following = np.column_stack([following[:, 1:], np.full(len(at), width)])
    return np.take_along_axis(np.column_stack([values, np.full(len(at), -np.inf)]), following, axis=1)
