"""The Encoders window: lists installed and released encoders, and downloads, imports, exports and deletes them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from qgis.gui import QgsMessageViewer
from qgis.PyQt.QtCore import QEvent, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import BridgeError, NoEnvironment, WrongVersion
from satclip_qgis.gui.encoders.encoder_details import EncoderDetails, size_of, world_map
from satclip_qgis.gui.encoders.encoder_list import RELEASED, UNUSABLE, EncoderList
from satclip_qgis.gui.encoders.encoder_requests import Report, details_of, downloaded, imported
from satclip_qgis.gui.worker_task import WorkerTask
from satclip_qgis.help import help_html
from satclip_qgis.i18n import tr

ENDING = ".safetensors"
AGAIN = 100
"""Milliseconds until a request is repeated while another one is running."""


class EncodersDialog(QDialog):
    """The window and the actions of its buttons. Requests run in threads, so the window stays responsive.

    `set_up()` opens the set-up of the backend. `tell(text)` shows a message when the window is closed.
    """

    encoders_changed = pyqtSignal()
    """An encoder was added or deleted."""
    progressed = pyqtSignal(object, float, str)
    """Progress of the running task: the task, the fraction and a message."""

    def __init__(
        self, set_up: Callable[[], None], tell: Callable[[str], None], parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setWindowTitle(tr("SatCLIP encoders"))
        self.setObjectName("SatclipEncoders")
        self.set_up, self.tell = set_up, tell
        self.training: dict[str, Any] = {}
        """Training data of the releases, by id."""
        self.known: dict[str, tuple[dict[str, Any], QImage]] = {}
        """Details and maps of encoders by the hash of their file."""
        self.looking = WorkerTask(self)
        self.listing = WorkerTask(self)
        self.task: WorkerTask | None = None
        self.starting = tr("Starting the SatCLIP backend…")
        self.wanted = ""
        """Id to select when the list arrives."""
        self.refreshing, self.waiting = QTimer(self), QTimer(self)
        for timer, slot in ((self.refreshing, self.refresh), (self.waiting, self.selection_changed)):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)
        self._make_widgets()
        self._arrange()
        self.listing.answered.connect(self.show_list)
        self.listing.failed.connect(lambda said: self.show_failure(said, self.listing.error))
        self.looking.answered.connect(self.show_details)
        self.looking.failed.connect(self.show_failure)
        self.progressed.connect(self.show_progress)
        self.show_progress(None, 0, "")
        self.allow()

    def remove(self) -> None:
        """Stop all requests and delete the window."""
        self.refreshing.stop()
        self.waiting.stop()
        for task in (self.listing, self.looking, self.task):
            if task:
                task.forget()
        self.close()
        self.deleteLater()

    # The list

    def refresh(self) -> None:
        """Request the list. Starts the backend."""
        if not self.list.topLevelItemCount():
            self.show_message(self.starting)
        if not self.listing.send(lambda backend: (*backend.encoders_and_unusable(), backend.releases())):
            self.refreshing.start(AGAIN)

    def show_list(self, found: tuple) -> None:
        """Show the encoders, the files that can't be used, and the releases. The selection stays."""
        encoders, unusable, releases = found
        ids = [str(encoder["id"]) for encoder in encoders]
        self.training = {one["id"]: one.get("training_data") for one in releases if one.get("installed")}
        chosen, self.wanted = self.wanted or self.chosen().get("id", ""), ""
        rows = encoders + [{"id": name, "reason": why, "origin": UNUSABLE} for name, why in unusable.items()]
        rows += [{**one, "origin": RELEASED} for one in releases if not one.get("installed")]
        self.list.show_rows(rows, chosen)
        self.selection_changed()
        if self.message.text() == self.starting:
            self.show_message("")
        if ids != settings.known_encoders():
            settings.remember_encoders(ids)
            self.encoders_changed.emit()

    def chosen(self) -> dict[str, Any]:
        """Return the selected row; {} without one."""
        return self.list.chosen()

    # Details

    def selection_changed(self, *_: object) -> None:
        """Show the selected encoder, and request its card and its map."""
        self.allow()
        row = self.chosen()
        id = row.get("id")
        training = {"training_data": self.training[id]} if id in self.training else {}
        if not row:
            self.details.clear()
        elif row["origin"] == RELEASED:
            self.details.show_release(row)
        elif row["origin"] == UNUSABLE:
            self.details.show_reason(row["id"], row["reason"])
        elif row.get("sha256") in self.known:
            encoder, picture = self.known[row["sha256"]]
            self.details.show_encoder({**training, **row, "card": encoder.get("card")}, picture)
        else:
            self.details.show_encoder({**training, **row})
            if not self.looking.send(lambda backend: details_of(backend, row["id"])):
                self.waiting.start(AGAIN)

    def show_details(self, found: tuple[dict[str, Any], bytes]) -> None:
        """Show card and map, if the encoder is still selected; else request those of the selected one."""
        encoder, tile = found
        self.known[str(encoder.get("sha256"))] = encoder, world_map(tile, encoder)
        self.selection_changed()

    # Actions of the buttons

    def download(self, *_: object) -> None:
        """Request the size of the selected release, and then ask the user."""
        id = self.chosen()["id"]
        self.begin(
            tr("Asking for the size of the download…"),
            lambda backend, report: backend.release(id),
            self.offer,
        )

    def offer(self, release: dict[str, Any]) -> None:
        """Show the licence and the size of a release, and download it if the user agrees."""
        box = QMessageBox(self)
        box.setWindowTitle(tr("Download an encoder"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setText(
            tr(
                "<p><b>{title}</b>, {size}, from {source}.</p><p>Licence: <b>{licence}</b>. It is on the page "
                '<a href="{page}">{page}</a>.</p><p>Known limits: {limits}</p><p>Download it?</p>'
            ).format(
                size=size_of(release),
                **{
                    name: escape(str(release.get(name)))
                    for name in ("title", "source", "licence", "page", "limits")
                },
            )
        )
        yes = box.addButton(tr("Download"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is yes:
            id = str(release["id"])
            self.begin(
                tr("Downloading {encoder}").format(encoder=id), lambda *to: downloaded(id, *to), self.added
            )

    def import_file(self, *_: object) -> None:
        """Ask for a file and an id, and import it."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            tr("Import an encoder"),
            "",
            tr("Encoders")
            + f" (*.ckpt *.csv *.h5 *.npz *.parquet *.pt *.pth *.tar *.whl *.zip *{ENDING});;"
            + tr("All files")
            + " (*)",
        )
        if not name:
            return
        path = Path(name)
        suggested = re.sub(r"[^a-z0-9._-]+", "-", path.stem.lower()).strip("-._")
        id, entered = QInputDialog.getText(
            self, tr("Import an encoder"), tr("Encoder id"), QLineEdit.EchoMode.Normal, suggested
        )
        if entered and id.strip():
            self.begin(
                tr("Importing {file}").format(file=path.name),
                lambda *to: imported(path, id.strip(), *to),
                self.added,
            )

    def added(self, id: str) -> None:
        """Show an encoder that was added."""
        self.report(tr("The encoder “{encoder}” is now available.").format(encoder=id))
        self.wanted = id
        self.refresh()

    def export(self, *_: object) -> None:
        """Ask for a file, and save the selected encoder there."""
        id = self.chosen()["id"]
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Export an encoder"), id + ENDING, tr("Encoders") + f" (*{ENDING})"
        )
        if not name:
            return
        path = Path(name if name.endswith(ENDING) else name + ENDING)
        if str(path) != name and path.exists():  # the file dialog asked about the name without the extension
            self.show_message(tr("{file} already exists. Choose another name.").format(file=path))
            return

        def save(backend: Backend, report: Report) -> Path:
            backend.save_encoder(id, path, lambda done: report(done, ""))
            return path

        self.begin(tr("Exporting {encoder}").format(encoder=id), save, self.exported)

    def exported(self, path: Path) -> None:
        """Show where an encoder was saved."""
        self.report(tr("Exported to {file}.").format(file=path))

    def delete(self, *_: object) -> None:
        """Ask, and delete the selected encoder."""
        id = self.chosen()["id"].removesuffix(ENDING)
        answer = QMessageBox.question(
            self,
            tr("Delete an encoder"),
            tr(
                "Delete the encoder “{encoder}”? Models and live layers that use it no longer work. "
                "To keep a copy, export it first."
            ).format(encoder=id),
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.begin(
                tr("Deleting {encoder}").format(encoder=id),
                lambda backend, report: backend.delete_encoder(id),
                lambda _: self.refresh(),
            )

    # The running task

    def begin(self, title: str, work: Callable[[Backend, Report], Any], done: Callable[[Any], None]) -> None:
        """Call `work(backend, report)` in a thread, and `done` with its result."""
        if self.task:
            return
        task = self.task = WorkerTask(self)

        def report(fraction: float, message: str) -> None:
            with contextlib.suppress(RuntimeError):  # the window may have been deleted
                self.progressed.emit(task, fraction, message)

        def end(answer: Any) -> None:
            if self.end(task):
                done(answer)

        def fail(said: str) -> None:
            if self.end(task):
                self.show_failure(said, task.error)
                if not self.isVisible():
                    self.tell(said)

        task.answered.connect(end)
        task.failed.connect(fail)
        self.title = title
        self.show_message("")
        self.show_progress(task, 0, "")
        task.send(lambda backend: work(backend, report))
        self.allow()

    def end(self, task: WorkerTask) -> bool:
        """Remove the running task; return whether it was this one."""
        if task is not self.task:
            return False
        self.task = None
        task.deleteLater()
        self.show_progress(None, 0, "")
        self.allow()
        return True

    def cancel(self, *_: object) -> None:
        """Cancel the running task. The next download resumes a partial one."""
        task = self.task
        if task:
            task.cancel()
            self.end(task)
            self.show_message(tr("Cancelled."))
            self.refresh()

    def show_progress(self, task: WorkerTask | None, fraction: float, message: str) -> None:
        """Show the progress of the running task; None hides it."""
        if task is not self.task:
            return
        for widget in (self.bar, self.stop, self.progress_label):
            widget.setVisible(task is not None)
        if task:
            self.bar.setRange(0, 100 if fraction else 0)
            self.bar.setValue(int(100 * fraction))
            self.progress_label.setText(f"{self.title}: {message}" if message else self.title)

    # Messages

    def report(self, text: str) -> None:
        """Show what was done, in the message bar if the window is closed."""
        self.show_message(text)
        if not self.isVisible():
            self.tell(text)

    def show_failure(self, said: str, error: BridgeError | None = None) -> None:
        """Show an error, with a button for the set-up if that may help."""
        self.show_message(said, set_up=isinstance(error, (NoEnvironment, WrongVersion)))

    def show_message(self, text: str, set_up: bool = False) -> None:
        """Show a message below the list."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.set_up_button.setVisible(set_up)

    def show_help(self, *_: object) -> None:
        """Open the help page in a separate window."""
        viewer = QgsMessageViewer(self, deleteOnClose=True)
        viewer.setTitle(tr("SatCLIP encoders"))
        viewer.setMessageAsHtml(help_html("encoders"))
        viewer.showMessage(False)

    # Widgets

    def allow(self) -> None:
        """Enable the buttons that apply to the selected row."""
        row, free = self.chosen(), self.task is None
        origin = row.get("origin")
        installed = bool(row) and origin not in (RELEASED, UNUSABLE)
        self.download_button.setEnabled(free and origin == RELEASED)
        self.import_button.setEnabled(free and self.list.topLevelItemCount() > 0)
        self.export_button.setEnabled(free and installed)
        self.delete_button.setEnabled(free and bool(row) and origin not in ("bundled", RELEASED))

    def event(self, event: QEvent) -> bool:
        """Request the list when the window is activated, because it may have changed."""
        if event.type() == QEvent.Type.Show or (
            event.type() == QEvent.Type.WindowActivate and not self.list.topLevelItemCount()
        ):
            self.refresh()
        return super().event(event)

    def _make_widgets(self) -> None:
        self.list = EncoderList()
        self.list.currentItemChanged.connect(self.selection_changed)
        self.details = EncoderDetails()
        self.message, self.progress_label = QLabel(), QLabel()
        for label in (self.message, self.progress_label):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.stop = self._button(tr("Cancel"), self.cancel)
        self.set_up_button = self._button(tr("Set up the backend…"), lambda *_: self.set_up())
        self.download_button = self._button(tr("&Download…"), self.download)
        self.import_button = self._button(tr("&Import file…"), self.import_file)
        self.import_button.setToolTip(
            tr("Import an exported encoder, or a published file such as a SatCLIP checkpoint (.ckpt)")
        )
        self.export_button = self._button(tr("&Export…"), self.export)
        self.delete_button = self._button(tr("De&lete…"), self.delete)
        self.help_button = self._button(tr("&Help"), self.show_help)
        self.close_button = self._button(tr("&Close"), lambda *_: self.close())

    def _button(self, text: str, slot: Callable[..., None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _arrange(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        running = QHBoxLayout()
        running.addWidget(self.bar, 1)
        running.addWidget(self.stop)
        said = QHBoxLayout()
        said.addWidget(self.message, 1)
        said.addWidget(self.set_up_button)
        buttons = QHBoxLayout()
        for button in (self.download_button, self.import_button, self.export_button, self.delete_button):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.help_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.progress_label)
        layout.addLayout(running)
        layout.addLayout(said)
        layout.addLayout(buttons)
        self.resize(860, 560)
