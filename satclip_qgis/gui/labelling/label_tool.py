"""The map tool for labelling: a click labels a place, Shift+click removes the nearest label."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence

from satclip_qgis.gui.canvas_places import LONLAT, places_in_view, to_lonlat
from satclip_qgis.layers.live_layer import Place

CLICK_PIXELS = 12
"""Largest distance of a label from a click that removes it."""
TAKEN_PIXELS = 40
"""Smallest distance in pixels of a suggested place from labels and from earlier suggestions."""


class LabelTool(QgsMapTool):
    """Emits clicks in degrees, and marks the place that is suggested next."""

    labelled = pyqtSignal(object)
    """The position of a click, or None if it is not on Earth."""
    removed = pyqtSignal(object)
    """The position of a click with Shift, in pixels of the canvas."""
    undone = pyqtSignal()
    class_chosen = pyqtSignal(int)
    """The number of a class, from 0: a key from 1 to 9 was pressed."""

    def __init__(self, canvas: QgsMapCanvas):
        super().__init__(canvas)
        self.place: Place | None = None
        self.mark = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PointGeometry)
        self.mark.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
        self.mark.setIconSize(21)
        self.mark.setWidth(3)
        self.mark.setColor(QColor(255, 255, 255))
        self.mark.setFillColor(QColor(255, 255, 255, 0))
        self.mark.setSecondaryStrokeColor(QColor(0, 0, 0))
        self.setCursor(Qt.CursorShape.CrossCursor)
        canvas.destinationCrsChanged.connect(self._draw)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Emit a click. QGIS calls this method."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.removed.emit(event.pos())
        else:
            self.labelled.emit(to_lonlat(event.mapPoint(), self.crs()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo with Ctrl+Z; choose a class with 1 to 9. QGIS calls this method."""
        number = event.key() - Qt.Key.Key_1
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif 0 <= number < 9 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.class_chosen.emit(number)
        else:
            event.ignore()
            return
        event.accept()

    def suggest(self, place: Place | None) -> None:
        """Mark a place in degrees, and let it flash; None removes the mark."""
        self.place = place
        self._draw()
        if self.mark.numberOfVertices():
            self.canvas().flashGeometries([self.mark.asGeometry()], self.crs())

    def pixel(self, place: Place) -> QgsPointXY | None:
        """Return a place in degrees as a point of the canvas in pixels; None where the CRS doesn't show it."""
        try:
            point = self._transform().transform(QgsPointXY(*place))
        except QgsCsException:
            return None
        return self.canvas().getCoordinateTransform().transform(point)

    def crs(self) -> QgsCoordinateReferenceSystem:
        """Return the CRS of the canvas."""
        return self.canvas().mapSettings().destinationCrs()

    def around(self, at: QPoint) -> tuple[QgsPointXY, float]:
        """Return a position on the canvas, and the radius for labels near it, in units of the canvas."""
        return self.toMapCoordinates(at), CLICK_PIXELS * self.canvas().mapUnitsPerPixel()

    def candidates(self, taken: list[Place]) -> list[Place]:
        """Return places on a grid of the canvas, in degrees, without those near `taken`."""
        pixels = [found for found in map(self.pixel, taken) if found]
        return [
            place
            for x, y, place in places_in_view(self.canvas())
            if all(max(abs(x - near.x()), abs(y - near.y())) >= TAKEN_PIXELS for near in pixels)
        ]

    def remove(self) -> None:
        """Remove the mark from the canvas. Call it before the tool is deleted."""
        self.canvas().destinationCrsChanged.disconnect(self._draw)
        self.canvas().unsetMapTool(self)
        self.canvas().scene().removeItem(self.mark)

    def _transform(self) -> QgsCoordinateTransform:
        return QgsCoordinateTransform(LONLAT, self.crs(), QgsProject.instance())

    def _draw(self) -> None:
        self.mark.reset(QgsWkbTypes.GeometryType.PointGeometry)
        if self.place is None:
            return
        try:
            self.mark.addPoint(self._transform().transform(QgsPointXY(*self.place)))
        except QgsCsException:
            return  # outside the domain of this CRS
        self.mark.show()
