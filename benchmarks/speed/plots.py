"""Figures of the report."""

from __future__ import annotations

from pathlib import Path


def draw(
    folder: Path,
    speeds: dict[str, dict[str, float]],
    milliseconds: dict[str, dict[int, list[float]]],
    memory: list[tuple[float, float]],
) -> dict[str, str]:
    """Draw the figures to `folder`, and return the title and file name of each."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt
    from matplotlib.ticker import MaxNLocator

    folder.mkdir(exist_ok=True)
    pictures = {"Points per second": "points.png", "Milliseconds per tile, by zoom": "tiles.png"}
    figure, axes = plt.subplots(1, len(speeds), figsize=(11, 3.6), layout="constrained")
    for axis, (title, rates) in zip(axes, speeds.items()):
        colours = [
            "#999999" if "official code" in name or "torchgeo" in name else "#0072b2" for name in rates
        ]
        bars = axis.barh(list(rates), list(rates.values()), color=colours)
        axis.bar_label(bars, [f"{rate:,.0f}" for rate in rates.values()], padding=3, fontsize=8)
        axis.set(title=title, xlabel="points a second", xlim=(0, 1.25 * max(rates.values())))
        axis.invert_yaxis()
        axis.xaxis.set_major_locator(MaxNLocator(4))
        axis.xaxis.set_major_formatter("{x:,.0f}")
    figure.savefig(folder / "points.png", dpi=110)

    figure, axis = plt.subplots(figsize=(7, 3.6), layout="constrained")
    for colour, (style, zooms) in zip(("#0072b2", "#e69f00", "#009e73"), milliseconds.items()):
        middle = [sorted(values)[len(values) // 2] for values in zooms.values()]
        axis.plot(list(zooms), middle, marker="o", label=style, color=colour)
    axis.set(yscale="log", xlabel="zoom", ylabel="median, milliseconds", xticks=list(zooms))
    axis.legend()
    axis.grid(alpha=0.3)
    figure.savefig(folder / "tiles.png", dpi=110)

    if memory:
        pictures["Memory of a map of 10^9 pixels"] = "memory.png"
        figure, axis = plt.subplots(figsize=(7, 3), layout="constrained")
        axis.plot(*zip(*memory), color="#0072b2")
        axis.set(xlabel="seconds", ylabel="MB", ylim=(0, None))
        axis.grid(alpha=0.3)
        figure.savefig(folder / "memory.png", dpi=110)
    return pictures
