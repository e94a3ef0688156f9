"""Small tables without geometry, as outputs of algorithms."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsWkbTypes,
)

from satclip_qgis.algorithms.common import remove_unfinished
from satclip_qgis.i18n import tr


def write_table(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict,
    name: str,
    context: QgsProcessingContext,
    kinds: dict[str, Any],
    rows: list[dict[str, Any]],
) -> str | None:
    """Write `rows` with the fields `kinds` to the sink of that parameter; returns the output, None if not wanted."""
    if parameters.get(name) in (None, ""):
        return None
    fields = QgsFields()
    for field, kind in kinds.items():
        fields.append(QgsField(field, kind))
    sink, output = algorithm.parameterAsSink(
        parameters, name, context, fields, QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
    features = []
    for row in rows:
        feature = QgsFeature(fields)
        feature.setAttributes([row[field] for field in kinds])
        features.append(feature)
    if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
        reason = sink.lastError()
        sink = None  # closes the file
        remove_unfinished(output)
        raise QgsProcessingException(
            tr("The table ({name}) could not be written: {reason}").format(name=name, reason=reason)
        )
    return output
