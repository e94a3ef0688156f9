"""Conformal prediction intervals and sets.

They are calibrated on out-of-fold errors, so they are valid for locations as far from the training data as
the folds are from each other. Errors grow with dissimilarity from the training data, so observations are
binned by dissimilarity, and each bin has its own quantile (Mondrian conformal prediction: Vovk et al. 2005,
Algorithmic Learning in a Random World, section 4.5).
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

BINS = 3
ROWS_A_BIN = 100
"""Smallest number of observations in a bin. There is one bin if there are fewer than twice as many."""


class ConformalQuantiles(BaseModel):
    """Conformal quantile of the nonconformity score in each bin of dissimilarity.

    The score is the absolute error, or 1 - the probability of the true class. `edges` are the inner edges of
    the bins, ascending. A quantile is infinite if its bin has too few observations for the confidence level.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="strings")

    confidence: Annotated[float, Field(gt=0, lt=1)]
    edges: list[Annotated[float, Field(allow_inf_nan=False)]]
    quantiles: list[Annotated[float, Field(ge=0)]]

    @model_validator(mode="after")
    def _fits(self) -> ConformalQuantiles:
        if len(self.quantiles) != len(self.edges) + 1 or self.edges != sorted(self.edges):
            raise ValueError("a width for each bin is needed, and edges that ascend")
        return self

    def of(self, dissimilarity: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the conformal quantile (m,) at each dissimilarity (m,)."""
        return np.array(self.quantiles)[np.searchsorted(self.edges, dissimilarity)]


def calibrate(
    scores: NDArray[np.float64], dissimilarity: NDArray[np.float64], confidence: float
) -> ConformalQuantiles:
    """Fit conformal quantiles to out-of-fold scores (n,) and dissimilarities (n,)."""
    bins = max(1, min(BINS, len(scores) // ROWS_A_BIN))
    edges = np.unique(np.quantile(dissimilarity, np.arange(1, bins) / bins))
    where = np.searchsorted(edges, dissimilarity)
    if (np.bincount(where, minlength=len(edges) + 1) < ROWS_A_BIN).any():  # ties in the dissimilarity
        edges, where = np.empty(0), np.zeros(len(scores), dtype=int)
    quantiles = [quantile(scores[where == i], confidence) for i in range(len(edges) + 1)]
    return ConformalQuantiles(confidence=confidence, edges=edges.tolist(), quantiles=quantiles)


def quantile(scores: NDArray[np.float64], confidence: float) -> float:
    """Return the ceil((n + 1) confidence)-th smallest score; infinity if n is too small (Vovk et al. 2005, 2.2)."""
    rank = int(np.ceil((len(scores) + 1) * confidence - 1e-9))
    return float("inf") if rank > len(scores) else float(np.partition(scores, rank - 1)[rank - 1])


def cross_conformal_quantiles(
    scores: NDArray[np.float64],
    dissimilarity: NDArray[np.float64],
    index: NDArray[np.int64],
    confidence: float,
) -> NDArray[np.float64]:
    """Return the conformal quantile (n,) of each observation, fitted without the scores of its own fold.

    Coverage is estimated with these quantiles.
    """
    widths = np.empty(len(scores))
    for fold in np.unique(index):
        held = index == fold
        widths[held] = calibrate(scores[~held], dissimilarity[~held], confidence).of(dissimilarity[held])
    return widths


def prediction_sets(probabilities: NDArray[np.float64], widths: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the classes (m, classes) in each prediction set: those with a score up to the width (m,).

    The most probable class is always included.
    """
    chosen = 1 - probabilities <= widths[:, None]
    chosen[np.arange(len(chosen)), probabilities.argmax(axis=1)] = True
    return chosen
