"""Sections on how far the model can be trusted."""

from __future__ import annotations

import numpy as np

from satclip_backend.learning.report.drawing import (
    COLOURS,
    INK,
    map_of,
    new_figure,
    short,
)
from satclip_backend.learning.report.page import Page, number, percent
from satclip_backend.learning.results import Evaluation

BINS = 10
"""Groups of rows that calibration is told of."""


def add_uncertainty(page: Page, e: Evaluation) -> None:
    """Coverage, and the calibration of probabilities."""
    page.section("How sure it is")
    regression = e.task == "regression"
    what, size = (
        ("intervals", f"Mean width{f', {e.units}' if e.units else ''}")
        if regression
        else ("sets", "Mean classes in a set")
    )
    page.text(
        f"Conformal {what} were made to hold the truth in {percent(e.confidence)} of cases, from "
        "errors of held-out rows, in "
        "up to three classes of dissimilarity. Each row's own fold was left out when its "
        f"{'interval' if regression else 'set'} was made."
    )
    page.table(
        f"How often {what} held the truth",
        ["Where", "Rows", "Held", size],
        [[c.label, f"{c.rows:,}", f"{100 * c.coverage:.1f} %", number(c.size)] for c in e.coverages],
        marked=[0],
    )
    regions = e.coverages[len(e.folds) :]
    if regions:
        figure, axes = new_figure(1.2 + 0.36 * len(regions))
        share = np.array([c.coverage for c in regions])
        error = 1.96 * np.sqrt(
            share.clip(0.01, 0.99) * (1 - share.clip(0.01, 0.99)) / [c.rows for c in regions]
        )
        axes.errorbar(share, range(len(regions)), xerr=error, fmt="o", color=COLOURS[0], capsize=2)
        axes.axvline(e.confidence, color=INK, linestyle="--", linewidth=1)
        axes.set_yticks(range(len(regions)), [short(c.label) for c in regions])
        axes.set_ylim(len(regions) - 0.5, -0.5)
        axes.set_xlabel("Share of rows whose truth was held")
        worst = min(regions, key=lambda c: c.coverage)
        page.figure(
            figure,
            "Coverage by region",
            f"The dashed line is what was asked for. Lowest: {worst.label}, {percent(worst.coverage)} "
            f"of {worst.rows:,} rows.",
        )
    if regression:
        return
    confident, right = e.probabilities.max(axis=1), e.probabilities.argmax(axis=1) == e.observed
    edges = np.unique(np.quantile(confident, np.linspace(0, 1, BINS + 1)))
    where = np.clip(np.searchsorted(edges, confident, side="right") - 1, 0, max(len(edges) - 2, 0))
    groups = [where == i for i in range(len(edges) - 1) if (where == i).any()] or [
        np.ones(len(right), dtype=bool)
    ]
    said, true = ([float(values[some].mean()) for some in groups] for values in (confident, right))
    gap = sum(abs(s - t) * some.mean() for s, t, some in zip(said, true, groups))
    figure, axes = new_figure(3.8)
    axes.plot([0, 1], [0, 1], color=INK, linewidth=1)
    axes.plot(said, true, marker="o", color=COLOURS[0])
    axes.set_xlabel("Probability of the predicted class")
    axes.set_ylabel("Share that is right")
    page.figure(
        figure,
        "Calibration of probabilities",
        f"On the line, probabilities are what they say. Expected calibration error: {gap:.3f}.",
    )


def add_applicability(page: Page, e: Evaluation) -> None:
    """Dissimilarity, and where it is too large."""
    page.section("Where it applies")
    page.text(
        "Dissimilarity is how far a place is from the nearest row in the space of features, as a "
        "share of the mean distance "
        f"between rows. Up to {number(e.threshold)}, the upper whisker of what the folds have tried, the model applies."
    )
    if np.isfinite(e.area_applicable):
        page.text(f"That is so for {percent(e.area_applicable)} of the area.")
    else:
        page.text(
            "For the area it can't be told, since the model needs fields that are known at the rows only."
        )
    figure, axes = new_figure(3.0)
    axes.hist(e.dissimilarity, bins=min(50, max(8, len(e.dissimilarity) // 10)), color=COLOURS[0])
    axes.axvline(e.threshold, color=COLOURS[1], linestyle="--")
    axes.set_xlabel("Dissimilarity of held-out rows")
    axes.set_ylabel("Rows")
    page.figure(
        figure, "Dissimilarity when held out", f"The dashed line is the threshold, {number(e.threshold)}."
    )
    page.figure(
        map_of(e.lonlat, e.dissimilarity, "Dissimilarity", "magma"),
        "Where rows are unlike the others",
        f"Median {number(float(np.median(e.dissimilarity)))}.",
    )
