"""Polygons of a layer as rings of longitude and latitude."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsGeometry,
    QgsPolygon,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.inputs.points import to_lonlat
from satclip_qgis.parameters.extents import Extent

MOST_VERTICES = 200_000
MOST_POLYGONS = 10_000

Rings = list  # list of rings, each a list of [longitude, latitude]


def polygons_of(
    source: QgsProcessingFeatureSource,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    name: str = "AREA",
) -> list[Rings]:
    """Return the rings of each polygon in longitude and latitude, the outer ring first.

    `name` is the name of the parameter. Raises QgsProcessingException for a layer without CRS, without polygons or
    with too many vertices, or `Cancelled`.
    """
    transform = to_lonlat(source, context)
    found, vertices = [], 0
    for feature in source.getFeatures():
        if feedback.isCanceled():
            raise Cancelled
        geometry = QgsGeometry(feature.geometry())
        if geometry.isEmpty() or geometry.transform(transform) != geometry.OperationResult.Success:
            continue
        geometry.convertToMultiType()
        for part in geometry.constParts():
            part = part.segmentize() if part.hasCurvedSegments() else part
            if isinstance(part, QgsPolygon) and part.exteriorRing() is not None:
                rings = [part.exteriorRing(), *(part.interiorRing(i) for i in range(part.numInteriorRings()))]
                found.append([[[point.x(), point.y()] for point in ring.points()] for ring in rings])
                vertices += sum(map(len, found[-1]))
    if vertices > MOST_VERTICES:
        raise QgsProcessingException(
            tr(
                "The polygons of “{layer}” have {count} vertices. The maximum is {most}. Simplify the "
                "polygons first."
            ).format(
                layer=source.sourceName(), count=grouped(f"{vertices:,}"), most=grouped(f"{MOST_VERTICES:,}")
            )
        )
    if not found or not all(
        math.isfinite(value) for rings in found for ring in rings for xy in ring for value in xy
    ):
        raise QgsProcessingException(
            tr("The layer “{layer}” ({name}) has no valid polygon.").format(
                layer=source.sourceName(), name=name
            )
        )
    return found


def sampling_area(
    extent: Extent | None,
    source: QgsProcessingFeatureSource | None,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[dict[str, Any], Extent | None]:
    """Return the sampling area as inputs of a process, and its bounds (west, south, east, north in degrees) or None.

    Raises QgsProcessingException for an empty extent, and like `polygons_of`.
    """
    inputs: dict[str, Any] = {}
    if extent is not None:
        if extent[0] == extent[2] or extent[1] >= extent[3]:
            raise QgsProcessingException(tr("The extent (EXTENT) has no area. Choose another extent."))
        inputs["extent"] = list(extent)
    if source is not None:
        inputs["polygons"] = polygons_of(source, context, feedback)
        extent = extent or bounds_of(inputs["polygons"])
    return inputs, extent


def prediction_area(
    extent: list[float] | None,
    source: QgsProcessingFeatureSource | None,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[dict[str, Any], Sequence[float] | None]:
    """Return the prediction area as inputs of a process, and its bounds (W, S, E, N in degrees) or None.

    Raises QgsProcessingException if both an extent and polygons are given, and like `polygons_of`.
    """
    if source is None:
        return {"area": extent}, extent
    if extent is not None:
        raise QgsProcessingException(
            tr(
                "The prediction area is given as an extent (AREA) and as polygons (AREA_POLYGONS). Choose one of "
                "them."
            )
        )
    polygons = polygons_of(source, context, feedback, "AREA_POLYGONS")
    if len(polygons) > MOST_POLYGONS:
        raise QgsProcessingException(
            tr(
                "The layer “{layer}” (AREA_POLYGONS) has {count} polygons. The maximum is {most}. Simplify or select "
                "polygons first."
            ).format(
                layer=source.sourceName(),
                count=grouped(f"{len(polygons):,}"),
                most=grouped(f"{MOST_POLYGONS:,}"),
            )
        )
    return {"area_polygons": polygons, "area_name": source.sourceName()}, bounds_of(polygons)


def bounds_of(polygons: list[Rings]) -> tuple[float, float, float, float]:
    """Return west, south, east, north of polygons, in degrees."""
    points = [xy for rings in polygons for xy in rings[0]]
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)
