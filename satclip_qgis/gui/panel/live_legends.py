"""Legends of live layers: asked of the backend when a layer is added or changed, and saved with the layer."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QObject

from satclip_qgis.bridge.redirect import Redirect
from satclip_qgis.gui.request import BackendRequest
from satclip_qgis.layers.live_layer import view_of
from satclip_qgis.layers.map_legend import described, set_legend, show_legend

ITEMS = ("entries", "ramps", "faded_sea", "places_at_sea")
"""Items of the backend's legend that are stored."""


class LiveLegends(QObject):
    """Keeps the legends of live layers up to date. `remove` stops it."""

    def __init__(self, redirect: Redirect) -> None:
        super().__init__()
        self._redirect, self._project = redirect, QgsProject.instance()
        self._request = BackendRequest(0, self)
        self._refused: set[str] = set()
        self._asked = ""
        self._request.answered.connect(self._store)
        self._request.failed.connect(self._fail)
        redirect.started.connect(self._try_again)
        self._project.layersAdded.connect(self._watch)
        self._watch(self._project.mapLayers().values())

    def remove(self) -> None:
        """Stop."""
        self._redirect.started.disconnect(self._try_again)
        self._project.layersAdded.disconnect(self._watch)
        for layer in self._layers():
            layer.dataSourceChanged.disconnect(self._changed)
        self._request.forget()
        self.deleteLater()

    def _watch(self, layers: list[QgsMapLayer]) -> None:
        for layer in layers:
            if view_of(layer):
                layer.dataSourceChanged.connect(self._changed)
                show_legend(layer)
        self._ask()

    def _layers(self) -> list[QgsMapLayer]:
        return [layer for layer in self._project.mapLayers().values() if view_of(layer)]

    def _changed(self) -> None:
        show_legend(self.sender())  # QGIS has restored its own
        self._ask()

    def _try_again(self) -> None:
        self._refused.clear()
        self._ask()

    def _ask(self) -> None:
        """Request the legend of the first layer that lacks it, unless a request is running."""
        for layer in self._layers():
            address = view_of(layer).url("legend")
            if described(layer).get("url") != address and address not in self._refused:
                if not self._asked:
                    self._asked = address
                    self._request.ask(address)
                return

    def _store(self, address: str, answer: dict) -> None:
        self._asked = ""
        for layer in self._layers():
            view = view_of(layer)
            if view.url("legend") == address:
                found = {name: answer[name] for name in ITEMS if name in answer}
                set_legend(layer, {"url": address, "style": view.style, **found})
        self._ask()

    def _fail(self, address: str, said: str) -> None:
        self._asked = ""
        self._refused.add(address)
        self._ask()
