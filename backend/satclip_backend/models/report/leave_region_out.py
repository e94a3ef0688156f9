"""The report of an evaluation on held-out regions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from satclip_backend.models.continents import BY_CONTINENT, continent_name
from satclip_backend.models.report.citation import cite
from satclip_backend.models.report.figures import (
    COLOURS,
    INK,
    LABEL_LENGTH,
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
    observations,
    percent,
    target,
)
from satclip_backend.models.report.maps import map_of_groups
from satclip_backend.models.report.page import Page, write_settings
from satclip_backend.models.results import Interval, RegionsEvaluation
from satclip_backend.translation import gettext as _
from satclip_backend.translation import gettext_lazy, listed, ngettext, translated

LOWEST = -1.0
"""Lowest score in figures. Arrows mark lower ones."""
NOTHING = Interval(float("nan"), float("nan"), float("nan"))
MEANING = {
    "r2": gettext_lazy(
        "R² of a region is the proportion of the variance within it that the model explains: where a region varies "
        "little, R² is low or far below 0 even if the errors are small."
    ),
    "balanced_accuracy": gettext_lazy(
        "Balanced accuracy of a region is the mean recall of the classes that occur in it."
    ),
    "auc": gettext_lazy(
        "AUC of a region is the probability that a positive observation in it is ranked above a negative one: 0.5 is "
        "chance. A region where all observations are of one class has none."
    ),
    "presence-only": gettext_lazy(
        "AUC of a region is the probability that a presence in it is ranked above a background point in it: 0.5 is "
        "chance. Background points were held out with their region."
    ),
}


def write_regions_report(result: RegionsEvaluation, path: Path) -> None:
    """Write the report to `path` atomically. Raises SatclipError if the folder is not writable."""
    r = result
    page = Page(
        _("Model of {target}: generalisation to unseen regions", target=r.target),
        _(
            "{regions} {kind}, {observations}",
            regions=len(r.regions),
            kind=r.by,
            observations=observations(len(r.lonlat)),
        ),
    )
    models = list(dict.fromkeys(row.model for row in r.rows))
    shares = sorted({row.share for row in r.rows})
    found = {(row.region, row.share, row.model): row for row in r.rows}

    def score(region: str, share: float, model: str) -> Interval:
        row = found.get((region, share, model))
        return NOTHING if row is None else row.score

    with styled():
        page.section(_("Summary"))
        page.warn(r.warnings)
        if models:
            _summary(page, r, models, shares, score)
            _scores(page, r, models, shares, score, {row.region: row.rows for row in r.rows})
        else:
            page.text(_("None of the {regions} was evaluated.", regions=r.by))
        page.section(_("Regions"))
        inside = r.region_index >= 0
        if inside.any():
            page.figure(
                map_of_groups(
                    r.lonlat[inside], r.region_index[inside], [_name(r, region) for region in r.regions], 12
                ),
                _("Observations by region"),
                ngettext(
                    "{count} observation in the evaluated regions, {others} elsewhere.",
                    "{count} observations in the evaluated regions, {others} elsewhere.",
                    int(inside.sum()),
                    others=int((~inside).sum()),
                ),
            )
        page.pairs(_("Excluded observations"), r.dropped, [_("Reason"), _("Observations")])
        page.section(_("Settings and software"))
        write_settings(page, r.settings, r.provenance)
        cite(page, models=False)
        page.write(path)


def _summary(page: Page, r: RegionsEvaluation, models: list[str], shares: list[float], score) -> None:
    first, in_sentence = models[0], in_words(r.score)
    page.keys(
        [
            (
                _("{score}, {regions}", score=NAMES[r.score], regions=_seen(share)),
                interval(score("", share, first)),
            )
            for share in dict.fromkeys((shares[0], shares[-1]))
        ]
    )
    others = [
        _("{value} for {model}", value=decimals(score("", shares[0], model).value), model=model)
        for model in models[1:]
    ]
    values = {
        "score": in_sentence,
        "value": decimals(score("", shares[0], first).value),
        "model": first,
        "others": listed(others),
    }
    page.text(
        _(
            "Each of the {regions} was held out in turn, and {target} was predicted there by models that were fitted "
            "on the others.",
            regions=r.by,
            target=target(r),
        ),
        _("Over all regions, {score} is {value} for {model}, compared with {others}.", **values)
        if others
        else _("Over all regions, {score} is {value} for {model}.", **values),
    )
    if len(shares) > 1:
        gain = score("", shares[-1], first).value - score("", shares[0], first).value
        page.text(
            _(
                "With {share} of a region's locations in the training data, {score} of {model} is {value}, a change of "
                "{change}.",
                share=percent(shares[-1]),
                score=in_sentence,
                model=first,
                value=decimals(score("", shares[-1], first).value),
                change=f"{round(gain, 2) + 0.0:+.2f}",
            )
        )
    scored = {region: score(region, shares[0], first).value for region in r.regions}
    scored = {region: value for region, value in scored.items() if np.isfinite(value)}
    unscored = [region for region in r.regions if region not in scored]
    easy = [region for region in scored if scored[region] <= score(region, shares[0], models[-1]).value]
    useful = {region: value for region, value in scored.items() if region not in easy}
    if useful:
        worst, best = (choose(useful, key=useful.__getitem__) for choose in (min, max))
        page.text(
            _(
                "The score is highest in {best} ({highest}) and lowest in {worst} ({lowest}).",
                best=_name(r, best),
                highest=decimals(useful[best]),
                worst=_name(r, worst),
                lowest=decimals(useful[worst]),
            )
        )
    if unscored and r.score == "auc":
        names = listed([_name(r, region) for region in unscored])
        page.text(_("All observations in {regions} are of one class: there is no AUC.", regions=names))
    if easy:
        page.text(
            _(
                "In {regions}, a constant model ({model}) scores as high as this one or higher: the model has not "
                "shown there that it is of use.",
                regions=listed([_name(r, region) for region in easy]),
                model=models[-1],
            )
        )


def _scores(page: Page, r: RegionsEvaluation, models, shares, score, rows: dict[str, int]) -> None:
    page.section(_("Scores by region"))
    name = NAMES[r.score]
    of_shares = ", ".join(
        _(
            "{value} with {share}",
            value=decimals(score("", share, models[0]).value),
            share=percent(share),
        )
        for share in shares
    )
    page.figure(
        _curves(models, shares, r.regions, score, r.score),
        _("{score} by share of the region in the training data", score=name),
        _("Thick lines with 95 % confidence intervals: all regions; thin lines: single regions."),
        _("Scores below {lowest} are drawn at {lowest}.", lowest=f"{LOWEST:.0f}") if r.score == "r2" else "",
        _("{model}: {scores}.", model=models[0], scores=of_shares),
    )
    page.table(
        _("{score} with 95 % confidence intervals", score=name),
        [_("Region"), _("Locations in training"), _("Predicted observations"), *models],
        [
            [_name(r, region) or _("all regions"), percent(share), count(rows.get(region, 0))]
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
            label=short(model, LABEL_LENGTH),
        )
    axes.axhline(CHANCE.get(main, 0), color=INK, linewidth=0.8)
    axes.set_xticks(positions, [percent(share) for share in shares])
    axes.set_xlabel(_("Share of the region's locations in the training data"))
    axes.set_ylabel(translated(NAMES[main]))
    legend_below(figure, axes)
    return figure


def _name(r: RegionsEvaluation, region: str) -> str:
    """Return the name of a region for readers."""
    return continent_name(region) if r.by == BY_CONTINENT else region


def _seen(share: float) -> str:
    if share == 0:
        return _("region held out")
    return _("{share} of its locations in training", share=percent(share))
