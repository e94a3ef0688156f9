"""The part of the options page for the backend: on this computer or on a server, and a test of it."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsApplication, QgsTask
from qgis.gui import QgsAuthConfigSelect, QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis import settings
from satclip_qgis.bridge.errors import BridgeError
from satclip_qgis.bridge.remote import Server, connect_server
from satclip_qgis.bridge.self_test import check_python
from satclip_qgis.gui.first_steps import set_up_needed
from satclip_qgis.i18n import tr
from satclip_qgis.paths import plugin_version


class TestTask(QgsTask):
    """Tests a Python executable or a server in a background task, whichever backend is running."""

    __test__ = False

    def __init__(self, source: Path | Server | None, device: str, show):
        super().__init__(tr("Testing the SatCLIP backend"), QgsTask.Flag.CanCancel)
        self.source, self.device, self.show = source, device, show
        self.said = ""

    def run(self) -> bool:
        """Run in a background thread."""
        try:
            if isinstance(self.source, Server):
                status = connect_server(self.source, plugin_version(), self.isCanceled)[1]
            elif self.source is None:
                self.said = set_up_needed()
                return False
            else:
                status = check_python(self.source, plugin_version(), self.device, self.isCanceled)
        except BridgeError as error:
            self.said = str(error)
            return False
        self.said = tr("The backend works: version {version}, device {device}, {count} encoders.").format(
            version=status.get("version"),
            device=status.get("device") or tr("not yet known"),
            count=status.get("encoders"),
        )
        return True

    def finished(self, successful: bool) -> None:
        """Show the result in the main thread."""
        self.show(self.said)


class BackendOptions(QGroupBox):
    """Widgets for the Python executable or the server, a test button and its result.

    `device()` returns the device that is chosen on the page.
    """

    def __init__(self, device, parent: QWidget | None = None):
        super().__init__(tr("Backend"), parent)
        self.task: TestTask | None = None
        self.device = device
        self.here = QRadioButton(tr("On this computer"))
        self.there = QRadioButton(tr("On a server"))
        self.there.setToolTip(
            tr(
                "Algorithms, live layers and expressions use the backend of a server, which receives your data."
            )
        )
        self.python = QgsFileWidget()
        self.python.lineEdit().setPlaceholderText(str(settings.environment_folder()))
        self.python.setToolTip(
            tr(
                "Leave the path empty to use the environment that “Set up the backend” installs. To use "
                "another environment, enter the path of its Python executable. The environment must contain "
                "the package satclip-backend."
            )
        )
        self.url = QLineEdit()
        self.url.setPlaceholderText("https://gis.example.org")
        self.url.setToolTip(
            tr(
                "https, with a certificate that QGIS trusts, or http to this computer, such as for an SSH tunnel."
            )
        )
        self.login = QgsAuthConfigSelect()
        self.login.setToolTip(
            tr("“Basic authentication” with the server's token as the password, or an API header with it.")
        )
        self.button = QPushButton(tr("Test"))
        self.button.setToolTip(
            tr("Tests what is entered here, even if another backend is running: computes an embedding.")
        )
        self.status = QLabel()
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        self._lay_out()
        self.load()
        self.button.clicked.connect(self.test)
        self.there.toggled.connect(self._show_kind)
        for changed in (self.there.toggled, self.python.fileChanged, self.url.textEdited):
            changed.connect(self._forget_result)

    def _lay_out(self) -> None:
        self.local, self.remote = QWidget(), QWidget()
        local, remote = QFormLayout(self.local), QFormLayout(self.remote)
        for form in (local, remote):
            form.setContentsMargins(18, 0, 0, 0)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        local.addRow(tr("Python executable"), self.python)
        remote.addRow(tr("Address"), self.url)
        remote.addRow(tr("Authentication"), self.login)
        row = QHBoxLayout()
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.status, 1)
        layout = QVBoxLayout(self)
        for widget in (self.here, self.local, self.there, self.remote):
            layout.addWidget(widget)
        layout.addLayout(row)

    def load(self) -> None:
        """Show the settings."""
        (self.there if settings.ON_SERVER.get() else self.here).setChecked(True)
        self.python.setFilePath(settings.chosen_python())
        self.url.setText(settings.SERVER.get())
        self.login.setConfigId(settings.AUTHCFG.get())
        self.status.setText(self._first_status())
        self._show_kind()

    def save(self) -> None:
        """Store the settings."""
        settings.ON_SERVER.set(self.there.isChecked())
        settings.choose_python(self.python.filePath())
        settings.SERVER.set(self.url.text())
        settings.AUTHCFG.set(self.login.configId())

    def source(self) -> Path | Server | None:
        """Return what is entered: a server, a Python executable, or None if there is none."""
        if self.there.isChecked():
            return Server(self.url.text().strip(), self.login.configId())
        typed = self.python.filePath().strip()
        return Path(typed) if typed else settings.backend_python("")

    def test(self) -> None:
        """Test what is entered, before it is saved."""
        self.button.setEnabled(False)
        self.status.setText(tr("Testing…"))
        self.task = TestTask(self.source(), self.device(), self.show_result)
        QgsApplication.taskManager().addTask(self.task)

    def show_result(self, said: str) -> None:
        """Show the result of the test."""
        self.task = None
        self.button.setEnabled(True)
        self.status.setText(said)

    def cancel(self) -> None:
        """Cancel a running test."""
        if self.task:
            self.task.show = lambda said: None
            self.task.cancel()
            self.task = None

    def _forget_result(self, *_: object) -> None:
        """Remove the result of a test of something else."""
        self.cancel()
        self.show_result(tr("Not tested yet."))

    def _show_kind(self) -> None:
        self.local.setVisible(self.here.isChecked())
        self.remote.setVisible(self.there.isChecked())

    def _first_status(self) -> str:
        """Return the status without a request to the backend."""
        if settings.ON_SERVER.get():
            return tr("Not tested yet.")
        if named := os.environ.get("SATCLIP_PYTHON"):
            return tr("The environment variable SATCLIP_PYTHON takes precedence: {python}").format(
                python=named
            )
        python = settings.backend_python()
        if python is None:
            return tr("The backend is not installed. Run the algorithm “Set up the backend”.")
        return tr("Not tested yet: {python}").format(python=python)
