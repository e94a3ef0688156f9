"""Styles of the maps, with the colours and stretches that the backend returns."""

from __future__ import annotations

import math
from functools import partial

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsMarkerSymbol,
    QgsMultiBandColorRenderer,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale

from satclip_qgis.contract import viridis
from satclip_qgis.i18n import tr
from satclip_qgis.layers.live_layer import CLUSTERS, SIMILARITY
from satclip_qgis.layers.map_legend import set_legend, share_label, similarity_label
from satclip_qgis.layers.prediction_style import show_values
from satclip_qgis.layers.renderers import add_styles, show_categories, show_classes, show_ramp, show_with

COLOUR_BANDS = 3
"""Number of bands with colours (red, green and blue), after the components."""


MOST_STYLES = 12
"""Largest number of principal components with a style each."""


def style_map(layer: QgsRasterLayer, low_high: list, legend: list, shares: list) -> None:
    """Show an embedding map in its colours, with another style for each component.

    `low_high`: [low, high] by component; `legend` is that of the colours, and `shares` are the explained variance
    ratios. A map without colour bands shows the first component.
    """
    count, styles = len(low_high), {}
    if layer.bandCount() == count + COLOUR_BANDS:
        styles[tr("Colours")] = partial(show_colours, layer, count, legend)
    for band, (limits, share) in enumerate(zip(low_high[:MOST_STYLES], shares), start=1):
        styles[f"PC{band}"] = partial(show_component, layer, band, limits, share)
    add_styles(layer, styles)


def show_colours(layer: QgsRasterLayer, components: int, legend: list) -> None:
    """Show the bands red, green and blue, which follow the components, without a stretch."""
    bands = [components + 1 + index for index in range(COLOUR_BANDS)]
    show_with(layer, QgsMultiBandColorRenderer(layer.dataProvider(), *bands))
    set_legend(layer, {"bands": bands, "ramps": legend})


def show_component(layer: QgsRasterLayer, band: int, limits: list, share: float) -> None:
    """Show one principal component between its 2nd and 98th percentile."""
    low, high = limits
    show_values(layer, band, {"low": low, "high": high, "min": -math.inf, "max": math.inf}, viridis(), "")
    set_legend(layer, {"title": share_label(f"PC{band}", share)})


def style_similarity(layer: QgsRasterLayer, ramp: list) -> None:
    """Colour a similarity map, with one style for the fixed range and one that QGIS stretches to the view.

    `ramp` are the stops [value, "#rrggbb"] of the fixed range.
    """
    add_styles(
        layer,
        {
            tr("Fixed range"): partial(show_similarity, layer, ramp),
            tr("Stretched to view"): partial(stretch_similarity, layer, ramp[0][0], ramp[-1][0]),
        },
    )


def show_similarity(layer: QgsRasterLayer, ramp: list) -> None:
    """Colour a similarity map, interpolated between the stops of `ramp`."""
    legend = QgsColorRampLegendNodeSettings()
    legend.setUseContinuousLegend(False)
    labels = [similarity_label(value, ramp[0][0], ramp[-1][0]) for value, _ in ramp]
    show_ramp(layer, ramp, legend, 3, labels=labels)
    set_legend(layer, {"style": SIMILARITY})


def stretch_similarity(layer: QgsRasterLayer, low: float, high: float) -> None:
    """Let QGIS stretch the colours to the values in the view. Before the first drawing, they are from low to high."""
    colours = viridis()
    stops = [(low + i / (len(colours) - 1) * (high - low), colour) for i, colour in enumerate(colours)]
    show_ramp(layer, stops, QgsColorRampLegendNodeSettings(), 3)
    origin = QgsRasterMinMaxOrigin()  # its cut is from 2 to 98 %
    origin.setLimits(QgsRasterMinMaxOrigin.Limits.CumulativeCut)
    origin.setExtent(QgsRasterMinMaxOrigin.Extent.UpdatedCanvas)
    layer.renderer().setMinMaxOrigin(origin)
    set_legend(layer, {"style": SIMILARITY})


def style_clusters(layer: QgsRasterLayer, classes: list) -> None:
    """Colour a cluster map. Labels give the share of each class. `classes` is the result of the process."""
    show_classes(layer, [(found["class"], found["colour"], class_label(found)) for found in classes])
    set_legend(layer, {"style": CLUSTERS})


def style_typical_places(layer: QgsVectorLayer, classes: list) -> None:
    """Show the typical location of each class in its colour."""
    look = {"outline_color": "white", "outline_width": "0.4", "size": "3.4"}
    symbols = [QgsMarkerSymbol.createSimple({"color": found["colour"], **look}) for found in classes]
    labels = [(found["class"], symbol, class_label(found)) for found, symbol in zip(classes, symbols)]
    show_categories(layer, "class", labels)


def class_label(found: dict) -> str:
    """Return the legend label of a class: "3: 12.4 %"."""
    return f"{found['class']}: {QLocale().toString(100 * found['share'], 'f', 1)} %"
