"""Which bands matter? Encoders without some of the bands."""

from __future__ import annotations

from pathlib import Path

from figures import draw_bars
from world import ELEVATION, KOEPPEN, NAMES, POPULATION, TEMPERATURE, World, cell, table

TITLE = "Bands"
BANDS = {"red": "1", "green": "2", "blue": "3"}
"""Names of the bands in each month's image."""
TARGETS = (TEMPERATURE, ELEVATION, POPULATION, KOEPPEN)


def answer(world: World, figure_path: Path) -> str:
    """Return the section: a table, the figure, a summary."""
    chosen = {"all": list(BANDS)}
    chosen |= {f"without {left_out}": [name for name in BANDS if name != left_out] for left_out in BANDS}
    chosen |= {f"{alone} alone": [alone] for alone in BANDS}
    scores = {
        name: {
            NAMES[target.column]: world.probe(
                world.encoder(bands=[BANDS[band] for band in bands]), target, "blocks"
            )
            for target in TARGETS
        }
        for name, bands in chosen.items()
    }
    turned = {target: {name: scores[name][target] for name in scores} for target in scores["all"]}
    draw_bars(figure_path, turned, "R² or balanced accuracy, in blocks")
    rows = [[name, *(cell(value) for value in values.values())] for name, values in scores.items()]
    losses = [scores["all"][t][0] - values[t][0] for values in scores.values() for t in turned]
    spread = max(value[1] for values in scores.values() for value in values.values())
    return (
        f"![Probes by bands](images/{figure_path.name})\n\n"
        + table(["bands", *(f"{name}, blocks" for name in turned)], rows)
        + f"\n\nWithout one band, or with a single one, scores are lower by {min(losses):.2f} to {max(losses):.2f} "
        f"(negative: higher). Their standard deviation over the samples is up to {spread:.2f}. Blue Marble has visible "
        "bands only. The near infrared, which is most informative about vegetation, could not be tested. Use "
        "`satclip-backend pretrain --bands` to choose bands of other imagery."
    )
