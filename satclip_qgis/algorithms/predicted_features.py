"""Conversion of result columns to features and attributes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from qgis.core import Qgis, QgsFeature, QgsField, QgsFields, QgsGeometry, QgsPointXY, QgsProcessingException
from qgis.PyQt.QtCore import QMetaType, QVariant

from satclip_qgis.algorithms.common import DOUBLE, INTEGER, TEXT
from satclip_qgis.algorithms.field_columns import attributes_of
from satclip_qgis.contract import prediction_fields
from satclip_qgis.i18n import tr

BOOLEAN = QMetaType.Type.Bool if Qgis.QGIS_VERSION_INT >= 33800 else QVariant.Bool  # noqa: QGS402 (3.22 to 3.36)
FIELD_TYPES = {"number": DOUBLE, "integer": INTEGER, "text": TEXT, "boolean": BOOLEAN}


def predicted_fields(existing: QgsFields, prefix: str, task: str) -> dict[str, QgsField]:
    """The fields to add, by the backend's name. Raises where the layer has one already."""
    taken = {field.name().lower() for field in existing}
    fields = {}
    for name, kind in prediction_fields(task).items():
        if (prefix + name).lower() in taken:
            raise QgsProcessingException(
                tr("The layer already has a field “{name}”. Choose another prefix (PREFIX).").format(
                    name=prefix + name
                )
            )
        fields[name] = QgsField(prefix + name, FIELD_TYPES[kind])
    return fields


def features_of(lonlat: np.ndarray, columns: dict[str, Any], fields: QgsFields) -> list[QgsFeature]:
    """Points at `lonlat` (n, 2) with the columns that `fields` name."""
    rows = attribute_rows(columns, [field.name() for field in fields])
    features = []
    for (lon, lat), row in zip(lonlat.tolist(), rows):
        feature = QgsFeature(fields)
        feature.setAttributes(row)
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
        features.append(feature)
    return features


def attribute_rows(columns: dict[str, Any], names: Sequence[str]) -> Iterator[list[Any]]:
    """The attributes of one row after the other."""
    return map(list, zip(*(attributes_of(columns[name]) for name in names)))
