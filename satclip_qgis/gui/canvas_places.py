"""Places of the current view: a grid of canvas pixels, in degrees."""

from __future__ import annotations

import math

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas

from satclip_qgis.layers.live_layer import Place, on_earth

LONLAT = QgsCoordinateReferenceSystem("EPSG:4326")
STEP = 20
"""Distance in pixels between the places of a view, if there are at most `MOST`."""
MOST = 4000
"""Approximate largest number of places of a view: a map of clusters is read there while the window waits."""


def places_in_view(canvas: QgsMapCanvas) -> list[tuple[int, int, Place]]:
    """Return pixels of a grid on the canvas with their place in degrees. Pixels that are not on Earth are left out."""
    step = max(STEP, math.ceil(math.sqrt(canvas.width() * canvas.height() / MOST)))
    to_map = canvas.getCoordinateTransform()
    to_degrees = QgsCoordinateTransform(canvas.mapSettings().destinationCrs(), LONLAT, QgsProject.instance())
    found = []
    for x in range(step // 2, canvas.width(), step):
        for y in range(step // 2, canvas.height(), step):
            try:
                point = to_degrees.transform(to_map.toMapCoordinates(x, y))
            except QgsCsException:
                continue
            if place := on_earth(point.x(), point.y()):
                found.append((x, y, place))
    return found


def to_lonlat(point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> Place | None:
    """Return a point in degrees, transformed with the settings of the project; None if it is not on Earth."""
    try:
        found = QgsCoordinateTransform(crs, LONLAT, QgsProject.instance()).transform(point)
    except QgsCsException:
        return None
    return on_earth(found.x(), found.y())
