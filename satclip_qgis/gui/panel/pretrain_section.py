"""The section Pretrain of the panel: pretraining runs with their state, plots and commands."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsMessageViewer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis.gui.messages import as_tooltip
from satclip_qgis.gui.panel.button_grid import ButtonGrid
from satclip_qgis.gui.panel.run_plot import RunPlot
from satclip_qgis.i18n import tr

AT_WORK = ("waiting", "running", "stopping")


class PretrainSection(QWidget):
    """The widgets. User actions are emitted as signals with the run id."""

    selected = pyqtSignal(str)
    new_asked = pyqtSignal()
    stop_asked = pyqtSignal(str)
    resume_asked = pyqtSignal(str)
    finish_asked = pyqtSignal(str)
    delete_asked = pyqtSignal(str)
    card_asked = pyqtSignal(str)
    map_asked = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.runs: list[dict[str, Any]] = []
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([tr("Run"), tr("Status"), tr("Time left")])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )  # long names wrap
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(90)
        self.table.setAccessibleName(tr("Pretraining runs"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.plot = RunPlot()
        self.new = QPushButton(tr("New run…"))
        self.stop = QPushButton(tr("Stop"))
        self.stop.setToolTip(tr("Stop the run and save a checkpoint"))
        self.resume = QPushButton(tr("Resume"))
        self.resume.setToolTip(tr("Resume the stopped run from its checkpoint"))
        self.finish = QPushButton(tr("Finish"))
        self.finish.setToolTip(
            tr("Finish the stopped run without further training. Its best state so far becomes an encoder.")
        )
        self.delete = QPushButton(tr("Delete"))
        self.delete.setToolTip(tr("Delete the run and its images. A finished encoder is kept."))
        self.card = QPushButton(tr("Show model card"))
        self.map = QPushButton(tr("Create map…"))
        self.map.setToolTip(tr("Create an embedding map with the encoder of this run"))
        self._arrange()
        self.table.itemSelectionChanged.connect(self._selection_changed)
        self.new.clicked.connect(self.new_asked)
        for button, signal in (
            (self.stop, self.stop_asked),
            (self.resume, self.resume_asked),
            (self.finish, self.finish_asked),
            (self.card, self.card_asked),
            (self.map, self.map_asked),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.chosen()))
        self.delete.clicked.connect(self._ask_to_delete)
        self.show_runs([])

    def chosen(self) -> str:
        """Return the id of the selected run; empty if none is selected."""
        row = self.table.currentRow()
        return self.runs[row]["id"] if 0 <= row < len(self.runs) and self.table.selectedItems() else ""

    def show_runs(self, runs: list[dict[str, Any]]) -> None:
        """Show these runs, newest first. Keeps the selection, or selects the newest run."""
        chosen = self.chosen()
        self.runs = runs
        self.table.blockSignals(True)
        self.table.setRowCount(len(runs))
        for row, run in enumerate(runs):
            for column, text in enumerate((str(run.get("name", "")), state_of(run), time_left(run))):
                item = self.table.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.table.setItem(row, column, item)
                item.setText(text)
                item.setToolTip(as_tooltip(f"{text} ({run.get('id', '')})" if column == 0 else text))
        ids = [run["id"] for run in runs]
        if runs:
            self.table.selectRow(ids.index(chosen) if chosen in ids else 0)
        self.table.blockSignals(False)
        self._allow()
        if self.chosen() != chosen:
            self._selection_changed()

    def show_log(self, evaluations: list[dict[str, Any]]) -> None:
        """Plot the log of the selected run."""
        self.plot.show_evaluations(evaluations, self._run().get("steps") or 0)

    def show_message(self, text: str) -> None:
        """Show a message below the list; by default, that of the selected run."""
        self.message.setText(text or str(self._run().get("message", "")))
        self.message.setVisible(bool(self.message.text()))

    def show_card(self, html: str) -> None:
        """Show a model card in a separate window."""
        viewer = QgsMessageViewer(self, deleteOnClose=True)
        viewer.setTitle(tr("Model card"))
        viewer.setMessageAsHtml(html)
        viewer.resize(640, 560)
        viewer.showMessage(False)

    def _run(self) -> dict[str, Any]:
        return next((run for run in self.runs if run["id"] == self.chosen()), {})

    def _selection_changed(self) -> None:
        self._allow()
        self.plot.show_evaluations([], 0)
        self.selected.emit(self.chosen())

    def _allow(self) -> None:
        state = self._run().get("state", "")
        self.stop.setEnabled(state in ("waiting", "running"))
        self.resume.setEnabled(state in ("stopped", "failed"))
        self.finish.setEnabled(state in ("stopped", "failed") and bool(self._run().get("step")))
        self.delete.setEnabled(bool(state) and state not in AT_WORK)
        for button in (self.card, self.map):
            button.setEnabled(state == "finished")
        self.show_message("" if self.runs else tr("There are no runs yet. Click “New run…”."))

    def _ask_to_delete(self, *_: object) -> None:
        run = self._run()
        answer = QMessageBox.question(
            self,
            tr("Pretraining runs"),
            tr("Delete the run “{run}”, its images and its checkpoints?").format(run=run.get("name", "")),
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.delete_asked.emit(run["id"])

    def _arrange(self) -> None:
        buttons = self.new, self.delete, self.stop, self.resume, self.finish, self.map, self.card
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.message)
        layout.addWidget(ButtonGrid(buttons))
        layout.addWidget(self.plot, 2)


def state_of(run: dict[str, Any]) -> str:
    """Return the state of a run with the completed percentage."""
    state = str(run.get("state", ""))
    words = {
        "waiting": tr("waiting"),
        "running": tr("running"),
        "stopping": tr("stopping"),
        "stopped": tr("stopped"),
        "finished": tr("finished"),
        "failed": tr("failed"),
    }
    step, steps = run.get("step") or 0, run.get("steps") or 0
    share = f" {100 * step // steps} %" if steps and state in ("running", "stopping", "stopped") else ""
    return words.get(state, state) + share


def time_left(run: dict[str, Any]) -> str:
    """Return the remaining time of a run, such as 1:05:09, or a dash."""
    seconds = run.get("seconds_left")
    if run.get("state") != "running" or not isinstance(seconds, (int, float)) or not 0 <= seconds < 1e8:
        return "–"
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
