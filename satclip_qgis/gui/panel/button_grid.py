"""Buttons in two columns, or in one if the panel is too narrow for them."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QGridLayout, QSizePolicy, QWidget


class ButtonGrid(QWidget):
    """Buttons of equal width. No text is cut."""

    def __init__(self, buttons: Sequence[QWidget], parent: QWidget | None = None):
        super().__init__(parent)
        self.buttons = buttons
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        self._arrange(2)

    def minimumSizeHint(self) -> QSize:
        """Return the size of a single column. Qt calls this method."""
        return QSize(self._widest(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns. Qt calls this method."""
        super().resizeEvent(event)
        self._arrange(2 if 2 * self._widest() + self._grid.horizontalSpacing() <= self.width() else 1)

    def _widest(self) -> int:
        return max(button.minimumSizeHint().width() for button in self.buttons)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, button in enumerate(self.buttons):
            self._grid.addWidget(button, index // columns, index % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
        self.updateGeometry()
