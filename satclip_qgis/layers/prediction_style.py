"""Styles of prediction layers and maps, with legends and units."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from qgis.core import (
    QgsClassificationQuantile,
    QgsColorRampLegendNodeSettings,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsGraduatedSymbolRenderer,
    QgsMarkerSymbol,
    QgsRasterLayer,
    QgsRendererRange,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor

from satclip_qgis.contract import viridis
from satclip_qgis.i18n import tr
from satclip_qgis.layers.renderers import show_categories, show_classes, show_ramp, show_with

DIVERGING = ("#2166ac", "#92c5de", "#f7f7f7", "#f4a582", "#b2182b")
PROBABILITY = ("#f7f5ef", "#d9e6c3", "#9ccb86", "#4a9c6d", "#155f4f", "#052f2b")
"""From absence, pale, to presence."""
RIGHT, WRONG = "#0072b2", "#d55e00"
CLASSES = 7
TYPICAL = 0.9
"""Share of the residuals in the inner classes. The outer classes are open."""
MOST_CATEGORIES = 40


def ramp(colours: Sequence[str]) -> QgsGradientColorRamp:
    """A ramp through colours at equal steps."""
    stops = [
        QgsGradientStop(index / (len(colours) - 1), QColor(colour))
        for index, colour in enumerate(colours[1:-1], start=1)
    ]
    return QgsGradientColorRamp(QColor(colours[0]), QColor(colours[-1]), False, stops)


def marker(layer: QgsVectorLayer, colour: str) -> QgsSymbol:
    """A small point, or QGIS's own symbol for lines and polygons."""
    symbol = QgsSymbol.defaultSymbol(layer.geometryType())
    if isinstance(symbol, QgsMarkerSymbol):
        return QgsMarkerSymbol.createSimple(
            {"color": colour, "outline_color": "#404040", "outline_width": "0.1", "size": "2"}
        )
    symbol.setColor(QColor(colour))
    return symbol


def style_residuals(layer: QgsVectorLayer, task: str, names: dict[str, str]) -> None:
    """Residuals from blue (predicted too high) to red (too low) about 0; for classes, correct or incorrect.

    `names` are the layer's names of the fields.
    """
    if task == "classification":
        categories = [
            (True, marker(layer, RIGHT), tr("correct")),
            (False, marker(layer, WRONG), tr("incorrect")),
        ]
        show_categories(layer, names["correct"], categories)
        return
    field = names["residual"]
    limit = float(np.quantile(np.abs([feature[field] for feature in layer.getFeatures()]), TYPICAL))
    edges = [limit * step / CLASSES for step in range(2 - CLASSES, CLASSES, 2)]
    bounds = [-math.inf, *edges, math.inf]
    colours = ramp(DIVERGING)
    classes = []
    for index, (low, high) in enumerate(zip(bounds, bounds[1:])):
        symbol = marker(layer, colours.color(index / (CLASSES - 1)).name())
        classes.append(QgsRendererRange(low, high, symbol, between(low, high)))
    show_with(layer, QgsGraduatedSymbolRenderer(field, classes))


def between(low: float, high: float) -> str:
    """A class of values in a legend; ends that are infinite are left open."""
    low, high = (QLocale().toString(value, "g", 3) if math.isfinite(value) else None for value in (low, high))
    if low is None:
        return f"< {high}"
    return f"> {low}" if high is None else f"{low} – {high}"


def style_predicted_points(layer: QgsVectorLayer, prefix: str, summary: dict) -> None:
    """Predictions by colour: a probability, classes, or values in quantiles with their units."""
    field = prefix + "prediction"
    if summary["positive"] is not None:
        style_probability(layer, prefix + "probability")
    elif summary["task"] == "classification":
        names, colours = summary["classes"][:MOST_CATEGORIES], ramp(viridis())
        steps = [colours.color(index / max(len(names) - 1, 1)).name() for index in range(len(names))]
        categories = [(name, marker(layer, colour), name) for name, colour in zip(names, steps)]
        show_categories(layer, field, categories)
    else:
        show_quantiles(layer, field, ramp(viridis()), summary["units"])


def probability_scale(highest: float | None) -> float:
    """Where the colours of a probability end: at 1, or for a rare class at 0.5, 0.2, 0.1, 0.05, ..."""
    if highest is None or not highest > 0:
        return 1.0
    power = 10.0 ** math.ceil(math.log10(highest))
    ends = (share * power for share in (0.2, 0.5, 1.0))
    return min(next((end for end in ends if end >= highest), power), 1.0)


def style_probability(layer: QgsVectorLayer, field: str) -> None:
    """A probability from pale to dark, in ten steps."""
    colours, steps = ramp(PROBABILITY), 10
    highest = layer.maximumValue(layer.fields().lookupField(field))
    end = probability_scale(highest if isinstance(highest, float) else None)  # null without values
    ranges = [
        QgsRendererRange(
            end * step / steps,
            end * (step + 1) / steps,
            marker(layer, colours.color(step / (steps - 1)).name()),
            between(end * step / steps, end * (step + 1) / steps),
        )
        for step in range(steps)
    ]
    show_with(layer, QgsGraduatedSymbolRenderer(field, ranges))


def show_quantiles(layer: QgsVectorLayer, field: str, colours: QgsGradientColorRamp, units: str) -> None:
    """Draw features in the quantiles of a field."""
    method = QgsClassificationQuantile()
    method.setLabelFormat("%1 – %2" + (f" {units}" if units else ""))
    renderer = QgsGraduatedSymbolRenderer(field)
    renderer.setSourceSymbol(marker(layer, colours.color(0.5).name()))
    renderer.setSourceColorRamp(colours)
    renderer.setClassificationMethod(method)
    renderer.updateClasses(layer, CLASSES)
    renderer.updateColorRamp(colours.clone())
    show_with(layer, renderer)


def style_predicted_map(layer: QgsRasterLayer, classes: list, summary: dict) -> None:
    """The first band: a probability, classes by name, or values from low to high with their units."""
    legend = QgsColorRampLegendNodeSettings()
    if summary["positive"] is not None:
        end, steps = probability_scale(summary["high"]), len(PROBABILITY) - 1
        highest = QLocale().toString(end, "g", 3)
        legend.setMaximumLabel(
            tr("Probability of {value}: {highest}").format(value=summary["positive"], highest=highest)
        )
        legend.setMinimumLabel("0")
        colours = [(end * index / steps, colour) for index, colour in enumerate(PROBABILITY)]
        show_ramp(layer, colours, legend, 4)
        return
    if classes:
        show_classes(layer, [(found["class"], found["colour"], found["name"]) for found in classes])
        return
    low, high = summary["low"], summary["high"]
    if low is None:  # every pixel is masked
        return
    high = max(high, low + 1e-9 * max(abs(low), 1.0))
    stops = list(zip(np.linspace(low, high, len(viridis())).tolist(), viridis()))
    legend.setSuffix(f" {summary['units']}" if summary["units"] else "")
    show_ramp(layer, stops, legend, 4)
