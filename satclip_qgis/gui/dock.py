"""The panel of the live embedding layer: settings, legend and the value at the cursor."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox, QgsDockWidget, QgsMessageViewer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
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

from satclip_qgis import settings
from satclip_qgis.gui.scrolling import PanelScroll
from satclip_qgis.help import help_html
from satclip_qgis.i18n import tr
from satclip_qgis.layers.live_layer import CLUSTERS, FEWEST_CLUSTERS, MOST_CLUSTERS, PCA, SIMILARITY, LiveView


class LiveDock(QgsDockWidget):
    """The widgets of the panel. User actions are emitted as signals."""

    add_asked = pyqtSignal()
    change_asked = pyqtSignal()
    selection_asked = pyqtSignal()

    def __init__(self, tool_action: QAction, parent: QWidget | None = None):
        super().__init__(tr("SatCLIP live layer"), parent)
        self.setObjectName("SatclipLiveDock")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.encoder = QComboBox()
        self.encoder.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.encoder.setMinimumContentsLength(8)
        self.offer_encoders(settings.known_encoders())
        self.style_choice = QComboBox()
        self.style_choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.style_choice.setMinimumContentsLength(8)
        for text, style in (
            (tr("Principal components (RGB)"), PCA),
            (tr("Similarity to locations"), SIMILARITY),
            (tr("Clusters"), CLUSTERS),
        ):
            self.style_choice.addItem(text, style)
        self.clusters = QSpinBox()
        self.clusters.setRange(FEWEST_CLUSTERS, MOST_CLUSTERS)
        self.clusters.setValue(8)
        self.clusters_label = QLabel(tr("&Number of clusters"))
        self.clusters_label.setBuddy(self.clusters)
        self.add = QPushButton(tr("&Add layer"))
        self.add.setToolTip(tr("Add a raster layer that is rendered while you pan and zoom"))
        self.change = QPushButton(tr("&Update layer"))
        self.change.setToolTip(tr("Apply these settings to the selected live layer"))
        self.tool = QToolButton()
        self.tool.setDefaultAction(tool_action)
        self.tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tool.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selection = QPushButton(tr("Use selected &points"))
        self.selection.setToolTip(
            tr("Map the similarity to the selected features of the current point layer")
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
        self.help = QPushButton(tr("&Help"))
        self._arrange()
        self.add.clicked.connect(self.add_asked)
        self.change.clicked.connect(self.change_asked)
        self.selection.clicked.connect(self.selection_asked)
        self.help.clicked.connect(self.show_help)
        self.style_choice.currentIndexChanged.connect(self._show_what_counts)
        self._show_what_counts()
        self.allow_change(False)
        self.show_value(None)
        self.show_legend("", [])

    def view(self) -> LiveView:
        """Return the settings of the panel, without locations."""
        return LiveView(
            self.encoder.currentText(), self.style_choice.currentData(), (), self.clusters.value()
        )

    def choose(self, view: LiveView) -> None:
        """Show the settings of a layer."""
        if self.encoder.findText(view.encoder) < 0:
            self.encoder.addItem(view.encoder)
        self.encoder.setCurrentText(view.encoder)
        index = self.style_choice.findData(view.style)
        if index >= 0:  # labels have their own section
            self.style_choice.setCurrentIndex(index)
        self.clusters.setValue(view.clusters)

    def offer_encoders(self, encoders: list[str]) -> None:
        """Add encoders to the list. The selection stays."""
        known = {self.encoder.itemText(index) for index in range(self.encoder.count())}
        self.encoder.addItems([encoder for encoder in encoders if encoder not in known])

    def allow_change(self, allowed: bool) -> None:
        """Enable the button that changes the selected live layer."""
        self.change.setEnabled(allowed)

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

    def show_help(self, *_: object) -> None:
        """Open the help page in a separate window."""
        viewer = QgsMessageViewer(self, deleteOnClose=True)
        viewer.setTitle(tr("SatCLIP live layer"))
        viewer.setMessageAsHtml(help_html("live_layer"))
        viewer.showMessage(False)

    def add_section(self, title: str, content: QWidget) -> None:
        """Add a group of widgets that can be collapsed, above the help button."""
        group = QgsCollapsibleGroupBox(title)
        layout = QVBoxLayout(group)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)
        group.setCollapsed(True)
        arranged = self.widget().widget().layout()
        arranged.insertWidget(arranged.count() - 1, group)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for text, widget in ((tr("&Encoder"), self.encoder), (tr("&Style"), self.style_choice)):
            form.addRow(text, widget)
        form.addRow(self.clusters_label, self.clusters)
        buttons = QGridLayout()
        buttons.addWidget(self.add, 0, 0)
        buttons.addWidget(self.change, 0, 1)
        buttons.addWidget(self.tool, 1, 0)
        buttons.addWidget(self.selection, 1, 1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addLayout(form)
        layout.addLayout(buttons)
        for widget in (self.value, self.legend_title):
            layout.addWidget(widget)
        layout.addWidget(self.legend, 1)
        layout.addStretch()
        layout.addWidget(self.help, 0, Qt.AlignmentFlag.AlignRight)
        self.setWidget(PanelScroll(content))

    def _show_what_counts(self, *_: object) -> None:
        counts = self.style_choice.currentData() == CLUSTERS
        self.clusters.setVisible(counts)
        self.clusters_label.setVisible(counts)
