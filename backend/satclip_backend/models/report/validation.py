"""The sections on cross-validation: folds, scores of models and baselines, and feature importance."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from satclip_backend.models.report.figures import (
    COLOURS,
    DASHES,
    INK,
    dots,
    legend_below,
    log_distances,
    new_figure,
)
from satclip_backend.models.report.formatting import (
    CHANCE,
    IN_UNITS,
    NAMES,
    SHARES,
    count,
    decimals,
    in_words,
    interval,
    number,
    with_units,
)
from satclip_backend.models.report.maps import map_of_groups
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import Evaluation, Scored
from satclip_backend.translation import gettext as _
from satclip_backend.translation import ngettext

MOST_FOLDS = 12
"""Largest number of folds that a map distinguishes."""
CURVE = 300
"""Number of points of a curve."""
NEAREST = 1e-2
"""Smallest distance in km on the logarithmic axis. Observations at one location have a distance of 0."""
LOWEST = -1.0
"""Lowest score in figures. Arrows mark lower ones, which would compress the scale."""


def chosen(e: Evaluation, folds: str) -> Scored:
    """Return the scores of the chosen model in one kind of folds."""
    return next(scored for scored in e.table if scored.role == "chosen" and scored.folds == folds)


def write_validation(page: Page, e: Evaluation) -> None:
    """Write the section on the folds, and on the distances of held-out observations from the training data."""
    page.section(_("Cross-validation"))
    page.text(
        _(
            "Each fold is held out in turn and predicted by a model that is fitted on the other folds. The scores hold "
            "for locations without observations if the distances match: held-out observations should be about as far "
            "from the training data as the prediction area is from all observations."
        )
    )
    main, observations, given = e.folds[0], e.lonlat[e.presences], _("the given area")
    index = main.index[e.presences]
    sizes = np.bincount(index)
    page.figure(
        map_of_groups(
            observations,
            index,
            [_("fold {number}", number=fold + 1) for fold in range(len(sizes))],
            MOST_FOLDS,
        ),
        _("Folds: {folds}", folds=main.label),
        ngettext(
            "{count} fold of {smallest} to {largest} observations; each is held out in turn.",
            "{count} folds of {smallest} to {largest} observations; each is held out in turn.",
            len(sizes),
            smallest=count(sizes.min()),
            largest=count(sizes.max()),
        ),
    )
    page.figure(
        map_of_groups(
            np.concatenate([e.area, observations]),
            np.repeat([0, 1], [len(e.area), len(observations)]),
            [_("prediction area"), _("observation")],
        ),
        _("Prediction area"),
        _(
            "The area that folds and scores are matched to: {area}.",
            area=e.settings.get("Prediction area") or given,
        ),
        ngettext("{count} place was sampled in it.", "{count} places were sampled in it.", len(e.area)),
    )
    area, rows, held = (
        _median(distances) for distances in (e.area_distances, e.row_distances, main.distances)
    )
    page.figure(
        _distances(e),
        _("Nearest-neighbour distances"),
        _(
            "Medians: {area} km from the prediction area to the observations, {held_out} km from held-out observations "
            "to the training data in the main folds, {neighbours} km between neighbouring observations. The closer the "
            "curve of the folds is to that of the prediction area, the more reliable the scores are.",
            area=area,
            held_out=held,
            neighbours=rows,
        ),
    )
    page.table(
        _("Cross-validation methods; the main one comes first"),
        [_("Method"), _("Wasserstein distance, km"), _("Median distance, km"), _("Folds")],
        [[f.label, number(f.match), _median(f.distances), str(len(np.unique(f.index)))] for f in e.folds],
        marked=[0],
    )
    page.text(
        _(
            "The Wasserstein distance measures the mismatch between the nearest-neighbour distances of the folds and "
            "those of the prediction area; 0 is best."
        )
    )
    page.points([(folds.label, folds.why) for folds in e.folds])


def _median(distances: np.ndarray) -> str:
    return number(float(np.median(distances))) if len(distances) else "–"


def _distances(e: Evaluation) -> Figure:
    figure, axes = new_figure(3.7)
    curves = [
        (_("prediction area to observations"), e.area_distances),
        (_("between observations"), e.row_distances),
        *((_("held out: {folds}", folds=folds.label), folds.distances) for folds in e.folds),
    ]
    for index, (label, values) in enumerate(curves):
        values = np.sort(values[np.isfinite(values)]).clip(NEAREST)
        share = np.arange(1, len(values) + 1) / max(len(values), 1)
        keep = np.unique(np.linspace(0, len(values) - 1, CURVE).astype(int)) if len(values) else []
        style = (
            {"color": INK, "linewidth": 2.6} if index == 0 else {"color": COLOURS[(index - 1) % len(COLOURS)]}
        )
        axes.plot(values[keep], share[keep], linestyle=DASHES[index % len(DASHES)], label=label, **style)
    log_distances(axes)
    axes.set_xlabel(_("Distance to the nearest observation, km"))
    axes.set_ylabel(_("Cumulative share"))
    legend_below(figure, axes)
    return figure


def write_scores(page: Page, e: Evaluation, about: str) -> None:
    """Write the scores of all models and baselines, and the optimism of random folds. `about` explains the scores."""
    page.section(_("Scores"))
    names = list(e.table[0].scores)
    labels = {folds.name: folds.label for folds in e.folds}
    order = list(labels)
    table = sorted(
        e.table, key=lambda s: (order.index(s.folds), -np.nan_to_num(s.scores[e.score].value, nan=-np.inf))
    )
    page.table(
        _("Scores with 95 % confidence intervals; the chosen model is highlighted"),
        [
            _("Model"),
            _("Folds"),
            *(with_units(NAMES[name], e.units if name in IN_UNITS else "") for name in names),
        ],
        [
            [
                _("{model} (chosen)", model=s.label) if s.role == "chosen" else s.label,
                labels[s.folds],
                *(interval(s.scores[name], name in SHARES) for name in names),
            ]
            for s in table
        ],
        marked=[index for index, s in enumerate(table) if s.role == "chosen"],
    )
    models = list(dict.fromkeys(s.label for s in table))
    shown = {
        model: [
            (labels[s.folds], *_ends(s.scores[e.score]))
            for s in table
            if s.label == model and s.folds in (e.main, "random")
        ]
        for model in models
    }
    main, random = (chosen(e, folds).scores[e.score].value for folds in (e.main, "random"))
    values = {
        "model": chosen(e, e.main).label,
        "score": decimals(main),
        "folds": labels[e.main],
        "random": decimals(random),
    }
    page.figure(
        dots(list(shown.items()), NAMES[e.score], CHANCE.get(e.score, 0.0), LOWEST),
        _("{score} of each model", score=NAMES[e.score]),
        _("The chosen model, {model}, scores {score} with {folds} and {random} with random folds.", **values)
        if e.main != "random"
        else _("The chosen model, {model}, scores {score} with {folds}.", **values),
        _("Error bars are 95 % confidence intervals."),
    )
    page.text(optimism(e))
    page.text(
        about,
        _(
            "Scores are computed over all out-of-fold predictions at once. Confidence intervals come from a spatial "
            "block bootstrap, because errors of neighbouring observations are correlated."
        ),
    )
    page.text(e.difference.sentence)


def optimism(e: Evaluation) -> str:
    """Return a sentence on the optimism of random folds."""
    main, random = (chosen(e, folds).scores[e.score].value for folds in (e.main, "random"))
    name = in_words(e.score)
    if e.main == "random":
        return _(
            "All scores come from random folds, which are optimistic: neighbours of the held-out observations were "
            "used in fitting. They do not show how well the model predicts far from all observations."
        )
    if not random > main:
        return _(
            "Random folds do not score higher here than {folds}: {random} and {main}.",
            folds=e.folds[0].label,
            random=decimals(random),
            main=decimals(main),
        )
    return _(
        "Random folds are optimistic by {difference} here ({score} {random} instead of {main}). Neighbours of the "
        "held-out observations remain in the training data, so random folds measure how well the model interpolates "
        "between observations, not how well it predicts new areas.",
        difference=decimals(random - main),
        score=name,
        random=decimals(random),
        main=decimals(main),
    )


def write_importances(page: Page, e: Evaluation) -> None:
    """Write the permutation importance of each block of features."""
    page.section(_("Feature importance"))
    name = in_words(e.score)
    ranked = sorted(e.importances, key=lambda found: -np.nan_to_num(found.drop.value, nan=-np.inf))
    if not ranked:
        page.text(_("The model has a single group of features, so there is no importance to compare."))
        return
    page.text(
        _(
            "Permutation importance: each group of features was shuffled among the held-out observations. The loss of "
            "{score} shows how much the model relies on the group. Features that share information with other groups "
            "appear less important.",
            score=name,
        )
    )
    first, loss = ranked[0], _("Loss of {score}", score=name)
    page.figure(
        dots([(found.label, [("", *_ends(found.drop))]) for found in ranked], loss),
        _("Permutation importance"),
        _(
            "{features} is the most important group: shuffling it lowers {score} by {loss}.",
            features=first.label,
            score=name,
            loss=interval(first.drop),
        ),
        _("If the confidence interval contains 0, the importance is not significant."),
    )
    page.table(
        _("Permutation importance"),
        [_("Features"), loss],
        [[found.label, interval(found.drop)] for found in ranked],
    )


def _ends(found) -> tuple[float, float, float]:
    return found.value, found.low, found.high
