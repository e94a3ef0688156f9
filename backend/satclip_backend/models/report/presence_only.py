"""The sections on presence-only data: presences beside background, and what the suitability says of them."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from satclip_backend.models.binary import BOYCE_WIDTH, boyce_windows
from satclip_backend.models.report import validation
from satclip_backend.models.report.figures import COLOURS, INK, new_figure
from satclip_backend.models.report.formatting import NAMES, count, decimals, interval, number, percent
from satclip_backend.models.report.maps import map_of, map_of_groups
from satclip_backend.models.report.page import Page
from satclip_backend.models.report.residuals import roc
from satclip_backend.models.results import Evaluation, Interval

FEW = 5
"""Background points in a window of suitabilities below which its ratio says nothing."""
DRAWN = 1000
"""Background points that a map shows: more hide the presences."""
ABOUT = (
    "AUC against background is the probability that the model ranks a random presence above a random background point: "
    "0.5 is chance. The species may live at some background points, so even a perfect model stays below 1: at "
    "1 - a/2, if it lives in the share a of the background (Phillips et al. 2006). A widespread species has a lower "
    "AUC than a rare one, so compare models of the same species and background only. TSS is sensitivity + specificity "
    "- 1 at the threshold where it is highest; the specificity counts background points below it. The Boyce index is "
    "the rank correlation of the suitability with the ratio of presences to background: 1 is best, 0 is chance."
)


def write_summary(page: Page, e: Evaluation) -> None:
    """What was modelled, and how well."""
    name, background = e.classes[1], e.background
    main, random = (validation.chosen(e, folds).scores for folds in (e.main, "random"))
    page.section("Summary")
    page.warn(e.warnings)
    page.text(
        f"{count(int(e.presences.sum()), 'presence')} of {name} were compared with {background.description}, by "
        f"{validation.chosen(e, e.main).label}. There are no absences, so the model predicts the relative suitability "
        "of a place and not the probability of presence: how many of the suitable places are occupied is unknown. "
        "All scores come from out-of-fold predictions."
    )
    found = [(f"AUC against background, {e.folds[0].label}", interval(main["auc"]))]
    if e.main != "random":
        found.append(("AUC against background, random folds (optimistic)", interval(random["auc"])))
    found.append((f"Boyce index, {e.folds[0].label}", interval(main["boyce"])))
    found.append(("Threshold of the suitability", number(e.positive_threshold)))
    found.append(("Sensitivity (presences above it)", interval(e.at_threshold["sensitivity"])))
    found.append(("Background above it", interval(_background_above(e))))
    if np.isfinite(e.area_applicable):
        found.append(("Prediction area inside the area of applicability", percent(e.area_applicable)))
    page.keys(found)
    page.text(e.difference.sentence)


def write_sample(page: Page, e: Evaluation) -> None:
    """Where presences and background lie."""
    page.section("Presences and background")
    shown = e.presences.copy()
    shown[np.flatnonzero(~shown)[:DRAWN]] = True  # uniform points, and places in random order
    hidden = f", of which {DRAWN:,} are drawn" if not shown.all() else ""
    page.figure(
        map_of_groups(e.lonlat[shown], 1 - e.observed[shown], [e.classes[1], e.classes[0]]),
        "Presences and background points",
        f"{count(int(e.presences.sum()), 'presence')} of {e.classes[1]} and {e.background.description}{hidden}. "
        "Land is grey.",
    )
    if e.background.kind == "uniform":
        page.text(
            "Background points are uniform by area. The model therefore assumes that all of the area was searched "
            "equally. Where records come from roads, towns or reserves, use the records of similar species as "
            "background (target group): presences and background then have the same bias."
        )
    else:
        page.text(
            "Background points are the places of the target group, each once. Where presences and target group were "
            "recorded by the same people in the same way, their bias cancels. The suitability is relative to the "
            "places that were searched."
        )
    page.pairs("Excluded records", e.dropped, ["Reason", "Records"])
    if not e.dropped:
        page.text("No record was excluded.")


def write_predictions(page: Page, e: Evaluation) -> None:
    """Suitability of presences and background: the threshold, and the ratio that the Boyce index ranks."""
    page.section("Relative suitability")
    page.text(
        "The suitability is r / (1 + r), where r is the density of presences relative to that of the background. At "
        "0.5, presences are as dense as the background on average; at 0.8, four times as dense; at 0.2, a quarter."
    )
    sensitivity, tss = e.at_threshold["sensitivity"], e.at_threshold["tss"]
    how = "was given" if e.settings.get("Threshold", "").endswith("(given)") else "maximizes TSS"
    page.figure(
        roc(e, "Share of background"),
        "ROC curve of the out-of-fold predictions",
        f"At the threshold of {number(e.positive_threshold)}, which {how}, {interval(sensitivity)} of the presences "
        f"and {interval(_background_above(e))} of the background are predicted to be suitable; TSS is {interval(tss)}. "
        "The threshold with the highest TSS does not depend on how many background points there are (Liu et al. 2013).",
    )
    page.figure(
        _ratio(e),
        "Ratio of presences to background",
        f"The share of the presences divided by that of the background, in windows of suitability {BOYCE_WIDTH:.0%} as "
        "wide as its range. In a good model the curve rises: the Boyce index is "
        f"{decimals(validation.chosen(e, e.main).scores['boyce'].value)}. The line is the ratio that the suitability "
        f"stands for. Windows with fewer than {FEW} background points are not drawn.",
    )
    said, rows = e.probabilities[:, 1], e.presences
    page.figure(
        map_of(e.lonlat[rows], said[rows], "Out-of-fold suitability")[0],
        "Suitability of the presences",
        f"Predicted by a model without the fold of the presence. The median is {number(float(np.median(said[rows])))}, "
        f"that of the background {number(float(np.median(said[~rows])))}.",
    )
    missed = (said[rows] < e.positive_threshold).astype(np.int64)
    page.figure(
        map_of_groups(e.lonlat[rows], missed, ["predicted", "missed"]),
        "Presences above and below the threshold",
        f"{count(int(missed.sum()), 'presence')} of {len(missed):,} ({percent(missed.mean())}) lie below the "
        "threshold. Where they lie together, the model does not know what makes the region suitable.",
    )


def _background_above(e: Evaluation) -> Interval:
    """1 - specificity."""
    found = e.at_threshold["specificity"]
    return Interval(1 - found.value, 1 - found.high, 1 - found.low)


def ratios(said: NDArray[np.float64], presences: NDArray[np.bool_]) -> tuple[NDArray, NDArray]:
    """Middle of each window of suitabilities (n,), and the ratio of presences to background in it, as their shares."""
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
    axes.set_xlabel("Out-of-fold suitability")
    axes.set_ylabel(f"Presences / background ({NAMES['boyce']})")
    return figure
