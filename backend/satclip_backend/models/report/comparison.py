"""The report of encoders side by side."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from satclip_backend.geo.sphere import EARTH_RADIUS_KM
from satclip_backend.models.report.citation import cite
from satclip_backend.models.report.figures import (
    COLOURS,
    INK,
    MARKERS,
    dots,
    legend_below,
    lengths,
    new_figure,
    styled,
)
from satclip_backend.models.report.formatting import ABOUT, CHANCE, NAMES, count, decimals, interval, target
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import CompareRow, EncoderComparison, Interval

HALF_AROUND_KM = math.pi * EARTH_RADIUS_KM
"""Half of Earth's circumference; harmonics of degree L resolve about that by L."""
LOWEST = -1.0
NEAR = 0.02
"""Scores that differ by less are about as good."""


def write_comparison_report(result: EncoderComparison, path: Path) -> None:
    """Write the report to `path`, whole or not at all. Raises SatclipError where the folder can't be written."""
    c = result
    page = Page(f"Encoders for {c.target}", f"{c.estimator}, compared in the same folds")
    with styled():
        page.section("Summary")
        page.warn(c.warnings)
        page.text(
            f"{target(c)} was modelled with {c.estimator} on {_compared(c)}, and with baselines without them."
        )
        page.keys([(f"{NAMES[c.score]} of {row.label}", interval(row.spatial)) for row in c.encoders])
        page.text(c.sentence)
        _scores(page, c)
        if c.by_degree:
            _degrees(page, c)
        page.section("Settings and software")
        page.pairs("Excluded observations", c.dropped, ["Reason", "Observations"])
        page.pairs("Settings", c.settings, ["Setting", "Value"])
        page.pairs("Software and encoders", c.provenance, ["Item", "Version"])
        cite(page, models=False)
        page.write(path)


def _compared(c: EncoderComparison) -> str:
    """What is compared, in words."""
    encoders = len({row.encoder for row in c.encoders if row.encoder})
    rasters = max(len(c.encoders) - encoders - (len(c.encoders) > 1), 0)  # but for all of them together
    parts = [
        *([f"the embeddings of {count(encoders, 'encoder')}"] if encoders else []),
        *([f"the values of {count(rasters, 'raster')}"] if rasters else []),
    ]
    return " and ".join(parts) or "no features"


def _scores(page: Page, c: EncoderComparison) -> None:
    page.section("Scores")
    name, rows = NAMES[c.score], [*c.encoders, *c.baselines]
    if not rows:
        page.text("There are no encoders to compare.")
        return
    best = max(rows, key=lambda row: _sortable(row.spatial))
    shown = [
        (row.label, [(c.folds, *_ends(row.spatial)), ("random folds", *_ends(row.random))]) for row in rows
    ]
    page.figure(
        dots(shown, name, CHANCE.get(c.score, 0.0), LOWEST),
        f"{name} by feature set",
        f"Highest with {c.folds}: {best.label}, {interval(best.spatial)}; with random folds it is "
        f"{decimals(best.random.value)}. Error bars are 95 % confidence intervals. Random folds are optimistic for "
        "locations far from the observations.",
    )
    page.table(
        f"{name} with 95 % confidence intervals",
        [
            "Features",
            "Dimensions",
            f"{name}, {c.folds}",
            f"{name}, random folds",
            f"Difference from {rows[0].label}, {c.folds}",
        ],
        [_cells(row, row is rows[0]) for row in rows],
        marked=[rows.index(best)],
    )
    page.text(
        ABOUT[c.score],
        "Differences are paired: they compare the same observations in the same spatial blocks, so they can be "
        "significant even where the intervals of the scores overlap. If the interval of a difference contains 0, "
        "neither is significantly better.",
    )


def _degrees(page: Page, c: EncoderComparison) -> None:
    """How the score changes with the degree of an encoder's basis."""
    page.section("Effect of the resolution")
    rows, name = c.by_degree, NAMES[c.score]
    best = max(rows, key=lambda row: _sortable(row.spatial))
    enough = next((row for row in rows if row.spatial.value >= best.spatial.value - NEAR), best)
    if enough is best:
        sentence = f"No lower degree comes within {NEAR} of it."
    else:
        sentence = f"L = {enough.degree}, about {_resolves(enough)} km, comes within {NEAR} of it."
    page.figure(
        _by_degree(c),
        f"{name} by degree of {rows[-1].encoder}",
        f"Highest with {c.folds} at L = {best.degree} (resolution about {_resolves(best)} km): "
        f"{interval(best.spatial)}. {sentence}",
    )
    page.table(
        f"{name} by degree",
        ["Degree L", "Resolution, km", f"{name}, {c.folds}", f"{name}, random folds"],
        [[str(row.degree), _resolves(row), interval(row.spatial), interval(row.random)] for row in rows],
        marked=[rows.index(best)],
    )
    page.text(
        "Lower degrees are the same encoder with its finer harmonics set to zero. An encoder that was trained with a "
        "lower degree may score higher than a truncated one."
    )


def _by_degree(c: EncoderComparison) -> Figure:
    figure, axes = new_figure(3.6)
    degrees = [row.degree for row in c.by_degree]
    for index, (label, kind) in enumerate(((c.folds, "spatial"), ("random folds", "random"))):
        value, low, high = np.array([_ends(getattr(row, kind)) for row in c.by_degree]).T
        style = {"marker": MARKERS[index], "color": COLOURS[index], "capsize": 2, "label": label}
        axes.errorbar(
            degrees, value, yerr=lengths(value, low, high), linestyle="-" if index == 0 else "--", **style
        )
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xlabel("Degree L of the basis")
    axes.set_ylabel(NAMES[c.score])
    axes.set_xticks(degrees)
    legend_below(figure, axes)
    return figure


def _resolves(row: CompareRow) -> str:
    return f"{HALF_AROUND_KM / row.degree:,.0f}" if row.degree else "–"


def _cells(row: CompareRow, first: bool) -> list[str]:
    sentence = "–" if first else interval(row.difference)
    return [
        row.label,
        str(row.dimension) if row.dimension else "–",
        interval(row.spatial),
        interval(row.random),
        sentence,
    ]


def _sortable(found: Interval) -> float:
    return found.value if np.isfinite(found.value) else -np.inf


def _ends(found: Interval) -> tuple[float, float, float]:
    return found.value, found.low, found.high
