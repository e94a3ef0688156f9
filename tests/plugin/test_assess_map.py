"""Test satclip:assessmap with the real backend."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPalettedRasterRenderer,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from satclip_qgis.algorithms.assess_map import FIELDS, legend_names

ALGORITHM = "satclip:assessmap"
SIZE = 20
gdal.UseExceptions()


@pytest.fixture
def classes(tmp_path):
    """A map of two halves, 180 km² of 4 and 200 km² of 9, with pixels of 1 km² and a column of nodata."""
    values = np.full((SIZE, SIZE), 4, dtype=np.uint8)
    values[:, SIZE // 2 :] = 9
    values[:, 0] = 0
    path = tmp_path / "classes.tif"
    data = gdal.GetDriverByName("GTiff").Create(str(path), SIZE, SIZE, 1, gdal.GDT_Byte)
    data.SetGeoTransform((4_000_000, 1000, 0, 3_000_000, 0, -1000))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(3035)
    data.SetProjection(crs.ExportToWkt())
    data.GetRasterBand(1).SetNoDataValue(0)
    data.GetRasterBand(1).WriteArray(values)
    del data
    return path


def points(names, field="string"):
    """Return a layer of points (column, row, class) in the CRS of the map."""
    layer = QgsVectorLayer(f"Point?crs=EPSG:3035&field=seen:{field}", "checked", "memory")
    features = []
    for column, row, name in names:
        feature = QgsFeature(layer.fields())
        x, y = 4_000_500 + 1000 * column, 2_999_500 - 1000 * row
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        feature["seen"] = name
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


SAMPLE = [
    *((3, row, "forest") for row in range(8)),
    *((4, row, "water") for row in range(2)),
    *((12, row, "Water") for row in range(9)),
    (13, 0, "forest"),
]
"""The map is correct at 80 % of the points in class 4 and at 90 % of those in class 9."""


def test_accuracies_and_areas(run, classes, tmp_path, feedback):
    layer = QgsRasterLayer(str(classes), "map")
    entries = [(4, "forest"), (9, "water"), (7, "7")]
    palette = [QgsPalettedRasterRenderer.Class(code, QColor("red"), name) for code, name in entries]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, palette))
    assert legend_names(layer, 1) == ["4=forest", "9=water"]
    assert legend_names(layer, 2) == []
    QgsProject.instance().addMapLayer(layer)
    report, table = tmp_path / "report.html", str(tmp_path / "table.gpkg")
    sample = points([*SAMPLE, (0, 3, "forest"), (-5, 3, "water"), (5, 5, None)])
    try:
        results = run(
            ALGORITHM, MAP=layer, INPUT=sample, REFERENCE="seen", DESIGN=0, REPORT=str(report), TABLE=table
        )
    finally:
        QgsProject.instance().removeMapLayer(layer)
    assert results["OVERALL"] == pytest.approx((180 * 0.8 + 200 * 0.9) / 380, rel=1e-3)
    variance = (180 / 380) ** 2 * 0.16 / 9 + (200 / 380) ** 2 * 0.09 / 9
    assert results["OVERALL_SE"] == pytest.approx(variance**0.5, rel=1e-3)
    rows = {row["class"]: row for row in QgsVectorLayer(table, "table").getFeatures()}
    assert [field.name() for field in rows[4].fields() if field.name() != "fid"] == list(FIELDS)
    assert [rows[code]["name"] for code in (4, 9)] == ["forest", "water"]
    assert rows[4]["mapped_km2"] == pytest.approx(180, rel=1e-3)
    assert rows[4]["area_km2"] == pytest.approx(180 * 0.8 + 200 * 0.1, rel=1e-3)
    assert (rows[4]["users"], rows[9]["users"]) == pytest.approx((0.8, 0.9))
    assert rows[9]["users_se"] == pytest.approx((0.09 / 9) ** 0.5)
    assert "Error matrix" in report.read_text(encoding="utf-8")
    skipped = [warning for warning in feedback.warned if "Skipped" in warning]
    assert len(skipped) == 3
    assert any("on nodata of the map" in warning for warning in skipped)


def test_codes_names_and_strata(run, classes, tmp_path):
    common = {"MAP": str(classes), "REFERENCE": "seen", "STRATA": str(classes)}
    codes = [(column, row, {"forest": 4, "water": 9}[name.lower()]) for column, row, name in SAMPLE]
    by_code = run(ALGORITHM, **common, INPUT=points(codes, "integer"), DESIGN=0)
    by_name = run(ALGORITHM, **common, INPUT=points(SAMPLE), DESIGN=0, CLASS_NAMES="4=forest; 9 = water")
    assert by_code["OVERALL"] == pytest.approx((180 * 0.8 + 200 * 0.9) / 380, rel=1e-3)
    assert by_name["OVERALL"] == by_code["OVERALL"]


def test_classes_missing_from_the_map_are_named(run, classes):
    with pytest.raises(QgsProcessingException, match="Not on the map: Water, forest, water"):
        run(ALGORITHM, MAP=str(classes), INPUT=points(SAMPLE), REFERENCE="seen", DESIGN=1)
