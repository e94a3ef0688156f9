"""A comparison of a device with the CPU."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

SECONDS = {"cuda": 1.0, "cpu": 0.1}
"""Time for which a rate is measured."""


@dataclass(frozen=True)
class Result:
    """A row of the report.

    Attributes
    ----------
    name : str
        What was computed.
    error : float
        Largest difference from the CPU, in the unit of `scale`.
    tolerance : float
        Largest permitted error.
    scale : str
        Unit of the error.
    rate : str
        Points or pixels per second, with the unit.
    share : float or None
        Share of the measured limits of the device: the time that products and copies take at these limits, divided by
        the time taken.
    """

    name: str
    error: float
    tolerance: float
    scale: str
    rate: str = ""
    share: float | None = None

    @property
    def passed(self) -> bool:
        """Whether the error is within the tolerance. An error of NaN is not."""
        return self.error <= self.tolerance

    def row(self) -> str:
        """Return a row of a Markdown table."""
        verdict = "" if self.passed else " **too large**"
        share = "" if self.share is None else f"{self.share:.0%}"
        error = f"{self.error:.1e}{verdict}"
        return f"| {self.name} | {error} | {self.tolerance:.0e} | {self.scale} | {self.rate} | {share} |"


HEAD = """\
| computation | error | tolerance | unit of the error | rate | share of the limits |
| --- | --- | --- | --- | --- | --- |"""


def seconds_of(work: Callable[[], object], device: torch.device) -> float:
    """Return the median time of `work` in seconds, which runs for `SECONDS` after a first run."""
    work()
    synchronise(device)
    found: list[float] = []
    while sum(found) < SECONDS[device.type] or len(found) < 3:
        began = time.perf_counter()
        work()
        synchronise(device)
        found.append(time.perf_counter() - began)
    return float(np.median(found))


def synchronise(device: torch.device) -> None:
    """Wait for a GPU to finish."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def difference(values: np.ndarray, wanted: np.ndarray) -> float:
    """Return the largest difference in standard deviations of all wanted values. NaN must be at the same places."""
    wanted = wanted.astype(np.float64)
    if not np.array_equal(np.isnan(values), np.isnan(wanted)):
        return float("nan")
    return float(np.nanmax(np.abs(values - wanted)) / np.nanstd(wanted))
