"""The report of a model's generalisation to unseen regions."""

from __future__ import annotations

from pathlib import Path

from satclip_backend.learning.report.citing import cite
from satclip_backend.learning.report.drawing import (
    COLOURS,
    INK,
    MARKERS,
    map_of_classes,
    new_figure,
    short,
    styled,
)
from satclip_backend.learning.report.page import Page, decimals, interval, percent
from satclip_backend.learning.report.wording import NAMES
from satclip_backend.learning.results import RegionsEvaluation

TOGETHER = "all together"


@styled()
def write_regions_report(result: RegionsEvaluation, path: Path) -> None:
    """Write the report to `path`, whole or not at all. Raises SatclipError where the folder can't be written."""
    r = result
    page = Page(f"{r.target} in regions not seen", f"{len(r.regions)} {r.by}, {len(r.lonlat):,} rows")
    models = list(dict.fromkeys(row.model for row in r.rows))
    shares = sorted({row.share for row in r.rows})
    found = {(row.region, row.share, row.model): row for row in r.rows}
    score = NAMES[r.score]

    page.section("Summary")
    first, best = models[0], found["", shares[0], models[0]].score
    page.key(f"{score} with no place of a region seen", interval(best))
    page.key(
        f"{score} with {percent(shares[-1])} of its places seen", interval(found["", shares[-1], first].score)
    )
    others = ", ".join(f"{decimals(found['', shares[0], m].score.value)} for {m}" for m in models[1:])
    page.text(
        f"Each of the {r.by} was held out, and predicted by models fitted on all others: {score} is "
        f"{decimals(best.value)} for {first}, {others}."
    )
    for warning in r.warnings:
        page.warn(warning)

    page.section("Scores by region")
    rows = [
        [region or TOGETHER, percent(share), f"{found[region, share, first].rows:,}"]
        + [interval(found[region, share, model].score) for model in models]
        for region in ["", *r.regions]
        for share in shares
    ]
    head = ["Region", "Of its places seen", "Rows predicted", *models]
    page.table(f"{score} with 95 % intervals", head, rows, marked=range(len(shares)))
    figure, axes = new_figure(4.2)
    for index, model in enumerate(models):
        for region in ["", *r.regions]:
            values = [max(found[region, share, model].score.value, -1) for share in shares]
            thick = (
                {"linewidth": 2.6, "label": short(model, 46)}
                if not region
                else {"linewidth": 0.7, "alpha": 0.45}
            )
            style = {"color": COLOURS[index % len(COLOURS)], "marker": MARKERS[index % len(MARKERS)]}
            axes.plot(range(len(shares)), values, **style, **thick)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xticks(range(len(shares)), [percent(share) for share in shares])
    axes.set_xlabel("Places of the region that were seen")
    axes.set_ylabel(score)
    axes.legend(fontsize=9, loc="upper left", bbox_to_anchor=(0, -0.18))
    page.figure(
        figure,
        f"{score} against what was seen of a region",
        "Thick lines are all regions together, thin ones each region; scores below -1 are drawn at -1.",
    )
    page.text(
        "R² of one region is the share of the variation within it that is predicted: where a region "
        "varies little, it is "
        "low or far below 0 though errors may be small."
        if r.task == "regression"
        else "Balanced accuracy of one region is the mean over the classes that it has."
    )

    page.section("The regions")
    inside = r.region_index >= 0
    page.figure(
        map_of_classes(r.lonlat[inside], r.region_index[inside], r.regions),
        "Where the regions are",
        f"{int(inside.sum()):,} rows lie in a region that was judged.",
    )
    page.table(
        "Rows that were left out", ["Reason", "Rows"], [[why, f"{count:,}"] for why, count in r.dropped]
    )

    page.section("How it was made")
    page.table("Choices", ["What", "Chosen"], [list(item) for item in r.settings.items()])
    page.table("Programs and encoders", ["What", "Version"], [list(item) for item in r.provenance.items()])
    cite(page, models=False)
    page.write(path)
