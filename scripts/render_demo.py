"""Render a map and points with QGIS: `render_demo.py MAP.tif POINTS.gpkg PICTURE.png`."""

from __future__ import annotations

import sys

from osgeo import gdal
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

from satclip_qgis.layers.map_style import style_map


def low_high(path: str) -> list[list[float]]:
    """Return the stretch of each band, which the backend stores in the file."""
    dataset = gdal.Open(path)
    bands = [dataset.GetRasterBand(i + 1) for i in range(dataset.RasterCount)]
    return [[float(band.GetMetadataItem("LOW")), float(band.GetMetadataItem("HIGH"))] for band in bands]


def draw(map_path: str, points_path: str, picture: str) -> None:
    """Render the map in the plugin's style, with the points on top."""
    raster = QgsRasterLayer(map_path, "Embedding map")
    points = QgsVectorLayer(points_path, "Stations")
    style_map(raster, low_high(map_path))
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
