"""The sections on what a model gets wrong: predictions beside observations, and residuals in space."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter
from numpy.typing import NDArray
from sklearn.metrics import precision_recall_fscore_support, roc_curve

from satclip_backend.models.report.figures import (
    COLOURS,
    INK,
    label_axes,
    log_distances,
    mark,
    new_figure,
    scatter,
    short,
    values_map,
)
from satclip_backend.models.report.formatting import (
    NAMES,
    count,
    decimals,
    in_units,
    interval,
    number,
    percent,
    target,
)
from satclip_backend.models.report.maps import map_of, map_of_groups
from satclip_backend.models.report.observations import MOST_CLASSES, class_counts, frequent, only
from satclip_backend.models.report.page import Page
from satclip_backend.models.report.validation import chosen
from satclip_backend.models.results import Correlogram, Evaluation

DENSE = 2000
"""Rows from which on points hide each other and are counted in cells instead."""
SURE = 0.05


def write_predictions(page: Page, e: Evaluation) -> None:
    """Observed against predicted, each row by the model that had not seen it."""
    page.section("Observed and predicted values")
    if e.task == "regression":
        _values(page, e)
        return
    if e.positive is not None:
        _threshold(page, e)
    _classes(page, e)


def _values(page: Page, e: Evaluation) -> None:
    both = np.concatenate([e.observed, e.predicted])
    ends = [both.min(), both.max()]
    figure, axes = new_figure(4.2)
    dense = len(e.observed) > DENSE
    if dense:
        cells = axes.hexbin(
            e.predicted,
            e.observed,
            gridsize=50,
            cmap=values_map(),
            bins="log",
            mincnt=1,
            linewidths=0,
            rasterized=True,
        )
        bar = figure.colorbar(
            cells, ax=axes, label="Observations per cell", format=FuncFormatter(lambda n, _: f"{n:,.0f}")
        )
        bar.outline.set_visible(False)
        bar.ax.minorticks_off()
    else:
        scatter(axes, e.predicted, e.observed, color=COLOURS[0], alpha=0.6)
    axes.plot(ends, ends, color=INK, linewidth=1)
    label_axes(figure, axes, f"Predicted {target(e)}", f"Observed {target(e)}")
    bias = float(np.mean(e.predicted - e.observed))
    narrow = float(np.std(e.predicted) / np.std(e.observed)) if np.std(e.observed) else np.nan
    page.figure(
        figure,
        "Observed values and out-of-fold predictions",
        f"The line is the 1:1 line. {NAMES['r2']} is {decimals(chosen(e, e.main).scores['r2'].value)}; "
        f"predictions are {in_units(abs(bias), e.units)} too {'high' if bias > 0 else 'low'} on average. Their "
        f"standard deviation is {decimals(narrow)} times that of the observations.",
        "A ratio below 1 means that high values are underestimated and low values overestimated."
        if narrow < 1
        else "",
    )


def _threshold(page: Page, e: Evaluation) -> None:
    """The ROC curve of two classes, and the threshold on it."""
    name, found = e.classes[e.positive], e.at_threshold
    positive = e.observed == e.positive
    how = "was given" if e.settings.get("Threshold", "").endswith("(given)") else "maximizes TSS"
    page.figure(
        roc(e),
        "ROC curve of the out-of-fold predictions",
        f"{name} is predicted where its probability is at least {number(e.positive_threshold)}. This threshold "
        f"{how}. Then sensitivity (the share of {name} that is predicted so) is "
        f"{interval(found['sensitivity'])}, specificity "
        f"(the share of {e.classes[1 - e.positive]} that is predicted so) is {interval(found['specificity'])}, and TSS "
        f"is {interval(found['tss'])}. {percent((e.predicted == e.positive).mean())} of the observations are predicted "
        f"to be {name}; {percent(positive.mean())} are.",
    )


def roc(e: Evaluation, across: str = "1 - specificity") -> Figure:
    """The ROC curve of two classes, with the threshold; `across` is what the other class gives."""
    found = e.at_threshold
    positive, probability = e.observed == e.positive, e.probabilities[:, e.positive]
    wrong, right, _ = roc_curve(positive, probability, sample_weight=e.weights)
    figure, axes = new_figure(4.2)
    axes.plot(wrong, right, color=COLOURS[0], linewidth=1.8)
    axes.plot([0, 1], [0, 1], color=INK, linewidth=1)
    at = 1 - found["specificity"].value, found["sensitivity"].value
    axes.plot(*at, "o", color=COLOURS[1])
    style = {"xytext": (8, -12), "textcoords": "offset points", "fontsize": 9}
    axes.annotate(f"threshold {number(e.positive_threshold)}", at, **style)
    axes.set_xlabel(across)
    axes.set_ylabel("Sensitivity")
    return figure


def _classes(page: Page, e: Evaluation) -> None:
    shown = frequent(e)
    names = [e.classes[code] for code in shown]
    table = np.zeros((len(e.classes), len(e.classes)), dtype=int)
    np.add.at(table, (e.observed, e.predicted), 1)
    rest = np.setdiff1d(np.arange(len(e.classes)), shown)
    kept = table[np.ix_(shown, shown)]
    if len(rest):
        kept = np.block(
            [
                [kept, table[np.ix_(shown, rest)].sum(axis=1, keepdims=True)],
                [
                    table[np.ix_(rest, shown)].sum(axis=0, keepdims=True),
                    table[np.ix_(rest, rest)].sum(keepdims=True),
                ],
            ]
        )
        names = [*names, f"the other {len(rest)}"]
    wrong = table - np.diag(np.diag(table))
    row, column = np.unravel_index(wrong.argmax(), wrong.shape)
    worst = (
        f"The most frequent confusion: {e.classes[row]} predicted as {e.classes[column]}, "
        f"{count(wrong.max(), 'time')}."
    )
    page.figure(
        _confusion(kept, names),
        "Confusion matrix of the out-of-fold predictions",
        "Rows are observed classes, columns are predicted classes, and numbers count observations. The darker a cell, "
        f"the larger its share of the row. {percent(np.trace(table) / table.sum())} of all predictions are correct.",
        worst if wrong.max() else "",
        only(e),
        "The diagonal cell of the other classes counts correct and wrong predictions." if len(rest) else "",
    )
    scores = precision_recall_fscore_support(e.observed, e.predicted, labels=shown, zero_division=np.nan)
    caption = "Scores by class" if not len(rest) else f"Scores of the {MOST_CLASSES} most frequent classes"
    page.table(
        caption,
        ["Class", "Observations", "Recall", "Precision", "F1"],
        [
            [e.classes[code], f"{rows:,}", decimals(recall), decimals(precision), decimals(f1)]
            for code, precision, recall, f1, rows in zip(shown, *scores)
        ],
    )
    never = int((np.bincount(e.predicted, minlength=len(e.classes))[class_counts(e) > 0] == 0).sum())
    if never:
        page.text(f"{count(never, 'class was', 'classes were')} never predicted.")


def _confusion(table: NDArray, names: list[str]) -> Figure:
    k = len(names)
    figure, axes = new_figure(2.0 + 0.24 * k)
    share = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    axes.imshow(share, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for row, column in zip(*np.nonzero(table)):
        rows = table[row, column]
        colour = "white" if share[row, column] > 0.55 else "#1b1b1b"
        style = {"ha": "center", "va": "center", "fontsize": 9 if k <= 12 else 6.5, "color": colour}
        axes.text(column, row, f"{rows}" if rows < 10_000 else f"{rows / 1000:.0f}k", **style)
    axes.set_xticks(
        range(k), [short(name, 16) for name in names], rotation=60, ha="right", rotation_mode="anchor"
    )
    axes.set_yticks(range(k), [short(name, 20) for name in names])
    axes.tick_params(labelsize=9 if k <= 12 else 8)
    axes.set_xlabel("Predicted")
    axes.set_ylabel("Observed")
    return figure


def write_residuals(page: Page, e: Evaluation) -> None:
    """Where predictions are wrong, and whether near ones are wrong alike."""
    page.section("Residuals")
    if e.task == "regression":
        residuals = e.observed - e.predicted
        half = in_units(float(np.median(np.abs(residuals))), e.units)
        page.figure(
            map_of(
                e.lonlat,
                residuals,
                f"Observed minus predicted{f', {e.units}' if e.units else ''}",
                "PuOr_r",
                True,
            )[0],
            "Residuals of the out-of-fold predictions",
            f"Orange: observed values are higher than predicted; purple: lower. The median absolute error is {half}.",
        )
    else:
        wrong = (e.observed != e.predicted).astype(np.int64)
        page.figure(
            map_of_groups(e.lonlat, wrong, ["correct", "wrong"]),
            "Correct and wrong out-of-fold predictions",
            f"{count(int(wrong.sum()), 'prediction')} of {len(wrong):,} "
            f"{'is' if wrong.sum() == 1 else 'are'} wrong ({percent(wrong.mean())}).",
        )
    c = e.correlogram
    if c.range_km:
        reach = f"Residuals are spatially correlated up to about {number(c.range_km)} km."
    else:
        reach = "No range of spatial autocorrelation was found."
    if c.p_value < SURE:
        alike = "the residuals are spatially autocorrelated, so the model misses some spatial variation"
    else:
        alike = "no significant spatial autocorrelation"
    page.figure(
        _correlogram(c),
        "Correlogram of the residuals",
        reach,
        f"Moran's I among the 8 nearest neighbours is {number(c.moran, 2)} (p = {number(c.p_value, 2)}; 0 means no "
        f"autocorrelation): {alike}.",
    )


def _correlogram(c: Correlogram) -> Figure:
    figure, axes = new_figure(3.0)
    if len(c.values):
        low = np.maximum(c.edges[:-1], c.edges[1] / 4)
        axes.plot(np.sqrt(low * c.edges[1:]), c.values, marker="o", color=COLOURS[0])
        log_distances(axes)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xlabel("Distance between observations, km")
    axes.set_ylabel("Moran's I of residuals")
    if c.range_km:
        mark(axes, c.range_km, f"range {number(c.range_km)} km")
    return figure
