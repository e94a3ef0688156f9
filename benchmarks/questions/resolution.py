"""Which resolution does an encoder need? Probes by degree L, in regions of three sizes."""

from __future__ import annotations

from pathlib import Path

from figures import COLOURS, plt, save
from probes import Target
from world import ELEVATION, GLOBE, NAMES, POPULATION, TEMPERATURE, World, cell, table

TITLE = "Resolution"
DEGREES = (5, 10, 20, 40, 60, 80)
REGIONS = {
    "the globe": (GLOBE, [TEMPERATURE, ELEVATION, POPULATION]),
    "the United States without Alaska": (
        (-125.0, 24.0, -66.0, 50.0),
        [
            Target("mosaiks_elevation.csv", "elevation_m", block=4.0),
            Target("mosaiks_population.csv", "log_pop_density", block=4.0),
            Target("us_county_median_income.csv", "median_household_income", block=4.0),
        ],
    ),
    "California": (
        (-124.5, 32.5, -114.0, 42.1),
        [Target("california_housing.csv", "median_house_value", block=1.0)],
    ),
}


def answer(world: World, figure_path: Path) -> str:
    """Return the section: a table, the figure, a summary."""
    found = {}
    for region, (extent, targets) in REGIONS.items():
        lonlat = world.land(extent)
        for degree in (None, *DEGREES):
            encoder = None if degree is None else world.encoder(lonlat, degree=degree)
            for target in targets:
                for split in ("random", "blocks"):
                    found[region, target.column, degree, split] = world.probe(encoder, target, split, extent)
    draw(figure_path, found)
    rows = [
        [region, NAMES[target.column], f"{target.block:g}° blocks" if split == "blocks" else split]
        + [cell(found[region, target.column, degree, split]) for degree in (None, *DEGREES)]
        for region, (_, targets) in REGIONS.items()
        for target in targets
        for split in ("random", "blocks")
    ]
    head = [
        "trained and probed in",
        "target",
        "folds",
        "coordinates",
        *(f"L = {degree}" for degree in DEGREES),
    ]
    return f"![Scores against the degree](images/{figure_path.name})\n\n{table(head, rows)}\n\n{words(found)}"


def words(found) -> str:
    """Return the best degree of each target, as sentences."""
    sentences = []
    for region, (_, targets) in REGIONS.items():
        parts = []
        for target in targets:
            best = {
                split: max(DEGREES, key=lambda degree: found[region, target.column, degree, split][0])
                for split in ("random", "blocks")
            }
            parts.append(f"{NAMES[target.column]} at L = {best['random']} and {best['blocks']}")
        sentences.append(f"encoders of {region}, {', '.join(parts)}")
    return (
        f"The degrees with the highest scores in random folds and in blocks: {'; '.join(sentences)}. Degree L resolves "
        "about 20,000 / L km. In a small region, an encoder needs a high L to distinguish locations. Over distances "
        "longer than a block, predictions depend on similar appearance rather than proximity."
    )


def draw(path: Path, found) -> None:
    """Draw a panel for each region, a colour for each target."""
    figure, axes = plt.subplots(1, len(REGIONS), figsize=(10, 3.6), layout="constrained", sharey=True)
    colours: dict[str, str] = {}
    for axis, (region, (_, targets)) in zip(axes, REGIONS.items()):
        for target in targets:
            colour = colours.setdefault(target.column, COLOURS[len(colours)])
            for split, style in (("random", "--"), ("blocks", "-")):
                values = [found[region, target.column, degree, split] for degree in DEGREES]
                axis.errorbar(
                    DEGREES,
                    [v[0] for v in values],
                    [v[1] for v in values],
                    color=colour,
                    ls=style,
                    marker="o",
                    ms=3,
                )
        axis.set(title=region, xlabel="degree L", xticks=DEGREES, ylim=(-0.2, 1))
        axis.title.set_fontsize(9)
        axis.grid(alpha=0.3)
    axes[0].set_ylabel("R² (dashed: random folds)")
    for column, colour in colours.items():
        axes[0].plot([], [], color=colour, label=NAMES[column])
    figure.legend(fontsize=8, loc="outside upper center", ncols=len(colours))
    save(figure, path)
