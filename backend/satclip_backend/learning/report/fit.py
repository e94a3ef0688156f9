"""The report of a fitted model."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from satclip_backend.learning.report.citing import cite
from satclip_backend.learning.report.drawing import styled
from satclip_backend.learning.report.page import Page, interval, percent
from satclip_backend.learning.report.quality import (
    add_importances,
    add_predictions,
    add_residuals,
    add_scores,
)
from satclip_backend.learning.report.sample import add_sample, add_validation
from satclip_backend.learning.report.trust import add_applicability, add_uncertainty
from satclip_backend.learning.report.wording import NAMES, chosen
from satclip_backend.learning.results import Evaluation


@styled()
def write_fit_report(evaluation: Evaluation, path: Path) -> None:
    """Write the report to `path`, whole or not at all. Raises SatclipError where the folder can't be written."""
    e = evaluation
    page = Page(
        f"Model of {e.target}",
        f"{e.settings.get('Estimator', '')}, {len(e.observed):,} rows"
        + (f" of {e.settings['Layer']}" if "Layer" in e.settings else ""),
    )
    _summary(page, e)
    add_sample(page, e)
    add_validation(page, e)
    add_scores(page, e)
    add_predictions(page, e)
    add_residuals(page, e)
    add_importances(page, e)
    add_uncertainty(page, e)
    add_applicability(page, e)
    _made(page, e)
    page.write(path)


def _summary(page: Page, e: Evaluation) -> None:
    page.section("Summary")
    main, random = (chosen(e, folds).scores[e.score] for folds in (e.main, "random"))
    page.key(f"{NAMES[e.score]} at places held out ({e.folds[0].label})", interval(main))
    page.key(f"{NAMES[e.score]} in random folds (optimistic)", interval(random))
    page.key(
        f"{'Intervals' if e.task == 'regression' else 'Sets'} meant to hold {percent(e.confidence)} held",
        percent(e.coverages[0].coverage),
    )
    if np.isfinite(e.area_applicable):
        page.key("Of the area, the model applies to", percent(e.area_applicable))
    page.text(e.difference.sentence)
    if np.isfinite(e.area_applicable) and e.area_applicable < 0.95:
        page.text(
            f"{percent(1 - e.area_applicable)} of the area is unlike all rows: there, scores and intervals promise "
            "nothing, and predictions should not be used."
        )
    for warning in e.warnings:
        page.warn(warning)


def _made(page: Page, e: Evaluation) -> None:
    page.section("How it was made")
    page.table("Choices", ["What", "Chosen"], [list(item) for item in e.settings.items()])
    page.table("Programs and encoders", ["What", "Version"], [list(item) for item in e.provenance.items()])
    cite(page, models=True)
