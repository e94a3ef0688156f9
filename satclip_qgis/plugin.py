"""The plugin class that QGIS loads. Loading starts no process and makes no request."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from satclip_qgis import settings
from satclip_qgis.bridge.redirect import Redirect
from satclip_qgis.i18n import install_translator, tr
from satclip_qgis.paths import plugin_version, resource
from satclip_qgis.provider import SatclipProvider

MENU = "SatCLIP"


class SatclipPlugin:
    """The provider, a menu, an options page, and the panels of the live layer and of training."""

    def __init__(self, interface: QgisInterface | None):
        self.iface = interface
        self.provider: SatclipProvider | None = None
        self.redirect: Redirect | None = None
        self.live = None
        self.training = None
        self.options = None
        self.encoders = None
        self.actions: list[QAction] = []
        self.dialog = None
        self.translator = install_translator()

    def initProcessing(self) -> None:
        """All that qgis_process needs: the algorithms, and live layers that are drawn."""
        self.provider = SatclipProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        self.redirect = Redirect(settings.backend_python, plugin_version())
        self.redirect.install()

    def initGui(self) -> None:
        """The desktop: the menu in Plugins, the panels, the page in Settings > Options."""
        from satclip_qgis.gui.live_desktop import LiveDesktop
        from satclip_qgis.gui.options import OptionsFactory
        from satclip_qgis.gui.training_desktop import TrainingDesktop

        self.initProcessing()
        self.options = OptionsFactory()
        self.iface.registerOptionsWidgetFactory(self.options)
        self.live = LiveDesktop(self.iface, self.redirect, lambda: self.open_dialog("setupbackend"))
        self.training = TrainingDesktop(self.iface, self.open_dialog)
        for action in (*self.live.actions, *self.training.actions):
            self.add_to_menu(action)
        icon = QIcon(str(resource("icons", "satclip.svg")))
        for text, slot in (
            (tr("Add embeddings to a layer…"), lambda: self.open_dialog("embedpoints")),
            (tr("Create an embedding map…"), lambda: self.open_dialog("embeddingmap")),
            (tr("Create a similarity map…"), lambda: self.open_dialog("similaritymap")),
            (tr("Create a cluster map…"), lambda: self.open_dialog("clustermap")),
            (tr("Pretrain an encoder…"), lambda: self.open_dialog("pretrain")),
            (tr("Encoders…"), self.open_encoders),
            (tr("Set up the backend…"), lambda: self.open_dialog("setupbackend")),
            (tr("Options…"), self.open_options),
        ):
            action = QAction(icon, text, self.iface.mainWindow())
            action.triggered.connect(slot)
            self.add_to_menu(action)

    def add_to_menu(self, action: QAction) -> None:
        """Add an entry to our menu in Plugins."""
        self.iface.addPluginToMenu(MENU, action)
        self.actions.append(action)

    def unload(self) -> None:
        """Take back all of it.

        A running backend is left to other windows and to runs that go on; it ends itself when nobody needs it.
        """
        for action in self.actions:
            self.iface.removePluginMenu(MENU, action)
            action.deleteLater()
        self.actions = []
        if self.encoders:
            self.encoders.remove()
            self.encoders = None
        if self.live:
            self.live.remove()
            self.live = None
        if self.training:
            self.training.remove()
            self.training = None
        if self.redirect:
            self.redirect.remove()
            self.redirect = None
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
        """Open the dialog of one of our algorithms, with these values."""
        from qgis import processing

        self.dialog = processing.createAlgorithmDialog(f"satclip:{name}", parameters or {})
        self.dialog.show()

    def open_encoders(self) -> None:
        """Open the window of encoders. It is kept when it is closed, so that a download goes on."""
        from satclip_qgis.gui.encoders_dialog import EncodersDialog

        if self.encoders is None:
            self.encoders = EncodersDialog(
                lambda: self.open_dialog("setupbackend"),
                lambda text: self.iface.messageBar().pushMessage(MENU, text),
                self.iface.mainWindow(),
            )
            self.encoders.encoders_changed.connect(self.live.look_at_layer)
        self.encoders.show()
        self.encoders.raise_()
        self.encoders.activateWindow()

    def open_options(self) -> None:
        """Open Settings > Options at our page."""
        from satclip_qgis.gui.options import PAGE

        self.iface.showOptionsDialog(self.iface.mainWindow(), PAGE)
