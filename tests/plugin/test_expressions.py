"""Test the expression functions with the real backend."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from event_loop import settle
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from satclip_qgis.bridge.backend import Backend
from satclip_qgis.gui.embedding_cache import RECENT, EmbeddingCache
from satclip_qgis.gui.expression_functions import ExpressionFunctions

ENCODER = "mini-l10"
NAMES = ("satclip_embedding", "satclip_component", "satclip_similarity")


@pytest.fixture
def functions(qgis_app, backend, qgis_new_project):
    """The functions as in QGIS Desktop, with a running backend."""
    backend.status()
    functions = ExpressionFunctions(waits=False)
    yield functions
    functions.remove()


@pytest.fixture
def requests(monkeypatch):
    """The number of locations of each request."""
    counts, ask = [], Backend.embeddings
    monkeypatch.setattr(
        Backend, "embeddings", lambda self, *given: (counts.append(len(given[1])), ask(self, *given))[1]
    )
    return counts


def value_of(text: str, context: QgsExpressionContext | None = None):
    """Return the value of an expression, and its error."""
    expression = QgsExpression(text)
    assert not expression.hasParserError(), expression.parserErrorString()
    context = context or QgsExpressionContext()
    expression.prepare(context)
    value = expression.evaluate(context)
    return value, expression.evalErrorString()


def layer_of(lonlat, crs="EPSG:4326") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs={crs}", "points", "memory")
    features = []
    for lon, lat in lonlat:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def context_of(layer: QgsVectorLayer) -> QgsExpressionContext:
    return QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))


def test_values_equal_those_of_the_backend(functions, backend):
    places = np.array([[10.0, 50.0], [-60.0, -3.0]])
    embeddings = backend.embeddings(ENCODER, places)
    components = backend.embeddings(ENCODER, places, embeddings.shape[1])
    found, error = value_of(f"satclip_embedding(make_point(10, 50), '{ENCODER}')")
    assert not error
    np.testing.assert_allclose(found, embeddings[0], atol=1e-5)
    for number in (1, 3):
        found, _ = value_of(f"satclip_component(make_point(10, 50), {number}, '{ENCODER}')")
        assert found == pytest.approx(float(components[0, number - 1]), rel=1e-6)
    one, other = components.astype(float)
    expected = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    found, _ = value_of(f"satclip_similarity(make_point(10, 50), make_point(-60, -3), '{ENCODER}')")
    assert found == pytest.approx(expected, abs=1e-6)


def test_similarity_equals_that_of_the_live_layer(functions, backend):
    path = f"/tiles/{ENCODER}/similarity/value?places=10,50&lon=12&lat=48"
    expected = backend.client().json("GET", path)["value"]
    found, _ = value_of(f"satclip_similarity(make_point(10, 50), make_point(12, 48), '{ENCODER}')")
    assert found == pytest.approx(expected, abs=1e-3)
    same, _ = value_of(f"satclip_similarity(make_point(10, 50), make_point(10, 50), '{ENCODER}')")
    assert same == pytest.approx(1)


def test_geometries_are_in_the_crs_of_the_layer(functions):
    layer = layer_of([(1113194.9079, 6446275.8410)], "EPSG:3857")
    context = context_of(layer)
    context.setFeature(next(layer.getFeatures()))
    found, error = value_of(f"satclip_component($geometry, 1, '{ENCODER}')", context)
    assert not error
    expected, _ = value_of(f"satclip_component(make_point(10, 50), 1, '{ENCODER}')")
    assert found == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("satclip_component(make_point(10, 50), 0, 'mini-l10')", "between 1 and 32, not 0"),
        ("satclip_component(make_point(10, 50), 33, 'mini-l10')", "between 1 and 32, not 33"),
        ("satclip_component(make_point(10, 50), 1.5, 'mini-l10')", "must be an integer"),
        ("satclip_embedding(make_point(10, 50), 'none')", "none"),
        ("satclip_embedding('POINT(10 50)')", "needs a geometry"),
        ("satclip_similarity(make_point(10, 50), 3)", "needs a geometry"),
    ],
)
def test_errors_are_reported(functions, text, sentence):
    found, error = value_of(text)
    assert found is None
    assert sentence in error


def test_geometries_without_a_location_have_no_value(functions):
    for text in ("NULL", "make_point(10, 91)", "geom_from_wkt('POINT EMPTY')"):
        found, error = value_of(f"satclip_component({text}, 1, '{ENCODER}')")
        assert found is None or found == value_of("NULL")[0]
        assert not error


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_the_features_of_a_layer_are_requested_together(functions, requests, crs):
    scale = 1 if crs == "EPSG:4326" else 111_319.49
    layer = layer_of([(scale * lon / 10, scale * 50) for lon in range(300)], crs)
    expression, context = QgsExpression(f"satclip_component($geometry, 1, '{ENCODER}')"), context_of(layer)
    expression.prepare(context)
    found = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        found.append(expression.evaluate(context))
    assert all(isinstance(value, float) for value in found)
    assert len(set(found)) > 250
    assert requests == [300]


def test_a_map_does_not_wait_and_is_redrawn(functions, requests):
    layer = layer_of([(lon / 10, 40) for lon in range(200)])
    painted, seen = [], []
    layer.repaintRequested.connect(lambda *_: painted.append(1))

    def draw() -> None:
        context = context_of(layer)
        scope = QgsExpressionContextScope()
        scope.setVariable("map_scale", 1e6)
        context.appendScope(scope)
        expression = QgsExpression(f"satclip_component($geometry, 1, '{ENCODER}')")
        expression.prepare(context)
        values = []
        for feature in features:
            context.setFeature(feature)
            values.append(expression.evaluate(context))
        seen.append(values)

    features = list(layer.getFeatures())
    for _ in range(2):
        start = time.monotonic()
        thread = threading.Thread(target=draw)
        thread.start()
        thread.join()
        assert time.monotonic() - start < 5
        settle(lambda: painted)
    assert set(seen[0]) == {None}
    assert all(isinstance(value, float) for value in seen[1])
    assert requests == [200]
    assert painted == [1]


def test_other_threads_wait(functions):
    found = []
    thread = threading.Thread(
        target=lambda: found.append(value_of(f"satclip_component(make_point(1, 2), 1, '{ENCODER}')"))
    )
    thread.start()
    settle(lambda: found)
    assert isinstance(found[0][0], float)


def test_an_algorithm_in_a_thread_waits_despite_canvas_variables(
    functions, qgis_processing, qgis_canvas, requests
):
    layer = layer_of([(111_319.490793 * lon / 10, 3_503_549.84) for lon in range(20)], "EPSG:3857")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("native:fieldcalculator")
    context, feedback, results = QgsProcessingContext(), QgsProcessingFeedback(), []
    expressions = context_of(None)
    expressions.appendScope(QgsExpressionContextUtils.mapSettingsScope(qgis_canvas.mapSettings()))
    context.setExpressionContext(expressions)
    context.setProject(QgsProject.instance())
    parameters = {
        "INPUT": layer.id(),
        "FIELD_NAME": "pc1",
        "FORMULA": f"satclip_component($geometry, 1, '{ENCODER}')",
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    task.executed.connect(lambda successful, found: results.append((successful, found)))
    QgsApplication.taskManager().addTask(task)
    settle(lambda: results)
    (successful, found) = results[0]
    assert successful
    output = context.takeResultLayer(found["OUTPUT"])
    values = [feature["pc1"] for feature in output.getFeatures()]
    assert len(values) == 20
    assert requests == [20]
    assert values[10] == pytest.approx(
        value_of(f"satclip_component(make_point(1, 30), 1, '{ENCODER}')")[0], abs=1e-4
    )


def test_the_main_thread_does_not_wait_for_a_backend_that_starts(qgis_app, empty_home):
    functions, start = ExpressionFunctions(waits=False), time.monotonic()
    try:
        found, error = value_of(f"satclip_component(make_point(33, 44), 1, '{ENCODER}')")
        assert time.monotonic() - start < 5
        assert found is None
        assert "is starting" in error
        assert not functions.source._worker.free
    finally:
        functions.remove()


def test_a_map_without_a_backend_gives_one_message(qgis_app, empty_home, monkeypatch):
    monkeypatch.setenv("SATCLIP_PYTHON", str(empty_home / "none"))
    functions, said = ExpressionFunctions(waits=False), []
    functions.source.failed.connect(said.append)
    context = QgsExpressionContext()
    scope = QgsExpressionContextScope()
    scope.setVariable("map_scale", 1e6)
    context.appendScope(scope)
    try:
        assert "not installed" in value_of(f"satclip_component(make_point(1, 2), 1, '{ENCODER}')")[1]
        for _ in range(3):
            thread = threading.Thread(
                target=lambda: value_of(f"satclip_component(make_point(1, 2), 1, '{ENCODER}')", context)
            )
            thread.start()
            thread.join()
            settle(lambda: said)
        assert len(said) == 1
        assert "not installed" in said[0]
    finally:
        functions.remove()


def test_functions_have_help_and_are_unregistered(functions):
    for name in NAMES:
        assert QgsExpression.isFunctionName(name)
        function = QgsExpression.Functions()[QgsExpression.functionIndex(name)]
        assert function.group() == "SatCLIP"
        assert "degrees without a layer" in function.helpText()
    functions.remove()
    assert not any(QgsExpression.isFunctionName(name) for name in NAMES)
    functions.source = type("Gone", (), {"remove": lambda self: None})()


def test_the_cache_keeps_used_vectors():
    now = [0.0]
    cache = EmbeddingCache(2, lambda: now[0])
    one, two, three = (("e", "k", float(number), 0.0) for number in range(3))
    assert cache.put([one, two], np.ones((2, 4)))
    assert not cache.put([three], np.ones((1, 4)))
    now[0] = RECENT + 1
    assert cache.get(one) is not None
    assert cache.put([three], np.ones((1, 4)))
    assert cache.get(two) is None
    assert cache.get(one) is not None
