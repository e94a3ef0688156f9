"""Sections on the rows and the folds."""

from __future__ import annotations

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from satclip_backend.learning.report.drawing import (
    COLOURS,
    INK,
    map_of,
    map_of_classes,
    new_figure,
    new_map,
    scatter,
    short,
)
from satclip_backend.learning.report.page import Page, number, percent
from satclip_backend.learning.report.wording import MOST_CLASSES, label
from satclip_backend.learning.results import Evaluation


def add_sample(page: Page, e: Evaluation) -> None:
    """Where the rows lie, what they hold, and which were left out."""
    page.section("The sample")
    n = len(e.observed)
    if e.task == "regression":
        low, high = np.min(e.observed), np.max(e.observed)
        told = f"{n:,} rows; {label(e)} goes from {number(low)} to {number(high)}, "
        told += f"with a mean of {number(e.observed.mean())}."
        page.figure(map_of(e.lonlat, e.observed, label(e)), "Where the rows lie", told)
        figure, axes = new_figure(3.0)
        axes.hist(e.observed, bins=min(50, max(8, n // 10)), color=COLOURS[0])
        axes.set_xlabel(label(e))
        axes.set_ylabel("Rows")
        spread = f"Half of the rows lie between {number(np.quantile(e.observed, 0.25))} and "
        page.figure(
            figure, f"Distribution of {e.target}", spread + f"{number(np.quantile(e.observed, 0.75))}."
        )
    else:
        counts = np.bincount(e.observed, minlength=len(e.classes))
        order = np.argsort(-counts, kind="stable")
        told = f"{n:,} rows in {len(e.classes)} classes; "
        told += f"the largest, {e.classes[order[0]]}, has {percent(counts.max() / n)}."
        page.figure(map_of_classes(e.lonlat, e.observed, e.classes), "Where the rows lie", told)
        shown = order[:MOST_CLASSES]
        figure, axes = new_figure(1.0 + 0.28 * len(shown))
        axes.barh(range(len(shown)), counts[shown], color=COLOURS[0])
        axes.set_yticks(range(len(shown)), [short(e.classes[code]) for code in shown])
        axes.invert_yaxis()
        axes.set_xlabel("Rows")
        few = int((counts < 30).sum())
        more = (
            f"The {MOST_CLASSES} most frequent of {len(e.classes)} are shown. "
            if len(order) > MOST_CLASSES
            else ""
        )
        page.figure(figure, "Balance of the classes", f"{more}{few} classes have fewer than 30 rows.")
    if e.weights is not None:
        page.text(f"Rows count with weights from {number(e.weights.min())} to {number(e.weights.max())}.")
    page.table(
        "Rows that were left out", ["Reason", "Rows"], [[why, f"{count:,}"] for why, count in e.dropped]
    )
    if not e.dropped:
        page.text("No row was left out.")


def add_validation(page: Page, e: Evaluation) -> None:
    """The folds, and how far they leave held-out rows from the others."""
    page.section("How it was judged")
    page.text(
        "Rows are held out fold by fold and predicted by models that have not seen them. What that "
        "says of places without "
        "measurements depends on how far they are from the rows: folds should leave held-out rows about as far away."
    )
    main = e.folds[0]
    figure, axes, x = new_map(e.lonlat)
    k = int(main.index.max()) + 1
    colours = matplotlib.colormaps["tab20" if k > 10 else "tab10"]
    for fold in range(k):
        some = main.index == fold
        scatter(axes, x[some], e.lonlat[some, 1], len(x), color=colours(fold % 20), label=f"fold {fold + 1}")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), markerscale=2, fontsize=9)
    sizes = np.bincount(main.index)
    page.figure(
        figure,
        f"The folds: {main.label}",
        f"{k} folds of {sizes.min():,} to {sizes.max():,} rows; each colour is held out in turn.",
    )
    page.figure(
        _distances(e),
        "How far the nearest row is",
        f"From places of the area it is {number(np.median(e.area_distances))} km in the median, from "
        "held-out rows to the "
        f"others {number(np.median(main.distances))} km in the main folds; "
        f"from each row to the next {number(np.median(e.row_distances))} km. Curves close to that of "
        "the area judge well.",
    )
    page.table(
        "Kinds of folds",
        ["Folds", "Mismatch to the area, km", "Median distance, km", "How they were made"],
        [[f.label, number(f.match), number(float(np.median(f.distances))), f.why] for f in e.folds],
        marked=[0],
    )


def _distances(e: Evaluation) -> Figure:
    figure, axes = new_figure(3.8)
    curves: list[tuple[str, NDArray]] = [
        ("area to rows", e.area_distances),
        ("row to nearest row", e.row_distances),
        *((f"held out: {folds.label}", folds.distances) for folds in e.folds),
    ]
    for index, (name, values) in enumerate(curves):
        values = np.sort(values[np.isfinite(values)]).clip(1e-3)
        share = np.arange(1, len(values) + 1) / max(len(values), 1)
        keep = np.linspace(0, len(values) - 1, min(len(values), 400)).astype(int)
        style = (
            {"color": INK, "linewidth": 2.6} if index == 0 else {"color": COLOURS[(index - 1) % len(COLOURS)]}
        )
        dashes = ("-", ":", "-", "--", "-.", (0, (1, 1)))[index % 6]
        axes.plot(values[keep], share[keep], linestyle=dashes, label=name, **style)
    axes.set_xscale("log")
    axes.set_xlabel("Distance to the nearest, km")
    axes.set_ylabel("Share")
    axes.legend(fontsize=9, loc="upper left", bbox_to_anchor=(1, 1))
    return figure
