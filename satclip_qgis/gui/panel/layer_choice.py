"""A choice of a vector layer with geometries that starts with the active layer."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsProcessingFeatureSourceDefinition, QgsVectorLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QComboBox, QWidget


class LayerChoice(QgsMapLayerComboBox):
    """A list of the vector layers of the project. It follows the active layer until the user chooses another one."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFilters(QgsMapLayerProxyModel.Filter.HasGeometry)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._is_chosen = False
        self.activated.connect(self._choose)

    def suggest(self, layer: QgsMapLayer | None) -> None:
        """Select the active layer, if it is in the list and the user has chosen no other layer."""
        if self.currentLayer() is None:
            self._is_chosen = False
        if isinstance(layer, QgsVectorLayer) and layer.isSpatial() and not self._is_chosen:
            self.setLayer(layer)

    def source(self, selected_only: bool = False) -> str | QgsProcessingFeatureSourceDefinition | None:
        """Return the value of a parameter for the layer; None without one."""
        layer = self.currentLayer()
        if layer is None:
            return None
        return QgsProcessingFeatureSourceDefinition(layer.id(), True) if selected_only else layer.id()

    def _choose(self, *_: object) -> None:
        self._is_chosen = True
