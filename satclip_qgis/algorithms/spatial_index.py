"""A GeoPackage's spatial index, made when its features are written and no sooner.

QGIS makes it while it closes the file, which nothing can stop: who cancels after a million points would wait for it for
20 seconds (benchmarks/embed_points.py), in which no other Python in QGIS runs.
"""

from __future__ import annotations

from qgis.core import QgsVectorLayer

CACHE = "|option:PRELUDE_STATEMENTS=PRAGMA cache_size=-262144"
"""Up to 256 MiB for SQLite: with its usual 2 MB, the index of many points takes one and a half times as long."""


def add_index(output: str) -> bool:
    """Give the layer of a closed GeoPackage its spatial index; whether it has one now. Other Python runs meanwhile."""
    layer = QgsVectorLayer(output + CACHE, "", "ogr")
    return layer.isValid() and layer.dataProvider().createSpatialIndex()
