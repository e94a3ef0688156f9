"""Conversion between attributes of features and the columns of the backend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from qgis.core import (
    NULL,
    QgsField,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QVariant

from satclip_qgis.i18n import tr
from satclip_qgis.inputs.points import features_with_lonlat, to_lonlat

CHUNK = 16_384
"""Features read between progress reports."""
KINDS = {
    QVariant.Int: "integer",  # noqa: QGS402 (matches field.type() in all versions)
    QVariant.UInt: "integer",  # noqa: QGS402
    QVariant.LongLong: "integer",  # noqa: QGS402
    QVariant.ULongLong: "integer",  # noqa: QGS402
    QVariant.Double: "number",  # noqa: QGS402
    QVariant.Bool: "boolean",  # noqa: QGS402
    QVariant.String: "text",  # noqa: QGS402
    QVariant.Date: "date",  # noqa: QGS402
    QVariant.Time: "date",  # noqa: QGS402
    QVariant.DateTime: "date",  # noqa: QGS402
}
Fields = dict  # name -> (type, values (n,), missing (n,))


def columns_of(
    source: QgsProcessingFeatureSource,
    names: Sequence[str],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[np.ndarray, Fields]:
    """Return longitude and latitude (n, 2) of all features, NaN without a location, and the named fields.

    Raises QgsProcessingException for a missing field, for a field that is not numeric, text, date or boolean, and
    for a layer without a CRS or features.
    """
    transform = to_lonlat(source, context)
    indices = [index_of(source, name) for name in names]
    kinds = [kind_of(source.fields().at(index), source.sourceName()) for index in indices]
    places, columns = [], [[] for _ in names]
    total = max(source.featureCount(), 1)
    for features, lonlat in features_with_lonlat(source, transform, Counter(), CHUNK, feedback):
        places.append(lonlat)
        rows = [feature.attributes() for feature in features]
        for column, index in zip(columns, indices):
            column += [row[index] for row in rows]
        feedback.setProgress(5 * sum(map(len, places)) / total)
    if not places:
        raise QgsProcessingException(
            tr("The layer “{layer}” has no features.").format(layer=source.sourceName())
        )
    fields = {name: column_of(kind, column) for name, kind, column in zip(names, kinds, columns)}
    return np.concatenate(places), fields


def index_of(source: QgsProcessingFeatureSource, name: str) -> int:
    """Return the index of a field. Raises QgsProcessingException if the layer lacks it."""
    index = source.fields().lookupField(name)
    if index < 0:
        raise QgsProcessingException(
            tr("The layer “{layer}” has no field “{field}”.").format(layer=source.sourceName(), field=name)
        )
    return index


def kind_of(field: QgsField, layer: str) -> str:
    """Return the column type of a field. Raises QgsProcessingException for an unsupported one."""
    kind = KINDS.get(field.type())
    if kind is None:
        raise QgsProcessingException(
            tr(
                "The field “{field}” of the layer “{layer}” has the unsupported type {type}. Choose a "
                "numeric, text, date or boolean field."
            ).format(field=field.name(), layer=layer, type=field.typeName())
        )
    return kind


def column_of(kind: str, values: list[Any]) -> tuple[str, np.ndarray, np.ndarray]:
    """Return attribute values as a column: type, values (n,) and mask of missing values (n,)."""
    missing = np.array([is_null(value) for value in values], dtype=bool)
    if kind == "integer":
        integers = [0 if lost else int(value) for value, lost in zip(values, missing)]
        unsigned = max(integers, default=0) > np.iinfo(np.int64).max
        return kind, np.array(integers, dtype=np.uint64 if unsigned else np.int64), missing
    if kind in ("number", "boolean"):
        numbers = np.array(
            [np.nan if lost else float(value) for value, lost in zip(values, missing)], dtype=np.float64
        )
        return kind, numbers, missing | np.isnan(numbers)
    texts = np.empty(len(values), dtype=object)
    texts[:] = ["" if lost else text_of(value) for value, lost in zip(values, missing)]
    return kind, texts, missing


def is_null(value: Any) -> bool:
    """Return whether an attribute is null. The null object depends on the version of QGIS."""
    return value is None or value == NULL or (isinstance(value, QVariant) and value.isNull())


def text_of(value: Any) -> str:
    """Return a value as text; dates in ISO 8601."""
    if isinstance(value, (QDate, QDateTime, QTime)):
        return value.toString(Qt.DateFormat.ISODate)
    return str(value).replace("\0", "")


def attributes_of(column: tuple[str, np.ndarray, np.ndarray]) -> list[Any]:
    """Return a column as attribute values, None for missing ones."""
    kind, values, missing = column
    as_python = {"integer": int, "boolean": bool, "number": float}.get(kind, str)
    return [None if lost else as_python(value) for value, lost in zip(values.tolist(), missing.tolist())]


def attribute_rows(columns: Fields, names: Iterable[str]) -> Iterator[list[Any]]:
    """Return the attributes of each row: the values of the named columns."""
    return map(list, zip(*(attributes_of(columns[name]) for name in names)))
