"""Test satclip:embeddingmap with the real backend."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest
from event_loop import settle
from osgeo import gdal
from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemLegend,
    QgsMultiBandColorRenderer,
    QgsPrintLayout,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QColor, QImage

from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.layers.map_legend import LegendKeeper
from tests.plugin.legends import legend_texts

ALGORITHM = "satclip:embeddingmap"
WORLD = "-180,180,-90,90 [EPSG:4326]"
gdal.UseExceptions()


def test_pixels_equal_the_embeddings_of_their_centres(run, tmp_path, backend):
    target = tmp_path / "map.tif"
    results = run(ALGORITHM, EXTENT="0,8,40,44 [EPSG:4326]", PIXEL_SIZE=0.5, OUTPUT=str(target))
    assert (results["WIDTH"], results["HEIGHT"], results["VALID_PIXELS"]) == (16, 8, 128)
    raster = gdal.Open(str(target))
    assert raster.GetGeoTransform() == pytest.approx((0, 0.5, 0, 44, 0, -0.5))
    lonlat = np.stack(np.meshgrid(np.arange(16) * 0.5 + 0.25, 44 - np.arange(8) * 0.5 - 0.25), -1).reshape(
        -1, 2
    )
    expected = backend.embeddings("mini-l10", lonlat, 3).T.reshape(3, 8, 16)
    np.testing.assert_allclose(raster.ReadAsArray()[:3], expected, atol=1e-4)
    names = ["PC1", "PC2", "PC3", "Red", "Green", "Blue"]
    assert [raster.GetRasterBand(band).GetDescription() for band in range(1, 7)] == names
    assert np.isnan(raster.GetRasterBand(1).GetNoDataValue())
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]


@pytest.mark.parametrize("name", ["map.png", "map.xyz", "map"])
def test_a_name_of_another_format_is_refused(run, tmp_path, name):
    with pytest.raises(QgsProcessingException, match=r"is a GeoTIFF: its file name must end in \.tif"):
        run(ALGORITHM, EXTENT="0,8,40,44 [EPSG:4326]", PIXEL_SIZE=0.5, OUTPUT=str(tmp_path / name))
    assert not list(tmp_path.iterdir())


def test_exact_evaluates_every_pixel(run, tmp_path, backend):
    target = tmp_path / "map.tif"
    run(ALGORITHM, EXTENT="0,0.64,40,40.64 [EPSG:4326]", PIXEL_SIZE=0.01, EXACT=True, OUTPUT=str(target))
    x, y = np.meshgrid(np.arange(64) * 0.01 + 0.005, 40.64 - np.arange(64) * 0.01 - 0.005)
    expected = backend.embeddings("mini-l10", np.column_stack([x.ravel(), y.ravel()]), 3).T.reshape(3, 64, 64)
    exact = gdal.Open(str(target)).ReadAsArray()[:3]
    run(ALGORITHM, EXTENT="0,0.64,40,40.64 [EPSG:4326]", PIXEL_SIZE=0.01, OUTPUT=str(target))
    smooth = gdal.Open(str(target)).ReadAsArray()[:3]
    np.testing.assert_allclose(exact, expected, atol=1e-5)
    np.testing.assert_allclose(smooth, expected, atol=1e-3)
    assert np.abs(exact - expected).max() < np.abs(smooth - expected).max()


@pytest.mark.parametrize(
    ("extent", "crs", "pixel_size"),
    [
        ("500000,600000,5500000,5600000 [EPSG:32633]", "EPSG:32633", 10000),
        ("0,1000000,5000000,6000000 [EPSG:3857]", "EPSG:3857", 100000),
        ("-2000000,2000000,-2000000,2000000 [EPSG:3995]", "EPSG:3995", 500000),
        ("170,-170,-20,0 [EPSG:4326]", "EPSG:4326", 1),
        ("10,11,50,51 [EPSG:4326]", "EPSG:6933", 50000),
    ],
)
def test_other_extents_and_crs(run, tmp_path, extent, crs, pixel_size):
    results = run(ALGORITHM, EXTENT=extent, CRS=crs, PIXEL_SIZE=pixel_size, OUTPUT=str(tmp_path / "map.tif"))
    layer = QgsRasterLayer(results["OUTPUT"], "map")
    assert layer.isValid()
    assert layer.crs().authid() == crs
    assert (layer.width(), layer.height()) == (results["WIDTH"], results["HEIGHT"])
    assert np.isfinite(gdal.Open(results["OUTPUT"]).ReadAsArray()).all()


def test_a_map_across_the_antimeridian(run, tmp_path):
    results = run(
        ALGORITHM, EXTENT="170,-170,-20,0 [EPSG:4326]", PIXEL_SIZE=1, OUTPUT=str(tmp_path / "map.tif")
    )
    assert (results["WIDTH"], results["HEIGHT"]) == (20, 20)


def test_a_map_of_one_pixel(run, tmp_path):
    results = run(
        ALGORITHM, EXTENT="10,10.1,50,50.1 [EPSG:4326]", PIXEL_SIZE=1, OUTPUT=str(tmp_path / "map.tif")
    )
    assert (results["WIDTH"], results["HEIGHT"], results["VALID_PIXELS"]) == (1, 1, 1)


def test_a_saved_basis_gives_the_same_colours_elsewhere(run, tmp_path):
    basis = tmp_path / "basis.json"
    first = run(
        ALGORITHM,
        EXTENT="0,20,40,50 [EPSG:4326]",
        PIXEL_SIZE=1,
        BASIS=1,
        OUTPUT=str(tmp_path / "first.tif"),
        BASIS_OUTPUT=str(basis),
    )
    assert first["BASIS_OUTPUT"] == str(basis)
    assert isinstance(json.loads(basis.read_text()), dict)
    second = run(
        ALGORITHM,
        EXTENT="5,25,40,50 [EPSG:4326]",
        PIXEL_SIZE=1,
        BASIS=2,
        BASIS_FILE=str(basis),
        OUTPUT=str(tmp_path / "second.tif"),
    )
    one, two = (gdal.Open(results["OUTPUT"]).ReadAsArray()[:3] for results in (first, second))
    np.testing.assert_allclose(one[:, :, 5:], two[:, :, :15], atol=1e-4)


@pytest.mark.parametrize("content", [None, "a pipe", "not json", "[1, 2]", '{"mean": "nonsense"}'])
def test_a_file_without_a_basis_is_refused(run, tmp_path, content):
    file = tmp_path / "basis.json"
    if content == "a pipe":
        os.mkfifo(file)
    elif content is not None:
        file.write_text(content)
    parameters = {"EXTENT": WORLD, "PIXEL_SIZE": 10, "BASIS": 2, "OUTPUT": str(tmp_path / "map.tif")}
    with pytest.raises(QgsProcessingException, match=r"(?i)basis"):
        run(ALGORITHM, BASIS_FILE=str(file) if content is not None else "", **parameters)
    assert not (tmp_path / "map.tif").exists()


@pytest.fixture
def loaded(run, tmp_path, provider, feedback):
    """Return a function that creates a map of the world and returns it as the layer that QGIS loads."""
    project = QgsProject.instance()

    def load(**parameters):
        context = QgsProcessingContext()
        context.setProject(project)
        target = str(tmp_path / "map.tif")
        context.addLayerToLoadOnCompletion(target, QgsProcessingContext.LayerDetails("map", project, "map"))
        given = {"EXTENT": WORLD, "PIXEL_SIZE": 5, "MODEL": "mini-l10", "OUTPUT": target, **parameters}
        _, ok = provider.algorithm("embeddingmap").create().run(given, context, feedback)
        assert ok, feedback.warned
        layer = QgsRasterLayer(target, "map")
        context.layerToLoadOnCompletionDetails(target).postProcessor().postProcessLayer(
            layer, context, feedback
        )
        project.addMapLayer(layer)
        return layer

    yield load
    project.clear()


def test_the_loaded_map_is_drawn_in_its_colour_bands(loaded):
    layer = loaded()
    renderer = layer.renderer()
    assert isinstance(renderer, QgsMultiBandColorRenderer)
    assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (4, 5, 6)
    bands = gdal.Open(layer.source()).ReadAsArray()[3:]
    drawn = renderer.block(1, layer.extent(), 72, 36)
    pixels = [QColor(drawn.color(row, column)) for row in (0, 17, 35) for column in (0, 40, 71)]
    wanted = [bands[:, row, column].tolist() for row in (0, 17, 35) for column in (0, 40, 71)]
    assert [[pixel.red(), pixel.green(), pixel.blue()] for pixel in pixels] == wanted


def test_each_component_has_a_style_with_its_share_of_the_variance(loaded):
    layer = loaded(COMPONENTS=4)
    manager = layer.styleManager()
    assert manager.styles() == ["Colours", "PC1", "PC2", "PC3", "PC4"]
    assert manager.currentStyle() == "Colours"
    raster = gdal.Open(layer.source())
    tags = [raster.GetRasterBand(band).GetMetadata() for band in range(1, 5)]
    shares = [
        f"PC{i}: {100 * float(tag['EXPLAINED_VARIANCE']):.1f} % of the variance"
        for i, tag in enumerate(tags, 1)
    ]
    assert legend_texts(layer)[0::2] == shares[:3]
    for band in (1, 4):
        manager.setCurrentStyle(f"PC{band}")
        assert layer.renderer().usesBands() == [band]
        texts = legend_texts(layer)
        assert texts[0] == shares[band - 1]
        assert (texts[1][:2], texts[-1][:2]) == ("< ", "> ")
        low, high = float(tags[band - 1]["LOW"]), float(tags[band - 1]["HIGH"])
        items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
        step = items[1].value - items[0].value
        assert [items[0].value, items[-1].value] == pytest.approx([low, high], abs=step / 2)


def test_legends_are_kept_in_the_project(loaded, tmp_path):
    layer = loaded()
    texts, project = legend_texts(layer), QgsProject.instance()
    assert project.write(str(tmp_path / "project.qgs"))
    project.clear()
    keeper = LegendKeeper()
    try:
        assert project.read(str(tmp_path / "project.qgs"))
        (layer,) = project.mapLayers().values()
        assert legend_texts(layer) == texts
        layer.renderer().setRedBand(1)  # other bands than those of the legend
        layer.rendererChanged.emit()
        assert len(legend_texts(layer)) == 3
        layer.styleManager().setCurrentStyle("PC2")
        assert legend_texts(layer)[0].startswith("PC2: ")
    finally:
        keeper.remove()
    assert legend_texts(layer)[0] == "Band 2: PC2"


def test_legends_are_part_of_print_layouts(loaded, tmp_path):
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    legend = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(legend)
    loaded()
    legend.updateLegend()
    legend.adjustBoxSize()
    picture = tmp_path / "layout.png"
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 60
    assert QgsLayoutExporter(layout).exportToImage(str(picture), settings) == QgsLayoutExporter.Success
    image = QImage(str(picture))
    colours = {image.pixel(x, y) & 0xFFFFFF for x in range(image.width()) for y in range(image.height())}
    chroma = {max(c >> 16, c >> 8 & 255, c & 255) - min(c >> 16, c >> 8 & 255, c & 255) for c in colours}
    assert len(colours) > 100
    assert max(chroma) > 60


@pytest.mark.parametrize("parameters", [{"COMPONENTS": 1}, {"COMPONENTS": 2}, {"COLOURS": False}])
def test_a_map_without_colour_bands_shows_its_first_component(loaded, parameters):
    layer = loaded(**parameters)
    count = parameters.get("COMPONENTS", 3)
    assert layer.bandCount() == count
    assert layer.styleManager().styles() == [f"PC{band}" for band in range(1, count + 1)]
    assert layer.renderer().usesBands() == [1]


def test_too_many_pixels_are_refused_before_the_backend_is_asked(run, empty_home, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"1,000,000,000,000 pixels"):
        run(ALGORITHM, EXTENT="0,10,0,10", PIXEL_SIZE=1e-5, OUTPUT=str(tmp_path / "map.tif"))
    assert Runtime.read() is None


@pytest.mark.parametrize("extent", ["5,5,0,10", "0,10,5,5", "0,0,0,0"])
def test_an_extent_without_area(run, tmp_path, extent):
    with pytest.raises(QgsProcessingException, match="has no area"):
        run(ALGORITHM, EXTENT=f"{extent} [EPSG:4326]", PIXEL_SIZE=1, OUTPUT=str(tmp_path / "map.tif"))


def test_an_extent_off_the_earth(run, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"(?i)extent|earth"):
        run(
            ALGORITHM,
            EXTENT="30000000,31000000,30000000,31000000 [EPSG:6933]",
            CRS="EPSG:6933",
            PIXEL_SIZE=100000,
            OUTPUT=str(tmp_path / "map.tif"),
        )
    assert not list(tmp_path.iterdir())


def test_a_read_only_output_is_refused_before_the_backend_is_asked(run, empty_home, tmp_path):
    target = tmp_path / "map.tif"
    target.write_text("kept")
    target.chmod(0o444)
    with pytest.raises(QgsProcessingException, match=r"map\.tif is read-only"):
        run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=5, OUTPUT=str(target))
    assert target.read_text() == "kept"
    assert Runtime.read() is None


def test_more_components_than_there_are(run, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"(?i)components.*33|33.*components"):
        run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=5, COMPONENTS=33, OUTPUT=str(tmp_path / "map.tif"))


def big_map(tmp_path: Path) -> dict:
    """Return parameters of a map that takes about ten seconds."""
    return {"EXTENT": WORLD, "PIXEL_SIZE": 0.2, "OUTPUT": str(tmp_path / "map.tif")}


def test_a_backend_killed_during_a_job_is_reported_and_restarted(run, tmp_path, feedback):
    killed = []

    def kill(progress):
        if progress > 0 and not killed:
            killed.append(Runtime.read().pid)
            os.kill(killed[0], signal.SIGKILL)

    feedback.progressChanged.connect(kill)
    with pytest.raises(QgsProcessingException, match=r"exited during the job.*backend\.log"):
        run(ALGORITHM, **big_map(tmp_path))
    assert killed
    assert not list(tmp_path.iterdir())
    feedback.progressChanged.disconnect(kill)
    run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=10, OUTPUT=str(tmp_path / "map.tif"))


def test_cancel_acts_within_a_second_and_ends_the_job(run, tmp_path, feedback, backend):
    cancelled = []

    def cancel(progress):
        if progress > 0 and not cancelled:
            cancelled.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(ALGORITHM, **big_map(tmp_path))
    assert time.monotonic() - cancelled[0] < 5
    assert not list(tmp_path.iterdir())
    settle(lambda: backend.status()["jobs"] == 0)


def test_jobs_and_uploads_are_deleted(run, tmp_path, home):
    run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=10, OUTPUT=str(tmp_path / "map.tif"))
    assert not list((launcher.home() / "jobs").rglob("*.tif"))
