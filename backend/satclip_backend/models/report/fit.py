"""The report of a fitted model."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from satclip_backend.models.binary import species_name
from satclip_backend.models.report import (
    predictor_selection,
    presence_only,
    residuals,
    uncertainty,
    validation,
)
from satclip_backend.models.report.citation import cite
from satclip_backend.models.report.figures import styled
from satclip_backend.models.report.formatting import (
    ABOUT,
    NAMES,
    interval,
    number,
    observations,
    percent,
    target,
)
from satclip_backend.models.report.observations import write_sample
from satclip_backend.models.report.page import Page, write_settings
from satclip_backend.models.results import Evaluation
from satclip_backend.translation import gettext as _
from satclip_backend.translation import ngettext


def write_fit_report(evaluation: Evaluation, path: Path) -> None:
    """Write the report to `path` atomically. Raises SatclipError if the folder is not writable."""
    e = evaluation
    estimator, size = e.settings.get("Estimator", _("A model")), observations(int(e.presences.sum()))
    if "Layer" in e.settings:
        subtitle = _(
            "{estimator}, {observations} from {layer}",
            estimator=estimator,
            observations=size,
            layer=e.settings["Layer"],
        )
    else:
        subtitle = _("{estimator}, {observations}", estimator=estimator, observations=size)
    page = Page(
        _("Relative suitability for {species}", species=species_name(e.target, e.classes[1]))
        if e.background
        else _("Model of {target}", target=e.target),
        subtitle,
    )
    with styled():
        if e.background:
            presence_only.write_summary(page, e)
            presence_only.write_sample(page, e)
        else:
            _summary(page, e)
            write_sample(page, e)
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
    page.section(_("Summary"))
    page.warn(e.warnings)
    main, random = (validation.chosen(e, folds).scores[e.score] for folds in (e.main, "random"))
    values = {
        "target": target(e),
        "model": validation.chosen(e, e.main).label,
        "observations": observations(len(e.observed)),
    }
    nominal = percent(e.confidence)
    if e.task == "regression":
        modelled = _("The target {target} was modelled by {model} with {observations}.", **values)
        covered = _("Coverage of the {confidence} prediction intervals", confidence=nominal)
    else:
        modelled = ngettext(
            "The target {target} with {count} class was modelled by {model} with {observations}.",
            "The target {target} with {count} classes was modelled by {model} with {observations}.",
            len(e.classes),
            **values,
        )
        covered = _("Coverage of the {confidence} prediction sets", confidence=nominal)
    page.text(
        modelled,
        _(
            "All scores come from out-of-fold predictions: each observation was predicted by a model that was fitted "
            "without its fold."
        ),
    )
    name = NAMES[e.score]
    found = [(_("{score}, {folds}", score=name, folds=e.folds[0].label), interval(main))]
    if e.main != "random":
        found.append((_("{score}, random folds (optimistic)", score=name), interval(random)))
    if e.positive is not None:
        positive = e.classes[e.positive]
        found.append((_("Threshold for {name}", name=positive), number(e.positive_threshold)))
        found += [(NAMES[name], interval(e.at_threshold[name])) for name in ("sensitivity", "specificity")]
    found.append((covered, percent(e.coverages[0].coverage) if e.coverages else "–"))
    if np.isfinite(e.area_applicable):
        found.append((_("Prediction area inside the area of applicability"), percent(e.area_applicable)))
    page.keys(found)
    page.text(e.difference.sentence)
    page.text(uncertainty.where_it_applies(e))


def _made(page: Page, e: Evaluation) -> None:
    page.section(_("Settings and software"))
    write_settings(page, e.settings, e.provenance)
    cite(
        page,
        models=True,
        selection=e.predictor_selection is not None,
        presence_only=e.background is not None,
    )
