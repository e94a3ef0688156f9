"""Interleaved timing: each case runs once per round, so that changes in machine speed affect all cases equally."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Seconds of the timed runs."""

    seconds: list[float]

    @property
    def median(self) -> float:
        """Median of the runs."""
        return statistics.median(self.seconds)

    def rate(self, count: float) -> str:
        """Format `count` per second: median (slowest to fastest)."""
        slow, fast = count / max(self.seconds), count / min(self.seconds)
        return f"{count / self.median:,.0f} ({slow:,.0f} to {fast:,.0f})"


def side_by_side(cases: Mapping[str, Callable[[], object]], rounds: int = 5) -> dict[str, Timing]:
    """Run each case once to warm up, then `rounds` times in turn."""
    for run in cases.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, run in cases.items():
            began = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - began)
    return {name: Timing(values) for name, values in seconds.items()}


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"
