"""The SatCLIP panel: the encoder and the state of the backend above the sections."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsDockWidget, QgsMessageViewer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from satclip_qgis import settings
from satclip_qgis.gui.panel.backend_state import (
    NOT_SET_UP,
    ON_SERVER,
    RUNNING,
    STARTING,
    STOPPED,
    BackendState,
)
from satclip_qgis.gui.panel.encoder_choice import EncoderChoice
from satclip_qgis.gui.panel.section_tabs import SectionTabs
from satclip_qgis.gui.scrolling import PanelScroll
from satclip_qgis.help import help_html
from satclip_qgis.i18n import tr
from satclip_qgis.paths import icon_path


class SatclipDock(QgsDockWidget):
    """The panel. `add_section` adds a tab. User actions are emitted as signals."""

    set_up_asked = pyqtSignal()
    options_asked = pyqtSignal()
    encoders_asked = pyqtSignal()
    shown_changed = pyqtSignal()
    """The panel was shown or hidden, or another section was selected."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__("SatCLIP", parent)
        self.setObjectName("SatclipDock")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.backend = BackendState(self)
        self.encoder = EncoderChoice()
        self.encoders = self._tool("mActionFolder", tr("Encoders…"), self.encoders_asked)
        self.options = self._tool("mActionOptions", tr("Options…"), self.options_asked)
        self.help = self._tool("mActionHelpContents", tr("Help"), self.show_help)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.set_up = QPushButton(tr("Set up…"))
        self.set_up.setToolTip(tr("Set up the backend"))
        self.start = QPushButton(tr("Start"))
        self.start.setToolTip(tr("Start the backend. It also starts when it is needed."))
        self.tabs = SectionTabs()
        self._arrange()
        self.set_up.clicked.connect(self.set_up_asked)
        self.start.clicked.connect(self.backend.start)
        self.backend.changed.connect(self.show_state)
        self.visibilityChanged.connect(self._visibility_changed)
        self.tabs.currentChanged.connect(self.shown_changed)
        self.shown_changed.connect(self.backend.refresh)
        self.show_state()

    def add_section(self, section: QWidget, title: str, icon: str) -> None:
        """Add a tab with a section. It scrolls on a small screen."""
        self.tabs.add(PanelScroll(section), QIcon(icon_path(icon)), title)

    def show_section(self, section: QWidget) -> None:
        """Show the panel and a section."""
        self.setUserVisible(True)
        for index in range(self.tabs.count()):
            if self.tabs.widget(index).isAncestorOf(section):
                self.tabs.setCurrentIndex(index)

    def shows(self, section: QWidget) -> bool:
        """Return whether the user sees a section."""
        current = self.tabs.currentWidget()
        return self.isUserVisible() and current is not None and current.isAncestorOf(section)

    def show_state(self) -> None:
        """Show the state of the backend."""
        state, status = self.backend.state, self.backend.status
        texts = {
            NOT_SET_UP: tr("The backend is not set up."),
            STOPPED: tr("The backend is stopped."),
            STARTING: tr("The backend is starting…"),
            RUNNING: tr("The backend is running."),
            ON_SERVER: tr("On a server") + f" ({settings.SERVER.get()})",
        }
        text = texts[state]
        if details := [str(status[name]) for name in ("version", "device") if status.get(name)]:
            text = tr("The backend is running ({details}).").format(details=", ".join(details))
        self.state.setText(self.backend.failure or text)
        self.set_up.setVisible(state == NOT_SET_UP)
        self.start.setVisible(state == STOPPED)
        self.encoder.offer()

    def show_help(self, *_: object) -> None:
        """Open the help page in a separate window."""
        viewer = QgsMessageViewer(self, deleteOnClose=True)
        viewer.setTitle("SatCLIP")
        viewer.setMessageAsHtml(help_html("panel"))
        viewer.showMessage(False)

    def remove(self) -> None:
        """Stop watching the backend, and delete the panel."""
        self.visibilityChanged.disconnect(self._visibility_changed)
        self.backend.remove()
        self.deleteLater()

    def _visibility_changed(self, visible: bool) -> None:
        self.backend.watch(visible)
        self.shown_changed.emit()

    def _tool(self, icon: str, text: str, asked) -> QToolButton:
        tool = QToolButton()
        tool.setIcon(QgsApplication.getThemeIcon(f"/{icon}.svg"))
        tool.setToolTip(text)
        tool.setAccessibleName(text)
        tool.setAutoRaise(True)
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tool.clicked.connect(asked)
        return tool

    def _arrange(self) -> None:
        label = QLabel(tr("Encoder"))
        label.setBuddy(self.encoder)
        self.encoder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(content := QWidget())
        layout.setContentsMargins(6, 6, 6, 0)
        for wide, *others in (
            (self.encoder, self.encoders, self.help),
            (self.state, self.set_up, self.start, self.options),
        ):
            row = QHBoxLayout()
            if wide is self.encoder:
                row.addWidget(label)
            row.addWidget(wide, 1)
            for widget in others:
                row.addWidget(widget)
            layout.addLayout(row)
        layout.addWidget(self.tabs, 1)
        self.setWidget(content)
