"""A GeoPackage's spatial index, made when its features are written and no sooner.

QGIS makes it while it closes the file, which nothing can stop: who cancels after a million points would wait for it for
20 seconds (benchmarks/embed_points.py), in which no other Python in QGIS runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingOutputLayerDefinition, QgsVectorFileWriter, QgsVectorLayer

CACHE = "|option:PRELUDE_STATEMENTS=PRAGMA cache_size=-262144"
"""Up to 256 MiB for SQLite: with its usual 2 MB, the index of many points takes one and a half times as long."""


def is_new_geopackage(destination: Any) -> bool:
    """Whether the value of a sink's parameter is the name of a GeoPackage, which QGIS then makes anew."""
    if isinstance(destination, QgsProcessingOutputLayerDefinition):
        destination = destination.sink.staticValue()
    return isinstance(destination, str) and Path(destination).suffix.lower() == ".gpkg"


def no_index_yet() -> list[str]:
    """The layer options of a new GeoPackage: QGIS's own, but for the index."""
    options = QgsVectorFileWriter.defaultLayerOptions("GPKG")
    return [option for option in options if not option.startswith("SPATIAL_INDEX=")] + ["SPATIAL_INDEX=NO"]


def add_index(output: str) -> bool:
    """Give the layer of a closed GeoPackage its spatial index; whether it has one now. Other Python runs meanwhile."""
    layer = QgsVectorLayer(output + CACHE, "", "ogr")
    return layer.isValid() and layer.dataProvider().createSpatialIndex()
