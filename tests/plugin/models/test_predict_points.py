"""Test satclip:predictpoints and suggestpoints with the real backend, and files that are not models."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPalettedRasterRenderer,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from satclip_qgis.layers.prediction_style import style_predicted_map, style_suggested_points
from tests.plugin.models.conftest import N, read


def test_points_get_predictions(predicted, rows):
    results, output = predicted().results, predicted().layer
    assert (results["PREDICTED_COUNT"], results["TARGET"]) == (N - 1, "wärme")
    assert any("Features without a valid location: 1." in warning for warning in predicted().warned)
    assert output.crs().authid() == "EPSG:3857"
    added = ["t_prediction", "t_lower", "t_upper", "t_dissimilarity", "t_applicable", "t_distance_km"]
    added.append("t_expected_error")
    assert [field.name() for field in output.fields()][-7:] == added
    features = list(output.getFeatures())
    assert len(features) == N
    assert features[1]["t_prediction"] is None or features[1]["t_prediction"].isNull()
    known = [index for index in range(N) if index != 1]
    made = np.array([features[index]["t_prediction"] for index in known])
    assert np.corrcoef(made, rows[2][known])[0, 1] > 0.8
    assert all(features[index]["t_distance_km"] < 1 for index in known if index != 0)
    assert {features[index]["t_applicable"] for index in known} <= {True, False}
    assert features[5]["zone"] == "中" or features[5]["zone"] in ("Süd", "Nørd")


def test_classes_with_accents(fitted, predicted):
    results = fitted("zone").results
    assert results["SCORE_NAME"] == "balanced_accuracy"
    assert results["SCORE"] > 0.6
    assert {feature["predicted"] for feature in read(results["ROWS"])} <= {"Süd", "Nørd", "中"}
    features = predicted("zone").layer.getFeatures()
    known = [feature for index, feature in enumerate(features) if index != 1]
    right = [feature["t_prediction"] == feature["zone"] for feature in known]
    assert np.mean(right) > 0.8
    assert all(0 < feature["t_probability"] <= 1 and 1 <= feature["t_set_size"] <= 3 for feature in known)


def test_points_are_suggested_inside_polygons(run, fitted, feedback, tmp_path):
    area = QgsVectorLayer("Polygon?crs=EPSG:4326", "area", "memory")
    square = QgsFeature()
    square.setGeometry(QgsGeometry.fromWkt("POLYGON((0 0, 20 0, 20 20, 0 20, 0 0))"))
    area.dataProvider().addFeatures([square])
    model, path = fitted().results["MODEL_FILE"], str(tmp_path / "next.gpkg")
    results = run("satclip:suggestpoints", MODEL_FILE=model, AREA=area, COUNT=4, OUTPUT=path)
    found = read(path)
    shown = QgsVectorLayer(path)
    style_suggested_points(shown)
    assert shown.labelsEnabled()
    assert shown.labeling().settings().fieldName == "rank"
    assert "rank" in shown.renderer().orderBy().usedAttributes()
    assert results["POINTS_COUNT"] == len(found) == 4
    assert [feature["rank"] for feature in found] == [1, 2, 3, 4]
    assert 0 < results["REDUCTION"] == pytest.approx(sum(feature["reduction"] for feature in found))
    for feature in found:
        point = feature.geometry().asPoint()
        assert (point.x(), point.y()) == pytest.approx((feature["lon"], feature["lat"]))
        assert 0 <= point.x() <= 20
        assert 0 <= point.y() <= 20
        assert feature["lower"] < feature["prediction"] < feature["upper"]
    assert any(
        "The suggested points (4) would reduce the mean dissimilarity of the area and" in said
        for said in feedback.said
    )


@pytest.fixture
def rasters(tmp_path):
    """Two layers: the latitude of a pixel, with a scale factor, and a land cover with a style by value."""
    north = np.broadcast_to((np.arange(200)[::-1, None] / 2 - 34.75) * 10, (200, 120))
    cover = np.broadcast_to(np.arange(120) // 10 % 3, (200, 120))
    layers = []
    for name, values, kind in (("north", north, gdal.GDT_Int16), ("cover", cover, gdal.GDT_Byte)):
        path = str(tmp_path / f"{name}.tif")
        data = gdal.GetDriverByName("GTiff").Create(path, 120, 200, 1, kind)
        data.SetGeoTransform((-15, 0.5, 0, 65, 0, -0.5))
        data.SetProjection(QgsCoordinateReferenceSystem("EPSG:4326").toWkt())
        band = data.GetRasterBand(1)
        band.WriteArray(values.astype("int16" if name == "north" else "uint8"))
        if name == "north":
            band.SetScale(0.1)
        del band, data
        layers.append(QgsRasterLayer(path, name))
    classes = QgsPalettedRasterRenderer.classDataFromRaster(layers[1].dataProvider(), 1)
    layers[1].setRenderer(QgsPalettedRasterRenderer(layers[1].dataProvider(), 1, classes))
    QgsProject.instance().addMapLayers(layers)
    yield layers
    QgsProject.instance().removeMapLayers([layer.id() for layer in layers])


def test_rasters_are_predictors_of_features_and_maps(run, fit, layer, rasters, tmp_path):
    results = fit(ENCODERS="", COORDINATES=False, RASTERS=rasters, ROWS=None)
    with zipfile.ZipFile(results["MODEL_FILE"]) as file:
        used = json.loads(file.read("model.json"))["features"]["rasters"]
    assert [raster["name"] for raster in used] == ["north", "cover"]
    assert [band["classes"] is not None for raster in used for band in raster["bands"]] == [False, True]
    model = {"MODEL_FILE": results["MODEL_FILE"], "RASTERS": rasters[::-1]}
    predicted = run("satclip:predictpoints", INPUT=layer, OUTPUT=str(tmp_path / "out.gpkg"), **model)
    found = [feature["prediction"] for feature in read(predicted["OUTPUT"])]
    assert sum(isinstance(value, float) for value in found) == N - 1
    extent = {"EXTENT": "30,60,50,80 [EPSG:4326]", "PIXEL_SIZE": 1, "UNCERTAINTY": False, "SURFACE": 1}
    drawn = run("satclip:predictmap", OUTPUT=str(tmp_path / "map.tif"), **extent, **model)
    values = gdal.Open(drawn["OUTPUT"]).ReadAsArray()
    assert np.isfinite(values[15:, :15]).all()
    assert np.isfinite(values).sum() == 15 * 15
    with pytest.raises(QgsProcessingException, match="needs the rasters north, cover; 0 were given"):
        run("satclip:predictpoints", INPUT=layer, OUTPUT="memory:", MODEL_FILE=results["MODEL_FILE"])


def test_presences_with_a_background_layer_get_a_suitability(run, fit, layer, tmp_path):
    given = {"POSITIVE": "Süd", "BACKGROUND": 100, "BACKGROUND_TABLE": layer, "ESTIMATOR": 1}
    results = fit("zone", **given)
    south = [feature for feature in layer.getFeatures() if feature["zone"] == "Süd" and feature.hasGeometry()]
    assert (results["ROWS_COUNT"], results["SCORE_NAME"]) == (len(south), "auc")
    assert results["COVERAGE"] is None
    rows = read(results["ROWS"])
    assert all(0 <= row["suitability"] <= 1 and row["zone"] == "Süd" for row in rows)
    assert "not the probability of presence" in Path(results["REPORT"]).read_text(encoding="utf-8")
    output = run(
        "satclip:predictpoints", MODEL_FILE=results["MODEL_FILE"], INPUT=layer, PREFIX="t_", OUTPUT="memory:"
    )["OUTPUT"]
    output = output if isinstance(output, QgsVectorLayer) else QgsVectorLayer(output)
    names = [field.name() for field in output.fields()][-5:]
    assert names == ["t_suitability", "t_suitable", "t_dissimilarity", "t_applicable", "t_distance_km"]
    evaluation = {
        "MODEL_FILE": results["MODEL_FILE"],
        "INPUT": layer,
        "REGIONS": "cold",
        "REPORT": str(tmp_path / "unseen.html"),
    }
    with pytest.raises(QgsProcessingException, match="give its records as the background table"):
        run("satclip:evaluatemodel", **evaluation)
    with pytest.raises(QgsProcessingException, match=r"background points in it \(100 are used\)"):
        run("satclip:evaluatemodel", **evaluation, BACKGROUND_TABLE=layer)
    map = run(
        "satclip:predictmap",
        MODEL_FILE=results["MODEL_FILE"],
        EXTENT="0,10,-10,10 [EPSG:4326]",
        PIXEL_SIZE=1,
        OUTPUT=str(tmp_path / "map.tif"),
    )
    drawn = QgsRasterLayer(map["OUTPUT"], "map")
    bands = ["Suitability", "Suitable", "Dissimilarity", "Applicable", "Distance (km)"]
    assert [drawn.bandName(band).partition(": ")[2] for band in range(1, drawn.bandCount() + 1)] == bands
    ranges = [{"min": 0, "max": 1, "low": 0.1, "high": 0.3}] * len(bands)
    style_predicted_map(
        drawn, [], {"positive": "Süd", "presence_only": True, "bands": bands, "ranges": ranges}
    )
    node = drawn.renderer().shader().rasterShaderFunction().legendSettings()
    assert node.maximumLabel() == "Relative suitability for Süd: 1"
    assert {"Suitability", "Suitable"} < set(drawn.styleManager().styles())


def test_files_that_are_not_models_are_refused(run, layer, tmp_path):
    path = tmp_path / "broken.satclip"
    given = {"MODEL_FILE": str(path), "INPUT": layer, "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match=r"model file .* does not exist"):
        run("satclip:predictpoints", **given)
    path.write_bytes(b"PK no zip")
    with pytest.raises(QgsProcessingException, match=r"broken\.satclip is not a valid SatCLIP model"):
        run("satclip:predictpoints", **given)


@pytest.mark.parametrize(
    "about",
    [
        [],
        {"task": "regression", "features": {"numbers": [], "categories": []}, "recipe": {}},
        {"task": "regression", "features": {"numbers": [1], "categories": []}, "recipe": {}},
        {
            "task": "regression",
            "features": {"numbers": [], "categories": []},
            "recipe": {"target": ["y"], "weights": None, "fields": []},
        },
    ],
)
def test_a_malicious_description_gives_a_message(run, layer, tmp_path, about):
    path = tmp_path / "hostile.satclip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("model.json", json.dumps(about))
    for algorithm in ("predictpoints", "evaluatemodel"):
        with pytest.raises(QgsProcessingException, match=r"hostile\.satclip is not a valid SatCLIP model"):
            run(f"satclip:{algorithm}", MODEL_FILE=str(path), INPUT=layer, OUTPUT="memory:", TABLE="memory:")


def test_the_backend_refuses_an_altered_model(run, model, layer, tmp_path):
    data, path = bytearray(Path(model()).read_bytes()), tmp_path / "altered.satclip"
    data[-40_000] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(QgsProcessingException, match="is not a valid"):
        run("satclip:predictpoints", MODEL_FILE=str(path), INPUT=layer, OUTPUT="memory:")


def test_uploads_are_deleted(model, home):
    model()
    assert not [path for path in home.glob("jobs/*/uploads/*") if path.is_file()]
