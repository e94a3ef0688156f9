"""The Processing provider: the group "SatCLIP" in the toolbox."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from satclip_qgis.algorithms import ALGORITHMS
from satclip_qgis.outputs.destinations import RASTERS
from satclip_qgis.paths import icon_path, plugin_version


class SatclipProvider(QgsProcessingProvider):
    """Provides the algorithms under the id `satclip`."""

    def id(self) -> str:
        """Return the part of an algorithm's id before the colon."""
        return "satclip"

    def name(self) -> str:
        """Return the name in the toolbox."""
        return "SatCLIP"

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(icon_path())

    def svgIconPath(self) -> str:
        """Return the path of the plugin's icon."""
        return icon_path()

    def versionInfo(self) -> str:
        """Return the plugin's version."""
        return plugin_version()

    def loadAlgorithms(self) -> None:
        """Add the algorithms. QGIS calls this method."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def defaultRasterFileExtension(self) -> str:
        """Return "tif": the backend writes GeoTIFF, whatever the user's default format is."""
        return "tif"

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """Return the accepted file extensions. Dialogs refuse all others."""
        return [ending.lstrip(".") for ending in RASTERS]
