"""The range of the colours of a live similarity layer: fixed, or stretched to the values in the view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qgis.core import QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from satclip_qgis.gui.canvas_places import places_in_view
from satclip_qgis.gui.request import BackendRequest
from satclip_qgis.i18n import tr
from satclip_qgis.layers.live_layer import LiveView, view_of


class SimilarityStretch(QObject):
    """Asks the backend for the range of the similarity in the view.

    `show` is called with the id of a layer and its new settings, `tell` with a message to the user.
    """

    def __init__(
        self,
        canvas: QgsMapCanvas,
        show: Callable[[str, LiveView], None],
        tell: Callable[[str], None],
        parent: QObject,
    ):
        super().__init__(parent)
        self.canvas, self.show, self.tell = canvas, show, tell
        self.asked: tuple[str, LiveView] | None = None
        self.request = BackendRequest(0, self)
        self.request.answered.connect(self._answer)
        self.request.failed.connect(lambda address, said: self.tell(said))

    def ask(self, layer: QgsRasterLayer) -> None:
        """Stretch the colours of a live similarity layer to the values in the view."""
        self.request.forget()
        self.asked = layer.id(), view_of(layer)
        places = [place for _, _, place in places_in_view(self.canvas)]
        if places:
            self.request.ask(self.asked[1].url("stretch"), {"lonlat": places})
        else:
            self.tell(tr("This view is not on Earth. Pan or zoom the map."))

    def forget(self) -> None:
        """Drop the range that is being computed."""
        self.request.forget()

    def _answer(self, address: str, answer: dict) -> None:
        id, view = self.asked
        low, high = answer.get("low"), answer.get("high")
        if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low < high:
            self.show(id, replace(view, stretch=(float(low), float(high))))
        else:
            self.tell(tr("The backend sent a reply that this version of the plugin can't read."))
