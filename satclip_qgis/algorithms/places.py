"""The places on Earth of a layer's features: what an encoder is asked about."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from satclip_qgis.i18n import tr

LONLAT = "EPSG:4326"


def to_lonlat(source: QgsProcessingFeatureSource, context: QgsProcessingContext) -> QgsCoordinateTransform:
    """From a layer's CRS to degrees. Raises when the layer has no CRS."""
    if not source.sourceCrs().isValid():
        raise QgsProcessingException(
            tr(
                "The layer “{layer}” has no coordinate reference system, so its places on Earth are "
                "unknown: set it in the layer's properties (Source)."
            ).format(layer=source.sourceName())
        )
    lonlat = QgsCoordinateReferenceSystem(LONLAT)
    return QgsCoordinateTransform(source.sourceCrs(), lonlat, context.transformContext())


def chunks(source: QgsProcessingFeatureSource, size: int) -> Iterator[list[QgsFeature]]:
    """All features, `size` at a time. Invalid geometries too: a point on them may still be found."""
    features = iter(
        source.getFeatures(
            QgsFeatureRequest(), QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
        )
    )
    while True:
        chunk = list(itertools.islice(features, size))
        if not chunk:
            return
        yield chunk


def place(geometry: QgsGeometry, transform: QgsCoordinateTransform, counts: Counter) -> tuple[float, float]:
    """Longitude and latitude of a point, or of one on a line or surface. NaN, and counted, without one."""
    nowhere = (float("nan"), float("nan"))
    if geometry.isNull() or geometry.isEmpty():
        counts["no geometry"] += 1
        return nowhere
    if QgsWkbTypes.flatType(geometry.wkbType()) != QgsWkbTypes.Type.Point:
        geometry = geometry.pointOnSurface()
        if geometry.isNull() or geometry.isEmpty():
            counts["no geometry"] += 1
            return nowhere
    point = geometry.asPoint()
    if not np.isfinite((point.x(), point.y())).all():
        counts["not finite"] += 1
        return nowhere
    try:
        point = transform.transform(point)
    except QgsCsException:
        point = None
    if point is None or not np.isfinite((point.x(), point.y())).all():
        counts["not transformable"] += 1
        return nowhere
    return point.x(), point.y()
