"""Widgets of encoder parameters in the dialogs of algorithms. The value stays text: ids separated by commas."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import WidgetWrapper
from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition, QgsProcessingParameters
from qgis.gui import QgsCheckableComboBox, QgsGui
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QToolButton, QWidget

from satclip_qgis import settings
from satclip_qgis.i18n import tr
from satclip_qgis.parameters.encoders import ids_in

SEPARATOR = ", "


class EncoderBox(QComboBox):
    """A list of the known encoders; any other id can be typed."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(settings.known_encoders())
        self.changed = self.currentTextChanged

    def text(self) -> str:
        """Return the id."""
        return self.currentText().strip()

    def set_text(self, text: str) -> None:
        """Show an id, which need not be known."""
        self.setCurrentText(text)


class EncodersBox(QWidget):
    """A list of the known encoders with tick boxes, and a button to enter any other id."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.list = QgsCheckableComboBox()
        self.list.setSeparator(SEPARATOR)
        self.list.setDefaultText(tr("None"))
        self.list.setMinimumContentsLength(8)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.changed = self.list.checkedItemsChanged
        self.other = QToolButton()
        self.other.setText("+")
        self.other.setToolTip(tr("Enter the id of another encoder"))
        self.other.clicked.connect(self.ask_other)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.other)
        self.setFocusProxy(self.list)
        self.set_text("")

    def text(self) -> str:
        """Return the ticked ids."""
        return SEPARATOR.join(self.list.checkedItems())

    def set_text(self, text: str) -> None:
        """Tick these ids and no others. They come first in the list, in this order, and may be unknown."""
        wanted = list(dict.fromkeys(ids_in(text)))
        self.list.clear()
        self.list.addItems(list(dict.fromkeys([*wanted, *settings.known_encoders()])))
        self.list.setCheckedItems(wanted)

    def ask_other(self, *_: object) -> None:
        """Ask for an id, and tick it."""
        text, entered = QInputDialog.getText(self, tr("Encoder"), tr("Encoder id"))
        if entered:
            self.set_text(SEPARATOR.join([*self.list.checkedItems(), *ids_in(text)]))


class EncoderWrapper(WidgetWrapper):
    """Connects one of the widgets with its parameter, in the dialog of an algorithm or of a batch."""

    def createWidget(self, several: bool = False) -> QWidget:
        """Create the widget. QGIS calls this method."""
        box = EncodersBox() if several else EncoderBox()
        box.changed.connect(lambda *_: self.widgetValueHasChanged.emit(self))
        return box

    def setValue(self, value: Any) -> None:
        """Show a value of the parameter."""
        parameter = self.parameterDefinition()
        self.widget.set_text(
            QgsProcessingParameters.parameterAsString(parameter, value, QgsProcessingContext())
        )

    def value(self) -> str:
        """Return the value of the parameter."""
        return self.widget.text()


class EncoderWidget:
    """The class named by `widget_wrapper` in a parameter's metadata. Creates the wrapper for a Processing dialog."""

    def __new__(
        cls, parameter: QgsProcessingParameterDefinition, dialog: QWidget, row: int, column: int, **options
    ):
        """Return the wrapper. The model designer gets its own widget for text, with inputs and expressions."""
        if type(dialog).__name__ != "ModelerParametersDialog":
            return EncoderWrapper(parameter, dialog, row, column, **options)
        wrapper = QgsGui.processingGuiRegistry().createModelerParameterWidget(
            dialog.model, dialog.childId, parameter, dialog.context
        )
        wrapper.setDialog(dialog)
        return wrapper
