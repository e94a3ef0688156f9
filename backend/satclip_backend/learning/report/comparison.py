"""The report of encoders side by side."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from satclip_backend.learning.report.citing import cite
from satclip_backend.learning.report.drawing import COLOURS, INK, dots, new_figure, styled
from satclip_backend.learning.report.page import Page, decimals, interval
from satclip_backend.learning.report.wording import NAMES
from satclip_backend.learning.results import CompareRow, Comparison

EARTH_HALF_KM = 20_000
"""Half of Earth's circumference: a degree L resolves about that by L."""


@styled()
def write_comparison_report(result: Comparison, path: Path) -> None:
    """Write the report to `path`, whole or not at all. Raises SatclipError where the folder can't be written."""
    c, score = result, NAMES[result.score]
    page = Page(f"Encoders for {c.target}", f"{c.estimator} on each, in the same folds")
    page.section("Summary")
    for row in c.encoders:
        page.key(f"{score} of {row.label}", interval(row.spatial))
    page.text(c.sentence)
    for warning in c.warnings:
        page.warn(warning)

    page.section("Scores")
    rows = [*c.encoders, *c.baselines]
    head = [
        "Told",
        "Numbers a place",
        f"{score}, {c.folds}",
        f"{score}, random folds",
        "Difference to the first",
    ]
    page.table(f"{score} with 95 % intervals", head, [_cells(row) for row in rows], marked=[0])
    shown = [
        (row.label, [(c.folds, *_ends(row.spatial)), ("random folds", *_ends(row.random))]) for row in rows
    ]
    page.figure(
        dots(shown, score),
        f"{score} of each",
        f"Best in {c.folds}: {max(rows, key=lambda row: row.spatial.value).label}. Random folds are optimistic.",
    )
    page.text(
        "Differences are drawn in pairs over blocks of places, so they can be sure where the scores' "
        "own intervals overlap."
    )
    if c.by_degree:
        _degrees(page, c)
    page.section("How it was made")
    page.table(
        "Rows that were left out", ["Reason", "Rows"], [[why, f"{count:,}"] for why, count in c.dropped]
    )
    page.table("Choices", ["What", "Chosen"], [list(item) for item in c.settings.items()])
    page.table("Programs and encoders", ["What", "Version"], [list(item) for item in c.provenance.items()])
    cite(page, models=False)
    page.write(path)


def _degrees(page: Page, c: Comparison) -> None:
    """How the score changes with the degree of the first encoder's basis."""
    page.section("How resolution matters")
    rows, score = c.by_degree, NAMES[c.score]
    degrees = np.array([row.degree for row in rows])
    figure, axes = new_figure(3.8)
    for index, (label, get) in enumerate(((c.folds, "spatial"), ("random folds", "random"))):
        value, low, high = (np.array([_ends(getattr(row, get))[i] for row in rows]) for i in range(3))
        low, high = np.where(np.isfinite(low), low, value), np.where(np.isfinite(high), high, value)
        axes.errorbar(
            degrees,
            value,
            yerr=np.maximum([value - low, high - value], 0),
            marker="os"[index],
            color=COLOURS[index],
            capsize=2,
            label=label,
        )
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xlabel("Degree L of the basis")
    axes.set_ylabel(score)
    axes.legend(fontsize=9)
    best = max(rows, key=lambda row: row.spatial.value)
    enough = next(row for row in rows if row.spatial.value >= best.spatial.value - 0.02)
    page.figure(
        figure,
        f"{score} against the degree of {rows[-1].encoder}",
        f"Best at L = {best.degree} with {decimals(best.spatial.value)}; L = {enough.degree}, which resolves about "
        f"{EARTH_HALF_KM / enough.degree:,.0f} km, comes within 0.02 of it.",
    )
    head = ["Degree L", "Resolves about, km", f"{score}, {c.folds}", f"{score}, random folds"]
    table = [
        [str(row.degree), f"{EARTH_HALF_KM / row.degree:,.0f}", interval(row.spatial), interval(row.random)]
        for row in rows
    ]
    page.table("By degree", head, table)
    page.text(
        "Lower degrees are the same encoder with the higher harmonics left out. It was not trained "
        "so: an encoder trained "
        "at a lower degree may do better than one that was cut."
    )


def _cells(row: CompareRow) -> list[str]:
    same = row.difference.value == 0 and not np.isfinite(row.difference.low)
    return [
        row.label,
        str(row.dimension) if row.dimension else "–",
        interval(row.spatial),
        interval(row.random),
        "–" if same else interval(row.difference),
    ]


def _ends(found) -> tuple[float, float, float]:
    return found.value, found.low, found.high
