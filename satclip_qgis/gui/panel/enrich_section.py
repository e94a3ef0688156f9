"""The section Enrich of the panel: adds embeddings to a layer."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis.algorithms.embed_points import EmbedPoints
from satclip_qgis.algorithms.groups import ENRICH, group_names
from satclip_qgis.gui.panel.algorithm_runs import AlgorithmRuns
from satclip_qgis.gui.panel.button_grid import ButtonGrid
from satclip_qgis.gui.panel.layer_choice import LayerChoice
from satclip_qgis.gui.panel.satclip_dock import SatclipDock
from satclip_qgis.i18n import tr
from satclip_qgis.parameters.encoders import MODEL
from satclip_qgis.parameters.model import INPUT


class EnrichSection(QWidget):
    """The widgets."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.layer = LayerChoice()
        self.selected_only = QCheckBox(tr("Selected features only"))
        self.add_choice = QComboBox()
        self.add_choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.add_choice.addItem(tr("All embedding dimensions"), EmbedPoints.ALL)
        self.add_choice.addItem(tr("Principal components only"), EmbedPoints.PRINCIPAL)
        self.components = QSpinBox()
        self.components.setRange(1, 4096)
        self.components.setValue(10)
        self.components_label = QLabel(tr("Number of principal components"))
        self.components_label.setWordWrap(True)
        self.components_label.setBuddy(self.components)
        self.run = QPushButton(tr("Add embeddings"))
        self.run.setToolTip(tr("Adds a temporary copy of the layer with the embeddings as fields."))
        self.more = QPushButton(tr("More options…"))
        self.more.setToolTip(tr("Opens the dialog of the algorithm with these values."))
        self._arrange()
        self.add_choice.currentIndexChanged.connect(self._show_what_counts)
        self.layer.layerChanged.connect(self._show_what_counts)
        self._show_what_counts()

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the algorithm, without encoder and output."""
        return {
            INPUT: self.layer.source(self.selected_only.isChecked()),
            EmbedPoints.ADD: self.add_choice.currentData(),
            EmbedPoints.COMPONENTS: self.components.value(),
        }

    def _show_what_counts(self, *_: object) -> None:
        counts = self.add_choice.currentData() == EmbedPoints.PRINCIPAL
        self.components.setVisible(counts)
        self.components_label.setVisible(counts)
        self.run.setEnabled(self.layer.currentLayer() is not None)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Layer"), self.layer)
        form.addRow(self.selected_only)
        form.addRow(tr("Fields to add"), self.add_choice)
        form.addRow(self.components_label, self.components)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.addLayout(form)
        layout.addWidget(ButtonGrid([self.run, self.more]))
        layout.addStretch()


class EnrichDesktop(QObject):
    """Controller of the section. `remove` undoes everything."""

    def __init__(self, interface: QgisInterface, dock: SatclipDock, runs: AlgorithmRuns):  # noqa: QGS105 (tests)
        super().__init__(interface.mainWindow())
        self.iface = interface
        self.dock = dock
        self.runs = runs
        self.section = EnrichSection()
        dock.add_section(self.section, group_names()[ENRICH], "embed_points")
        self.section.run.clicked.connect(self.run)
        self.section.more.clicked.connect(lambda: runs.open_dialog("embedpoints", self._given()))
        interface.currentLayerChanged.connect(self.section.layer.suggest)
        dock.shown_changed.connect(self.suggest)

    def remove(self) -> None:
        """Disconnect the section."""
        self.iface.currentLayerChanged.disconnect(self.section.layer.suggest)
        self.dock.shown_changed.disconnect(self.suggest)
        self.deleteLater()

    def suggest(self) -> None:
        """Start with the active layer."""
        self.section.layer.suggest(self.iface.activeLayer())

    def run(self, *_: object) -> None:
        """Add embeddings in the background."""
        output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
        self.section.run.setEnabled(False)
        self.runs.start(
            "embedpoints",
            {**self._given(), EmbedPoints.OUTPUT: output},
            [self.section.layer.currentLayer()],
            self.ended,
        )

    def ended(self, results: dict[str, Any] | None) -> tuple:
        """Allow the next run."""
        self.dock.backend.refresh()
        self.section.run.setEnabled(self.section.layer.currentLayer() is not None)
        return ()

    def _given(self) -> dict[str, Any]:
        given = {**self.section.parameters(), MODEL: self.dock.encoder.currentText()}
        return {name: value for name, value in given.items() if value is not None}
