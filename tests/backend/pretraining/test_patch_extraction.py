"""Extraction of patches from imagery to a folder: cancelling, continuing, and reading the folder."""

import csv
import importlib.util
import time
from pathlib import Path

import numpy as np
import pytest
import rasterio
from pyproj import Transformer
from rasterio.transform import from_origin

from satclip_backend.cli.options import checked
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.images.patch_extraction import extract_patches, local_grid, patch_name
from satclip_backend.pretraining.images.patch_folder import open_patch_folder
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.settings import PatchSettings

DATA = Path(__file__).parents[2] / "data" / "imagery"
ITALY = DATA / "utm33n.tif"
spec = importlib.util.spec_from_file_location("range_server", Path(__file__).with_name("range_server.py"))
range_server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(range_server)

HERE = (12.5, 42.0, 15.5, 44.0)


@pytest.fixture(scope="module")
def imagery():
    return open_imagery([ITALY])


def files(folder):
    return {path.name: path.read_bytes() for path in (folder / "images").iterdir()}


def test_patches_equal_the_imagery_and_are_georeferenced(imagery, tmp_path):
    lonlat = sample_points(12, seed=1, extent=HERE)
    empty = Transformer.from_crs(32633, 4326, always_xy=True).transform(224_000, 4_976_000)
    done = extract_patches(
        imagery, np.vstack([lonlat, [[100.0, 43.0], empty]]), tmp_path / "out", PatchSettings(8)
    )
    assert (done.extracted, done.kept) == (12, 0)
    assert done.skipped == {"outside the imagery": 1, "with pixels without data": 1}
    patches = open_patch_folder(tmp_path / "out")
    assert patches.bands == ("1", "2", "3", "4", "5", "6")
    np.testing.assert_array_equal(np.sort(patches.lonlat, 0), np.sort(lonlat, 0))
    values, kept = patches.read(np.arange(12))
    assert len(kept) == 12
    np.testing.assert_array_equal(values, imagery.read_patches(patches.lonlat, 8)[0])
    with rasterio.open(ITALY) as source, rasterio.open(patches.files[0]) as cut:
        assert cut.crs == source.crs
        window = rasterio.windows.from_bounds(*cut.bounds, source.transform)
        np.testing.assert_array_equal(source.read(window=window), cut.read())
        assert cut.descriptions[0] == "1"
    with (tmp_path / "out" / "index.csv").open() as file:
        assert next(csv.reader(file)) == ["lat", "lon", "url", "fn"]


def test_points_centimetres_apart_have_separate_patches(tmp_path):
    values = np.random.default_rng(0).integers(0, 255, (1, 200, 200), "uint8")
    profile = {"driver": "GTiff", "count": 1, "dtype": "uint8", "width": 200, "height": 200}
    with rasterio.open(
        tmp_path / "drone.tif", "w", crs="EPSG:32633", transform=from_origin(4e5, 5e6, 0.05, 0.05), **profile
    ) as data:
        data.write(values)
    imagery = open_imagery([tmp_path / "drone.tif"])
    done = extract_patches(
        imagery, sample_points(300, extent=imagery.extent), tmp_path / "out", PatchSettings(4)
    )
    assert done.kept == 0
    assert done.extracted == len(files(tmp_path / "out")) == 300 - sum(done.skipped.values())


def test_without_an_index_positions_are_those_of_the_images(imagery, tmp_path):
    lonlat = sample_points(5, seed=1, extent=HERE)
    extract_patches(imagery, lonlat, tmp_path, PatchSettings(8))
    (tmp_path / "index.csv").unlink()
    found = np.sort(open_patch_folder(tmp_path).lonlat, 0)
    np.testing.assert_allclose(found, np.sort(lonlat, 0), atol=0.05)  # half a pixel of 4 km


def test_a_cancelled_extraction_is_continued_with_the_same_result(imagery, tmp_path):
    lonlat = sample_points(40, seed=2, extent=HERE)
    extract_patches(imagery, lonlat, tmp_path / "whole", PatchSettings(8))

    def stop(fraction, message):
        if fraction > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        extract_patches(imagery, lonlat, tmp_path / "halves", PatchSettings(8), progress=stop)
    some = open_patch_folder(tmp_path / "halves")
    assert 16 < len(some.lonlat) < 40
    assert len(some.read(np.arange(len(some.lonlat)))[1]) == len(some.lonlat)
    damaged = some.files[0]
    damaged.write_bytes(damaged.read_bytes()[:200])
    done = extract_patches(imagery, lonlat, tmp_path / "halves", PatchSettings(8))
    assert done.extracted + done.kept == 40
    assert 16 <= done.kept < 40
    assert files(tmp_path / "halves") == files(tmp_path / "whole")
    assert not list((tmp_path / "halves").rglob(".*"))
    more = extract_patches(
        imagery, sample_points(50, seed=2, extent=HERE), tmp_path / "halves", PatchSettings(8)
    )
    assert (more.extracted, more.kept) == (10, 40)
    assert len(open_patch_folder(tmp_path / "halves").lonlat) == 50


def test_patches_that_the_client_has_are_not_cut(imagery, tmp_path):
    lonlat = sample_points(6, seed=2, extent=HERE)
    have = {patch_name(place) for place in lonlat[:4]}
    assert extract_patches(imagery, lonlat, tmp_path, PatchSettings(8), have=have).extracted == 2
    assert extract_patches(imagery, lonlat[:4], tmp_path / "none", PatchSettings(8), have=have).extracted == 0


def test_a_resolution_in_metres_gives_pixels_of_that_size_around_the_point(tmp_path):
    """Pixel values are longitude and latitude, which remain correct in UTM."""
    lon, lat = np.meshgrid(14 + (np.arange(400) + 0.5) / 200, 46 - (np.arange(400) + 0.5) / 200)
    with rasterio.open(
        tmp_path / "plane.tif", "w", "GTiff", 400, 400, 2, dtype="float32", crs="EPSG:4326",
        transform=from_origin(14, 46, 1 / 200, 1 / 200),
    ) as data:  # fmt: skip
        data.write(np.stack([lon, lat]).astype(np.float32))
    imagery = open_imagery([tmp_path / "plane.tif"])
    extract_patches(imagery, [[15.1, 45.2]], tmp_path / "out", PatchSettings(16, resolution=500.0))
    with rasterio.open(next((tmp_path / "out" / "images").iterdir())) as cut:
        assert cut.crs.to_epsg() == 32633
        assert cut.res == (500, 500)
        to_degrees = Transformer.from_crs(32633, 4326, always_xy=True)
        middle = to_degrees.transform(
            (cut.bounds.left + cut.bounds.right) / 2, (cut.bounds.bottom + cut.bounds.top) / 2
        )
        assert middle == pytest.approx((15.1, 45.2), abs=0.004)
        rows, columns = np.indices((16, 16)).reshape(2, -1)
        expected = to_degrees.transform(*map(np.array, rasterio.transform.xy(cut.transform, rows, columns)))
        np.testing.assert_allclose(cut.read().reshape(2, -1), expected, atol=5e-4)


@pytest.mark.parametrize(
    ("place", "code"),
    [((15.0, 45.0), 32633), ((-70.0, -33.0), 32719), ((180.0, 1.0), 32601), ((0.0, 89.0), 32661)],
)
def test_the_local_grid_is_in_the_utm_or_polar_zone(place, code):
    assert rasterio.CRS.from_wkt(local_grid(np.array(place), 4, 10.0).crs).to_epsg() == code


def test_a_folder_of_other_patches_is_refused(imagery, tmp_path):
    lonlat = sample_points(2, extent=HERE)
    extract_patches(imagery, lonlat, tmp_path / "a", PatchSettings(8))
    with pytest.raises(SatclipError, match=r"another kind \(other pixels: 8 there, 6 now\)"):
        extract_patches(imagery, lonlat, tmp_path / "a", PatchSettings(6))
    with pytest.raises(SatclipError, match=r"another kind \(other share without data: 0.0 there, 0.5 now\)"):
        extract_patches(imagery, lonlat, tmp_path / "a", PatchSettings(8, empty=0.5))
    with pytest.raises(SatclipError, match=r"another kind \(other bands\)"):
        extract_patches(imagery.choose(["1"]), lonlat, tmp_path / "a", PatchSettings(8))
    with pytest.raises(SatclipError, match=r"another kind \(other bands, clear pixels\)"):
        extract_patches(imagery.cleared("2=1"), lonlat, tmp_path / "a", PatchSettings(8))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "index.csv").write_text("lat,lon,url,fn\n")
    with pytest.raises(SatclipError, match="another kind"):
        extract_patches(imagery, lonlat, tmp_path / "b", PatchSettings(8))
    (tmp_path / "c").write_text("")
    with pytest.raises(SatclipError, match="is a file"):
        extract_patches(imagery, lonlat, tmp_path / "c", PatchSettings(8))


def test_no_patch_at_all_is_an_error(imagery, tmp_path):
    with pytest.raises(SatclipError, match=r"None of 2 points .*2 outside the imagery"):
        extract_patches(imagery, [[100.0, 40.0], [101.0, 41.0]], tmp_path, PatchSettings(8)).check()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"pixels": 0}, "--pixels must be between 1 and 1,024, not 0"),
        ({"resolution": -1.0}, "--resolution must be more than 0 and at most 1,000,000, not -1"),
        ({"resolution": 1e300}, "at most 1,000,000"),
        ({"empty": 1.0}, "--empty must be at least 0 and less than 1, not 1"),
    ],
)
def test_invalid_patch_settings_are_refused(options, sentence):
    with pytest.raises(SatclipError, match=sentence):
        checked(PatchSettings, options)


def test_a_full_disk_is_reported_and_existing_patches_stay_complete(imagery, mount):
    folder = mount("size=256k")
    with pytest.raises(SatclipError, match="no space left"):
        extract_patches(imagery, sample_points(300, extent=HERE), folder / "out", PatchSettings(16))
    assert not list(folder.rglob(".*"))
    for path in (folder / "out" / "images").iterdir():
        with rasterio.open(path) as cut:
            assert cut.read().shape == (6, 16, 16)


@pytest.fixture
def scene(tmp_path):
    """Write a tiled image of noise, 512 x 512 pixels of 100 m; return its folder, and points in it."""
    folder = tmp_path / "served"
    folder.mkdir()
    values = np.random.default_rng(0).integers(0, 255, (2, 512, 512), np.uint8)
    with rasterio.open(
        folder / "scene_2024-05.tif", "w", "GTiff", 512, 512, 2, dtype="uint8", crs="EPSG:32633",
        transform=from_origin(500_000, 5_000_000, 100, 100), tiled=True, blockxsize=64, blockysize=64,
    ) as data:  # fmt: skip
        data.write(values)
    return folder, sample_points(30, extent=(15.02, 44.72, 15.6, 45.13))


def test_an_image_behind_a_url_is_cut_and_named_in_the_index(scene, tmp_path):
    folder, lonlat = scene
    with range_server.serve(folder) as (address, _):
        url = f"{address}/scene_2024-05.tif"
        done = extract_patches(
            open_imagery([url + "?token=secret"]), lonlat, tmp_path / "out", PatchSettings(16)
        )
    assert (done.extracted, done.skipped) == (30, {})
    index = (tmp_path / "out" / "index.csv").read_text()
    assert index.count(url) == 30
    assert "secret" not in index + (tmp_path / "out" / "sample.json").read_text()
    local = open_imagery([folder]).read_patches(lonlat, 16)[0]
    patches = open_patch_folder(tmp_path / "out")
    order = [np.flatnonzero((lonlat == place).all(1))[0] for place in patches.lonlat]
    np.testing.assert_array_equal(patches.read(np.arange(30))[0], local[order])


def test_extraction_from_a_slow_server_can_be_cancelled(scene, tmp_path):
    folder, lonlat = scene
    asked = []

    def stop(fraction, message):
        asked.append(time.monotonic())
        if message.startswith("Waiting"):
            raise Cancelled

    with range_server.serve(folder, seconds=2.5) as (address, _):
        imagery = open_imagery([f"{address}/scene_2024-05.tif?slow"])
        with pytest.raises(Cancelled):
            extract_patches(imagery, lonlat, tmp_path / "out", PatchSettings(16), progress=stop)
        assert time.monotonic() - asked[-1] < 2.2  # a response takes 2.5 s


def test_a_failing_server_is_reported_and_existing_patches_stay(scene, tmp_path):
    folder, lonlat = scene

    def unplug(fraction, message):
        (folder / "scene_2024-05.tif").unlink(missing_ok=True)

    with range_server.serve(folder) as (address, _):
        imagery = open_imagery([f"{address}/scene_2024-05.tif?unplugged"])
        with pytest.raises(SatclipError, match=r"can't be read: .*Check the address"):
            extract_patches(imagery, lonlat, tmp_path / "out", PatchSettings(16), progress=unplug)
    left = open_patch_folder(tmp_path / "out")
    assert len(left.read(np.arange(len(left.lonlat)))[1]) == len(left.lonlat) > 0
