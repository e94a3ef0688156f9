"""Test satclip:sampleimagery with the real backend."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from satclip_qgis.algorithms import sample_imagery

ITALY = Path(__file__).parents[1] / "data" / "imagery" / "utm33n.tif"
gdal.UseExceptions()


@pytest.fixture
def italy(tmp_path):
    return str(shutil.copy(ITALY, tmp_path / "italy.tif"))


@pytest.fixture
def sample(run, italy, tmp_path):
    """Sample patches into the folder; return the results."""

    def sample(**parameters):
        given = {"RASTERS": [italy], "PIXELS": 6, "COUNT": 20, "EXTENT": "12.5,15.5,42,44 [EPSG:4326]"}
        return run("satclip:sampleimagery", **{**given, "OUTPUT": str(tmp_path / "patches"), **parameters})

    return sample


def rows(folder):
    with (Path(folder) / "index.csv").open() as file:
        return list(csv.DictReader(file))


def memory(kind, *wkts):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:3857", "places", "memory")
    features = []
    for wkt in wkts:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def mercator(lon, lat):
    return 111_319.490793 * lon, 6_378_137 * np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))


def test_a_folder_is_filled_in_batches_and_extended(sample, feedback, monkeypatch):
    monkeypatch.setattr(sample_imagery, "MOST_AT_ONCE", 8)
    steps = []
    monkeypatch.setattr(feedback, "setProgressText", steps.append, raising=False)
    results = sample()
    assert all(one != two for one, two in zip(steps, steps[1:])), steps
    assert (results["PATCHES"], results["MADE"], results["SKIPPED"]) == (20, 20, 0)
    found = rows(results["OUTPUT"])
    files = {path.name for path in (Path(results["OUTPUT"]) / "images").iterdir()}
    assert {row["fn"] for row in found} == files
    assert all(12.5 <= float(row["lon"]) <= 15.5 and 42 <= float(row["lat"]) <= 44 for row in found)
    source, patch = gdal.Open(str(ITALY)), gdal.Open(str(Path(results["OUTPUT"]) / "images" / found[0]["fn"]))
    west, _, _, north = np.array(patch.GetGeoTransform())[[0, 1, 2, 3]]
    column, row = round((west - 200_000) / 4000), round((5_000_000 - north) / 4000)
    np.testing.assert_array_equal(patch.ReadAsArray(), source.ReadAsArray(column, row, 6, 6))
    more = sample(COUNT=26, LOCATIONS="TEMPORARY_OUTPUT")
    located = {feature["file"]: feature.geometry().asPoint() for feature in more["LOCATIONS"].getFeatures()}
    assert set(located) == {f"images/{row['fn']}" for row in rows(more["OUTPUT"])}
    first = located[f"images/{found[0]['fn']}"]
    assert (first.x(), first.y()) == (float(found[0]["lon"]), float(found[0]["lat"]))
    assert (more["PATCHES"], more["MADE"]) == (26, 6)
    assert len(rows(more["OUTPUT"])) == 26


def test_a_cancelled_run_keeps_complete_patches_and_resumes(sample, feedback, monkeypatch, tmp_path):
    monkeypatch.setattr(sample_imagery, "MOST_AT_ONCE", 5)
    taken = sample_imagery.PatchFolder.take

    def take_and_cancel(folder, packed):
        taken(folder, packed)
        feedback.cancel()

    with monkeypatch.context() as patch:
        patch.setattr(sample_imagery.PatchFolder, "take", take_and_cancel)
        with pytest.raises(QgsProcessingException):
            sample()
    assert len(rows(tmp_path / "patches")) == 10
    assert not list((tmp_path / "patches").rglob("*.part"))


def test_points_of_a_layer_and_polygons_are_sampled(sample, tmp_path):
    here, far = mercator(13.5, 43.6), mercator(100, 10)
    places = memory("Point", *(f"POINT({x} {y})" for x, y in (here, far)))
    results = sample(POINTS=places, EXTENT=None, OUTPUT=str(tmp_path / "a"))
    assert (results["PATCHES"], results["SKIPPED"]) == (1, 1)
    row = rows(results["OUTPUT"])[0]
    assert (float(row["lon"]), float(row["lat"])) == pytest.approx((13.5, 43.6), abs=1e-6)
    (west, south), (east, north) = mercator(13, 42), mercator(14, 43)
    box = f"POLYGON(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"
    results = sample(
        AREA=memory("Polygon", box), EXTENT=None, STRATIFIED=True, OUTPUT=str(tmp_path / "b"), RESOLUTION=3000
    )
    assert results["PATCHES"] == 20
    assert all(13 <= float(row["lon"]) <= 14 for row in rows(results["OUTPUT"]))
    patch = gdal.Open(str(next((tmp_path / "b" / "images").iterdir())))
    assert patch.GetGeoTransform()[1] == 3000


def test_errors_are_reported_and_files_are_kept(sample, italy, tmp_path):
    sample(COUNT=5)
    before = sorted(path.name for path in (tmp_path / "patches" / "images").iterdir())
    with pytest.raises(QgsProcessingException, match="contains patches made with other settings"):
        sample(PIXELS=8)
    assert sorted(path.name for path in (tmp_path / "patches" / "images").iterdir()) == before
    (tmp_path / "file").write_text("")
    with pytest.raises(QgsProcessingException, match=r"\(OUTPUT\) is a file"):
        sample(OUTPUT=str(tmp_path / "file"))
    with pytest.raises(QgsProcessingException, match="No image overlaps the extent"):
        sample(EXTENT="100,101,10,11 [EPSG:4326]", OUTPUT=str(tmp_path / "none"))
    with pytest.raises(
        QgsProcessingException, match=r"No patch could be extracted \(20 outside the imagery\)"
    ):
        sample(PIXELS=200, OUTPUT=str(tmp_path / "none"))
    with pytest.raises(QgsProcessingException, match=r"\(EXTENT\) has no area"):
        sample(EXTENT="13,13,42,44 [EPSG:4326]", OUTPUT=str(tmp_path / "none"))
    with pytest.raises(QgsProcessingException, match="No feature of the layer"):
        sample(POINTS=memory("Point", "POINT EMPTY"), OUTPUT=str(tmp_path / "none"))
    with pytest.raises(QgsProcessingException, match="There is no band SCL"):
        sample(CLEAR="SCL=4", OUTPUT=str(tmp_path / "new" / "none"))
    assert not (tmp_path / "none").exists()
    assert not (tmp_path / "new").exists()
