"""Editing of label layers: ordinary point layers whose field holds the class of each point."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsExpression, QgsFeature, QgsFeatureRequest, QgsVectorDataProvider, QgsVectorLayer

from satclip_qgis.i18n import tr

PROPERTY = "satclip/label_field"
"""Custom property of a layer: the name of its field with the classes."""
_CAPABILITIES = QgsVectorDataProvider.Capability


class LabelError(Exception):
    """A sentence that says what is wrong with a label layer, and what to do."""


def field_of(layer) -> str:
    """Return the name of the field with the classes; empty if the layer is not a label layer."""
    name = layer.customProperty(PROPERTY, "") if isinstance(layer, QgsVectorLayer) else ""
    return str(name) if name and layer.fields().lookupField(str(name)) >= 0 else ""


@contextmanager
def editing(layer: QgsVectorLayer) -> Iterator[None]:
    """Edit a layer: in the edit session of the user, as one command; else in one of its own, which is saved.

    Raises LabelError if the layer can't be edited or saved. Nothing is changed then.
    """
    needed = _CAPABILITIES.AddFeatures | _CAPABILITIES.DeleteFeatures
    has_all = layer.dataProvider().capabilities() & needed == needed
    if layer.readOnly() or not has_all or not _has_own_field(layer):
        raise LabelError(not_editable(layer))
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
        raise LabelError(not_saved(layer, reason))


def features_of(layer: QgsVectorLayer, value: object, most: int = -1) -> list[QgsFeature]:
    """Return the features of a class: all, or at most `most`."""
    name = field_of(layer)
    request = QgsFeatureRequest().setFilterExpression(
        QgsExpression.createFieldEqualityExpression(name, value)
    )
    request.setLimit(most)
    return list(layer.getFeatures(request.setSubsetOfAttributes([name], layer.fields())))


def not_editable(layer: QgsVectorLayer) -> str:
    """Return the sentence that a layer can't be edited."""
    return tr("“{layer}” can't be edited. Export it to a GeoPackage, and continue with that.").format(
        layer=layer.name()
    )


def not_saved(layer: QgsVectorLayer, reason: str) -> str:
    """Return the sentence that labels could not be saved, with the reason."""
    return tr("The labels could not be saved in “{layer}”: {reason}").format(
        layer=layer.name(), reason=reason
    )


def _has_own_field(layer: QgsVectorLayer) -> bool:
    """Return whether the field of the classes is stored in the layer: it is neither joined nor calculated."""
    fields = list(layer.dataProvider().fields())
    if layer.isEditable():
        fields += layer.editBuffer().addedAttributes()
    return field_of(layer).lower() in {field.name().lower() for field in fields}
