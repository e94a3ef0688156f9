"""Test satclip:embeddingmap with the real backend."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsMultiBandColorRenderer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandGrayRenderer,
)

from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.layers.loading import WhenLoaded
from satclip_qgis.layers.map_style import style_map

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
    np.testing.assert_allclose(raster.ReadAsArray(), expected, atol=1e-4)
    assert [raster.GetRasterBand(band).GetDescription() for band in (1, 2, 3)] == ["PC1", "PC2", "PC3"]
    assert np.isnan(raster.GetRasterBand(1).GetNoDataValue())
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]


def test_exact_evaluates_every_pixel(run, tmp_path, backend):
    target = tmp_path / "map.tif"
    run(ALGORITHM, EXTENT="0,0.64,40,40.64 [EPSG:4326]", PIXEL_SIZE=0.01, EXACT=True, OUTPUT=str(target))
    x, y = np.meshgrid(np.arange(64) * 0.01 + 0.005, 40.64 - np.arange(64) * 0.01 - 0.005)
    expected = backend.embeddings("mini-l10", np.column_stack([x.ravel(), y.ravel()]), 3).T.reshape(3, 64, 64)
    exact = gdal.Open(str(target)).ReadAsArray()
    run(ALGORITHM, EXTENT="0,0.64,40,40.64 [EPSG:4326]", PIXEL_SIZE=0.01, OUTPUT=str(target))
    smooth = gdal.Open(str(target)).ReadAsArray()
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
    one, two = (gdal.Open(results["OUTPUT"]).ReadAsArray() for results in (first, second))
    np.testing.assert_allclose(one[:, :, 5:], two[:, :, :15], atol=1e-4)


@pytest.mark.parametrize("content", [None, "not json", "[1, 2]", '{"mean": "nonsense"}'])
def test_a_file_without_a_basis_is_refused(run, tmp_path, content):
    file = tmp_path / "basis.json"
    if content is not None:
        file.write_text(content)
    parameters = {"EXTENT": WORLD, "PIXEL_SIZE": 10, "BASIS": 2, "OUTPUT": str(tmp_path / "map.tif")}
    with pytest.raises(QgsProcessingException, match=r"(?i)basis"):
        run(ALGORITHM, BASIS_FILE=str(file) if content is not None else "", **parameters)
    assert not (tmp_path / "map.tif").exists()


def test_the_loaded_map_has_red_green_and_blue_bands(run, tmp_path):
    results = run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=5, OUTPUT=str(tmp_path / "map.tif"))
    layer = QgsRasterLayer(results["OUTPUT"], "map")
    WhenLoaded().add(style_map, [[-1.0, 2.0], [-3.0, 4.0], [-5.0, 6.0]]).postProcessLayer(layer, None, None)
    renderer = layer.renderer()
    assert isinstance(renderer, QgsMultiBandColorRenderer)
    assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (1, 2, 3)
    stretch = renderer.blueContrastEnhancement()
    assert (stretch.minimumValue(), stretch.maximumValue()) == (-5, 6)


def test_the_loaded_map_has_the_stretch_of_the_job(run, tmp_path, provider, feedback):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    target = str(tmp_path / "map.tif")
    details = QgsProcessingContext.LayerDetails("map", QgsProject.instance(), "map")
    context.addLayerToLoadOnCompletion(target, details)
    algorithm = provider.algorithm("embeddingmap").create()
    parameters = {"EXTENT": WORLD, "PIXEL_SIZE": 5, "MODEL": "mini-l10", "OUTPUT": target}
    _, ok = algorithm.run(parameters, context, feedback)
    assert ok, feedback.warned
    style = context.layerToLoadOnCompletionDetails(target).postProcessor()
    layer = QgsRasterLayer(target, "map")
    style.postProcessLayer(layer, context, feedback)
    stretch = layer.renderer().greenContrastEnhancement()
    raster = gdal.Open(target)
    band = raster.GetRasterBand(2)
    assert stretch.minimumValue() == pytest.approx(float(band.GetMetadataItem("LOW")), rel=1e-6)
    assert stretch.maximumValue() == pytest.approx(float(band.GetMetadataItem("HIGH")), rel=1e-6)


def test_a_single_band_is_grey(run, tmp_path):
    results = run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=5, COMPONENTS=1, OUTPUT=str(tmp_path / "map.tif"))
    layer = QgsRasterLayer(results["OUTPUT"], "map")
    WhenLoaded().add(style_map, [[-1.0, 2.0]]).postProcessLayer(layer, None, None)
    assert isinstance(layer.renderer(), QgsSingleBandGrayRenderer)
    assert layer.renderer().contrastEnhancement().maximumValue() == 2


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
    assert time.monotonic() - cancelled[0] < 1
    assert not list(tmp_path.iterdir())
    until = time.monotonic() + 2
    while backend.status()["jobs"] and time.monotonic() < until:
        time.sleep(0.05)
    assert backend.status()["jobs"] == 0


def test_jobs_and_uploads_are_deleted(run, tmp_path, home):
    run(ALGORITHM, EXTENT=WORLD, PIXEL_SIZE=10, OUTPUT=str(tmp_path / "map.tif"))
    assert not list((launcher.home() / "jobs").rglob("*.tif"))
