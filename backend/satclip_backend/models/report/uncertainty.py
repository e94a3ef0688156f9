"""The sections on how far a prediction can be trusted: intervals or sets that hold, and where the model applies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.stats import binomtest

from satclip_backend.models.expected_error import windows
from satclip_backend.models.report.figures import (
    COLOURS,
    INK,
    bars,
    dots,
    histogram,
    label_axes,
    legend_below,
    lengths,
    mark,
    new_figure,
)
from satclip_backend.models.report.formatting import count, in_units, number, percent, with_units
from satclip_backend.models.report.maps import map_of
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import Coverage, Evaluation

BINS, IN_BIN = 10, 10
"""Of probabilities, with about as many rows each: at most so many, and each with so many rows, or one."""
PARTS = 5
"""Of the predicted values, with about as many rows each."""
LARGEST_SET = 12
"""Classes in a set; larger ones are counted together."""
FEWEST_OF_CLASS = 30
"""Minimum number of observations of a class for which the coverage is reported."""
MOST_CLASSES_SHOWN = 20
WELL = 0.95
"""Share of the area inside from which on there is nothing to warn of."""


def write_uncertainty(page: Page, e: Evaluation) -> None:
    """How often intervals or sets held the truth, where they did not, and what probabilities are worth."""
    page.section("Uncertainty")
    regression = e.task == "regression"
    what = "prediction intervals" if regression else "prediction sets"
    size = with_units("Mean width", e.units) if regression else "Mean number of classes"
    one, more = (
        ("a prediction interval", "wider intervals") if regression else ("a prediction set", "larger sets")
    )
    page.text(
        f"Each prediction has {one} with a nominal coverage of {percent(e.confidence)}, from conformal prediction on "
        f"the out-of-fold errors. Points that are dissimilar from the training data may get {more}. The coverage "
        "below is cross-validated: an observation's own fold was not used for its calibration."
    )
    if e.coverages:
        page.text(how_often_held(e))
    page.table(
        f"Coverage of the {percent(e.confidence)} {what}",
        ["Folds or region", "Observations", "Coverage", size],
        [[c.label, f"{c.rows:,}", f"{100 * c.coverage:.1f} %", number(c.size)] for c in e.coverages],
        marked=[0],
    )
    regions = e.coverages[len(e.folds) :]
    if regions:
        worst = min(regions, key=lambda c: c.coverage)
        page.figure(
            _coverage(regions, e.confidence),
            "Coverage by region",
            f"The dashed line is the nominal coverage of {percent(e.confidence)}; error bars are 95 % confidence "
            f"intervals. Lowest: {worst.label}, {percent(worst.coverage)} of {count(worst.rows, 'observation')}.",
        )
    if regression:
        _by_value(page, e)
    else:
        _by_class(page, e)
        _calibration(page, e)
        _sizes(page, e)


def how_often_held(e: Evaluation) -> str:
    """What the coverage in the main folds is, whether chance explains that it is not what was asked for, and where it
    is lowest.
    """
    main, what = e.coverages[0], "intervals" if e.task == "regression" else "sets"
    nominal = percent(e.confidence)
    small, large = ("narrow", "wider") if e.task == "regression" else ("small", "larger")
    low, high = _chance(main)
    sentence = (
        f"With {main.label}, {nominal} prediction {what} covered {percent(main.coverage)} of "
        f"{count(main.rows, 'held-out observation')}"
    )
    if high < e.confidence:
        return f"{sentence}, significantly less than intended: they are too {small}."
    parts = [*e.coverages[len(e.folds) :], *by_class(e)]
    below = [part for part in parts if _chance(part, len(parts))[1] < e.confidence]
    if below:
        worst = min(below, key=lambda part: part.coverage)
        return (
            f"{sentence}, but only {percent(worst.coverage)} of {count(worst.rows, 'observation')} of {worst.label}: "
            f"they are too {small} there."
        )
    if low > e.confidence:
        return f"{sentence}, significantly more than intended: they are {large} than necessary."
    return f"{sentence}, as intended."


def by_class(e: Evaluation) -> list[Coverage]:
    """Coverage of the prediction sets among the observations of each class that has enough; none in a regression."""
    found = []
    for code, name in enumerate(e.classes):
        rows = e.observed == code
        if rows.sum() >= FEWEST_OF_CLASS:
            sets = e.prediction_sets[rows]
            size = float(sets.sum(axis=1).mean())
            found.append(Coverage(name, int(rows.sum()), float(sets[:, code].mean()), size))
    return found


def _chance(c: Coverage, comparisons: int = 1) -> tuple[float, float]:
    """The 95 % interval (Wilson) of a share of so many rows, for one of so many comparisons (Bonferroni)."""
    if not (c.rows and np.isfinite(c.coverage)):
        return float("nan"), float("nan")
    share = binomtest(round(c.coverage * c.rows), c.rows)
    found = share.proportion_ci(confidence_level=1 - 0.05 / comparisons, method="wilson")
    return found.low, found.high


def _by_class(page: Page, e: Evaluation) -> None:
    """Coverage by class, and the number of classes that are too rare."""
    found = sorted(by_class(e), key=lambda c: c.coverage)
    rare = len(e.classes) - len(found)
    note = (
        f"{count(rare, 'class has', 'classes have')} fewer than {FEWEST_OF_CLASS} observations, too few to say."
        if rare
        else ""
    )
    if not found:
        page.text(note)
        return
    shown = found[:MOST_CLASSES_SHOWN]
    page.figure(
        _coverage(shown, e.confidence),
        "Coverage by class",
        f"Of the observations of each class, the share whose prediction set contains it. Lowest: {found[0].label}, "
        f"{percent(found[0].coverage)} of {count(found[0].rows, 'observation')}.",
        f"The {len(shown)} classes with the lowest coverage are shown." if len(shown) < len(found) else "",
        note,
    )


def _coverage(found: Sequence[Coverage], confidence: float) -> Figure:
    rows = [(f"{c.label} ({c.rows:,})", [("coverage", c.coverage, *_chance(c))]) for c in found]
    return dots(rows, "Coverage", line=confidence)


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
        f"Predicted values are divided into groups of about equal size. Lowest: {percent(worst.coverage)} for "
        f"predictions of {worst.label}. The median width of the intervals is "
        f"{in_units(float(np.median(width)), e.units)}; for comparison, the middle {percent(e.confidence)} of the "
        f"observations span {in_units(_middle(e), e.units)}.",
        f"{count(unbounded, 'interval is', 'intervals are')} unbounded, because there are too few observations."
        if unbounded
        else "",
    )


def _middle(e: Evaluation) -> float:
    tail = (1 - e.confidence) / 2
    low, high = np.quantile(e.observed, [tail, 1 - tail])
    return float(high - low)


def calibration(
    probabilities: NDArray[np.float64], observed: NDArray[np.int64], positive: int | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Rows, mean probability of the likeliest class and share that is right, in bins of about as many rows each.

    With the `positive` one of two classes: its mean probability, and its share. The expected calibration error is the
    mean, weighted by rows, of the last two's absolute differences.
    Source: Naeini et al. 2015 (AAAI 29), with bins of equal numbers.
    """
    if positive is None:
        confident, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == observed
    else:
        confident, right = probabilities[:, positive], observed == positive
    ranks = np.argsort(np.argsort(confident, kind="stable"), kind="stable")
    part = ranks * int(np.clip(len(ranks) // IN_BIN, 1, BINS)) // len(ranks)
    rows = np.bincount(part)
    return rows, np.bincount(part, weights=confident) / rows, np.bincount(part, weights=right) / rows


def _calibration(page: Page, e: Evaluation) -> None:
    rows, said, true = calibration(e.probabilities, e.observed, e.positive)
    error, gap = (float(np.average(off, weights=rows)) for off in (np.abs(said - true), said - true))
    ends = np.array([_chance(Coverage("", int(n), float(share), 0.0)) for n, share in zip(rows, true)])
    figure, axes = new_figure(3.6)
    end = 1.0 if e.positive is None else min(1.0, 1.05 * max(said.max(), ends.max()))
    axes.plot([0, end], [0, end], color=INK, linewidth=1)
    style = {"marker": "o", "color": COLOURS[0], "capsize": 2, "linewidth": 1}
    axes.errorbar(said, true, yerr=lengths(true, ends[:, 0], ends[:, 1]), **style)
    if e.positive is None:
        axes.set_xlabel("Mean probability of the likeliest class")
        axes.set_ylabel("Share of correct predictions")
        average = (
            f"; on average the model is {'overconfident' if gap > 0 else 'underconfident'} by {abs(gap):.3f}"
        )
    else:
        name = e.classes[e.positive]
        label_axes(figure, axes, f"Mean predicted probability of {name}", f"Observed share of {name}")
        average = ""  # calibration makes the mean right
    page.figure(
        figure,
        "Calibration of probabilities",
        f"Well-calibrated probabilities lie on the diagonal. The expected calibration error is {error:.3f}{average}. "
        "Error bars are 95 % confidence intervals.",
    )


def _sizes(page: Page, e: Evaluation) -> None:
    sizes = e.prediction_sets.sum(axis=1)
    most = min(int(sizes.max()), LARGEST_SET)
    counts = np.bincount(np.minimum(sizes, most), minlength=most + 1)
    first = 0 if counts[0] else 1
    names = [count(size, "class", "classes") for size in range(first, most + 1)]
    if sizes.max() > most:
        names[-1] = f"{most} or more classes"
    one, none = float((sizes == 1).mean()), float((sizes == 0).mean())
    page.figure(
        bars(names, counts[first:], "Observations"),
        "Size of the prediction sets",
        f"{percent(one)} of the prediction sets contain a single class; the median size is "
        f"{number(float(np.median(sizes)))} of {len(e.classes)} classes.",
        f"{percent(none)} are empty: no class is plausible." if none else "",
    )


def where_it_applies(e: Evaluation) -> str:
    """A sentence on the share of the area where the model applies."""
    if not np.isfinite(e.area_applicable):
        return (
            "The share of the prediction area inside the area of applicability is unknown, because the model uses "
            "predictor fields that are known at the observations only. Predictions for points with these fields "
            "include the dissimilarity."
        )
    if e.area_applicable >= WELL:
        return f"{percent(e.area_applicable)} of the prediction area lies inside the area of applicability."
    return (
        f"{percent(e.area_applicable)} of the prediction area lies inside the area of applicability. The rest is too "
        "dissimilar from the training data: scores and coverage do not hold there, and predictions should not be used."
    )


def write_applicability(page: Page, e: Evaluation) -> None:
    """How unlike the others rows are, up to where the model applies, and how much of the area that is."""
    page.section("Area of applicability")
    page.text(
        "The dissimilarity index is the distance to the nearest training point in feature space, divided by the mean "
        f"distance between training points. The area of applicability ends at a threshold of {number(e.threshold)}, "
        "the largest dissimilarity of a held-out observation, outliers excluded. Errors beyond it are unknown."
    )
    page.text(where_it_applies(e))
    beyond = np.isfinite(e.dissimilarity) & (e.dissimilarity > e.threshold)
    outside = f"{count(int(beyond.sum()), 'observation')} ({percent(float(beyond.mean()))}) exceed it."
    figure, axes = histogram(e.dissimilarity, "Dissimilarity index of held-out observations")
    mark(axes, e.threshold, f"threshold {number(e.threshold)}")
    middle = number(float(np.median(e.dissimilarity)))
    page.figure(
        figure,
        "Dissimilarity of held-out observations",
        f"The median is {middle}; the dashed line is the threshold, {number(e.threshold)}. {outside}",
    )
    figure, axes, x = map_of(e.lonlat, e.dissimilarity, "Dissimilarity index")
    style = {"color": COLOURS[1], "marker": "x", "linewidths": 1, "s": 30, "rasterized": beyond.sum() > 500}
    axes.scatter(x[beyond], e.lonlat[beyond, 1], **style)
    far = (
        "The median distance from the prediction area to the nearest observation is "
        f"{number(float(np.median(e.area_distances)))} km."
    )
    page.figure(
        figure,
        "Map of the dissimilarity",
        "Crosses mark observations above the threshold."
        if beyond.any()
        else "No observation exceeds the threshold.",
        far if len(e.area_distances) else "",
    )


def write_expected_error(page: Page, e: Evaluation) -> None:
    """Mean errors in windows of dissimilarity, and the line that predictions take their expected error from."""
    expected = e.expected_error
    if expected is None:
        return
    page.section("Expected error")
    regression = e.task == "regression"
    wrong = np.abs(e.observed - e.predicted) if regression else (e.observed != e.predicted).astype(float)
    mean = "mean absolute error" if regression else "share of wrong classes"
    page.text(
        f"The expected error of a prediction is the {mean} of predictions with the same dissimilarity in "
        f"cross-validation with {e.folds[0].label}. It is unknown beyond the threshold of the area of applicability, "
        "and holds for places that are as far from the observations as held-out observations were from the others."
    )

    def said(value: float) -> str:
        return in_units(value, e.units) if regression else percent(value)

    page.text(how_error_changes(e, said))
    at, means, rows, _ = windows(wrong, e.dissimilarity, e.weights)
    figure, axes = new_figure(3.2)
    axes.scatter(at, means, color=COLOURS[0], label="Mean of out-of-fold errors in a window")
    line = np.unique(np.append(np.clip(expected.dissimilarity, None, expected.limit), [0.0, expected.limit]))
    axes.plot(line, expected.of(line), color=COLOURS[1], label="Expected error")
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    error = with_units("Mean absolute error", e.units) if regression else "Share of wrong classes"
    label_axes(figure, axes, "Dissimilarity index of held-out observations", error)
    legend_below(figure, axes)
    least, most = int(rows.min()), int(rows.max())
    size = count(least, "observation") if least == most else f"{least:,} or {count(most, 'observation')}"
    page.figure(
        figure,
        "Error by dissimilarity",
        f"Each point is the mean of a window of {size}. The line is the expected error, up to the threshold of the "
        f"area of applicability, {number(expected.limit)}.",
    )


def how_error_changes(e: Evaluation, said: Callable[[float], str]) -> str:
    """A sentence on how the expected error rises with dissimilarity; `said` writes an error."""
    expected = e.expected_error
    if expected is None:
        return ""
    if expected.constant:
        return (
            f"Dissimilarity does not predict the errors of this model: the expected error is {said(expected.error[0])} "
            "everywhere in the area of applicability."
        )
    first, last = expected.of(np.array([0.0, expected.limit]))
    ends = f"{said(first)} for the least dissimilar points to {said(last)} at the threshold"
    return f"The expected error rises from {ends}."
