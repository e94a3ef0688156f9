"""The plugin class that QGIS loads. Loading starts no process and makes no request."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QAction

from satclip_qgis import settings
from satclip_qgis.algorithms.groups import EXPLORE, PRETRAIN, SETUP
from satclip_qgis.bridge.redirect import Redirect
from satclip_qgis.i18n import install_translator, tr
from satclip_qgis.paths import metadata, plugin_version
from satclip_qgis.provider import SatclipProvider


class SatclipPlugin:
    """The plugin: the provider, menu, toolbar, options page, and the panels of the live layer and of pretraining."""

    def __init__(self, interface: QgisInterface | None):
        self.iface = interface
        self.provider: SatclipProvider | None = None
        self.redirect: Redirect | None = None
        self.live = None
        self.training = None
        self.options = None
        self.menu = None
        self.encoders = None
        self.steps = None
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
        self.redirect = Redirect(settings.backend_python, plugin_version())
        self.redirect.install()
        self.functions = ExpressionFunctions(waits=self.iface is None)

    def initGui(self) -> None:
        """Add the menu, the toolbar, the panels and the page in Settings > Options."""
        from satclip_qgis.gui.first_steps import FirstSteps
        from satclip_qgis.gui.live_desktop import LiveDesktop
        from satclip_qgis.gui.live_legends import LiveLegends
        from satclip_qgis.gui.menu import Menu
        from satclip_qgis.gui.messages import Messages
        from satclip_qgis.gui.options import OptionsFactory
        from satclip_qgis.gui.training_desktop import TrainingDesktop
        from satclip_qgis.layers.map_legend import LegendKeeper

        self.initProcessing()
        self.legends = LegendKeeper()
        self.live_legends = LiveLegends(self.redirect)
        self.options = OptionsFactory()
        self.iface.registerOptionsWidgetFactory(self.options)
        messages = Messages(self.iface)
        self.functions.source.failed.connect(
            lambda said: messages.show("expressions", said, (), Qgis.MessageLevel.Warning)
        )
        self.live = LiveDesktop(self.iface, self.redirect, messages, lambda: self.open_dialog("setupbackend"))
        self.training = TrainingDesktop(self.iface, self.open_dialog)
        self.menu = Menu(
            self.iface,
            self.provider,
            lambda name: self.open_dialog(name),
            {
                SETUP: self.own_actions(),
                EXPLORE: self.live.actions,
                PRETRAIN: self.training.actions,
            },
            [self.live.add_action, self.live.tool_action],
        )
        self.steps = FirstSteps(messages, self.open_dialog, self.live.add_from_menu, self.iface.mainWindow())
        self.steps.offer()

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

    def unload(self) -> None:
        """Remove everything that the plugin has added.

        A running backend keeps running for other windows and for pretraining runs. It exits when it is idle.
        """
        for part in (
            "live_legends",
            "legends",
            "functions",
            "steps",
            "menu",
            "encoders",
            "live",
            "training",
            "redirect",
        ):
            if getattr(self, part):
                getattr(self, part).remove()
                setattr(self, part, None)
        if self.options:
            self.iface.unregisterOptionsWidgetFactory(self.options)
            self.options = None
        if self.provider:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def open_dialog(self, name: str, parameters: dict | None = None) -> None:
        """Open the dialog of an algorithm with these parameters; others depend on the active layer and the canvas."""
        from qgis import processing

        from satclip_qgis.gui.defaults import defaults

        given = defaults(self.provider.algorithm(name), self.iface) | (parameters or {})
        self.dialog = processing.createAlgorithmDialog(f"satclip:{name}", given)
        self.dialog.show()

    def open_encoders(self) -> None:
        """Open the Encoders window. A closed window is kept, so that a download continues."""
        from satclip_qgis.gui.encoders_dialog import EncodersDialog
        from satclip_qgis.gui.messages import as_html

        if self.encoders is None:
            self.encoders = EncodersDialog(
                lambda: self.open_dialog("setupbackend"),
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
        from satclip_qgis.gui.options import PAGE

        self.iface.showOptionsDialog(self.iface.mainWindow(), PAGE)
