"""Expected error: how large out-of-fold errors are at a dissimilarity.

As the error profiles of the R package CAST: errors in cross-validation, averaged in windows of the dissimilarity index,
and a relation fitted to them that never falls. Meyer and Pebesma (2021), doi:10.1111/2041-210X.13650, section 2.3.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sklearn.isotonic import isotonic_regression

WINDOWS = 20
"""At most so many, each with about as many rows."""
ROWS_A_WINDOW = 50
"""Rows that a window has at least; with fewer than twice as many there is one."""

Known = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class ExpectedError(BaseModel):
    """Points of a line that never falls: at each `dissimilarity`, ascending, the mean `error` to expect.

    The error is absolute, in units of the target, or the share of wrong classes. Before the first point it is the
    first one's, and after the last one the last one's, up to `limit`: no error is known of larger dissimilarities.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    dissimilarity: list[Known] = Field(min_length=1, max_length=WINDOWS)
    error: list[Known] = Field(min_length=1, max_length=WINDOWS)
    limit: Known

    @model_validator(mode="after")
    def _fits(self) -> ExpectedError:
        ascend = all(values == sorted(values) for values in (self.dissimilarity, self.error))
        if len(self.dissimilarity) != len(self.error) or not ascend:
            raise ValueError("an error for each dissimilarity is needed, and both must ascend")
        return self

    @property
    def constant(self) -> bool:
        """Whether it is the same for all dissimilarities."""
        return self.error[0] == self.error[-1]

    def of(self, dissimilarity: NDArray[np.float64]) -> NDArray[np.float64]:
        """The error (m,) to expect at each dissimilarity (m,); NaN beyond the limit."""
        expected = np.interp(dissimilarity, self.dissimilarity, self.error)
        return np.where(dissimilarity <= self.limit, expected, np.nan)


def fit_expected_error(
    errors: NDArray[np.float64],
    dissimilarity: NDArray[np.float64],
    index: NDArray[np.int64],
    limit: float,
    weights: NDArray[np.float64] | None = None,
) -> ExpectedError:
    """Fit the relation to rows: out-of-fold errors (n,), dissimilarity from other folds (n,) and weights (n,) or None.

    It is constant, the mean error, where it does not predict the errors of each fold, `index` (n,), better when it is
    fitted on the other folds than their mean error does: then dissimilarity tells nothing of errors.
    """
    weights = np.ones(len(errors)) if weights is None else weights
    line, constant = np.empty(len(errors)), np.empty(len(errors))
    for fold in np.unique(index):
        held = index == fold
        rest = errors[~held], dissimilarity[~held], weights[~held]
        line[held] = np.interp(dissimilarity[held], *_line(*rest))
        constant[held] = _mean(errors[~held], weights[~held])
    losses = [_mean((errors - predicted) ** 2, weights) for predicted in (line, constant)]
    knots, values = _line(errors, dissimilarity, weights)
    if not losses[0] < losses[1]:
        knots, values = knots[:1], np.array([_mean(errors, weights)])
    return ExpectedError(dissimilarity=knots.tolist(), error=values.tolist(), limit=limit)


def windows(
    errors: NDArray[np.float64],
    dissimilarity: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Mean dissimilarity and mean error of rows (n,) in windows of dissimilarity, how many rows each has, and their
    weight (w,).
    """
    weights = np.ones(len(errors)) if weights is None else weights
    count = int(np.clip(len(errors) // ROWS_A_WINDOW, 1, WINDOWS))
    parts = np.array_split(np.argsort(dissimilarity, kind="stable"), count)
    return (
        np.array([_mean(dissimilarity[part], weights[part]) for part in parts]),
        np.array([_mean(errors[part], weights[part]) for part in parts]),
        np.array([len(part) for part in parts]),
        np.array([weights[part].sum() for part in parts]),
    )


def _line(
    errors: NDArray[np.float64], dissimilarity: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Dissimilarities that ascend, and the errors there: isotonic regression of the windows' means."""
    knots, means, _, weight = windows(errors, dissimilarity, weights)
    return knots, isotonic_regression(means, sample_weight=np.maximum(weight, 1e-12))


def _mean(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """The weighted mean, or the plain one where all weights are 0."""
    return float(np.average(values, weights=weights if weights.sum() > 0 else None))
