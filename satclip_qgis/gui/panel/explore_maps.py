"""Raster maps from the section Explore: the dialog with its settings, and a PCA basis of the view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProcessing, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog

from satclip_qgis.algorithms.cluster_map import ClusterMap
from satclip_qgis.algorithms.embedding_map import EmbeddingMap
from satclip_qgis.algorithms.similarity_map import SimilarityMap
from satclip_qgis.gui.defaults import grid_defaults
from satclip_qgis.gui.panel.algorithm_runs import AlgorithmRuns
from satclip_qgis.gui.panel.explore_section import ExploreSection
from satclip_qgis.i18n import tr
from satclip_qgis.layers.live_layer import CLUSTERS, SIMILARITY, LiveView, Place
from satclip_qgis.parameters.encoders import MODEL
from satclip_qgis.parameters.extents import LONLAT
from satclip_qgis.parameters.grid import PIXEL_SIZE

EXTENT_BASIS, FILE_BASIS = 1, 2
"""Choices of the PCA basis in the dialog."""
BASIS_PIXELS = 32
"""Width in pixels of the map that a basis comes with, which is not loaded. The basis does not depend on it."""


class ExploreMaps(QObject):
    """Connects two buttons of the section. `shown()` returns the view that the map should show, or None."""

    def __init__(  # noqa: QGS105 (tests give another)
        self,
        interface: QgisInterface,
        section: ExploreSection,
        runs: AlgorithmRuns,
        shown: Callable[[], LiveView | None],
        parent: QObject,
    ):
        super().__init__(parent)
        self.iface = interface
        self.section = section
        self.runs = runs
        self.shown = shown
        section.map.clicked.connect(self.create_map)
        section.basis.clicked.connect(self.save_basis)

    def create_map(self, *_: object) -> None:
        """Open the dialog of the map with the settings of the live layer."""
        if view := self.shown():
            name, given = map_parameters(view)
            self.runs.open_dialog(name, given)

    def save_basis(self, *_: object) -> None:
        """Save a PCA basis that is fitted to the view."""
        title, files = tr("Save the PCA basis of the view"), "JSON (*.json)"
        name, _ = QFileDialog.getSaveFileName(self.section, title, "", files)
        if not name:
            return
        name = name if name.lower().endswith(".json") else f"{name}.json"
        encoder = self.section.encoder.currentText()
        extent = self.iface.mapCanvas().mapSettings().visibleExtent()
        given = {
            **grid_defaults(self.iface),
            PIXEL_SIZE: max(extent.width(), extent.height()) / BASIS_PIXELS,
            MODEL: encoder,
            EmbeddingMap.BASIS: EXTENT_BASIS,
            EmbeddingMap.BASIS_OUTPUT: name,
            EmbeddingMap.OUTPUT: QgsProcessing.TEMPORARY_OUTPUT,
        }

        def ended(results: dict[str, Any] | None) -> tuple:
            use = {MODEL: encoder, EmbeddingMap.BASIS: FILE_BASIS, EmbeddingMap.BASIS_FILE: name}
            return (
                (tr("Create a map with this basis…"), lambda: self.runs.open_dialog("embeddingmap", use)),
            )

        self.runs.start("embeddingmap", given, ended=ended)


def map_parameters(view: LiveView) -> tuple[str, dict[str, Any]]:
    """Return the algorithm that creates a map like a live layer, and its parameters.

    Several places are added to the project as a temporary layer, because the dialog takes layers.
    """
    if view.style == CLUSTERS:
        return "clustermap", {MODEL: view.encoder, ClusterMap.CLUSTERS: view.clusters}
    if view.style != SIMILARITY:
        return "embeddingmap", {MODEL: view.encoder}
    given: dict[str, Any] = {MODEL: view.encoder, SimilarityMap.PLACES: None}
    if len(view.places) == 1:
        lon, lat = view.places[0]
        given[SimilarityMap.POINT] = f"{lon},{lat} [{LONLAT}]"
    else:
        given[SimilarityMap.PLACES] = add_points(tr("Reference points"), view.places).id()
    if view.negatives:
        given[SimilarityMap.NEGATIVES] = add_points(tr("Negative examples"), view.negatives).id()
    return "similaritymap", given


def add_points(name: str, places: Iterable[Place]) -> QgsVectorLayer:
    """Add a temporary layer of points to the project."""
    layer = QgsVectorLayer(f"Point?crs={LONLAT}", name, "memory")
    features = []
    for lon, lat in places:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer
