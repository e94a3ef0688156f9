"""How an embedding map looks: its components as red, green and blue, stretched as the backend says."""

from __future__ import annotations

from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsSingleBandGrayRenderer,
)


def style_map(layer: QgsRasterLayer, low_high: list) -> None:
    """Give a map its renderer. `low_high` holds [low, high] for each band. One band is drawn in grey."""
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


class StyleLoaded(QgsProcessingLayerPostProcessorInterface):
    """Styles the map when QGIS has loaded it."""

    def __init__(self, low_high: list):
        super().__init__()
        self.low_high = low_high

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called by QGIS in the main thread."""
        if isinstance(layer, QgsRasterLayer) and layer.isValid():
            style_map(layer, self.low_high)
