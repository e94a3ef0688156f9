"""The page in Settings > Options: the Python executable of the backend, and a test of it."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsTask
from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import BridgeError
from satclip_qgis.bridge.launcher import check_python
from satclip_qgis.i18n import language, tr
from satclip_qgis.paths import icon_path, plugin_version
from satclip_qgis.signals import SIGNALS

PAGE = "satclipOptions"


class TestTask(QgsTask):
    """Starts or finds the backend and reads its status, in a background task."""

    __test__ = False

    def __init__(self, python: Path | None, show):
        super().__init__(tr("Testing the SatCLIP backend"), QgsTask.Flag.CanCancel)
        self.backend = Backend(python, plugin_version(), is_cancelled=self.isCanceled, language=language())
        self.show = show
        self.said = ""

    def run(self) -> bool:
        """Run in a background thread."""
        try:
            if self.backend.python:  # a backend of another environment may be running
                check_python(self.backend.python, self.backend.version)
            status = self.backend.status()
        except BridgeError as error:
            self.said = str(error)
            return False
        self.said = tr("The backend works: version {version}, device {device}, {count} encoders.").format(
            version=status.get("version"), device=status.get("device"), count=status.get("encoders")
        )
        return True

    def finished(self, successful: bool) -> None:
        """Show the result in the main thread."""
        self.show(self.said)


class OptionsPage(QgsOptionsPageWidget):
    """Widgets for the path of the backend's Python executable, a test button and the result."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setObjectName(PAGE)
        self.task: TestTask | None = None
        self.python = QgsFileWidget()
        self.python.setFilePath(settings.chosen_python())
        self.python.lineEdit().setPlaceholderText(str(settings.environment_folder()))
        self.status = QLabel(self.first_status())
        self.status.setWordWrap(True)
        self.button = QPushButton(tr("Test"))
        self.button.clicked.connect(self.test)
        row = QHBoxLayout()
        row.addWidget(self.python)
        row.addWidget(self.button)
        form = QFormLayout()
        form.addRow(tr("Python executable of the backend"), row)
        form.addRow(tr("Status"), self.status)
        layout = QVBoxLayout(self)
        hint = QLabel(
            tr(
                "Leave the path empty to use the environment that “Set up the backend” installs. To use "
                "another environment, enter the path of its Python executable. The environment must contain "
                "the package satclip-backend."
            )
        )
        hint.setWordWrap(True)
        layout.addWidget(hint)
        layout.addLayout(form)
        layout.addStretch()

    def first_status(self) -> str:
        """Return the status without a request to the backend."""
        python = settings.backend_python()
        if python is None:
            return tr("The backend is not installed. Run the algorithm “Set up the backend”.")
        return tr("Not tested yet: {python}").format(python=python)

    def test(self) -> None:
        """Test the entered Python executable before it is saved."""
        typed = self.python.filePath().strip()
        self.button.setEnabled(False)
        self.status.setText(tr("Testing…"))
        self.task = TestTask(Path(typed) if typed else settings.backend_python(), self.show_result)
        QgsApplication.taskManager().addTask(self.task)

    def show_result(self, said: str) -> None:
        """Show the result of the test."""
        self.task = None
        self.button.setEnabled(True)
        self.status.setText(said)

    def hideEvent(self, event) -> None:
        """Cancel a running test when the page is closed."""
        if self.task:
            self.task.show = lambda said: None
            self.task.cancel()
            self.task = None
        super().hideEvent(event)

    def apply(self) -> None:
        """Save the setting. QGIS calls this method on OK."""
        before = settings.chosen_python()
        settings.choose_python(self.python.filePath())
        if settings.chosen_python() != before:
            SIGNALS.python_chosen.emit()


class OptionsFactory(QgsOptionsWidgetFactory):
    """Creates the page when the options are opened."""

    def __init__(self):
        super().__init__()
        self.setTitle("SatCLIP")

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(icon_path())

    def createWidget(self, parent=None) -> OptionsPage:
        """Return a new page. QGIS calls this method."""
        return OptionsPage(parent)
