"""The page in Settings > Options: where the backend runs, its limits, the network, and the data on this computer."""

from __future__ import annotations

import sys
from collections.abc import Callable

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis import settings
from satclip_qgis.bridge import launcher
from satclip_qgis.gui.options.backend_options import BackendOptions
from satclip_qgis.gui.options.data_options import DataOptions
from satclip_qgis.gui.scrolling import PanelScroll
from satclip_qgis.gui.worker_task import WorkerTask
from satclip_qgis.i18n import tr
from satclip_qgis.paths import icon_path
from satclip_qgis.signals import SIGNALS

PAGE = "satclipOptions"


class LimitOptions(QGroupBox):
    """Widgets for the device, the cores, the memory, the idle time and the network of the backend."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(tr("Limits of the backend on this computer"), parent)
        self.device = QComboBox()
        for name, label in device_names().items():
            self.device.addItem(label, name)
        self.device.setToolTip(
            tr("Where embeddings and models are computed. “Test” shows whether the computer has the device.")
        )
        self.cores = NumberField(settings.CORES, tr("All"))
        self.cores.setToolTip(
            tr("Processor cores that the backend uses. Fewer leave more for other programs.")
        )
        self.memory = NumberField(settings.MEMORY, tr("No limit"), tr(" GB"))
        self.memory.setToolTip(
            tr(
                "Memory that the backend and each of its jobs may use. A job that needs more fails with a message."
            )
            if settings.MEMORY_IS_LIMITED
            else tr("The memory can be limited on Linux only.")
        )
        self.memory.setEnabled(settings.MEMORY_IS_LIMITED)
        self.idle = NumberField(settings.IDLE, tr("Never"), tr(" min"))
        self.idle.setToolTip(
            tr("Minutes without a request after which the backend ends and frees its memory.")
        )
        self.offline = QCheckBox(tr("Offline: no connections to the internet"))
        self.offline.setToolTip(
            tr(
                "The backend downloads no encoders and reads no images at URLs. It says so if an algorithm needs them."
            )
        )
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("Device"), self.device)
        form.addRow(tr("Processor cores"), self.cores)
        form.addRow(tr("Memory"), self.memory)
        form.addRow(tr("Ends when unused for"), self.idle)
        form.addRow(self.offline)
        hint = QLabel(tr("Changes apply at once if no job is running, otherwise when the jobs have ended."))
        hint.setWordWrap(True)
        form.addRow(hint)
        self.load()

    def load(self) -> None:
        """Show the settings."""
        self.device.setCurrentIndex(max(self.device.findData(settings.DEVICE.get()), 0))
        self.cores.show_stored()
        self.memory.show_stored()
        self.idle.show_stored()
        self.offline.setChecked(settings.OFFLINE.get())

    def save(self) -> None:
        """Store the settings."""
        settings.DEVICE.set(self.device.currentData())
        self.cores.store()
        self.memory.store()
        self.idle.store()
        settings.OFFLINE.set(self.offline.isChecked())


def device_names() -> dict[str, str]:
    """Return the devices to choose from, by their names for the backend."""
    names = {"": tr("Automatic (the fastest)"), "cpu": tr("Processor"), "cuda": tr("NVIDIA GPU")}
    if sys.platform == "darwin" or settings.DEVICE.get() == "mps":
        names["mps"] = tr("Apple GPU")
    return names


class NumberField(QSpinBox):
    """A field for a number. Below the smallest number it shows `none`, which is stored as 0."""

    def __init__(self, setting: settings.Setting, none: str, suffix: str = ""):
        super().__init__()
        self._setting = setting
        self.setRange(setting.least - 1, setting.most)
        self.setSpecialValueText(none)
        self.setSuffix(suffix)

    def show_stored(self) -> None:
        """Show the setting."""
        self.setValue(self._setting.get() or self.minimum())

    def store(self) -> None:
        """Store the setting."""
        self._setting.set(0 if self.value() == self.minimum() else self.value())


class OptionsPage(QgsOptionsPageWidget):
    """The groups of options, which scroll on small screens.

    `changed()` is called when other options than before were stored, `open_removal()` for the removal of the backend.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        changed: Callable[[], None] = lambda: None,
        open_removal: Callable[[], None] = lambda: None,
    ):
        super().__init__(parent)
        self.setObjectName(PAGE)
        self._changed, self._open_removal = changed, open_removal
        self.limits = LimitOptions()
        self.backend = BackendOptions(lambda: self.limits.device.currentData())
        self.data = DataOptions(self.remove_backend)
        content = QWidget()
        groups = QVBoxLayout(content)
        for group in (self.backend, self.limits, self.data):
            groups.addWidget(group)
        groups.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(PanelScroll(content))

    def showEvent(self, event) -> None:
        """Count the temporary files when the page is opened."""
        self.data.count()
        super().showEvent(event)

    def hideEvent(self, event) -> None:
        """Cancel a running test when the page is closed."""
        self.backend.cancel()
        super().hideEvent(event)

    def remove_backend(self) -> None:
        """Close the options, which would keep other windows from input, and open the removal."""
        window = self.window()
        if isinstance(window, QDialog):
            window.reject()
        QTimer.singleShot(0, self._open_removal)

    def apply(self) -> None:
        """Store the settings. QGIS calls this method on OK."""
        before = _state()
        self.backend.save()
        self.limits.save()
        if _state() != before:
            self._changed()


def _state() -> tuple:
    """Return the settings on which a running backend depends."""
    return settings.chosen_python(), settings.serve_flags(), settings.server()


class OptionsFactory(QgsOptionsWidgetFactory):
    """Creates the page when the options are opened, and restarts the backend when they have changed.

    `tell(text)` shows a message, `open_removal()` opens the removal of the backend.
    """

    def __init__(
        self,
        tell: Callable[[str], None] = lambda text: None,
        open_removal: Callable[[], None] = lambda: None,
    ):
        super().__init__()
        self.setTitle("SatCLIP")
        self._tell, self._open_removal = tell, open_removal
        self.worker = WorkerTask()
        self.worker.answered.connect(self._tell_restart)

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(icon_path())

    def createWidget(self, parent=None) -> OptionsPage:
        """Return a new page. QGIS calls this method."""
        return OptionsPage(parent, self._restart, self._open_removal)

    def _restart(self) -> None:
        """Let the running backend end, so that the next request starts one with the new options."""
        SIGNALS.python_chosen.emit()
        self.worker.send(lambda backend: (launcher.stop_when_idle(),))

    def _tell_restart(self, answer: tuple[int | None]) -> None:
        jobs = answer[0]
        if jobs:
            self._tell(
                tr("The new options apply when the running jobs of the backend have ended: {jobs}.").format(
                    jobs=jobs
                )
            )
        elif jobs == 0:
            self._tell(tr("The backend ends, and starts with the new options when it is next needed."))

    def remove(self) -> None:
        """Drop messages that would arrive later."""
        self.worker.cancel()
