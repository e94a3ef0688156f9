"""Conformal intervals and sets: how wide they must be to hold the truth as often as is asked.

Calibrated on out-of-fold errors, so that they are as wide as errors are at places as far from the rows as the folds
made them. Errors grow where a place is unlike the rows, so rows are binned by dissimilarity and each bin has a width of
its own (Mondrian conformal prediction: Vovk et al. 2005, Algorithmic Learning in a Random World, section 4.5).
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

BINS = 3
ROWS_A_BIN = 100
"""Rows that a bin has at least; with fewer than twice as many there is one."""


class ConformalQuantiles(BaseModel):
    """Of each bin of dissimilarity, whose inner `edges` ascend, the score that is exceeded as seldom as was asked.

    The score is the absolute error, or 1 - the probability of the true class. Infinity where too few rows were
    there to tell.
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
        """The score (m,) for places of such dissimilarity (m,)."""
        return np.array(self.quantiles)[np.searchsorted(self.edges, dissimilarity)]


def calibrate(
    scores: NDArray[np.float64], dissimilarity: NDArray[np.float64], confidence: float
) -> ConformalQuantiles:
    """Widths from out-of-fold scores (n,) and the rows' dissimilarity (n,)."""
    bins = max(1, min(BINS, len(scores) // ROWS_A_BIN))
    edges = np.unique(np.quantile(dissimilarity, np.arange(1, bins) / bins))
    where = np.searchsorted(edges, dissimilarity)
    if (np.bincount(where, minlength=len(edges) + 1) < ROWS_A_BIN).any():  # ties
        edges, where = np.empty(0), np.zeros(len(scores), dtype=int)
    quantiles = [quantile(scores[where == i], confidence) for i in range(len(edges) + 1)]
    return ConformalQuantiles(confidence=confidence, edges=edges.tolist(), quantiles=quantiles)


def quantile(scores: NDArray[np.float64], confidence: float) -> float:
    """The ceil((n + 1) confidence)-th smallest score; infinity where there are fewer (Vovk et al. 2005, 2.2)."""
    rank = int(np.ceil((len(scores) + 1) * confidence - 1e-9))
    return float("inf") if rank > len(scores) else float(np.partition(scores, rank - 1)[rank - 1])


def cross_conformal_quantiles(
    scores: NDArray[np.float64],
    dissimilarity: NDArray[np.float64],
    index: NDArray[np.int64],
    confidence: float,
) -> NDArray[np.float64]:
    """Widths (n,) for rows whose own fold's scores were not used: what coverage is told by."""
    widths = np.empty(len(scores))
    for fold in np.unique(index):
        held = index == fold
        widths[held] = calibrate(scores[~held], dissimilarity[~held], confidence).of(dissimilarity[held])
    return widths


def prediction_sets(probabilities: NDArray[np.float64], widths: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Classes (m, classes) whose score is no larger than the width (m,); the likeliest one is always among them."""
    chosen = 1 - probabilities <= widths[:, None]
    chosen[np.arange(len(chosen)), probabilities.argmax(axis=1)] = True
    return chosen
