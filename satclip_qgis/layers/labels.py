"""The labels of a label layer: its points, in degrees, with their classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerUtils,
    QgsWkbTypes,
)

from satclip_qgis.contract import max_labels
from satclip_qgis.i18n import tr
from satclip_qgis.layers.label_classes import add_class, classes_of
from satclip_qgis.layers.label_editing import LabelError, editing, features_of, field_of, not_editable
from satclip_qgis.layers.live_layer import Place, on_earth

FIELD = "label"
"""Name of the field in new layers."""
LONLAT = QgsCoordinateReferenceSystem("EPSG:4326")


@dataclass
class Labels:
    """The labelled points by value of the field, in degrees, and the number of points that can't be used."""

    places: dict[object, list[Place]] = field(default_factory=dict)
    unlabelled: int = 0
    lost: int = 0


def new_memory_layer() -> QgsVectorLayer:
    """Return a temporary layer without labels."""
    return QgsVectorLayer(f"Point?crs=EPSG:4326&field={FIELD}:string(80)", tr("Labels"), "memory")


def new_file(path: Path) -> QgsVectorLayer:
    """Create a GeoPackage with a layer without labels. Raises LabelError, also if the file exists."""
    if path.exists():
        raise LabelError(
            tr(
                "{file} exists already. Choose another name, or add the file to the project and continue with it."
            ).format(file=path.name)
        )
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = FIELD + "s"
    error, said, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        new_memory_layer(), str(path), QgsProject.instance().transformContext(), options
    )
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise LabelError(tr("{file} could not be written: {reason}").format(file=path, reason=said))
    return QgsVectorLayer(f"{path}|layername={options.layerName}", path.stem, "ogr")


def read_labels(layer: QgsVectorLayer) -> Labels:
    """Return the labels. Raises LabelError if there are too many."""
    name = field_of(layer)
    found, count, rows = Labels(), 0, 0
    transform = QgsCoordinateTransform(layer.crs(), LONLAT, QgsProject.instance())
    request = QgsFeatureRequest().setSubsetOfAttributes([name], layer.fields())
    request.setFilterExpression(f"{QgsExpression.quotedColumnRef(name)} IS NOT NULL")
    for feature in layer.getFeatures(request):
        value = feature[name]
        if value == "":
            continue
        rows += 1
        for place in _places(feature.geometry(), transform):
            if place is None:
                found.lost += 1
                continue
            count += 1
            found.places.setdefault(value, []).append(place)
        if count > max_labels():
            raise LabelError(
                tr(
                    "“{layer}” has more than {most} labels, the maximum for a live layer. Use “Fit a model”."
                ).format(layer=layer.name(), most=max_labels())
            )
    found.unlabelled = max(0, layer.featureCount() - rows)  # a provider that can't count returns -1
    return found


def add_labels(layer: QgsVectorLayer, places: Sequence[Place], value: object) -> None:
    """Add points in degrees with a class. Raises LabelError if the layer can't be edited."""
    transform = QgsCoordinateTransform(LONLAT, layer.crs(), QgsProject.instance())
    index = layer.fields().lookupField(field_of(layer))
    features = []
    for place in places:
        try:
            geometry = QgsGeometry.fromPointXY(transform.transform(QgsPointXY(*place)))
        except QgsCsException:
            raise LabelError(
                tr("This place is outside the area of the CRS of “{layer}”.").format(layer=layer.name())
            ) from None
        features.append(
            QgsVectorLayerUtils.createFeature(
                layer, geometry.coerceToType(layer.wkbType())[0], {index: value}
            )
        )
    _add(layer, features)


def remove_labels(layer: QgsVectorLayer, places: Sequence[Place], value: object) -> list[QgsFeature]:
    """Remove the newest label of a class at each of these places, if there is one; return what was removed."""
    transform = QgsCoordinateTransform(layer.crs(), LONLAT, QgsProject.instance())
    found: dict[Place, list[int]] = {}
    for feature in features_of(layer, value):
        for place in _places(feature.geometry(), transform):
            if place:
                found.setdefault(_rounded(place), []).append(feature.id())
    # Unsaved features have negative ids, which decrease.
    ids = {
        max(found[_rounded(place)], key=lambda id: (id < 0, abs(id)))
        for place in places
        if _rounded(place) in found
    }
    return remove_features(layer, list(ids))


def remove_features(layer: QgsVectorLayer, ids: list[int]) -> list[QgsFeature]:
    """Remove features by id; return them. Raises LabelError if the layer can't be edited."""
    removed = list(layer.getFeatures(QgsFeatureRequest(ids))) if ids else []
    if removed:
        with editing(layer):
            layer.deleteFeatures(ids)
    return removed


def has_labels(layer: QgsVectorLayer, value: object) -> bool:
    """Return whether a class has labels."""
    return bool(features_of(layer, value, 1))


def nearest_label(
    layer: QgsVectorLayer, point: QgsPointXY, radius: float, crs: QgsCoordinateReferenceSystem
) -> tuple[int, object] | None:
    """Return id and class of the label nearest to a point, within a radius in units of `crs`; None if there is none."""
    name, at = field_of(layer), QgsGeometry.fromPointXY(point)
    request = QgsFeatureRequest().setDestinationCrs(crs, QgsProject.instance().transformContext())
    request.setFilterRect(QgsRectangle.fromCenterAndSize(point, 2 * radius, 2 * radius))
    found = [
        (feature.geometry().distance(at), feature.id(), feature[name])
        for feature in layer.getFeatures(request.setSubsetOfAttributes([name], layer.fields()))
        if feature[name] not in (None, NULL, "")
    ]
    distance, id, value = min(found, key=lambda each: each[0], default=(math.inf, 0, None))
    return (id, value) if distance <= radius else None


def restore_labels(layer: QgsVectorLayer, removed: Sequence[QgsFeature], value: object) -> None:
    """Add removed features again, with all their attributes and this class, unless QGIS has restored them already."""
    index = layer.fields().lookupField(field_of(layer))
    present = {
        feature.id(): feature.geometry()
        for feature in layer.getFeatures(QgsFeatureRequest([feature.id() for feature in removed]))
    }
    features = []
    for feature in removed:
        geometry = feature.geometry()
        if feature.id() in present and present[feature.id()].equals(geometry):
            continue
        attributes = {**dict(enumerate(feature.attributes())), index: value}
        features.append(QgsVectorLayerUtils.createFeature(layer, geometry, attributes))
    if all(each.value != value for each in classes_of(layer)):
        add_class(layer, value)
    if features:
        _add(layer, features)


def selected_places(layer: QgsVectorLayer, most: int) -> list[Place]:
    """Return the positions of up to `most` selected features, in degrees: of lines and polygons, a point on each."""
    transform = QgsCoordinateTransform(layer.crs(), LONLAT, QgsProject.instance())
    found = []
    for feature in layer.getSelectedFeatures(QgsFeatureRequest().setLimit(most)):
        geometry = feature.geometry()
        if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
            geometry = geometry.pointOnSurface()
        found += [place for place in _places(geometry, transform) if place]
    return list(dict.fromkeys(found))


def _passes_filter(layer: QgsVectorLayer, feature: QgsFeature) -> bool:
    """Return whether a new feature passes the filter of the layer, as far as QGIS understands that."""
    if not layer.subsetString():
        return True
    context = QgsExpressionContext()
    context.setFeature(feature)
    return bool(QgsExpression(layer.subsetString()).evaluate(context))


def _add(layer: QgsVectorLayer, features: list[QgsFeature]) -> None:
    if not all(_passes_filter(layer, feature) for feature in features):
        raise LabelError(not_editable(layer))  # the labels would never be seen
    with editing(layer):
        if not layer.addFeatures(features):
            raise LabelError(tr("The labels could not be added to “{layer}”.").format(layer=layer.name()))


def _places(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> list[Place | None]:
    """Return the points of a geometry in degrees; None for those that are not on Earth."""
    found = []
    for vertex in geometry.vertices():
        try:
            point = transform.transform(QgsPointXY(vertex.x(), vertex.y()))
        except QgsCsException:
            found.append(None)
            continue
        found.append(on_earth(point.x(), point.y()))
    return found


def _rounded(place: Place) -> Place:
    return round(place[0], 6), round(place[1], 6)
