"""Coarser copies of layers, for patches at several scales."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from satclip_backend.pretraining.images.multiscale import Overview
from satclip_backend.pretraining.images.rasters import open_imagery

GLOBE = Path(__file__).parents[2] / "data" / "imagery" / "globe"


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def values():
    return np.random.default_rng(0).integers(0, 200, (2, 50, 70)).astype(np.uint8)


def layer(path, values, nodata=None):
    count, height, width = values.shape
    profile = {"crs": "EPSG:32633", "transform": from_origin(500_000, 5_000_000, 10, 10), "nodata": nodata}
    with rasterio.open(path, "w", "GTiff", width, height, count, dtype=values.dtype, **profile) as data:
        data.write(values)
    return open_imagery([path]).layers[0]


def test_a_pixel_is_the_mean_of_the_pixels_that_it_covers(tmp_path, values):
    overview = Overview(layer(tmp_path / "a.tif", values), 4)
    patch = overview.read(np.array([[32.0, 24.0]]), 4)[0]
    expected = values[:, 16:32, 24:40].reshape(2, 4, 4, 4, 4).mean((2, 4))
    np.testing.assert_allclose(patch, expected, atol=0.51)


def test_edge_pixels_are_repeated_beyond_the_edge(tmp_path, values):
    patch = Overview(layer(tmp_path / "a.tif", values), 4).read(np.array([[0.0, 0.0]]), 4)[0]
    np.testing.assert_array_equal(patch[:, 0], patch[:, 2])
    np.testing.assert_array_equal(patch[:, :, 0], patch[:, :, 2])


def test_pixels_without_data_are_ignored(tmp_path, values):
    values = np.where(values < 20, 255, values)
    values[:, :4, :4] = 255
    overview = Overview(layer(tmp_path / "a.tif", values, nodata=255), 4)
    patch = overview.read(np.array([[8.0, 8.0]]), 4)[0]
    cells = np.ma.masked_equal(values[:, :16, :16].reshape(2, 4, 4, 4, 4), 255).mean((2, 4))
    np.testing.assert_allclose(patch[:, 1:, 1:], cells[:, 1:, 1:], atol=0.51)
    assert (np.abs(patch[:, 0, 0] - values[values != 255].mean()) < 10).all()  # mean of the band


def test_pixels_that_are_not_clear_are_ignored(tmp_path, values):
    layer(tmp_path / "a.tif", values)
    cleared = open_imagery([tmp_path / "a.tif"]).cleared("2=" + ",".join(map(str, range(50, 200))))
    patch = Overview(cleared.layers[0], 4).read(np.array([[16.0, 16.0]]), 4)[0]
    seen = np.ma.masked_where(values[1] < 50, values[0])[8:24, 8:24]
    np.testing.assert_allclose(patch[0], seen.reshape(4, 4, 4, 4).mean((1, 3)), atol=0.51)
    plain = Overview(open_imagery([tmp_path / "a.tif"]).choose(["1"]).layers[0], 4)
    assert np.abs(plain.read(np.array([[16.0, 16.0]]), 4)[0] - patch).max() > 5  # separately cached


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_pixels_of_jpegs_that_are_not_clear_are_ignored():
    imagery = open_imagery([GLOBE])
    shown = imagery.bands
    cleared = imagery.cleared(f"{shown[-1]}=" + ",".join(map(str, range(60))))
    decoded = cleared.layers[0].decoded[:16, :16].astype(int)
    seen = np.ma.masked_where(decoded[:, :, -1] >= 60, decoded[:, :, 0]).reshape(4, 4, 4, 4).mean((1, 3))
    patch = Overview(cleared.layers[0], 4).read(np.array([[8.0, 8.0]]), 4)[0, 0]
    known = ~np.ma.getmaskarray(seen)
    assert known.any()
    np.testing.assert_allclose(patch[known], seen[known], atol=0.51)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_globe_of_jpegs_wraps_at_its_seam():
    imagery = open_imagery([GLOBE])
    whole = imagery.layers[0]
    overview = Overview(whole, 4)
    with rasterio.open(sorted(GLOBE.glob("*.jpg"))[0]) as data:
        first = data.read(1).astype(float)
    rows, columns = first.shape[0] // 4, first.shape[1] // 4
    cells = first.reshape(rows, 4, columns, 4).mean((1, 3))
    patch = overview.read(np.array([[0.0, 4.0 * (rows // 2)]]), 4)[0, 0]
    around = slice(rows // 2 - 2, rows // 2 + 2)
    np.testing.assert_allclose(patch, np.roll(cells, 2, 1)[around, :4], atol=0.51)
