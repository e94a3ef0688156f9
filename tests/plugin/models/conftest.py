"""Fixtures: measurements in Europe and Africa, models fitted to them with the real backend, and predictions."""

from __future__ import annotations

import gc
from dataclasses import dataclass

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QVariant

gdal.UseExceptions()
N = 200
MAP = {"EXTENT": "-10,40,-30,60 [EPSG:4326]", "PIXEL_SIZE": 2, "SURFACE": 1}


@pytest.fixture(scope="module")
def rows():
    """Locations in Europe and Africa in degrees, and values that depend on latitude."""
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(-10, 40, N), rng.uniform(-30, 60, N)
    return lon, lat, 30 - 0.4 * np.abs(lat) + rng.normal(0, 1, N)


def mercator(lon, lat):
    """Return Web Mercator coordinates in metres."""
    return 111_319.49 * lon, 6_378_137 * np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))


@pytest.fixture
def layer(rows):
    """A layer with a number, classes with accents, a boolean, a date, and missing values."""
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
    """Fit a model with QGIS; return the results."""

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
    """Results and messages of an algorithm, and its output as a layer in the style that QGIS applies."""

    results: dict
    layer: QgsVectorLayer | QgsRasterLayer
    said: list[str]
    warned: list[str]
    title: str


@pytest.fixture(scope="module")
def outcomes():
    """Cache of outcomes by algorithm and target, because each run takes seconds."""
    outcomes = {}
    yield outcomes
    outcomes.clear()
    gc.collect()


@pytest.fixture
def outcome(run, outcomes, feedback, tmp_path_factory):
    """Run an algorithm for a target, once. `files` are the names of its outputs, of which the last one is loaded."""
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
    """The outcome of fitting a linear model of a field. Its layer has the out-of-fold predictions."""

    def fitted(target="wärme"):
        given = {"INPUT": layer, "TARGET": target, "ENCODERS": "mini-l10", "ESTIMATOR": 1}
        units = "°C" if target == "wärme" else ""
        files = {"MODEL_FILE": "model.satclip", "REPORT": "report.html", "ROWS": "rows.gpkg"}
        return outcome("fitmodel", target, files, UNITS=units, **given)

    return fitted


@pytest.fixture
def model(fitted):
    """The path of the model file for a field."""
    return lambda target="wärme": fitted(target).results["MODEL_FILE"]


@pytest.fixture
def predicted(outcome, model, layer):
    """The outcome of predicting the layer with the model of a field."""

    def predicted(target="wärme"):
        given = {"MODEL_FILE": model(target), "INPUT": layer, "PREFIX": "t_"}
        return outcome("predictpoints", target, {"OUTPUT": "points.gpkg"}, **given)

    return predicted


@pytest.fixture
def mapped(outcome, model):
    """The outcome of a map of the model of a field."""

    def mapped(target="wärme"):
        given = {"MODEL_FILE": model(target), **MAP}
        return outcome("predictmap", target, {"OUTPUT": "map.tif"}, **given)

    return mapped


def read(output):
    return list(QgsVectorLayer(output, "output").getFeatures())
