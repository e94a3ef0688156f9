"""Probabilities that mean what they say: one temperature for all classes, found on out-of-fold predictions.

Source: Guo et al. 2017, On Calibration of Modern Neural Networks, equation 9.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

SMALLEST = 1e-9


def apply_temperature(probabilities: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Probabilities (n, classes) at another temperature: above 1 less sure, below 1 surer."""
    logits = np.log(probabilities.clip(SMALLEST, 1)) / temperature
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit_temperature(
    probabilities: NDArray[np.float64], codes: NDArray[np.int64], weights: NDArray[np.float64] | None = None
) -> float:
    """The temperature (0.1 to 10) at which probabilities (n, classes) have the smallest log loss for `codes` (n,)."""
    rows = np.arange(len(codes))

    def loss(log_temperature: float) -> float:
        own = apply_temperature(probabilities, float(np.exp(log_temperature)))[rows, codes]
        return float(-np.average(np.log(own.clip(SMALLEST, 1)), weights=weights))

    found = minimize_scalar(loss, bounds=(np.log(0.1), np.log(10)), method="bounded")
    return float(np.exp(found.x))
