"""Style of the figures, and plots that several reports share."""

from __future__ import annotations

import textwrap
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter
from numpy.typing import NDArray

from satclip_backend.models.report.formatting import decimals
from satclip_backend.models.report.svg import INK
from satclip_backend.translation import gettext, grouped, translated

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#c2659a", "#a87400", "#2f8fc4")
"""Colours for colour-blind readers (Okabe and Ito 2008), with a contrast of at least 3:1 on a white or dark page."""
GREY = "#808080"
MARKERS = ("o", "s", "^", "D", "v", "P")
DASHES = ("-", "--", ":", "-.", (0, (1, 1)), (0, (5, 1, 1, 1, 1, 1)))
WIDTH = 6.6
"""Width of a figure in inches. Text of 10 points stays readable where a phone shows the figure at its natural size."""
MANY = 500
"""Number of points above which they are rasterised: as vector shapes they would make the file large and slow."""
FINE, COARSE, CROWDED = 140, 100, 20_000
"""Resolution of rasterised points in dots per inch. `COARSE` applies above `CROWDED` points.

It reduces a page with 50,000 points all over the world from 4 to 2.4 MB.
"""
SMALL = 9
LETTER = 0.085
"""Mean width in inches of a letter of 10 points in a wide font (DejaVu Sans)."""
CAPITAL = 0.25
"""Additional width of a capital letter, as a share of `LETTER`."""
LABEL_LENGTH = 54
"""Largest number of characters of the names of models in figures."""
STYLE = {
    "svg.fonttype": "none",
    "text.parse_math": False,  # a $ in a name is no formula
    "font.family": "sans-serif",
    "font.size": 10,
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
    "legend.fontsize": SMALL,
    "savefig.facecolor": "none",
}
_STYLED = threading.Lock()


@contextmanager
def styled() -> Iterator[None]:
    """Apply the style of reports to figures within the context.

    A lock lets one thread in at a time, because matplotlib's style is global.
    """
    with _STYLED, matplotlib.rc_context(STYLE):
        yield


def values_map(name: str = "viridis") -> ListedColormap:
    """Return a colour map without its darkest and lightest ends, which are invisible on a dark or a white page."""
    return ListedColormap(matplotlib.colormaps[name](np.linspace(0.1, 0.93, 256)))


def new_figure(height: float = 3.6, layout: str = "constrained") -> tuple[Figure, Axes]:
    """Return a figure as wide as the page, with the height in inches."""
    figure = Figure(figsize=(WIDTH, height), layout=layout, dpi=FINE)
    return figure, figure.subplots()


def legend_below(figure: Figure, axes: Axes, markerscale: float = 1.0) -> None:
    """Draw the legend below the axes, in as many columns as fit."""
    handles, labels = axes.get_legend_handles_labels()
    if labels:
        position = {"loc": "outside lower center", "ncols": columns(labels)}
        figure.legend(handles, labels, markerscale=markerscale, **position)


def columns(labels: Sequence[str]) -> int:
    """Return the number of columns of a legend with these labels."""
    return int(np.clip(100 // (max(map(width, labels), default=0) + 8), 1, 5))


def width(text: str) -> int:
    """Return the width of a text in Latin letters. Chinese characters, for example, are twice as wide."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def log_distances(axes: Axes) -> None:
    """Make the x axis logarithmic, with distances in km as plain numbers."""
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: grouped(f"{value:,.7g}")))
    axes.xaxis.set_minor_formatter(FuncFormatter(lambda value, _: ""))


def scatter(axes: Axes, x: NDArray, y: NDArray, of: int = 0, **style) -> object:
    """Draw points, smaller the more there are, and rasterise many.

    `of` is the number of points in the axes if other calls draw some of them.
    """
    n = max(of, len(x), 1)
    if n > CROWDED:
        axes.figure.set_dpi(COARSE)
    style = {"s": float(np.clip(6000 / n, 3, 26)), "linewidths": 0, "rasterized": n > MANY, **style}
    return axes.scatter(x, y, **style)


def histogram(values: NDArray, label: str, rows: str = "") -> tuple[Figure, Axes]:
    """Draw a histogram of the finite values."""
    values = values[np.isfinite(values)]
    figure, axes = new_figure(2.6)
    axes.hist(values, bins=min(50, max(8, len(values) // 10)), color=COLOURS[0])
    label_axes(figure, axes, label, rows or gettext("Observations"))
    return figure, axes


def bars(names: Sequence[str], values: NDArray, label: str) -> Figure:
    """Draw horizontal bars with their numbers, the first name on top."""
    figure, axes = new_figure(0.9 + 0.24 * len(names))
    drawn = axes.barh(range(len(names)), values, color=COLOURS[0])
    axes.bar_label(drawn, labels=[grouped(f"{value:,}") for value in values], padding=3, fontsize=SMALL)
    axes.margins(x=0.1)
    named_rows(axes, names)
    axes.set_xlabel(translated(label))
    return figure


def dots(
    rows: Sequence[tuple[str, Sequence[tuple[str, float, float, float]]]],
    label: str,
    line: float = 0.0,
    lowest: float = -np.inf,
) -> Figure:
    """Draw values with intervals: a line for each name, and a marker for each kind (kind, value, low, high).

    `line` is a value to compare with. Values below `lowest` are drawn there as an arrow with the number.
    """
    rows = [(name, [(translated(kind), *value) for kind, *value in values]) for name, values in rows]
    kinds = list(dict.fromkeys(kind for _, values in rows for kind, *_ in values))
    figure, axes = new_figure(1.0 + (0.32 if len(kinds) > 1 else 0.27) * max(len(rows), 1))
    for index, kind in enumerate(kinds):
        found = [
            (row, *rest) for row, (_, values) in enumerate(rows) for name, *rest in values if name == kind
        ]
        row, value, low, high = np.array(found, dtype=float).T
        y = row + 0.2 * (index - (len(kinds) - 1) / 2)
        below = value < lowest
        for beyond, where in zip(value[below], y[below]):
            axes.plot(lowest, where, marker="<", color=COLOURS[index % len(COLOURS)])
            offset = {"xytext": (6, 0), "textcoords": "offset points"}
            axes.annotate(decimals(beyond), (lowest, where), va="center", fontsize=SMALL, **offset)
        style = {"color": COLOURS[index % len(COLOURS)], "fmt": MARKERS[index % len(MARKERS)]}
        value, low, high = (np.where(below, np.nan, end) for end in (value, low, high))
        axes.errorbar(
            value, y, xerr=lengths(value, np.maximum(low, lowest), high), label=kind, capsize=2, **style
        )
    named_rows(axes, [name for name, _ in rows])
    axes.set_xlabel(translated(label))
    axes.axvline(line, color=INK, linewidth=0.8, linestyle="--" if line else "-")
    if len(kinds) > 1:
        legend_below(figure, axes)
    return figure


def lengths(value: NDArray, low: NDArray, high: NDArray) -> NDArray[np.float64]:
    """Return the lengths (2, n) of error bars below and above the values; 0 where there is no interval."""
    found = np.maximum([value - low, high - value], 0)
    return np.where(np.isfinite(found), found, 0)


def named_rows(axes: Axes, names: Sequence[str]) -> None:
    """Label the y axis with names, the first on top."""
    axes.set_yticks(range(len(names)), [short(name, LABEL_LENGTH) for name in names], fontsize=SMALL)
    axes.set_ylim(max(len(names), 1) - 0.4, -0.6)


def axis_label(text: str, inches: float) -> str:
    """Return a label for an axis of this length.

    It has two lines if it is too long for one, and lacks its middle if it is too long for two.
    """
    capitals = sum(map(str.isupper, text)) / max(len(text), 1)
    wide = width(text) / max(len(text), 1)
    most = max(int(inches / (LETTER * (wide + CAPITAL * capitals))), 12)
    lines = (textwrap.wrap(short(text, length), most) for length in range(2 * most, 0, -1))
    return "\n".join(next(found for found in lines if len(found) <= 2))


def label_axes(figure: Figure, axes: Axes, x: str, y: str) -> None:
    """Label both axes with user-defined names. The axes take about 0.8 of the figure."""
    across, up = 0.8 * figure.get_size_inches()
    axes.set_xlabel(axis_label(x, across))
    axes.set_ylabel(axis_label(y, up))


def mark(axes: Axes, x: float, text: str) -> None:
    """Draw a dashed vertical line, labelled at its top on the side that has more room."""
    axes.axvline(x, color=COLOURS[1], linestyle="--")
    left = axes.transData.transform((x, 0))[0] > axes.transAxes.transform((0.6, 0))[0]
    side = {"ha": "right" if left else "left", "va": "top", "fontsize": SMALL}
    offset = {"xytext": (-4 if left else 4, 0), "textcoords": "offset points"}
    axes.annotate(translated(text), (x, 1.0), xycoords=("data", "axes fraction"), **offset, **side)


def short(text: str, most: int = 26) -> str:
    """Return a name on one line, shortened in its middle, since names often begin alike."""
    text = " ".join(translated(text).split())
    return text if len(text) <= most else f"{text[: most // 2]}…{text[-(most // 2 - 1) :]}"
