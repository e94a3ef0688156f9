"""Styles of the maps, with the colours and stretches that the backend returns."""

from __future__ import annotations

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsContrastEnhancement,
    QgsMarkerSymbol,
    QgsMultiBandColorRenderer,
    QgsRasterLayer,
    QgsSingleBandGrayRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale

from satclip_qgis.i18n import tr
from satclip_qgis.layers.renderers import show_categories, show_classes, show_ramp, show_with


def style_map(layer: QgsRasterLayer, low_high: list) -> None:
    """Show an embedding map in red, green and blue, or one band in grey. `low_high`: [low, high] by band."""
    provider = layer.dataProvider()
    shown = [enhancement(provider, band, *low_high[band - 1]) for band in range(1, min(len(low_high), 3) + 1)]
    if len(shown) == 1:
        renderer = QgsSingleBandGrayRenderer(provider, 1)
        renderer.setContrastEnhancement(shown[0])
    else:
        renderer = QgsMultiBandColorRenderer(provider, 1, 2, 3 if len(shown) > 2 else -1)
        renderer.setRedContrastEnhancement(shown[0])
        renderer.setGreenContrastEnhancement(shown[1])
        if len(shown) > 2:
            renderer.setBlueContrastEnhancement(shown[2])
    show_with(layer, renderer)


def enhancement(provider, band: int, low: float, high: float) -> QgsContrastEnhancement:
    """Return a linear stretch of one band between two values."""
    stretch = QgsContrastEnhancement(provider.dataType(band))
    stretch.setMinimumValue(low)
    stretch.setMaximumValue(high)
    stretch.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    )
    return stretch


def style_similarity(layer: QgsRasterLayer, ramp: list) -> None:
    """Colour a similarity map, interpolated between the stops [value, "#rrggbb"] of `ramp`."""
    legend = QgsColorRampLegendNodeSettings()
    legend.setMaximumLabel(tr("1: most similar"))
    legend.setMinimumLabel(tr("-1: opposite"))
    show_ramp(layer, ramp, legend, 3)


def style_clusters(layer: QgsRasterLayer, classes: list) -> None:
    """Colour a cluster map. Labels give the share of each class. `classes` is the result of the process."""
    show_classes(layer, [(found["class"], found["colour"], class_label(found)) for found in classes])


def style_typical_places(layer: QgsVectorLayer, classes: list) -> None:
    """Show the typical location of each class in its colour."""
    look = {"outline_color": "white", "outline_width": "0.4", "size": "3.4"}
    symbols = [QgsMarkerSymbol.createSimple({"color": found["colour"], **look}) for found in classes]
    labels = [(found["class"], symbol, class_label(found)) for found, symbol in zip(classes, symbols)]
    show_categories(layer, "class", labels)


def class_label(found: dict) -> str:
    """Return the legend label of a class: "3: 12.4 %"."""
    return f"{found['class']}: {QLocale().toString(100 * found['share'], 'f', 1)} %"
