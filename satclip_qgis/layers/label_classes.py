"""The classes of a label layer: the categories of its renderer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from satclip_qgis.contract import class_colours
from satclip_qgis.i18n import tr
from satclip_qgis.layers.label_editing import PROPERTY, LabelError, editing, features_of, field_of, not_saved


@dataclass(frozen=True)
class LabelClass:
    """A class: its value in the field, its name in the legend and its colour "#rrggbb"."""

    value: object
    name: str
    colour: str


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


def class_counts(layer: QgsVectorLayer) -> dict[object, int] | None:
    """Return the number of features by class, as QGIS has counted them; None if it has not.

    `layer.countSymbolFeatures()` lets it count them in the background.
    """
    renderer = layer.renderer()
    keys = [item.ruleKey() for item in renderer.legendSymbolItems()]
    counts = {category.value(): layer.featureCount(key) for category, key in zip(renderer.categories(), keys)}
    return counts if min(counts.values(), default=0) >= 0 else None


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
        raise LabelError(not_saved(layer, str(error))) from None
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
        for feature in features_of(layer, value):
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


def _with_renderer(layer: QgsVectorLayer, change: Callable[[QgsCategorizedSymbolRenderer], object]) -> None:
    """Change a copy of the renderer and set it, so that the layer tree and the project notice."""
    renderer = layer.renderer().clone()
    change(renderer)
    layer.setRenderer(renderer)
    layer.emitStyleChanged()
    layer.triggerRepaint()
