"""The part of the options page for the data on this computer: folders, temporary files, removal of the backend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QLocale, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from satclip_qgis.bridge.data_folder import cache_size, clear_cache, encoders_folder
from satclip_qgis.bridge.launcher import home
from satclip_qgis.gui.worker_task import WorkerTask
from satclip_qgis.i18n import tr
from satclip_qgis.settings import environment_folder


class DataOptions(QGroupBox):
    """Folders of the backend with buttons that open them, the size of the temporary files, and removal.

    `remove()` opens the set-up of the backend with its removal.
    """

    def __init__(self, remove: Callable[[], None], parent: QWidget | None = None):
        super().__init__(tr("Data on this computer"), parent)
        self.size = QLabel(tr("Counting…"))
        self.clear_button = QPushButton(tr("Clear…"))
        self.clear_button.setToolTip(
            tr(
                "Deletes image features of pretraining, partial downloads, and uploads and results of jobs. Encoders, "
                "models and pretraining runs stay."
            )
        )
        self.clear_button.setEnabled(False)
        self.clear_button.clicked.connect(self.ask_to_clear)
        self.remove_button = QPushButton(tr("Remove the backend…"))
        self.remove_button.setToolTip(
            tr("Closes the options and opens the set-up, which removes the backend.")
        )
        self.remove_button.setEnabled(environment_folder().is_dir())
        self.remove_button.clicked.connect(remove)
        self.worker = WorkerTask(self)
        self.worker.answered.connect(self._show)
        self.worker.failed.connect(self._show_failure)
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("Data folder"), self._folder(home))
        form.addRow(tr("Encoders"), self._folder(encoders_folder))
        form.addRow(tr("Temporary files"), _row(self.size, self.clear_button))
        form.addRow(_row(QWidget(), self.remove_button))

    def count(self) -> None:
        """Show the size of the temporary files, which is counted in a thread."""
        self.worker.send(lambda backend: (0, cache_size(backend.is_cancelled)))

    def ask_to_clear(self) -> None:
        """Delete the temporary files if the user confirms."""
        box = QMessageBox(self)
        box.setWindowTitle(tr("Temporary files"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(
            tr(
                "Delete the temporary files? A running backend restarts when it is next needed. Image features of "
                "pretraining are computed again, and stopped downloads start from the beginning. Encoders, models and "
                "pretraining runs stay."
            )
        )
        clear = box.addButton(tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is clear:
            self._clear()

    def _clear(self) -> None:
        self.clear_button.setEnabled(False)
        self.size.setText(tr("Deleting…"))
        self.worker.send(lambda backend: (clear_cache(), cache_size(backend.is_cancelled)))

    def _show(self, answer: tuple[int, int]) -> None:
        jobs, size = answer
        shown = QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        if jobs:
            shown = tr("{size}. Nothing was deleted, because jobs are running: {jobs}.").format(
                size=shown, jobs=jobs
            )
        self.size.setText(shown)
        self.clear_button.setEnabled(size > 0)

    def _show_failure(self, said: str) -> None:
        self.size.setText(said)
        self.clear_button.setEnabled(True)

    def _folder(self, folder: Callable[[], Path]) -> QWidget:
        """Return a row with the path of a folder and a button that opens it."""
        path = QLineEdit(str(folder()))
        path.setReadOnly(True)
        path.setCursorPosition(0)
        button = QPushButton(tr("Open folder"))
        button.setEnabled(folder().is_dir())
        button.setToolTip(tr("Opens the folder in the file manager. It is created when it is first needed."))
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder()))))
        return _row(path, button)


def _row(wide: QWidget, narrow: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    if isinstance(wide, QLabel):
        wide.setWordWrap(True)
    layout.addWidget(wide, 1)
    layout.addWidget(narrow)
    return row
