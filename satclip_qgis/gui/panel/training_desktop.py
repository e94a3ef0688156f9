"""Pretraining in QGIS Desktop: connects the section Pretrain with the backend, polled while the section is visible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from satclip_qgis import settings
from satclip_qgis.algorithms.groups import PRETRAIN, group_names
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.card import card_html, card_without_figures
from satclip_qgis.gui.messages import as_html
from satclip_qgis.gui.panel.backend_state import RUNNING
from satclip_qgis.gui.panel.pretrain_section import AT_WORK, PretrainSection
from satclip_qgis.gui.panel.satclip_dock import SatclipDock
from satclip_qgis.gui.worker_task import WorkerTask
from satclip_qgis.i18n import tr
from satclip_qgis.paths import icon_path

OFTEN, SELDOM = 2000, 10_000
"""Milliseconds between polls, while a run is active and otherwise."""

OpenDialog = Callable[..., None]


class TrainingDesktop(QObject):
    """Controller of pretraining. `actions` are the menu entries; `remove` undoes everything.

    `open_dialog(name, parameters)` opens the dialog of an algorithm.
    """

    def __init__(  # noqa: QGS105 (tests give another)
        self, interface: QgisInterface, dock: SatclipDock, open_dialog: OpenDialog
    ):
        super().__init__(interface.mainWindow())
        self.iface = interface
        self.dock = dock
        self.open_dialog = open_dialog
        self.log: list[dict[str, Any]] = []
        self.logged = ""
        self.section = PretrainSection()
        dock.add_section(self.section, group_names()[PRETRAIN], "training_panel")
        action = QAction(QIcon(icon_path("training_panel")), tr("Pretraining runs"), self)
        action.triggered.connect(lambda: dock.show_section(self.section))
        self.actions = [action]
        self.polling = WorkerTask(self)
        self.command = WorkerTask(self)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self._connect()

    def _connect(self) -> None:
        self.timer.timeout.connect(self.look_again)
        self.polling.answered.connect(self.show_found)
        self.polling.failed.connect(self.show_failure)
        self.command.answered.connect(self.show_done)
        self.command.failed.connect(self.show_refusal)
        self.dock.shown_changed.connect(self.shown_changed)
        self.dock.backend.changed.connect(self.shown_changed)
        self.section.selected.connect(self.look)
        self.section.new_asked.connect(lambda: self.open_dialog("pretrain"))
        self.section.stop_asked.connect(self.stop)
        self.section.resume_asked.connect(
            lambda run: self.do(lambda backend: backend.start_job("pretrain", {"id": run, "resume": True}))
        )
        self.section.finish_asked.connect(
            lambda run: self.do(lambda backend: backend.start_job("pretrain", {"id": run, "finish": True}))
        )
        self.section.delete_asked.connect(lambda run: self.do(lambda backend: backend.delete_run(run)))
        self.section.card_asked.connect(lambda run: self.do(lambda backend: {"card": backend.run_card(run)}))
        self.section.map_asked.connect(lambda run: self.do(lambda backend: {"encoder": backend.encoder(run)}))

    def remove(self) -> None:
        """Undo everything. Runs continue in the backend."""
        self.timer.stop()
        for worker in (self.polling, self.command):
            worker.forget()
        self.dock.shown_changed.disconnect(self.shown_changed)
        self.dock.backend.changed.disconnect(self.shown_changed)
        self.deleteLater()

    # Polling

    def shown_changed(self) -> None:
        """Poll while the section is visible and the backend runs. Showing the section does not start it."""
        if not self.dock.shows(self.section):
            self.timer.stop()
        elif self.dock.backend.state == RUNNING:
            if not self.timer.isActive():
                self.look()
        else:
            self.timer.stop()
            self.section.show_message(tr("The runs are listed when the backend is running."))

    def look(self, *_: object) -> None:
        """Request the runs and the new log entries of the selected run. Starts the backend if needed."""
        run = self.section.chosen()
        if run != self.logged:
            self.log, self.logged = [], run
        after = self.log[-1].get("step", 0) if self.log else 0
        at_work = [known["id"] for known in self.section.runs if known.get("state") in AT_WORK]

        def ask(backend: Backend) -> tuple:
            runs = backend.runs()
            known = run in [found.get("id") for found in runs]
            ended = [new for new in runs if new.get("state") == "finished" and new["id"] in at_work]
            encoders = [backend.encoder(new["id"]) for new in ended]
            return run, after, runs, backend.run_log(run, after) if known else [], encoders

        if not self.polling.send(ask):
            self.timer.start(200)  # retry soon: another poll is running

    def look_again(self) -> None:
        """Poll again, unless the section is hidden or the backend has exited."""
        runtime = Runtime.read()
        works = settings.server() or (runtime is not None and runtime.runs)
        if self.dock.shows(self.section) and works:
            self.look()

    def show_found(self, found: tuple) -> None:
        """Show the runs and the log."""
        run, after, runs, evaluations, encoders = found
        self.section.show_runs(runs)
        if run == self.logged and after == (self.log[-1].get("step", 0) if self.log else 0):
            self.log += evaluations
        if run == self.section.chosen():
            self.section.show_log(self.log)
        if encoders:
            settings.remember_encoders([*settings.known_encoders(), *(new["id"] for new in encoders)])
        for new in encoders:
            said = tr("The encoder “{encoder}” has finished training and is now available.")
            caution = str(new.get("caution") or "")
            self.tell(f"{said.format(encoder=new['name'])} {caution}".strip(), is_warning=bool(caution))
        working = any(new.get("state") in AT_WORK for new in runs)
        self.timer.start(OFTEN if working else SELDOM)

    def show_failure(self, said: str) -> None:
        """Show an error of the backend."""
        self.section.show_message(said)
        self.timer.start(SELDOM)

    # Commands

    def do(self, ask: Callable[[Backend], Any]) -> None:
        """Send a command to the backend."""
        if not self.command.send(ask):
            self.section.show_message(tr("The backend is still processing the previous request."))

    def stop(self, run: str) -> None:
        """Stop a run by dismissing its job, which saves the state of the run."""
        job = next((found.get("job") for found in self.section.runs if found["id"] == run), None)
        if job:
            self.do(lambda backend: backend.stop_job(job))

    def show_done(self, answer: Any) -> None:
        """Handle the result of a command: a model card, an encoder to map, or a changed run."""
        if isinstance(answer, dict) and "card" in answer:
            self.section.show_card(card_html(card_without_figures(answer["card"])))
        elif isinstance(answer, dict) and "encoder" in answer:
            self.open_map(answer["encoder"])
        else:
            self.log, self.logged = [], ""
            self.look()

    def open_map(self, encoder: dict[str, Any]) -> None:
        """Open the dialog of an embedding map of the area that an encoder was trained on."""
        west, south, east, north = encoder.get("training_extent") or (-180, -90, 180, 90)
        width = east - west + (360 if west > east else 0)
        self.open_dialog(
            "embeddingmap",
            {
                "EXTENT": f"{west},{east},{south},{north} [EPSG:4326]",
                "PIXEL_SIZE": max(width, north - south, 1e-3) / 512,
                "MODEL": encoder["id"],
                "BASIS": 1,
            },
        )

    def show_refusal(self, said: str) -> None:
        """Show that a command failed."""
        self.section.show_message(said)
        self.timer.start(OFTEN)

    def tell(self, text: str, is_warning: bool = False) -> None:
        """Show a message in the message bar."""
        level = Qgis.MessageLevel.Warning if is_warning else Qgis.MessageLevel.Info
        self.iface.messageBar().pushMessage("SatCLIP", as_html(text), level)
