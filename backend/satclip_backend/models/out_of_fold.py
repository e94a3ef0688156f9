"""Out-of-fold predictions: every row predicted by a model that has not seen its fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models.estimators import fit_estimator, predicted
from satclip_backend.models.results import Task
from satclip_backend.progress import Progress


class Steps:
    """The progress of work that consists of `total` fits, as far as is known. It never goes back."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done, self._message = progress, max(total, 1), 0, ""
        self._reported = 0.0

    def expect(self, more: int) -> None:
        """So many fits are still to come, instead of the rest of the total."""
        self._total = max(self._done + more, 1)

    def say(self, message: str) -> None:
        """Begin something."""
        self._message = message
        self.of_fit(0.0)

    def of_fit(self, fraction: float, message: str = "") -> None:
        """The `Progress` of one fit."""
        self._reported = max(self._reported, min((self._done + fraction) / self._total, 1.0))
        self._progress(self._reported, message or self._message)

    def done(self) -> None:
        """One more fit is there."""
        self._done += 1
        self.of_fit(0.0)


@dataclass(frozen=True)
class TrainingData:
    """What models are fitted on: features (n, d), values or codes (n,), weights (n,) or None.

    `presence_only`: presences, code 1, and background points, code 0.
    """

    task: Task
    x: NDArray[np.float32]
    y: NDArray
    classes: int
    weights: NDArray[np.float64] | None = None
    seed: int = 0
    presence_only: bool = False


def out_of_fold(
    data: TrainingData,
    kind: str,
    index: NDArray[np.int64],
    steps: Steps,
    blocks: Sequence[slice] = (),
) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
    """Predictions of all rows, values (n,) or probabilities (n, classes), each by a model fitted on the other folds.

    And the same with each of `blocks`, a block of features, shuffled among the rows of the fold.
    """
    rng = np.random.default_rng(data.seed)
    shape = (len(data.y),) if data.task == "regression" else (len(data.y), data.classes)
    predictions, permuted_predictions = np.empty(shape), [np.empty(shape) for _ in blocks]
    for fold in np.unique(index):
        held = index == fold
        fitted = fit_estimator(
            kind,
            data.task,
            data.x[~held],
            data.y[~held],
            index[~held],
            weights=None if data.weights is None else data.weights[~held],
            seed=data.seed,
            presence_only=data.presence_only,
            progress=steps.of_fit,
        )
        x = data.x[held]
        predictions[held] = predicted(fitted.pipeline, data.task, x, data.classes)
        for permuted, block in zip(permuted_predictions, blocks):
            shuffled_x = x.copy()
            shuffled_x[:, block] = x[rng.permutation(len(x))][:, block]
            permuted[held] = predicted(fitted.pipeline, data.task, shuffled_x, data.classes)
        steps.done()
    return predictions, permuted_predictions
