"""Styles of prediction layers and maps, with legends and units."""

from __future__ import annotations

import math

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsClassificationQuantile,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsGraduatedSymbolRenderer,
    QgsMarkerSymbol,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSingleBandPseudoColorRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor

from satclip_qgis.i18n import tr

VIRIDIS = (
    "#440154",
    "#472d7b",
    "#3b528b",
    "#2c728e",
    "#21908c",
    "#27ad81",
    "#5dc863",
    "#aadc32",
    "#fde725",
)
DIVERGING = ("#2166ac", "#92c5de", "#f7f7f7", "#f4a582", "#b2182b")
RIGHT, WRONG = "#0072b2", "#d55e00"
CLASSES = 7
TYPICAL = 0.9
"""Share of residuals that the inner classes hold; those of the ends lie beyond."""
MOST_CATEGORIES = 40


def ramp(colours: tuple[str, ...]) -> QgsGradientColorRamp:
    """A ramp through colours at equal steps."""
    stops = [
        QgsGradientStop(index / (len(colours) - 1), QColor(colour))
        for index, colour in enumerate(colours[1:-1], start=1)
    ]
    return QgsGradientColorRamp(QColor(colours[0]), QColor(colours[-1]), False, stops)


def marker(layer: QgsVectorLayer, colour: str = VIRIDIS[4]) -> QgsSymbol:
    """A small point, or QGIS's own symbol for lines and polygons."""
    symbol = QgsSymbol.defaultSymbol(layer.geometryType())
    if isinstance(symbol, QgsMarkerSymbol):
        return QgsMarkerSymbol.createSimple(
            {"color": colour, "outline_color": "#404040", "outline_width": "0.1", "size": "2"}
        )
    symbol.setColor(QColor(colour))
    return symbol


def style_residuals(layer: QgsVectorLayer, task: str) -> None:
    """Residuals from blue (predicted too high) to red (too low) about 0; or right and wrong."""
    if task == "classification":
        categories = [
            QgsRendererCategory(True, marker(layer, RIGHT), tr("correct")),
            QgsRendererCategory(False, marker(layer, WRONG), tr("incorrect")),
        ]
        layer.setRenderer(QgsCategorizedSymbolRenderer("correct", categories))
    else:
        limit = float(np.quantile(np.abs([feature["residual"] for feature in layer.getFeatures()]), TYPICAL))
        edges = [limit * step / CLASSES for step in range(2 - CLASSES, CLASSES, 2)]
        bounds = [-math.inf, *edges, math.inf]
        colours = ramp(DIVERGING)
        classes = []
        for index, (low, high) in enumerate(zip(bounds, bounds[1:])):
            symbol = marker(layer, colours.color(index / (CLASSES - 1)).name())
            classes.append(QgsRendererRange(low, high, symbol, between(low, high)))
        layer.setRenderer(QgsGraduatedSymbolRenderer("residual", classes))
    layer.triggerRepaint()


def between(low: float, high: float) -> str:
    """A class of values in a legend; ends that are infinite are left open."""
    low, high = (QLocale().toString(value, "g", 3) if math.isfinite(value) else None for value in (low, high))
    if low is None:
        return f"< {high}"
    return f"> {low}" if high is None else f"{low} – {high}"


def style_predicted_points(layer: QgsVectorLayer, field: str, summary: dict) -> None:
    """Predictions by colour: classes, or values in quantiles with their units."""
    if summary["task"] == "classification":
        names = summary["classes"][:MOST_CATEGORIES]
        colours = ramp(VIRIDIS)
        categories = [
            QgsRendererCategory(
                name, marker(layer, colours.color(index / max(len(names) - 1, 1)).name()), name
            )
            for index, name in enumerate(names)
        ]
        layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
    else:
        graduated(layer, field, VIRIDIS, summary["units"])
    layer.triggerRepaint()


def graduated(layer: QgsVectorLayer, field: str, colours: tuple[str, ...], units: str) -> None:
    """Quantiles of a field, coloured."""
    method = QgsClassificationQuantile()
    method.setLabelFormat("%1 – %2" + (f" {units}" if units else ""))
    renderer = QgsGraduatedSymbolRenderer(field)
    renderer.setSourceSymbol(marker(layer))
    renderer.setSourceColorRamp(ramp(colours))
    renderer.setClassificationMethod(method)
    renderer.updateClasses(layer, CLASSES)
    renderer.updateColorRamp(ramp(colours))
    layer.setRenderer(renderer)


def style_predicted_map(layer: QgsRasterLayer, classes: list, summary: dict) -> None:
    """The first band: classes by name, or values from low to high with their units."""
    if classes:
        entries = [
            QgsPalettedRasterRenderer.Class(found["class"], QColor(found["colour"]), found["name"])
            for found in classes
        ]
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))
        layer.triggerRepaint()
        return
    low, high = summary["low"], summary["high"]
    if low is None:  # every pixel is masked
        return
    high = max(high, low + 1e-9 * max(abs(low), 1.0))
    shader = QgsColorRampShader(low, high, ramp(VIRIDIS))
    step = (high - low) / (len(VIRIDIS) - 1)
    shader.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(
                low + step * index, QColor(colour), QLocale().toString(low + step * index, "g", 4)
            )
            for index, colour in enumerate(VIRIDIS)
        ]
    )
    if summary["units"]:
        legend = QgsColorRampLegendNodeSettings()
        legend.setSuffix(f" {summary['units']}")
        shader.setLegendSettings(legend)
    shown = QgsRasterShader(low, high)
    shown.setRasterShaderFunction(shader)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shown)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    layer.setRenderer(renderer)
    layer.triggerRepaint()
