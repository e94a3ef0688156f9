"""The report of the accuracy of a map of classes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from satclip_backend.models.map_accuracy import Estimate
from satclip_backend.models.map_assessment import MapAssessment
from satclip_backend.models.report.citation import OLOFSSON, STEHMAN, list_publications
from satclip_backend.models.report.figures import dots, styled
from satclip_backend.models.report.formatting import area, area_decimals, count, ends, percent, value_and_ends
from satclip_backend.models.report.page import Page
from satclip_backend.translation import gettext as _
from satclip_backend.translation import ngettext

MOST_IN_MATRIX = 30
"""Largest number of classes for which the page shows the error matrix. The summary always includes it."""


def write_assessment_report(result: MapAssessment, path: Path) -> None:
    """Write the report to `path` atomically. Raises SatclipError if the folder is not writable."""
    r, a = result, result.accuracy
    level = f"{100 * r.confidence:g} %"
    page = Page(
        _("Accuracy and area of a class map"),
        ngettext(
            "{count} reference point, {map}",
            "{count} reference points, {map}",
            r.points,
            map=r.settings["Map"],
        ),
    )
    with styled():
        page.section(_("Summary"))
        page.warn(r.warnings)
        page.keys(
            [
                (_("Overall accuracy ({level} interval)", level=level), _share(a.overall)),
                (_("Reference points"), count(r.points)),
                (_("Area assessed"), f"{area(r.region, area_decimals(r.region))} km²"),
            ]
        )
        page.text(
            _(
                "Overall accuracy is the share of the area that the map shows with its reference class. It is not the "
                "share of the points that are right ({share}): each point counts by the area that it stands for.",
                share=_digits(np.trace(a.counts) / r.points),
            )
        )
        _accuracies(page, r, level)
        _areas(page, r, level)
        _matrix(page, r)
        _method(page, r)
        page.write(path)


def _accuracies(page: Page, r: MapAssessment, level: str) -> None:
    a = r.accuracy
    page.section(_("Accuracy by class"))
    kinds = {_("user's accuracy"): a.users, _("producer's accuracy"): a.producers}
    rows = [
        (label, [(kind, *_ends(estimates[i])) for kind, estimates in kinds.items()])
        for i, label in enumerate(r.classes)
    ]
    page.figure(
        dots(rows, _("Accuracy")),
        _("Accuracy by class"),
        _("Bars are {level} confidence intervals.", level=level),
        _("A class without an interval has none that could be estimated."),
    )
    page.table(
        _("Accuracy by class with standard errors (SE) and {level} confidence intervals", level=level),
        [
            _("Class"),
            _("Points on the map"),
            _("Reference points"),
            _("User's accuracy"),
            _("SE"),
            _("Producer's accuracy"),
            _("SE"),
        ],
        [
            [
                label,
                count(a.counts[i].sum()),
                count(a.counts[:, i].sum()),
                _share(a.users[i]),
                _digits(a.users[i].error),
                _share(a.producers[i]),
                _digits(a.producers[i].error),
            ]
            for i, label in enumerate(r.classes)
        ],
    )
    page.text(
        _(
            "User's accuracy is the share of a class on the map that has this class in the reference (1 minus the "
            "error of commission). Producer's accuracy is the share of a class in the reference that the map shows (1 "
            "minus the error of omission)."
        )
    )


def _areas(page: Page, r: MapAssessment, level: str) -> None:
    a, digits = r.accuracy, area_decimals(r.region)
    page.section(_("Area by class"))
    rows = [
        (
            label,
            [(_("estimated"), *_ends(a.areas[i])), (_("counted on the map"), r.mapped[i], np.nan, np.nan)],
        )
        for i, label in enumerate(r.classes)
    ]
    page.figure(
        dots(rows, _("Area, km²")),
        _("Area by class"),
        _("The estimated area is adjusted for the errors of the map."),
        _("Bars are {level} confidence intervals.", level=level),
    )
    page.table(
        _("Area by class in km² with standard errors (SE) and {level} confidence intervals", level=level),
        [
            _("Class"),
            _("On the map"),
            _("Estimated"),
            _("SE"),
            _("{level} interval", level=level),
            _("Share of the area"),
        ],
        [
            [
                label,
                *(area(value, digits) for value in (r.mapped[i], a.areas[i].value, a.areas[i].error)),
                _interval(a.areas[i], digits),
                percent(a.areas[i].value / r.region),
            ]
            for i, label in enumerate(r.classes)
        ],
    )
    page.text(
        _(
            "The area of a class on the map is biased, because the errors of the map do not cancel out. Use the "
            "estimated area with its interval. Areas are those on the ellipsoid, also where the pixels of the map "
            "differ in size."
        )
    )


def _matrix(page: Page, r: MapAssessment) -> None:
    a = r.accuracy
    page.section(_("Error matrix"))
    if len(r.classes) > MOST_IN_MATRIX:
        page.text(
            _(
                "The map has {classes} classes. The summary of the job holds the matrix.",
                classes=len(r.classes),
            )
        )
        return
    right, head = range(len(r.classes)), [_("Map"), *r.classes, _("Total")]
    page.table(
        _("Reference points: classes of the map in rows, of the reference in columns"),
        head,
        [
            *(
                [label, *(count(a.counts[i, j]) for j in right), count(a.counts[i].sum())]
                for i, label in enumerate(r.classes)
            ),
            [_("Total"), *(count(total) for total in a.counts.sum(0)), count(r.points)],
        ],
    )
    page.table(
        _("Estimated proportion of the area: classes of the map in rows, of the reference in columns"),
        head,
        [
            *(
                [label, *(_digits(a.proportions[i, j], 4) for j in right), _digits(a.proportions[i].sum(), 4)]
                for i, label in enumerate(r.classes)
            ),
            [_("Total"), *(_digits(total, 4) for total in a.proportions.sum(0)), "1.0000"],
        ],
    )


def _method(page: Page, r: MapAssessment) -> None:
    page.section(_("Method"))
    page.text(
        _(
            "The sample was assessed as a {design} sample. The strata are {strata}, weighted by their areas. Variances "
            "are those of the stratified estimator without correction for a finite population, and intervals are the "
            "estimate ± a quantile of the normal distribution times the standard error, within the possible values. "
            "They are too narrow for classes with few points.",
            design=r.settings["Sampling design"],
            strata=r.strata,
        )
    )
    page.text(
        _(
            "The estimates rest on the sampling design: within a stratum, every place must have had the same chance to "
            "be drawn, by area. They do not hold for points that were collected for another purpose, at accessible "
            "places or by choice, nor for points that the map was fitted on."
        )
    )
    page.pairs(_("Excluded points"), r.dropped, [_("Reason"), _("Points")])
    page.pairs(_("Settings"), r.settings, [_("Setting"), _("Value")])
    page.text(_("Please cite:"))
    list_publications(page, [OLOFSSON, STEHMAN])


def _ends(found: Estimate) -> tuple[float, float, float]:
    return found.value, found.low, found.high


def _digits(value: float, digits: int = 3) -> str:
    return "–" if np.isnan(value) else f"{value:.{digits}f}"


def _share(found: Estimate) -> str:
    """Format an accuracy with its interval, such as 0.947 (0.928 to 0.965)."""
    if not np.isfinite(found.low):
        return _digits(found.value)
    return value_and_ends(f"{found.value:.3f}", f"{found.low:.3f}", f"{found.high:.3f}")


def _interval(found: Estimate, digits: int) -> str:
    if not np.isfinite(found.low):
        return "–"
    return ends(area(found.low, digits), area(found.high, digits))
