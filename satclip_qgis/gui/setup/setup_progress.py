"""Progress of a task in the Set-up window: the step, the times elapsed and left, and the end of the log."""

from __future__ import annotations

import math
import time

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase, QTextCursor
from qgis.PyQt.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from satclip_qgis.gui.setup.setup_pages import plain_label
from satclip_qgis.gui.setup.setup_task import SetupTask
from satclip_qgis.i18n import tr

LINES = 500
"""Lines of the log that are shown."""


class ProgressPanel(QWidget):
    """Shows a running task. The log stays when the task has failed."""

    cancelled = pyqtSignal()
    """The user has clicked Cancel."""

    def __init__(self) -> None:
        super().__init__()
        self._step, self._begun = "", 0.0
        self._task: QgsTask | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._show_step)
        self.step, self.bar = plain_label(), QProgressBar()
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(lambda *_: self._cancel())
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(LINES)
        self.log.setMinimumHeight(90)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setAccessibleName(tr("Installation log"))
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.step)
        layout.addLayout(row)
        layout.addWidget(self.log, 1)
        self.end(keep_log=False)

    def begin(self, task: QgsTask) -> None:
        """Show a task that begins."""
        self.log.clear()
        self.bar.setRange(0, 0)
        self._begun, self._task = time.monotonic(), task
        if isinstance(task, SetupTask):
            task.stepped.connect(self._set_step)
            task.printed.connect(self._add_line)
        task.progressChanged.connect(self._set_progress)
        self._set_step(task.description())
        self._clock.start()
        self._show(True, True)

    def end(self, *, keep_log: bool) -> None:
        """Hide the progress, and the log unless it is kept."""
        self._clock.stop()
        self._task = None
        self._show(False, keep_log and bool(self.log.toPlainText()))

    def _show(self, runs: bool, log: bool) -> None:
        for widget in (self.step, self.bar):
            widget.setVisible(runs)
        self.cancel_button.setVisible(runs and self._task.canCancel())
        self.log.setVisible(log)
        self.setVisible(runs or log)

    def _cancel(self) -> None:
        self._set_step(tr("Cancelling"))
        self.cancelled.emit()

    def _set_progress(self, percent: float) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(int(percent))

    def _add_line(self, line: str) -> None:
        self.log.appendPlainText(line)
        self.log.moveCursor(QTextCursor.MoveOperation.End)
        self.log.moveCursor(QTextCursor.MoveOperation.StartOfLine)

    def _set_step(self, step: str) -> None:
        self._step = step
        self._show_step()

    def _show_step(self) -> None:
        minutes, seconds = divmod(int(time.monotonic() - self._begun), 60)
        left = self._task.seconds_left() if isinstance(self._task, SetupTask) else None
        if left is None:
            text = tr("{step} ({time} elapsed)")
        elif left < 60:
            text = tr("{step} ({time} elapsed, less than a minute left)")
        else:
            text = tr("{step} ({time} elapsed, about {minutes} min left)")
        values = {
            "step": self._step,
            "time": f"{minutes}:{seconds:02}",
            "minutes": math.ceil((left or 0) / 60),
        }
        self.step.setText(text.format(**values))
