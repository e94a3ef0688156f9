"""The encoder of all sections of the panel."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QWidget

from satclip_qgis import settings
from satclip_qgis.i18n import tr


class EncoderChoice(QComboBox):
    """A list of the known encoders and of the encoder of the selected live layer."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setAccessibleName(tr("Encoder"))
        self.setToolTip(tr("The encoder that all sections use"))
        self.used = ""
        self.offer()

    def offer(self, used: str | None = None) -> None:
        """List the known encoders, and that `used` by a live layer, which may have been deleted.

        None keeps the last `used` one. The selection stays if it is still in the list.
        """
        self.used = self.used if used is None else used
        ids = list(dict.fromkeys([*settings.known_encoders(), *([self.used] if self.used else [])]))
        if ids == [self.itemText(index) for index in range(self.count())]:
            return
        chosen = self.currentText()
        self.blockSignals(True)
        self.clear()
        self.addItems(ids)
        self.setCurrentText(chosen)
        self.blockSignals(False)
