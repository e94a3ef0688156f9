"""Scores of pooled out-of-fold predictions, with confidence intervals from a spatial block bootstrap.

Errors of nearby observations are correlated, so the bootstrap resamples whole spatial blocks. Each score is a
function of sums over observations. The sums of each block are computed once, and each bootstrap draw weights
the blocks.

Means over classes (balanced accuracy, F1) are linearised, because many draws lack a rare class (see `_macro`).

References
----------
Lumley, T. (2010): Complex Surveys. Wiley. The variance of a sum of ratios is that of its linearised terms; a stratum
with a single cluster is centred at the mean of all (`survey.lonely.psu = "adjust"` in his package `survey`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import norm as normal
from scipy.stats import t as student

from satclip_backend.models.binary import auc, best_threshold, boyce, boyce_windows
from satclip_backend.models.results import Interval, Task
from satclip_backend.translation import gettext_lazy as _

DRAWS = 1000
LEVEL = 0.95
FEWEST_BLOCKS = 5
"""Smallest number of blocks for a meaningful interval."""
ROUNDING = 1e-10
"""Share of the mean square up to which a variance is a rounding error."""
PERFECT = 1 - 1e-9
"""Scores from here on are 1 except for rounding."""
SAME = 1e-12
"""Relative difference up to which values are equal except for rounding."""

ROC_BINS = 1000
"""Number of bins for the AUC of bootstrap draws. Each has about as many distinct predictions."""

MAIN = {"regression": "r2", "classification": "balanced_accuracy", "binary": "auc"}
MACRO = ("balanced_accuracy", "f1")
"""Scores that are means over classes."""
ERRORS = ("rmse", "mae", "log_loss")
"""Scores whose best value is 0. That of all others is 1."""
IN_WORDS = {"r2": "R²", "balanced_accuracy": _("balanced accuracy"), "auc": "AUC"}
"""Names of the main scores within a sentence."""


@dataclass(frozen=True)
class Scorer:
    """Scores predictions for the same observations.

    Attributes
    ----------
    task : {"regression", "classification"}
        The task.
    observed : (n,) array
        Values, or codes of classes.
    blocks : (n,) array
        Spatial block of each observation.
    weights : (n,) float64 or None
        Sample weights.
    classes : int
        Number of classes. Predictions are values (n,) or probabilities (n, classes).
    seed : int
        Seed of the bootstrap.
    positive : int or None
        Code of the positive class.
    presence_only : bool
        Whether the other class is background. Log loss, which needs absences, is then left out.
    """

    task: Task
    observed: NDArray
    blocks: NDArray
    weights: NDArray[np.float64] | None = None
    classes: int = 0
    seed: int = 0
    positive: int | None = None
    presence_only: bool = False

    def __post_init__(self) -> None:
        blocks = np.unique(self.blocks, return_inverse=True)[1].ravel()
        count = int(blocks.max()) + 1
        draws = np.random.default_rng(self.seed).multinomial(count, np.full(count, 1 / count), size=DRAWS)
        object.__setattr__(self, "_blocks", blocks)
        object.__setattr__(self, "_draws", draws.astype(np.float64))
        object.__setattr__(self, "_w", np.ones(len(self.observed)) if self.weights is None else self.weights)

    @property
    def block_count(self) -> int:
        """Number of blocks."""
        return self._draws.shape[1]

    @property
    def main(self) -> str:
        """Name of the score for model selection."""
        return MAIN[self.task if self.positive is None else "binary"]

    def scores(self, predictions: NDArray) -> dict[str, Interval]:
        """Return all scores with their intervals."""
        whole, drawn = self._all(predictions)
        found = {name: self._interval(whole[name], drawn[name]) for name in whole}
        for name in found.keys() & set(MACRO):  # linearised, so they may extend beyond 0 to 1
            low, high = np.clip([found[name].low, found[name].high], 0, 1).tolist()
            found[name] = replace(found[name], low=low, high=high)
        return {name: one if name in ERRORS else _unless_perfect(one) for name, one in found.items()}

    def score(self, predictions: NDArray, name: str | None = None) -> float:
        """Return one score, by default the main one, without an interval."""
        name = name or self.main
        return self._all(predictions, name, draws=False)[0][name]

    def draws(self, predictions: NDArray, name: str) -> NDArray[np.float64]:
        """Return a score of all bootstrap draws. They are the same draws for all predictions."""
        return self._all(predictions, name)[1][name]

    def difference(self, a: NDArray, b: NDArray, name: str | None = None, comparisons: int = 1) -> Interval:
        """Return the score of `a` minus that of `b`, from paired bootstrap draws.

        The interval is corrected (Bonferroni) for the selection of `a` as the best in this number of
        `comparisons`.
        """
        name = name or self.main
        (one, one_drawn), (two, two_drawn) = self._all(a, name), self._all(b, name)
        return self._interval(one[name] - two[name], one_drawn[name] - two_drawn[name], comparisons)

    def with_error(self, a: NDArray, b: NDArray | None = None) -> tuple[float, float]:
        """Return the main score of `a`, or its difference from that of `b`, and its standard error.

        The standard error is the standard deviation over bootstrap draws; NaN if there are too few blocks for
        an interval.
        """
        whole, drawn = (part[self.main] for part in self._all(a, self.main))
        if b is not None:
            other, other_drawn = (part[self.main] for part in self._all(b, self.main))
            whole, drawn = whole - other, drawn - other_drawn
        known = np.isfinite(self._interval(whole, drawn).low)
        return float(whole), float(np.nanstd(drawn, ddof=1)) if known else float("nan")

    def at_threshold(self, probabilities: NDArray[np.float64], threshold: float) -> dict[str, Interval]:
        """Return sensitivity, specificity and TSS of probabilities (n,) that are positive from `threshold` on."""
        cells = self._cells(probabilities >= threshold)
        whole, drawn = _at_threshold(cells.sum(axis=0, keepdims=True)), _at_threshold(self._draws @ cells)
        return {name: _unless_perfect(self._interval(float(whole[name][0]), drawn[name])) for name in whole}

    def _interval(self, value: float, drawn: NDArray, comparisons: int = 1) -> Interval:
        known = drawn[np.isfinite(drawn)]
        if self.block_count < FEWEST_BLOCKS or len(known) < LEVEL * len(drawn):
            return Interval(
                float(value), float("nan"), float("nan")
            )  # too few blocks, or no variation in many draws
        tail = (1 - LEVEL) / 2 / comparisons
        low, high = np.quantile(known, [tail, 1 - tail])
        return Interval(float(value), float(low), float(high))

    def _all(
        self, predictions: NDArray, name: str | None = None, draws: bool = True
    ) -> tuple[dict[str, float], dict[str, NDArray]]:
        """Return scores and those of all bootstrap draws. If `name` is given, other scores may be left out."""
        if self.positive is not None:
            return self._binary(predictions, name, draws)
        if self.task == "regression":
            sums = self._values(predictions)
            whole = _regression([s.sum(axis=0, keepdims=True) for s in sums])
            drawn = _regression([self._draws @ s for s in sums]) if draws else {}
            return {name: float(value[0]) for name, value in whole.items()}, drawn
        return self._classification(predictions, draws)

    def _summed(self, values: NDArray) -> NDArray[np.float64]:
        """Return weighted sums (blocks, 1) of values (n,)."""
        return np.bincount(self._blocks, values * self._w, minlength=self.block_count)[:, None]

    def _values(self, predicted: NDArray) -> list[NDArray]:
        y = self.observed.astype(np.float64) - self.observed.mean()  # keeps the digits of large values
        y[np.abs(y) <= SAME * np.abs(self.observed).max()] = 0
        error = predicted - self.observed
        return [self._summed(v) for v in (np.ones(len(y)), y, y**2, error**2, np.abs(error))]

    def _binary(
        self, probabilities: NDArray, name: str | None, draws: bool
    ) -> tuple[dict[str, float], dict[str, NDArray]]:
        predicted, positive = probabilities[:, self.positive], self.observed == self.positive
        found = {"auc": self._auc(predicted, positive, draws)}
        if name != "auc":
            threshold = best_threshold(predicted, positive, self._w)
            windows = boyce_windows(predicted)
            found |= {
                "tss": self._of_sums(
                    lambda cells: _at_threshold(cells)["tss"], draws, self._cells(predicted >= threshold)
                ),
                "boyce": self._of_sums(
                    boyce, draws, *(self._in_windows(windows, w) for w in (self._w * positive, self._w))
                ),
            }
            if not self.presence_only:
                loss = -np.log(probabilities[np.arange(len(predicted)), self.observed].clip(1e-15, 1))
                found["log_loss"] = self._of_sums(
                    lambda lost, rows: (lost / rows)[:, 0],
                    draws,
                    self._summed(loss),
                    self._summed(np.ones(len(loss))),
                )
        return {name: float(whole[0]) for name, (whole, _) in found.items()}, {
            name: drawn for name, (_, drawn) in found.items()
        }

    def _of_sums(self, score: Callable[..., NDArray], draws: bool, *sums: NDArray) -> tuple[NDArray, NDArray]:
        """Return a score of the sums of all blocks (blocks, k), and of each draw; the latter is empty without draws."""
        whole = score(*(part.sum(axis=0, keepdims=True) for part in sums))
        return whole, score(*(self._draws @ part for part in sums)) if draws else np.empty(0)

    def _auc(self, predicted: NDArray, positive: NDArray[np.bool_], draws: bool) -> tuple[NDArray, NDArray]:
        """Return the AUC: exact for all observations, binned (`ROC_BINS`) for draws."""
        ranks = np.unique(predicted, return_inverse=True)[1].ravel()
        count = int(ranks.max()) + 1
        parts = self._w * positive, self._w * ~positive
        whole = auc(*(np.bincount(ranks, part, minlength=count)[None] for part in parts))
        if not draws:
            return whole, np.empty(0)
        bins = ranks * min(count, ROC_BINS) // count
        shape = (ROC_BINS, self.block_count)  # sparse: each block has few observations
        blocks = (csr_array((part, (bins, self._blocks)), shape=shape) for part in parts)
        return whole, auc(*((part @ self._draws.T).T for part in blocks))

    def _cells(self, guessed: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the weights (blocks, 4) of true and false positives, and true and false negatives."""
        cell = 2 * ~guessed + (guessed ^ (self.observed == self.positive))
        return _by_block(self._blocks, self.block_count, cell, 4, self._w)

    def _in_windows(self, windows: NDArray[np.bool_], weights: NDArray) -> NDArray[np.float64]:
        """Return weighted sums (blocks, k) over the observations (n, k) in each window."""
        sums = (
            np.bincount(self._blocks[inside], weights[inside], minlength=self.block_count)
            for inside in windows.T
        )
        return np.column_stack(list(sums))

    def _classification(
        self, probabilities: NDArray, draws: bool
    ) -> tuple[dict[str, float], dict[str, NDArray]]:
        guessed = probabilities.argmax(axis=1)
        right = guessed == self.observed
        loss = -np.log(probabilities[np.arange(len(right)), self.observed].clip(1e-15, 1))
        rows = self._summed(np.ones(len(right)))

        def by_class(codes: NDArray, weights: NDArray) -> NDArray:
            return _by_block(self._blocks, self.block_count, codes, self.classes, weights)

        def ratio(part: NDArray, rows: NDArray) -> NDArray:
            return (part / rows)[:, 0]

        there, hits = by_class(self.observed, self._w), by_class(self.observed, self._w * right)
        found = {
            "balanced_accuracy": self._macro(hits, there, draws),
            "accuracy": self._of_sums(ratio, draws, self._summed(right), rows),
            "f1": self._macro(2 * hits, there + by_class(guessed, self._w), draws),
            "log_loss": self._of_sums(ratio, draws, self._summed(loss), rows),
        }
        whole, drawn = zip(*found.values())
        return dict(zip(found, (float(value[0]) for value in whole))), dict(zip(found, drawn))

    def _macro(self, part: NDArray, total: NDArray, draws: bool) -> tuple[NDArray, NDArray]:
        """Return the mean over classes of `part` / `total`, sums (blocks, classes), and that of each draw.

        Classes without a total don't count. A draw has the mean of all observations plus the sum of the linearised
        terms of its blocks. Computed from the blocks of the draw alone, it would be the mean over the classes that
        these happen to have, without many of the rare ones, and too high if these are predicted worse than others.
        A class in a single block shows nothing about its own variance, so its deviation from the mean of all classes
        takes that place; others are scaled by sqrt(k / (k - 1)), k being their number of blocks. All are scaled from
        the normal to Student's t distribution for the number of blocks.
        """
        sums = total.sum(axis=0)
        part, total, sums = part[:, sums > 0], total[:, sums > 0], sums[sums > 0]
        ratios = part.sum(axis=0) / sums
        mean = ratios.mean(keepdims=True)
        if not draws:
            return mean, np.empty(0)
        blocks = (total > 0).sum(axis=0)
        terms = (part - np.where(blocks > 1, ratios, mean) * total) / sums
        terms *= np.where(blocks > 1, np.sqrt(blocks / np.maximum(blocks - 1, 1)), 1)
        freedom, tail = max(self.block_count - 1, 1), (1 + LEVEL) / 2
        scale = student.ppf(tail, freedom) / normal.ppf(tail) * np.sqrt(1 + 1 / freedom)
        return mean, mean + scale * ((self._draws - 1) @ terms.mean(axis=1))


def _unless_perfect(found: Interval) -> Interval:
    """Return a score without its interval if it is 1 in all draws.

    Observations without errors don't show how rare errors are.
    """
    if found.low < PERFECT:
        return found
    return replace(found, low=float("nan"), high=float("nan"))


def _by_block(
    blocks: NDArray, block_count: int, codes: NDArray, count: int, weights: NDArray
) -> NDArray[np.float64]:
    """Return sums of weights by block and code (blocks, count)."""
    return np.bincount(blocks * count + codes, weights, minlength=block_count * count).reshape(-1, count)


def _at_threshold(cells: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    right, wrong, absent, missed = cells.T
    with np.errstate(divide="ignore", invalid="ignore"):
        sensitivity, specificity = right / (right + missed), absent / (absent + wrong)
    return {"tss": sensitivity + specificity - 1, "sensitivity": sensitivity, "specificity": specificity}


def _regression(sums: Sequence[NDArray]) -> dict[str, NDArray]:
    weight, y, squares, error, absolute = (s[:, 0] for s in sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = squares - y**2 / weight
        return {
            "r2": np.where(spread > ROUNDING * squares, 1 - error / spread, np.nan),
            "rmse": np.sqrt(error / weight),
            "mae": absolute / weight,
        }
