"""Texts of legends, as the layer tree shows them."""

from __future__ import annotations

from qgis.core import QgsColorRampLegendNode, QgsLayerTree, QgsLayerTreeModel
from qgis.PyQt.QtCore import Qt


def legend_texts(layer) -> list[str]:
    """Return the texts of a layer's legend; of a colour bar its limits, as "low | high"."""
    tree = QgsLayerTree()
    node = tree.addLayer(layer)
    model = QgsLayerTreeModel(tree)
    texts = []
    for entry in model.layerLegendNodes(node):
        if isinstance(entry, QgsColorRampLegendNode):
            settings = entry.settings()
            texts.append(f"{settings.minimumLabel()} | {settings.maximumLabel()}")
        else:
            texts.append(str(entry.data(Qt.ItemDataRole.DisplayRole)))
    return texts
