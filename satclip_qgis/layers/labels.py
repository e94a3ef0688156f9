"""Label layers: ordinary point layers whose field holds the class of each point. The renderer holds the classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProject,
    QgsRendererCategory,
    QgsVectorDataProvider,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerUtils,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QColor

from satclip_qgis.contract import class_colours, max_labels
from satclip_qgis.i18n import tr
from satclip_qgis.layers.live_layer import Place, on_earth

FIELD = "label"
"""Name of the field in new layers."""
PROPERTY = "satclip/label_field"
"""Custom property of a layer: the name of its field with the classes."""
LONLAT = QgsCoordinateReferenceSystem("EPSG:4326")
_CAPABILITIES = QgsVectorDataProvider.Capability


class LabelError(Exception):
    """A sentence that says what is wrong with a label layer, and what to do."""


@dataclass(frozen=True)
class LabelClass:
    """A class: its value in the field, its name in the legend and its colour "#rrggbb"."""

    value: object
    name: str
    colour: str


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


def take_up(layer: QgsVectorLayer, name: str) -> None:
    """Use a point layer as labels, with classes from the field `name`. Existing categories of that field are kept.

    Raises LabelError if the field is the primary key or has too many different values.
    """
    index = layer.fields().lookupField(name)
    if index in layer.primaryKeyAttributes():
        raise LabelError(
            tr("The field “{field}” identifies the features of “{layer}”. Choose another field.").format(
                field=name, layer=layer.name()
            )
        )
    limit = len(class_colours())
    values = sorted(
        (value for value in layer.uniqueValues(index, limit + 2) if value not in (None, NULL, "")), key=str
    )
    if len(values) > limit:
        raise LabelError(
            tr(
                "The field “{field}” of “{layer}” has more than {most} different values. Choose another field."
            ).format(field=name, layer=layer.name(), most=limit)
        )
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer) or renderer.classAttribute() != name:
        layer.setRenderer(QgsCategorizedSymbolRenderer(name, []))
    known = {each.value for each in classes_of(layer)}
    for value in values:
        if value not in known:
            add_class(layer, value)
    layer.setCustomProperty(PROPERTY, name)


def field_of(layer) -> str:
    """Return the name of the field with the classes; empty if the layer is not a label layer."""
    name = layer.customProperty(PROPERTY, "") if isinstance(layer, QgsVectorLayer) else ""
    return str(name) if name and layer.fields().lookupField(str(name)) >= 0 else ""


def classes_of(layer: QgsVectorLayer) -> list[LabelClass]:
    """Return the classes in the order of the legend."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return []
    return [
        LabelClass(each.value(), each.label() or str(each.value()), each.symbol().color().name())
        for each in renderer.categories()
        if each.value() not in (None, NULL, "") and not isinstance(each.value(), list)
    ]


def value_for(layer: QgsVectorLayer, name: str) -> object:
    """Return the value of the field for a class with this name. Raises LabelError if there can't be one."""
    name = name.strip()
    if not name:
        raise LabelError(tr("Enter a name for the class."))
    field = layer.fields().at(layer.fields().lookupField(field_of(layer)))
    value: object = name
    if field.isNumeric():
        try:
            value = int(name)
        except ValueError:
            raise LabelError(
                tr("The field “{field}” holds integers. Enter a number for the class.").format(
                    field=field_of(layer)
                )
            ) from None
    try:
        field.convertCompatible(value)
    except ValueError as error:  # too long or too large
        raise LabelError(_not_saved(layer, str(error))) from None
    if any(each.value == value or each.name == name for each in classes_of(layer)):
        raise LabelError(tr("There is a class “{name}” already.").format(name=name))
    if len(classes_of(layer)) >= len(class_colours()):
        raise LabelError(tr("The maximum is {most} classes.").format(most=len(class_colours())))
    return value


def add_class(layer: QgsVectorLayer, value: object) -> None:
    """Add a class in the first colour that is not in use."""
    used = {each.colour for each in classes_of(layer)}
    free = (colour for colour in class_colours() if colour not in used)
    symbol = QgsMarkerSymbol.createSimple(
        {"name": "circle", "size": "2.6", "outline_color": "white", "outline_width": "0.3"}
    )
    symbol.setColor(QColor(next(free, class_colours()[0])))
    _with_renderer(
        layer, lambda renderer: renderer.addCategory(QgsRendererCategory(value, symbol, str(value)))
    )


def recolour_class(layer: QgsVectorLayer, value: object, colour: str) -> None:
    """Change the colour of a class."""

    def change(renderer: QgsCategorizedSymbolRenderer) -> None:
        index = renderer.categoryIndexForValue(value)
        category = renderer.categories()[index]  # kept, because it owns its symbol
        symbol = category.symbol().clone()
        symbol.setColor(QColor(colour))
        renderer.updateCategorySymbol(index, symbol)

    _with_renderer(layer, change)


def rename_class(layer: QgsVectorLayer, value: object, name: str) -> object:
    """Give a class and all its labels another value; return it. Raises LabelError."""
    if any(each.value == value and each.name == name for each in classes_of(layer)):
        return value
    new = value_for(layer, name)
    index = layer.fields().lookupField(field_of(layer))
    with editing(layer):
        for feature in _features(layer, value):
            layer.changeAttributeValue(feature.id(), index, new)

    def change(renderer: QgsCategorizedSymbolRenderer) -> None:
        position = renderer.categoryIndexForValue(value)
        renderer.updateCategoryLabel(position, str(new))
        renderer.updateCategoryValue(position, new)

    _with_renderer(layer, change)
    return new


def remove_class(layer: QgsVectorLayer, value: object) -> None:
    """Remove a class that has no labels from the legend."""
    _with_renderer(layer, lambda renderer: renderer.deleteCategory(renderer.categoryIndexForValue(value)))


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
    for feature in _features(layer, value):
        for place in _places(feature.geometry(), transform):
            if place:
                found.setdefault(_rounded(place), []).append(feature.id())
    # Unsaved features have negative ids, which decrease.
    ids = {
        max(found[_rounded(place)], key=lambda id: (id < 0, abs(id)))
        for place in places
        if _rounded(place) in found
    }
    removed = list(layer.getFeatures(QgsFeatureRequest(list(ids)))) if ids else []
    if ids:
        with editing(layer):
            layer.deleteFeatures(list(ids))
    return removed


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


@contextmanager
def editing(layer: QgsVectorLayer) -> Iterator[None]:
    """Edit a layer: in the edit session of the user, as one command; else in one of its own, which is saved.

    Raises LabelError if the layer can't be edited or saved. Nothing is changed then.
    """
    needed = _CAPABILITIES.AddFeatures | _CAPABILITIES.DeleteFeatures
    has_all = layer.dataProvider().capabilities() & needed == needed
    if layer.readOnly() or not has_all or not _has_own_field(layer):
        raise LabelError(_not_editable(layer))
    if layer.isEditable():
        layer.beginEditCommand(tr("Label"))
        try:
            yield
        except BaseException:
            layer.destroyEditCommand()
            raise
        layer.endEditCommand()
        return
    if not layer.startEditing():
        raise LabelError(tr("“{layer}” can't be edited now.").format(layer=layer.name()))
    try:
        yield
    except BaseException:
        layer.rollBack()
        raise
    if not layer.commitChanges():
        reason = "; ".join(layer.commitErrors())
        layer.rollBack()
        raise LabelError(_not_saved(layer, reason))


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


def _has_own_field(layer: QgsVectorLayer) -> bool:
    """Return whether the field of the classes is stored in the layer: it is neither joined nor calculated."""
    fields = list(layer.dataProvider().fields())
    if layer.isEditable():
        fields += layer.editBuffer().addedAttributes()
    return field_of(layer).lower() in {field.name().lower() for field in fields}


def _passes_filter(layer: QgsVectorLayer, feature: QgsFeature) -> bool:
    """Return whether a new feature passes the filter of the layer, as far as QGIS understands that."""
    if not layer.subsetString():
        return True
    context = QgsExpressionContext()
    context.setFeature(feature)
    return bool(QgsExpression(layer.subsetString()).evaluate(context))


def _not_editable(layer: QgsVectorLayer) -> str:
    return tr("“{layer}” can't be edited. Export it to a GeoPackage, and continue with that.").format(
        layer=layer.name()
    )


def _not_saved(layer: QgsVectorLayer, reason: str) -> str:
    return tr("The labels could not be saved in “{layer}”: {reason}").format(
        layer=layer.name(), reason=reason
    )


def _add(layer: QgsVectorLayer, features: list[QgsFeature]) -> None:
    if not all(_passes_filter(layer, feature) for feature in features):
        raise LabelError(_not_editable(layer))  # the labels would never be seen
    with editing(layer):
        if not layer.addFeatures(features):
            raise LabelError(tr("The labels could not be added to “{layer}”.").format(layer=layer.name()))


def _features(layer: QgsVectorLayer, value: object) -> list:
    """Return the features of a class."""
    name = field_of(layer)
    request = QgsFeatureRequest().setFilterExpression(
        QgsExpression.createFieldEqualityExpression(name, value)
    )
    return list(layer.getFeatures(request.setSubsetOfAttributes([name], layer.fields())))


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


def _with_renderer(layer: QgsVectorLayer, change) -> None:
    """Change a copy of the renderer and set it, so that the layer tree and the project notice."""
    renderer = layer.renderer().clone()
    change(renderer)
    layer.setRenderer(renderer)
    layer.emitStyleChanged()
    layer.triggerRepaint()
