"""The report of a fitted model."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from satclip_backend.models.report import (
    observations,
    predictor_selection,
    presence_only,
    residuals,
    uncertainty,
    validation,
)
from satclip_backend.models.report.citation import cite
from satclip_backend.models.report.figures import styled
from satclip_backend.models.report.formatting import ABOUT, NAMES, count, interval, number, percent, target
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import Evaluation


def write_fit_report(evaluation: Evaluation, path: Path) -> None:
    """Write the report to `path`, whole or not at all. Raises SatclipError where the folder can't be written."""
    e = evaluation
    of = f" from {e.settings['Layer']}" if "Layer" in e.settings else ""
    page = Page(
        f"Relative suitability for {e.classes[1]}" if e.background else f"Model of {e.target}",
        f"{e.settings.get('Estimator', 'A model')}, {count(int(e.presences.sum()), 'observation')}{of}",
    )
    with styled():
        if e.background:
            presence_only.write_summary(page, e)
            presence_only.write_sample(page, e)
        else:
            _summary(page, e)
            observations.write_sample(page, e)
        validation.write_validation(page, e)
        predictor_selection.write_selection(page, e.predictor_selection)
        validation.write_scores(page, e, presence_only.ABOUT if e.background else ABOUT[e.score])
        if e.background:
            presence_only.write_predictions(page, e)
        else:
            residuals.write_predictions(page, e)
            residuals.write_residuals(page, e)
        validation.write_importances(page, e)
        if not e.background:
            uncertainty.write_uncertainty(page, e)
        uncertainty.write_applicability(page, e)
        uncertainty.write_expected_error(page, e)
        _made(page, e)
        page.write(path)


def _summary(page: Page, e: Evaluation) -> None:
    page.section("Summary")
    page.warn(e.warnings)
    main, random = (validation.chosen(e, folds).scores[e.score] for folds in (e.main, "random"))
    regression = e.task == "regression"
    classes = "" if regression else f" with {count(len(e.classes), 'class', 'classes')}"
    page.text(
        f"The target {target(e)}{classes} was modelled by {validation.chosen(e, e.main).label} with "
        f"{count(len(e.observed), 'observation')}. All scores come from out-of-fold predictions: each observation was "
        "predicted by a model that was fitted without its fold."
    )
    covered = f"Coverage of the {percent(e.confidence)} prediction {'intervals' if regression else 'sets'}"
    found = [(f"{NAMES[e.score]}, {e.folds[0].label}", interval(main))]
    if e.main != "random":
        found.append((f"{NAMES[e.score]}, random folds (optimistic)", interval(random)))
    if e.positive is not None:
        found.append((f"Threshold for {e.classes[e.positive]}", number(e.positive_threshold)))
        found += [(NAMES[name], interval(e.at_threshold[name])) for name in ("sensitivity", "specificity")]
    found.append((covered, percent(e.coverages[0].coverage) if e.coverages else "–"))
    if np.isfinite(e.area_applicable):
        found.append(("Prediction area inside the area of applicability", percent(e.area_applicable)))
    page.keys(found)
    page.text(e.difference.sentence)
    page.text(uncertainty.where_it_applies(e))


def _made(page: Page, e: Evaluation) -> None:
    page.section("Settings and software")
    page.pairs("Settings", e.settings, ["Setting", "Value"])
    page.pairs("Software and encoders", e.provenance, ["Item", "Version"])
    cite(
        page,
        models=True,
        selection=e.predictor_selection is not None,
        presence_only=e.background is not None,
    )
