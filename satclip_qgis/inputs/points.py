"""Longitude and latitude of the features of a layer."""

from __future__ import annotations

import itertools
import math
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
    QgsLineString,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import tr
from satclip_qgis.parameters.extents import LONLAT

NOWHERE = (math.nan, math.nan)
CHUNK = 1000
"""Features read at a time from a layer of locations."""
PIECE = 256
"""Features read between checks for cancellation."""
WKB_HEADER = 9
"""Bytes before the coordinates of a line in well-known binary: byte order, type, number of points."""


def to_lonlat(source: QgsProcessingFeatureSource, context: QgsProcessingContext) -> QgsCoordinateTransform:
    """Return the transform from a layer's CRS to degrees. Raises if the layer has no geometry or no CRS."""
    if source.wkbType() == QgsWkbTypes.Type.NoGeometry:
        raise QgsProcessingException(
            tr("The layer “{layer}” has no geometry. Run “Create points layer from table” first.").format(
                layer=source.sourceName()
            )
        )
    if QgsWkbTypes.flatType(source.wkbType()) == QgsWkbTypes.Type.GeometryCollection:
        raise QgsProcessingException(
            tr(
                "The layer “{layer}” contains geometry collections, which are not supported. Convert them to "
                "points, lines or polygons first."
            ).format(layer=source.sourceName())
        )
    if not source.sourceCrs().isValid():
        raise QgsProcessingException(
            tr(
                "The layer “{layer}” has no coordinate reference system. Set it in the layer properties "
                "(Source)."
            ).format(layer=source.sourceName())
        )
    lonlat = QgsCoordinateReferenceSystem(LONLAT)
    return QgsCoordinateTransform(source.sourceCrs(), lonlat, context.transformContext())


def features_with_lonlat(
    source: QgsProcessingFeatureSource,
    transform: QgsCoordinateTransform,
    counts: Counter,
    size: int,
    feedback: QgsProcessingFeedback,
) -> Iterator[tuple[list[QgsFeature], np.ndarray]]:
    """Yield features in chunks of `size`, with their longitude and latitude as an array (n, 2) in degrees.

    A line or polygon is represented by a point on it, even if its geometry is invalid. Features without a location
    get NaN and are counted in `counts`. Raises `Cancelled`.
    """
    features = iter(
        source.getFeatures(
            QgsFeatureRequest(), QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
        )
    )
    while True:
        chunk, positions = [], []
        while len(chunk) < size:
            if feedback.isCanceled():
                raise Cancelled
            piece = list(itertools.islice(features, min(PIECE, size - len(chunk))))
            if not piece:
                break
            chunk += piece
            positions += [position(feature.geometry(), counts) for feature in piece]
        if not chunk:
            return
        yield chunk, lonlat_of(np.array(positions), transform, counts)


def locations_of(
    source: QgsProcessingFeatureSource,
    name: str,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    most: int | None = None,
) -> np.ndarray:
    """Return longitude and latitude (n, 2) of the features of the parameter `name` with a valid location.

    Stops when there are more than `most`. Logs the number of features without a location. Raises
    QgsProcessingException if no feature has one.
    """
    transform, total, found = to_lonlat(source, context), 0, [np.empty((0, 2))]
    for _, lonlat in features_with_lonlat(source, transform, Counter(), CHUNK, feedback):
        total += len(lonlat)
        found.append(lonlat[np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat[:, 1]) <= 90)])
        if most is not None and sum(map(len, found)) > most:
            break
    valid = np.concatenate(found)
    if not total:
        raise QgsProcessingException(tr("The layer ({name}) has no features.").format(name=name))
    if not len(valid):
        raise QgsProcessingException(
            tr("No feature of the layer ({name}) has a valid location.").format(name=name)
        )
    if total > len(valid):
        feedback.pushWarning(
            tr("Features of the layer ({name}) without a valid location were skipped: {count}.").format(
                count=total - len(valid), name=name
            )
        )
    return valid


def lonlat_of(positions: np.ndarray, transform: QgsCoordinateTransform, counts: Counter) -> np.ndarray:
    """Return longitude and latitude (n, 2) of positions in the layer's CRS. NaN stays NaN. Counts failed transforms."""
    known = np.isfinite(positions).all(axis=1)
    if transform.isShortCircuited() or not known.any():
        return positions
    lonlat = np.full_like(positions, np.nan)
    lonlat[known] = transformed(positions[known], transform)
    lost = known & ~np.isfinite(lonlat).all(axis=1)
    counts["not transformable"] += int(lost.sum())
    lonlat[lost] = np.nan
    return lonlat


def position(geometry: QgsGeometry, counts: Counter) -> tuple[float, float]:
    """Return the coordinates of a point, or of a point on a line or polygon, in the layer's CRS.

    Features without valid coordinates give NaN and are counted.
    """
    try:
        point = geometry.asPoint()
    except (TypeError, ValueError):  # no geometry, or not a point
        geometry = geometry.pointOnSurface()
        if geometry.isEmpty():
            counts["no geometry"] += 1
            return NOWHERE
        point = geometry.asPoint()
    x, y = point.x(), point.y()
    if math.isfinite(x) and math.isfinite(y):
        return x, y
    counts["no geometry" if geometry.isEmpty() else "not finite"] += 1
    return NOWHERE


def transformed(xy: np.ndarray, transform: QgsCoordinateTransform) -> np.ndarray:
    """Return coordinates (n, 2) in another CRS; not finite if they can't be transformed."""
    line = QgsLineString(xy[:, 0].tolist(), xy[:, 1].tolist())
    try:
        line.transform(transform)  # all points at once
    except QgsCsException:
        return np.array([one_transformed(x, y, transform) for x, y in xy.tolist()])
    return np.frombuffer(line.asWkb().data(), dtype=float, offset=WKB_HEADER).reshape(-1, 2)


def one_transformed(x: float, y: float, transform: QgsCoordinateTransform) -> tuple[float, float]:
    """Return a point in another CRS; NaN if it can't be transformed."""
    try:
        point = transform.transform(QgsPointXY(x, y))
    except QgsCsException:
        return NOWHERE
    return point.x(), point.y()
