"""Initial values of a dialog from the active layer and the map canvas."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgisInterface

from satclip_qgis.layers.live_layer import view_of
from satclip_qgis.parameters import encoders, grid, imagery
from satclip_qgis.parameters.extents import LONLAT
from satclip_qgis.parameters.model import INPUT

REFERENCE = "PLACES"
"""Name of the parameter of reference points."""
KINDS = {
    QgsProcessing.SourceType.TypeVectorPoint: QgsWkbTypes.GeometryType.PointGeometry,
    QgsProcessing.SourceType.TypeVectorLine: QgsWkbTypes.GeometryType.LineGeometry,
    QgsProcessing.SourceType.TypeVectorPolygon: QgsWkbTypes.GeometryType.PolygonGeometry,
}
GLOBAL, HALF = 350, 50
"""Smallest range of longitudes, and latitude north and south, within the bounds of a global CRS, in degrees."""


def defaults(algorithm: QgsProcessingAlgorithm, interface: QgisInterface) -> dict[str, Any]:  # noqa: QGS105
    """Return initial values for the parameters of an algorithm, from the active layer and the canvas."""
    asked = {parameter.name(): parameter for parameter in algorithm.parameterDefinitions()}
    layer = interface.activeLayer()
    found: dict[str, Any] = {}
    if isinstance(layer, QgsVectorLayer) and layer.isSpatial():
        if INPUT in asked and fits(layer, asked[INPUT].dataTypes()):
            found[INPUT] = layer.id()
        if REFERENCE in asked and layer.selectedFeatureCount():
            found[REFERENCE] = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    if isinstance(layer, QgsRasterLayer) and layer.providerType() == "gdal":
        # In other algorithms, rasters are predictors, and only the user knows which ones to use.
        if imagery.RASTERS in asked and algorithm.groupId() == "pretrain":
            found[imagery.RASTERS] = [layer.id()]
        if "MAP" in asked:
            found["MAP"] = layer.id()
    if encoders.MODEL in asked and (view := view_of(layer)):
        found[encoders.MODEL] = view.encoder
    if grid.PIXEL_SIZE in asked:
        found |= grid_defaults(interface)
    return found


def fits(layer: QgsMapLayer, kinds: list[int]) -> bool:
    """Return whether a parameter for these layer types accepts the layer."""
    return not kinds or any(KINDS.get(kind, layer.geometryType()) == layer.geometryType() for kind in kinds)


def grid_defaults(interface: QgisInterface) -> dict[str, Any]:  # noqa: QGS105
    """Return the extent and CRS of the canvas; {} without a CRS, or if the canvas does not show the Earth."""
    settings = interface.mapCanvas().mapSettings()
    crs = settings.destinationCrs()
    extent = on_the_world(settings.visibleExtent(), crs) if crs.isValid() else QgsRectangle()
    if extent.isEmpty() or not extent.isFinite():
        return {}
    corners = (extent.xMinimum(), extent.xMaximum(), extent.yMinimum(), extent.yMaximum())
    digits = 6 if crs.isGeographic() else 2
    text = ",".join(f"{corner:.{digits}f}".rstrip("0").rstrip(".") for corner in corners)
    return {grid.EXTENT: f"{text} [{crs.authid()}]" if crs.authid() else text, grid.CRS: crs}


def on_the_world(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """Return the part of an extent within the bounds of a global CRS. In other CRS, the extent is unchanged."""
    if crs.isGeographic():
        return extent.intersect(QgsRectangle(-180, -90, 180, 90))
    bounds = crs.bounds()
    if bounds.width() < GLOBAL or bounds.yMinimum() > -HALF or bounds.yMaximum() < HALF:
        return extent
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(LONLAT), crs, QgsProject.instance())
    try:
        return extent.intersect(transform.transformBoundingBox(bounds))
    except QgsCsException:
        return extent
