"""Test satclip:embedpoints on real layers, with the real backend."""

from __future__ import annotations

import math
import os
import re
import signal
import threading
import time
from contextlib import closing

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
    QgsPoint,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from satclip_qgis import settings
from satclip_qgis.algorithms import embed_points
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.inputs.points import one_transformed, transformed

ALGORITHM = "satclip:embedpoints"
MEMORY = "TEMPORARY_OUTPUT"
LONLAT = QgsCoordinateReferenceSystem("EPSG:4326")


def layer_of(geometries, crs: str = "EPSG:4326", kind: str = "Point") -> QgsVectorLayer:
    """Return a memory layer with a field `name` that contains the number of each feature."""
    layer = QgsVectorLayer(f"{kind}?crs={crs}&field=name:integer", "places", "memory")
    features = []
    for number, geometry in enumerate(geometries):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([number])
        if geometry is not None:
            feature.setGeometry(geometry)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def points(lonlat, crs: str = "EPSG:4326") -> QgsVectorLayer:
    """Return a layer of points in a CRS, from longitudes and latitudes."""
    to_crs = QgsCoordinateTransform(LONLAT, QgsCoordinateReferenceSystem(crs), QgsProject.instance())
    return layer_of([QgsGeometry.fromPointXY(to_crs.transform(QgsPointXY(*place))) for place in lonlat], crs)


def values(layer: QgsVectorLayer, first: int = 1) -> np.ndarray:
    """Return the new fields as an array; NaN for null."""
    return np.array(
        [
            [value if isinstance(value, float) else math.nan for value in feature.attributes()[first:]]
            for feature in layer.getFeatures()
        ]
    )


def test_embeddings_equal_those_of_the_official_code(run, golden):
    results = run(ALGORITHM, INPUT=points(golden["lonlat"]), OUTPUT=MEMORY)
    output = results["OUTPUT"]
    np.testing.assert_allclose(values(output), golden["embedding"], atol=1e-5)
    assert [field.name() for field in output.fields()][:3] == ["name", "emb_01", "emb_02"]
    assert [feature["name"] for feature in output.getFeatures()] == list(range(200))
    assert (results["EMBEDDED_COUNT"], results["SKIPPED_COUNT"], results["DIMENSION"]) == (200, 0, 32)


def test_the_first_principal_components(run, golden, backend):
    results = run(ALGORITHM, INPUT=points(golden["lonlat"]), ADD=1, COMPONENTS=3, PREFIX="p_", OUTPUT=MEMORY)
    assert [field.name() for field in results["OUTPUT"].fields()] == ["name", "p_pc1", "p_pc2", "p_pc3"]
    np.testing.assert_allclose(
        values(results["OUTPUT"]), backend.embeddings("mini-l10", golden["lonlat"], 3), atol=1e-5
    )
    assert results["DIMENSION"] == 3


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:32633", "EPSG:4258", "EPSG:6933"])
def test_any_crs(run, crs):
    lonlat = [(15.0, 50.0), (14.2, 45.5), (16.9, 60.1)]
    expected = values(run(ALGORITHM, INPUT=points(lonlat), OUTPUT=MEMORY)["OUTPUT"])
    output = run(ALGORITHM, INPUT=points(lonlat, crs), OUTPUT=MEMORY)["OUTPUT"]
    np.testing.assert_allclose(values(output), expected, atol=1e-5)
    assert output.crs().authid() == crs


def test_the_pole_in_a_polar_crs(run):
    pole = layer_of([QgsGeometry.fromPointXY(QgsPointXY(0, 0))], "EPSG:3995")
    expected = values(run(ALGORITHM, INPUT=points([(0, 90)]), OUTPUT=MEMORY)["OUTPUT"])
    np.testing.assert_allclose(
        values(run(ALGORITHM, INPUT=pole, OUTPUT=MEMORY)["OUTPUT"]), expected, atol=1e-4
    )


def test_longitudes_wrap_and_do_not_matter_at_the_poles(run):
    lonlat = [(190.0, 10.0), (-170.0, 10.0), (550.0, 10.0), (0.0, 90.0), (77.0, 90.0)]
    found = values(run(ALGORITHM, INPUT=points(lonlat), OUTPUT=MEMORY)["OUTPUT"])
    np.testing.assert_allclose(found[1:3], found[[0, 0]], atol=1e-5)
    np.testing.assert_allclose(found[3], found[4], atol=1e-5)


def test_features_without_a_location_are_kept_and_counted(run, feedback):
    geometries = [
        QgsGeometry.fromPointXY(QgsPointXY(13.4, 52.5)),
        None,
        QgsGeometry.fromWkt("POINT EMPTY"),
        QgsGeometry(QgsPoint(math.nan, 5)),
        QgsGeometry(QgsPoint(math.inf, 5)),
        QgsGeometry(QgsPoint(5, 90.5)),
        QgsGeometry(QgsPoint(5, -1e300)),
        QgsGeometry.fromPointXY(QgsPointXY(-58.4, -34.6)),
    ]
    results = run(ALGORITHM, INPUT=layer_of(geometries), OUTPUT=MEMORY)
    found = values(results["OUTPUT"])
    assert np.isfinite(found).all(axis=1).tolist() == [True, *[False] * 6, True]
    assert np.isnan(found[1:7]).all()
    assert (results["EMBEDDED_COUNT"], results["SKIPPED_COUNT"]) == (2, 6)
    said = " ".join(feedback.warned)
    assert "beyond 90 degrees" in said
    assert "without geometry" in said
    assert sum(int(re.search(r": (\d+)\.", warning)[1]) for warning in feedback.warned) == 6


def test_features_that_cannot_be_transformed_are_kept_and_counted(run, feedback):
    geometries = [
        QgsGeometry.fromPointXY(QgsPointXY(5e5, 5e6)),
        QgsGeometry.fromPointXY(QgsPointXY(1e30, 1e30)),
    ]
    results = run(ALGORITHM, INPUT=layer_of(geometries, "EPSG:32633"), OUTPUT=MEMORY)
    assert (results["EMBEDDED_COUNT"], results["SKIPPED_COUNT"]) == (1, 1)
    assert results["OUTPUT"].featureCount() == 2
    assert any("transformed" in warning for warning in feedback.warned)


@pytest.mark.parametrize(
    ("kind", "wkt"),
    [
        ("LineString", "LINESTRING(10 50, 12 50)"),
        ("Polygon", "POLYGON((10 50, 12 50, 12 52, 10 52, 10 50))"),
        ("MultiPolygon", "MULTIPOLYGON(((10 50, 12 50, 12 52, 10 52, 10 50)))"),
        ("MultiPoint", "MULTIPOINT((10 50))"),
        ("PointZM", "POINTZM(10 50 3 4)"),
    ],
)
def test_lines_and_polygons_are_represented_by_a_point_on_them(run, kind, wkt):
    geometry = QgsGeometry.fromWkt(wkt)
    place = geometry.pointOnSurface().asPoint() if "POINTZM" not in wkt else QgsPointXY(10, 50)
    expected = values(run(ALGORITHM, INPUT=points([(place.x(), place.y())]), OUTPUT=MEMORY)["OUTPUT"])
    output = run(ALGORITHM, INPUT=layer_of([geometry], kind=kind), OUTPUT=MEMORY)["OUTPUT"]
    np.testing.assert_allclose(values(output), expected, atol=1e-5)
    assert next(output.getFeatures()).geometry().equals(geometry)


@pytest.mark.parametrize("count", [0, 1])
def test_layers_with_no_feature_and_one_feature(run, count):
    results = run(ALGORITHM, INPUT=points([(10, 50)] * count), OUTPUT=MEMORY)
    assert results["OUTPUT"].featureCount() == count
    assert len(results["OUTPUT"].fields()) == 33
    assert results["EMBEDDED_COUNT"] == count


def test_selected_features_only(run):
    layer = points([(10, 50), (20, 40), (30, 30)])
    QgsProject.instance().addMapLayer(layer, False)
    layer.selectByExpression("name = 1")
    source = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    results = run(ALGORITHM, INPUT=source, OUTPUT=MEMORY)
    assert [feature["name"] for feature in results["OUTPUT"].getFeatures()] == [1]
    QgsProject.instance().removeMapLayer(layer)


def test_many_features_are_read_in_chunks(run, monkeypatch, backend, golden):
    monkeypatch.setattr(embed_points, "CHUNK", 64)
    results = run(ALGORITHM, INPUT=points(golden["lonlat"]), OUTPUT=MEMORY)
    np.testing.assert_allclose(values(results["OUTPUT"]), golden["embedding"], atol=1e-5)


def test_features_without_a_location_in_every_chunk(run, monkeypatch, golden):
    lonlat = golden["lonlat"][:20].copy()
    lonlat[::3, 1] = 91
    lonlat[9:12] = math.nan
    layer = layer_of([QgsGeometry(QgsPoint(*place)) for place in lonlat.tolist()])
    monkeypatch.setattr(embed_points, "CHUNK", 3)
    monkeypatch.setattr(embed_points, "VALUES", 64)  # two features at once
    results = run(ALGORITHM, INPUT=layer, OUTPUT=MEMORY)
    expected = golden["embedding"][:20].astype(float)
    expected[::3] = expected[9:12] = math.nan
    np.testing.assert_allclose(values(results["OUTPUT"]), expected, atol=1e-5)
    assert [feature["name"] for feature in results["OUTPUT"].getFeatures()] == list(range(20))
    assert (results["EMBEDDED_COUNT"], results["SKIPPED_COUNT"]) == (11, 9)


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:32633", "EPSG:3995", "EPSG:4258"])
def test_batch_and_single_transforms_are_equal(qgis_app, crs):
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(crs), LONLAT, QgsProject.instance())
    largest = 10 if crs == "EPSG:4258" else 3e6
    xy = np.random.default_rng(0).uniform(-largest, largest, (500, 2))
    expected = [one_transformed(x, y, transform) for x, y in xy.tolist()]
    np.testing.assert_array_equal(transformed(xy, transform), expected)


def test_the_next_request_runs_while_the_caller_works():
    asked = {number: threading.Event() for number in range(3)}

    def ask(number: int) -> int:
        asked[number].set()
        return 10 * number

    with closing(embed_points.asked_ahead(ask, range(3))) as answers:
        assert next(answers) == (0, 0)
        assert asked[1].wait(60)
        assert list(answers) == [(1, 10), (2, 20)]


def test_no_request_keeps_running_when_the_caller_stops():
    others = {*threading.enumerate()}
    with closing(embed_points.asked_ahead(str, range(100))) as answers:
        next(answers)
        assert len({*threading.enumerate()} - others) == 1
    assert not {*threading.enumerate()} - others


def test_a_geopackage_keeps_its_fields_and_gets_the_new_ones(run, tmp_path, golden):
    path = tmp_path / "points.gpkg"
    run(ALGORITHM, INPUT=points(golden["lonlat"]), OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert [field.name() for field in layer.fields()][:3] == ["fid", "name", "emb_01"]
    np.testing.assert_allclose(values(layer, 2), golden["embedding"], atol=1e-5)


@pytest.mark.parametrize("defined", [False, True])
def test_a_geopackage_has_a_spatial_index_and_no_sidecar_files(run, tmp_path, golden, defined):
    path = tmp_path / "points.gpkg"
    output = QgsProcessingOutputLayerDefinition(str(path)) if defined else str(path)
    results = run(ALGORITHM, INPUT=points(golden["lonlat"]), OUTPUT=output)
    assert [file.name for file in tmp_path.iterdir()] == ["points.gpkg"]
    layer = QgsVectorLayer(results["OUTPUT"], "points", "ogr")
    assert layer.hasSpatialIndex() == QgsFeatureSource.SpatialIndexPresence.SpatialIndexPresent
    north = QgsFeatureRequest(QgsRectangle(-1000, 0, 1000, 90))
    assert sum(1 for _ in layer.getFeatures(north)) == (golden["lonlat"][:, 1] >= 0).sum()


def test_a_layer_whose_file_is_gone_is_not_found(run, tmp_path):
    layer = QgsVectorLayer(str(tmp_path / "gone.gpkg"), "places", "ogr")
    with pytest.raises(QgsProcessingException, match="Could not load source layer for INPUT"):
        run(ALGORITHM, INPUT=layer, OUTPUT="memory:")


def test_a_layer_without_crs_is_named(run):
    layer = layer_of([QgsGeometry.fromPointXY(QgsPointXY(1, 2))], crs="")
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(QgsProcessingException, match=r"“places” has no coordinate reference system"):
        run(ALGORITHM, INPUT=layer, OUTPUT=MEMORY)


def test_existing_field_names_are_reported(run):
    once = run(ALGORITHM, INPUT=points([(1, 2)]), OUTPUT=MEMORY)["OUTPUT"]
    with pytest.raises(QgsProcessingException, match=r"already has a field “emb_01”.*PREFIX"):
        run(ALGORITHM, INPUT=once, OUTPUT=MEMORY)
    assert len(run(ALGORITHM, INPUT=once, PREFIX="b_", OUTPUT=MEMORY)["OUTPUT"].fields()) == 65


def test_an_unknown_encoder_is_reported_with_the_known_ones(run):
    with pytest.raises(QgsProcessingException, match=r"no-such.*mini-l10"):
        run(ALGORITHM, INPUT=points([(1, 2)]), MODEL="no-such", OUTPUT=MEMORY)


def test_a_caution_and_points_outside_the_training_area_are_warned_about(run, feedback, monkeypatch):
    from satclip_qgis.algorithms import embed_points

    found = embed_points.find_encoder
    said = {"caution": "Only 1 step.", "training_extent": [170, -30, -170, 10]}
    monkeypatch.setattr(embed_points, "find_encoder", lambda *given: {**found(*given), **said})
    run(ALGORITHM, INPUT=points([(1, 2), (175, 0), (-175, 0), (175, 20)]), OUTPUT=MEMORY)
    assert "Only 1 step." in feedback.warned
    assert "Features outside the area in which the encoder was trained: 2." in feedback.warned


def test_more_components_than_there_are(run):
    with pytest.raises(QgsProcessingException, match=r"has 32 components.*COMPONENTS is 33"):
        run(ALGORITHM, INPUT=points([(1, 2)]), ADD=1, COMPONENTS=33, OUTPUT=MEMORY)


def test_an_output_that_cannot_be_written(run):
    with pytest.raises(QgsProcessingException):
        run(ALGORITHM, INPUT=points([(1, 2)]), OUTPUT="/proc/points.gpkg")


def test_without_an_environment(run, monkeypatch, empty_home):
    monkeypatch.delenv("SATCLIP_PYTHON")
    with pytest.raises(QgsProcessingException, match="satclip:setupbackend"):
        run(ALGORITHM, INPUT=points([(1, 2)]), OUTPUT=MEMORY)


def test_a_backend_killed_between_chunks_is_restarted(run, monkeypatch, golden, feedback):
    monkeypatch.setattr(embed_points, "CHUNK", 50)
    killed = []

    def kill(progress):
        if not killed:
            killed.append(Runtime.read().pid)
            os.kill(killed[0], signal.SIGKILL)

    feedback.progressChanged.connect(kill)
    results = run(ALGORITHM, INPUT=points(golden["lonlat"]), OUTPUT=MEMORY)
    assert killed
    assert Runtime.read().pid != killed[0]
    np.testing.assert_allclose(values(results["OUTPUT"]), golden["embedding"], atol=1e-5)


def test_cancel_acts_within_a_second(run, monkeypatch, feedback, golden):
    layer = points(np.tile(golden["lonlat"], (250, 1)))
    cancelled = []

    def cancel(progress):
        if not cancelled:
            cancelled.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(ALGORITHM, INPUT=layer, OUTPUT=MEMORY)
    assert time.monotonic() - cancelled[0] < 5


def test_a_late_cancel_does_not_wait_for_the_spatial_index(run, feedback, golden, tmp_path):
    layer = points(np.tile(golden["lonlat"], (1000, 1)))
    cancelled = []

    def cancel(progress):
        if progress > 90 and not cancelled:
            cancelled.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(ALGORITHM, INPUT=layer, ADD=1, COMPONENTS=2, OUTPUT=str(tmp_path / "points.gpkg"))
    assert time.monotonic() - cancelled[0] < 5
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["points.gpkg", "points.shp", "points.geojson"])
def test_a_cancelled_run_leaves_no_partial_file(run, feedback, golden, tmp_path, name):
    layer = points(np.tile(golden["lonlat"], (100, 1)))
    feedback.progressChanged.connect(lambda progress: feedback.cancel())
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(ALGORITHM, INPUT=layer, OUTPUT=str(tmp_path / name))
    assert not list(tmp_path.iterdir())


def test_dialogs_offer_the_encoders_of_the_last_request(run, provider):
    run(ALGORITHM, INPUT=points([(1, 2)]), OUTPUT=MEMORY)
    algorithm = provider.algorithm("embedpoints").create()
    parameter = algorithm.parameterDefinition("MODEL")
    assert "mini-l10" in settings.known_encoders()
    assert parameter.checkValueIsAcceptable("anything-else", QgsProcessingContext())
