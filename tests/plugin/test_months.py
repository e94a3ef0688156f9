"""Encoders of location and month in QGIS, with the real backend: algorithms, and live layers that follow the time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from event_loop import settle
from osgeo import gdal
from qgis.core import (
    QgsDateTimeRange,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QVariant

from satclip_qgis.bridge.errors import BackendError
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.gui.panel.live_months import LiveMonths, month_of
from satclip_qgis.gui.panel.model_desktop import describe_model
from satclip_qgis.layers.live_layer import LiveView, add_layer, make_layer, view_of

MAKE = """
import sys
import torch
from satclip_backend.encoders import Encoder
from satclip_backend.encoders.families import family
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
config = {"degree": 5, "months_degree": 3, "capacity": 16, "dimension": 4, "hidden_layers": 2, "w0": 30.0}
torch.manual_seed(3)
network = family("months").build(config)
metadata = EncoderMetadata.of("months", "Monthly", 4, config)
write_encoder(sys.argv[1], network, metadata, Encoder("monthly", network, metadata, device="cpu").pca)
"""
LONLAT = np.array([[13.4, 52.5], [10.0, -20.0], [100.0, 40.0]])


@pytest.fixture(scope="module")
def monthly(home, backend_python):
    """Install an encoder with months, and return its id."""
    path = home / "encoders" / "monthly.safetensors"
    subprocess.run([backend_python, "-I", "-c", MAKE, path], check=True)
    yield "monthly"
    path.unlink()


def of(year, month, day=1):
    return QDateTime(QDate(year, month, day), QTime(0, 0), Qt.TimeSpec.UTC)


@pytest.fixture
def layer():
    return dated("date", (QDate(2004, 7, 3), QDate(1999, 1, 31), None))


def dated(kind, values):
    """Return a layer of the places with values in the field `seen` of a type."""
    points = QgsVectorLayer(f"Point?crs=EPSG:4326&field=seen:{kind}", "points", "memory")
    features = []
    for lonlat, date in zip(LONLAT, values):
        feature = QgsFeature(points.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*lonlat)))
        feature["seen"] = date
        features.append(feature)
    points.dataProvider().addFeatures(features)
    return points


def fields_of(layer):
    return np.array([feature.attributes()[-4:] for feature in layer.getFeatures()], dtype=float)


def test_features_get_the_embedding_of_their_month(run, backend, monthly, layer):
    expected = np.vstack(
        [backend.embeddings(monthly, LONLAT[i : i + 1], month=month) for i, month in enumerate((7, 1, None))]
    )
    result = run("satclip:embedpoints", INPUT=layer, MODEL=monthly, DATE_FIELD="seen", OUTPUT="memory:")
    np.testing.assert_allclose(fields_of(result["OUTPUT"]), expected, atol=1e-6)
    result = run("satclip:embedpoints", INPUT=layer, MODEL=monthly, MONTH=7, OUTPUT="memory:")
    np.testing.assert_allclose(
        fields_of(result["OUTPUT"]), backend.embeddings(monthly, LONLAT, month=7), atol=1e-6
    )


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("string", ("2004-07-15", "1999-01", None)),
        ("string", (" 2004/07/15 ", "19990131", "")),
        ("string", ("2004-07", "01", "#NV")),
        ("string", ("2004-07-15T10:00:00Z", "01", None)),
        ("integer", (7, 1, None)),
        ("double", (7.0, 1.0, None)),
        ("double", (20040715.0, 19990131.0, float("nan"))),
    ],
)
def test_text_and_numbers_are_dates_as_in_tables(run, monthly, layer, kind, values):
    expected = run("satclip:embedpoints", INPUT=layer, MODEL=monthly, DATE_FIELD="seen", OUTPUT="memory:")
    result = run(
        "satclip:embedpoints", INPUT=dated(kind, values), MODEL=monthly, DATE_FIELD="seen", OUTPUT="memory:"
    )
    np.testing.assert_array_equal(fields_of(result["OUTPUT"]), fields_of(expected["OUTPUT"]))


@pytest.mark.parametrize(
    ("kind", "value"), [("string", "15.07.2004"), ("string", "July"), ("integer", 13), ("double", 5.025)]
)
def test_a_field_without_dates_is_refused(run, monthly, kind, value):
    layer = dated(kind, (None, value, None))
    with pytest.raises(QgsProcessingException, match=f"“seen” holds “{value}”, which is no date"):
        run("satclip:embedpoints", INPUT=layer, MODEL=monthly, DATE_FIELD="seen", OUTPUT="memory:")


def test_a_date_field_that_the_layer_lacks_is_named(run, monthly, layer):
    with pytest.raises(QgsProcessingException, match="The layer “points” has no field “observed”"):
        run("satclip:embedpoints", INPUT=layer, MODEL=monthly, DATE_FIELD="observed", OUTPUT="memory:")


def test_maps_of_two_months_differ(run, monthly, tmp_path):
    bands = []
    for month in (0, 1, 7):
        path = str(tmp_path / f"{month}.tif")
        extent = "-180,180,-90,90 [EPSG:4326]"
        run("satclip:embeddingmap", EXTENT=extent, PIXEL_SIZE=20, MODEL=monthly, MONTH=month, OUTPUT=path)
        data = gdal.Open(path)  # deleted with its bands otherwise
        bands.append(data.ReadAsArray()[0])
    assert all(np.abs(bands[i] - bands[j]).max() > 0.1 for i, j in ((0, 1), (0, 2), (1, 2)))


@pytest.fixture
def sightings(backend, monthly):
    """Return a layer whose `cover` depends on the embedding of the location and the month of `seen`."""
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(-20, 40, 200), rng.uniform(-30, 60, 200)])
    months = rng.integers(1, 13, 200)
    noise = rng.normal(0, 1, 200)
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=cover:double&field=seen:date", "sightings", "memory")
    for month in range(1, 13):
        rows = months == month
        embedded = backend.embeddings(monthly, lonlat[rows], month=month)
        cover = 10 * embedded[:, 0] - 7 * embedded[:, 1] + noise[rows]
        features = []
        for place, value in zip(lonlat[rows], cover):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place)))
            feature.setAttributes([float(value), QDate(2004, month, 15)])
            features.append(feature)
        layer.dataProvider().addFeatures(features)
    without = next(layer.getFeatures()).id()
    layer.dataProvider().changeAttributeValues({without: {1: None}})
    return layer


def test_models_of_dated_features(run, feedback, monthly, sightings, tmp_path):
    files = {"MODEL_FILE": str(tmp_path / "model.satclip"), "REPORT": str(tmp_path / "report.html")}
    given = {"INPUT": sightings, "TARGET": "cover", "ENCODERS": monthly, "ESTIMATOR": 1, "FOLD_COUNT": 3}
    without = run("satclip:fitmodel", **given, **files)
    result = run("satclip:fitmodel", **given, **files, DATE_FIELD="seen")
    assert result["SCORE"] > 0.9 > without["SCORE"] + 0.4
    assert "1 observation has no date in seen: it has the mean over the year." in feedback.warned

    feedback.warned.clear()
    model = files["MODEL_FILE"]
    assert "Date field: seen" in describe_model(read_description(Path(model)))
    result = run("satclip:predictpoints", MODEL_FILE=model, INPUT=sightings, OUTPUT="memory:")
    table = np.array(
        [(feature["cover"], feature["prediction"]) for feature in result["OUTPUT"].getFeatures()]
    )
    assert np.corrcoef(table.T)[0, 1] > 0.95
    assert "seen has no date in 1 row: predicted with the mean over the year." in feedback.warned
    points = QgsVectorLayer("Point?crs=EPSG:4326", "undated", "memory")
    with pytest.raises(QgsProcessingException, match="“undated” has no field “seen”"):
        run("satclip:predictpoints", MODEL_FILE=model, INPUT=points, OUTPUT="memory:")

    drawn = []
    for month in (0, 1, 7, None):
        path = str(tmp_path / f"{month}.tif")
        grid = {"EXTENT": "0,20,0,20 [EPSG:4326]", "PIXEL_SIZE": 5, "SURFACE": 1}
        run("satclip:predictmap", MODEL_FILE=model, **grid, MONTH=month, OUTPUT=path)
        data = gdal.Open(path)
        drawn.append(data.ReadAsArray()[0])
    assert all(np.abs(drawn[i] - drawn[j]).mean() > 1 for i, j in ((0, 1), (0, 2), (1, 2)))
    np.testing.assert_array_equal(drawn[0], drawn[3])
    (warned,) = {text for text in feedback.warned if "need not be the mean of the predictions" in text}
    assert warned.startswith("The map is predicted from the means of embeddings and month over the year.")
    names = []
    for month in (0, 7):
        shown = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
        path = run("satclip:predictmap", MODEL_FILE=model, **grid, MONTH=month, OUTPUT=shown)["OUTPUT"]
        names.append(run.context.layerToLoadOnCompletionDetails(path).name)
    assert names == ["cover: prediction, mean over the year", "cover: prediction in month 7"]

    feedback.warned.clear()
    predicted = []
    for month in (0, 1, 7):
        area = {"EXTENT": "-20,40,-30,60 [EPSG:4326]", "COUNT": 5}
        result = run("satclip:suggestpoints", MODEL_FILE=model, **area, MONTH=month, OUTPUT="memory:")
        predicted.append([feature["prediction"] for feature in result["OUTPUT"].getFeatures()])
    assert np.abs(np.subtract(predicted[1], predicted[2])).mean() > 1
    assert sum("in the mean over the year" in text for text in feedback.warned) == 1

    result = run("satclip:evaluatemodel", MODEL_FILE=model, INPUT=sightings, TABLE="memory:")
    assert result["SCORE_UNSEEN"] > 0.8
    given = {"INPUT": sightings, "TARGET": "cover", "ENCODERS": f"{monthly},mini-l10", "FOLD_COUNT": 3}
    result = run("satclip:compareencoders", **given, DATE_FIELD="seen", TABLE="memory:")
    assert "coordinates and month" in {feature["label"] for feature in result["TABLE"].getFeatures()}
    with pytest.raises(QgsProcessingException, match="uses the coordinates alone, and no months"):
        run("satclip:fitmodel", **{**given, "ENCODERS": "mini-l10"}, **files, DATE_FIELD="seen", ESTIMATOR=5)


def test_presences_have_months_and_so_has_their_background_layer(run, monthly, sightings, tmp_path):
    files = {"MODEL_FILE": str(tmp_path / "model.satclip"), "REPORT": str(tmp_path / "report.html")}
    presences = sightings.materialize(QgsFeatureRequest().setFilterExpression('"cover" > 0'))
    presences.dataProvider().addAttributes([QgsField("species", QVariant.String)])
    presences.updateFields()
    index = presences.fields().indexOf("species")
    presences.dataProvider().changeAttributeValues(
        {feature.id(): {index: "wren"} for feature in presences.getFeatures()}
    )
    given = {"INPUT": presences, "TARGET": "species", "ENCODERS": monthly, "ESTIMATOR": 1, "FOLD_COUNT": 3}
    given |= {"BACKGROUND": 150, "BACKGROUND_TABLE": sightings, "DATE_FIELD": "seen"}
    assert run("satclip:fitmodel", **given, **files)["SCORE"] > 0.55
    result = run("satclip:fitmodel", **given | {"BACKGROUND_TABLE": None}, **files)
    assert result["SCORE"] > 0.55, "uniform points with the months of the presences"
    assert "Date field: seen" in describe_model(read_description(Path(files["MODEL_FILE"])))


def test_other_encoders_have_no_months(backend, home):
    with pytest.raises(BackendError, match="has no months"):
        backend.embeddings("mini-l10", LONLAT, month=7)


def test_the_month_is_in_the_url_of_a_layer():
    for view in (LiveView("monthly", month=7), LiveView("monthly", "similarity", ((1.0, 2.0),), month=12)):
        assert f"month={view.month}" in view.url()
        assert view_of(make_layer(view)) == view
    assert "month=" not in LiveView("monthly").url()


@pytest.mark.parametrize(
    ("begin", "end", "month"),
    [
        (of(2004, 7), of(2004, 8), 7),
        (of(2004, 12, 31), of(2005, 1, 1), 12),
        (of(2004, 6, 1), of(2004, 9, 1), 7),
        (of(2004, 1), of(2005, 1), None),
        (QDateTime(), of(2005, 1), None),
        (QDateTime(), QDateTime(), None),
    ],
)
def test_the_month_of_a_temporal_range(begin, end, month):
    assert month_of(QgsDateTimeRange(begin, end)) == month


def test_live_layers_follow_the_temporal_controller(backend, monthly):
    backend.encoders()  # starts it
    project, canvas = QgsProject.instance(), QgsMapCanvas()
    months = LiveMonths(canvas)
    layers = [make_layer(LiveView(id)) for id in (monthly, "mini-l10")]
    for layer in layers:
        add_layer(layer, project)
    try:
        canvas.setTemporalRange(QgsDateTimeRange(of(2004, 7), of(2004, 8)))
        settle(lambda: view_of(layers[0]).month == 7)
        canvas.setTemporalRange(QgsDateTimeRange(of(2004, 8), of(2004, 9)))
        assert view_of(layers[0]).month == 8
        assert view_of(layers[1]).month is None
        canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))
        assert view_of(layers[0]).month is None
    finally:
        months.remove()
        project.clear()
