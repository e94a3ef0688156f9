"""The report of a model's generalisation to unseen regions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from satclip_backend.models.report.citation import cite
from satclip_backend.models.report.figures import (
    COLOURS,
    INK,
    MARKERS,
    legend_below,
    lengths,
    new_figure,
    short,
    styled,
)
from satclip_backend.models.report.formatting import (
    CHANCE,
    NAMES,
    count,
    decimals,
    in_words,
    interval,
    percent,
    target,
)
from satclip_backend.models.report.maps import map_of_groups
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import Interval, RegionsEvaluation

TOGETHER = "all regions"
LOWEST = -1.0
"""Scores below it are drawn there."""
NOTHING = Interval(float("nan"), float("nan"), float("nan"))
MEANING = {
    "r2": "R² of a region is the proportion of the variance within it that the model explains: where a region "
    "varies little, R² is low or far below 0 even if the errors are small.",
    "balanced_accuracy": "Balanced accuracy of a region is the mean recall of the classes that occur in it.",
    "auc": "AUC of a region is the probability that a positive observation in it is ranked above a negative one: 0.5 "
    "is chance. A region where all observations are of one class has none.",
    "presence-only": "AUC of a region is the probability that a presence in it is ranked above a background point in "
    "it: 0.5 is chance. Background points were held out with their region.",
}


def write_regions_report(result: RegionsEvaluation, path: Path) -> None:
    """Write the report to `path`, whole or not at all. Raises SatclipError where the folder can't be written."""
    r = result
    page = Page(
        f"Model of {r.target}: generalisation to unseen regions",
        f"{len(r.regions)} {r.by}, {count(len(r.lonlat), 'observation')}",
    )
    models = list(dict.fromkeys(row.model for row in r.rows))
    shares = sorted({row.share for row in r.rows})
    found = {(row.region, row.share, row.model): row for row in r.rows}

    def score(region: str, share: float, model: str) -> Interval:
        row = found.get((region, share, model))
        return NOTHING if row is None else row.score

    with styled():
        page.section("Summary")
        page.warn(r.warnings)
        if models:
            _summary(page, r, models, shares, score)
            _scores(page, r, models, shares, score, {row.region: row.rows for row in r.rows})
        else:
            page.text(f"None of the {r.by} was evaluated.")
        page.section("Regions")
        inside = r.region_index >= 0
        if inside.any():
            page.figure(
                map_of_groups(r.lonlat[inside], r.region_index[inside], r.regions, 12),
                "Observations by region",
                f"{count(int(inside.sum()), 'observation')} in the evaluated regions, {int((~inside).sum()):,} "
                "elsewhere.",
            )
        page.pairs("Excluded observations", r.dropped, ["Reason", "Observations"])
        page.section("Settings and software")
        page.pairs("Settings", r.settings, ["Setting", "Value"])
        page.pairs("Software and encoders", r.provenance, ["Item", "Version"])
        cite(page, models=False)
        page.write(path)


def _summary(page: Page, r: RegionsEvaluation, models: list[str], shares: list[float], score) -> None:
    name, first = NAMES[r.score], models[0]
    page.keys(
        [
            (f"{name}, {_seen(share)}", interval(score("", share, first)))
            for share in dict.fromkeys((shares[0], shares[-1]))
        ]
    )
    others = " and ".join(
        f"{decimals(score('', shares[0], model).value)} for {model}" for model in models[1:]
    )
    page.text(
        f"Each of the {r.by} was held out in turn, and {target(r)} was predicted there by models that were fitted on "
        f"the others. Over all regions, {in_words(r.score)} is {decimals(score('', shares[0], first).value)} for "
        f"{first}" + (f", compared with {others}." if others else ".")
    )
    if len(shares) > 1:
        gain = score("", shares[-1], first).value - score("", shares[0], first).value
        page.text(
            f"With {percent(shares[-1])} of a region's locations in the training data, {in_words(r.score)} of "
            f"{first} is {decimals(score('', shares[-1], first).value)}, a change of {gain:+.2f}."
        )
    scored = {region: score(region, shares[0], first).value for region in r.regions}
    scored = {region: value for region, value in scored.items() if np.isfinite(value)}
    unscored = [region for region in r.regions if region not in scored]
    easy = [region for region in scored if scored[region] <= score(region, shares[0], models[-1]).value]
    useful = {region: value for region, value in scored.items() if region not in easy}
    if useful:
        worst, best = (choose(useful, key=useful.__getitem__) for choose in (min, max))
        page.text(
            f"The score is highest in {best} ({decimals(useful[best])}) and lowest in {worst} "
            f"({decimals(useful[worst])})."
        )
    if unscored and r.score == "auc":
        page.text(f"All observations in {_listed(unscored)} are of one class: there is no AUC.")
    if easy:
        page.text(
            f"In {_listed(easy)}, a constant model ({models[-1]}) scores as high as this one or higher: the model has "
            "not shown there that it is of use."
        )


def _scores(page: Page, r: RegionsEvaluation, models, shares, score, rows: dict[str, int]) -> None:
    page.section("Scores by region")
    name = NAMES[r.score]
    page.figure(
        _curves(models, shares, r.regions, score, r.score),
        f"{name} by share of the region in the training data",
        "Thick lines with 95 % confidence intervals: all regions; thin lines: single regions. "
        + (f"Scores below {LOWEST:.0f} are drawn at {LOWEST:.0f}. " if r.score == "r2" else "")
        + f"{models[0]}: "
        + ", ".join(
            f"{decimals(score('', share, models[0]).value)} with {percent(share)}" for share in shares
        )
        + ".",
    )
    page.table(
        f"{name} with 95 % confidence intervals",
        ["Region", "Locations in training", "Predicted observations", *models],
        [
            [region or TOGETHER, percent(share), f"{rows.get(region, 0):,}"]
            + [interval(score(region, share, model)) for model in models]
            for region in ["", *r.regions]
            for share in shares
        ],
        marked=range(len(shares)),
    )
    page.text(MEANING["presence-only" if r.background else r.score])


def _curves(
    models: Sequence[str], shares: Sequence[float], regions: Sequence[str], score, main: str
) -> Figure:
    figure, axes = new_figure(4.0)
    positions = np.arange(len(shares))
    for index, model in enumerate(models):
        colour, marker = COLOURS[index % len(COLOURS)], MARKERS[index % len(MARKERS)]
        for region in regions:
            values = [np.maximum(score(region, share, model).value, LOWEST) for share in shares]
            axes.plot(
                positions, values, color=colour, marker=marker, markersize=2.5, linewidth=0.7, alpha=0.45
            )
        value, low, high = np.array(
            [(s.value, s.low, s.high) for s in (score("", share, model) for share in shares)]
        ).T.clip(LOWEST)
        axes.errorbar(
            positions,
            value,
            yerr=lengths(value, low, high),
            color=colour,
            marker=marker,
            linewidth=2.4,
            capsize=3,
            label=short(model, 46),
        )
    axes.axhline(CHANCE.get(main, 0), color=INK, linewidth=0.8)
    axes.set_xticks(positions, [percent(share) for share in shares])
    axes.set_xlabel("Share of the region's locations in the training data")
    axes.set_ylabel(NAMES[main])
    legend_below(figure, axes)
    return figure


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _seen(share: float) -> str:
    return "region held out" if share == 0 else f"{percent(share)} of its locations in training"
