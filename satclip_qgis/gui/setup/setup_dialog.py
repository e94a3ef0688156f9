"""The Set-up window: installs, updates, repairs and removes the backend, or selects an environment of the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import Qgis, QgsApplication, QgsTask
from qgis.gui import QgsMessageViewer
from qgis.PyQt.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis import backend_setup, settings
from satclip_qgis.backend_setup import Choices, State
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.pip import Report
from satclip_qgis.diagnostic_report import diagnostic_report
from satclip_qgis.gui.messages import Messages
from satclip_qgis.gui.options.backend_options import TestTask
from satclip_qgis.gui.scrolling import PanelScroll
from satclip_qgis.gui.setup.removal import ask_removal, remove
from satclip_qgis.gui.setup.setup_pages import (
    InstallPage,
    OwnEnvironmentPage,
    plain_label,
    size_text,
    theme_icon_label,
)
from satclip_qgis.gui.setup.setup_progress import ProgressPanel
from satclip_qgis.gui.setup.setup_task import SetupTask
from satclip_qgis.help import help_html
from satclip_qgis.i18n import tr
from satclip_qgis.network import network_variables
from satclip_qgis.signals import SIGNALS

RUNNING = "set-up runs"
"""Name of the message that is shown when the window is closed and the set-up goes on."""
Steps = Sequence[tuple[str, Callable[[], object]]]


class UseTask(TestTask):
    """Tests an environment of the user, as the options do. If it works, a running backend is stopped."""

    def run(self) -> bool:
        """Run in a background thread. QGIS calls this method."""
        works = super().run()
        if works:
            launcher.stop()  # it may belong to another environment
        return works

    def finished(self, successful: bool) -> None:
        """Report the result in the main thread."""
        self.show(self.said, successful)


class SetupDialog(QDialog):
    """The window. Work runs in tasks of QGIS, and goes on when the window is closed.

    `next_steps` are the texts and functions of the buttons that are shown after a successful set-up. `open_options`
    opens the options, where a server can be chosen.
    """

    def __init__(
        self,
        messages: Messages,
        next_steps: Steps,
        open_options: Callable[[], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setWindowTitle(tr("Set up the SatCLIP backend"))
        self.setObjectName("SatclipSetup")
        self.messages = messages
        self.task: SetupTask | UseTask | None = None
        """The task that the user has started."""
        self.looking: SetupTask | None = None
        self.state: State | None = None
        self.error = ""
        self._make_widgets(next_steps, open_options)
        self._arrange()
        self.show_result("")
        self.allow()

    # What there is

    def look(self) -> None:
        """Look in the background what is installed, which Python there is, and how much space."""
        self._show_installed()
        if self.looking or self.task:
            return
        chosen = self.install_page.choices().python

        def looked(task: SetupTask) -> None:
            self.looking = None
            self._looked(task)
            if self.install_page.choices().python != chosen:  # it was changed meanwhile
                self.look()

        self.looking = SetupTask(
            tr("Searching for Python"), lambda task: backend_setup.look(chosen, task.isCanceled), looked
        )
        QgsApplication.taskManager().addTask(self.looking)

    def _looked(self, task: SetupTask) -> None:
        if task.result:
            self.state = task.result
            self.install_page.show_state(task.result)
        self._show_installed()
        self.allow()

    def _show_installed(self) -> None:
        """Show which backend SatCLIP uses."""
        python, own = settings.backend_python(), settings.environment_folder()
        if server := settings.server():
            text = tr("SatCLIP uses the backend of a server: {url}").format(url=server.url)
        elif python is None:
            text = tr("The backend is not installed yet. It computes the embeddings, and is set up once.")
        elif own not in python.parents:
            text = tr("SatCLIP uses your own environment: {python}").format(python=python)
        elif backend_setup.up_to_date():
            text = tr("The backend is installed and up to date.")
        else:
            text = tr("The installed backend belongs to another version of the plugin. Update it.")
        if self.state and self.state.environment and python is not None and own in python.parents:
            text = tr("{text} It uses {size}. Encoders and caches use {data}.").format(
                text=text,
                size=size_text(self.state.environment),
                data=size_text(sum(self.state.data.values())),
            )
        self.installed.setText(text)

    # Actions

    def start(self, *_: object) -> None:
        """Install or update the backend, or test and select the environment of the user."""
        if self.own_way.isChecked():
            self.use_own()
        else:
            self.install(self.install_page.choices())

    def repair(self, *_: object) -> None:
        """Install the backend again."""
        self.install(self.install_page.choices(repair=True))

    def install(self, choices: Choices) -> None:
        """Install the backend in a task."""
        variables = network_variables()

        def work(task: SetupTask) -> object:
            report = Report(
                backend_setup.log_file(),
                on_progress=lambda fraction, message: task.setProgress(100 * fraction),
                on_step=task.stepped.emit,
                on_line=task.printed.emit,
                is_cancelled=task.isCanceled,
                variables=variables,
            )
            task.seconds_left = lambda: report.time_left.seconds()
            return backend_setup.install(choices, report)

        self._begin(SetupTask(tr("Installing the SatCLIP backend"), work, self._installed))

    def _installed(self, task: SetupTask) -> None:
        if self._end(task):
            self._show_installed()
            self.show_result(tr("The backend is ready. What do you want to do next?"), done=True)
            if settings.backend_python() is not None:
                SIGNALS.set_up.emit()

    def use_own(self) -> None:
        """Test the environment of the user in a task, and select it if it works."""
        python = self.own_page.path()
        if python is None:
            self.show_result(tr("Enter the path of the Python executable of your environment."))
            return

        def show(said: str, works: bool) -> None:
            task.error = "" if works else said
            if self._end(task):
                settings.choose_python(str(python))
                settings.ON_SERVER.set(False)
                settings.close_set_up_offer(False)
                self._show_installed()
                self.show_result(f"{said} " + tr("What do you want to do next?"), done=True)
                SIGNALS.python_chosen.emit()
                SIGNALS.set_up.emit()

        task = UseTask(python, settings.DEVICE.get(), show)
        self._begin(task)

    def remove_backend(self, *_: object) -> None:
        """Ask, and remove the backend, and its data if the user wants so."""
        answer = ask_removal(self, self.state)
        if answer is not None:

            def work(task: SetupTask) -> str:
                return remove(data=answer, on_progress=lambda share: task.setProgress(100 * share))

            title = tr("Removing the SatCLIP backend")
            self._begin(SetupTask(title, work, self._removed, QgsTask.Flags()))

    def _removed(self, task: SetupTask) -> None:
        if self._end(task):
            self.show_result(task.result)

    # The running task

    def _begin(self, task: SetupTask | UseTask) -> None:
        if self.task:
            return
        if self.looking:
            self.looking.cancel()
        self.task, self.error = task, ""
        self.show_result("")
        self.progress.begin(task)
        QgsApplication.taskManager().addTask(task)
        self.allow()

    def _end(self, task: SetupTask | UseTask) -> bool:
        """Remove the finished task, and show its error; return whether it was successful."""
        cancelled = task.isCanceled()
        self.task, self.error = None, task.error
        self.progress.end(keep_log=bool(task.error))
        self.messages.remove(RUNNING)
        self.look()
        self.allow()
        if cancelled:
            self.show_result(tr("Cancelled. An installation that worked before is kept."))
        elif task.error:
            self.show_result(task.error, failed=True)
            if not self.isVisible():
                self.messages.show(
                    RUNNING,
                    tr("The set-up has failed: {error}").format(error=task.error),
                    [(tr("Details…"), self.present)],
                    Qgis.MessageLevel.Critical,
                )
        return not cancelled and not task.error

    def cancel(self, *_: object) -> None:
        """Cancel the running task, which ends within a second."""
        if self.task:
            self.task.cancel()

    # Results

    def show_result(self, text: str, *, done: bool = False, failed: bool = False) -> None:
        """Show how the work ended, with buttons for the next steps if it is done."""
        self.result.setText(text)
        self.result_row.setVisible(bool(text))
        self.icon_failed.setVisible(failed)
        self.icon_done.setVisible(done)
        for button in self.next_buttons:
            button.setVisible(done)
        self.copy_button.setVisible(failed)
        self.copy_button.setText(tr("Copy diagnostic report"))

    def copy_report(self, *_: object) -> None:
        """Copy the diagnostic report to the clipboard."""
        QApplication.clipboard().setText(
            diagnostic_report(self.install_page.choices(), self.state, self.error)
        )
        self.copy_button.setText(tr("Copied"))

    def show_help(self, *_: object) -> None:
        """Open the help page in a separate window."""
        viewer = QgsMessageViewer(self, deleteOnClose=True)
        viewer.setTitle(tr("Set up the backend"))
        viewer.setMessageAsHtml(help_html("setup_backend"))
        viewer.showMessage(False)

    # The window

    def present(self) -> None:
        """Show the window in front of others."""
        self.messages.remove(RUNNING)
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event) -> None:
        """Look again what is installed, because it may have changed."""
        super().showEvent(event)
        if not event.spontaneous():
            self.look()
            self.allow()

    def hideEvent(self, event) -> None:
        """Tell that the work goes on."""
        super().hideEvent(event)
        if self.task and not event.spontaneous():
            text = tr("The set-up of SatCLIP continues in the background.")
            self.messages.show(RUNNING, text, [(tr("Show"), self.present)])

    def remove(self) -> None:
        """Cancel the tasks and delete the window."""
        for task in (self.task, self.looking):
            if task:
                task.done = task.show = lambda *_: None
                task.cancel()
        self.task = self.looking = None
        self.deleteLater()

    def allow(self, *_: object) -> None:
        """Show the widgets and enable the buttons that apply."""
        runs, there = self.task is not None, backend_setup.installed()
        for widget in (self.scroll, *self.ways.buttons()):
            widget.setVisible(not runs)
        for button in (self.start_button, self.server_button, self.repair_button, self.remove_button):
            button.setEnabled(not runs)
        own = self.own_way.isChecked()
        install = tr("Update") if there else tr("Install")
        self.start_button.setText(tr("Test and use") if own else install)
        self.repair_button.setVisible(there and not own)
        self.remove_button.setVisible(there and not own)

    def _make_widgets(self, next_steps: Steps, open_options: Callable[[], object]) -> None:
        self.installed = plain_label()
        self.install_page, self.own_page = InstallPage(), OwnEnvironmentPage()
        self.pages, self.ways = QWidget(), QButtonGroup(self)
        self.install_way = QRadioButton(tr("Install the backend (recommended)"), self)
        self.own_way = QRadioButton(tr("Use my own environment"), self)
        pages = QVBoxLayout(self.pages)
        pages.setContentsMargins(0, 0, 0, 0)
        for way, page in ((self.install_way, self.install_page), (self.own_way, self.own_page)):
            self.ways.addButton(way)
            pages.addWidget(page)
            way.toggled.connect(page.setVisible)
            page.hide()
        (self.own_way if settings.chosen_python() else self.install_way).setChecked(True)
        self.ways.buttonClicked.connect(self._choose_way)
        self.install_page.python.fileChanged.connect(lambda _: self.look())
        self.scroll = PanelScroll(self.pages)
        self.progress = ProgressPanel()
        self.progress.cancelled.connect(self.cancel)
        self.result = plain_label()
        self.icon_done, self.icon_failed = theme_icon_label("mIconSuccess"), theme_icon_label("mIconWarning")
        self.next_buttons = [self._button(text, self._leave_to(slot)) for text, slot in next_steps]
        self.copy_button = self._button(tr("Copy diagnostic report"), self.copy_report)
        self.repair_button = self._button(tr("Repair"), self.repair)
        self.repair_button.setToolTip(tr("Installs the backend again."))
        self.remove_button = self._button(tr("Remove…"), self.remove_backend)
        self.start_button = self._button(tr("Install"), self.start)
        self.start_button.setDefault(True)
        self.server_button = self._button(tr("Use a server…"), self._leave_to(open_options))
        self.server_button.setToolTip(tr("Opens the options, where the backend of a server can be chosen."))
        self.help_button = self._button(tr("&Help"), self.show_help)
        self.close_button = self._button(tr("&Close"), lambda *_: self.close())

    def _choose_way(self, *_: object) -> None:
        self.show_result("")
        self.allow()

    def _leave_to(self, slot: Callable[[], object]) -> Callable[..., None]:
        def leave(*_: object) -> None:
            self.close()
            slot()

        return leave

    def _button(self, text: str, slot: Callable[..., None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _arrange(self) -> None:
        self.result_row = QWidget()
        said = QHBoxLayout(self.result_row)
        said.setContentsMargins(0, 0, 0, 0)
        for widget in (self.icon_done, self.icon_failed):
            said.addWidget(widget)
        said.addWidget(self.result, 1)
        next_row = QHBoxLayout()
        next_row.addStretch()
        for button in (self.copy_button, *self.next_buttons):
            next_row.addWidget(button)
        buttons = QHBoxLayout()
        for button in (self.help_button, self.server_button, self.repair_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.installed)
        for way in self.ways.buttons():
            layout.addWidget(way)
        layout.addWidget(self.scroll, 3)
        layout.addWidget(self.progress, 2)
        layout.addWidget(self.result_row)
        layout.addLayout(next_row)
        layout.addLayout(buttons)
        self.resize(720, 480)
