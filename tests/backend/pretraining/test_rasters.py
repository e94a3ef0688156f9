"""Patches around points, from files as people have them."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from pyproj import Transformer

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.rasters import open_imagery

DATA = Path(__file__).parents[2] / "data" / "imagery"
GLOBE = DATA / "globe"
UTM = DATA / "utm33n.tif"


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))


def jpeg(month: int) -> np.ndarray:
    with rasterio.open(GLOBE / f"2004-{month:02d}.jpg") as data:
        return data.read()


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_months_are_the_bands_of_one_global_image():
    imagery = open_imagery([GLOBE])
    assert len(imagery.layers) == 1
    assert imagery.bands[:4] == ("2004-01.jpg:1", "2004-01.jpg:2", "2004-01.jpg:3", "2004-04.jpg:1")
    assert imagery.extent == (-180, -90, 180, 90)
    assert imagery.layers[0].assumed_global
    patches, kept = imagery.read_patches([[0.0, 0.0], [100.0, 45.0]], 8)
    assert kept.tolist() == [0, 1]
    assert patches.shape == (2, 12, 8, 8)
    # 512 pixels for 360 degrees: (0, 0) is the corner between columns 255 and 256, rows 127 and 128
    np.testing.assert_array_equal(patches[0, 3:6], jpeg(4)[:, 124:132, 252:260])


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_patch_goes_across_the_antimeridian():
    imagery = open_imagery([GLOBE])
    patches, _ = imagery.read_patches([[180.0, 0.0], [-180.0, 0.0], [540.0, 0.0]], 4)
    january = jpeg(1)[:, 126:130]
    expected = np.concatenate([january[:, :, -2:], january[:, :, :2]], axis=2)
    for patch in patches:
        np.testing.assert_array_equal(patch[:3], expected)


def test_places_without_a_whole_patch_are_left_out():
    imagery = open_imagery([GLOBE])
    lonlat = [[0.0, 90.0], [0.0, -89.9], [10.0, 10.0], [np.nan, 0.0], [0.0, 95.0]]
    assert imagery.read_patches(lonlat, 8)[1].tolist() == [2]


def test_a_projected_raster_is_read_where_it_lies():
    imagery = open_imagery([UTM])
    west, south, east, north = imagery.extent
    assert west < 12.0 < east
    assert south < 43.0 < north
    to_degrees = Transformer.from_crs("EPSG:32633", "EPSG:4326", always_xy=True)
    # the corner shared by columns 49 and 50 and rows 19 and 20: 4 km pixels from (200 km, 5000 km)
    centre = to_degrees.transform(200_000 + 50 * 4000, 5_000_000 - 20 * 4000)
    patches, kept = imagery.read_patches([centre, [100.0, 43.0]], 6)
    assert kept.tolist() == [0]
    with rasterio.open(UTM) as data:
        np.testing.assert_array_equal(patches[0], data.read()[:, 17:23, 47:53])


def test_a_patch_with_nodata_is_left_out():
    imagery = open_imagery([UTM])
    to_degrees = Transformer.from_crs("EPSG:32633", "EPSG:4326", always_xy=True)
    x, y = np.array([6.0, 20.0]) * 4000 + 200_000, 5_000_000 - np.array([6.0, 20.0]) * 4000
    lonlat = np.column_stack(to_degrees.transform(x, y))
    assert imagery.read_patches(lonlat, 8)[1].tolist() == [1]


def test_an_image_that_says_not_where_it_lies_needs_an_extent(tmp_path):
    square = tmp_path / "square.tif"
    with rasterio.open(square, "w", "GTiff", 64, 64, 1, dtype="uint8") as data:
        data.write(np.arange(64 * 64, dtype="uint32").reshape(1, 64, 64).astype("uint8"))
    with pytest.raises(SatclipError, match=r"square\.tif.*extent"):
        open_imagery([square])
    patches, _ = open_imagery([square], (10, 40, 20, 50)).read_patches([[15, 45]], 2)
    row = np.array([31 * 64 + 31, 31 * 64 + 32]) % 256
    np.testing.assert_array_equal(patches[0, 0], [row, (row + 64) % 256])


@pytest.mark.parametrize("content", [b"", b"this is no image"])
def test_a_file_that_is_no_image_is_refused_by_name(tmp_path, content):
    path = tmp_path / "notes.tif"
    path.write_bytes(content)
    with pytest.raises(SatclipError, match=r"notes\.tif"):
        open_imagery([path])


def test_places_need_the_same_bands():
    with pytest.raises(SatclipError, match="12 bands"):
        open_imagery([UTM, GLOBE])


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    with pytest.raises(SatclipError, match="no images"):
        open_imagery([tmp_path])


def test_a_disk_too_small_for_the_decoded_images_is_said_before_any_work(monkeypatch):
    free = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: free)
    with pytest.raises(SatclipError, match=r"0\.0 GB in .*cache.*SATCLIP_HOME"):
        open_imagery([GLOBE]).read_patches([[0.0, 0.0]], 8)
