"""Legends of raster layers in the layer tree and in print layouts.

QGIS has no legend for tiles, and labels those of rasters with the numbers of bands. The description of a legend is a
custom property of the layer's style, so it is saved in the project. `LegendKeeper` shows it when a project is opened;
without the plugin, layers have QGIS's own legends.

A description is a dictionary with these items, all optional: `title`, the text above the colours, or `style`, that of
a live layer with the same title; `bands`, those for which a multi-band legend holds; `ramps`, `entries`, `faded_sea`
and `places_at_sea`, as in the legend of the backend; `url`, the source of a live legend.
"""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsColorRampLegendNode,
    QgsColorRampLegendNodeSettings,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsLayerTreeLayer,
    QgsLayerTreeModelLegendNode,
    QgsMapLayer,
    QgsMapLayerLegend,
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsRasterRenderer,
    QgsRasterSymbolLegendNode,
    QgsSimpleLegendNode,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QLocale, QObject, Qt
from qgis.PyQt.QtGui import QColor

from satclip_qgis.i18n import tr
from satclip_qgis.layers.live_layer import CLUSTERS, SIMILARITY, view_of

PROPERTY = "satclip/legend"


class MapLegend(QgsMapLayerLegend):
    """The legend that the layer's property describes, or that of QGIS if there is none."""

    def __init__(self, layer: QgsRasterLayer) -> None:  # noqa: QGS105 (not the interface of QGIS)
        super().__init__()
        # No reference to the layer is kept: QGIS makes it the parent, and a reference would keep it alive.
        layer.rendererChanged.connect(self.itemsChanged)
        layer.styleManager().currentStyleChanged.connect(self.itemsChanged)

    def createLayerTreeModelLegendNodes(self, node: QgsLayerTreeLayer) -> list[QgsLayerTreeModelLegendNode]:
        """Return the entries of the legend. QGIS calls this method."""
        nodes = legend_nodes(self.parent(), node)
        for one in nodes:
            sip.transferto(one, None)  # otherwise Python deletes entries that QGIS still shows
        return nodes


def set_legend(layer: QgsRasterLayer, description: dict[str, Any]) -> None:
    """Describe the legend of the layer's current style, and show it."""
    layer.setCustomProperty(PROPERTY, json.dumps(description))
    show_legend(layer)


def show_legend(layer: QgsRasterLayer) -> None:
    """Show the legend that the layer's properties describe."""
    layer.setLegend(MapLegend(layer))


def described(layer: QgsMapLayer) -> dict[str, Any]:
    """Return the description of the legend of the layer's current style; empty if there is none."""
    try:
        found = json.loads(layer.customProperty(PROPERTY, "") or "{}")
    except (TypeError, ValueError):  # edited
        return {}
    return found if isinstance(found, dict) else {}


def legend_nodes(layer: QgsRasterLayer, node: QgsLayerTreeLayer) -> list[QgsLayerTreeModelLegendNode]:
    """Return the entries of the legend of a layer's current style."""
    description, renderer = described(layer), layer.renderer()
    bands = description.get("bands")
    if isinstance(renderer, QgsMultiBandColorRenderer) and bands:
        if [renderer.redBand(), renderer.greenBand(), renderer.blueBand()] == bands:
            return _nodes(description, node)
    elif view := view_of(layer):
        return _nodes(description, node) if description.get("url") == view.url("legend") else []
    elif description.get("style") == SIMILARITY and is_stretched(renderer):
        return [QgsSimpleLegendNode(node, title_of(description)), _stretched_node(renderer, node)]
    nodes = QgsMapLayerLegend.defaultRasterLegend(layer).createLayerTreeModelLegendNodes(node)
    if nodes and (title := title_of(description)):
        nodes[0].setUserLabel(title)  # instead of "Band 1 (Gray)"
    return nodes


def title_of(description: dict[str, Any]) -> str:
    """Return the text above the colours."""
    titles = {
        SIMILARITY: tr("Cosine similarity (0: unrelated)"),
        CLUSTERS: tr("Cluster"),
    }
    return titles.get(str(description.get("style")), str(description.get("title", "")))


def _nodes(description: dict[str, Any], node: QgsLayerTreeLayer) -> list[QgsLayerTreeModelLegendNode]:
    nodes: list[QgsLayerTreeModelLegendNode] = []
    if title := title_of(description):
        nodes.append(QgsSimpleLegendNode(node, title))
    with contextlib.suppress(KeyError, TypeError, ValueError):  # edited, or of another version
        for ramp in description.get("ramps", ()):
            nodes.append(QgsSimpleLegendNode(node, share_label(ramp["label"], ramp["share"])))
            nodes.append(_ramp_node(ramp, node))
        entries = description.get("entries", ())
        for entry in entries:
            label = str(entry["label"])
            if description.get("style") == SIMILARITY:
                label = similarity_label(entry["value"], entries[0]["value"], entries[-1]["value"])
            nodes.append(QgsRasterSymbolLegendNode(node, QColor(entry["colour"]), label))
        if description.get("faded_sea"):
            nodes.append(QgsSimpleLegendNode(node, tr("Faded: sea, unknown to the encoder")))
        if count := int(description.get("places_at_sea", 0)):
            text = tr("Locations at sea, where the similarity means little: {count}").format(count=count)
            nodes.append(QgsSimpleLegendNode(node, text))
    return nodes


def _ramp_node(ramp: dict[str, Any], node: QgsLayerTreeLayer) -> QgsColorRampLegendNode:
    """Return a horizontal colour bar with the limits of a principal component."""
    low, high = float(ramp["low"]), float(ramp["high"])
    labels = (f"< {QLocale().toString(low, 'g', 2)}", f"> {QLocale().toString(high, 'g', 2)}")
    return _bar(node, low, high, [QColor(colour) for colour in ramp["colours"]], labels)


def is_stretched(renderer: QgsRasterRenderer) -> bool:
    """Return whether QGIS stretches colours to the values in the view."""
    if not isinstance(renderer, QgsSingleBandPseudoColorRenderer):
        return False
    low, high = renderer.classificationMin(), renderer.classificationMax()
    return renderer.minMaxOrigin().extent() == QgsRasterMinMaxOrigin.Extent.UpdatedCanvas and low < high


def _stretched_node(
    renderer: QgsSingleBandPseudoColorRenderer, node: QgsLayerTreeLayer
) -> QgsColorRampLegendNode:
    """Return a horizontal colour bar with the limits of the similarity in the view."""
    low, high = renderer.classificationMin(), renderer.classificationMax()
    ramp = renderer.shader().rasterShaderFunction().sourceColorRamp()
    colours = [ramp.color(i / 8) for i in range(9)]
    return _bar(node, low, high, colours, [similarity_label(value, low, high) for value in (low, high)])


def _bar(
    node: QgsLayerTreeLayer, low: float, high: float, colours: Sequence[QColor], labels: Sequence[str]
) -> QgsColorRampLegendNode:
    settings = QgsColorRampLegendNodeSettings()
    settings.setMinimumLabel(labels[0])
    settings.setMaximumLabel(labels[1])
    settings.setOrientation(Qt.Orientation.Horizontal)
    stops = [QgsGradientStop(i / (len(colours) - 1), colour) for i, colour in enumerate(colours)]
    gradient = QgsGradientColorRamp(colours[0], colours[-1], False, stops[1:-1])
    return QgsColorRampLegendNode(node, gradient, settings, low, high)


def share_label(component: str, share: float) -> str:
    """Return the label of a principal component: "PC1: 8.3 % of the variance"."""
    percent = QLocale().toString(100 * share, "f", 1)
    return tr("{component}: {percent} % of the variance").format(component=component, percent=percent)


def similarity_label(value: float, low: float, high: float) -> str:
    """Return the label of a similarity in a range of colours. "<" and ">" mark limits that other values exceed."""
    sign = "< " if value <= low and low > -1 else "> " if value >= high and high < 1 else ""
    digits = max(2, 1 - math.floor(math.log10((high - low) / 2)))
    return sign + QLocale().toString(float(value), "f", digits)


class LegendKeeper(QObject):
    """Shows the legends of layers that are added, for example with a project. `remove` restores those of QGIS."""

    def __init__(self) -> None:
        super().__init__()
        self._project = QgsProject.instance()
        self._project.layersAdded.connect(self.show)
        self.show(self._project.mapLayers().values())

    def show(self, layers: Any) -> None:
        """Show the legends of those layers that have a description."""
        for layer in layers:
            if has_legend(layer):
                show_legend(layer)

    def remove(self) -> None:
        """Restore the legends of QGIS."""
        self._project.layersAdded.disconnect(self.show)
        for layer in self._project.mapLayers().values():
            if has_legend(layer):
                layer.setLegend(QgsMapLayerLegend.defaultRasterLegend(layer))


def has_legend(layer: QgsMapLayer) -> bool:
    """Return whether a layer is a raster with a described legend in one of its styles."""
    if not isinstance(layer, QgsRasterLayer):
        return False
    manager = layer.styleManager()
    stored = (manager.style(name).xmlData() for name in manager.styles())
    return PROPERTY in layer.customPropertyKeys() or any(PROPERTY in xml for xml in stored)
