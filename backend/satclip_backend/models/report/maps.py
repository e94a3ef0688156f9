"""Maps in longitude and latitude, with land in the background."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from satclip_backend.geo.boxes import eastward
from satclip_backend.models.prediction_area import bounding_box
from satclip_backend.models.report.figures import (
    COLOURS,
    GREY,
    MARKERS,
    WIDTH,
    axis_label,
    columns,
    legend_below,
    new_figure,
    scatter,
    short,
    values_map,
)
from satclip_backend.rasters.masks import read_mask
from satclip_backend.translation import gettext as _
from satclip_backend.translation import ngettext

CELLS = 400
"""Cells of the land mask along each axis."""
LAND = (0.5, 0.5, 0.5, 0.28)


def new_map(
    lonlat: NDArray[np.float64], below: float = 0.0, beside: float = 0.0
) -> tuple[Figure, Axes, NDArray[np.float64]]:
    """Draw an empty map of the smallest extent that contains all points.

    Parameters
    ----------
    lonlat : (n, 2) float64
        Longitude and latitude in degrees (WGS 84).
    below, beside : float
        Room for a legend in inches.

    Returns
    -------
    tuple
        The figure, its axes, and the longitudes (n,) to draw, which are continuous across the antimeridian. A degree
        of latitude is as long as one of longitude in the middle of the map.
    """
    west, south, east, north = bounding_box(lonlat)
    east += 360 if west > east else 0
    margin = max(0.04 * max(east - west, north - south), 0.05)
    west, east = west - margin, min(east + margin, west - margin + 360)
    south, north = max(south - margin, -90.0), min(north + margin, 90.0)
    stretch = 1 / max(np.cos(np.radians((south + north) / 2)), 0.2)
    height = (WIDTH - 0.7 - beside) * (north - south) * stretch / (east - west) + 0.6
    figure, axes = new_figure(float(np.clip(height, 2.2, 6)) + below, layout="compressed")
    lon, lat = np.linspace(west, east, CELLS), np.linspace(north, south, CELLS)
    land = read_mask().contains(np.column_stack([np.tile(lon, CELLS), np.repeat(lat, CELLS)]))
    shade = np.zeros((CELLS, CELLS, 4))
    shade[land.reshape(CELLS, CELLS)] = LAND
    axes.imshow(shade, extent=(west, east, south, north), interpolation="nearest")
    axes.set_aspect(stretch)
    axes.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 1.5, 2, 3, 5, 6, 10]))
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 1.5, 2, 3, 5, 6, 10]))
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda lon, at: _degrees((lon + 180) % 360 - 180, _("E"), _("W")))
    )
    axes.yaxis.set_major_formatter(FuncFormatter(lambda lat, at: _degrees(lat, _("N"), _("S"))))
    return figure, axes, eastward(lonlat[:, 0], west)


def map_of(
    lonlat: NDArray[np.float64],
    values: NDArray[np.float64],
    label: str,
    colours: str | Colormap | None = None,
    centred: bool = False,
) -> tuple[Figure, Axes, NDArray[np.float64]]:
    """Draw a map of values at points (n, 2). Returns what `new_map` returns.

    The colours range from the 2nd to the 98th percentile. `centred` sets the middle of the colours to 0.
    """
    figure, axes, x = new_map(lonlat, beside=0.8)
    low, high = (
        np.quantile(values[np.isfinite(values)], [0.02, 0.98]) if np.isfinite(values).any() else (0, 1)
    )
    if centred:
        high = max(abs(low), abs(high)) or 1.0
        low = -high
    drawn = scatter(
        axes,
        x,
        lonlat[:, 1],
        c=values,
        cmap=values_map() if colours is None else colours,
        vmin=low,
        vmax=high if high > low else low + 1,
        # Points have an outline: light colours are invisible on a white page, and dark ones on a dark page.
        edgecolors=GREY,
        linewidths=float(np.clip(300 / len(x), 0.1, 0.5)),
    )
    bar = figure.colorbar(drawn, ax=axes, extend="both", pad=0.02, aspect=25)
    bar.set_label(axis_label(label, 0.9 * figure.get_figheight()))
    bar.outline.set_visible(False)
    return figure, axes, x


def map_of_groups(
    lonlat: NDArray[np.float64], codes: NDArray[np.int64], names: Sequence[str], most: int = len(COLOURS)
) -> Figure:
    """Draw a map of groups of points by colour and marker: the `most` frequent groups, and the others in grey."""
    counts = np.bincount(codes, minlength=len(names))
    frequent = np.sort(np.argsort(-counts, kind="stable")[:most])
    shown = [short(names[code]) for code in frequent]
    figure, axes, x = new_map(lonlat, below=0.2 * -(-len(shown) // columns(shown)))
    n = len(codes)
    rarity = {code: rank / 1000 for rank, code in enumerate(sorted(frequent, key=lambda code: -counts[code]))}
    for index, code in enumerate(frequent):
        rows = codes == code
        # Each repetition of the colours has other markers. Rare groups lie on top.
        marker = MARKERS[(index + index // len(COLOURS)) % len(MARKERS)]
        style = {"c": COLOURS[index % len(COLOURS)], "marker": marker, "zorder": 1 + rarity[code]}
        scatter(axes, x[rows], lonlat[rows, 1], n, label=shown[index], **style)
    rest = ~np.isin(codes, frequent)
    if rest.any():
        others = len(names) - len(frequent)
        label = ngettext("{count} other", "{count} others", others)
        style = {"c": GREY, "marker": ".", "zorder": 0.9}
        scatter(axes, x[rest], lonlat[rest, 1], n, label=label, **style)
    size = axes.collections[-1].get_sizes()[0] if axes.collections else 1
    legend_below(figure, axes, markerscale=(26 / size) ** 0.5)
    return figure


def _degrees(value: float, positive: str, negative: str) -> str:
    side = "" if round(value, 6) in (0, -180) else negative if value < 0 else positive
    return f"{abs(value):.6g}°{side}"
