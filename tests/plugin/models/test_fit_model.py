"""Test satclip:fitmodel, evaluatemodel and compareencoders with the real backend."""

from __future__ import annotations

import json
import shutil
import time
import zipfile
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from event_loop import settle
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsGui, QgsProcessingGui
from qgis.PyQt.QtCore import QDate, QVariant
from qgis.PyQt.QtWidgets import QLineEdit

from satclip_qgis.layers.prediction_style import style_predicted_map, style_predicted_points, style_residuals
from satclip_qgis.parameters.project_models import project_models
from tests.plugin.models.conftest import MAP, N, mercator, read

VALUES = Path(__file__).parents[2] / "data" / "values"


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
    assert any("Skipped features: 1 (no value of wärme)." in warning for warning in fitted().warned)
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
    ]  # in the order of the layer, without skipped features
    for number, feature in zip(given, written):
        assert feature["residual"] == pytest.approx(feature["observed"] - feature["predicted"])
        assert feature["lower"] < feature["predicted"] < feature["upper"]
        assert 1 <= feature["fold"] <= 5
        point = feature.geometry().asPoint()
        lon, lat, value = (column[number] for column in rows)
        assert (point.x(), point.y()) == pytest.approx(mercator(lon, lat), abs=0.1)
        assert feature["observed"] == feature["wärme"] == pytest.approx(value)
        assert feature["day"] == QDate(2026, 1, 1)


def test_residual_colours_are_centred_at_zero(fitted):
    layer = fitted().layer
    style_residuals(layer, "regression", {"residual": "residual"})
    ranges = layer.renderer().ranges()
    edges = [found.upperValue() for found in ranges[:-1]]
    np.testing.assert_allclose(edges, [-edge for edge in edges[::-1]])
    assert all(layer.renderer().legendSymbolItems()[i].symbol() for i in range(7))
    labels = [found.label() for found in ranges]
    assert labels[0].startswith("< -")
    assert labels[0].endswith(": predicted too high")
    assert labels[-1].startswith("> ")
    assert labels[-1].endswith(": predicted too low")
    inside = [abs(feature["residual"]) <= edges[-1] * 7 / 5 for feature in layer.getFeatures()]
    assert np.mean(inside) == pytest.approx(0.9, abs=0.01)


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


def test_nodata_values_are_missing(run, tmp_path, feedback):
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
    assert "Skipped features: 6 (no measurement of t, such as -1.79769e+308)." in feedback.warned


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


def test_evaluation_on_held_out_regions(run, model, layer, tmp_path):
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


def test_encoders_are_compared(run, layer, tmp_path):
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


def test_several_encoders_can_be_typed_in_the_dialog(provider, qgis_app):
    """A parameter with a list of hints would get a combo box, which accepts a single id of the list."""
    for name in ("fitmodel", "compareencoders"):
        parameter = provider.algorithm(name).parameterDefinition("ENCODERS")
        wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
            parameter, QgsProcessingGui.WidgetType.Standard
        )
        assert isinstance(wrapper.createWrappedWidget(QgsProcessingContext()), QLineEdit)


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
def test_bad_input_gives_a_message_and_leaves_nothing(fit, tmp_path, parameters, sentence):
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


def test_cancel_stops_fitting_within_a_second(fit, feedback, backend, tmp_path):
    cancelled = []

    def cancel(progress):
        if progress >= 5 and not cancelled and backend.status()["jobs"]:
            cancelled.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        fit(ESTIMATOR=3)
    assert time.monotonic() - cancelled[0] < 5
    assert not list(tmp_path.iterdir())
    settle(lambda: backend.status()["jobs"] == 0)
