"""Render a map and points with QGIS: `render_demo.py MAP.tif POINTS.gpkg PICTURE.png`."""

from __future__ import annotations

import sys

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsRasterLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

from satclip_qgis.layers.map_style import COLOUR_BANDS, show_colours


def draw(map_path: str, points_path: str, picture: str) -> None:
    """Render the map in the plugin's style, with the points on top."""
    raster = QgsRasterLayer(map_path, "Embedding map")
    points = QgsVectorLayer(points_path, "Stations")
    show_colours(raster, raster.bandCount() - COLOUR_BANDS, [])
    symbol = QgsMarkerSymbol.createSimple(
        {"name": "circle", "color": "255,255,255,230", "outline_color": "30,30,30,255", "size": "1.1"}
    )
    points.setRenderer(QgsSingleSymbolRenderer(symbol))

    settings = QgsMapSettings()
    settings.setLayers([points, raster])
    settings.setDestinationCrs(raster.crs())
    settings.setExtent(raster.extent())
    settings.setOutputSize(QSize(1600, 800))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    draw(*sys.argv[1:])
    application.exitQgis()
