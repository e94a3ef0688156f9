"""Test uploads of raster layers: the backend receives the same pixels with the same georeference."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterMultipleLayers,
    QgsRasterLayer,
    QgsRasterRange,
    QgsRectangle,
)

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.inputs import raster_uploads
from satclip_qgis.inputs.raster_layers import RasterLayer, raster_layers
from satclip_qgis.inputs.raster_uploads import upload_predictors, upload_rasters

DATA = Path(__file__).parents[1] / "data" / "imagery"
gdal.UseExceptions()


class Taker(QgsProcessingAlgorithm):
    """An algorithm with a parameter for raster layers."""

    def initAlgorithm(self, configuration=None):
        kind = QgsProcessing.SourceType.TypeRaster
        self.addParameter(QgsProcessingParameterMultipleLayers("RASTERS", "Rasters", kind))


class Sent:
    """Keeps copies of the files that are sent."""

    def __init__(self, folder):
        self.folder, self.files = folder, []

    def upload(self, data):
        path = self.folder / f"{len(self.files):032x}"
        path.write_bytes(data.read_bytes())
        self.files.append(path)
        return path.name


@pytest.fixture
def sent(tmp_path):
    (tmp_path / "sent").mkdir()
    return Sent(tmp_path / "sent")


@pytest.fixture
def send(qgis_app, feedback, sent):
    """Return a function that sends layers as an algorithm does."""
    algorithm, context = Taker(), QgsProcessingContext()
    algorithm.initAlgorithm()

    def send(layers, extent=None, **options):
        found = raster_layers(algorithm, {"RASTERS": layers}, "RASTERS", context, globe=True)
        return upload_rasters(sent, found, extent, feedback, context, **options)

    return send


def raster(path, values, *, epsg=32633, west=500_000.0, north=5_000_000.0, size=10.0, names=()):
    count, height, width = values.shape
    kind = {"uint8": gdal.GDT_Byte, "float32": gdal.GDT_Float32}[values.dtype.name]
    data = gdal.GetDriverByName("GTiff").Create(str(path), width, height, count, kind)
    data.SetGeoTransform((west, size, 0, north, 0, -size))
    if epsg:
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(epsg)
        data.SetProjection(crs.ExportToWkt())
    for band in range(count):
        data.GetRasterBand(band + 1).WriteArray(values[band])
        if names:
            data.GetRasterBand(band + 1).SetDescription(names[band])
    data = None
    return QgsRasterLayer(str(path), path.stem)


def test_a_geotiff_is_sent_unchanged_with_band_names(send, sent, tmp_path):
    layer = raster(tmp_path / "scene.tif", np.ones((2, 8, 8), np.uint8), names=("B04", "nir: near"))
    assert send([layer]) == [{"id": "0" * 32, "name": "scene", "bands": ["B04", "nir: near"]}]
    assert sent.files[0].read_bytes() == (tmp_path / "scene.tif").read_bytes()
    assert send([raster(tmp_path / "plain.tif", np.ones((2, 8, 8), np.uint8))])[0]["bands"] == []


def test_an_image_without_georeference_is_refused_unless_it_may_be_the_globe(send, feedback, tmp_path):
    file = tmp_path / "photo.png"
    data = gdal.GetDriverByName("MEM").Create("", 20, 15, 1, gdal.GDT_Byte)
    gdal.GetDriverByName("PNG").CreateCopy(str(file), data)
    with pytest.raises(
        QgsProcessingException, match=r"“photo” \(RASTERS\) is not georeferenced.*Georeferencer"
    ):
        send([QgsRasterLayer(str(file), "photo")])
    globe = QgsRasterLayer(str(shutil.copy(DATA / "globe" / "2004-01.jpg", tmp_path)), "January")
    send([globe])
    assert feedback.warned == [
        "The layer “January” is not georeferenced. It is taken as a map of the whole globe."
    ]
    algorithm = Taker()
    algorithm.initAlgorithm()
    with pytest.raises(QgsProcessingException, match=r"“January” \(RASTERS\) is not georeferenced"):
        raster_layers(algorithm, {"RASTERS": [globe]}, "RASTERS", QgsProcessingContext())


def test_an_image_without_georeference_of_its_own_is_sent_unchanged(send, sent, tmp_path):
    file = Path(shutil.copy(DATA / "globe" / "2004-01.jpg", tmp_path))
    data = gdal.Open(str(file))
    data.GetRasterBand(1).ComputeStatistics(False)
    data = None
    assert Path(f"{file}.aux.xml").exists()
    send([QgsRasterLayer(str(file), "January")])
    assert sent.files[0].read_bytes() == file.read_bytes()


def test_only_the_needed_part_of_a_large_file_is_sent(send, sent, tmp_path, monkeypatch):
    monkeypatch.setattr(raster_uploads, "SMALL", 1000)
    monkeypatch.setattr(raster_uploads, "MARGIN", 4)
    values = np.random.default_rng(0).normal(size=(2, 200, 300)).astype(np.float32)
    layer = raster(tmp_path / "large.tif", values)
    # a box of 0.002 degrees: about 157 x 222 m in the upper left corner
    send([layer], (15.0005, 45.150, 15.0025, 45.152))
    data = gdal.Open(str(sent.files[0]))
    transform, got = data.GetGeoTransform(), data.ReadAsArray()
    column, row = round((transform[0] - 500_000) / 10), round((5_000_000 - transform[3]) / 10)
    assert (transform[1], transform[5]) == (10, -10)
    assert 0 < got.shape[2] < 40
    assert 0 < got.shape[1] < 60
    np.testing.assert_array_equal(got, values[:, row : row + got.shape[1], column : column + got.shape[2]])
    assert "UTM zone 33N" in data.GetProjection()


@pytest.mark.parametrize(
    ("west", "first", "count"),
    [(-100, 257, 16), (10, 7, 16), (-5, 0, 360)],
    ids=["Americas", "Europe", "both ends"],
)
def test_longitudes_from_0_to_360_are_found(send, sent, tmp_path, monkeypatch, west, first, count):
    monkeypatch.setattr(raster_uploads, "SMALL", 1000)
    monkeypatch.setattr(raster_uploads, "MARGIN", 3)
    values = np.random.default_rng(0).normal(size=(1, 180, 360)).astype(np.float32)
    layer = raster(tmp_path / "reanalysis.tif", values, epsg=4326, west=0, north=90, size=1)
    send([layer], (west, 40, west + 10, 50))
    data = gdal.Open(str(sent.files[0]))
    assert data.GetGeoTransform()[0] == first
    np.testing.assert_array_equal(data.ReadAsArray(), values[0, 37:53, first : first + count])


def test_a_crs_set_by_the_user_is_sent(send, sent, tmp_path):
    layer = raster(tmp_path / "bare.tif", np.ones((1, 8, 8), np.uint8), epsg=None)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32634"))
    send([layer])
    assert "UTM zone 34N" in gdal.Open(str(sent.files[0])).GetProjection()


def test_nodata_values_set_by_the_user_are_sent(send, sent, tmp_path):
    values = np.arange(64, dtype=np.float32).reshape(1, 8, 8)
    layer = raster(tmp_path / "scene.tif", values)
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(0, 9)])
    send([layer])
    data = gdal.Open(str(sent.files[0]))
    band = data.GetRasterBand(1)
    got, nodata = band.ReadAsArray(), band.GetNoDataValue()
    assert nodata is not None
    np.testing.assert_array_equal(got == nodata, values[0] <= 9)
    np.testing.assert_array_equal(got[got != nodata], values[0][values[0] > 9])


def test_layers_outside_the_extent_or_too_large_are_reported(send, tmp_path, monkeypatch):
    layer = raster(tmp_path / "scene.tif", np.ones((1, 300, 300), np.uint8))
    monkeypatch.setattr(raster_uploads, "SMALL", 1000)
    with pytest.raises(QgsProcessingException, match="No image overlaps the extent"):
        send([layer], (100.0, 10.0, 101.0, 11.0))
    monkeypatch.setattr(raster_uploads, "LARGEST_UPLOAD", 1000)
    with pytest.raises(QgsProcessingException, match=r"“scene” is too large.*smaller extent"):
        send([layer])


def test_a_layer_away_from_the_extent_is_not_sent(send, tmp_path):
    near = raster(tmp_path / "near.tif", np.ones((1, 8, 8), np.uint8))
    far = raster(tmp_path / "far.tif", np.ones((1, 8, 8), np.uint8), west=700_000)
    assert [sent["name"] for sent in send([far, near], (15.0, 45.15, 15.001, 45.153))] == ["near"]


def test_a_layer_without_crs_is_refused(send, tmp_path):
    layer = raster(tmp_path / "bare.tif", np.ones((1, 8, 8), np.uint8), epsg=None)
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(QgsProcessingException, match=r"“bare”.*no coordinate reference system"):
        send([layer])


def test_a_web_map_service_is_refused(send):
    uri = "type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmin=0&zmax=3"
    with pytest.raises(QgsProcessingException, match="is a web map service"):
        send([QgsRasterLayer(uri, "Web", "wms")])


def test_a_copy_stops_when_it_is_cancelled(send, feedback, tmp_path, monkeypatch):
    monkeypatch.setattr(raster_uploads, "SMALL", 0)
    layer = raster(tmp_path / "scene.tif", np.ones((1, 3000, 3000), np.uint8))
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32634"))
    feedback.cancel()
    with pytest.raises(Cancelled):
        send([layer])


def described(source, *, crs="EPSG:32633", own="EPSG:32633", nodata=()):
    """Return the description of a layer from a file on the web."""
    known = QgsCoordinateReferenceSystem(crs), QgsCoordinateReferenceSystem(own)
    box = QgsRectangle(500_000, 4_999_000, 501_000, 5_000_000)
    return RasterLayer("layer", source, "gdal", *known, box, (100, 100), 1, [list(nodata)], [], [])


def test_only_self_contained_files_on_the_web_are_sent_as_urls():
    address = "https://example.org/scene.tif?key=1"
    assert described(f"/vsicurl/{address}").url == address
    for source in (
        "/vsicurl/https://example.org/mosaic.vrt",
        "/vsicurl/https://user:secret@example.org/scene.tif",
        "/vsizip//vsicurl/https://example.org/scene.zip",
        "/vsicurl?url=https://example.org/scene.tif",
        "/vsicurl/file:///etc/passwd",
    ):
        assert described(source).url is None
    assert described(f"/vsicurl/{address}", crs="EPSG:32634").url is None  # set by the user
    assert described(f"/vsicurl/{address}", nodata=[QgsRasterRange(0, 0)]).url is None


@pytest.mark.parametrize(("driver", "ending", "same"), [("PNG", "png", True), ("BMP", "bmp", False)])
def test_only_self_contained_formats_are_sent_unchanged(send, sent, tmp_path, driver, ending, same):
    values = np.arange(200, dtype=np.uint8).reshape(10, 20)
    memory = gdal.GetDriverByName("MEM").Create("", 20, 10, 1, gdal.GDT_Byte)
    memory.GetRasterBand(1).WriteArray(values)
    path = tmp_path / f"image.{ending}"
    gdal.GetDriverByName(driver).CreateCopy(str(path), memory)
    send([QgsRasterLayer(str(path), "image")])
    assert (sent.files[0].read_bytes() == path.read_bytes()) is same
    np.testing.assert_array_equal(gdal.Open(str(sent.files[0])).ReadAsArray(), values)


def test_a_vrt_named_tif_is_sent_as_pixels(send, sent, tmp_path):
    values = np.arange(400, dtype=np.uint8).reshape(1, 20, 20)
    raster(tmp_path / "source.tif", values)
    gdal.Translate(str(tmp_path / "image.vrt"), str(tmp_path / "source.tif"))
    shutil.move(tmp_path / "image.vrt", tmp_path / "image.tif")
    send([QgsRasterLayer(str(tmp_path / "image.tif"), "image")])
    assert sent.files[0].read_bytes()[:4] in (b"II*\0", b"MM\0*")
    np.testing.assert_array_equal(gdal.Open(str(sent.files[0])).ReadAsArray(), values[0])


def test_predictors_are_sent_as_qgis_reads_them(qgis_app, feedback, sent, tmp_path):
    values = np.arange(64, dtype=np.uint8).reshape(1, 8, 8)
    raster(tmp_path / "height.tif", values, names=("height",))
    data = gdal.Open(str(tmp_path / "height.tif"), gdal.GA_Update)
    data.GetRasterBand(1).SetScale(0.5)
    data = None
    layer = QgsRasterLayer(str(tmp_path / "height.tif"), "height")
    taker, context = Taker(), QgsProcessingContext()
    taker.initAlgorithm()
    layers = raster_layers(taker, {"RASTERS": [layer]}, "RASTERS", context)
    told = upload_predictors(sent, layers, None, feedback, context)
    assert told == [{"id": "0" * 32, "name": "height", "bands": ["height"], "classes": []}]
    got = gdal.Open(str(sent.files[0]))
    np.testing.assert_array_equal(got.ReadAsArray(), values[0] / 2)
    assert got.GetRasterBand(1).GetScale() in (None, 1)
    with pytest.raises(QgsProcessingException, match="“height” does not overlap the extent"):
        upload_predictors(sent, layers, (-100, 10, -99, 11), feedback, context)
