"""The plugin class that QGIS loads. Loading starts no process and makes no request."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction

from satclip_qgis import settings
from satclip_qgis.algorithms.groups import EXPLORE, MODEL, PRETRAIN, SETUP
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.redirect import Redirect
from satclip_qgis.i18n import install_translator, tr
from satclip_qgis.network import network_variables
from satclip_qgis.paths import icon_path, metadata, plugin_version
from satclip_qgis.provider import SatclipProvider


class SatclipPlugin:
    """The plugin: the provider, menu, toolbar, options page and panel."""

    def __init__(self, interface: QgisInterface | None):
        self.iface = interface
        self.provider: SatclipProvider | None = None
        self.redirect: Redirect | None = None
        self.dock = None
        self.runs = None
        self.live = None
        self.enrich = None
        self.models = None
        self.labelling = None
        self.label_group = None
        self.training = None
        self.options = None
        self.menu = None
        self.encoders = None
        self.steps = None
        self.setup = None
        self.messages = None
        self.functions = None
        self.legends = None
        self.live_legends = None
        self.dialog = None
        self.translator = install_translator()

    def initProcessing(self) -> None:
        """Register the algorithms, live layers and expression functions. qgis_process calls only this method."""
        from satclip_qgis.gui.expression_functions import ExpressionFunctions

        self.provider = SatclipProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        self.redirect = Redirect(
            settings.backend_python, plugin_version(), settings.serve_flags, settings.server
        )
        self.redirect.install()
        launcher.variables = network_variables
        self.functions = ExpressionFunctions(waits=self.iface is None)

    def initGui(self) -> None:
        """Add the menu, the toolbar, the panel and the page in Settings > Options."""
        from satclip_qgis.gui.first_steps import FirstSteps
        from satclip_qgis.gui.labelling.labelling import Labelling
        from satclip_qgis.gui.menu import Menu
        from satclip_qgis.gui.messages import Messages
        from satclip_qgis.gui.options.options import OptionsFactory
        from satclip_qgis.gui.panel.algorithm_runs import AlgorithmRuns
        from satclip_qgis.gui.panel.enrich_section import EnrichDesktop
        from satclip_qgis.gui.panel.live_desktop import LiveDesktop
        from satclip_qgis.gui.panel.live_legends import LiveLegends
        from satclip_qgis.gui.panel.model_desktop import ModelDesktop
        from satclip_qgis.gui.panel.satclip_dock import SatclipDock
        from satclip_qgis.gui.panel.training_desktop import TrainingDesktop
        from satclip_qgis.layers.map_legend import LegendKeeper

        self.initProcessing()
        self.legends = LegendKeeper()
        self.live_legends = LiveLegends(self.redirect)
        messages = self.messages = Messages(self.iface)
        self.options = OptionsFactory(lambda said: messages.show("options", said), self.open_setup)
        self.iface.registerOptionsWidgetFactory(self.options)
        self.functions.source.failed.connect(
            lambda said: messages.show("expressions", said, (), Qgis.MessageLevel.Warning)
        )
        self.dock = SatclipDock(self.iface.mainWindow())
        self.dock.set_up_asked.connect(self.open_setup)
        self.dock.options_asked.connect(self.open_options)
        self.dock.encoders_asked.connect(self.open_encoders)
        self.runs = AlgorithmRuns(
            messages, self.provider.algorithm, self.open_dialog, self.iface.mainWindow()
        )
        self.live = LiveDesktop(self.iface, self.dock, self.redirect, messages, self.runs, self.open_setup)
        self.labelling = Labelling(self.iface, self.dock.encoder, self.open_dialog)
        self.label_group = self.live.section.add_group(tr("Label places"), self.labelling.section)
        self.labelling.tool_action.toggled.connect(lambda used: used and self.label_group.setCollapsed(False))
        self.enrich = EnrichDesktop(self.iface, self.dock, self.runs)
        self.models = ModelDesktop(self.iface, self.dock, self.runs)
        self.training = TrainingDesktop(self.iface, self.dock, self.open_dialog)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()  # QGIS shows it again if it was visible in the last session
        self.menu = Menu(
            self.iface,
            self.provider,
            lambda name: self.open_dialog(name),
            self.panel_action(),
            {
                SETUP: self.own_actions(),
                EXPLORE: [*self.live.actions, self.label_action()],
                MODEL: [self.example_action()],
                PRETRAIN: self.training.actions,
            },
            [self.live.add_action, self.live.tool_action],
        )
        self.steps = FirstSteps(messages, self.open_dialog, self.live.add_from_menu, self.iface.mainWindow())
        self.steps.offer()

    def panel_action(self) -> QAction:
        """Return the menu entry that shows or hides the panel."""
        action = self.dock.toggleViewAction()
        action.setText(tr("SatCLIP panel"))
        action.setIcon(QIcon(icon_path("panel")))
        return action

    def own_actions(self) -> list[QAction]:
        """Return the menu entries for encoders, options and documentation."""
        actions = []
        for icon, text, slot in (
            ("mActionFolder", tr("Encoders…"), self.open_encoders),
            ("mActionOptions", tr("Options…"), self.open_options),
            ("mActionHelpContents", tr("Documentation"), self.open_documentation),
        ):
            action = QAction(QgsApplication.getThemeIcon(f"/{icon}.svg"), text, self.live)
            action.triggered.connect(slot)
            actions.append(action)
        return actions

    def example_action(self) -> QAction:
        """Return the menu entry that opens the example model."""
        from satclip_qgis.gui.example_model import open_example_model

        icon = QgsApplication.getThemeIcon("/processingModel.svg")
        action = QAction(icon, tr("Example model…"), self.live)
        action.setToolTip(tr("Opens a model for Processing: from points to a prediction map."))
        action.triggered.connect(open_example_model)
        return action

    def unload(self) -> None:
        """Remove everything that the plugin has added.

        A running backend keeps running for other windows and for pretraining runs. It exits when it is idle.
        """
        parts = (
            "live_legends",
            "legends",
            "runs",
            "functions",
            "setup",
            "steps",
            "menu",
            "encoders",
            "labelling",
            "live",
            "enrich",
            "models",
            "training",
            "redirect",
        )
        for part in parts:
            if getattr(self, part):
                getattr(self, part).remove()
                setattr(self, part, None)
        if self.dock:
            self.iface.removeDockWidget(self.dock)
            self.dock.remove()
            self.dock = None
        if self.options:
            self.iface.unregisterOptionsWidgetFactory(self.options)
            self.options.remove()
            self.options = None
        launcher.variables = dict
        if self.provider:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def open_dialog(self, name: str, parameters: dict | None = None) -> None:
        """Open the dialog of an algorithm with these parameters; others depend on the active layer and the canvas.

        The set-up has a window of its own.
        """
        if name == "setupbackend":
            self.open_setup()
            return
        from qgis import processing

        from satclip_qgis.gui.defaults import defaults

        given = defaults(self.provider.algorithm(name), self.iface) | (parameters or {})
        self.dialog = processing.createAlgorithmDialog(f"satclip:{name}", given)
        self.dialog.show()

    def label_action(self) -> QAction:
        """Return the menu entry that opens the widgets for labelling in the panel."""
        action = QAction(QIcon(icon_path("label_places")), tr("Label places"), self.live)
        action.triggered.connect(self.open_labelling)
        return action

    def open_labelling(self) -> None:
        """Open the widgets for labelling in the panel."""
        self.dock.show_section(self.live.section)
        self.label_group.setCollapsed(False)

    def open_setup(self) -> None:
        """Open the Set-up window. A closed window is kept, so that an installation continues."""
        from satclip_qgis.gui.setup.setup_dialog import SetupDialog

        if self.setup is None:
            self.setup = SetupDialog(
                self.messages, self.steps.next_steps(), self.open_options, self.iface.mainWindow()
            )
        self.steps.remove_offer()
        self.setup.present()

    def open_encoders(self) -> None:
        """Open the Encoders window. A closed window is kept, so that a download continues."""
        from satclip_qgis.gui.encoders.encoders_dialog import EncodersDialog
        from satclip_qgis.gui.messages import as_html

        if self.encoders is None:
            self.encoders = EncodersDialog(
                self.open_setup,
                lambda text: self.iface.messageBar().pushMessage("SatCLIP", as_html(text)),
                self.iface.mainWindow(),
            )
            self.encoders.encoders_changed.connect(self.live.look_at_layer)
        self.encoders.show()
        self.encoders.raise_()
        self.encoders.activateWindow()

    def open_documentation(self) -> None:
        """Open the documentation in the browser."""
        QDesktopServices.openUrl(QUrl(metadata("homepage")))

    def open_options(self) -> None:
        """Open the plugin's page in Settings > Options."""
        from satclip_qgis.gui.options.options import PAGE

        self.iface.showOptionsDialog(self.iface.mainWindow(), PAGE)
