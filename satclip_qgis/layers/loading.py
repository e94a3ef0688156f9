"""Styles for outputs, applied when QGIS has loaded them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingLayerPostProcessorInterface


class StyleLoaded(QgsProcessingLayerPostProcessorInterface):
    """Styles an output when QGIS has loaded it: calls `style(layer, *given)`."""

    def __init__(self, style: Callable[..., None], *given: Any):
        super().__init__()
        self.style = style
        self.given = given

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called by QGIS in the main thread."""
        if layer is not None and layer.isValid():
            self.style(layer, *self.given)


STYLES: dict[str, StyleLoaded] = {}
"""The style of each output. QGIS keeps no reference to it, and the algorithm no longer exists when it is called."""


def style_when_loaded(
    output: str, context: QgsProcessingContext, style: Callable[..., None], *given: Any
) -> None:
    """Have `style(layer, *given)` called if QGIS loads the output."""
    if context.willLoadLayerOnCompletion(output):
        STYLES[output] = StyleLoaded(style, *given)
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(STYLES[output])


def name_when_loaded(output: str, context: QgsProcessingContext, default: str, title: str) -> None:
    """Have the layer called `title` instead of `default` if QGIS loads the output.

    The user's option to use the file name as layer name still holds.
    """
    if context.willLoadLayerOnCompletion(output):
        details = context.layerToLoadOnCompletionDetails(output)
        if details.name == default:
            details.name = title
