"""Models in QGIS Desktop: connects the section Model with the algorithms and the models of the project."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QStandardPaths, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox

from satclip_qgis.algorithms.groups import MODEL, group_names
from satclip_qgis.bridge.errors import BadFile
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.gui.panel.algorithm_runs import AlgorithmRuns
from satclip_qgis.gui.panel.model_section import ModelSection
from satclip_qgis.gui.panel.satclip_dock import SatclipDock
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.parameters.encoders import ENCODERS
from satclip_qgis.parameters.model import INPUT, MODEL_FILE, REPORT
from satclip_qgis.parameters.project_models import project_models, remember_model


class ModelDesktop(QObject):
    """Controller of the section. `remove` undoes everything."""

    def __init__(self, interface: QgisInterface, dock: SatclipDock, runs: AlgorithmRuns):  # noqa: QGS105 (tests)
        super().__init__(interface.mainWindow())
        self.iface = interface
        self.dock = dock
        self.runs = runs
        self.section = ModelSection()
        self.suggested = ""
        dock.add_section(self.section, group_names()[MODEL], "fit_model")
        section = self.section
        section.fit.clicked.connect(self.fit)
        section.fit_more.clicked.connect(lambda: runs.open_dialog("fitmodel", self.fit_parameters()))
        section.field.fieldChanged.connect(self.suggest_file)
        section.models.currentIndexChanged.connect(self.describe)
        section.open.clicked.connect(self.open)
        section.report.clicked.connect(lambda: open_report(report_of(section.model())))
        section.map.clicked.connect(
            lambda: runs.open_dialog("predictmap", {MODEL_FILE: str(section.model())})
        )
        section.predict.clicked.connect(self.predict)
        section.predict_more.clicked.connect(
            lambda: runs.open_dialog("predictpoints", self.predict_parameters())
        )
        self.connections = [
            (interface.currentLayerChanged, self.suggest),
            (dock.shown_changed, self.look),
            (QgsProject.instance().readProject, self.look),
            (QgsProject.instance().cleared, self.look),
        ]
        for signal, slot in self.connections:
            signal.connect(slot)
        self.look()

    def remove(self) -> None:
        """Disconnect the section."""
        for signal, slot in self.connections:
            signal.disconnect(slot)
        self.deleteLater()

    def look(self, *_: object) -> None:
        """Show the models of the project, and start with the active layer."""
        self.section.show_models(project_models(QgsProject.instance()))
        self.suggest()

    def suggest(self, *_: object) -> None:
        """Start with the active layer."""
        for choice in (self.section.layer, self.section.target_layer):
            choice.suggest(self.iface.activeLayer())
        self.suggest_file()

    # Fitting

    def suggest_file(self, *_: object) -> None:
        """Suggest a file that does not exist, unless the user has entered another one."""
        layer, field = self.section.layer.currentLayer(), self.section.field.currentField()
        if self.section.file.filePath() == self.suggested:
            name = f"{layer.name()} {field}" if layer and field else ""
            self.suggested = str(free_file(folder_for_models(), name)) if name else ""
            self.section.file.setFilePath(self.suggested)

    def fit_parameters(self) -> dict[str, Any]:
        """Return the parameters of a fit."""
        text = self.section.file.filePath().strip()
        path = Path(text if not text or Path(text).suffix else f"{text}.satclip")
        given = {
            INPUT: self.section.layer.source(),
            "TARGET": self.section.field.currentField(),
            ENCODERS: self.dock.encoder.currentText(),
            MODEL_FILE: str(path) if text else "",
            REPORT: str(report_of(path)) if text else "",
        }
        return {name: value for name, value in given.items() if value}

    def fit(self, *_: object) -> None:
        """Fit a model in the background."""
        given = self.fit_parameters()
        files = [Path(given[name]) for name in (MODEL_FILE, REPORT) if given.get(name)]
        existing = [file.name for file in files if file.exists()]
        if existing and not self.may_replace(existing):
            return
        self.section.allow_fit(False)
        self.runs.start("fitmodel", given, [self.section.layer.currentLayer()], self.fitted)

    def may_replace(self, names: list[str]) -> bool:
        """Ask whether files may be replaced."""
        answer = QMessageBox.question(
            self.dock,
            tr("Fit a model"),
            tr("Replace {files}?").format(files=", ".join(f"“{name}”" for name in names)),
        )
        return answer == QMessageBox.StandardButton.Yes

    def fitted(self, results: dict[str, Any] | None) -> tuple:
        """Show the new model. Return the buttons of the message."""
        self.section.allow_fit(True)
        self.dock.backend.refresh()
        if results is None:
            return ()
        self.section.show_models(project_models(QgsProject.instance()), Path(results[MODEL_FILE]))
        self.suggest_file()
        report = Path(results[REPORT]) if results.get(REPORT) else None
        return ((tr("Open report"), lambda: open_report(report)),) if report else ()

    # Models

    def open(self, *_: object) -> None:
        """Add the model in a file to those of the project."""
        folder, files = str(folder_for_models()), tr("SatCLIP models (*.satclip)")
        name, _ = QFileDialog.getOpenFileName(self.dock, tr("Open a model"), folder, files)
        if name:
            remember_model(QgsProject.instance(), name)
            self.section.show_models(project_models(QgsProject.instance()), Path(name))

    def describe(self, *_: object) -> None:
        """Describe the selected model."""
        model = self.section.model()
        if model is None:
            self.section.show_about(tr("The project has no model yet. Fit one, or open a file."), False, None)
            return
        report = report_of(model) if report_of(model).is_file() else None
        try:
            text = describe_model(read_description(model))
        except BadFile as error:
            self.section.show_about(str(error), False, report)
            return
        self.section.show_about(text, True, report)

    def predict_parameters(self) -> dict[str, Any]:
        """Return the parameters of a prediction for a layer."""
        given = {MODEL_FILE: str(self.section.model()), INPUT: self.section.target_layer.source()}
        return {name: value for name, value in given.items() if value}

    def predict(self, *_: object) -> None:
        """Predict the features of a layer in the background."""
        output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
        self.runs.start(
            "predictpoints",
            {**self.predict_parameters(), "OUTPUT": output},
            [self.section.target_layer.currentLayer()],
        )


def describe_model(model: dict[str, Any]) -> str:
    """Return target, date field, score, observations and encoders of a model, from the description of its file."""
    parts = [tr("Target: {field}").format(field=model["recipe"]["target"])]
    if model["recipe"]["date_field"]:
        parts.append(tr("Date field: {field}").format(field=model["recipe"]["date_field"]))
    if score := model["score"]:
        names = {"r2": "R²", "balanced_accuracy": tr("Balanced accuracy"), "auc": "AUC"}
        folds = {
            "knndm": tr("kNNDM"),
            "blocks": tr("spatial blocks"),
            "groups": tr("leave one group out"),
            "random": tr("random folds, optimistic"),
        }
        parts.append(
            tr("{score}: {value} ({folds})").format(
                score=names.get(score["score"], score["score"]),
                value=f"{score['value']:.2f}",
                folds=folds.get(score["folds"], score["folds"]),
            )
        )
    if model["rows"]:
        parts.append(tr("Observations: {count}").format(count=grouped(f"{model['rows']:,}")))
    if model["encoders"]:
        ids = ", ".join(encoder["id"] for encoder in model["encoders"])
        parts.append(tr("Encoders: {encoders}").format(encoders=ids))
    return "\n".join(parts)


def report_of(model: Path) -> Path:
    """Return where the report of a model is saved by the panel: next to it."""
    return model.with_suffix(".html")


def open_report(report: Path) -> None:
    """Open a report in the browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))


def folder_for_models() -> Path:
    """Return the folder of the project, or that of the user's documents."""
    home = QgsProject.instance().absolutePath()
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next(
        (Path(folder) for folder in (home, documents) if folder and Path(folder).is_dir()), Path.home()
    )


def free_file(folder: Path, name: str) -> Path:
    """Return the path of a model, in a folder, that neither exists nor has a report."""
    stem = re.sub(r"[^\w.-]+", "_", name).strip("._") or "model"
    for number in range(1, 1000):
        path = folder / f"{stem[:80]}{f'_{number}' if number > 1 else ''}.satclip"
        if not path.exists() and not report_of(path).exists():
            break
    return path
