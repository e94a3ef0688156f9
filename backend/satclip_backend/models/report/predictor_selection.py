"""The section on the forward selection of predictors."""

from __future__ import annotations

import numpy as np

from satclip_backend.models.report.formatting import NAMES, in_words
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import PredictorSelection
from satclip_backend.translation import gettext as _
from satclip_backend.translation import ngettext


def write_selection(page: Page, selection: PredictorSelection | None) -> None:
    """Write the steps of forward selection, if there was one, and why the scores are optimistic."""
    if selection is None:
        return
    page.section(_("Selection of predictors"))
    total = len(selection.added) + len(selection.left_out)
    page.text(
        _(
            "Forward selection began with the predictor that scores highest alone ({estimator}, {folds}) and added, "
            "step by step, the one with which the score is highest. It ended where no predictor improved the score by "
            "more than the standard error of the improvement.",
            estimator=selection.estimator,
            folds=selection.folds,
        )
    )
    page.text(
        ngettext(
            "{selected} of {count} predictor were selected.",
            "{selected} of {count} predictors were selected.",
            total,
            selected=len(selection.added),
        ),
        selection.sentence,
    )
    rows = [
        [
            str(number),
            step.predictor if step.added else _("{predictor} (not added)", predictor=step.predictor),
            _with_error(step.score, step.standard_error),
            _with_error(step.gain, step.gain_standard_error, "+.4f"),
        ]
        for number, step in enumerate(selection.steps, start=1)
    ]
    name = NAMES[selection.score]
    page.table(
        _("Steps of the selection; scores include the predictors of the steps before"),
        [
            _("Step"),
            _("Predictor"),
            _("{score} ± standard error", score=name),
            _("Improvement ± standard error"),
        ],
        [*rows, ["–", _("All predictors"), _with_error(*selection.everything), "–"]],
        marked=[index for index, step in enumerate(selection.steps) if step.added],
    )
    page.text(
        _("Standard errors come from the spatial block bootstrap, those of improvements from paired draws.")
        if np.isfinite(selection.everything[1])
        else _("There are too few spatial blocks for standard errors: any improvement was enough.")
    )
    page.text(
        _(
            "The folds that selected the predictors also give the scores of the model in this report, so its {score} "
            "and coverage are optimistic, the more so the more predictors there were to choose from and the fewer "
            "observations. Observations that were not used here would give an unbiased score.",
            score=in_words(selection.score),
        )
    )


def _with_error(value: float, error: float, form: str = ".3f") -> str:
    """Format a score with its standard error."""
    if not np.isfinite(value):
        return "–"
    return f"{value:{form}}" + (f"\u00a0±\u00a0{error:{form.lstrip('+')}}" if np.isfinite(error) else "")
