"""The sections on how a model was judged: folds, scores beside baselines, and what it uses."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from satclip_backend.learning.report.figures import (
    COLOURS,
    DASHES,
    INK,
    dots,
    legend_below,
    log_distances,
    new_figure,
)
from satclip_backend.learning.report.formatting import (
    ABOUT,
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
from satclip_backend.learning.report.maps import map_of_groups
from satclip_backend.learning.report.page import Page
from satclip_backend.learning.results import Evaluation, Scored

MOST_FOLDS = 12
"""Folds that a map tells apart."""
CURVE = 300
"""Points that a curve is drawn with."""
NEAREST = 1e-2
"""Km: smaller distances, of rows at one place, are drawn there, since the axis is logarithmic."""
LOWEST = -1.0
"""Scores below it are drawn as arrows: a hopeless baseline would squeeze the others together."""


def chosen(e: Evaluation, folds: str) -> Scored:
    """The scores of the chosen model in a kind of folds."""
    return next(scored for scored in e.table if scored.role == "chosen" and scored.folds == folds)


def write_validation(page: Page, e: Evaluation) -> None:
    """Which rows were held out together, and how far from the others that left them."""
    page.section("How it was judged")
    page.text(
        "Rows are held out fold by fold and predicted by models that have not seen them. What that says of places "
        "without measurements depends on distances: held-out rows should be about as far from the rows that are "
        "learnt from as the places that predictions are wanted for are from all rows."
    )
    main = e.folds[0]
    sizes = np.bincount(main.index)
    page.figure(
        map_of_groups(e.lonlat, main.index, [f"fold {fold + 1}" for fold in range(len(sizes))], MOST_FOLDS),
        f"The folds: {main.label}",
        f"{count(len(sizes), 'fold')} of {sizes.min():,} to {sizes.max():,} rows; each is held out in turn.",
    )
    area, rows, held = (
        _median(distances) for distances in (e.area_distances, e.row_distances, main.distances)
    )
    page.figure(
        _distances(e),
        "How far the nearest row is",
        f"Medians: {area} km from places of the area to the rows, {held} km from held-out rows to the others in the "
        f"main folds, {rows} km from each row to the next. Folds whose curve is close to that of the area judge well.",
    )
    page.table(
        "Kinds of folds; the main ones come first",
        ["Kind", "Mismatch to the area, km", "Median distance, km", "Folds"],
        [[f.label, number(f.match), _median(f.distances), str(len(np.unique(f.index)))] for f in e.folds],
        marked=[0],
    )
    page.text(
        "The mismatch is the Wasserstein distance between the folds' curve and that of the area; 0 is best."
    )
    page.points([(folds.label, folds.why) for folds in e.folds])


def _median(distances: np.ndarray) -> str:
    return number(float(np.median(distances))) if len(distances) else "–"


def _distances(e: Evaluation) -> Figure:
    figure, axes = new_figure(3.7)
    curves = [
        ("area to rows", e.area_distances),
        ("row to nearest row", e.row_distances),
        *((f"held out, {folds.label}", folds.distances) for folds in e.folds),
    ]
    for index, (label, values) in enumerate(curves):
        values = np.sort(values[np.isfinite(values)]).clip(NEAREST)
        share = np.arange(1, len(values) + 1) / max(len(values), 1)
        keep = np.unique(np.linspace(0, len(values) - 1, CURVE).astype(int)) if len(values) else []
        check_cancelled = (
            {"color": INK, "linewidth": 2.6} if index == 0 else {"color": COLOURS[(index - 1) % len(COLOURS)]}
        )
        axes.plot(
            values[keep], share[keep], linestyle=DASHES[index % len(DASHES)], label=label, **check_cancelled
        )
    log_distances(axes)
    axes.set_xlabel("Distance to the nearest row, km")
    axes.set_ylabel("Share that is nearer")
    legend_below(figure, axes)
    return figure


def write_scores(page: Page, e: Evaluation) -> None:
    """All models beside baselines, and what random folds hide."""
    page.section("Scores")
    names = list(e.table[0].scores)
    labels = {folds.name: folds.label for folds in e.folds}
    order = list(labels)
    table = sorted(
        e.table, key=lambda s: (order.index(s.folds), -np.nan_to_num(s.scores[e.score].value, nan=-np.inf))
    )
    page.table(
        "Scores with 95 % intervals; those of the chosen model are set off",
        ["Model", "Folds", *(with_units(NAMES[name], e.units if name in IN_UNITS else "") for name in names)],
        [
            [
                s.label + (" (chosen)" if s.role == "chosen" else ""),
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
    beside = f" and {decimals(random)} in random folds" if e.main != "random" else ""
    page.figure(
        dots(list(shown.items()), NAMES[e.score], lowest=LOWEST),
        f"{NAMES[e.score]} of each model",
        f"The chosen model, {chosen(e, e.main).label}, has {decimals(main)} in {labels[e.main]}{beside}. Lines are "
        "95 % intervals.",
    )
    page.text(optimism(e))
    page.text(
        ABOUT[e.score],
        "Scores are of all held-out rows at once. Intervals come from drawing blocks of places again and again, since "
        "rows near each other share their errors.",
    )
    page.text(e.difference.sentence)


def optimism(e: Evaluation) -> str:
    """What random folds hide, in numbers."""
    main, random = (chosen(e, folds).scores[e.score].value for folds in (e.main, "random"))
    name = in_words(e.score)
    if e.main == "random":
        return (
            "All scores are of random folds, which are optimistic: rows near those that are predicted were seen. How "
            "well places far from all rows are predicted, they cannot tell."
        )
    if not random > main:
        return f"Random folds do not look better here than {e.folds[0].label}: {decimals(random)} and {decimals(main)}."
    return (
        f"Random folds are optimistic by {decimals(random - main)} here ({name} {decimals(random)} instead of "
        f"{decimals(main)}): neighbours of the rows that are held out stay, so they tell how well gaps between near "
        "rows are filled, not how well new places are predicted."
    )


def write_importances(page: Page, e: Evaluation) -> None:
    """What the score loses with each block of features."""
    page.section("What it uses")
    name = in_words(e.score)
    ranked = sorted(e.importances, key=lambda found: -np.nan_to_num(found.drop.value, nan=-np.inf))
    if not ranked:
        page.text("The model has one kind of information alone, so there is nothing to weigh against it.")
        return
    page.text(
        f"Each block of features was shuffled among the held-out rows. How much {name} falls says how much the model "
        "relies on the block; what another block tells as well is not missed."
    )
    first = ranked[0]
    page.figure(
        dots([(found.label, [("loss", *_ends(found.drop))]) for found in ranked], f"Loss of {name}"),
        "Importance of the features",
        f"Shuffling {first.label} costs most: {name} falls by {interval(first.drop)}.",
        "Where the interval reaches 0, the model can't be said to use the block.",
    )
    page.table(
        "Importance of the features",
        ["Features", f"Loss of {name}"],
        [[found.label, interval(found.drop)] for found in ranked],
    )


def _ends(found) -> tuple[float, float, float]:
    return found.value, found.low, found.high
