"""Encoders of location and month in QGIS, with the real backend: algorithms, and live layers that follow the time."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest
from event_loop import settle
from osgeo import gdal
from qgis.core import (
    QgsDateTimeRange,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from satclip_qgis.bridge.errors import BackendError
from satclip_qgis.gui.panel.live_months import LiveMonths, month_of
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
        ("string", ("2004-07-15T10:00:00Z", "01", None)),
        ("integer", (7, 1, None)),
        ("double", (7.0, 1.0, None)),
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
        settle(lambda: view_of(layers[0]).month == 7, 20)
        canvas.setTemporalRange(QgsDateTimeRange(of(2004, 8), of(2004, 9)))
        assert view_of(layers[0]).month == 8
        assert view_of(layers[1]).month is None
        canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))
        assert view_of(layers[0]).month is None
    finally:
        months.remove()
        project.clear()
