"""Helpers for the figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import numpy as np
from matplotlib import pyplot as plt

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#777777")


def draw_bars(
    path: Path, groups: Mapping[str, Mapping[str, tuple[float, float]]], label: str, low: float = 0.0
) -> None:
    """Draw grouped bars with error bars: a group for each outer key, a series for each inner key."""
    series = list(next(iter(groups.values())))
    figure, axis = plt.subplots(figsize=(10, 3.8), layout="constrained")
    width = 0.8 / len(series)
    for i, name in enumerate(series):
        values = np.array([group[name] for group in groups.values()])
        at = np.arange(len(groups)) + (i - (len(series) - 1) / 2) * width
        axis.bar(at, values[:, 0], width, yerr=values[:, 1], color=COLOURS[i % len(COLOURS)], label=name)
    axis.set_xticks(range(len(groups)), list(groups), fontsize=7)
    axis.set(ylabel=label)
    axis.set_ylim(bottom=low)
    axis.grid(axis="y", alpha=0.3)
    axis.set_axisbelow(True)
    figure.legend(fontsize=8, loc="outside upper center", ncols=len(series))
    save(figure, path)


def save(figure, path: Path) -> None:
    """Write a figure as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
    plt.close(figure)
