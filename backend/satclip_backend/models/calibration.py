"""Calibration of probabilities on out-of-fold predictions.

Temperature scaling for several classes. For two classes Platt scaling, whose offset lowers the probability of
a rare class. Sources: Guo et al. 2017, On Calibration of Modern Neural Networks, equation 9; Platt 1999,
Probabilistic outputs for support vector machines.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

SMALLEST = 1e-9
LIMIT = 10.0
"""Largest absolute offset of the logit; it changes the odds by a factor of 22,000."""


def apply_temperature(
    probabilities: NDArray[np.float64], temperature: float, offset: float = 0.0
) -> NDArray[np.float64]:
    """Scale the logits of probabilities (n, classes). A temperature above 1 makes them less confident.

    `offset` is added to the logit of the last class.
    """
    logits = np.log(probabilities.clip(SMALLEST, 1)) / temperature
    if offset:
        logits[:, -1] += offset
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit_temperature(
    probabilities: NDArray[np.float64], codes: NDArray[np.int64], weights: NDArray[np.float64] | None = None
) -> float:
    """Return the temperature (0.1 to 10) that minimises the log loss of probabilities (n, classes) for `codes` (n,)."""
    rows = np.arange(len(codes))

    def loss(log_temperature: float) -> float:
        own = apply_temperature(probabilities, float(np.exp(log_temperature)))[rows, codes]
        return float(-np.average(np.log(own.clip(SMALLEST, 1)), weights=weights))

    found = minimize_scalar(loss, bounds=(np.log(0.1), np.log(10)), method="bounded")
    return float(np.exp(found.x))


def fit_platt(
    probabilities: NDArray[np.float64], codes: NDArray[np.int64], weights: NDArray[np.float64] | None = None
) -> tuple[float, float]:
    """Return the temperature and offset (at most `LIMIT`) that minimise the log loss of probabilities (n, 2)."""
    rows = np.arange(len(codes))

    def loss(numbers: NDArray[np.float64]) -> float:
        own = apply_temperature(probabilities, float(np.exp(numbers[0])), numbers[1])[rows, codes]
        return float(-np.average(np.log(own.clip(SMALLEST, 1)), weights=weights))

    bounds = [(np.log(0.1), np.log(10)), (-LIMIT, LIMIT)]
    temperature, offset = minimize(loss, np.zeros(2), method="L-BFGS-B", bounds=bounds).x
    return float(np.exp(temperature)), float(offset)
