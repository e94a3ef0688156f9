"""The widgets for labelling by clicks."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsFieldProxyModel, QgsMapLayerProxyModel, QgsVectorLayer
from qgis.gui import QgsColorButton, QgsFieldComboBox, QgsMapLayerComboBox, QgsMessageViewer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis.help import help_html
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.layers.label_classes import LabelClass

VALUE, COLOUR = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class LabelSection(QWidget):
    """The widgets. User actions are emitted as signals; `show_…` methods never emit them."""

    class_asked = pyqtSignal()
    class_renamed = pyqtSignal(object, str)
    """The value of a class and the name that was typed."""
    class_recoloured = pyqtSignal(object, str)
    class_removed = pyqtSignal(object)
    view_changed = pyqtSignal()
    """Another threshold, or another class to show."""

    def __init__(self, tool_action: QAction, new_file: QAction, new_layer: QAction):
        super().__init__()
        self.layer = QgsMapLayerComboBox()
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PointLayer)
        self.layer.setAllowEmptyLayer(True)
        self.layer.setCurrentIndex(0)
        self.field = QgsFieldComboBox()
        self.field.setFilters(
            QgsFieldProxyModel.Filter.String
            | QgsFieldProxyModel.Filter.Int
            | QgsFieldProxyModel.Filter.LongLong
        )
        self.field.setAllowEmptyFieldName(True)
        for combo in (self.layer, self.field):
            _narrow(combo)
        self.new = QToolButton()
        self.new.setText(tr("New"))
        self.new.setToolTip(tr("Create a layer for labels"))
        menu = QMenu(self.new)
        menu.addActions([new_file, new_layer])
        self.new.setMenu(menu)
        self.new.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.hint = _text()
        self.classes = QTreeWidget()
        self.classes.setAccessibleName(tr("Classes"))
        self.classes.setToolTip(tr("New labels get the selected class. Double-click to rename it."))
        self.classes.setHeaderLabels([tr("Class"), tr("Labels")])
        self.classes.setRootIsDecorated(False)
        self.classes.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)  # only the name can be edited
        self.classes.header().setStretchLastSection(False)
        self.classes.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.classes.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.classes.setFixedHeight(120)
        self.add_class = QPushButton(tr("Add class"))
        self.colour = QgsColorButton()
        self.colour.setToolTip(tr("Colour of the selected class"))
        self.colour.setAccessibleName(self.colour.toolTip())
        self.colour.setMaximumWidth(48)
        self.remove_class = QPushButton(tr("Remove"))
        self.remove_class.setToolTip(tr("Remove the selected class, which must have no labels"))
        self.tool = QToolButton()
        self.tool.setDefaultAction(tool_action)
        self.tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tool.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.undo = QPushButton(tr("Undo"))
        self.undo.setToolTip(tr("Undo the last label (Ctrl+Z on the map)"))
        self.selection = QPushButton(tr("Label selected"))
        self.selection.setToolTip(
            tr("Label the selected features of the current layer with the selected class")
        )
        self.cluster = QPushButton(tr("From cluster"))
        self.cluster.setCheckable(True)
        self.cluster.setToolTip(
            tr("Click a cluster on the map: a few typical places of it in the view get the selected class")
        )
        self.next = QPushButton(tr("Next place"))
        self.next.setToolTip(tr("Show the place in the current view whose class is most uncertain"))
        self.shown = QComboBox()
        _narrow(self.shown)
        self.threshold = QSlider(Qt.Orientation.Horizontal)
        self.threshold.setRange(0, 99)
        self.threshold.setToolTip(tr("Places with a smaller probability or similarity are transparent"))
        self.threshold_value = QLabel()
        self.report = _text()
        self.fit = QPushButton(tr("Fit a model…"))
        self.fit.setToolTip(tr("Open “Fit a model” with these labels as the target"))
        self.help = QPushButton(tr("Help"))
        self._arrange()
        self._connect()
        self.show_classes([], {})
        self.show_layer(None, "")

    # What the user has chosen

    def chosen_class(self) -> object:
        """Return the value of the class for new labels, or None."""
        item = self.classes.currentItem()
        return item.data(0, VALUE) if item else None

    def shown_class(self) -> str | None:
        """Return the name of the class whose score is shown; None for all."""
        return self.shown.currentData()

    def threshold_share(self) -> float:
        """Return the threshold, 0 to 1."""
        return self.threshold.value() / 100

    # What is shown

    def show_layer(self, layer: QgsVectorLayer | None, field: str) -> None:
        """Show the label layer and its field; without a field, it can't be labelled yet."""
        for combo in (self.layer, self.field):
            combo.blockSignals(True)
        self.layer.setLayer(layer)
        self.field.setLayer(layer)
        self.field.setField(field)
        for combo in (self.layer, self.field):
            combo.blockSignals(False)
        temporary = layer is not None and layer.providerType() == "memory"
        if layer is None:
            hint = tr("Create a layer for labels, or choose a point layer to continue with.")
        elif not field:
            hint = tr(
                "Choose the field with the classes. The layer is then drawn in the colours of its classes."
            )
        elif temporary:
            hint = tr(
                "These labels are in a temporary layer and are lost when QGIS closes. Right-click the layer and choose "
                "“Make Permanent” to keep them."
            )
        else:
            hint = ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        labelling = (
            self.classes,
            self.add_class,
            self.selection,
            self.cluster,
            self.undo,
            self.tool,
            self.fit,
        )
        for widget in labelling:
            widget.setEnabled(bool(field))
        self.tool.defaultAction().setEnabled(bool(field))

    def show_classes(self, classes: Sequence[LabelClass], counts: dict | None) -> None:
        """Show the classes, with the number of labels of each; None if it is not known yet. The selection stays."""
        chosen, shown = self.chosen_class(), self.shown_class()
        self.classes.blockSignals(True)
        self.shown.blockSignals(True)
        self.classes.clear()
        self.shown.clear()
        self.shown.addItem(tr("All classes"), None)
        for each in classes:
            count = None if counts is None else counts.get(each.value, 0)
            item = QTreeWidgetItem([each.name, "…" if count is None else grouped(f"{count:,}")])
            item.setIcon(0, _icon(each.colour))
            item.setData(0, VALUE, each.value)
            item.setData(0, COLOUR, each.colour)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.classes.addTopLevelItem(item)
            if count:
                self.shown.addItem(_icon(each.colour), each.name, each.name)
        rows = [self.classes.topLevelItem(i).data(0, VALUE) for i in range(self.classes.topLevelItemCount())]
        self.choose_class(rows.index(chosen) if chosen in rows else 0)
        self.shown.setCurrentIndex(max(0, self.shown.findData(shown)))
        self.classes.blockSignals(False)
        self.shown.blockSignals(False)
        self._class_chosen()

    def choose_class(self, row: int) -> None:
        """Select a class for new labels, from 0."""
        if row < self.classes.topLevelItemCount():
            self.classes.setCurrentItem(self.classes.topLevelItem(row))

    def choose_view(self, shown: str | None, threshold: float) -> None:
        """Show the settings of a live layer."""
        for widget in (self.shown, self.threshold):
            widget.blockSignals(True)
        self.shown.setCurrentIndex(max(0, self.shown.findData(shown)))
        self.threshold.setValue(round(100 * threshold))
        for widget in (self.shown, self.threshold):
            widget.blockSignals(False)
        self._show_threshold()

    def show_report(self, text: str) -> None:
        """Show what is known about the labels: the method and its accuracy, or an error."""
        self.report.setText(text)
        self.report.setVisible(bool(text))

    def show_help(self, *_: object) -> None:
        """Open the help page in a separate window."""
        viewer = QgsMessageViewer(self, deleteOnClose=True)
        viewer.setTitle(tr("Label places"))
        viewer.setMessageAsHtml(help_html("label_places"))
        viewer.showMessage(False)

    # Widgets

    def _connect(self) -> None:
        self.add_class.clicked.connect(lambda: self.class_asked.emit())
        self.classes.currentItemChanged.connect(self._class_chosen)
        self.classes.itemDoubleClicked.connect(lambda item: self.classes.editItem(item, 0))
        self.classes.itemChanged.connect(
            lambda item: self.class_renamed.emit(item.data(0, VALUE), item.text(0))
        )
        self.colour.colorChanged.connect(
            lambda colour: self.class_recoloured.emit(self.chosen_class(), colour.name())
        )
        self.remove_class.clicked.connect(lambda: self.class_removed.emit(self.chosen_class()))
        self.shown.currentIndexChanged.connect(lambda: self.view_changed.emit())
        self.threshold.valueChanged.connect(self._show_threshold)
        self.threshold.valueChanged.connect(lambda: self.view_changed.emit())
        self.help.clicked.connect(self.show_help)
        self._show_threshold()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layer = QHBoxLayout()
        layer.addWidget(self.layer, 1)
        layer.addWidget(self.new)
        form.addRow(_buddy(tr("Labels"), self.layer), layer)
        form.addRow(_buddy(tr("Field"), self.field), self.field)
        classes = QHBoxLayout()
        classes.addWidget(self.add_class, 1)
        classes.addWidget(self.colour)
        classes.addWidget(self.remove_class, 1)
        buttons = QGridLayout()
        buttons.addWidget(self.tool, 0, 0)
        buttons.addWidget(self.undo, 0, 1)
        buttons.addWidget(self.selection, 1, 0)
        buttons.addWidget(self.cluster, 1, 1)
        buttons.addWidget(self.next, 2, 0, 1, 2)
        view = QFormLayout()
        view.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        view.addRow(_buddy(tr("Show"), self.shown), self.shown)
        threshold = QHBoxLayout()
        threshold.addWidget(self.threshold, 1)
        threshold.addWidget(self.threshold_value)
        view.addRow(_buddy(tr("Threshold"), self.threshold), threshold)
        end = QHBoxLayout()
        end.addWidget(self.fit)
        end.addStretch()
        end.addWidget(self.help)
        arranged = QVBoxLayout(self)
        for part in (form, self.hint, self.classes, classes, buttons, view, self.report, end):
            arranged.addWidget(part) if isinstance(part, QWidget) else arranged.addLayout(part)

    def _class_chosen(self, *_: object) -> None:
        item = self.classes.currentItem()
        for widget in (self.colour, self.remove_class):
            widget.setEnabled(item is not None)
        if item:
            self.colour.blockSignals(True)
            self.colour.setColor(QColor(item.data(0, COLOUR)))
            self.colour.blockSignals(False)

    def _show_threshold(self, *_: object) -> None:
        self.threshold_value.setText(f"{self.threshold.value()} %")


def _narrow(combo: QComboBox) -> None:
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)


def _text() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.hide()
    return label


def _buddy(text: str, widget: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(widget)
    return label


def _icon(colour: str) -> QIcon:
    pixmap = QPixmap(16, 16)
    pixmap.fill(QColor(colour))
    return QIcon(pixmap)
