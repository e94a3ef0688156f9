"""Test satclip:clustermap with the real backend."""

from __future__ import annotations

import time

import numpy as np
import pytest
from event_loop import settle
from osgeo import gdal
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from satclip_qgis.bridge.launcher import Runtime

ALGORITHM = "satclip:clustermap"
WORLD = "-180,180,-90,90 [EPSG:4326]"
FIELDS = ["class", "colour", "share", "area_km2", "similarity", "pc1", "pc2", "pc3", "lon", "lat"]
EARTH_KM2 = 510_065_622
gdal.UseExceptions()


@pytest.fixture
def world(run, tmp_path):
    """A map of the world in five classes: the results, the pixels, and the rows of the table by class."""
    target, table = str(tmp_path / "map.tif"), str(tmp_path / "classes.gpkg")
    results = run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=1, CLUSTERS=5, OUTPUT=target, TABLE=table)
    layer = QgsVectorLayer(results["TABLE"], "classes")
    return results, gdal.Open(target), {feature["class"]: feature for feature in layer.getFeatures()}


def test_a_raster_of_classes_with_their_colours(world):
    results, raster, rows = world
    assert (results["WIDTH"], results["HEIGHT"], results["VALID_PIXELS"]) == (360, 180, 64800)
    assert results["CLUSTERS_COUNT"] == 5
    band = raster.GetRasterBand(1)
    assert gdal.GetDataTypeName(band.DataType) == "Byte"
    assert band.GetNoDataValue() == 0
    assert sorted(np.unique(raster.ReadAsArray())) == sorted(rows) == [1, 2, 3, 4, 5]
    for number, row in rows.items():
        red, green, blue, _ = band.GetColorTable().GetColorEntry(number)
        assert row["colour"] == f"#{red:02x}{green:02x}{blue:02x}"


def test_the_table_describes_each_class(world, backend):
    _, raster, rows = world
    assert [field.name() for field in rows[1].fields() if field.name() != "fid"] == FIELDS
    drawn = raster.ReadAsArray()
    area = np.cos(np.radians(89.5 - np.arange(180)))[:, None] * np.ones(360)
    for number, row in rows.items():
        assert row["area_km2"] == pytest.approx(
            EARTH_KM2 * area[drawn == number].sum() / area.sum(), rel=0.01
        )
        point = row.geometry().asPoint()
        assert (point.x(), point.y()) == pytest.approx((row["lon"], row["lat"]))
        assert drawn[int(90 - row["lat"]), int(row["lon"] + 180)] == number
        assert 0 < row["similarity"] <= 1
    assert sum(row["share"] for row in rows.values()) == pytest.approx(1)
    # The typical location of a class is close to its centre in the first components.
    typical = backend.embeddings("mini-l10", np.array([[row["lon"], row["lat"]] for row in rows.values()]), 3)
    centres = np.array([[row["pc1"], row["pc2"], row["pc3"]] for row in rows.values()])
    assert np.corrcoef(typical.ravel(), centres.ravel())[0, 1] > 0.8


def test_global_classes_are_the_same_on_every_map(run, tmp_path, world):
    whole = world[1].ReadAsArray()
    part = str(tmp_path / "part.tif")
    run(ALGORITHM, EXTENT="10,30,-10,10 [EPSG:4326]", PIXEL_SIZE=1, CLUSTERS=5, EXACT=True, OUTPUT=part)
    assert (gdal.Open(part).ReadAsArray() == whole[80:100, 190:210]).mean() > 0.99


def test_classes_fitted_to_the_extent_all_occur_in_it(run, tmp_path):
    own, table = str(tmp_path / "own.tif"), str(tmp_path / "classes.gpkg")
    parameters = {"EXTENT": "0,20,40,60 [EPSG:4326]", "PIXEL_SIZE": 1, "CLUSTERS": 6}
    results = run(ALGORITHM, FITTED_ON=1, OUTPUT=own, TABLE=table, **parameters)
    counts = np.bincount(gdal.Open(own).ReadAsArray().ravel(), minlength=7)
    assert results["CLUSTERS_COUNT"] == 6
    assert counts[1:].min() > 0
    for row in QgsVectorLayer(results["TABLE"]).getFeatures():
        assert 0 <= row["lon"] <= 20
        assert 40 <= row["lat"] <= 60


def test_without_a_table(run, tmp_path):
    target = str(tmp_path / "map.tif")
    results = run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=10, OUTPUT=target)
    assert "TABLE" not in results
    assert results["CLUSTERS_COUNT"] == 8
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]


@pytest.mark.parametrize("clusters", [2, 64])
def test_the_smallest_and_largest_numbers_of_clusters(run, tmp_path, clusters):
    target = str(tmp_path / "map.tif")
    run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=2, CLUSTERS=clusters, OUTPUT=target)
    assert gdal.Open(target).ReadAsArray().max() == clusters


@pytest.mark.parametrize("clusters", [1, 65])
def test_too_few_or_too_many_clusters_are_refused(run, tmp_path, clusters):
    with pytest.raises(QgsProcessingException, match="CLUSTERS"):
        run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=5, CLUSTERS=clusters, OUTPUT=str(tmp_path / "map.tif"))
    assert not list(tmp_path.iterdir())


def test_the_loaded_raster_has_colours_and_labels(provider, home, tmp_path, feedback):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    target = str(tmp_path / "map.tif")
    details = QgsProcessingContext.LayerDetails("map", QgsProject.instance(), "map")
    context.addLayerToLoadOnCompletion(target, details)
    algorithm = provider.algorithm("clustermap").create()
    parameters = {"EXTENT": WORLD, "PIXEL_SIZE": 5, "MODEL": "mini-l10", "CLUSTERS": 3, "OUTPUT": target}
    results, ok = algorithm.run({**parameters, "TABLE": "memory:"}, context, feedback)
    assert ok, feedback.warned
    layer = QgsRasterLayer(target, "map")
    context.layerToLoadOnCompletionDetails(target).postProcessor().postProcessLayer(layer, context, feedback)
    table = QgsProcessingUtils.mapLayerFromString(results["TABLE"], context)
    rows = {feature["class"]: feature for feature in table.getFeatures()}
    renderer = layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    for entry in renderer.classes():
        row = rows[int(entry.value)]
        assert entry.color.name() == row["colour"]
        assert entry.label == f"{row['class']}: {100 * row['share']:.1f} %"
    drawn = gdal.Open(target).ReadAsArray()
    image = renderer.block(1, layer.extent(), layer.width(), layer.height()).image()
    assert image.pixelColor(20, 10).name() == rows[int(drawn[10, 20])]["colour"]


def test_the_loaded_table_has_the_colours_of_the_classes(provider, home, tmp_path, feedback):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    table = str(tmp_path / "classes.gpkg")
    context.addLayerToLoadOnCompletion(
        table, QgsProcessingContext.LayerDetails("classes", QgsProject.instance(), "classes")
    )
    algorithm = provider.algorithm("clustermap").create()
    parameters = {"EXTENT": WORLD, "PIXEL_SIZE": 5, "MODEL": "mini-l10", "CLUSTERS": 3, "TABLE": table}
    _, ok = algorithm.run({**parameters, "OUTPUT": str(tmp_path / "map.tif")}, context, feedback)
    assert ok, feedback.warned
    layer = QgsVectorLayer(table, "classes")
    context.layerToLoadOnCompletionDetails(table).postProcessor().postProcessLayer(layer, context, feedback)
    renderer = layer.renderer()
    assert isinstance(renderer, QgsCategorizedSymbolRenderer)
    shown = {category.value(): category.symbol().color().name() for category in renderer.categories()}
    assert shown == {row["class"]: row["colour"] for row in layer.getFeatures()}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"PIXEL_SIZE": 1e-5}, "PIXEL_SIZE"),
        ({"EXTENT": "0,10,5,5 [EPSG:4326]"}, "EXTENT.*no area"),
        ({"OUTPUT": "/no/such/folder/map.tif"}, "/no/such/folder"),
        ({"TABLE": "/no/such/folder/classes.gpkg"}, "/no/such/folder"),
    ],
)
def test_bad_input_is_refused_before_the_backend_is_asked(run, empty_home, tmp_path, given, sentence):
    parameters = {"EXTENT": WORLD, "PIXEL_SIZE": 1, "OUTPUT": str(tmp_path / "map.tif"), **given}
    with pytest.raises(QgsProcessingException, match=sentence):
        run(ALGORITHM, **parameters)
    assert Runtime.read() is None
    assert not (tmp_path / "map.tif").exists()


def test_an_unknown_encoder_leaves_neither_raster_nor_table(run, tmp_path):
    parameters = {"OUTPUT": str(tmp_path / "map.tif"), "TABLE": str(tmp_path / "classes.gpkg")}
    with pytest.raises(QgsProcessingException, match="no-such-encoder"):
        run(ALGORITHM, MODEL="no-such-encoder", EXTENT=WORLD, PIXEL_SIZE=5, **parameters)
    assert not list(tmp_path.iterdir())


def test_cancel_acts_within_a_second_and_leaves_nothing(run, tmp_path, feedback, backend):
    cancelled = []

    def cancel(progress):
        if progress > 0 and not cancelled:
            cancelled.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    parameters = {"OUTPUT": str(tmp_path / "map.tif"), "TABLE": str(tmp_path / "classes.gpkg")}
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=0.05, EXACT=True, **parameters)
    assert time.monotonic() - cancelled[0] < 5
    assert not list(tmp_path.iterdir())
    settle(lambda: backend.status()["jobs"] == 0)
