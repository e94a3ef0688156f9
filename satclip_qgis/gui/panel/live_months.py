"""Live layers of encoders of location and month show the month of the temporal controller of QGIS."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import QgsDateTimeRange, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from satclip_qgis.bridge.backend import Backend
from satclip_qgis.gui.worker_task import WorkerTask
from satclip_qgis.layers.live_layer import LABELS, live_layers, show_view, view_of
from satclip_qgis.signals import SIGNALS

LONGEST_DAYS = 200
"""Length of a temporal range from which on it has no month: the mean over the year is shown."""


class LiveMonths(QObject):
    """Sets the month of live layers to that of the canvas.

    Whether an encoder has months is asked once, when the temporal controller is first used with it.
    """

    changed = pyqtSignal()
    """Layers show another month."""

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None):
        super().__init__(parent)
        self._canvas = canvas
        self._has_months: dict[str, bool] = {}
        self._worker = WorkerTask(self)
        self._worker.answered.connect(self._answered)
        canvas.temporalRangeChanged.connect(self.follow)
        SIGNALS.set_up.connect(self._has_months.clear)
        SIGNALS.python_chosen.connect(self._has_months.clear)

    def remove(self) -> None:
        """Leave the layers as they are."""
        self._canvas.temporalRangeChanged.disconnect(self.follow)
        SIGNALS.set_up.disconnect(self._has_months.clear)
        SIGNALS.python_chosen.disconnect(self._has_months.clear)
        self._worker.forget()

    def follow(self) -> None:
        """Show the month of the canvas in the live layers whose encoder has months."""
        month = month_of(self._canvas.temporalRange())
        unknown, changed = set(), False
        for layer in live_layers(QgsProject.instance()):
            view = view_of(layer)
            if view.month == month or view.style == LABELS:
                continue
            if view.encoder not in self._has_months:
                unknown.add(view.encoder)
            elif self._has_months[view.encoder]:
                show_view(layer, replace(view, month=month))
                changed = True
        if unknown:

            def ask(backend: Backend) -> dict[str, bool]:
                return {
                    str(known["id"]): bool(known.get("months"))
                    for known in backend.encoders()
                    if known.get("id") in unknown
                }

            self._worker.send(ask)
        if changed:
            self.changed.emit()

    def _answered(self, found: dict[str, bool]) -> None:
        self._has_months.update(found)
        if found:
            self.follow()


def month_of(range: QgsDateTimeRange) -> int | None:
    """Return the month of the middle of a temporal range, from 1 to 12; None for an infinite or a long one."""
    begin, end = range.begin(), range.end()
    if range.isInfinite() or not begin.isValid() or not end.isValid():
        return None
    seconds = begin.secsTo(end)
    if seconds > LONGEST_DAYS * 86_400:
        return None
    return begin.addSecs(seconds // 2).date().month()
