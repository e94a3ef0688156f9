"""Styles, aliases and metadata of outputs, applied after QGIS has loaded them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingLayerPostProcessorInterface


class WhenLoaded(QgsProcessingLayerPostProcessorInterface):
    """Calls functions with an output after QGIS has loaded it, in the order in which they were added."""

    def __init__(self) -> None:
        super().__init__()
        self._actions: list[tuple[Callable[..., None], tuple]] = []

    def add(self, act: Callable[..., None], *given: Any) -> WhenLoaded:
        """Have `act(layer, *given)` called."""
        self._actions.append((act, given))
        return self

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Style the layer. QGIS calls this method in the main thread."""
        if layer is not None and layer.isValid():
            for act, given in self._actions:
                act(layer, *given)


KEPT: dict[str, WhenLoaded] = {}
"""Post-processors by output. QGIS keeps no reference to them, and runs them when the algorithm no longer exists."""


def when_loaded(output: str, context: QgsProcessingContext, actions: WhenLoaded) -> None:
    """Register actions to be run if QGIS loads the output."""
    if context.willLoadLayerOnCompletion(output):
        KEPT[output] = actions
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(actions)


def name_when_loaded(output: str, context: QgsProcessingContext, default: str, title: str) -> None:
    """Name the layer `title` instead of `default` if QGIS loads the output.

    The user's option to use the file name as layer name takes precedence.
    """
    if context.willLoadLayerOnCompletion(output):
        details = context.layerToLoadOnCompletionDetails(output)
        if details.name == default:
            details.name = title
