"""The Processing provider: the group "SatCLIP" in the toolbox."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from satclip_qgis.algorithms import ALGORITHMS
from satclip_qgis.paths import icon_path, plugin_version


class SatclipProvider(QgsProcessingProvider):
    """Offers the algorithms under the id `satclip`."""

    def id(self) -> str:
        """The part of an algorithm's id before the colon."""
        return "satclip"

    def name(self) -> str:
        """The name in the toolbox."""
        return "SatCLIP"

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return QIcon(icon_path())

    def svgIconPath(self) -> str:
        """The plugin's icon, as a file."""
        return icon_path()

    def versionInfo(self) -> str:
        """The plugin's version."""
        return plugin_version()

    def loadAlgorithms(self) -> None:
        """Called by QGIS."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def defaultRasterFileExtension(self) -> str:
        """The backend writes GeoTIFF, whatever the user's default format is."""
        return "tif"

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """Other endings are refused by the dialogs."""
        return ["tif", "tiff"]
