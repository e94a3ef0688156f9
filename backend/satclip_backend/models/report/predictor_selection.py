"""The section on which predictors were selected, step by step."""

from __future__ import annotations

import numpy as np

from satclip_backend.models.report.formatting import NAMES, count, in_words
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import PredictorSelection


def write_selection(page: Page, selection: PredictorSelection | None) -> None:
    """The steps of forward selection, if there was one, and why the scores are optimistic."""
    if selection is None:
        return
    page.section("Selection of predictors")
    total = len(selection.added) + len(selection.left_out)
    page.text(
        f"Forward selection began with the predictor that scores highest alone ({selection.estimator}, "
        f"{selection.folds}) and added, step by step, the one with which the score is highest. It ended where no "
        "predictor improved the score by more than the standard error of the improvement."
    )
    page.text(f"{len(selection.added)} of {count(total, 'predictor')} were selected. {selection.sentence}")
    rows = [
        [
            str(number),
            step.predictor + ("" if step.added else " (not added)"),
            _with_error(step.score, step.standard_error),
            _with_error(step.gain, step.gain_standard_error, "+.4f"),
        ]
        for number, step in enumerate(selection.steps, start=1)
    ]
    name = NAMES[selection.score]
    page.table(
        "Steps of the selection; scores include the predictors of the steps before",
        ["Step", "Predictor", f"{name} ± standard error", "Improvement ± standard error"],
        [*rows, ["–", "All predictors", _with_error(*selection.everything), "–"]],
        marked=[index for index, step in enumerate(selection.steps) if step.added],
    )
    page.text(
        "Standard errors come from the spatial block bootstrap, those of improvements from paired draws."
        if np.isfinite(selection.everything[1])
        else "There are too few spatial blocks for standard errors: any improvement was enough."
    )
    page.text(
        f"The folds that selected the predictors also give the scores of the model in this report, so its "
        f"{in_words(selection.score)} and coverage are optimistic, the more so the more predictors there were to "
        "choose from and the fewer observations. Observations that were not used here would give an unbiased score."
    )


def _with_error(value: float, error: float, form: str = ".3f") -> str:
    """A score and its standard error."""
    if not np.isfinite(value):
        return "–"
    return f"{value:{form}}" + (f"\u00a0±\u00a0{error:{form.lstrip('+')}}" if np.isfinite(error) else "")
