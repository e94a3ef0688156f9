"""Fields of lists or objects, written as JSON text if the format can't store them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsJsonUtils,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from satclip_qgis.inputs.columns import is_null
from satclip_qgis.outputs.fields import FIELD_TYPES

SAMPLES: dict[int, Any] = {
    QVariant.Map: {"a": [1, "b"]},  # noqa: QGS402 (compared with a field's type())
    QVariant.List: [1, 2],  # noqa: QGS402
    QVariant.StringList: ["a,b", "c"],  # noqa: QGS402
}


def written_as_text(fields: QgsFields, ending: str) -> tuple[QgsFields, list[int]]:
    """Return the fields that a file with this ending can store, and the indices of those stored as JSON text."""
    found, texts = QgsFields(), []
    for index, field in enumerate(fields):
        if field.type() in SAMPLES and not _is_preserved(field, ending):
            texts.append(index)
            field = QgsField(field.name(), FIELD_TYPES["text"])
        found.append(field)
    return found, texts


def encode(features: Iterable[QgsFeature], indices: list[int]) -> None:
    """Replace the values of these fields by JSON text."""
    for feature in features if indices else ():
        for index in indices:
            feature.setAttribute(index, encoded(feature.attribute(index)))


def encoded(value: Any) -> Any:
    """Return a list or object as JSON text, null as None, and any other value unchanged."""
    if is_null(value):
        return None
    return QgsJsonUtils.encodeValue(value) if isinstance(value, (dict, list)) else value


def _is_preserved(field: QgsField, ending: str) -> bool:
    """Return whether a file with this ending preserves a value of the field."""
    sent, fields = SAMPLES[field.type()], QgsFields()
    fields.append(QgsField(field))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = QgsVectorFileWriter.driverForExtension(ending.lstrip("."))
    feature = QgsFeature(fields)
    feature.setAttributes([sent])
    feature.setGeometry(QgsGeometry.fromWkt("POINT(1 2)"))
    with TemporaryDirectory(prefix="satclip-") as folder:
        path = str(Path(folder) / f"layer{ending}")
        crs, context = QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateTransformContext()
        writer = QgsVectorFileWriter.create(path, fields, QgsWkbTypes.Type.Point, crs, context, options)
        is_written = writer.hasError() == QgsVectorFileWriter.WriterError.NoError and writer.addFeature(
            feature
        )
        del writer  # closes the file
        layer = QgsVectorLayer(path, "", "ogr")
        index = layer.fields().lookupField(field.name()) if is_written and layer.isValid() else -1
        return index >= 0 and any(row.attribute(index) == sent for row in layer.getFeatures())
