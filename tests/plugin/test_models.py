"""satclip:fitmodel, predictpoints, predictmap, evaluatemodel and compareencoders with the real backend."""

from __future__ import annotations

import gc
import json
import shutil
import time
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsGraduatedSymbolRenderer,
    QgsLayerTreeLayer,
    QgsMapLayerLegend,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPalettedRasterRenderer,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgsBrowserGuiModel, QgsGui, QgsProcessingGui
from qgis.PyQt.QtCore import QDate, QSize, Qt, QVariant
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QLineEdit

from satclip_qgis.layers.loading import name_when_loaded
from satclip_qgis.layers.prediction_style import (
    probability_scale,
    round_breaks,
    style_predicted_map,
    style_predicted_points,
    style_residuals,
    written,
)
from satclip_qgis.parameters.project_models import project_models, remember_model

N = 200
VALUES = Path(__file__).parents[1] / "data" / "values"
gdal.UseExceptions()


@pytest.fixture(scope="module")
def rows():
    """Places in Europe and Africa in Web Mercator, and values that follow latitude."""
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(-10, 40, N), rng.uniform(-30, 60, N)
    return lon, lat, 30 - 0.4 * np.abs(lat) + rng.normal(0, 1, N)


def mercator(lon, lat):
    """Web Mercator, in metres."""
    return 111_319.49 * lon, 6_378_137 * np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))


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
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*mercator(lon, lat))))
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


@dataclass
class Outcome:
    """What an algorithm returned and said, and its output as a layer with the style that it gets in QGIS."""

    results: dict
    layer: QgsVectorLayer | QgsRasterLayer
    said: list[str]
    warned: list[str]
    title: str


@pytest.fixture(scope="module")
def outcomes():
    """The outcomes by algorithm and target: each takes seconds, so several tests look at one."""
    outcomes = {}
    yield outcomes
    outcomes.clear()
    gc.collect()


@pytest.fixture
def outcome(run, outcomes, feedback, tmp_path_factory):
    """Run an algorithm for a target if that was not done before. `files`: names of its outputs; the last is loaded."""
    import processing

    def outcome(algorithm, target, files, **parameters):
        if (algorithm, target) not in outcomes:
            folder = tmp_path_factory.mktemp(algorithm)
            outputs = {name: str(folder / file) for name, file in files.items()}
            path = list(outputs.values())[-1]
            context = QgsProcessingContext()
            context.setProject(QgsProject.instance())
            title = (
                QgsApplication.processingRegistry()
                .algorithmById(f"satclip:{algorithm}")
                .parameterDefinition(list(files)[-1])
                .description()
            )
            details = QgsProcessingContext.LayerDetails(title, QgsProject.instance(), "OUTPUT")
            context.addLayerToLoadOnCompletion(path, details)
            given = {**parameters, **outputs}
            results = processing.run(f"satclip:{algorithm}", given, context=context, feedback=feedback)
            layer = (QgsRasterLayer if path.endswith(".tif") else QgsVectorLayer)(path, "output")
            details = context.layerToLoadOnCompletionDetails(path)
            title = details.name
            details.postProcessor().postProcessLayer(layer, context, feedback)
            said, warned = list(feedback.said), list(feedback.warned)
            outcomes[algorithm, target] = Outcome(results, layer, said, warned, title)
        return outcomes[algorithm, target]

    return outcome


@pytest.fixture
def fitted(outcome, layer):
    """The outcome of fitting a linear model of a field, with its rows as the layer."""

    def fitted(target="wärme"):
        given = {"INPUT": layer, "TARGET": target, "ENCODERS": "mini-l10", "ESTIMATOR": 1}
        units = "°C" if target == "wärme" else ""
        files = {"MODEL_FILE": "model.satclip", "REPORT": "report.html", "ROWS": "rows.gpkg"}
        return outcome("fitmodel", target, files, UNITS=units, **given)

    return fitted


@pytest.fixture
def model(fitted):
    """The file of a model of a field."""
    return lambda target="wärme": fitted(target).results["MODEL_FILE"]


@pytest.fixture
def predicted(outcome, model, layer):
    """The outcome of predicting the layer with a model of a field."""

    def predicted(target="wärme"):
        given = {"MODEL_FILE": model(target), "INPUT": layer, "PREFIX": "t_"}
        return outcome("predictpoints", target, {"OUTPUT": "points.gpkg"}, **given)

    return predicted


MAP = {"EXTENT": "-10,40,-30,60 [EPSG:4326]", "PIXEL_SIZE": 2, "SURFACE": 1}


@pytest.fixture
def mapped(outcome, model):
    """The outcome of mapping a model of a field."""

    def mapped(target="wärme"):
        given = {"MODEL_FILE": model(target), **MAP}
        return outcome("predictmap", target, {"OUTPUT": "map.tif"}, **given)

    return mapped


def read(output):
    return list(QgsVectorLayer(output, "output").getFeatures())


def test_a_report_is_in_the_language_of_qgis(fit, feedback, monkeypatch):
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "de_AT"))
    results = fit()
    report = Path(results["REPORT"]).read_text(encoding="utf-8")
    assert "<h1>Modell von wärme</h1>" in report
    assert "kein Wert von wärme" in report
    assert "mbeddings" in results["SENTENCE"]
    assert results["SENTENCE"] in unescape(report)
    assert any("kein Wert von wärme" in warning for warning in feedback.warned)


def test_a_regression_from_layer_to_model_report_and_rows(fitted, rows):
    results = fitted().results
    assert results["ROWS_COUNT"] == N - 2
    assert any("1 features were skipped: no value of wärme" in warning for warning in fitted().warned)
    assert results["SCORE_NAME"] == "r2"
    assert 0.3 < results["SCORE"] <= 1
    assert 0.7 < results["COVERAGE"] <= 1
    assert results["VERDICT"] in ("helped", "undecided", "did not help")
    assert results["SENTENCE"] in fitted().said
    report = Path(results["REPORT"]).read_text(encoding="utf-8")
    assert "wärme" in report
    assert "Messstellen &amp; &lt;Orte&gt;" in report
    written = read(results["ROWS"])
    assert len(written) == N - 2
    names = [field.name() for field in QgsVectorLayer(results["ROWS"], "rows").fields()]
    assert names[1:8] == ["wärme", "zone", "cold", "day", "count", "noise", "fold"]
    given = [
        number for number in range(N) if number > 1
    ]  # in the layer's order, without those that were not used
    for number, feature in zip(given, written):
        assert feature["residual"] == pytest.approx(feature["observed"] - feature["predicted"])
        assert feature["lower"] < feature["predicted"] < feature["upper"]
        assert 1 <= feature["fold"] <= 5
        point = feature.geometry().asPoint()
        lon, lat, value = (column[number] for column in rows)
        assert (point.x(), point.y()) == pytest.approx(mercator(lon, lat), abs=0.1)
        assert feature["observed"] == feature["wärme"] == pytest.approx(value)
        assert feature["day"] == QDate(2026, 1, 1)


def test_points_get_predictions(predicted, rows):
    results, output = predicted().results, predicted().layer
    assert (results["PREDICTED_COUNT"], results["TARGET"]) == (N - 1, "wärme")
    assert any("1 features have no valid location" in warning for warning in predicted().warned)
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


def test_points_to_measure_are_suggested_in_polygons(run, fitted, feedback, tmp_path):
    area = QgsVectorLayer("Polygon?crs=EPSG:4326", "area", "memory")
    square = QgsFeature()
    square.setGeometry(QgsGeometry.fromWkt("POLYGON((0 0, 20 0, 20 20, 0 20, 0 0))"))
    area.dataProvider().addFeatures([square])
    model, path = fitted().results["MODEL_FILE"], str(tmp_path / "next.gpkg")
    results = run("satclip:suggestpoints", MODEL_FILE=model, AREA=area, COUNT=4, OUTPUT=path)
    found = read(path)
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
        "4 points would reduce the mean dissimilarity of the area and its mean distance" in said
        for said in feedback.said
    )


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


def test_a_model_whose_field_was_not_selected_draws_a_map(run, fit, tmp_path, feedback):
    results = fit(FIELDS=["noise"], SELECT_PREDICTORS=True, REPORT="", ROWS=None)
    (sentence,) = [text for text in feedback.said if text.startswith("Selected predictors: ")]
    assert "Embedding (mini-l10)" in sentence.split("left out")[0]
    assert "noise" in sentence.split("left out")[1]
    drawn = run(
        "satclip:predictmap",
        MODEL_FILE=results["MODEL_FILE"],
        EXTENT="0,10,0,10 [EPSG:4326]",
        PIXEL_SIZE=2,
        OUTPUT=str(tmp_path / "map.tif"),
    )
    assert np.isfinite(gdal.Open(drawn["OUTPUT"]).GetRasterBand(1).ReadAsArray()).any()


def test_a_map_with_bands_and_one_that_is_masked(run, mapped, model, tmp_path, feedback):
    results = mapped().results
    assert (results["WIDTH"], results["HEIGHT"], results["VALID_PIXELS"]) == (25, 45, 1125)
    raster = gdal.Open(results["OUTPUT"])
    names = [raster.GetRasterBand(band).GetDescription() for band in range(1, raster.RasterCount + 1)]
    assert names[:6] == ["Prediction", "Lower", "Upper", "Dissimilarity", "Applicable", "Distance (km)"]
    assert names[6:] == ["Expected error", "Interval width"]
    values = raster.ReadAsArray()
    np.testing.assert_allclose(values[7], values[2] - values[1], rtol=1e-4)
    assert (values[1] < values[0]).all()
    assert (values[0] < values[2]).all()
    assert values[0, 20:30].mean() > values[0, :5].mean() + 5  # warm at the equator
    assert results["LOW"] < results["HIGH"]
    given = {"MODEL_FILE": model(), **MAP, "MASK": True, "UNCERTAINTY": False, "SURFACE": 0}
    masked = run("satclip:predictmap", **given, OUTPUT=str(tmp_path / "masked.tif"))
    alone = gdal.Open(masked["OUTPUT"]).ReadAsArray()
    drawn = np.isfinite(alone)
    assert (values[4][drawn] == 1).all()
    assert not drawn[40:, :5].any()  # the South Atlantic: the prediction area is the land
    inland = np.s_[15:25, 8:20]  # the Sahara and the Congo basin
    np.testing.assert_array_equal(drawn[inland], values[4][inland] == 1)
    assert drawn[inland].any()
    assert any("pixels at sea were left out. To predict them, choose" in line for line in feedback.said)


def test_what_is_loaded_is_styled(fitted, predicted, mapped):
    renderer = mapped().layer.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    colours = renderer.shader().rasterShaderFunction()
    items = colours.colorRampItemList()
    labels = [node.data(Qt.ItemDataRole.DisplayRole) for node in legend_of(mapped().layer)]
    assert labels[-len(items) :] == [item.label for item in items]  # no continuous legend
    assert all(item.label.endswith(" °C") for item in items)
    assert [item.value for item in items[1:-1]] == [float(item.label.split()[0]) for item in items[1:-1]]
    values = gdal.Open(mapped().results["OUTPUT"]).ReadAsArray()[0]
    assert items[0].label.startswith("< ") == (values.min() < items[0].value)
    assert items[-1].label.startswith("> ") == (values.max() > items[-1].value)
    renderer = mapped("zone").layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert [found.label for found in renderer.classes()] == ["Nørd", "Süd", "中"]
    renderer = predicted().layer.renderer()
    assert isinstance(renderer, QgsGraduatedSymbolRenderer)
    assert renderer.ranges()[0].label().endswith("°C")
    assert isinstance(predicted("zone").layer.renderer(), QgsCategorizedSymbolRenderer)
    renderer = fitted().layer.renderer()
    assert isinstance(renderer, QgsGraduatedSymbolRenderer)
    assert renderer.classAttribute() == "residual"


def legend_of(layer):
    """The nodes of a layer's legend."""
    nodes = legend_of.nodes = QgsMapLayerLegend.defaultRasterLegend(layer).createLayerTreeModelLegendNodes(
        QgsLayerTreeLayer(layer)
    )
    return nodes


def test_a_map_has_a_style_for_each_question(mapped):
    layer, expected = mapped().layer, {}
    manager = layer.styleManager()
    assert manager.currentStyle() == "Prediction"
    for name in manager.styles():
        manager.setCurrentStyle(name)
        assert len(legend_of(layer)) >= 2
        expected[name] = layer.renderer().usesBands()
        picture = drawn_of(layer)
        colours = len(np.unique(picture.reshape(-1, 4), axis=0))
        assert colours > {"Area of applicability": 1, "Interval width": 0, "Expected error": 0}.get(name, 5)
    manager.setCurrentStyle("Interval width")
    shader = layer.renderer().shader().rasterShaderFunction()
    assert shader.colorRampItemList()[0].label.endswith(" °C")
    manager.setCurrentStyle("Distance to training points")
    shader = layer.renderer().shader().rasterShaderFunction()
    assert shader.colorRampItemList()[0].label.endswith(" km")
    manager.setCurrentStyle("Prediction")
    assert expected == {
        "Prediction": [1],
        "Expected error": [7],
        "Interval width": [8],
        "Dissimilarity": [4],
        "Area of applicability": [5],
        "Distance to training points": [6],
    }
    manager = mapped("zone").layer.styleManager()
    assert manager.currentStyle() == "Class"
    others = ["Area of applicability", "Dissimilarity", "Distance to training points", "Expected error"]
    assert sorted(manager.styles()) == sorted(["Class", "Probability", "Set size", *others])


def drawn_of(layer):
    """The pixels (h, w, 4) of a layer as the canvas draws it."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(100, 180))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits().asstring(image.sizeInBytes()), np.uint8).reshape(180, 100, 4)


@pytest.mark.parametrize(
    ("low", "high", "breaks"),
    [
        (3.24, 8.14, ["3", "4", "5", "6", "7", "8"]),
        (-17.3, 29.8, ["-20", "-10", "0", "10", "20", "30"]),
        (0.31, 0.42, ["0.32", "0.34", "0.36", "0.38", "0.40", "0.42"]),
        (12_345, 987_654, ["0", "200,000", "400,000", "600,000", "800,000", "1,000,000"]),
        (5, 5, ["4.96", "4.98", "5.00", "5.02", "5.04"]),
        (0, 0, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
    ],
)
def test_legends_have_round_numbers(low, high, breaks):
    found = round_breaks(low, high)
    assert [written(value, found[1] - found[0]) for value in found] == breaks


def test_layers_are_named_after_the_target(outcomes, fitted, predicted, mapped):
    fitted(), predicted(), mapped()
    assert {key: outcomes[key, "wärme"].title for key in ("fitmodel", "predictpoints", "predictmap")} == {
        "fitmodel": "wärme: out-of-fold predictions",
        "predictpoints": "wärme: predictions",
        "predictmap": "wärme: prediction",
    }


def test_a_name_that_the_user_chose_stays():
    context = QgsProcessingContext()
    for path, name in (("a", "Prediction map"), ("b", "My map")):
        details = QgsProcessingContext.LayerDetails(name, QgsProject.instance(), "OUTPUT")
        context.addLayerToLoadOnCompletion(path, details)
        name_when_loaded(path, context, "Prediction map", "pH: prediction")
    name_when_loaded("not loaded", context, "Prediction map", "pH: prediction")
    assert [context.layerToLoadOnCompletionDetails(path).name for path in "ab"] == [
        "pH: prediction",
        "My map",
    ]


def test_the_dialogs_offer_the_last_model_of_the_project(
    fitted, provider, tmp_path, qgis_iface, monkeypatch, run
):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    project = QgsProject.instance()
    project.clear()

    def offered(algorithm="predictmap"):
        made = QgsApplication.processingRegistry().createAlgorithmById(f"satclip:{algorithm}")
        parameter = made.parameterDefinition("MODEL_FILE")
        assert parameter.defaultValue() is None
        return parameter.defaultValueForGui()

    assert offered() is None
    first, second = (
        shutil.copy(fitted().results["MODEL_FILE"], tmp_path / name) for name in ("a.satclip", "b.satclip")
    )
    remember_model(project, str(first))
    remember_model(project, str(second))
    remember_model(None, str(first))
    assert project_models(project) == [second, first]
    assert {offered(name) for name in ("predictmap", "predictpoints", "evaluatemodel")} == {str(second)}
    browser = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: browser, raising=False)
    dialog = AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById("satclip:predictmap"))
    assert dialog.mainWidget().wrappers["MODEL_FILE"].parameterValue() == str(second)
    dialog.close()
    with pytest.raises(QgsProcessingException, match="MODEL_FILE"):  # scripts name it
        run("satclip:predictmap", EXTENT="0,1,0,1 [EPSG:4326]", OUTPUT=str(tmp_path / "map.tif"))
    project.write(str(tmp_path / "project.qgz"))
    project.clear()
    assert offered() is None
    project.read(str(tmp_path / "project.qgz"))
    second.unlink()
    assert offered() == str(first)
    first.unlink()
    assert offered() is None
    project.clear()


def test_presence_and_absence_from_layer_to_styled_map(fit, run, layer, tmp_path):
    layer.dataProvider().addAttributes([QgsField("fold", QVariant.Int), QgsField("Correct", QVariant.String)])
    layer.updateFields()
    index = layer.fields().lookupField("count")
    layer.dataProvider().changeAttributeValues(
        {feature.id(): {index: int(feature["cold"])} for feature in layer.getFeatures()}
    )
    results = fit("count", ESTIMATOR=0, THRESHOLD=0.4)
    assert results["SCORE_NAME"] == "auc"
    assert 0.7 < results["SCORE"] <= 1
    kept = QgsVectorLayer(results["ROWS"], "rows")
    names = [field.name() for field in kept.fields()]
    assert names[7:12] == ["fold", "Correct", "fold_2", "observed", "predicted"]
    assert names[12:14] == ["correct_2", "probability"]
    assert kept.crs().authid() == "EPSG:3857"
    written = list(kept.getFeatures())
    assert len(written) == N - 1  # one has no geometry
    for feature in written:
        assert feature["observed"] == feature["count"] == int(feature["cold"])
        assert feature["predicted"] == int(feature["probability"] >= 0.4)
        assert feature["correct_2"] == (feature["predicted"] == feature["observed"])
    style_residuals(kept, "classification", {"correct": "correct_2"})
    assert kept.renderer().classAttribute() == "correct_2"

    path = str(tmp_path / "map.tif")
    run(
        "satclip:predictmap",
        MODEL_FILE=results["MODEL_FILE"],
        **MAP,
        PROBABILITIES=True,
        OUTPUT=path,
    )
    raster = gdal.Open(path)
    bands = [raster.GetRasterBand(band).GetDescription() for band in range(1, raster.RasterCount + 1)]
    assert bands[:2] == ["Probability", "Class"]
    assert bands[-2:] == ["Probability of 0", "Probability of 1"]
    values = raster.ReadAsArray()
    assert set(np.unique(values[1])) == {0, 1}
    np.testing.assert_allclose(values[-2] + values[-1], 1, atol=1e-5)
    ranges = [{"min": 0, "max": 1, "low": 0, "high": 0.9}, *[{"min": 0, "max": 2, "low": 0, "high": 1}] * 7]
    summary = {
        "positive": "1",
        "presence_only": False,
        "task": "classification",
        "classes": ["0", "1"],
        "bands": bands,
        "ranges": ranges,
        "units": "",
    }
    shown = QgsRasterLayer(path, "map")
    style_predicted_map(shown, [], summary)
    colours = shown.renderer().shader().rasterShaderFunction()
    assert [(item.value, item.color.lightness() > 200) for item in colours.colorRampItemList()][::5] == [
        (0, True),
        (1, False),
    ]
    assert colours.colorRampItemList()[-1].value == 1
    legend = colours.legendSettings()
    assert (legend.minimumLabel(), legend.maximumLabel()) == ("0", "Probability of 1: 1")

    output = str(tmp_path / "predicted.gpkg")
    run("satclip:predictpoints", MODEL_FILE=results["MODEL_FILE"], INPUT=layer, PREFIX="p_", OUTPUT=output)
    predicted = QgsVectorLayer(output, "predicted")
    assert predicted.fields().field("p_prediction").type() == QVariant.Int
    style_predicted_points(predicted, "p_", summary)
    assert predicted.renderer().classAttribute() == "p_probability"
    assert len(predicted.renderer().ranges()) == 10


@pytest.mark.parametrize(
    ("highest", "end"),
    [(None, 1), (0, 1), (1, 1), (0.51, 1), (0.5, 0.5), (0.3, 0.5), (0.2, 0.2), (0.04, 0.05), (0.011, 0.02)],
)
def test_colours_of_a_rare_class_end_where_its_probability_does(highest, end):
    assert probability_scale(highest) == pytest.approx(end)


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


def test_nothing_stays_uploaded(model, home):
    model()
    assert not [path for path in home.glob("jobs/*/uploads/*") if path.is_file()]


def test_several_encoders_can_be_typed_in_the_dialog(provider, qgis_app):
    """A parameter with a list of hints gets a combo box, which takes one of them alone."""
    for name in ("fitmodel", "compareencoders"):
        parameter = provider.algorithm(name).parameterDefinition("ENCODERS")
        wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
            parameter, QgsProcessingGui.WidgetType.Standard
        )
        assert isinstance(wrapper.createWrappedWidget(QgsProcessingContext()), QLineEdit)


def test_residuals_are_coloured_about_zero(fitted):
    layer = fitted().layer
    style_residuals(layer, "regression", {"residual": "residual"})
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
def parks():
    """Two polygons in Web Mercator."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:3857", "Parks & <Réserves>", "memory")
    for west, south, east, north in ((0, 0, 1e6, 1e6), (2e6, 4e6, 3e6, 5e6)):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, east, north)))
        layer.dataProvider().addFeature(feature)
    return layer


def test_polygons_are_the_prediction_area_and_the_project_keeps_the_model(fit, parks, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"extent \(AREA\) and as polygons \(AREA_POLYGONS\)"):
        fit(AREA_POLYGONS=parks, AREA="0,10,0,10 [EPSG:4326]")
    with pytest.raises(QgsProcessingException, match="AREA_POLYGONS"):
        fit(AREA_POLYGONS="no such layer")
    empty = QgsVectorLayer("Polygon?crs=EPSG:4326", "Nothing", "memory")
    with pytest.raises(QgsProcessingException, match=r"“Nothing” \(AREA_POLYGONS\) has no valid polygon"):
        fit(AREA_POLYGONS=empty)
    assert not list(tmp_path.iterdir())
    QgsProject.instance().clear()
    results = fit(AREA_POLYGONS=parks, ROWS=None)
    assert project_models(QgsProject.instance()) == [Path(results["MODEL_FILE"])]
    report = unescape(Path(results["REPORT"]).read_text(encoding="utf-8"))
    assert "the polygons of Parks & <Réserves>" in report
    with zipfile.ZipFile(results["MODEL_FILE"]) as file:
        about = json.loads(file.read("model.json"))
    assert about["settings"]["Prediction area"] == "the polygons of Parks & <Réserves>"
    assert (about["surface"], about["recipe"]["area"]) == ("all", None)
    QgsProject.instance().clear()


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
