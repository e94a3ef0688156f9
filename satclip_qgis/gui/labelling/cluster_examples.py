"""Examples of a cluster: a few typical places of a cluster that the user clicks, for labels."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject

from satclip_qgis.gui.canvas_places import LONLAT, places_in_view
from satclip_qgis.gui.request import BackendRequest
from satclip_qgis.i18n import tr
from satclip_qgis.layers.live_layer import CLUSTERS, LiveView, Place, view_of
from satclip_qgis.layers.map_legend import described


class ClusterExamples(QObject):
    """Asks the backend for typical places of a cluster in the view. `tell` shows a message to the user."""

    def __init__(  # noqa: QGS105 (tests give another interface)
        self, interface: QgisInterface, tell: Callable[[str], None], parent: QObject
    ):
        super().__init__(parent)
        self.iface, self.tell = interface, tell
        self.places: list[Place] = []
        self.use: Callable[[list[Place]], None] | None = None
        self.request = BackendRequest(0, self)
        self.request.answered.connect(self._answer)
        self.request.failed.connect(lambda address, said: self.tell(said))

    def layer(self) -> QgsRasterLayer | None:
        """Return the cluster layer: the selected one, or else the topmost that is visible."""
        active = self.iface.activeLayer()
        if is_cluster_layer(active):
            return active
        root = QgsProject.instance().layerTreeRoot()
        visible = (layer for layer in root.layerOrder() if root.findLayer(layer.id()).isVisible())
        return next(filter(is_cluster_layer, visible), None)

    def ask(self, place: Place, encoder: str, use: Callable[[list[Place]], None]) -> None:
        """Look for typical places, in the view, of the cluster at `place`, and call `use` with them.

        Those of a map are typical in the embedding space of `encoder`; a live layer has its own encoder.
        """
        self.forget()
        layer = self.layer()
        if layer is None:
            self.tell(no_layer())
            return
        self.use = use
        self.places = [found for _, _, found in places_in_view(self.iface.mapCanvas())]
        asked: dict[str, object] = {}
        view = view_of(layer)
        if view:
            asked["place"] = place
        else:
            view = LiveView(encoder, CLUSTERS)
            (cluster,) = clusters_at(layer, [place])
            found = clusters_at(layer, self.places) if cluster else []
            self.places = [each for each, value in zip(self.places, found) if value == cluster]
        if not self.places:
            self.tell(tr("There is no cluster here. Click a colour of the cluster layer."))
            return
        self.request.ask(view.url("examples"), {"lonlat": self.places, **asked})

    def forget(self) -> None:
        """Don't use the places that are being looked for."""
        self.use = None
        self.request.forget()

    def _answer(self, address: str, answer: dict) -> None:
        rows = answer.get("rows")
        valid = [row for row in rows if isinstance(row, int)] if isinstance(rows, list) else []
        places = [self.places[row] for row in valid if 0 <= row < len(self.places)]
        use, self.use = self.use, None
        if not places:
            self.tell(
                tr("This view has no place of the cluster that the encoder knows. Pan or zoom the map.")
            )
        elif use:
            use(places)


def is_cluster_layer(layer) -> bool:
    """Return whether a layer is a live cluster layer or a cluster map."""
    view = view_of(layer)
    if view:
        return view.style == CLUSTERS
    return isinstance(layer, QgsRasterLayer) and described(layer).get("style") == CLUSTERS


def no_layer() -> str:
    """Return the sentence that there is no cluster layer."""
    return tr("Add a cluster layer first: choose the style “Clusters”, and click “Add layer”.")


def clusters_at(layer: QgsRasterLayer, places: list[Place]) -> list[int]:
    """Return the clusters of a map at places in degrees; 0 where it has none."""
    transform = QgsCoordinateTransform(LONLAT, layer.crs(), QgsProject.instance())
    found = []
    for place in places:
        try:
            value, known = layer.dataProvider().sample(transform.transform(QgsPointXY(*place)), 1)
        except QgsCsException:
            value, known = 0.0, False
        found.append(int(value) if known else 0)
    return found
