"""The list of the Encoders window: installed encoders, files that can't be used, and releases."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QBrush, QPalette
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from satclip_qgis.gui.encoders.encoder_details import size_of
from satclip_qgis.gui.messages import as_tooltip
from satclip_qgis.i18n import tr

RELEASED, UNUSABLE = "released", "unusable"
"""Origins of rows that are not installed encoders."""


class EncoderList(QTreeWidget):
    """Shows id, origin and size of encoders, of which one is selected."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setColumnCount(3)
        self.setHeaderLabels([tr("Encoder"), tr("Origin"), tr("Size")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName(tr("Encoders"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: list[dict[str, Any]], id: str) -> None:
        """Show these rows, and select the encoder with this id, or else the first one. No signal is emitted."""
        items = [self._item(row) for row in rows]
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems(items)
        chosen = [item for item, row in zip(items, rows) if row["id"] == id] or items[:1]
        if chosen:
            self.setCurrentItem(chosen[0])
        self.blockSignals(False)

    def chosen(self) -> dict[str, Any]:
        """Return the selected row; {} without one."""
        item = self.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item else {}

    def _item(self, row: dict[str, Any]) -> QTreeWidgetItem:
        origins = {
            "bundled": tr("bundled"),
            "downloaded": tr("downloaded"),
            "imported": tr("imported"),
            "trained": tr("trained here"),
            RELEASED: tr("available"),
            UNUSABLE: tr("can't be used"),
        }
        id = str(row.get("id", ""))
        item = QTreeWidgetItem([id, origins.get(str(row.get("origin")), ""), size_of(row) or "–"])
        item.setData(0, Qt.ItemDataRole.UserRole, row)
        item.setTextAlignment(2, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
        item.setToolTip(0, as_tooltip(str(row.get("name") or row.get("title") or id)))
        if row.get("origin") in (RELEASED, UNUSABLE):
            grey = self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
            for column in range(3):
                item.setForeground(column, QBrush(grey))
        return item
