"""The menu Plugins > SatCLIP and the toolbar: a submenu and a button for each group of algorithms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from qgis.core import QgsProcessingProvider
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolButton

from satclip_qgis.algorithms import ALGORITHMS
from satclip_qgis.algorithms.groups import group_names
from satclip_qgis.paths import icon_path

TITLE = "SatCLIP"


class Menu(QObject):
    """The algorithms of the provider and other `actions`, by group.

    The action `panel` comes first in the menu and the toolbar. The toolbar also has buttons for the actions `shown`.
    `open_dialog(name)` opens the dialog of an algorithm.
    """

    def __init__(  # noqa: QGS105 (tests give another)
        self,
        interface: QgisInterface,
        provider: QgsProcessingProvider,
        open_dialog: Callable[[str], None],
        panel: QAction,
        actions: Mapping[str, Sequence[QAction]],
        shown: Sequence[QAction],
    ):
        super().__init__(interface.mainWindow())
        self.iface = interface
        self.menus: list[QMenu] = []
        self.toolbar = interface.addToolBar(TITLE)
        self.toolbar.setObjectName("SatclipToolbar")
        self.toolbar.setWindowIcon(QIcon(icon_path()))
        self.panel = panel
        interface.addPluginToMenu(TITLE, panel)
        self.toolbar.addActions([panel, *shown])
        self.toolbar.addSeparator()
        kinds = [kind() for kind in ALGORITHMS]
        for group, title in group_names().items():
            menu = QMenu(title, interface.mainWindow())
            menu.setToolTipsVisible(True)
            names = [kind.name() for kind in kinds if kind.groupId() == group]
            menu.addActions([self._action(provider.algorithm(name), open_dialog) for name in names])
            if group in actions:
                menu.addSeparator()
                menu.addActions(actions[group])
            self._add(menu)

    def _action(self, algorithm, open_dialog: Callable[[str], None]) -> QAction:
        action = QAction(algorithm.icon(), algorithm.displayName() + "…", self)
        action.setObjectName(algorithm.id())
        action.setToolTip(algorithm.shortDescription())
        name = algorithm.name()
        action.triggered.connect(lambda: open_dialog(name))
        return action

    def _add(self, menu: QMenu) -> None:
        """Add a submenu, and a toolbar button that opens it. Both have the icon of the first algorithm."""
        menu.setIcon(menu.actions()[0].icon())
        self.menus.append(menu)
        self.iface.addPluginToMenu(TITLE, menu.menuAction())
        button = QToolButton()
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setIcon(menu.icon())
        button.setText(menu.title())
        button.setToolTip(menu.title())
        self.toolbar.addWidget(button)

    def remove(self) -> None:
        """Remove the menu and the toolbar."""
        self.iface.removePluginMenu(TITLE, self.panel)
        for menu in self.menus:
            self.iface.removePluginMenu(TITLE, menu.menuAction())
            menu.deleteLater()
        self.menus = []
        self.iface.mainWindow().removeToolBar(self.toolbar)
        self.toolbar.deleteLater()
        self.deleteLater()
