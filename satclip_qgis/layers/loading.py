"""Styles of outputs, applied after QGIS has loaded them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingLayerPostProcessorInterface


class StyleLoaded(QgsProcessingLayerPostProcessorInterface):
    """Styles an output after QGIS has loaded it, with `style(layer, *given)`."""

    def __init__(self, style: Callable[..., None], *given: Any):
        super().__init__()
        self.style = style
        self.given = given

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Style the layer. QGIS calls this method in the main thread."""
        if layer is not None and layer.isValid():
            self.style(layer, *self.given)


STYLES: dict[str, StyleLoaded] = {}
"""Post-processors by output. QGIS keeps no reference to them, and runs them when the algorithm no longer exists."""


def style_when_loaded(
    output: str, context: QgsProcessingContext, style: Callable[..., None], *given: Any
) -> None:
    """Register `style(layer, *given)` to be called if QGIS loads the output."""
    if context.willLoadLayerOnCompletion(output):
        STYLES[output] = StyleLoaded(style, *given)
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(STYLES[output])


def name_when_loaded(output: str, context: QgsProcessingContext, default: str, title: str) -> None:
    """Name the layer `title` instead of `default` if QGIS loads the output.

    The user's option to use the file name as layer name takes precedence.
    """
    if context.willLoadLayerOnCompletion(output):
        details = context.layerToLoadOnCompletionDetails(output)
        if details.name == default:
            details.name = title
