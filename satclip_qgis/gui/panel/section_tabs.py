"""Tabs with icons and names, or with tooltips instead of names that don't fit: of the other tabs, or of all."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon, QResizeEvent
from qgis.PyQt.QtWidgets import QTabWidget, QWidget


class SectionTabs(QTabWidget):
    """Tabs that fit into a narrow panel in every language."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.names: list[str] = []
        self.setDocumentMode(True)
        self.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        self.currentChanged.connect(self._fit)

    def add(self, section: QWidget, icon: QIcon, name: str) -> None:
        """Add a tab."""
        self.names.append(name)
        index = self.addTab(section, icon, name)
        self.setTabToolTip(index, name)
        if hasattr(self.tabBar(), "setAccessibleTabName"):  # Qt 5.15
            self.tabBar().setAccessibleTabName(index, name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the names that fit. Qt calls this method."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *_: object) -> None:
        current = self.currentIndex()
        for named in (set(range(len(self.names))), {current}, set()):
            for index, name in enumerate(self.names):
                self.setTabText(index, name if index in named else "")
            if self.tabBar().sizeHint().width() <= self.width():
                break
