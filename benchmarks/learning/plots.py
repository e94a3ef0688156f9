"""Figures of the report."""

from __future__ import annotations

import textwrap
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import numpy as np
from field import LABELS as FOLDS
from field import WITHIN, Ratios
from matplotlib import pyplot as plt
from tool import ESTIMATORS, Tried

BLUE, ORANGE, GREEN, GREY = "#0072b2", "#e69f00", "#009e73", "#777777"


def draw_scores(path: Path, found: list[Tried]) -> None:
    """Plot the scores of the models and the best baseline, with intervals, one line for each table."""
    targets = list(dict.fromkeys(tried.evaluation.target for tried in found))
    figure, axis = plt.subplots(figsize=(8, 0.45 * len(targets) + 1.5), layout="constrained")
    for tried in found:
        e, first = tried.evaluation, tried.estimator == ESTIMATORS[0]
        row, colour = targets.index(e.target), BLUE if first else ORANGE
        shift = -0.22 if first else 0.0
        _dot(axis, row + shift, tried.score(e.main), colour, "o")
        axis.plot(tried.score("random").value, row + shift, marker="o", mfc="none", color=colour, ms=5)
        if not first:
            _dot(axis, row + 0.22, tried.baseline(e.main).scores[e.score], GREY, "s")
    for colour, marker, label in (
        (BLUE, "o", "linear"),
        (ORANGE, "o", "automatic"),
        (GREY, "s", "best without embeddings (beside automatic)"),
    ):
        axis.plot([], [], color=colour, marker=marker, ls="", ms=5, label=label)
    axis.plot([], [], color="black", marker="o", mfc="none", ls="", ms=5, label="in random folds")
    axis.set_yticks(range(len(targets)), targets)
    axis.set(xlabel="R², or balanced accuracy of classes, in kNNDM folds", xlim=(-0.15, 1))
    axis.invert_yaxis()
    axis.grid(alpha=0.3)
    figure.legend(fontsize=8, loc="outside upper center", ncols=4)
    _save(figure, path)


def draw_maps(path: Path, drawn: dict[str, np.ndarray]) -> None:
    """Plot maps of the same extent side by side, with the same colours."""
    figure, axes = plt.subplots(1, len(drawn), figsize=(3 * len(drawn), 3.4), layout="constrained")
    low, high = np.nanquantile(np.stack(list(drawn.values())), [0.01, 0.99])
    for axis, (label, values) in zip(axes, drawn.items()):
        shown = axis.imshow(values, cmap="turbo", vmin=low, vmax=high)
        axis.set_title(textwrap.fill(label, 20))
        axis.set_axis_off()
    figure.colorbar(shown, ax=axes, label="°C", shrink=0.8)
    _save(figure, path)


def draw_ratios(path: Path, found: list[Ratios]) -> None:
    """Plot the ratio of estimated to true error in each repetition, by model and kind of folds."""
    cases = list(dict.fromkeys((r.design, r.label) for r in found))
    figure, axis = plt.subplots(figsize=(8, 4), layout="constrained")
    axis.axhspan(1 - WITHIN, 1 + WITHIN, color="#eeeeee", zorder=0)
    axis.axhline(1, color="black", lw=0.8)
    rng = np.random.default_rng(0)
    for colour, (name, label) in zip((BLUE, GREEN, ORANGE), FOLDS.items()):
        for r in (r for r in found if r.folds == name):
            at = cases.index((r.design, r.label)) + 0.26 * (list(FOLDS).index(name) - 1)
            jitter = rng.uniform(-0.06, 0.06, len(r.values))
            axis.scatter(at + jitter, r.values, s=8, color=colour, alpha=0.6, lw=0)
            axis.plot([at - 0.1, at + 0.1], [r.values.mean()] * 2, color=colour, lw=2)
        axis.plot([], [], color=colour, lw=2, label=label)
    axis.set_xticks(
        range(len(cases)),
        [f"{label.replace(' on ', chr(10) + 'on ')}\n{design} rows" for design, label in cases],
        fontsize=8,
    )
    axis.set(ylabel="estimated / true error", ylim=(0, None))
    axis.legend(fontsize=8)
    _save(figure, path)


def _dot(axis, y: float, interval, colour: str, marker: str) -> None:
    axis.plot([interval.low, interval.high], [y, y], color=colour, lw=1)
    axis.plot(interval.value, y, color=colour, marker=marker, ms=5)


def _save(figure, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, dpi=100)
    plt.close(figure)
