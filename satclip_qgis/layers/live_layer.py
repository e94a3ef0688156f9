"""The live embedding layer: an XYZ raster layer that the running backend draws, tile by tile.

Its address in the project names no port and no token: http://satclip.invalid/tiles/ENCODER/STYLE/{z}/{x}/{y}.png.
bridge/redirect.py sends the requests to the backend of the day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from qgis.core import QgsDataProvider, QgsProject, QgsRasterLayer, QgsVectorLayer

from satclip_qgis.bridge.redirect import HOST
from satclip_qgis.i18n import tr

PCA, SIMILARITY, CLUSTERS = STYLES = ("pca", "similarity", "clusters")
MOST_PLACES = 200
FEWEST_CLUSTERS, MOST_CLUSTERS = 2, 64
DEEPEST_ZOOM = 22
_PLACEHOLDERS = "{z}/{x}/{y}.png"

Place = tuple  # of two floats: longitude and latitude in degrees


@dataclass(frozen=True)
class LiveView:
    """What a live layer draws.

    `places` (longitude, latitude in degrees) are those that the style `similarity` compares with, at least one
    and at most `MOST_PLACES`; `clusters` is the number of classes of the style `clusters`.
    """

    encoder: str
    style: str = PCA
    places: tuple[Place, ...] = ()
    clusters: int = 8

    def url(self, what: str = _PLACEHOLDERS) -> str:
        """The address of the tiles, or of `what` else the backend tells of this view: legend, value."""
        query = {}
        if self.style == SIMILARITY:
            query["places"] = ";".join(f"{_written(lon)},{_written(lat)}" for lon, lat in self.places)
        if self.style == CLUSTERS:
            query["k"] = self.clusters
        address = f"http://{HOST}/tiles/{quote(self.encoder, safe='')}/{self.style}/{what}"
        return f"{address}?{urlencode(query, safe=',;')}" if query else address

    def value_url(self, place: Place) -> str:
        """The address of the similarity at a place."""
        return f"{self.url('value')}&lon={_written(place[0])}&lat={_written(place[1])}"

    def source(self) -> str:
        """The layer's data source.

        Percent-encoded is what would end the address for QGIS, and no more: newer versions send %3F, %2C and %3B
        on as they are.
        """
        return f"type=xyz&url={quote(self.url(), safe=':/{}?,;')}&zmin=0&zmax={DEEPEST_ZOOM}"

    def title(self) -> str:
        """A name for the layer."""
        names = {
            PCA: tr("Live embeddings ({encoder})"),
            SIMILARITY: tr("Live similarity ({encoder})"),
            CLUSTERS: tr("Live clusters ({encoder})"),
        }
        return names[self.style].format(encoder=self.encoder)


def view_of(layer) -> LiveView | None:
    """What a layer of the project draws; None for a layer that is not a live one."""
    if not isinstance(layer, QgsRasterLayer) or layer.providerType() != "wms":
        return None
    address = urlsplit(parse_qs(layer.source()).get("url", [""])[0])
    parts = address.path.split("/")
    if address.hostname != HOST or len(parts) < 4 or parts[1] != "tiles" or parts[3] not in STYLES:
        return None
    query = parse_qs(address.query)
    try:
        places = [pair.split(",") for pair in query.get("places", [""])[0].split(";") if pair]
        return LiveView(
            unquote(parts[2]),
            parts[3],
            tuple((float(lon), float(lat)) for lon, lat in places),
            int(query.get("k", ["8"])[0]),
        )
    except ValueError:  # somebody has edited it
        return None


def make_layer(view: LiveView) -> QgsRasterLayer:
    """A layer that draws `view`. Asks the backend for nothing."""
    return QgsRasterLayer(view.source(), view.title(), "wms")


def show_view(layer: QgsRasterLayer, view: LiveView) -> None:
    """Let a live layer draw another view; its opacity, blending and name stay."""
    name = layer.name()
    before = view_of(layer)
    if before and name == before.title():
        name = view.title()
    layer.setDataSource(view.source(), name, "wms", QgsDataProvider.ProviderOptions())
    layer.triggerRepaint()


def add_layer(layer: QgsRasterLayer, project: QgsProject) -> None:
    """Add it to the project below the vector layers, which it would hide, and above all else."""
    root = project.layerTreeRoot()
    branches = root.children()
    position = 0
    for node in root.findLayers():
        if isinstance(node.layer(), QgsVectorLayer):
            while node not in branches:
                node = node.parent()
            position = branches.index(node) + 1
    project.addMapLayer(layer, False)
    root.insertLayer(position, layer)


def live_layers(project: QgsProject) -> list[QgsRasterLayer]:
    """The live layers of a project, in the order of the layer tree, topmost first."""
    return [layer for layer in project.layerTreeRoot().layerOrder() if view_of(layer)]


def on_earth(longitude: float, latitude: float) -> Place | None:
    """A place with its longitude brought into -180..180; None when the position is nowhere on Earth."""
    if not (math.isfinite(longitude) and math.isfinite(latitude) and abs(latitude) <= 90):
        return None
    return (longitude + 180) % 360 - 180, latitude


def limited(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places without repeats, the last `MOST_PLACES` of them."""
    return tuple(dict.fromkeys(places))[-MOST_PLACES:]


def _written(degrees: float) -> str:
    """Degrees with a tenth of a metre, which is far finer than any encoder."""
    return f"{degrees:.6f}".rstrip("0").rstrip(".")
