"""Figures as inline SVG that takes the page's colours, light or dark."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from contextlib import AbstractContextManager
from html import escape

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PathCollection
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from numpy.typing import NDArray

from satclip_backend.learning.area import bounding_box
from satclip_backend.pretraining.sampling import read_mask

INK = "#000001"
"""Stands for the page's own colour of text while a figure is drawn: no colour map has it."""
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""Told apart by colour-blind readers (Okabe and Ito 2008), on white and on black."""
MARKERS = ("o", "s", "^", "D", "v", "P")
WIDTH = 8.0
MANY = 500
"""Points from which on they are pixels in the figure: as shapes they would make the file large and slow."""
STEPS = 400
"""Cells a direction in which land is drawn."""
LAND = (0.5, 0.5, 0.5, 0.28)
STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": "none",
    "legend.frameon": False,
    "legend.labelcolor": INK,
    "savefig.facecolor": "none",
}


def styled() -> AbstractContextManager:
    """Within it, figures look as the page wants them. Also a decorator."""
    return matplotlib.rc_context(STYLE)


def new_figure(height: float = 4.0) -> tuple[Figure, Axes]:
    """A figure as wide as the page, so many inches high."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained", dpi=110)
    return figure, figure.subplots()


def new_map(lonlat: NDArray[np.float64]) -> tuple[Figure, Axes, NDArray[np.float64]]:
    """A figure that is a map with land in the background, and longitudes (n,) as they are to be drawn on it."""
    west, south, east, north = bounding_box(lonlat)
    east += 360 if west > east else 0
    margin = max(0.04 * max(east - west, north - south), 0.05)
    west, east = west - margin, min(east + margin, west - margin + 360)
    south, north = max(south - margin, -90), min(north + margin, 90)
    stretch = 1 / max(np.cos(np.radians((south + north) / 2)), 0.2)
    figure, axes = new_figure(float(np.clip(6 * (north - south) * stretch / (east - west) + 0.7, 2.2, 7)))
    lon, lat = np.linspace(west, east, STEPS), np.linspace(north, south, STEPS)
    land = read_mask().contains(np.column_stack([np.tile(lon, STEPS), np.repeat(lat, STEPS)]))
    shade = np.zeros((STEPS, STEPS, 4))
    shade[land.reshape(STEPS, STEPS)] = LAND
    axes.imshow(shade, extent=(west, east, south, north), interpolation="nearest")
    axes.set_aspect(stretch)
    axes.set_xlabel("Longitude")
    axes.set_ylabel("Latitude")
    return figure, axes, west + np.mod(lonlat[:, 0] - west, 360)


def svg(figure: Figure, name: str, told: str) -> str:
    """The figure as SVG text with ids that begin with `name`, labelled for those who can't see it."""
    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": name}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # text stays text: the reader's fonts draw it
        FigureCanvasSVG(figure).print_svg(
            buffer, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)
    text = text.replace(INK, "currentColor")
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r"url\(#", f"url(#{name}-", text)
    text = re.sub(r'href="#', f'href="#{name}-', text)
    start = re.match(r"<svg[^>]*>", text)
    view = re.search(r'viewBox="[^"]*"', start.group())
    head = f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" {view.group()} role="img" aria-label="{escape(told)}">'
    return head + text[start.end() :]


def scatter(axes: Axes, x: NDArray, y: NDArray, count: int, **style) -> PathCollection:
    """Points, of `count` in the whole figure: pixels where there are many."""
    size = float(np.clip(6000 / max(count, 1), 4, 28))
    return axes.scatter(x, y, s=size, linewidths=0, rasterized=count > MANY, **style)


def map_of(
    lonlat: NDArray[np.float64],
    values: NDArray[np.float64],
    label: str,
    colours: str | Colormap = "viridis",
    centred: bool = False,
) -> Figure:
    """A map of values at places."""
    figure, axes, x = new_map(lonlat)
    low, high = np.quantile(values, [0.02, 0.98])
    if centred:
        high = max(abs(low), abs(high)) or 1.0
        low = -high
    drawn = scatter(
        axes, x, lonlat[:, 1], len(x), c=values, cmap=colours, vmin=low, vmax=high if high > low else low + 1
    )
    bar = figure.colorbar(drawn, ax=axes, shrink=0.8, extend="both")
    bar.set_label(label)
    bar.outline.set_visible(False)
    return figure


def map_of_classes(lonlat: NDArray[np.float64], codes: NDArray[np.int64], names: Sequence[str]) -> Figure:
    """A map of classes at places: the most frequent ones by colour and marker, the others in grey."""
    figure, axes, x = new_map(lonlat)
    counts = np.bincount(codes, minlength=len(names))
    shown = np.argsort(-counts, kind="stable")[: len(COLOURS)]
    rest = ~np.isin(codes, shown)
    if rest.any():
        scatter(
            axes,
            x[rest],
            lonlat[rest, 1],
            len(x),
            c="#888888",
            label=f"{len(names) - len(shown)} others",
            marker=".",
        )
    for code, colour, marker in zip(shown, COLOURS, MARKERS):
        some = codes == code
        scatter(axes, x[some], lonlat[some, 1], len(x), c=colour, marker=marker, label=short(names[code]))
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), markerscale=2, fontsize=9)
    return figure


def dots(rows: Sequence[tuple[str, Sequence[tuple[str, float, float, float]]]], label: str) -> Figure:
    """Values with intervals: a row for each name, a marker for each kind (kind, value, low, high)."""
    figure, axes = new_figure(1.2 + 0.45 * len(rows))
    kinds = list(dict.fromkeys(kind for _, values in rows for kind, *_ in values))
    for number, kind in enumerate(kinds):
        points = [
            (row, *found) for row, (_, values) in enumerate(rows) for name, *found in values if name == kind
        ]
        y = np.array([row for row, *_ in points]) + 0.16 * (number - (len(kinds) - 1) / 2)
        value, low, high = (np.array([point[i] for point in points], dtype=float) for i in (1, 2, 3))
        low, high = np.where(np.isfinite(low), low, value), np.where(np.isfinite(high), high, value)
        axes.errorbar(
            value,
            y,
            xerr=np.maximum([value - low, high - value], 0),
            fmt=MARKERS[number % len(MARKERS)],
            color=COLOURS[number % len(COLOURS)],
            label=kind,
            capsize=2,
        )
    axes.set_yticks(range(len(rows)), [short(name, 46) for name, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel(label)
    axes.axvline(0, color=INK, linewidth=0.8)
    if len(kinds) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(0, -0.12 - 0.5 / len(rows)), ncols=2, fontsize=9)
    return figure


def short(text: str, most: int = 26) -> str:
    """A name that fits into a figure; not taken for mathematics."""
    text = text if len(text) <= most else f"{text[: most // 2]}…{text[-(most // 2 - 1) :]}"
    return text.replace("$", r"\$")
