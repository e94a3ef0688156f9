"""The report of the accuracy of a map of classes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from satclip_backend.models.map_accuracy import Estimate
from satclip_backend.models.map_assessment import MapAssessment
from satclip_backend.models.report.figures import dots, styled
from satclip_backend.models.report.formatting import area, area_decimals, count, percent
from satclip_backend.models.report.page import Page

OLOFSSON = (
    "Stratified and poststratified estimators: Olofsson, Foody, Herold, Stehman, Woodcock and Wulder (2014). Good "
    "practices for estimating area and assessing accuracy of land change. Remote Sensing of Environment 148, 42–57.",
    "https://doi.org/10.1016/j.rse.2014.02.015",
)
STEHMAN = (
    "Strata that differ from the map's classes: Stehman (2014). Estimating area and map accuracy for stratified random "
    "sampling when the strata are different from the map classes. International Journal of Remote Sensing 35, "
    "4923–4939.",
    "https://doi.org/10.1080/01431161.2014.930207",
)
MOST_IN_MATRIX = 30
"""Classes up to which the page shows the error matrix; the summary always has it."""


def write_assessment_report(result: MapAssessment, path: Path) -> None:
    """Write the report to `path` atomically. Raises SatclipError where the folder can't be written."""
    r, a = result, result.accuracy
    level = f"{100 * r.confidence:g} %"
    page = Page(
        "Accuracy and area of a class map", f"{count(r.points, 'reference point')}, {r.settings['Map']}"
    )
    with styled():
        page.section("Summary")
        page.warn(r.warnings)
        page.keys(
            [
                (f"Overall accuracy ({level} interval)", _share(a.overall)),
                ("Reference points", f"{r.points:,}"),
                ("Area assessed", f"{area(r.region, area_decimals(r.region))} km²"),
            ]
        )
        page.text(
            "Overall accuracy is the share of the area that the map shows with its reference class. It is not the "
            f"share of the points that are right ({_digits(np.trace(a.counts) / r.points)}): each point counts by the "
            "area that it stands for."
        )
        _accuracies(page, r, level)
        _areas(page, r, level)
        _matrix(page, r)
        _method(page, r)
        page.write(path)


def _accuracies(page: Page, r: MapAssessment, level: str) -> None:
    a = r.accuracy
    page.section("Accuracy by class")
    kinds = {"user's accuracy": a.users, "producer's accuracy": a.producers}
    rows = [
        (label, [(kind, *_ends(estimates[i])) for kind, estimates in kinds.items()])
        for i, label in enumerate(r.classes)
    ]
    page.figure(
        dots(rows, "Accuracy"),
        "Accuracy by class",
        f"Bars are {level} confidence intervals. A class without an interval has none that could be estimated.",
    )
    page.table(
        f"Accuracy by class with standard errors (SE) and {level} confidence intervals",
        [
            "Class",
            "Points on the map",
            "Reference points",
            "User's accuracy",
            "SE",
            "Producer's accuracy",
            "SE",
        ],
        [
            [
                label,
                f"{a.counts[i].sum():,}",
                f"{a.counts[:, i].sum():,}",
                _share(a.users[i]),
                _digits(a.users[i].error),
                _share(a.producers[i]),
                _digits(a.producers[i].error),
            ]
            for i, label in enumerate(r.classes)
        ],
    )
    page.text(
        "User's accuracy is the share of a class on the map that has this class in the reference (1 minus the error of "
        "commission). Producer's accuracy is the share of a class in the reference that the map shows (1 minus the "
        "error of omission)."
    )


def _areas(page: Page, r: MapAssessment, level: str) -> None:
    a, digits = r.accuracy, area_decimals(r.region)
    page.section("Area by class")
    rows = [
        (label, [("estimated", *_ends(a.areas[i])), ("counted on the map", r.mapped[i], np.nan, np.nan)])
        for i, label in enumerate(r.classes)
    ]
    page.figure(
        dots(rows, "Area, km²"),
        "Area by class",
        f"The estimated area is adjusted for the errors of the map. Bars are {level} confidence intervals.",
    )
    page.table(
        f"Area by class in km² with standard errors (SE) and {level} confidence intervals",
        ["Class", "On the map", "Estimated", "SE", f"{level} interval", "Share of the area"],
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
        "The area of a class on the map is biased, because the errors of the map do not cancel out. Use the estimated "
        "area with its interval. Areas are those on the ellipsoid, also where the pixels of the map differ in size."
    )


def _matrix(page: Page, r: MapAssessment) -> None:
    a = r.accuracy
    page.section("Error matrix")
    if len(r.classes) > MOST_IN_MATRIX:
        page.text(f"The map has {len(r.classes)} classes. The summary of the job holds the matrix.")
        return
    right = range(len(r.classes))
    page.table(
        "Reference points: classes of the map in rows, of the reference in columns",
        ["Map", *r.classes, "Total"],
        [
            *(
                [label, *(f"{a.counts[i, j]:,}" for j in right), f"{a.counts[i].sum():,}"]
                for i, label in enumerate(r.classes)
            ),
            ["Total", *(f"{total:,}" for total in a.counts.sum(0)), f"{r.points:,}"],
        ],
    )
    page.table(
        "Estimated proportion of the area: classes of the map in rows, of the reference in columns",
        ["Map", *r.classes, "Total"],
        [
            *(
                [label, *(_digits(a.proportions[i, j], 4) for j in right), _digits(a.proportions[i].sum(), 4)]
                for i, label in enumerate(r.classes)
            ),
            ["Total", *(_digits(total, 4) for total in a.proportions.sum(0)), "1.0000"],
        ],
    )


def _method(page: Page, r: MapAssessment) -> None:
    page.section("Method")
    page.text(
        f"The sample was assessed as a {r.settings['Sampling design']} sample. The strata are {r.strata}, weighted by "
        "their areas. Variances are those of the stratified estimator without correction for a finite population, and "
        "intervals are the estimate ± a quantile of the normal distribution times the standard error, within the "
        "possible values. They are too narrow for classes with few points."
    )
    page.text(
        "The estimates rest on the sampling design: within a stratum, every place must have had the same chance to be "
        "drawn, by area. They do not hold for points that were collected for another purpose, at accessible places or "
        "by choice, nor for points that the map was fitted on."
    )
    page.pairs("Excluded points", r.dropped, ["Reason", "Points"])
    page.pairs("Settings", r.settings, ["Setting", "Value"])
    page.text("Please cite:")
    page.references([OLOFSSON, STEHMAN])


def _ends(found: Estimate) -> tuple[float, float, float]:
    return found.value, found.low, found.high


def _digits(value: float, digits: int = 3) -> str:
    return "–" if np.isnan(value) else f"{value:.{digits}f}"


def _share(found: Estimate) -> str:
    """An accuracy with its interval, such as 0.947 (0.928 to 0.965)."""
    if not np.isfinite(found.low):
        return _digits(found.value)
    return f"{found.value:.3f} ({found.low:.3f}\u00a0to\u00a0{found.high:.3f})"


def _interval(found: Estimate, digits: int) -> str:
    if not np.isfinite(found.low):
        return "–"
    return f"{area(found.low, digits)}\u00a0to\u00a0{area(found.high, digits)}"
