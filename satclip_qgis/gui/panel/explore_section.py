"""The section Explore of the panel: settings, legend and value at the cursor of the live embedding layer."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis.gui.panel.button_grid import ButtonGrid
from satclip_qgis.gui.panel.encoder_choice import EncoderChoice
from satclip_qgis.i18n import tr
from satclip_qgis.layers.live_layer import CLUSTERS, FEWEST_CLUSTERS, MOST_CLUSTERS, PCA, SIMILARITY, LiveView


class ExploreSection(QWidget):
    """The widgets. User actions are emitted as signals. `encoder` is the choice that all sections share."""

    add_asked = pyqtSignal()
    change_asked = pyqtSignal()
    selection_asked = pyqtSignal()

    def __init__(self, tool_action: QAction, encoder: EncoderChoice, parent: QWidget | None = None):
        super().__init__(parent)
        self.encoder = encoder
        self.style_choice = QComboBox()
        self.style_choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for text, style in (
            (tr("Principal components (RGB)"), PCA),
            (tr("Similarity to locations"), SIMILARITY),
            (tr("Clusters"), CLUSTERS),
        ):
            self.style_choice.addItem(text, style)
        self.clusters = QSpinBox()
        self.clusters.setRange(FEWEST_CLUSTERS, MOST_CLUSTERS)
        self.clusters.setValue(8)
        self.clusters_label = QLabel(tr("Number of clusters"))
        self.clusters_label.setBuddy(self.clusters)
        self.add = QPushButton(tr("Add layer"))
        self.add.setToolTip(tr("Add a raster layer that is rendered while you pan and zoom"))
        self.change = QPushButton(tr("Update layer"))
        self.change.setToolTip(tr("Apply these settings to the selected live layer"))
        self.tool = QToolButton()
        self.tool.setDefaultAction(tool_action)
        self.tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tool.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.negative = QPushButton(tr("Negative examples"))
        self.negative.setCheckable(True)
        self.negative.setToolTip(
            tr("Clicks add locations that places should not resemble. Or hold Alt when you click.")
        )
        self.selection = QPushButton(tr("Use selected points"))
        self.selection.setToolTip(
            tr("Map the similarity to the selected features of the current point layer")
        )
        self.stretch = QPushButton(tr("Stretch to view"))
        self.stretch.setToolTip(
            tr("Stretch the colours to the similarities in the view (2nd to 98th percentile)")
        )
        self.unstretch = QPushButton(tr("Fixed range"))
        self.unstretch.setToolTip(
            tr("Use the same range on every map, with 0 in the middle, so that maps are comparable")
        )
        self.map = QPushButton(tr("Create map…"))
        self.map.setToolTip(tr("Opens the dialog that creates a raster of the view with these settings."))
        self.basis = QPushButton(tr("Save PCA basis…"))
        self.basis.setToolTip(
            tr("Saves a PCA basis that is fitted to the view, for maps with the same, comparable colours.")
        )
        self.value = QLabel()
        self.value.setWordWrap(True)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.legend_title = QLabel()
        self.legend_title.setWordWrap(True)
        self.legend = QListWidget()
        self.legend.setFrameShape(QFrame.Shape.NoFrame)
        self.legend.setMinimumHeight(60)
        self.legend.setAccessibleName(tr("Legend"))
        self._arrange()
        self.add.clicked.connect(self.add_asked)
        self.change.clicked.connect(self.change_asked)
        self.selection.clicked.connect(self.selection_asked)
        self.style_choice.currentIndexChanged.connect(self._show_what_counts)
        self._show_what_counts()
        self.allow_change(False)
        self.allow_stretch(None)
        self.show_value(None)
        self.show_legend("", [])

    def view(self) -> LiveView:
        """Return the settings of the section, without locations."""
        return LiveView(
            self.encoder.currentText(), self.style_choice.currentData(), (), self.clusters.value()
        )

    def choose(self, view: LiveView) -> None:
        """Show the settings of a layer."""
        self.encoder.setCurrentText(view.encoder)
        index = self.style_choice.findData(view.style)
        if index >= 0:  # labels have their own section
            self.style_choice.setCurrentIndex(index)
        self.clusters.setValue(view.clusters)

    def allow_change(self, allowed: bool) -> None:
        """Enable the button that changes the selected live layer."""
        self.change.setEnabled(allowed)

    def allow_stretch(self, similarity: LiveView | None) -> None:
        """Enable the buttons for the range of the similarity layer, if there is one."""
        self.stretch.setEnabled(similarity is not None)
        self.unstretch.setEnabled(similarity is not None and similarity.stretch is not None)

    def show_value(self, value: float | None) -> None:
        """Show the similarity at the cursor; None clears it."""
        text = "–" if value is None else f"{value:.2f}"
        self.value.setText(tr("Similarity at the cursor: {value}").format(value=text))

    def show_legend(self, title: str, entries: list[dict]) -> None:
        """Show the legend: entries with `label` and `colour` (#rrggbb)."""
        self.legend_title.setText(title)
        self.legend_title.setVisible(bool(title))
        self.legend.setVisible(bool(entries))
        self.legend.clear()
        for entry in entries:
            pixmap = QPixmap(16, 16)
            pixmap.fill(QColor(str(entry.get("colour", ""))))
            self.legend.addItem(QListWidgetItem(QIcon(pixmap), str(entry.get("label", ""))))

    def add_group(self, title: str, content: QWidget) -> QgsCollapsibleGroupBox:
        """Add a group of widgets that can be collapsed, below all others, and return it."""
        group = QgsCollapsibleGroupBox(title)
        layout = QVBoxLayout(group)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)
        group.setCollapsed(True)
        self.layout().insertWidget(self.layout().count() - 1, group)
        return group

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("Style"), self.style_choice)
        form.addRow(self.clusters_label, self.clusters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.addLayout(form)
        layout.addWidget(
            ButtonGrid(
                [
                    self.add,
                    self.change,
                    self.tool,
                    self.negative,
                    self.selection,
                    self.map,
                    self.basis,
                    self.stretch,
                    self.unstretch,
                ]
            )
        )
        for widget in (self.value, self.legend_title):
            layout.addWidget(widget)
        layout.addWidget(self.legend, 1)
        layout.addStretch()

    def _show_what_counts(self, *_: object) -> None:
        style = self.style_choice.currentData()
        for widget, where in (
            (self.clusters, CLUSTERS),
            (self.clusters_label, CLUSTERS),
            (self.basis, PCA),
            (self.stretch, SIMILARITY),
            (self.unstretch, SIMILARITY),
        ):
            widget.setVisible(style == where)
