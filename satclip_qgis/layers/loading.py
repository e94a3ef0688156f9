"""What is done with an output when QGIS has loaded it: style, aliases, metadata."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingLayerPostProcessorInterface


class WhenLoaded(QgsProcessingLayerPostProcessorInterface):
    """Calls functions with an output that QGIS has loaded, in the order in which they were added."""

    def __init__(self) -> None:
        super().__init__()
        self._actions: list[tuple[Callable[..., None], tuple]] = []

    def add(self, act: Callable[..., None], *given: Any) -> WhenLoaded:
        """Have `act(layer, *given)` called."""
        self._actions.append((act, given))
        return self

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called by QGIS in the main thread."""
        if layer is not None and layer.isValid():
            for act, given in self._actions:
                act(layer, *given)


KEPT: dict[str, WhenLoaded] = {}
"""By output. QGIS keeps no reference to them, and the algorithm no longer exists when they are called."""


def when_loaded(output: str, context: QgsProcessingContext, actions: WhenLoaded) -> None:
    """Have the actions done if QGIS loads the output."""
    if context.willLoadLayerOnCompletion(output):
        KEPT[output] = actions
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(actions)


def name_when_loaded(output: str, context: QgsProcessingContext, default: str, title: str) -> None:
    """Have the layer called `title` instead of `default` if QGIS loads the output.

    The user's option to use the file name as layer name still holds.
    """
    if context.willLoadLayerOnCompletion(output):
        details = context.layerToLoadOnCompletionDetails(output)
        if details.name == default:
            details.name = title
