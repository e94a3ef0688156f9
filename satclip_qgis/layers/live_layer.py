"""The live embedding layer: an XYZ raster layer whose tiles the running backend renders.

Its URL in the project contains no port and no token: http://satclip.invalid/tiles/ENCODER/STYLE/{z}/{x}/{y}.png, with
the id of the labels after the style `labels`.
bridge/redirect.py sends the requests to the running backend.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from qgis.core import QgsDataProvider, QgsProject, QgsRasterLayer, QgsVectorLayer

from satclip_qgis.bridge.redirect import HOST
from satclip_qgis.i18n import tr

PCA, SIMILARITY, CLUSTERS, LABELS = STYLES = ("pca", "similarity", "clusters", "labels")
MOST_PLACES = 200
FEWEST_CLUSTERS, MOST_CLUSTERS = 2, 64
DEEPEST_ZOOM = 22
_PLACEHOLDERS = "{z}/{x}/{y}.png"

Place = tuple  # two floats: longitude and latitude in degrees


@dataclass(frozen=True)
class LiveView:
    """The settings of a live layer.

    `places` (longitude, latitude in degrees) are the reference points of the style `similarity`, and `negatives` the
    points to be unlike. There is at least one place, and at most `MOST_PLACES` of both. `stretch` are the similarities
    of the first and the last colour (None: the fixed range of the backend). `month` is from 1 to 12, or None for the
    mean over the year. `clusters` is the number of clusters of the
    style `clusters`. Of the style `labels`, `labels` is the backend's id of the labels, `shown` the number of the class
    whose score is shown (None: all classes), and `threshold` the score, 0 to 1, below which pixels are transparent.
    """

    encoder: str
    style: str = PCA
    places: tuple[Place, ...] = ()
    clusters: int = 8
    negatives: tuple[Place, ...] = ()
    labels: str = ""
    shown: int | None = None
    threshold: float = 0.0
    stretch: tuple[float, float] | None = None
    month: int | None = None

    def url(self, what: str = _PLACEHOLDERS) -> str:
        """Return the URL of the tiles, or of the `legend` or `value` of this view."""
        query, path = {}, self.style
        if self.style == SIMILARITY:
            query["places"] = _joined(self.places)
            if self.negatives:
                query["negatives"] = _joined(self.negatives)
            if self.stretch:
                query["low"], query["high"] = (f"{limit:g}" for limit in self.stretch)
        if self.style == CLUSTERS:
            query["k"] = self.clusters
        if self.style == LABELS:
            path = f"{LABELS}/{self.labels}"
            if self.shown is not None:
                query["shown"] = self.shown
            if self.threshold:
                query["threshold"] = f"{self.threshold:g}"
        if self.month and self.style != LABELS:
            query["month"] = self.month
        address = f"{encoder_url(self.encoder)}/{path}/{what}"
        return f"{address}?{urlencode(query, safe=',;')}" if query else address

    def value_url(self, place: Place) -> str:
        """Return the URL of the similarity at a location."""
        return f"{self.url('value')}&lon={_written(place[0])}&lat={_written(place[1])}"

    def source(self) -> str:
        """Return the layer's data source.

        Only characters that would end the URL for QGIS are percent-encoded, because newer versions send %3F, %2C
        and %3B unchanged.
        """
        return f"type=xyz&url={quote(self.url(), safe=':/{}?,;')}&zmin=0&zmax={DEEPEST_ZOOM}"

    def title(self) -> str:
        """Return a name for the layer."""
        names = {
            PCA: tr("Live embeddings ({encoder})"),
            SIMILARITY: tr("Live similarity ({encoder})"),
            CLUSTERS: tr("Live clusters ({encoder})"),
            LABELS: tr("Live classes ({encoder})"),
        }
        return names[self.style].format(encoder=self.encoder)


def encoder_url(encoder: str) -> str:
    """Return the URL below which an encoder has its tiles."""
    return f"http://{HOST}/tiles/{quote(encoder, safe='')}"


def labels_url(encoder: str) -> str:
    """Return the URL to which labels are posted."""
    return f"{encoder_url(encoder)}/{LABELS}"


def view_of(layer) -> LiveView | None:
    """Return the settings of a layer of the project; None if it is not a live layer."""
    if not isinstance(layer, QgsRasterLayer) or layer.providerType() != "wms":
        return None
    address = urlsplit(parse_qs(layer.source()).get("url", [""])[0])
    parts = address.path.split("/")
    if address.hostname != HOST or len(parts) < 4 or parts[1] != "tiles" or parts[3] not in STYLES:
        return None
    if parts[3] == LABELS and len(parts) < 8:
        return None
    query = parse_qs(address.query)
    try:
        return LiveView(
            unquote(parts[2]),
            parts[3],
            _split(query.get("places", [""])[0]),
            int(query.get("k", ["8"])[0]),
            _split(query.get("negatives", [""])[0]),
            unquote(parts[4]) if parts[3] == LABELS else "",
            int(query["shown"][0]) if "shown" in query else None,
            float(query.get("threshold", ["0"])[0]),
            (float(query["low"][0]), float(query["high"][0])) if {"low", "high"} <= query.keys() else None,
            int(query["month"][0]) if "month" in query else None,
        )
    except ValueError:  # the URL was edited
        return None


def make_layer(view: LiveView) -> QgsRasterLayer:
    """Return a layer that shows `view`, without a request to the backend."""
    return QgsRasterLayer(view.source(), view.title(), "wms")


def show_view(layer: QgsRasterLayer, view: LiveView) -> None:
    """Change the settings of a live layer. Its opacity, blending and name are kept."""
    name = layer.name()
    before = view_of(layer)
    if before and name == before.title():
        name = view.title()
    layer.setDataSource(view.source(), name, "wms", QgsDataProvider.ProviderOptions())
    layer.triggerRepaint()


def add_layer(layer: QgsRasterLayer, project: QgsProject) -> None:
    """Add a layer to the project below the vector layers and above all others."""
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
    """Return the live layers of a project, in the order of the layer tree, topmost first."""
    return [layer for layer in project.layerTreeRoot().layerOrder() if view_of(layer)]


def on_earth(longitude: float, latitude: float) -> Place | None:
    """Return the position with its longitude wrapped to -180 to 180; None if it is not on Earth."""
    if not (math.isfinite(longitude) and math.isfinite(latitude) and abs(latitude) <= 90):
        return None
    return (longitude + 180) % 360 - 180, latitude


def limited(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the locations without duplicates, at most the last `MOST_PLACES`."""
    return tuple(dict.fromkeys(places))[-MOST_PLACES:]


def _joined(places: Iterable[Place]) -> str:
    """Return the value of a parameter in a URL."""
    return ";".join(f"{_written(lon)},{_written(lat)}" for lon, lat in places)


def _split(text: str) -> tuple[Place, ...]:
    """Return the places in such a value. Raises ValueError."""
    pairs = [pair.split(",") for pair in text.split(";") if pair]
    return tuple((float(lon), float(lat)) for lon, lat in pairs)


def _written(degrees: float) -> str:
    """Return degrees as text, to 0.1 m."""
    return f"{degrees:.6f}".rstrip("0").rstrip(".")
