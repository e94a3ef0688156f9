"""The report of a comparison of encoders."""

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
from satclip_backend.models.report.formatting import ABOUT, CHANCE, NAMES, decimals, interval, target
from satclip_backend.models.report.page import Page, write_settings
from satclip_backend.models.results import CompareRow, EncoderComparison, Interval
from satclip_backend.translation import gettext as _
from satclip_backend.translation import grouped, ngettext, translated

HALF_AROUND_KM = math.pi * EARTH_RADIUS_KM
"""Half of Earth's circumference, in km. Harmonics of degree L resolve about this distance divided by L."""
LOWEST = -1.0
NEAR = 0.02
"""Largest difference of scores that are reported as about equal."""


def write_comparison_report(result: EncoderComparison, path: Path) -> None:
    """Write the report to `path` atomically. Raises SatclipError if the folder is not writable."""
    c = result
    page = Page(
        _("Encoders for {target}", target=c.target),
        _("{estimator}, compared in the same folds", estimator=c.estimator),
    )
    with styled():
        page.section(_("Summary"))
        page.warn(c.warnings)
        page.text(
            _(
                "{target} was modelled with {estimator} on {features}, and with baselines without them.",
                target=target(c),
                estimator=c.estimator,
                features=_compared(c),
            )
        )
        page.keys(
            [
                (_("{score} of {features}", score=NAMES[c.score], features=row.label), interval(row.spatial))
                for row in c.encoders
            ]
        )
        page.text(c.sentence)
        _scores(page, c)
        if c.by_degree:
            _degrees(page, c)
        page.section(_("Settings and software"))
        page.pairs(_("Excluded observations"), c.dropped, [_("Reason"), _("Observations")])
        write_settings(page, c.settings, c.provenance)
        cite(page, models=False)
        page.write(path)


def _compared(c: EncoderComparison) -> str:
    """Return a phrase that names the features that are compared."""
    encoders = len({row.encoder for row in c.encoders if row.encoder})
    rasters = max(len(c.encoders) - encoders - (len(c.encoders) > 1), 0)  # except the row of all features
    embeddings = ngettext("the embeddings of {count} encoder", "the embeddings of {count} encoders", encoders)
    values = ngettext("the values of {count} raster", "the values of {count} rasters", rasters)
    if encoders and rasters:
        return _("{first} and {last}", first=embeddings, last=values)
    return embeddings if encoders else values if rasters else _("no features")


def _scores(page: Page, c: EncoderComparison) -> None:
    page.section(_("Scores"))
    name, rows = translated(NAMES[c.score]), [*c.encoders, *c.baselines]
    if not rows:
        page.text(_("There are no encoders to compare."))
        return
    best = max(rows, key=lambda row: _sortable(row.spatial))
    main, random = translated(c.folds), _("random folds")
    shown = [(row.label, [(main, *_ends(row.spatial)), (random, *_ends(row.random))]) for row in rows]
    page.figure(
        dots(shown, name, CHANCE.get(c.score, 0.0), LOWEST),
        _("{score} by feature set", score=name),
        _(
            "Highest with {folds}: {features}, {value}; with random folds it is {random}.",
            folds=c.folds,
            features=best.label,
            value=interval(best.spatial),
            random=decimals(best.random.value),
        ),
        _("Error bars are 95 % confidence intervals."),
        _("Random folds are optimistic for locations far from the observations."),
    )
    page.table(
        _("{score} with 95 % confidence intervals", score=name),
        [
            _("Features"),
            _("Dimensions"),
            _("{score}, {folds}", score=name, folds=main),
            _("{score}, {folds}", score=name, folds=random),
            _("Difference from {features}, {folds}", features=rows[0].label, folds=main),
        ],
        [_cells(row, row is rows[0]) for row in rows],
        marked=[rows.index(best)],
    )
    page.text(
        ABOUT[c.score],
        _(
            "Differences are paired: they compare the same observations in the same spatial blocks, so they can be "
            "significant even where the intervals of the scores overlap. If the interval of a difference contains 0, "
            "neither is significantly better."
        ),
    )


def _degrees(page: Page, c: EncoderComparison) -> None:
    """Write the section on the score as a function of the degree of an encoder's basis."""
    page.section(_("Effect of the resolution"))
    rows, name = c.by_degree, NAMES[c.score]
    best = max(rows, key=lambda row: _sortable(row.spatial))
    enough = next((row for row in rows if row.spatial.value >= best.spatial.value - NEAR), best)
    if enough is best:
        sentence = _("No lower degree comes within {near} of it.", near=NEAR)
    else:
        sentence = _(
            "L = {degree}, about {resolution} km, comes within {near} of it.",
            degree=enough.degree,
            resolution=_resolves(enough),
            near=NEAR,
        )
    page.figure(
        _by_degree(c),
        _("{score} by degree of {encoder}", score=name, encoder=rows[-1].encoder),
        _(
            "Highest with {folds} at L = {degree} (resolution about {resolution} km): {value}.",
            folds=c.folds,
            degree=best.degree,
            resolution=_resolves(best),
            value=interval(best.spatial),
        ),
        sentence,
    )
    page.table(
        _("{score} by degree", score=name),
        [
            _("Degree L"),
            _("Resolution, km"),
            _("{score}, {folds}", score=name, folds=c.folds),
            _("{score}, {folds}", score=name, folds=_("random folds")),
        ],
        [[str(row.degree), _resolves(row), interval(row.spatial), interval(row.random)] for row in rows],
        marked=[rows.index(best)],
    )
    page.text(
        _(
            "Lower degrees are the same encoder with its finer harmonics set to zero. An encoder that was trained with "
            "a lower degree may score higher than a truncated one."
        )
    )


def _by_degree(c: EncoderComparison) -> Figure:
    figure, axes = new_figure(3.6)
    degrees = [row.degree for row in c.by_degree]
    for index, (label, kind) in enumerate(((translated(c.folds), "spatial"), (_("random folds"), "random"))):
        value, low, high = np.array([_ends(getattr(row, kind)) for row in c.by_degree]).T
        style = {"marker": MARKERS[index], "color": COLOURS[index], "capsize": 2, "label": label}
        axes.errorbar(
            degrees, value, yerr=lengths(value, low, high), linestyle="-" if index == 0 else "--", **style
        )
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xlabel(_("Degree L of the basis"))
    axes.set_ylabel(translated(NAMES[c.score]))
    axes.set_xticks(degrees)
    legend_below(figure, axes)
    return figure


def _resolves(row: CompareRow) -> str:
    return grouped(f"{HALF_AROUND_KM / row.degree:,.0f}") if row.degree else "–"


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
