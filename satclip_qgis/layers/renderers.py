"""Renderers shared by several styles: colours by value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor


def show_with(layer: QgsMapLayer, renderer) -> None:
    """Set the renderer of a layer and redraw it."""
    layer.setRenderer(renderer)
    layer.triggerRepaint()


def add_styles(layer: QgsRasterLayer, styles: Mapping[str, Callable[[], None]]) -> None:
    """Add named styles, each set by a function, to the layer; the first replaces its style and becomes current."""
    manager, first = layer.styleManager(), ""
    for title, show in styles.items():
        if first:
            manager.addStyleFromLayer(title)
            manager.setCurrentStyle(title)
        else:
            manager.renameStyle(manager.currentStyle(), title)
            first = title
        show()
    manager.setCurrentStyle(first)
    layer.triggerRepaint()


def show_classes(layer: QgsRasterLayer, classes: Iterable[tuple[int, str, str]], band: int = 1) -> None:
    """Show a band by class: value, colour and label."""
    entries = [
        QgsPalettedRasterRenderer.Class(value, QColor(colour), label) for value, colour, label in classes
    ]
    show_with(layer, QgsPalettedRasterRenderer(layer.dataProvider(), band, entries))


def show_categories(layer: QgsVectorLayer, field: str, categories: Iterable[tuple]) -> None:
    """Show features by category: value of the field, symbol and label."""
    show_with(
        layer, QgsCategorizedSymbolRenderer(field, [QgsRendererCategory(*found) for found in categories])
    )


def show_ramp(
    layer: QgsRasterLayer,
    stops: Iterable[tuple[float, str]],
    legend: QgsColorRampLegendNodeSettings,
    digits: int,
    band: int = 1,
    labels: Sequence[str] = (),
) -> None:
    """Show a band with colours interpolated between stops: value and colour. `labels` replace the values."""
    stops = list(stops)
    labels = labels or [QLocale().toString(float(value), "g", digits) for value, _ in stops]
    items = [
        QgsColorRampShader.ColorRampItem(value, QColor(colour), label)
        for (value, colour), label in zip(stops, labels)
    ]
    low, high = items[0].value, items[-1].value
    colours = QgsColorRampShader(low, high)
    colours.setColorRampItemList(items)
    colours.setSourceColorRamp(colours.createColorRamp())
    colours.setLegendSettings(legend)
    shader = QgsRasterShader(low, high)
    shader.setRasterShaderFunction(colours)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), band, shader)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    show_with(layer, renderer)
