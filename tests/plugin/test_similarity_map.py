"""Test satclip:similaritymap with the real backend."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from event_loop import settle
from osgeo import gdal
from qgis.core import (
    QgsColorRampShader,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPoint,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.layers.map_style import style_similarity
from tests.plugin.legends import legend_texts

ALGORITHM = "satclip:similaritymap"
WORLD = "-180,180,-90,90 [EPSG:4326]"
HERE = "0,8,40,44 [EPSG:4326]"
SAHARA = "10,25 [EPSG:4326]"
gdal.UseExceptions()


@pytest.fixture
def expected(backend):
    """Return the similarity of locations to reference points, from their embeddings."""
    # The mean embedding of uniform points on the sphere is the centre of the similarity.
    steps = np.arange(20_000) + 0.5
    latitude = np.degrees(np.arcsin(1 - steps / 10_000))
    longitude = (steps * 360 * (math.sqrt(5) - 1) / 2) % 360 - 180
    mean = backend.embeddings("mini-l10", np.column_stack([longitude, latitude])).mean(axis=0)

    def directions(lonlat) -> np.ndarray:
        away = backend.embeddings("mini-l10", np.asarray(lonlat, dtype=float)) - mean
        return away / np.linalg.norm(away, axis=1, keepdims=True)

    def expected(lonlat, places, negatives=()) -> np.ndarray:
        direction = directions(places).mean(axis=0)
        if negatives:
            direction = 2 * direction - directions(negatives).mean(axis=0)
        return directions(lonlat) @ (direction / np.linalg.norm(direction))

    return expected


def pixels(path: str) -> np.ndarray:
    """Return the coordinates (n, 2) of a map's pixels, row by row, in its CRS."""
    raster = gdal.Open(path)
    west, size, _, north, _, _ = raster.GetGeoTransform()
    x = west + (np.arange(raster.RasterXSize) + 0.5) * size
    y = north - (np.arange(raster.RasterYSize) + 0.5) * size
    return np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)


def layer_of(*geometries: QgsGeometry | None, crs: str = "EPSG:4326", kind: str = "Point") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs={crs}", "places", "memory")
    features = [QgsFeature() for _ in geometries]
    for feature, geometry in zip(features, geometries):
        if geometry is not None:
            feature.setGeometry(geometry)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def point(x: float, y: float) -> QgsGeometry:
    return QgsGeometry.fromPointXY(QgsPointXY(x, y))


def test_the_map_has_the_cosine_similarity_to_the_point(run, tmp_path, expected):
    target = str(tmp_path / "map.tif")
    results = run(ALGORITHM, POINT=SAHARA, EXTENT=HERE, PIXEL_SIZE=0.5, OUTPUT=target)
    assert (results["WIDTH"], results["HEIGHT"], results["VALID_PIXELS"]) == (16, 8, 128)
    assert results["PLACES_COUNT"] == 1
    raster = gdal.Open(target)
    assert raster.RasterCount == 1
    found = raster.ReadAsArray()
    np.testing.assert_allclose(found.ravel(), expected(pixels(target), [(10, 25)]), atol=0.01)
    assert np.ptp(found) > 0.05
    assert math.isnan(raster.GetRasterBand(1).GetNoDataValue())
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]


def test_similarity_is_one_at_the_reference_point(run, tmp_path):
    target = str(tmp_path / "map.tif")
    run(ALGORITHM, POINT=SAHARA, EXTENT="9.5,10.5,24.5,25.5", PIXEL_SIZE=1, EXACT=True, OUTPUT=target)
    assert gdal.Open(target).ReadAsArray().item() == pytest.approx(1, abs=1e-5)


def test_a_layer_and_a_point_are_combined(run, tmp_path, expected):
    target = str(tmp_path / "map.tif")
    layer = layer_of(point(100, 60), point(-60, -10))
    results = run(ALGORITHM, PLACES=layer, POINT=SAHARA, EXTENT=HERE, PIXEL_SIZE=0.5, OUTPUT=target)
    assert results["PLACES_COUNT"] == 3
    places = [(10, 25), (100, 60), (-60, -10)]
    found = gdal.Open(target).ReadAsArray().ravel()
    np.testing.assert_allclose(found, expected(pixels(target), places), atol=0.02)


def test_negative_examples_are_a_layer(run, tmp_path, expected):
    target = str(tmp_path / "map.tif")
    layer = layer_of(point(100, 60), point(-60, -10))
    results = run(ALGORITHM, NEGATIVES=layer, POINT=SAHARA, EXTENT=HERE, PIXEL_SIZE=0.5, OUTPUT=target)
    assert results["PLACES_COUNT"] == 1
    found = gdal.Open(target).ReadAsArray().ravel()
    np.testing.assert_allclose(
        found, expected(pixels(target), [(10, 25)], [(100, 60), (-60, -10)]), atol=0.02
    )


@pytest.mark.parametrize(
    ("places", "kind", "crs"),
    [
        (point(1113194.9079327357, 2875744.6243522433), "Point", "EPSG:3857"),
        (QgsGeometry.fromWkt("Polygon((9 24, 11 24, 11 26, 9 26, 9 24))"), "Polygon", "EPSG:4326"),
        (QgsGeometry.fromWkt("LineString(8 25, 10 25, 12 25)"), "LineString", "EPSG:4326"),
        (point(370, 25), "Point", "EPSG:4326"),
    ],
)
def test_any_geometry_in_any_crs(run, tmp_path, places, kind, crs):
    one, other = str(tmp_path / "one.tif"), str(tmp_path / "other.tif")
    run(ALGORITHM, PLACES=layer_of(places, kind=kind, crs=crs), EXTENT=HERE, PIXEL_SIZE=1, OUTPUT=one)
    run(ALGORITHM, POINT=SAHARA, EXTENT=HERE, PIXEL_SIZE=1, OUTPUT=other)
    np.testing.assert_allclose(gdal.Open(one).ReadAsArray(), gdal.Open(other).ReadAsArray(), atol=1e-4)


@pytest.mark.parametrize(
    "given", ["10,25", "1113194.9079327357,2875744.6243522433 [EPSG:3857]", QgsPointXY(10, 25)]
)
def test_a_point_in_any_crs_or_in_degrees_by_default(run, tmp_path, given):
    one, other = str(tmp_path / "one.tif"), str(tmp_path / "other.tif")
    run(ALGORITHM, POINT=given, EXTENT=HERE, PIXEL_SIZE=1, OUTPUT=one)
    run(ALGORITHM, POINT=SAHARA, EXTENT=HERE, PIXEL_SIZE=1, OUTPUT=other)
    np.testing.assert_allclose(gdal.Open(one).ReadAsArray(), gdal.Open(other).ReadAsArray(), atol=1e-4)


def test_selected_features_only(run, tmp_path):
    layer = layer_of(point(100, 60), point(10, 25))
    QgsProject.instance().addMapLayer(layer)
    layer.selectByIds([2])
    one, other = str(tmp_path / "one.tif"), str(tmp_path / "other.tif")
    places = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    results = run(ALGORITHM, PLACES=places, EXTENT=HERE, PIXEL_SIZE=1, OUTPUT=one)
    QgsProject.instance().removeMapLayer(layer.id())
    assert results["PLACES_COUNT"] == 1
    run(ALGORITHM, POINT=SAHARA, EXTENT=HERE, PIXEL_SIZE=1, OUTPUT=other)
    np.testing.assert_allclose(gdal.Open(one).ReadAsArray(), gdal.Open(other).ReadAsArray(), atol=1e-5)


def test_features_without_a_location_are_skipped_and_counted(run, tmp_path, feedback):
    layer = layer_of(point(10, 25), None, QgsGeometry(QgsPoint(math.nan, 5)), QgsGeometry(QgsPoint(5, 90.5)))
    target = str(tmp_path / "map.tif")
    results = run(ALGORITHM, PLACES=layer, EXTENT=HERE, PIXEL_SIZE=1, OUTPUT=target)
    assert results["PLACES_COUNT"] == 1
    assert [text for text in feedback.warned if text.endswith("were skipped: 3.")]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, r"PLACES.*POINT"),
        ({"POINT": "10,95 [EPSG:4326]"}, r"POINT.*is not on Earth"),
        ({"POINT": SAHARA, "PIXEL_SIZE": 1e-5}, "PIXEL_SIZE"),
        ({"POINT": SAHARA, "EXTENT": "5,5,0,10 [EPSG:4326]"}, "EXTENT.*no area"),
    ],
)
def test_bad_input_is_refused_before_the_backend_is_asked(run, empty_home, tmp_path, given, sentence):
    parameters = {"EXTENT": HERE, "PIXEL_SIZE": 1, "OUTPUT": str(tmp_path / "map.tif"), **given}
    with pytest.raises(QgsProcessingException, match=sentence):
        run(ALGORITHM, **parameters)
    assert Runtime.read() is None
    assert not (tmp_path / "map.tif").exists()


@pytest.mark.parametrize(
    ("geometries", "sentence"),
    [((), r"PLACES.*no features"), ((None, point(0, 91)), r"No feature of the layer.*PLACES")],
)
def test_a_layer_without_locations(run, tmp_path, geometries, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run(
            ALGORITHM,
            PLACES=layer_of(*geometries),
            EXTENT=HERE,
            PIXEL_SIZE=1,
            OUTPUT=str(tmp_path / "map.tif"),
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("count", [10_000, 10_001])
def test_at_most_ten_thousand_reference_points(run, tmp_path, count):
    layer = layer_of(*(point(index % 360 - 180, index % 90) for index in range(count)))
    parameters = {"EXTENT": HERE, "PIXEL_SIZE": 1, "OUTPUT": str(tmp_path / "map.tif")}
    if count <= 10_000:
        assert run(ALGORITHM, PLACES=layer, **parameters)["PLACES_COUNT"] == count
        return
    with pytest.raises(QgsProcessingException, match=r"more than 10,000 reference points.*PLACES"):
        run(ALGORITHM, PLACES=layer, **parameters)
    assert not list(tmp_path.iterdir())


def test_a_layer_without_a_crs(run, tmp_path):
    layer = layer_of(point(10, 25), crs="")
    with pytest.raises(QgsProcessingException, match="no coordinate reference system"):
        run(ALGORITHM, PLACES=layer, EXTENT=HERE, PIXEL_SIZE=1, OUTPUT=str(tmp_path / "map.tif"))


def test_the_loaded_layer_is_coloured_by_the_ramp_of_the_process(provider, home, tmp_path, feedback):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    target = str(tmp_path / "map.tif")
    context.addLayerToLoadOnCompletion(
        target, QgsProcessingContext.LayerDetails("map", QgsProject.instance(), "map")
    )
    algorithm = provider.algorithm("similaritymap").create()
    parameters = {"POINT": SAHARA, "EXTENT": WORLD, "PIXEL_SIZE": 5, "MODEL": "mini-l10", "OUTPUT": target}
    _, ok = algorithm.run(parameters, context, feedback)
    assert ok, feedback.warned
    layer = QgsRasterLayer(target, "map")
    context.layerToLoadOnCompletionDetails(target).postProcessor().postProcessLayer(layer, context, feedback)
    renderer = layer.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    ramp = renderer.shader().rasterShaderFunction()
    assert ramp.colorRampType() == QgsColorRampShader.Type.Interpolated
    stops = [(stop.value, stop.color.name()) for stop in ramp.colorRampItemList()]
    limit = stops[-1][0]
    assert stops[0] == (-limit, "#762a83")
    assert stops[4] == (0, "#f7f7f7")
    assert stops[-1] == (limit, "#1b7837")
    texts = legend_texts(layer)
    assert texts[0].startswith("Cosine similarity")
    assert texts[1:] == [stop.label for stop in ramp.colorRampItemList()]
    assert texts[5] == "0.00"
    assert texts[-1] == ("1.00" if limit == 1 else f"> {limit:.2f}")
    # A pixel with a similarity of 1 has the last colour of the ramp.
    values = gdal.Open(target).ReadAsArray()
    row, column = np.unravel_index(values.argmax(), values.shape)
    image = renderer.block(1, layer.extent(), layer.width(), layer.height()).image()
    assert abs(image.pixelColor(int(column), int(row)).red() - 0x1B) < 25


def test_a_second_style_is_stretched_to_the_view(run, tmp_path):
    target = str(tmp_path / "map.tif")
    run(ALGORITHM, POINT=SAHARA, EXTENT=WORLD, PIXEL_SIZE=2, MODEL="mini-l10", SURFACE=1, OUTPUT=target)
    layer = QgsRasterLayer(target, "map")
    style_similarity(layer, [[-0.6, "#762a83"], [0, "#f7f7f7"], [0.6, "#1b7837"]])
    manager = layer.styleManager()
    assert manager.styles() == ["Fixed range", "Stretched to view"]
    assert legend_texts(layer)[1:] == ["< -0.60", "0.00", "> 0.60"]
    manager.setCurrentStyle("Stretched to view")
    for extent in ((-20, -20, 40, 40), (0, 20, 30, 50)):
        west, south, east, north = extent
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(layer.crs())
        settings.setExtent(QgsRectangle(*extent))
        settings.setOutputSize(QSize(200, 200))
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        rows, columns = (
            slice((90 - north) // 2, (90 - south) // 2),
            slice((west + 180) // 2, (east + 180) // 2),
        )
        values = gdal.Open(target).ReadAsArray()[rows, columns]
        low, high = np.quantile(values, (0.02, 0.98))
        renderer = layer.renderer()
        assert renderer.classificationMin() == pytest.approx(low, abs=0.1 * (high - low))
        assert renderer.classificationMax() == pytest.approx(high, abs=0.1 * (high - low))
        (title, bar) = legend_texts(layer)
        assert title.startswith("Cosine similarity")
        lower, upper = bar.split(" | ")
        assert float(lower.removeprefix("< ")) == pytest.approx(renderer.classificationMin(), abs=0.01)
        assert upper.startswith("> ") or renderer.classificationMax() >= 1


def test_in_a_model(provider, home, tmp_path, feedback):
    model = QgsProcessingModelAlgorithm("similar", "tests")
    child = QgsProcessingModelChildAlgorithm(ALGORITHM)
    given = {"POINT": SAHARA, "EXTENT": HERE, "PIXEL_SIZE": 1, "MODEL": "mini-l10"}
    for name, value in {**given, "OUTPUT": str(tmp_path / "map.tif")}.items():
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    model.addChildAlgorithm(child)
    context = QgsProcessingContext()
    _, ok = model.run({}, context, feedback)
    assert ok, feedback.warned
    assert gdal.Open(str(tmp_path / "map.tif")).RasterXSize == 8


def test_cancel_acts_within_a_second_and_leaves_nothing(run, tmp_path, feedback, backend):
    cancelled = []

    def cancel(progress):
        if progress > 0 and not cancelled:
            cancelled.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(
            ALGORITHM,
            POINT=SAHARA,
            EXTENT=WORLD,
            PIXEL_SIZE=0.05,
            EXACT=True,
            OUTPUT=str(tmp_path / "map.tif"),
        )
    assert time.monotonic() - cancelled[0] < 5
    assert not list(tmp_path.iterdir())
    settle(lambda: backend.status()["jobs"] == 0)
