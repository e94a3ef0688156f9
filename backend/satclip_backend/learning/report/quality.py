"""Sections on how good the model is."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from satclip_backend.learning.report.drawing import (
    COLOURS,
    INK,
    dots,
    map_of,
    map_of_classes,
    new_figure,
    scatter,
    short,
)
from satclip_backend.learning.report.page import Page, decimals, interval, number, percent
from satclip_backend.learning.report.wording import MOST_CLASSES, NAMES, SCORES, chosen, label
from satclip_backend.learning.results import Evaluation, Interval


def add_scores(page: Page, e: Evaluation) -> None:
    """All scores, and what they mean."""
    page.section("Scores")
    names = list(e.table[0].scores)
    labels = {folds.name: folds.label for folds in e.folds}
    units = {
        name: f" ({e.units})" if name not in SCORES and name != "log_loss" and e.units else ""
        for name in names
    }
    table = sorted(e.table, key=lambda s: (s.folds != e.main, s.folds, -_sortable(s.scores[e.score])))
    page.table(
        "Scores with 95 % intervals, from all out-of-fold predictions at once",
        ["Model", "Folds", *(NAMES[name] + units[name] for name in names)],
        [
            [s.label, labels[s.folds], *(interval(s.scores[name], name in SCORES) for name in names)]
            for s in table
        ],
        marked=[index for index, s in enumerate(table) if s.role == "chosen"],
    )
    models = list(dict.fromkeys(s.label for s in e.table))
    rows = [
        (
            model,
            [
                (labels[s.folds], s.scores[e.score].value, s.scores[e.score].low, s.scores[e.score].high)
                for s in e.table
                if s.label == model and s.folds in (e.main, "random")
            ],
        )
        for model in models
    ]
    main, random = (chosen(e, folds).scores[e.score].value for folds in (e.main, "random"))
    page.figure(
        dots(rows, NAMES[e.score]),
        f"{NAMES[e.score]} of each model",
        f"The chosen model scores {decimals(main)} in {labels[e.main]} and {decimals(random)} in random folds.",
    )
    if e.main != "random":
        page.text(
            "Random folds hold out rows whose neighbours stay, so they look better by "
            f"{random - main:.2f} here: that is "
            "how well gaps between near rows are filled, not how well new places are predicted."
            if random > main
            else "Random folds do not look better here than folds that keep places apart."
        )
    page.text(
        "Intervals come from drawing blocks of places again and again: rows near each other share "
        "their errors. R² is the "
        "share of the variation that is predicted; below 0 the mean would do better."
        if e.task == "regression"
        else "Intervals come from drawing blocks of places again and again: rows near each other share their errors. "
        "Balanced accuracy is the mean over classes of the share that is found, so rare classes count as much."
    )
    page.text(e.difference.sentence)


def _sortable(found: Interval) -> float:
    return found.value if np.isfinite(found.value) else -np.inf


def add_predictions(page: Page, e: Evaluation) -> None:
    """Observed against predicted, or the confusion of classes."""
    page.section("Observed against predicted")
    if e.task == "regression":
        figure, axes = new_figure(4.6)
        both = np.concatenate([e.observed, e.predicted])
        ends = [both.min(), both.max()]
        if len(e.observed) > 2000:
            drawn = axes.hexbin(
                e.predicted, e.observed, gridsize=60, cmap="viridis", bins="log", mincnt=1, linewidths=0
            )
            drawn.set_rasterized(True)
            figure.colorbar(drawn, ax=axes, label="Rows").outline.set_visible(False)
        else:
            scatter(axes, e.predicted, e.observed, len(e.observed), color=COLOURS[0], alpha=0.6)
        axes.plot(ends, ends, color=INK, linewidth=1)
        axes.set_xlabel(f"Predicted {label(e)}")
        axes.set_ylabel(f"Observed {label(e)}")
        bias = float(np.mean(e.predicted - e.observed))
        page.figure(
            figure,
            "Observed against predicted when held out",
            f"On the line both are the same. Predictions are {number(abs(bias))} {e.units} too "
            f"{'high' if bias > 0 else 'low'} on average.",
        )
        return
    counts = np.bincount(e.observed, minlength=len(e.classes))
    shown = np.sort(np.argsort(-counts, kind="stable")[:MOST_CLASSES])
    table = np.zeros((len(e.classes), len(e.classes)), dtype=int)
    np.add.at(table, (e.observed, e.predicted), 1)
    page.figure(
        _confusion(table[np.ix_(shown, shown)], counts[shown], [e.classes[c] for c in shown]),
        *_confused(e, table),
    )
    guessed, right = table.sum(axis=0), np.diag(table)
    rows = []
    for code in shown:
        recall = right[code] / counts[code] if counts[code] else np.nan
        precision = right[code] / guessed[code] if guessed[code] else np.nan
        f1 = 2 * right[code] / (counts[code] + guessed[code]) if counts[code] + guessed[code] else np.nan
        rows.append(
            [e.classes[code], f"{counts[code]:,}", decimals(recall), decimals(precision), decimals(f1)]
        )
    caption = "Each class" if len(shown) == len(e.classes) else f"The {len(shown)} most frequent classes"
    page.table(caption, ["Class", "Rows", "Found (recall)", "Right when named (precision)", "F1"], rows)


def _confusion(table: NDArray, counts: NDArray, names: list[str]) -> Figure:
    figure, axes = new_figure(2.2 + 0.3 * len(names))
    share = table / np.maximum(counts, 1)[:, None]
    axes.imshow(share, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.ndindex(*table.shape):
        if table[row, column] and len(names) <= MOST_CLASSES:
            dark = "white" if share[row, column] > 0.5 else "#222222"
            axes.text(
                column, row, f"{table[row, column]:,}", ha="center", va="center", fontsize=8, color=dark
            )
    axes.set_xticks(
        range(len(names)), [short(name, 18) for name in names], rotation=60, ha="right", fontsize=9
    )
    axes.set_yticks(range(len(names)), [short(name) for name in names], fontsize=9)
    axes.set_xlabel("Predicted")
    axes.set_ylabel("Observed")
    return figure


def _confused(e: Evaluation, table: NDArray) -> tuple[str, str]:
    wrong = table - np.diag(np.diag(table))
    row, column = np.unravel_index(wrong.argmax(), wrong.shape)
    right = percent(np.diag(table).sum() / table.sum())
    told = f"Rows are what was observed, columns what was predicted; {right} are right."
    if wrong.max():
        told += (
            f" Taken for another most often: {e.classes[row]} for {e.classes[column]}, {wrong.max():,} times."
        )
    return "Confusion of classes when held out", told


def add_residuals(page: Page, e: Evaluation) -> None:
    """Where it is wrong, and how far residuals resemble each other."""
    page.section("Where it is wrong")
    if e.task == "regression":
        residuals = e.observed - e.predicted
        page.figure(
            map_of(
                e.lonlat,
                residuals,
                f"Observed minus predicted{f', {e.units}' if e.units else ''}",
                "RdBu_r",
                True,
            ),
            "Residuals of held-out rows",
            f"Red is higher than predicted, blue lower; half are within {number(float(np.median(np.abs(residuals))))} "
            f"{e.units} of the truth.",
        )
    else:
        right = (e.observed == e.predicted).astype(int)
        page.figure(
            map_of_classes(e.lonlat, 1 - right, ["right", "wrong"]),
            "Right and wrong predictions of held-out rows",
            f"{percent(right.mean())} are right.",
        )
    c = e.correlogram
    figure, axes = new_figure(3.4)
    middle = np.sqrt(np.maximum(c.edges[:-1], c.edges[1] / 4) * c.edges[1:])
    axes.plot(middle, c.values, marker="o", color=COLOURS[0])
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xscale("log")
    axes.set_xlabel("Distance, km")
    axes.set_ylabel("Moran's I")
    if c.range_km:
        axes.axvline(c.range_km, color=COLOURS[1], linestyle="--")
        axes.annotate(
            f" {number(c.range_km)} km", (c.range_km, 0.98), xycoords=("data", "axes fraction"), va="top"
        )
        reach = f"Residuals resemble each other up to about {number(c.range_km)} km."
    else:
        reach = "No distance was found within which residuals resemble each other."
    verdict = "more than by chance" if c.p_value < 0.05 else "no more than by chance"
    page.figure(
        figure,
        "Correlogram of the residuals",
        f"{reach} Among the 8 nearest neighbours Moran's I is {number(c.moran, 2)}: alike {verdict} (p "
        f"= {number(c.p_value, 2)}). "
        "What is alike over some distance is what the model does not know yet.",
    )


def add_importances(page: Page, e: Evaluation) -> None:
    """How much the model relies on each block of features."""
    page.section("What it uses")
    page.text(
        f"Each block of features was shuffled among the held-out rows. How much {NAMES[e.score]} falls "
        "says how much the "
        "model relies on it; embeddings count as one block."
    )
    ranked = sorted(e.importances, key=lambda found: -found.drop.value)
    if not ranked:
        return
    rows = [(found.label, [("loss", found.drop.value, found.drop.low, found.drop.high)]) for found in ranked]
    first = ranked[0]
    page.figure(
        dots(rows, f"Loss of {NAMES[e.score]}"),
        "Importance of the features",
        f"Most important: {first.label}, without which {NAMES[e.score]} is {number(first.drop.value, 2)} lower.",
    )
    page.table(
        "Importance", ["Features", f"Loss of {NAMES[e.score]}"], [[f.label, interval(f.drop)] for f in ranked]
    )
