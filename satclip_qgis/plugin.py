"""What QGIS loads and unloads. Starts no process and asks no network."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from satclip_qgis.i18n import install_translator, tr
from satclip_qgis.paths import resource
from satclip_qgis.provider import SatclipProvider

MENU = "SatCLIP"


class SatclipPlugin:
    """The provider, a menu and an options page."""

    def __init__(self, interface: QgisInterface | None):
        self.iface = interface
        self.provider: SatclipProvider | None = None
        self.options = None
        self.actions: list[QAction] = []
        self.dialog = None
        self.translator = install_translator()

    def initProcessing(self) -> None:
        """All that qgis_process needs."""
        self.provider = SatclipProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """The desktop: the menu in Plugins, and the page in Settings > Options."""
        from satclip_qgis.gui.options import OptionsFactory

        self.initProcessing()
        self.options = OptionsFactory()
        self.iface.registerOptionsWidgetFactory(self.options)
        icon = QIcon(str(resource("icons", "satclip.svg")))
        for text, slot in (
            (tr("Add embeddings to a layer…"), lambda: self.open_dialog("embedpoints")),
            (tr("Draw an embedding map…"), lambda: self.open_dialog("embeddingmap")),
            (tr("Set up the backend…"), lambda: self.open_dialog("setupbackend")),
            (tr("Options…"), self.open_options),
        ):
            action = QAction(icon, text, self.iface.mainWindow())
            action.triggered.connect(slot)
            self.iface.addPluginToMenu(MENU, action)
            self.actions.append(action)

    def unload(self) -> None:
        """Take back all of it.

        A running backend is left to other windows; it ends itself when nobody speaks to it.
        """
        for action in self.actions:
            self.iface.removePluginMenu(MENU, action)
            action.deleteLater()
        self.actions = []
        if self.options:
            self.iface.unregisterOptionsWidgetFactory(self.options)
            self.options = None
        if self.provider:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def open_dialog(self, name: str) -> None:
        """Open the dialog of one of our algorithms."""
        from qgis import processing

        self.dialog = processing.createAlgorithmDialog(f"satclip:{name}", {})
        self.dialog.show()

    def open_options(self) -> None:
        """Open Settings > Options at our page."""
        from satclip_qgis.gui.options import PAGE

        self.iface.showOptionsDialog(self.iface.mainWindow(), PAGE)
