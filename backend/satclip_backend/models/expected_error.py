"""Expected error: the mean out-of-fold error as a function of dissimilarity.

Like the error profiles of the R package CAST: cross-validation errors are averaged in windows of the
dissimilarity index, and a non-decreasing function is fitted to the means. Meyer and Pebesma (2021),
doi:10.1111/2041-210X.13650, section 2.3.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sklearn.isotonic import isotonic_regression

WINDOWS = 20
"""Largest number of windows. All have about the same number of observations."""
ROWS_A_WINDOW = 50
"""Smallest number of observations in a window. There is one window if there are fewer than twice as many."""

Known = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class ExpectedError(BaseModel):
    """Piecewise linear, non-decreasing function of dissimilarity.

    Attributes
    ----------
    dissimilarity : list of float
        Dissimilarity of each knot, ascending.
    error : list of float
        Expected error at each knot: the mean absolute error in units of the target, or the share of wrong
        classes. It is constant before the first and after the last knot.
    limit : float
        Largest dissimilarity for which an error is expected.
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
        """Whether the expected error is the same for all dissimilarities."""
        return self.error[0] == self.error[-1]

    def of(self, dissimilarity: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the expected error (m,) at each dissimilarity (m,); NaN above the limit."""
        expected = np.interp(dissimilarity, self.dissimilarity, self.error)
        return np.where(dissimilarity <= self.limit, expected, np.nan)


def fit_expected_error(
    errors: NDArray[np.float64],
    dissimilarity: NDArray[np.float64],
    index: NDArray[np.int64],
    limit: float,
    weights: NDArray[np.float64] | None = None,
) -> ExpectedError:
    """Fit the expected error to out-of-fold errors.

    It is constant, the mean error, unless the fitted function predicts the errors of held-out folds better
    than the mean error does.

    Parameters
    ----------
    errors, dissimilarity : (n,) float64
        Out-of-fold error and dissimilarity from the other folds of each observation.
    index : (n,) int64
        Fold of each observation.
    limit : float
        Largest dissimilarity for which an error is expected.
    weights : (n,) float64, optional
        Sample weights.
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
    """Return the mean dissimilarity, mean error, number of observations and weight (w,) of windows of dissimilarity."""
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
    """Return ascending dissimilarities and the errors there: isotonic regression of the means of the windows."""
    knots, means, _, weight = windows(errors, dissimilarity, weights)
    return knots, isotonic_regression(means, sample_weight=np.maximum(weight, 1e-12))


def _mean(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Return the weighted mean, or the unweighted mean if all weights are 0."""
    return float(np.average(values, weights=weights if weights.sum() > 0 else None))
