"""Scores of stacked out-of-fold predictions, and how sure they are: a bootstrap over blocks of places.

Rows near each other share what the model doesn't know, so whole blocks are drawn again, with all their rows. Every
score is a function of sums over rows; the sums of each block are taken once, and a draw weights blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models.results import Interval, Task

DRAWS = 1000
LEVEL = 0.95
FEWEST_BLOCKS = 5
"""Blocks below which an interval would mean nothing."""
ROUNDING = 1e-10
"""Share of the mean square up to which a variance is nothing but rounding."""
SAME = 1e-12
"""Relative difference up to which values are the same but for rounding."""

MAIN = {"regression": "r2", "classification": "balanced_accuracy"}


@dataclass(frozen=True)
class Scorer:
    """Scores predictions for the same rows: `observed` (n,) values or codes, `blocks` (n,), `weights` (n,) or None.

    Predictions are values (n,) or probabilities (n, classes).
    """

    task: Task
    observed: NDArray
    blocks: NDArray
    weights: NDArray[np.float64] | None = None
    classes: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        blocks = np.unique(self.blocks, return_inverse=True)[1].ravel()
        count = int(blocks.max()) + 1
        draws = np.random.default_rng(self.seed).multinomial(count, np.full(count, 1 / count), size=DRAWS)
        object.__setattr__(self, "_blocks", blocks)
        object.__setattr__(self, "_draws", draws.astype(np.float64))
        object.__setattr__(self, "_w", np.ones(len(self.observed)) if self.weights is None else self.weights)

    @property
    def block_count(self) -> int:
        """How many blocks there are."""
        return self._draws.shape[1]

    @property
    def main(self) -> str:
        """The score that models are compared by."""
        return MAIN[self.task]

    def scores(self, predictions: NDArray) -> dict[str, Interval]:
        """Every score with its interval."""
        whole, drawn = self._all(predictions)
        return {name: self._interval(whole[name], drawn[name]) for name in whole}

    def score(self, predictions: NDArray, name: str | None = None) -> float:
        """One score, the main one by default, without an interval."""
        return self._all(predictions, draws=False)[0][name or self.main]

    def difference(self, a: NDArray, b: NDArray, name: str | None = None, comparisons: int = 1) -> Interval:
        """Score of `a` minus that of `b`, drawn in pairs; `a` is the best of so many (Bonferroni)."""
        name = name or self.main
        (one, one_drawn), (two, two_drawn) = self._all(a), self._all(b)
        return self._interval(one[name] - two[name], one_drawn[name] - two_drawn[name], comparisons)

    def _interval(self, value: float, drawn: NDArray, comparisons: int = 1) -> Interval:
        known = drawn[np.isfinite(drawn)]
        if self.block_count < FEWEST_BLOCKS or len(known) < LEVEL * len(drawn):
            return Interval(
                float(value), float("nan"), float("nan")
            )  # too few blocks, or rows that differ in some
        tail = (1 - LEVEL) / 2 / comparisons
        low, high = np.quantile(known, [tail, 1 - tail])
        return Interval(float(value), float(low), float(high))

    def _all(self, predictions: NDArray, draws: bool = True) -> tuple[dict[str, float], dict[str, NDArray]]:
        sums = self._values(predictions) if self.task == "regression" else self._classes(predictions)
        of_scores = _regression if self.task == "regression" else _classification
        whole = of_scores([s.sum(axis=0, keepdims=True) for s in sums])
        drawn = of_scores([self._draws @ s for s in sums]) if draws else {}
        return {name: float(value[0]) for name, value in whole.items()}, drawn

    def _summed(self, values: NDArray) -> NDArray[np.float64]:
        """Sums over the rows of each block: (n,) -> (blocks, 1)."""
        return np.bincount(self._blocks, values * self._w, minlength=self.block_count)[:, None]

    def _values(self, predicted: NDArray) -> list[NDArray]:
        y = self.observed.astype(np.float64) - self.observed.mean()  # keeps the digits of large values
        y[np.abs(y) <= SAME * np.abs(self.observed).max()] = 0
        error = predicted - self.observed
        return [self._summed(v) for v in (np.ones(len(y)), y, y**2, error**2, np.abs(error))]

    def _classes(self, probabilities: NDArray) -> list[NDArray]:
        count, rows = self.classes, np.arange(len(self.observed))
        guessed = probabilities.argmax(axis=1)
        right = guessed == self.observed
        loss = -np.log(probabilities[rows, self.observed].clip(1e-15, 1))

        def by_class(codes: NDArray, weights: NDArray) -> NDArray:
            cells = np.bincount(self._blocks * count + codes, weights, minlength=self.block_count * count)
            return cells.reshape(-1, count)

        return [
            by_class(self.observed, self._w),
            by_class(guessed, self._w),
            by_class(self.observed, self._w * right),
            self._summed(loss),
        ]


def _regression(sums: Sequence[NDArray]) -> dict[str, NDArray]:
    weight, y, squares, error, absolute = (s[:, 0] for s in sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = squares - y**2 / weight
        return {
            "r2": np.where(spread > ROUNDING * squares, 1 - error / spread, np.nan),
            "rmse": np.sqrt(error / weight),
            "mae": absolute / weight,
        }


def _classification(sums: Sequence[NDArray]) -> dict[str, NDArray]:
    there, guessed, right, loss = sums
    known = there > 0
    recall = np.divide(right, there, out=np.zeros_like(right), where=known)
    either = there + guessed
    f1 = np.divide(2 * right, either, out=np.zeros_like(right), where=either > 0)
    return {
        "balanced_accuracy": recall.sum(axis=1) / known.sum(axis=1),
        "accuracy": right.sum(axis=1) / there.sum(axis=1),
        "f1": f1.sum(axis=1) / (either > 0).sum(axis=1),
        "log_loss": loss[:, 0] / there.sum(axis=1),
    }
