"""The sections on the uncertainty of predictions: coverage, calibration and the area of applicability."""

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
from satclip_backend.models.report.formatting import (
    count,
    in_units,
    number,
    observations,
    percent,
    with_units,
)
from satclip_backend.models.report.maps import map_of
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import Coverage, Evaluation
from satclip_backend.translation import gettext as _
from satclip_backend.translation import ngettext, translated

BINS, IN_BIN = 10, 10
"""Largest number of bins of probabilities, and smallest number of observations in each of several bins."""
PARTS = 5
"""Number of groups of predicted values, of about equal size."""
LARGEST_SET = 12
"""Number of classes from which on prediction sets are counted together."""
FEWEST_OF_CLASS = 30
"""Smallest number of observations of a class for which the coverage is reported."""
MOST_CLASSES_SHOWN = 20
WELL = 0.95
"""Share of the prediction area inside the area of applicability from which on there is no warning."""


def write_uncertainty(page: Page, e: Evaluation) -> None:
    """Write the section on uncertainty: coverage of intervals or sets, and calibration of probabilities."""
    page.section(_("Uncertainty"))
    regression = e.task == "regression"
    nominal = percent(e.confidence)
    if regression:
        size = with_units(_("Mean width"), e.units)
        caption = _("Coverage of the {confidence} prediction intervals", confidence=nominal)
        sentence = _(
            "Each prediction has a prediction interval with a nominal coverage of {confidence}, from conformal "
            "prediction on the out-of-fold errors. Points that are dissimilar from the training data may get wider "
            "intervals.",
            confidence=nominal,
        )
    else:
        size = _("Mean number of classes")
        caption = _("Coverage of the {confidence} prediction sets", confidence=nominal)
        sentence = _(
            "Each prediction has a prediction set with a nominal coverage of {confidence}, from conformal prediction "
            "on the out-of-fold errors. Points that are dissimilar from the training data may get larger sets.",
            confidence=nominal,
        )
    page.text(
        sentence,
        _(
            "The coverage below is cross-validated: an observation's own fold was not used for its calibration."
        ),
    )
    if e.coverages:
        page.text(how_often_held(e))
    page.table(
        caption,
        [_("Folds or region"), _("Observations"), _("Coverage"), size],
        [[c.label, count(c.rows), f"{100 * c.coverage:.1f} %", number(c.size)] for c in e.coverages],
        marked=[0],
    )
    regions = e.coverages[len(e.folds) :]
    if regions:
        worst = min(regions, key=lambda c: c.coverage)
        page.figure(
            _coverage(regions, e.confidence),
            _("Coverage by region"),
            _(
                "The dashed line is the nominal coverage of {confidence}; error bars are 95 % confidence intervals. "
                "Lowest: {region}, {share} of {observations}.",
                confidence=nominal,
                region=worst.label,
                share=percent(worst.coverage),
                observations=observations(worst.rows),
            ),
        )
    if regression:
        _by_value(page, e)
    else:
        _by_class(page, e)
        _calibration(page, e)
        _sizes(page, e)


def how_often_held(e: Evaluation) -> str:
    """Return a sentence on the coverage in the main folds.

    It says whether the coverage differs significantly from the nominal one, and where it is lowest.
    """
    main, regression = e.coverages[0], e.task == "regression"
    low, high = _chance(main)
    values = {
        "folds": main.label,
        "nominal": percent(e.confidence),
        "share": percent(main.coverage),
        "observations": ngettext("{count} held-out observation", "{count} held-out observations", main.rows),
    }
    if high < e.confidence:
        if regression:
            return _(
                "With {folds}, {nominal} prediction intervals covered {share} of {observations}, significantly less "
                "than intended: they are too narrow.",
                **values,
            )
        return _(
            "With {folds}, {nominal} prediction sets covered {share} of {observations}, significantly less than "
            "intended: they are too small.",
            **values,
        )
    parts = [*e.coverages[len(e.folds) :], *by_class(e)]
    below = [part for part in parts if _chance(part, len(parts))[1] < e.confidence]
    if below:
        worst = min(below, key=lambda part: part.coverage)
        values |= {
            "part": worst.label,
            "share_of_part": percent(worst.coverage),
            "observations_of_part": observations(worst.rows),
        }
        if regression:
            return _(
                "With {folds}, {nominal} prediction intervals covered {share} of {observations}, but only "
                "{share_of_part} of {observations_of_part} of {part}: they are too narrow there.",
                **values,
            )
        return _(
            "With {folds}, {nominal} prediction sets covered {share} of {observations}, but only {share_of_part} of "
            "{observations_of_part} of {part}: they are too small there.",
            **values,
        )
    if low > e.confidence:
        if regression:
            return _(
                "With {folds}, {nominal} prediction intervals covered {share} of {observations}, significantly more "
                "than intended: they are wider than necessary.",
                **values,
            )
        return _(
            "With {folds}, {nominal} prediction sets covered {share} of {observations}, significantly more than "
            "intended: they are larger than necessary.",
            **values,
        )
    if regression:
        return _(
            "With {folds}, {nominal} prediction intervals covered {share} of {observations}, as intended.",
            **values,
        )
    return _(
        "With {folds}, {nominal} prediction sets covered {share} of {observations}, as intended.", **values
    )


def by_class(e: Evaluation) -> list[Coverage]:
    """Return the coverage of the prediction sets of each class with enough observations; empty for a regression."""
    found = []
    for code, name in enumerate(e.classes):
        rows = e.observed == code
        if rows.sum() >= FEWEST_OF_CLASS:
            sets = e.prediction_sets[rows]
            size = float(sets.sum(axis=1).mean())
            found.append(Coverage(name, int(rows.sum()), float(sets[:, code].mean()), size))
    return found


def _chance(c: Coverage, comparisons: int = 1) -> tuple[float, float]:
    """Return the 95 % interval (Wilson) of a coverage, adjusted for the number of comparisons (Bonferroni)."""
    if not (c.rows and np.isfinite(c.coverage)):
        return float("nan"), float("nan")
    share = binomtest(round(c.coverage * c.rows), c.rows)
    found = share.proportion_ci(confidence_level=1 - 0.05 / comparisons, method="wilson")
    return found.low, found.high


def _by_class(page: Page, e: Evaluation) -> None:
    """Write the coverage by class, and the number of classes that are too rare."""
    found = sorted(by_class(e), key=lambda c: c.coverage)
    rare = len(e.classes) - len(found)
    note = ngettext(
        "{count} class has fewer than {least} observations, too few to say.",
        "{count} classes have fewer than {least} observations, too few to say.",
        rare,
        least=FEWEST_OF_CLASS,
    )
    note = note if rare else ""
    if not found:
        page.text(note)
        return
    shown = found[:MOST_CLASSES_SHOWN]
    page.figure(
        _coverage(shown, e.confidence),
        _("Coverage by class"),
        _(
            "Of the observations of each class, the share whose prediction set contains it. Lowest: {name}, {share} of "
            "{observations}.",
            name=found[0].label,
            share=percent(found[0].coverage),
            observations=observations(found[0].rows),
        ),
        _("The {shown} classes with the lowest coverage are shown.", shown=len(shown))
        if len(shown) < len(found)
        else "",
        note,
    )


def _coverage(found: Sequence[Coverage], confidence: float) -> Figure:
    rows = [(f"{translated(c.label)} ({count(c.rows)})", [("", c.coverage, *_chance(c))]) for c in found]
    return dots(rows, _("Coverage"), line=confidence)


def _by_value(page: Page, e: Evaluation) -> None:
    """Write the coverage by predicted value, and the width of the intervals."""
    held = (e.observed >= e.lower) & (e.observed <= e.upper)
    width = e.upper - e.lower
    edges = np.unique(np.quantile(e.predicted, np.linspace(0, 1, PARTS + 1)))
    part = np.clip(np.searchsorted(edges, e.predicted, side="right") - 1, 0, max(len(edges) - 2, 0))
    found = []
    for index in np.unique(part):
        rows = part == index
        label = _(
            "{low} to {high}", low=number(e.predicted[rows].min()), high=number(e.predicted[rows].max())
        )
        found.append(Coverage(label, int(rows.sum()), float(held[rows].mean()), float(width[rows].mean())))
    worst = min(found, key=lambda c: c.coverage)
    unbounded = int((~np.isfinite(width)).sum())
    page.figure(
        _coverage(found, e.confidence),
        _("Coverage by predicted value"),
        _(
            "Predicted values are divided into groups of about equal size. Lowest: {share} for predictions of "
            "{values}. The median width of the intervals is {width}; for comparison, the middle {confidence} of the "
            "observations span {span}.",
            share=percent(worst.coverage),
            values=worst.label,
            width=in_units(float(np.median(width)), e.units),
            confidence=percent(e.confidence),
            span=in_units(_middle(e), e.units),
        ),
        ngettext(
            "{count} interval is unbounded, because there are too few observations.",
            "{count} intervals are unbounded, because there are too few observations.",
            unbounded,
        )
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
    """Return the reliability diagram of probabilities in bins of about equal size.

    Parameters
    ----------
    probabilities : (n, classes) float64
        Out-of-fold probabilities.
    observed : (n,) int64
        Code of the observed class.
    positive : int, optional
        Code of the positive one of two classes. Its probability is used instead of that of the likeliest class.

    Returns
    -------
    tuple of (bins,) arrays
        Number of observations, mean probability, and share of observations of the likeliest (or positive) class. The
        expected calibration error is the mean absolute difference of the last two, weighted by the first.

    References
    ----------
    Naeini et al. 2015 (AAAI 29), with bins of equal numbers.
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
        axes.set_xlabel(_("Mean probability of the likeliest class"))
        axes.set_ylabel(_("Share of correct predictions"))
    else:
        name = e.classes[e.positive]
        label_axes(
            figure,
            axes,
            _("Mean predicted probability of {name}", name=name),
            _("Observed share of {name}", name=name),
        )
    values = {"error": f"{error:.3f}", "gap": f"{abs(gap):.3f}"}
    if e.positive is not None:  # calibration keeps the mean unbiased
        sentence = _("The expected calibration error is {error}.", **values)
    elif gap > 0:
        sentence = _(
            "The expected calibration error is {error}; on average the model is overconfident by {gap}.",
            **values,
        )
    else:
        sentence = _(
            "The expected calibration error is {error}; on average the model is underconfident by {gap}.",
            **values,
        )
    page.figure(
        figure,
        _("Calibration of probabilities"),
        _("Well-calibrated probabilities lie on the diagonal."),
        sentence,
        _("Error bars are 95 % confidence intervals."),
    )


def _sizes(page: Page, e: Evaluation) -> None:
    sizes = e.prediction_sets.sum(axis=1)
    most = min(int(sizes.max()), LARGEST_SET)
    counts = np.bincount(np.minimum(sizes, most), minlength=most + 1)
    first = 0 if counts[0] else 1
    names = [ngettext("{count} class", "{count} classes", size) for size in range(first, most + 1)]
    if sizes.max() > most:
        names[-1] = _("{least} or more classes", least=most)
    one, none = float((sizes == 1).mean()), float((sizes == 0).mean())
    page.figure(
        bars(names, counts[first:], _("Observations")),
        _("Size of the prediction sets"),
        _(
            "{share} of the prediction sets contain a single class; the median size is {median} of {classes} classes.",
            share=percent(one),
            median=number(float(np.median(sizes))),
            classes=len(e.classes),
        ),
        _("{share} are empty: no class is plausible.", share=percent(none)) if none else "",
    )


def where_it_applies(e: Evaluation) -> str:
    """Return a sentence on the share of the prediction area inside the area of applicability."""
    if not np.isfinite(e.area_applicable):
        return _(
            "The share of the prediction area inside the area of applicability is unknown, because the model uses "
            "predictor fields that are known at the observations only. Predictions for points with these fields "
            "include the dissimilarity."
        )
    share = percent(e.area_applicable)
    if e.area_applicable >= WELL:
        return _("{share} of the prediction area lies inside the area of applicability.", share=share)
    return _(
        "{share} of the prediction area lies inside the area of applicability. The rest is too dissimilar from the "
        "training data: scores and coverage do not hold there, and predictions should not be used.",
        share=share,
    )


def write_applicability(page: Page, e: Evaluation) -> None:
    """Write the section on the area of applicability: dissimilarities, the threshold, and the share inside."""
    page.section(_("Area of applicability"))
    page.text(
        _(
            "The dissimilarity index is the distance to the nearest training point in feature space, divided by the "
            "mean distance between training points. The area of applicability ends at a threshold of {threshold}, the "
            "largest dissimilarity of a held-out observation, outliers excluded. Errors beyond it are unknown.",
            threshold=number(e.threshold),
        )
    )
    page.text(where_it_applies(e))
    beyond = np.isfinite(e.dissimilarity) & (e.dissimilarity > e.threshold)
    figure, axes = histogram(e.dissimilarity, _("Dissimilarity index of held-out observations"))
    mark(axes, e.threshold, _("threshold {threshold}", threshold=number(e.threshold)))
    middle = number(float(np.median(e.dissimilarity)))
    page.figure(
        figure,
        _("Dissimilarity of held-out observations"),
        _(
            "The median is {median}; the dashed line is the threshold, {threshold}.",
            median=middle,
            threshold=number(e.threshold),
        ),
        ngettext(
            "{count} observation ({share}) exceed it.",
            "{count} observations ({share}) exceed it.",
            int(beyond.sum()),
            share=percent(float(beyond.mean())),
        ),
    )
    figure, axes, x = map_of(e.lonlat, e.dissimilarity, _("Dissimilarity index"))
    style = {"color": COLOURS[1], "marker": "x", "linewidths": 1, "s": 30, "rasterized": beyond.sum() > 500}
    axes.scatter(x[beyond], e.lonlat[beyond, 1], **style)
    page.figure(
        figure,
        _("Map of the dissimilarity"),
        _("Crosses mark observations above the threshold.")
        if beyond.any()
        else _("No observation exceeds the threshold."),
        _(
            "The median distance from the prediction area to the nearest observation is {distance} km.",
            distance=number(float(np.median(e.area_distances))),
        )
        if len(e.area_distances)
        else "",
    )


def write_expected_error(page: Page, e: Evaluation) -> None:
    """Write the section on the expected error: mean errors in windows of dissimilarity, and the fitted function."""
    expected = e.expected_error
    if expected is None:
        return
    page.section(_("Expected error"))
    regression = e.task == "regression"
    wrong = np.abs(e.observed - e.predicted) if regression else (e.observed != e.predicted).astype(float)
    folds = e.folds[0].label
    page.text(
        _(
            "The expected error of a prediction is the mean absolute error of predictions with the same dissimilarity "
            "in cross-validation with {folds}.",
            folds=folds,
        )
        if regression
        else _(
            "The expected error of a prediction is the share of wrong classes of predictions with the same "
            "dissimilarity in cross-validation with {folds}.",
            folds=folds,
        ),
        _(
            "It is unknown beyond the threshold of the area of applicability, and holds for places that are as far "
            "from the observations as held-out observations were from the others."
        ),
    )

    def said(value: float) -> str:
        return in_units(value, e.units) if regression else percent(value)

    page.text(how_error_changes(e, said))
    at, means, rows = windows(wrong, e.dissimilarity, e.weights)[:3]
    figure, axes = new_figure(3.2)
    axes.scatter(at, means, color=COLOURS[0], label=_("Mean of out-of-fold errors in a window"))
    line = np.unique(np.append(np.clip(expected.dissimilarity, None, expected.limit), [0.0, expected.limit]))
    axes.plot(line, expected.of(line), color=COLOURS[1], label=_("Expected error"))
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    error = with_units(_("Mean absolute error"), e.units) if regression else _("Share of wrong classes")
    label_axes(figure, axes, _("Dissimilarity index of held-out observations"), error)
    legend_below(figure, axes)
    least, most = int(rows.min()), int(rows.max())
    if least == most:
        points = ngettext(
            "Each point is the mean of a window of {count} observation.",
            "Each point is the mean of a window of {count} observations.",
            most,
        )
    else:
        points = ngettext(
            "Each point is the mean of a window of {least} or {count} observation.",
            "Each point is the mean of a window of {least} or {count} observations.",
            most,
            least=least,
        )
    page.figure(
        figure,
        _("Error by dissimilarity"),
        points,
        _(
            "The line is the expected error, up to the threshold of the area of applicability, {threshold}.",
            threshold=number(expected.limit),
        ),
    )


def how_error_changes(e: Evaluation, said: Callable[[float], str]) -> str:
    """Return a sentence on how the expected error rises with dissimilarity. `said` formats an error."""
    expected = e.expected_error
    if expected is None:
        return ""
    if expected.constant:
        return _(
            "Dissimilarity does not predict the errors of this model: the expected error is {error} everywhere in the "
            "area of applicability.",
            error=said(expected.error[0]),
        )
    first, last = expected.of(np.array([0.0, expected.limit]))
    return _(
        "The expected error rises from {first} for the least dissimilar points to {last} at the threshold.",
        first=said(first),
        last=said(last),
    )
