"""Values of rasters at points and in pixels of maps, compared with the files' contents."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import rasterio
from affine import Affine
from pyproj import Transformer

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import read_crs, to_lonlat
from satclip_backend.rasters.grids import make_grid
from satclip_backend.rasters.sampling import describe, values_at, values_on

DEGREES = Affine(1, 0, 0, 0, -1, 10)
"""Pixels of 1 degree, with the upper left corner at 0 E 10 N."""


@pytest.fixture
def write(tmp_path):
    """Return a function that writes an image (bands, h, w) and returns the raster."""

    def write(values, crs="EPSG:4326", transform=DEGREES, name="image.tif", mask=None, **profile):
        values = np.asarray(values)
        values = values[None] if values.ndim == 2 else values
        scales, offsets, units = (profile.pop(key, None) for key in ("scales", "offsets", "units"))
        path = tmp_path / name
        count, height, width = values.shape
        profile |= {"count": count, "height": height, "width": width, "dtype": values.dtype}
        with rasterio.open(path, "w", driver="GTiff", crs=crs, transform=transform, **profile) as data:
            data.write(values)
            if scales:
                data.scales, data.offsets, data.units = scales, offsets, units
            if mask is not None:
                data.write_mask(mask)
        return describe(path)

    return write


GRADIENT = np.arange(10)[:, None] * 100.0 + np.arange(20)


def test_a_point_has_the_value_of_its_pixel(write):
    raster = write(GRADIENT)
    lonlat = np.array(
        [[0.01, 9.99], [19.99, 0.01], [3.4, 7.5], [20.0, 0.0], [20.1, 5], [5, 10.1], [np.nan, 1]]
    )
    found = values_at(raster, [1], lonlat)[:, 0]
    np.testing.assert_equal(found, [0, 919, 203, 919, np.nan, np.nan, np.nan])


def test_bilinear_values_lie_between_those_of_pixels(write):
    raster = write(GRADIENT)
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(0.5, 19.5, 100), rng.uniform(0.5, 9.5, 100)])
    found = values_at(raster, [1], lonlat, bilinear=True)[:, 0]
    np.testing.assert_allclose(found, (9.5 - lonlat[:, 1]) * 100 + lonlat[:, 0] - 0.5)


def test_bilinear_values_ignore_nodata(write):
    image = GRADIENT.copy()
    image[4, 5] = -9999
    raster = write(image, nodata=-9999)
    inside, beside = [5.5, 5.5], [4.9, 5.5]
    found = values_at(raster, [1], np.array([inside, beside]), bilinear=True)[:, 0]
    assert np.isnan(found[0])
    assert found[1] == 404


@pytest.mark.parametrize("way", ["nodata", "mask", "alpha", "nan"])
def test_pixels_without_data_are_nan(write, way):
    image, mask = GRADIENT.astype("float32"), np.full((10, 20), 255, "uint8")
    mask[2, 3] = 0
    if way == "mask":
        raster = write(image, mask=mask)
    elif way == "alpha":
        raster = write(
            np.stack([GRADIENT % 200, mask]).astype("uint8"), photometric="MINISBLACK", alpha="YES"
        )
    else:
        image[2, 3] = np.nan if way == "nan" else -1
        raster = write(image, **({"nodata": -1} if way == "nodata" else {}))
    assert [band.number for band in raster.bands] == [1]
    found = values_at(raster, [1], np.array([[3.5, 7.5], [4.5, 7.5]]))[:, 0]
    assert np.isnan(found[0])
    assert np.isfinite(found[1])


def test_scale_and_offset_are_applied(write):
    image = np.stack([np.full((10, 20), 25, "int16"), np.full((10, 20), 7, "int16")])
    raster = write(image, scales=(0.1, 1), offsets=(-273.15, 0), units=("K", ""))
    assert raster.bands[0].units == "K"
    found = values_at(raster, [2, 1], np.array([[3.0, 3.0]]))
    np.testing.assert_allclose(found, [[7, 2.5 - 273.15]])


@pytest.mark.parametrize(
    "transform",
    [
        Affine(50_000, 0, 300_000, 0, -50_000, 5_500_000),
        Affine(50_000, 0, 300_000, 0, 50_000, 5_000_000),
        Affine.translation(500_000, 5_000_000) @ Affine.rotation(30) @ Affine.scale(40_000, -40_000),
    ],
    ids=["north up", "south up", "rotated"],
)
@pytest.mark.parametrize("tiled", [False, True])
def test_projected_rasters_with_any_geotransform(write, transform, tiled):
    image = np.arange(200, dtype="int32").reshape(10, 20)
    blocks = {"tiled": True, "blockxsize": 16, "blockysize": 16} if tiled else {}
    raster = write(image, crs="EPSG:32632", transform=transform, **blocks)
    rows, columns = np.divmod(np.arange(200), 20)
    x, y = transform @ (columns + 0.5, rows + 0.5)
    lonlat = np.column_stack(Transformer.from_crs(32632, 4326, always_xy=True).transform(x, y))
    order = np.random.default_rng(0).permutation(200)
    np.testing.assert_equal(values_at(raster, [1], lonlat[order])[:, 0], image.ravel()[order])


def test_points_outside_the_domain_of_a_crs_have_no_value(write):
    """The transverse Mercator projection maps some distant points to coordinates inside the raster."""
    crs = read_crs("EPSG:27700")
    raster = write(np.ones((200, 200), "uint8"), transform=Affine(2e5, 0, -2e7, 0, -2e5, 2e7))
    raster = replace(raster, crs=crs)
    lonlat = np.random.default_rng(0).uniform([-180, -85], [180, 85], (20_000, 2))
    xy = np.column_stack(to_lonlat(crs).transform(*lonlat.T, direction="INVERSE"))
    back = np.column_stack(to_lonlat(crs).transform(*xy.T))
    off = np.remainder(back - lonlat + 180, 360) - 180
    elsewhere = (np.abs(xy) < 2e7).all(axis=1) & (np.abs(off).max(axis=1) > 1)
    assert elsewhere.any()
    found = values_at(raster, [1], lonlat)[:, 0]
    assert np.isnan(found[elsewhere]).all()
    assert (found[np.hypot(lonlat[:, 0] + 2, lonlat[:, 1] - 49) < 30] == 1).all()


@pytest.mark.parametrize("west", [-180, 0])
def test_global_rasters_wrap_at_their_edge(write, west):
    longitudes = (west + np.arange(360) + 0.5 + 180) % 360 - 180
    image = np.broadcast_to(np.cos(np.radians(longitudes)), (180, 360))
    raster = write(image, transform=Affine(1, 0, west, 0, -1, 90))
    lonlat = np.array([[-180, 0], [180, 0], [179.9, 90], [-0.1, -90], [0.1, 10], [-90, 5], [359.9 - 360, 3]])
    found = values_at(raster, [1], lonlat, bilinear=True)[:, 0]
    np.testing.assert_allclose(found, np.cos(np.radians(lonlat[:, 0])), atol=1e-3)


def test_a_map_of_the_same_pixels_is_the_raster(write):
    raster = write(GRADIENT)
    grid = make_grid([0, 0, 20, 10], "EPSG:4326", 1.0)
    (window,) = grid.windows(256)
    np.testing.assert_equal(values_on(raster, [1], grid, window)[:, 0], GRADIENT.ravel())


@pytest.mark.parametrize("factor", [2, 5, 20, 60])
def test_a_coarser_map_has_means(write, factor):
    image = np.random.default_rng(0).normal(0, 1, (240, 360))
    raster = write(image, transform=Affine(0.1, 0, -12, 0, -0.1, 24))
    grid = make_grid([-12, 0, 24, 24], "EPSG:4326", 0.1 * factor)
    (window,) = grid.windows(256)
    found = values_on(raster, [1], grid, window)[:, 0].reshape(grid.height, grid.width)
    wanted = image.reshape(grid.height, factor, grid.width, factor).mean(axis=(1, 3))
    np.testing.assert_allclose(found, wanted, atol=1e-9)


def test_means_ignore_nodata(write):
    image = np.array([[1.0, 3, -9, -9], [5, -9, -9, -9]])
    raster = write(image, nodata=-9)
    grid = make_grid([0, 8, 4, 10], "EPSG:4326", 2)
    (window,) = grid.windows(256)
    np.testing.assert_equal(values_on(raster, [1], grid, window)[:, 0], [3, np.nan])


def test_classes_are_never_averaged(write):
    image = np.random.default_rng(0).integers(0, 9, (10, 20)).astype("uint8")
    raster = write(image)
    grid = make_grid([0, 0, 20, 10], "EPSG:4326", 5)
    (window,) = grid.windows(256)
    found = values_on(raster, [1], grid, window, averaged=False)[:, 0]
    np.testing.assert_equal(found, image[2::5, 2::5].ravel())


def test_a_map_across_the_antimeridian_has_the_values_of_both_sides(write):
    image = np.broadcast_to(np.arange(360.0), (180, 360))
    raster = write(image, transform=Affine(1, 0, -180, 0, -1, 90))
    grid = make_grid([176, 0, -176, 4], "EPSG:4326", 2)
    (window,) = grid.windows(256)
    found = values_on(raster, [1], grid, window)[:, 0].reshape(2, 4)
    np.testing.assert_allclose(found, [[356.5, 358.5, 0.5, 2.5]] * 2)


def test_a_map_in_another_crs_has_the_values_at_its_pixel_centres(write):
    lat = 89.5 - np.arange(180)
    raster = write(np.broadcast_to(lat[:, None], (180, 360)), transform=Affine(1, 0, -180, 0, -1, 90))
    grid = make_grid([-4e6, -4e6, 4e6, 4e6], "EPSG:3413", 5e5)
    (window,) = grid.windows(256)
    found = values_on(raster, [1], grid, window)[:, 0]
    np.testing.assert_allclose(found, grid.lonlat(window)[:, 1], atol=1.5)


def test_only_needed_pixels_are_read(write, monkeypatch):
    raster = write(np.zeros((2048, 2048), "uint8"), transform=Affine(0.01, 0, 0, 0, -0.01, 20), tiled=True)
    asked = []
    real = type(raster).reader

    def reader(self, data):
        read = real(self, data)

        def counted(numbers, window, step):
            asked.append(window.width * window.height)
            return read(numbers, window, step)

        return counted

    monkeypatch.setattr(type(raster), "reader", reader)
    values_at(raster, [1], np.array([[1.0, 1.0], [19.0, 19.0], [1.001, 1.001]]))
    assert sum(asked) < 20


def test_images_without_georeferencing_are_refused(tmp_path):
    path = tmp_path / "nowhere.tif"
    with rasterio.open(path, "w", driver="GTiff", width=4, height=4, count=1, dtype="uint8") as data:
        data.write(np.ones((1, 4, 4), "uint8"))
    with pytest.raises(SatclipError, match=r"nowhere\.tif has no CRS or no geotransform"):
        describe(path)
