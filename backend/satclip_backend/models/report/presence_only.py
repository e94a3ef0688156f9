"""The sections on presence-only data: presences, background points and the predicted suitability."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from satclip_backend.models.binary import BOYCE_WIDTH, boyce_windows, species_name
from satclip_backend.models.report import validation
from satclip_backend.models.report.figures import COLOURS, INK, new_figure
from satclip_backend.models.report.formatting import NAMES, decimals, interval, number, percent
from satclip_backend.models.report.maps import map_of, map_of_groups
from satclip_backend.models.report.page import Page
from satclip_backend.models.report.residuals import roc, threshold_was_given
from satclip_backend.models.results import Evaluation, Interval
from satclip_backend.translation import gettext as _
from satclip_backend.translation import gettext_lazy, ngettext

FEW = 5
"""Smallest number of background points in a window of suitabilities with a ratio."""
DRAWN = 1000
"""Largest number of background points on a map: more would hide the presences."""
ABOUT = gettext_lazy(
    "AUC against background is the probability that the model ranks a random presence above a random background point: "
    "0.5 is chance. The species may live at some background points, so even a perfect model stays below 1: at "
    "1 - a/2, if it lives in the share a of the background (Phillips et al. 2006). A widespread species has a lower "
    "AUC than a rare one, so compare models of the same species and background only. TSS is sensitivity + specificity "
    "- 1 at the threshold where it is highest; the specificity counts background points below it. The Boyce index is "
    "the rank correlation of the suitability with the ratio of presences to background: 1 is best, 0 is chance."
)


def write_summary(page: Page, e: Evaluation) -> None:
    """Write the summary: the target, the data and the main scores."""
    name, background = species_name(e.target, e.classes[1]), e.background
    main, random = (validation.chosen(e, folds).scores for folds in (e.main, "random"))
    page.section(_("Summary"))
    page.warn(e.warnings)
    page.text(
        ngettext(
            "{count} presence of {name} were compared with {background}, by {model}.",
            "{count} presences of {name} were compared with {background}, by {model}.",
            int(e.presences.sum()),
            name=name,
            background=background.description,
            model=validation.chosen(e, e.main).label,
        ),
        _(
            "There are no absences, so the model predicts the relative suitability of a place and not the probability "
            "of presence: how many of the suitable places are occupied is unknown. All scores come from out-of-fold "
            "predictions."
        ),
    )
    folds = e.folds[0].label
    found = [(_("AUC against background, {folds}", folds=folds), interval(main["auc"]))]
    if e.main != "random":
        found.append((_("AUC against background, random folds (optimistic)"), interval(random["auc"])))
    found.append((_("Boyce index, {folds}", folds=folds), interval(main["boyce"])))
    found.append((_("Threshold of the suitability"), number(e.positive_threshold)))
    found.append((_("Sensitivity (presences above it)"), interval(e.at_threshold["sensitivity"])))
    found.append((_("Background above it"), interval(_background_above(e))))
    if np.isfinite(e.area_applicable):
        found.append((_("Prediction area inside the area of applicability"), percent(e.area_applicable)))
    page.keys(found)
    page.text(e.difference.sentence)


def write_sample(page: Page, e: Evaluation) -> None:
    """Write the section on the locations of presences and background points."""
    page.section(_("Presences and background"))
    shown = e.presences.copy()
    shown[np.flatnonzero(~shown)[:DRAWN]] = True  # the points are in random order
    name = species_name(e.target, e.classes[1])
    values = {"name": name, "background": e.background.description, "drawn": DRAWN}
    number_of_presences = int(e.presences.sum())
    if shown.all():
        sentence = ngettext(
            "{count} presence of {name} and {background}. Land is grey.",
            "{count} presences of {name} and {background}. Land is grey.",
            number_of_presences,
            **values,
        )
    else:
        sentence = ngettext(
            "{count} presence of {name} and {background}, of which {drawn} are drawn. Land is grey.",
            "{count} presences of {name} and {background}, of which {drawn} are drawn. Land is grey.",
            number_of_presences,
            **values,
        )
    page.figure(
        map_of_groups(e.lonlat[shown], 1 - e.observed[shown], [name, e.classes[0]]),
        _("Presences and background points"),
        sentence,
    )
    if e.background.kind == "uniform":
        page.text(
            _(
                "Background points are uniform by area. The model therefore assumes that all of the area was searched "
                "equally. Where records come from roads, towns or reserves, use the records of similar species as "
                "background (target group): presences and background then have the same bias."
            )
        )
    else:
        page.text(
            _(
                "Background points are the places of the target group, each once. Where presences and target group "
                "were recorded by the same people in the same way, their bias cancels. The suitability is relative to "
                "the places that were searched."
            )
        )
    page.pairs(_("Excluded records"), e.dropped, [_("Reason"), _("Records")])
    if not e.dropped:
        page.text(_("No record was excluded."))


def write_predictions(page: Page, e: Evaluation) -> None:
    """Write the section on the suitability of presences and background points.

    It shows the threshold, and the ratio whose ranks the Boyce index compares.
    """
    page.section(_("Relative suitability"))
    page.text(
        _(
            "The suitability is r / (1 + r), where r is the density of presences relative to that of the background. "
            "At 0.5, presences are as dense as the background on average; at 0.8, four times as dense; at 0.2, a "
            "quarter."
        )
    )
    sensitivity, tss = e.at_threshold["sensitivity"], e.at_threshold["tss"]
    values = {
        "threshold": number(e.positive_threshold),
        "presences": interval(sensitivity),
        "background": interval(_background_above(e)),
        "tss": interval(tss),
    }
    page.figure(
        roc(e, _("Share of background")),
        _("ROC curve of the out-of-fold predictions"),
        _(
            "At the threshold of {threshold}, which was given, {presences} of the presences and {background} of the "
            "background are predicted to be suitable; TSS is {tss}.",
            **values,
        )
        if threshold_was_given(e)
        else _(
            "At the threshold of {threshold}, which maximizes TSS, {presences} of the presences and {background} of "
            "the background are predicted to be suitable; TSS is {tss}.",
            **values,
        ),
        _(
            "The threshold with the highest TSS does not depend on how many background points there are (Liu et al. "
            "2013)."
        ),
    )
    page.figure(
        _ratio(e),
        _("Ratio of presences to background"),
        _(
            "The share of the presences divided by that of the background, in windows of suitability {width} as wide "
            "as its range. In a good model the curve rises: the Boyce index is {boyce}. The line is the ratio that the "
            "suitability stands for. Windows with fewer than {few} background points are not drawn.",
            width=percent(BOYCE_WIDTH),
            boyce=decimals(validation.chosen(e, e.main).scores["boyce"].value),
            few=FEW,
        ),
    )
    said, rows = e.probabilities[:, 1], e.presences
    page.figure(
        map_of(e.lonlat[rows], said[rows], _("Out-of-fold suitability"))[0],
        _("Suitability of the presences"),
        _(
            "Predicted by a model without the fold of the presence. The median is {presences}, that of the background "
            "{background}.",
            presences=number(float(np.median(said[rows]))),
            background=number(float(np.median(said[~rows]))),
        ),
    )
    missed = (said[rows] < e.positive_threshold).astype(np.int64)
    page.figure(
        map_of_groups(e.lonlat[rows], missed, [_("predicted"), _("missed")]),
        _("Presences above and below the threshold"),
        ngettext(
            "{count} presence of {all} ({share}) lies below the threshold.",
            "{count} presences of {all} ({share}) lie below the threshold.",
            int(missed.sum()),
            all=len(missed),
            share=percent(missed.mean()),
        ),
        _("Where many are close together, the model does not know what makes the region suitable."),
    )


def _background_above(e: Evaluation) -> Interval:
    """Return 1 - specificity."""
    found = e.at_threshold["specificity"]
    return Interval(1 - found.value, 1 - found.high, 1 - found.low)


def ratios(said: NDArray[np.float64], presences: NDArray[np.bool_]) -> tuple[NDArray, NDArray]:
    """Return the middle of each window of suitabilities (n,), and the ratio of presences to background in it.

    The ratio is the share of all presences divided by the share of all background points. Windows with fewer
    than `FEW` background points are left out.
    """
    windows = boyce_windows(said)
    there, background = windows[presences].sum(axis=0), windows[~presences].sum(axis=0)
    low, high = said.min(), said.max()
    width = BOYCE_WIDTH * (high - low)
    middles = np.linspace(low, high - width, windows.shape[1]) + width / 2
    enough = background >= FEW
    share = there / presences.sum() / np.maximum(background, 1) * (~presences).sum()
    return middles[enough], share[enough]


def _ratio(e: Evaluation) -> Figure:
    middles, ratio = ratios(e.probabilities[:, 1], e.presences)
    figure, axes = new_figure(3.4)
    axes.plot(middles, ratio, color=COLOURS[0], linewidth=1.8, marker=".")
    axes.plot(middles, middles / (1 - middles).clip(1e-3), color=INK, linewidth=1)
    axes.axhline(1, color=INK, linewidth=0.6, linestyle=":")
    axes.set_ylim(0, 1.15 * max(ratio.max(initial=1.0), 1.0))
    axes.set_xlabel(_("Out-of-fold suitability"))
    axes.set_ylabel(_("Presences / background ({score})", score=NAMES["boyce"]))
    return figure
