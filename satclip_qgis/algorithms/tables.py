"""Small output tables without geometry."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsField, QgsFields, QgsWkbTypes


def fields_named(kinds: dict[str, Any]) -> QgsFields:
    """Fields by their names and types."""
    fields = QgsFields()
    for name, kind in kinds.items():
        fields.append(QgsField(name, kind))
    return fields


def table_of(kinds: dict[str, Any]) -> tuple[QgsFields, QgsWkbTypes.Type, QgsCoordinateReferenceSystem]:
    """Fields, geometry and CRS of a table with these fields, as a sink is made with."""
    return fields_named(kinds), QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()


def features_of_rows(kinds: dict[str, Any], rows: list[dict[str, Any]]) -> list[QgsFeature]:
    """The rows of a table with these fields."""
    fields, features = fields_named(kinds), []
    for row in rows:
        feature = QgsFeature(fields)
        feature.setAttributes([row[name] for name in kinds])
        features.append(feature)
    return features
