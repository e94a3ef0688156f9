"""Fields that hold lists or objects, such as JSON: written as text where a format would not keep them."""

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

from satclip_qgis.algorithms.common import TEXT
from satclip_qgis.algorithms.field_columns import is_null

SAMPLES: dict[int, Any] = {
    QVariant.Map: {"a": [1, "b"]},  # noqa: QGS402 (compared with a field's type())
    QVariant.List: [1, 2],  # noqa: QGS402
    QVariant.StringList: ["a,b", "c"],  # noqa: QGS402
}


def written_as_text(fields: QgsFields, ending: str) -> tuple[QgsFields, list[int]]:
    """The fields as a file of that ending can hold them, and which of them hold JSON as text."""
    found, texts = QgsFields(), []
    for index, field in enumerate(fields):
        if field.type() in SAMPLES and not _is_kept(field, ending):
            texts.append(index)
            field = QgsField(field.name(), TEXT)
        found.append(field)
    return found, texts


def encode(features: Iterable[QgsFeature], indices: list[int]) -> None:
    """Write the values of those fields as JSON, in the features themselves."""
    for feature in features if indices else ():
        for index in indices:
            feature.setAttribute(index, encoded(feature.attribute(index)))


def encoded(value: Any) -> Any:
    """A list or an object as JSON; another value as it is, and a null as None."""
    if is_null(value):
        return None
    return QgsJsonUtils.encodeValue(value) if isinstance(value, (dict, list)) else value


def _is_kept(field: QgsField, ending: str) -> bool:
    """Whether a file of that ending gives back what was written."""
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
