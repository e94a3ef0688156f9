"""Styles of the maps, with the colours and stretches that the backend returns."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsMarkerSymbol,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor

from satclip_qgis.i18n import tr


def style_map(layer: QgsRasterLayer, low_high: list) -> None:
    """Show an embedding map's bands as red, green and blue; one alone in grey. `low_high`: [low, high] a band."""
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
    layer.setRenderer(renderer)
    layer.triggerRepaint()


def enhancement(provider, band: int, low: float, high: float) -> QgsContrastEnhancement:
    """A linear stretch of one band between two values."""
    stretch = QgsContrastEnhancement(provider.dataType(band))
    stretch.setMinimumValue(low)
    stretch.setMaximumValue(high)
    stretch.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    )
    return stretch


def style_similarity(layer: QgsRasterLayer, ramp: list) -> None:
    """Colour a map of similarities: linear between the stops [value, "#rrggbb"] of `ramp`."""
    stops = [
        QgsColorRampShader.ColorRampItem(value, QColor(colour), QLocale().toString(float(value), "g", 3))
        for value, colour in ramp
    ]
    colours = QgsColorRampShader(stops[0].value, stops[-1].value)
    colours.setColorRampItemList(stops)
    legend = QgsColorRampLegendNodeSettings()
    legend.setMaximumLabel(tr("1: most similar"))
    legend.setMinimumLabel(tr("-1: opposite"))
    colours.setLegendSettings(legend)
    shader = QgsRasterShader(colours.minimumValue(), colours.maximumValue())
    shader.setRasterShaderFunction(colours)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(colours.minimumValue())
    renderer.setClassificationMax(colours.maximumValue())
    layer.setRenderer(renderer)
    layer.triggerRepaint()


def style_clusters(layer: QgsRasterLayer, classes: list) -> None:
    """Colour a map of classes, and label each with its share of the map. `classes` as the process gives them."""
    entries = [
        QgsPalettedRasterRenderer.Class(found["class"], QColor(found["colour"]), class_label(found))
        for found in classes
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))
    layer.triggerRepaint()


def style_typical_places(layer: QgsVectorLayer, classes: list) -> None:
    """Draw each class's typical place in its colour."""
    layer.setRenderer(
        QgsCategorizedSymbolRenderer(
            "class",
            [
                QgsRendererCategory(
                    found["class"],
                    QgsMarkerSymbol.createSimple(
                        {
                            "color": found["colour"],
                            "outline_color": "white",
                            "outline_width": "0.4",
                            "size": "3.4",
                        }
                    ),
                    class_label(found),
                )
                for found in classes
            ],
        )
    )
    layer.triggerRepaint()


def class_label(found: dict) -> str:
    """A class in a legend: "3: 12.4 %"."""
    return f"{found['class']}: {QLocale().toString(100 * found['share'], 'f', 1)} %"
