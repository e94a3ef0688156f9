"""Algorithms of the plugin that the panel runs in the background, with progress in the message bar and task manager.

QGIS asks before it exits, closes the project or removes an input layer while such a task is running.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QProgressBar

from satclip_qgis import settings
from satclip_qgis.gui.messages import Messages
from satclip_qgis.i18n import tr

MOST_SHOWN = 3
"""Number of warnings in the message after a run. The message log has all of them."""

Button = tuple  # a label and a function without arguments


class RunFeedback(QgsProcessingFeedback):
    """Keeps warnings and errors. Everything also goes to the message log. Called in the thread of the task."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def pushWarning(self, warning: str) -> None:
        """Keep a warning. The algorithm calls this method."""
        self.warnings.append(warning)
        super().pushWarning(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803 (the name in QGIS)
        """Keep an error. QGIS calls this method."""
        self.errors.append(error)
        super().reportError(error, fatalError)


class TaskProgress(QProgressBar):
    """The progress of a task, in percent."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 100)
        self.setMaximumWidth(200)

    def show_progress(self, progress: float) -> None:
        """Show the progress."""
        self.setValue(round(progress))


@dataclass
class Run:
    """An algorithm that runs. QGIS keeps no references to `context` and `feedback`."""

    name: str
    parameters: dict[str, Any]
    algorithm: QgsProcessingAlgorithm
    context: QgsProcessingContext
    feedback: RunFeedback
    ended: Callable[[dict[str, Any] | None], Sequence[Button]]
    message: str
    task: QgsProcessingAlgRunnerTask | None = field(default=None)


class AlgorithmRuns(QObject):
    """Runs algorithms and says how they ended.

    `find(name)` returns an algorithm of the provider, and `open_dialog(name, parameters)` opens its dialog.
    """

    def __init__(
        self,
        messages: Messages,
        find: Callable[[str], QgsProcessingAlgorithm],
        open_dialog: Callable[..., None],
        parent: QObject,
    ):
        super().__init__(parent)
        self.messages = messages
        self.find = find
        self.open_dialog = open_dialog
        self.running: list[Run] = []
        self._numbers = count(1)

    def start(
        self,
        name: str,
        parameters: dict[str, Any],
        layers: Sequence[QgsMapLayer] = (),
        ended: Callable[[dict[str, Any] | None], Sequence[Button]] = lambda results: (),
    ) -> None:
        """Run an algorithm on `layers` of the project.

        `ended` is called with the results, or with None if the run failed or was cancelled, and returns buttons for the
        message.
        """
        from processing.tools import dataobjects

        feedback = RunFeedback()
        algorithm = self.find(name).create()
        context = dataobjects.createContext(feedback)
        message = f"run {next(self._numbers)}"
        run = Run(name, parameters, algorithm, context, feedback, ended, message)
        fine, reason = algorithm.checkParameterValues(parameters, context)
        if not fine:
            self._tell_failure(run, reason)
            return
        run.task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
        if run.task.isCanceled():  # the algorithm has refused the layers
            self._tell_failure(run)
            return
        run.task.setDependentLayers(layers)
        run.task.executed.connect(lambda successful, results: self._executed(run, successful, results))
        self.running.append(run)
        self._show_progress(run)
        QgsApplication.taskManager().addTask(run.task)

    def remove(self) -> None:
        """Cancel all runs."""
        for run in self.running:
            run.task.executed.disconnect()
            run.task.cancel()
            run.task.waitForFinished(2000)
        self.running = []
        self.deleteLater()

    def _show_progress(self, run: Run) -> None:
        bar = TaskProgress()
        run.task.progressChanged.connect(bar.show_progress)
        text = tr("“{algorithm}” is running.").format(algorithm=run.algorithm.displayName())
        self.messages.show(run.message, text, [(tr("Cancel"), run.task.cancel)], widget=bar)

    def _executed(self, run: Run, successful: bool, results: dict[str, Any]) -> None:
        from processing.gui.Postprocessing import handleAlgorithmResults

        self.running.remove(run)
        self.messages.remove(run.message)
        if successful:
            fine = handleAlgorithmResults(run.algorithm, run.context, run.feedback, parameters=run.parameters)
            if fine:
                self._tell_success(run, results)
                return
        if run.feedback.isCanceled():
            run.ended(None)
        else:
            self._tell_failure(run)

    def _tell_success(self, run: Run, results: dict[str, Any]) -> None:
        warnings = run.feedback.warnings[:MOST_SHOWN]
        if more := len(run.feedback.warnings) - len(warnings):
            warnings.append(tr("More warnings in the message log: {count}.").format(count=more))
        said = [tr("“{algorithm}” has finished.").format(algorithm=run.algorithm.displayName()), *warnings]
        level = Qgis.MessageLevel.Warning if warnings else Qgis.MessageLevel.Success
        self.messages.show(run.message, " ".join(said), run.ended(results), level)

    def _tell_failure(self, run: Run, reason: str = "") -> None:
        run.ended(None)
        reason = reason or " ".join(run.feedback.errors) or tr("See the message log.")
        text = tr("“{algorithm}” failed. {reason}")
        python = settings.backend_python()
        buttons = [(tr("More options…"), lambda: self.open_dialog(run.name, run.parameters))]
        if not (settings.server() or (python and python.is_file())):
            buttons = [(tr("Set up the backend…"), lambda: self.open_dialog("setupbackend"))]
        self.messages.show(
            run.message,
            text.format(algorithm=run.algorithm.displayName(), reason=reason),
            buttons,
            Qgis.MessageLevel.Warning,
        )
