"""The sections on how far a prediction can be trusted: intervals or sets that hold, and where the model applies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.stats import binomtest

from satclip_backend.learning.report.figures import (
    COLOURS,
    INK,
    bars,
    dots,
    histogram,
    lengths,
    mark,
    new_figure,
)
from satclip_backend.learning.report.formatting import count, in_units, number, percent, with_units
from satclip_backend.learning.report.maps import map_of
from satclip_backend.learning.report.page import Page
from satclip_backend.learning.results import Coverage, Evaluation

BINS, IN_BIN = 10, 10
"""Of probabilities, with about as many rows each: at most so many, and each with so many rows, or one."""
PARTS = 5
"""Of the predicted values, with about as many rows each."""
LARGEST_SET = 12
"""Classes in a set; larger ones are counted together."""
WELL = 0.95
"""Share of the area inside from which on there is nothing to warn of."""


def write_uncertainty(page: Page, e: Evaluation) -> None:
    """How often intervals or sets held the truth, where they did not, and what probabilities are worth."""
    page.section("How sure it is")
    regression = e.task == "regression"
    what = "intervals" if regression else "sets"
    size = with_units("Mean width", e.units) if regression else "Mean classes in a set"
    one, more = ("an interval", "wider intervals") if regression else ("a set of classes", "larger sets")
    page.text(
        f"Each prediction has {one} made to hold the truth in {percent(e.confidence)} of cases (conformal prediction), "
        f"from the errors of held-out rows; rows that are unlike the others may get {more}. A row's own fold was left "
        "out when its own was made."
    )
    if e.coverages:
        page.text(how_often_held(e))
    page.table(
        f"How often {what} held the truth; made for {percent(e.confidence)}",
        ["Where", "Rows", "Held", size],
        [[c.label, f"{c.rows:,}", f"{100 * c.coverage:.1f} %", number(c.size)] for c in e.coverages],
        marked=[0],
    )
    regions = e.coverages[len(e.folds) :]
    if regions:
        worst = min(regions, key=lambda c: c.coverage)
        page.figure(
            _coverage(regions, e.confidence),
            "Coverage by region",
            f"The dashed line is the {percent(e.confidence)} asked for, lines are what chance allows for so few rows. "
            f"Lowest: {worst.label}, {percent(worst.coverage)} of {count(worst.rows, 'row')}.",
        )
    if regression:
        _by_value(page, e)
    else:
        _calibration(page, e)
        _sizes(page, e)


def how_often_held(e: Evaluation) -> str:
    """A sentence on the coverage in the main folds, and whether chance explains that it is not what was asked for."""
    main, what = e.coverages[0], "intervals" if e.task == "regression" else "sets"
    low, high = _chance(main)
    sentence = (
        f"In {main.label} {what} held the truth in {percent(main.coverage)} of {count(main.rows, 'row')}"
    )
    if high < e.confidence:
        return f"{sentence}, less often than the {percent(e.confidence)} asked for: take them as too narrow."
    if low > e.confidence:
        return f"{sentence}, more often than the {percent(e.confidence)} asked for: they are wider than they need be."
    return f"{sentence}, as asked for."


def _chance(c: Coverage) -> tuple[float, float]:
    """The 95 % interval (Wilson) of a share of so many rows."""
    if not (c.rows and np.isfinite(c.coverage)):
        return float("nan"), float("nan")
    found = binomtest(round(c.coverage * c.rows), c.rows).proportion_ci(method="wilson")
    return found.low, found.high


def _coverage(found: Sequence[Coverage], confidence: float) -> Figure:
    rows = [(f"{c.label} ({c.rows:,})", [("held", c.coverage, *_chance(c))]) for c in found]
    return dots(rows, "Share of rows whose truth was held", line=confidence)


def _by_value(page: Page, e: Evaluation) -> None:
    """Coverage in parts of the predicted values, and widths in words."""
    held = (e.observed >= e.lower) & (e.observed <= e.upper)
    width = e.upper - e.lower
    edges = np.unique(np.quantile(e.predicted, np.linspace(0, 1, PARTS + 1)))
    part = np.clip(np.searchsorted(edges, e.predicted, side="right") - 1, 0, max(len(edges) - 2, 0))
    found = []
    for index in np.unique(part):
        rows = part == index
        label = f"{number(e.predicted[rows].min())} to {number(e.predicted[rows].max())}"
        found.append(Coverage(label, int(rows.sum()), float(held[rows].mean()), float(width[rows].mean())))
    worst = min(found, key=lambda c: c.coverage)
    unbounded = int((~np.isfinite(width)).sum())
    page.figure(
        _coverage(found, e.confidence),
        "Coverage by predicted value",
        f"Parts of the predicted values, with about as many rows each. Lowest: {percent(worst.coverage)} where "
        f"{worst.label} was predicted. Half of the intervals are narrower than "
        f"{in_units(float(np.median(width)), e.units)}; the middle {percent(e.confidence)} of observations are "
        f"{in_units(_middle(e), e.units)} wide.",
        f"{count(unbounded, 'interval has', 'intervals have')} no end: too few rows to tell."
        if unbounded
        else "",
    )


def _middle(e: Evaluation) -> float:
    tail = (1 - e.confidence) / 2
    low, high = np.quantile(e.observed, [tail, 1 - tail])
    return float(high - low)


def calibration(
    probabilities: NDArray[np.float64], observed: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Rows, mean probability of the predicted class and share that is right, in bins of about as many rows each.

    The expected calibration error is the mean, weighted by rows, of the last two's absolute differences.
    Source: Naeini et al. 2015 (AAAI 29), with bins of equal numbers.
    """
    confident, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == observed
    ranks = np.argsort(np.argsort(confident, kind="stable"), kind="stable")
    part = ranks * int(np.clip(len(ranks) // IN_BIN, 1, BINS)) // len(ranks)
    rows = np.bincount(part)
    return rows, np.bincount(part, weights=confident) / rows, np.bincount(part, weights=right) / rows


def _calibration(page: Page, e: Evaluation) -> None:
    rows, said, true = calibration(e.probabilities, e.observed)
    error, gap = (float(np.average(off, weights=rows)) for off in (np.abs(said - true), said - true))
    ends = np.array([_chance(Coverage("", int(n), float(share), 0.0)) for n, share in zip(rows, true)])
    figure, axes = new_figure(3.6)
    axes.plot([0, 1], [0, 1], color=INK, linewidth=1)
    style = {"marker": "o", "color": COLOURS[0], "capsize": 2, "linewidth": 1}
    axes.errorbar(said, true, yerr=lengths(true, ends[:, 0], ends[:, 1]), **style)
    axes.set_xlabel("Mean probability given to the predicted class")
    axes.set_ylabel("Share of rows that is right")
    sense = "too sure of itself" if gap > 0 else "too careful"
    page.figure(
        figure,
        "Calibration of probabilities",
        f"On the line, they are what they say. The expected calibration error is {error:.3f}: on average probabilities "
        f"are off by that much, and the model is {sense} by {abs(gap):.3f}. Lines are what chance allows.",
    )


def _sizes(page: Page, e: Evaluation) -> None:
    sizes = e.prediction_sets.sum(axis=1)
    most = min(int(sizes.max()), LARGEST_SET)
    counts = np.bincount(np.minimum(sizes, most), minlength=most + 1)
    first = 0 if counts[0] else 1
    names = [str(size) for size in range(first, most + 1)]
    if sizes.max() > most:
        names[-1] += " or more"
    one, none = float((sizes == 1).mean()), float((sizes == 0).mean())
    figure = bars(names, counts[first:], "Rows")
    figure.axes[0].set_ylabel("Classes in the set")
    page.figure(
        figure,
        "How many classes the sets hold",
        f"{percent(one)} of the sets hold one class alone; half hold {number(float(np.median(sizes)))} or fewer of "
        f"{len(e.classes)}.",
        f"{percent(none)} hold none: nothing fits." if none else "",
    )


def where_it_applies(e: Evaluation) -> str:
    """A sentence on the share of the area where the model applies."""
    if not np.isfinite(e.area_applicable):
        return (
            "For which part of the area the model applies cannot be told, since it needs fields that are known at the "
            "rows alone; at places that have the fields, predictions say whether it does."
        )
    if e.area_applicable >= WELL:
        return f"The model applies to {percent(e.area_applicable)} of the area: hardly any of it is unlike the rows."
    return (
        f"The model applies to {percent(e.area_applicable)} of the area. The rest is unlike all rows: scores and "
        "intervals promise nothing there, and predictions should not be used."
    )


def write_applicability(page: Page, e: Evaluation) -> None:
    """How unlike the others rows are, up to where the model applies, and how much of the area that is."""
    page.section("Where it applies")
    page.text(
        "Dissimilarity is how far a place is from the nearest row, not on the Earth but in what the model is told, as "
        f"a share of the mean distance of rows. The model applies up to {number(e.threshold)}: more than almost all "
        "held-out rows had, so nothing is known of how wrong it is beyond."
    )
    page.text(where_it_applies(e))
    beyond = np.isfinite(e.dissimilarity) & (e.dissimilarity > e.threshold)
    outside = f"{count(int(beyond.sum()), 'row')} ({percent(float(beyond.mean()))}) are beyond it."
    figure, axes = histogram(e.dissimilarity, "Dissimilarity of held-out rows")
    mark(axes, e.threshold, f"threshold {number(e.threshold)}")
    middle = number(float(np.median(e.dissimilarity)))
    page.figure(
        figure,
        "How unlike the others rows are when held out",
        f"The median is {middle}, the dashed line the threshold, {number(e.threshold)}. {outside}",
    )
    figure, axes, x = map_of(e.lonlat, e.dissimilarity, "Dissimilarity")
    style = {"color": COLOURS[1], "marker": "x", "linewidths": 1, "s": 30, "rasterized": beyond.sum() > 500}
    axes.scatter(x[beyond], e.lonlat[beyond, 1], **style)
    far = f" Places of the area are {number(float(np.median(e.area_distances)))} km from the nearest row in the median."
    page.figure(
        figure,
        "Where rows are unlike the others",
        "Crosses mark rows beyond the threshold." if beyond.any() else "No row is beyond the threshold.",
        far.strip() if len(e.area_distances) else "",
    )
