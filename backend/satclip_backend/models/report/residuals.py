"""The sections on predicted and observed values, and on residuals in space."""

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
from satclip_backend.translation import gettext as _
from satclip_backend.translation import ngettext

DENSE = 2000
"""Number of observations above which a density of cells replaces points, which would hide each other."""
SURE = 0.05


def write_predictions(page: Page, e: Evaluation) -> None:
    """Write the section on observed and out-of-fold predicted values."""
    page.section(_("Observed and predicted values"))
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
            cells,
            ax=axes,
            label=_("Observations per cell"),
            format=FuncFormatter(lambda n, at: count(round(n))),
        )
        bar.outline.set_visible(False)
        bar.ax.minorticks_off()
    else:
        scatter(axes, e.predicted, e.observed, color=COLOURS[0], alpha=0.6)
    axes.plot(ends, ends, color=INK, linewidth=1)
    label_axes(
        figure, axes, _("Predicted {target}", target=target(e)), _("Observed {target}", target=target(e))
    )
    bias = float(np.mean(e.predicted - e.observed))
    narrow = float(np.std(e.predicted) / np.std(e.observed)) if np.std(e.observed) else np.nan
    values = {
        "r2": decimals(chosen(e, e.main).scores["r2"].value),
        "bias": in_units(abs(bias), e.units),
        "ratio": decimals(narrow),
    }
    page.figure(
        figure,
        _("Observed values and out-of-fold predictions"),
        _(
            "The line is the 1:1 line. R² is {r2}; predictions are {bias} too high on average. Their standard "
            "deviation is {ratio} times that of the observations.",
            **values,
        )
        if bias > 0
        else _(
            "The line is the 1:1 line. R² is {r2}; predictions are {bias} too low on average. Their standard deviation "
            "is {ratio} times that of the observations.",
            **values,
        ),
        _("A ratio below 1 means that high values are underestimated and low values overestimated.")
        if narrow < 1
        else "",
    )


def _threshold(page: Page, e: Evaluation) -> None:
    """Write the ROC curve of two classes and the threshold on it."""
    name, found = e.classes[e.positive], e.at_threshold
    positive = e.observed == e.positive
    page.figure(
        roc(e),
        _("ROC curve of the out-of-fold predictions"),
        _(
            "{name} is predicted where its probability is at least {threshold}.",
            name=name,
            threshold=number(e.positive_threshold),
        ),
        _("This threshold was given.") if threshold_was_given(e) else _("This threshold maximizes TSS."),
        _(
            "Then sensitivity (the share of {positive} that is predicted so) is {sensitivity}, specificity (the share "
            "of {negative} that is predicted so) is {specificity}, and TSS is {tss}.",
            positive=name,
            negative=e.classes[1 - e.positive],
            **{score: interval(found[score]) for score in ("sensitivity", "specificity", "tss")},
        ),
        _(
            "{predicted} of the observations are predicted to be {name}; {observed} are.",
            predicted=percent((e.predicted == e.positive).mean()),
            observed=percent(positive.mean()),
            name=name,
        ),
    )


def threshold_was_given(e: Evaluation) -> bool:
    """Return whether the user set the threshold, which is otherwise the one with the highest TSS."""
    return e.settings.get("Threshold", "").endswith("(given)")


def roc(e: Evaluation, across: str = "") -> Figure:
    """Draw the ROC curve of two classes with the threshold. `across` labels the x axis (1 - specificity)."""
    found = e.at_threshold
    positive, probability = e.observed == e.positive, e.probabilities[:, e.positive]
    wrong, right = roc_curve(positive, probability, sample_weight=e.weights)[:2]
    figure, axes = new_figure(4.2)
    axes.plot(wrong, right, color=COLOURS[0], linewidth=1.8)
    axes.plot([0, 1], [0, 1], color=INK, linewidth=1)
    at = 1 - found["specificity"].value, found["sensitivity"].value
    axes.plot(*at, "o", color=COLOURS[1])
    style = {"xytext": (8, -12), "textcoords": "offset points", "fontsize": 9}
    axes.annotate(_("threshold {threshold}", threshold=number(e.positive_threshold)), at, **style)
    axes.set_xlabel(across or _("1 - specificity"))
    axes.set_ylabel(_("Sensitivity"))
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
        names = [*names, _("the other {others}", others=len(rest))]
    wrong = table - np.diag(np.diag(table))
    row, column = np.unravel_index(wrong.argmax(), wrong.shape)
    worst = ngettext(
        "The most frequent confusion: {observed} predicted as {predicted}, {count} time.",
        "The most frequent confusion: {observed} predicted as {predicted}, {count} times.",
        wrong.max(),
        observed=e.classes[row],
        predicted=e.classes[column],
    )
    page.figure(
        _confusion(kept, names),
        _("Confusion matrix of the out-of-fold predictions"),
        _(
            "Rows are observed classes, columns are predicted classes, and numbers count observations. The darker a "
            "cell, the larger its share of the row. {share} of all predictions are correct.",
            share=percent(np.trace(table) / table.sum()),
        ),
        worst if wrong.max() else "",
        only(e),
        _("The diagonal cell of the other classes counts correct and wrong predictions.")
        if len(rest)
        else "",
    )
    scores = precision_recall_fscore_support(e.observed, e.predicted, labels=shown, zero_division=np.nan)
    caption = (
        _("Scores of the {shown} most frequent classes", shown=MOST_CLASSES)
        if len(rest)
        else _("Scores by class")
    )
    page.table(
        caption,
        [_("Class"), _("Observations"), _("Recall"), _("Precision"), _("F1")],
        [
            [e.classes[code], count(rows), decimals(recall), decimals(precision), decimals(f1)]
            for code, precision, recall, f1, rows in zip(shown, *scores)
        ],
    )
    never = int((np.bincount(e.predicted, minlength=len(e.classes))[class_counts(e) > 0] == 0).sum())
    if never:
        page.text(
            ngettext("{count} class was never predicted.", "{count} classes were never predicted.", never)
        )


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
    axes.set_xlabel(_("Predicted"))
    axes.set_ylabel(_("Observed"))
    return figure


def write_residuals(page: Page, e: Evaluation) -> None:
    """Write the section on the location of errors and their spatial autocorrelation."""
    page.section(_("Residuals"))
    if e.task == "regression":
        residuals = e.observed - e.predicted
        half = in_units(float(np.median(np.abs(residuals))), e.units)
        page.figure(
            map_of(
                e.lonlat,
                residuals,
                _("Observed minus predicted, {units}", units=e.units)
                if e.units
                else _("Observed minus predicted"),
                "PuOr_r",
                True,
            )[0],
            _("Residuals of the out-of-fold predictions"),
            _(
                "Orange: observed values are higher than predicted; purple: lower. The median absolute error is "
                "{error}.",
                error=half,
            ),
        )
    else:
        wrong = (e.observed != e.predicted).astype(np.int64)
        page.figure(
            map_of_groups(e.lonlat, wrong, [_("correct"), _("wrong")]),
            _("Correct and wrong out-of-fold predictions"),
            ngettext(
                "{count} prediction of {all} is wrong ({share}).",
                "{count} predictions of {all} are wrong ({share}).",
                int(wrong.sum()),
                all=len(wrong),
                share=percent(wrong.mean()),
            ),
        )
    c = e.correlogram
    if c.range_km:
        reach = _(
            "Residuals are spatially correlated up to about {distance} km.", distance=number(c.range_km)
        )
    else:
        reach = _("No range of spatial autocorrelation was found.")
    moran = {"moran": number(c.moran, 2), "p": number(c.p_value, 2)}
    page.figure(
        _correlogram(c),
        _("Correlogram of the residuals"),
        reach,
        _(
            "Moran's I among the 8 nearest neighbours is {moran} (p = {p}; 0 means no autocorrelation): the residuals "
            "are spatially autocorrelated, so the model misses some spatial variation.",
            **moran,
        )
        if c.p_value < SURE
        else _(
            "Moran's I among the 8 nearest neighbours is {moran} (p = {p}; 0 means no autocorrelation): no significant "
            "spatial autocorrelation.",
            **moran,
        ),
    )


def _correlogram(c: Correlogram) -> Figure:
    figure, axes = new_figure(3.0)
    if len(c.values):
        low = np.maximum(c.edges[:-1], c.edges[1] / 4)
        axes.plot(np.sqrt(low * c.edges[1:]), c.values, marker="o", color=COLOURS[0])
        log_distances(axes)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xlabel(_("Distance between observations, km"))
    axes.set_ylabel(_("Moran's I of residuals"))
    if c.range_km:
        mark(axes, c.range_km, _("range {distance} km", distance=number(c.range_km)))
    return figure
