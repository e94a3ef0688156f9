"""The section Model of the panel: fitting, the models of the project, and predictions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.gui import QgsFieldComboBox, QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis.gui.messages import as_tooltip
from satclip_qgis.gui.panel.button_grid import ButtonGrid
from satclip_qgis.gui.panel.layer_choice import LayerChoice
from satclip_qgis.i18n import tr


class ModelSection(QWidget):
    """The widgets."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.is_usable = False
        self.is_fitting = False
        self.layer = LayerChoice()
        self.field = QgsFieldComboBox()
        self.field.setAllowEmptyFieldName(True)  # the first field is often an identifier
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.setMinimumContentsLength(8)
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(tr("SatCLIP models (*.satclip)"))
        self.file.setToolTip(tr("The report is saved next to the model, as an HTML file."))
        self.fit = QPushButton(tr("Fit"))
        self.fit.setToolTip(tr("Fits and cross-validates a model of the field in the background."))
        self.fit_more = QPushButton(tr("More options…"))
        self.fit_more.setToolTip(tr("Opens the dialog of the algorithm with these values."))
        self.models = QComboBox()
        self.models.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.models.setMinimumContentsLength(8)
        self.models.setAccessibleName(tr("Models of the project"))
        self.open = QPushButton(tr("Open…"))
        self.open.setToolTip(tr("Adds the model in a file to the list."))
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.report = QPushButton(tr("Open report"))
        self.map = QPushButton(tr("Create map…"))
        self.map.setToolTip(tr("Opens the dialog of a prediction map of the view."))
        self.target_layer = LayerChoice()
        self.predict = QPushButton(tr("Predict features"))
        self.predict.setToolTip(tr("Adds a temporary copy of the layer with predictions, in the background."))
        self.predict_more = QPushButton(tr("More options…"))
        self.predict_more.setToolTip(tr("Opens the dialog of the algorithm with these values."))
        self._arrange()
        self.layer.layerChanged.connect(self.field.setLayer)
        self.field.setLayer(self.layer.currentLayer())
        self.field.fieldChanged.connect(self._allow)
        self.target_layer.layerChanged.connect(self._allow)
        self._allow()

    def model(self) -> Path | None:
        """Return the selected model."""
        return self.models.currentData()

    def show_models(self, models: list[Path], chosen: Path | None = None) -> None:
        """List these models. The selection stays, or becomes `chosen` or the first one."""
        chosen = chosen or self.model()
        self.models.blockSignals(True)
        self.models.clear()
        for model in models:
            self.models.addItem(model.stem, model)
            tooltip = as_tooltip(str(model))
            self.models.setItemData(self.models.count() - 1, tooltip, Qt.ItemDataRole.ToolTipRole)
        self.models.setCurrentIndex(models.index(chosen) if chosen in models else min(0, len(models) - 1))
        self.models.blockSignals(False)
        self.models.currentIndexChanged.emit(self.models.currentIndex())

    def show_about(self, text: str, usable: bool, report: Path | None) -> None:
        """Describe the selected model, and offer what can be done with it."""
        self.about.setText(text)
        self.is_usable = usable
        self.report.setEnabled(report is not None)
        self.report.setToolTip(
            as_tooltip(str(report)) if report else tr("There is no report next to the model.")
        )
        self._allow()

    def allow_fit(self, allowed: bool) -> None:
        """Allow to fit a model, or not while one is being fitted."""
        self.is_fitting = not allowed
        self._allow()

    def _allow(self, *_: object) -> None:
        self.fit.setEnabled(
            self.layer.currentLayer() is not None and bool(self.field.currentField()) and not self.is_fitting
        )
        self.map.setEnabled(self.is_usable)
        self.predict_more.setEnabled(self.is_usable)
        self.predict.setEnabled(self.is_usable and self.target_layer.currentLayer() is not None)

    def _arrange(self) -> None:
        fit = [(tr("Layer"), self.layer), (tr("Target field"), self.field), (tr("Model file"), self.file)]
        use = [
            (tr("Model"), self._beside(self.models, self.open)),
            ("", self.about),
            (tr("Layer"), self.target_layer),
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.addWidget(_group(tr("Fit a model"), fit, [self.fit, self.fit_more]))
        buttons = [self.predict, self.predict_more, self.map, self.report]
        layout.addWidget(_group(tr("Use a model"), use, buttons))
        layout.addStretch()

    def _beside(self, wide: QWidget, narrow: QWidget) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(wide, 1)
        row.addWidget(narrow)
        both.setFocusProxy(wide)
        return both


def _group(title: str, rows: Sequence[tuple[str, QWidget]], buttons: Sequence[QPushButton]) -> QGroupBox:
    """Return a group of widgets with labels, and of buttons in two columns."""
    group = QGroupBox(title)
    form = QFormLayout()
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for label, widget in rows:
        if label:
            form.addRow(label, widget)
        else:
            form.addRow(widget)
    layout = QVBoxLayout(group)
    layout.addLayout(form)
    layout.addWidget(ButtonGrid(buttons))
    return group
