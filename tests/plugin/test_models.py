"""satclip:fitmodel, predictpoints, predictmap, evaluatemodel and compareencoders with the real backend."""

from __future__ import annotations

import json
import shutil
import time
import zipfile
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsGraduatedSymbolRenderer,
    QgsPalettedRasterRenderer,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgsGui, QgsProcessingGui
from qgis.PyQt.QtCore import QDate, QVariant
from qgis.PyQt.QtWidgets import QLineEdit

from satclip_qgis.layers.prediction_style import style_residuals

N = 200
VALUES = Path(__file__).parents[1] / "data" / "values"
gdal.UseExceptions()


@pytest.fixture(scope="module")
def rows():
    """Places in Europe and Africa in Web Mercator, and values that follow latitude."""
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(-10, 40, N), rng.uniform(-30, 60, N)
    return lon, lat, 30 - 0.4 * np.abs(lat) + rng.normal(0, 1, N)


@pytest.fixture
def layer(rows):
    """A layer with a number, classes with accents, a boolean, a date, and gaps."""
    layer = QgsVectorLayer("Point?crs=EPSG:3857", "Messstellen & <Orte>", "memory")
    fields = {
        "wärme": QVariant.Double,
        "zone": QVariant.String,
        "cold": QVariant.Bool,
        "day": QVariant.Date,
        "count": QVariant.Int,
        "noise": QVariant.Double,
    }
    layer.dataProvider().addAttributes([QgsField(name, kind) for name, kind in fields.items()])
    layer.updateFields()
    features = []
    for lon, lat, value in zip(*rows):
        feature = QgsFeature(layer.fields())
        x, y = 111_319.49 * lon, 6_378_137 * np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        zone = "Süd" if lat < -5 else "Nørd" if lat > 35 else "中"
        feature.setAttributes([float(value), zone, bool(value < 15), QDate(2026, 1, 1), 7, float(lon % 1)])
        features.append(feature)
    features[0].setAttribute("wärme", None)
    features[1].setGeometry(QgsGeometry())
    layer.dataProvider().addFeatures(features)
    return layer


@pytest.fixture
def fit(run, layer, tmp_path):
    """Fit a model with QGIS; returns the results."""

    def fit(target="wärme", name="model.satclip", **parameters):
        parameters = {
            "INPUT": layer,
            "TARGET": target,
            "ENCODERS": "mini-l10",
            "ESTIMATOR": 1,
            "MODEL_FILE": str(tmp_path / name),
            "REPORT": str(tmp_path / "report.html"),
            "ROWS": str(tmp_path / "rows.gpkg"),
            **parameters,
        }
        return run("satclip:fitmodel", **parameters)

    return fit


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Files of models that were fitted before, by target."""
    return {}, tmp_path_factory.mktemp("models")


@pytest.fixture
def model(fit, kept):
    """The file of a model of a field, fitted when it is first asked for."""

    def model(target="wärme"):
        made, folder = kept
        if target not in made:
            results = fit(target, UNITS="°C" if target == "wärme" else "", REPORT="", ROWS=None)
            made[target] = shutil.copy(results["MODEL_FILE"], folder / f"{len(made)}.satclip")
        return str(made[target])

    return model


def read(output):
    return list(QgsVectorLayer(output, "output").getFeatures())


def test_a_regression_from_layer_to_model_report_and_rows(fit, feedback, rows):
    results = fit(UNITS="°C")
    assert results["ROWS_COUNT"] == N - 2
    assert any("1 features were skipped: no value of wärme" in warning for warning in feedback.warned)
    assert results["SCORE_NAME"] == "r2"
    assert 0.3 < results["SCORE"] <= 1
    assert 0.7 < results["COVERAGE"] <= 1
    assert results["VERDICT"] in ("helped", "undecided", "did not help")
    assert results["SENTENCE"] in feedback.said
    report = Path(results["REPORT"]).read_text(encoding="utf-8")
    assert "wärme" in report
    assert "Messstellen &amp; &lt;Orte&gt;" in report
    written = read(results["ROWS"])
    assert len(written) == N - 2
    for feature in written:
        assert feature["residual"] == pytest.approx(feature["observed"] - feature["predicted"])
        assert feature["lower"] < feature["predicted"] < feature["upper"]
        assert 1 <= feature["fold"] <= 5
        point = feature.geometry().asPoint()
        lon, lat, value = (column[feature["row"]] for column in rows)
        assert (point.x(), point.y()) == pytest.approx((lon, lat), abs=1e-4)
        assert feature["observed"] == pytest.approx(value)


def test_points_get_predictions(run, model, layer, tmp_path, feedback, rows):
    output = str(tmp_path / "predicted.gpkg")
    results = run("satclip:predictpoints", MODEL_FILE=model(), INPUT=layer, PREFIX="t_", OUTPUT=output)
    assert (results["PREDICTED_COUNT"], results["TARGET"]) == (N - 1, "wärme")
    assert any("1 features have no valid location" in warning for warning in feedback.warned)
    predicted = QgsVectorLayer(output, "predicted")
    assert predicted.crs().authid() == "EPSG:3857"
    added = ["t_prediction", "t_lower", "t_upper", "t_dissimilarity", "t_applicable", "t_distance_km"]
    assert [field.name() for field in predicted.fields()][-6:] == added
    features = list(predicted.getFeatures())
    assert len(features) == N
    assert features[1]["t_prediction"] is None or features[1]["t_prediction"].isNull()
    known = [index for index in range(N) if index != 1]
    made = np.array([features[index]["t_prediction"] for index in known])
    assert np.corrcoef(made, rows[2][known])[0, 1] > 0.8
    assert all(features[index]["t_distance_km"] < 1 for index in known if index != 0)
    assert {features[index]["t_applicable"] for index in known} <= {True, False}
    assert features[5]["zone"] == "中" or features[5]["zone"] in ("Süd", "Nørd")


def test_classes_with_accents(run, fit, layer, tmp_path):
    results = fit("zone", ESTIMATOR=0)
    assert results["SCORE_NAME"] == "balanced_accuracy"
    assert results["SCORE"] > 0.6
    assert {feature["predicted"] for feature in read(results["ROWS"])} <= {"Süd", "Nørd", "中"}
    output = str(tmp_path / "predicted.gpkg")
    run("satclip:predictpoints", MODEL_FILE=results["MODEL_FILE"], INPUT=layer, OUTPUT=output)
    features = read(output)
    known = [feature for index, feature in enumerate(features) if index != 1]
    right = [feature["prediction"] == feature["zone"] for feature in known]
    assert np.mean(right) > 0.8
    assert all(0 < feature["probability"] <= 1 and 1 <= feature["set_size"] <= 3 for feature in known)


def test_booleans_are_classes_and_other_fields_are_told(run, fit, layer, tmp_path):
    results = fit("cold", FIELDS=["noise", "zone"], COORDINATES=True, REPORT="", ROWS=None)
    assert "ROWS" not in results
    assert results["SCORE"] > 0.6
    with pytest.raises(
        QgsProcessingException, match="needs the field noise, which is not available for the pixels of a map"
    ):
        run(
            "satclip:predictmap",
            MODEL_FILE=results["MODEL_FILE"],
            EXTENT="0,10,0,10 [EPSG:4326]",
            OUTPUT=str(tmp_path / "map.tif"),
        )
    assert not (tmp_path / "map.tif").exists()
    other = QgsVectorLayer("Point?crs=EPSG:4326&field=noise:double", "other", "memory")
    with pytest.raises(QgsProcessingException, match="“other” has no field “zone”"):
        run("satclip:predictpoints", MODEL_FILE=results["MODEL_FILE"], INPUT=other, OUTPUT="memory:")


def test_a_map_with_bands_and_one_that_is_masked(run, model, tmp_path):
    given = {"MODEL_FILE": model(), "EXTENT": "-10,40,-30,60 [EPSG:4326]", "PIXEL_SIZE": 2}
    results = run("satclip:predictmap", **given, OUTPUT=str(tmp_path / "map.tif"))
    assert (results["WIDTH"], results["HEIGHT"], results["VALID_PIXELS"]) == (25, 45, 1125)
    raster = gdal.Open(results["OUTPUT"])
    names = [raster.GetRasterBand(band).GetDescription() for band in range(1, raster.RasterCount + 1)]
    assert names == ["Prediction", "Lower", "Upper", "Dissimilarity", "Applicable", "Distance (km)"]
    values = raster.ReadAsArray()
    assert (values[1] < values[0]).all()
    assert (values[0] < values[2]).all()
    assert values[0, 20:30].mean() > values[0, :5].mean() + 5  # warm at the equator
    assert results["LOW"] < results["HIGH"]
    masked = run(
        "satclip:predictmap", **given, MASK=True, UNCERTAINTY=False, OUTPUT=str(tmp_path / "masked.tif")
    )
    alone = gdal.Open(masked["OUTPUT"]).ReadAsArray()
    np.testing.assert_array_equal(np.isfinite(alone), values[4] == 1)


def test_what_is_loaded_is_styled(run, model, layer, tmp_path):
    import processing

    def loaded(algorithm, output, **parameters):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        details = QgsProcessingContext.LayerDetails("output", QgsProject.instance(), "OUTPUT")
        context.addLayerToLoadOnCompletion(output, details)
        results = processing.run(algorithm, parameters, context=context)
        kind = QgsRasterLayer if output.endswith(".tif") else QgsVectorLayer
        shown = kind(output, "output")
        context.layerToLoadOnCompletionDetails(output).postProcessor().postProcessLayer(shown, context, run)
        return results, shown

    number, classes = model(), model("zone")
    given = {"EXTENT": "-10,40,-30,60 [EPSG:4326]", "PIXEL_SIZE": 2}
    path = str(tmp_path / "map.tif")
    _, shown = loaded("satclip:predictmap", path, MODEL_FILE=number, **given, OUTPUT=path)
    assert isinstance(shown.renderer(), QgsSingleBandPseudoColorRenderer)
    colours = shown.renderer().shader().rasterShaderFunction()
    assert len(colours.colorRampItemList()) == 9
    assert colours.legendSettings().suffix() == " °C"
    path = str(tmp_path / "zones.tif")
    _, shown = loaded("satclip:predictmap", path, MODEL_FILE=classes, **given, OUTPUT=path)
    assert isinstance(shown.renderer(), QgsPalettedRasterRenderer)
    assert [found.label for found in shown.renderer().classes()] == ["Nørd", "Süd", "中"]
    path = str(tmp_path / "points.gpkg")
    _, shown = loaded("satclip:predictpoints", path, MODEL_FILE=number, INPUT=layer, OUTPUT=path)
    assert isinstance(shown.renderer(), QgsGraduatedSymbolRenderer)
    assert shown.renderer().ranges()[0].label().endswith("°C")
    path = str(tmp_path / "zone_points.gpkg")
    _, shown = loaded("satclip:predictpoints", path, MODEL_FILE=classes, INPUT=layer, OUTPUT=path)
    assert isinstance(shown.renderer(), QgsCategorizedSymbolRenderer)
    path = str(tmp_path / "rows.gpkg")
    parameters = {"INPUT": layer, "TARGET": "wärme", "ENCODERS": "mini-l10", "ESTIMATOR": 1, "ROWS": path}
    _, shown = loaded("satclip:fitmodel", path, **parameters, MODEL_FILE=str(tmp_path / "again.satclip"))
    assert isinstance(shown.renderer(), QgsGraduatedSymbolRenderer)
    assert shown.renderer().classAttribute() == "residual"


def test_unseen_regions(run, model, layer, tmp_path):
    report = tmp_path / "unseen.html"
    results = run(
        "satclip:evaluatemodel",
        MODEL_FILE=model(),
        INPUT=layer,
        REGIONS="zone",
        REPORT=str(report),
        TABLE=str(tmp_path / "table.gpkg"),
    )
    assert results["REGIONS_COUNT"] == 3
    assert "Nørd" in report.read_text(encoding="utf-8")
    table = read(results["TABLE"])
    assert len(table) == 4 * 4 * 3
    whole = [row for row in table if row["region"] in ("", None) and row["share"] == 0]
    assert results["SCORE_UNSEEN"] == pytest.approx(whole[0]["score"])


def test_encoders_side_by_side(run, layer, tmp_path):
    report = tmp_path / "compared.html"
    results = run(
        "satclip:compareencoders",
        INPUT=layer,
        TARGET="wärme",
        ENCODERS="mini-l10, bundled",
        DEGREES="2,5",
        REPORT=str(report),
        TABLE=str(tmp_path / "table.gpkg"),
    )
    rows = read(results["TABLE"])
    assert [row["label"] for row in rows if row["kind"] == "encoder"] == [
        "mini-l10",
        "bundled",
        "all encoders together",
    ]
    assert [row["degree"] for row in rows if row["kind"] == "degree"] == [2, 5, 10]
    assert results["BEST"] in {row["label"] for row in rows}
    assert results["SENTENCE"] in unescape(report.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"TARGET": "count"}, "count has one class only, 7|count is 7 in all observations"),
        ({"TARGET": "day"}, "day contains dates"),
        ({"TARGET": "nothing"}, "no field “nothing”"),
        ({"ENCODERS": "none-such"}, "none-such"),
        ({"ENCODERS": "", "COORDINATES": False}, "has no predictors"),
        ({"FOLDS": 2}, r"needs a group field \(GROUPS\)"),
        ({"FOLDS": 1, "BLOCK_SIZE": 20_000}, "block"),
        ({"TARGET": "zone", "TASK": 1}, "zone contains text, which is not possible in regression"),
        ({"FIELDS": ["wärme"]}, "wärme is the target"),
        ({"MODEL_FILE": "/none/such/model.satclip"}, "does not exist"),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_leaves_nothing(fit, tmp_path, parameters, sentence):
    with pytest.raises(QgsProcessingException, match=sentence) as error:
        fit(**parameters)
    assert "Traceback" not in str(error.value)
    assert not list(tmp_path.iterdir())


def test_two_points_are_too_few(run, tmp_path):
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=y:double", "two", "memory")
    for x in (1.0, 2.0):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([x])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, 50)))
        layer.dataProvider().addFeature(feature)
    with pytest.raises(QgsProcessingException, match="lie at 2 locations, and at least 20 are needed"):
        run("satclip:fitmodel", INPUT=layer, TARGET="y", MODEL_FILE=str(tmp_path / "m.satclip"))


def test_files_that_are_no_models(run, layer, tmp_path):
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
def test_a_hostile_description_is_told_in_a_sentence(run, layer, tmp_path, about):
    path = tmp_path / "hostile.satclip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("model.json", json.dumps(about))
    for algorithm in ("predictpoints", "evaluatemodel"):
        with pytest.raises(QgsProcessingException, match=r"hostile\.satclip is not a valid SatCLIP model"):
            run(f"satclip:{algorithm}", MODEL_FILE=str(path), INPUT=layer, OUTPUT="memory:", TABLE="memory:")


def test_a_model_that_was_altered_is_refused_by_the_backend(run, model, layer, tmp_path):
    data, path = bytearray(Path(model()).read_bytes()), tmp_path / "altered.satclip"
    data[-40_000] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(QgsProcessingException, match="is not a valid"):
        run("satclip:predictpoints", MODEL_FILE=str(path), INPUT=layer, OUTPUT="memory:")


def test_cancel_stops_fitting_within_a_second(fit, feedback, backend, tmp_path):
    cancelled = []

    def cancel(progress):
        if progress >= 5 and not cancelled and backend.status()["jobs"]:
            cancelled.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        fit(ESTIMATOR=3)
    assert time.monotonic() - cancelled[0] < 1
    assert not list(tmp_path.iterdir())
    until = time.monotonic() + 2
    while backend.status()["jobs"] and time.monotonic() < until:
        time.sleep(0.05)
    assert backend.status()["jobs"] == 0


def test_nothing_stays_uploaded(fit, home):
    fit(REPORT="", ROWS=None)
    assert not [path for path in home.glob("jobs/*/uploads/*") if path.is_file()]


def test_several_encoders_can_be_typed_in_the_dialog(provider, qgis_app):
    """A parameter with a list of hints gets a combo box, which takes one of them alone."""
    for name in ("fitmodel", "compareencoders"):
        parameter = provider.algorithm(name).parameterDefinition("ENCODERS")
        wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
            parameter, QgsProcessingGui.WidgetType.Standard
        )
        assert isinstance(wrapper.createWrappedWidget(QgsProcessingContext()), QLineEdit)


def test_residuals_are_coloured_about_zero(fit, tmp_path):
    layer = QgsVectorLayer(fit(REPORT="")["ROWS"], "rows")
    style_residuals(layer, "regression")
    ranges = layer.renderer().ranges()
    edges = [found.upperValue() for found in ranges[:-1]]
    np.testing.assert_allclose(edges, [-edge for edge in edges[::-1]])
    assert all(layer.renderer().legendSymbolItems()[i].symbol() for i in range(7))
    inside = [abs(feature["residual"]) <= edges[-1] * 7 / 5 for feature in layer.getFeatures()]
    assert np.mean(inside) == pytest.approx(0.9, abs=0.01)


def test_doubles_that_stand_for_no_data_are_missing(run, tmp_path, feedback):
    path = shutil.copy(VALUES / "target.gpkg", tmp_path)  # QGIS writes to a GeoPackage that it opens
    results = run(
        "satclip:fitmodel",
        INPUT=str(path),
        TARGET="t",
        ENCODERS="",
        COORDINATES=True,
        ESTIMATOR=1,
        MODEL_FILE=str(tmp_path / "model.satclip"),
        REPORT=str(tmp_path / "report.html"),
        ROWS="memory:",
    )
    assert results["ROWS_COUNT"] == 294
    assert results["SCORE"] > 0.8
    assert "6 features were skipped: no measurement of t, such as -1.79769e+308." in feedback.warned


@pytest.fixture
def rasters(tmp_path):
    """Two layers: how far north a pixel lies, with a scale, and a land cover that is styled by its values."""
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
    extent = {"EXTENT": "30,60,50,80 [EPSG:4326]", "PIXEL_SIZE": 1, "UNCERTAINTY": False}
    drawn = run("satclip:predictmap", OUTPUT=str(tmp_path / "map.tif"), **extent, **model)
    values = gdal.Open(drawn["OUTPUT"]).ReadAsArray()
    assert np.isfinite(values[15:, :15]).all()
    assert np.isfinite(values).sum() == 15 * 15
    with pytest.raises(QgsProcessingException, match="needs the rasters north, cover; 0 were given"):
        run("satclip:predictpoints", INPUT=layer, OUTPUT="memory:", MODEL_FILE=results["MODEL_FILE"])
