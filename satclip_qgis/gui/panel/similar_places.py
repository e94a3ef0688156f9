"""The map tool "Similar places": a click sets the reference point of the similarity layer."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from satclip_qgis.gui.canvas_places import LONLAT, to_lonlat
from satclip_qgis.layers.live_layer import Place

REPLACE, ADD, EXCLUDE = "replace", "add", "exclude"
"""What a click does: set the reference point, add one, or add a place that others should not resemble."""


class SimilarPlacesTool(QgsMapTool):
    """Emits clicks and cursor positions in degrees, and marks the reference points."""

    picked = pyqtSignal(object, str)
    """The position or None, and one of REPLACE, ADD (Ctrl or Shift was pressed) and EXCLUDE (Alt, or `excludes`)."""
    moved = pyqtSignal(object)
    """The position of the cursor, or None."""

    def __init__(self, canvas: QgsMapCanvas):
        super().__init__(canvas)
        self.places: tuple[Place, ...] = ()
        self.negatives: tuple[Place, ...] = ()
        self.excludes = False
        self.keeps_marks = False
        self.marks = _marks(canvas, QgsRubberBand.IconType.ICON_CIRCLE, QColor(255, 255, 255))
        self.crosses = _marks(canvas, QgsRubberBand.IconType.ICON_X, QColor(255, 80, 80))
        self.setCursor(Qt.CursorShape.CrossCursor)
        canvas.destinationCrsChanged.connect(self._draw)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Emit the position of a click. QGIS calls this method."""
        if event.button() == Qt.MouseButton.LeftButton:
            held = event.modifiers()
            if self.excludes or held & Qt.KeyboardModifier.AltModifier:
                how = EXCLUDE
            elif held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
                how = ADD
            else:
                how = REPLACE
            self.picked.emit(self.place_at(event.mapPoint()), how)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Emit the position of the cursor. QGIS calls this method."""
        self.moved.emit(self.place_at(event.mapPoint()))

    def deactivate(self) -> None:
        """Hide the marks. QGIS calls this method when another tool is activated."""
        super().deactivate()
        self._draw()
        self.moved.emit(None)

    def activate(self) -> None:
        """Show the marks. QGIS calls this method when this tool is activated."""
        super().activate()
        self._draw()

    def place_at(self, point: QgsPointXY) -> Place | None:
        """Return a point of the canvas in degrees; None if it is not on Earth."""
        return to_lonlat(point, self.canvas().mapSettings().destinationCrs())

    def mark(
        self, places: tuple[Place, ...], negatives: tuple[Place, ...] = (), *, keep: bool = False
    ) -> None:
        """Mark positions on the canvas: while the tool is active, or with `keep` always."""
        self.places, self.negatives, self.keeps_marks = places, negatives, keep
        self._draw()

    def remove(self) -> None:
        """Remove the marks from the canvas. Call it before the tool is deleted."""
        self.canvas().destinationCrsChanged.disconnect(self._draw)
        self.canvas().unsetMapTool(self)
        for band in (self.marks, self.crosses):
            self.canvas().scene().removeItem(band)

    def _draw(self) -> None:
        for band, places in ((self.marks, self.places), (self.crosses, self.negatives)):
            band.reset(QgsWkbTypes.GeometryType.PointGeometry)
            if places and (self.isActive() or self.keeps_marks):
                self._add_points(band, places)

    def _add_points(self, band: QgsRubberBand, places: tuple[Place, ...]) -> None:
        band.show()
        transform = QgsCoordinateTransform(
            LONLAT, self.canvas().mapSettings().destinationCrs(), QgsProject.instance()
        )
        for longitude, latitude in places:
            try:
                band.addPoint(transform.transform(QgsPointXY(longitude, latitude)))
            except QgsCsException:
                continue  # the point is outside the domain of this CRS


def _marks(canvas: QgsMapCanvas, icon: QgsRubberBand.IconType, colour: QColor) -> QgsRubberBand:
    """Return marks on the canvas, with a black edge."""
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PointGeometry)
    band.setIcon(icon)
    band.setIconSize(11)
    band.setWidth(2)
    band.setColor(colour)
    band.setSecondaryStrokeColor(QColor(0, 0, 0))
    return band


def selected_places(layer, most: int) -> list[Place]:
    """Return the positions of up to `most` selected points of a vector layer; [] if it has no points."""
    if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
        return []
    places = []
    for feature in layer.getSelectedFeatures(QgsFeatureRequest().setLimit(most)):
        geometry: QgsGeometry = feature.geometry()
        for vertex in geometry.vertices():
            place = to_lonlat(QgsPointXY(vertex.x(), vertex.y()), layer.crs())
            if place:
                places.append(place)
    return places[:most]
