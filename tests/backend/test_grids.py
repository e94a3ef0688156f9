"""Raster grids: pixels of an extent, their centres in any CRS, and grids that are refused."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.grids import MAX_PIXELS, make_grid

WORLD = (-180, -90, 180, 90)


def centres(grid, size=100):
    """Return longitude and latitude of all pixels as an image (height, width, 2), combined from blocks."""
    image = np.full((grid.height, grid.width, 2), -999.0)
    for window in grid.windows(size):
        rows, columns = window.toslices()
        image[rows, columns] = grid.lonlat(window).reshape(window.height, window.width, 2)
    return image


def test_pixel_centres_of_the_world_in_degrees():
    image = centres(make_grid(WORLD, "EPSG:4326", 0.5))
    assert image.shape == (360, 720, 2)
    np.testing.assert_allclose(image[..., 0], np.broadcast_to(np.arange(-179.75, 180, 0.5), (360, 720)))
    np.testing.assert_allclose(
        image[..., 1], np.broadcast_to(np.arange(89.75, -90, -0.5)[:, None], (360, 720))
    )


@pytest.mark.parametrize(
    ("crs", "extent", "pixel_size"),
    [
        ("EPSG:3857", (-20037508, -20037508, 20037508, 20037508), 1e5),
        ("EPSG:6933", (-17367530, -7314540, 17367530, 7314540), 1e5),
        ("EPSG:32633", (166000, 0, 834000, 9300000), 5e4),
        ("EPSG:3995", (-4e6, -4e6, 4e6, 4e6), 5e4),
        ("EPSG:3832", (-6e6, -6e6, 6e6, 6e6), 1e5),  # Mercator centred at 150 E: contains the antimeridian
        ("EPSG:4267", (-125, 25, -65, 50), 0.5),
        ("EPSG:2193", (1e6, 4.7e6, 2.1e6, 6.2e6), 1e4),  # northing is its first axis
        ("+proj=laea +lat_0=-90 +lon_0=0 +datum=WGS84", (-5e6, -5e6, 5e6, 5e6), 1e5),
    ],
)
def test_every_pixel_centre_has_its_location(crs, extent, pixel_size):
    grid = make_grid(extent, crs, pixel_size)
    image = centres(grid)
    x = extent[0] + (np.arange(grid.width) + 0.5) * pixel_size
    y = extent[3] - (np.arange(grid.height) + 0.5) * pixel_size
    wanted = np.stack(
        Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(*np.meshgrid(x, y)), -1
    )
    inside = np.isfinite(image[..., 0])
    assert inside[: int(grid.height * 0.9), : int(grid.width * 0.9)].all()
    np.testing.assert_allclose(image[inside], wanted[inside], atol=1e-12)


def test_west_greater_than_east_crosses_the_antimeridian():
    grid = make_grid((170, -10, -170, 10), "EPSG:4326", 1)
    assert grid.extent == (170, -10, 190, 10)
    np.testing.assert_allclose(centres(grid)[0, :, 0], [*np.arange(170.5, 180), *np.arange(-179.5, -170)])


def test_longitudes_beyond_180_wrap_and_latitudes_beyond_90_are_nan():
    image = centres(make_grid((-200, -100, 200, 100), "EPSG:4326", 1))
    np.testing.assert_allclose(image[50, 0], [160.5, 49.5])
    np.testing.assert_allclose(image[50, -1], [-160.5, 49.5])
    has_place = np.isfinite(image).all(axis=2)
    assert has_place[10:190].all()
    assert not has_place[:10].any()
    assert not has_place[190:].any()


def test_a_full_circle_is_400_in_a_crs_with_grads():
    grid = make_grid((190, -10, -190, 10), "EPSG:4807", 1)  # NTF (Paris)
    assert grid.extent == (190, -10, 210, 10)
    assert np.isfinite(centres(grid)).all()


def test_both_sides_of_a_projected_world_end_at_the_antimeridian():
    image = centres(make_grid((-2.5e7, -1e6, 2.5e7, 1e6), "EPSG:3857", 1e5))
    has_place = np.isfinite(image[..., 0]).all(axis=0)
    x = -2.5e7 + (np.arange(500) + 0.5) * 1e5
    np.testing.assert_array_equal(has_place, np.abs(x) < 20037508.34)


def test_pixels_outside_the_ellipse_of_a_projection_are_nan():
    image = centres(make_grid((-18.1e6, -9.1e6, 18.1e6, 9.1e6), "ESRI:54009", 1e5))  # Mollweide
    assert 0.77 < np.isfinite(image[..., 0]).mean() < 0.79  # the ellipse covers pi / 4 of the rectangle


def test_the_pole_lies_inside_a_polar_map():
    image = centres(make_grid((-150, -150, 150, 150), "EPSG:3995", 100))
    np.testing.assert_allclose(image[1, 1, 1], 90, atol=1e-9)
    assert (image[..., 1] > 89.99).all()


def test_pixels_far_outside_a_utm_zone_are_nan():
    assert np.isnan(centres(make_grid((2e7, 0, 3e7, 1e6), "EPSG:32633", 1e5))).all()


@pytest.mark.parametrize(
    ("pixel_size", "size"), [(0.1, 10), (0.3, 4), (0.5, 2), (1, 1), (5, 1), (1 / 3, 3), (0.9999999, 1)]
)
def test_an_extent_is_extended_to_whole_pixels_from_the_north_west_corner(pixel_size, size):
    grid = make_grid((10, 20, 11, 21), "EPSG:4326", pixel_size)
    assert (grid.width, grid.height) == (size, size)
    west, south, east, north = grid.extent
    assert (west, north) == (10, 21)
    assert east == pytest.approx(10 + size * pixel_size)
    assert south == pytest.approx(21 - size * pixel_size)


def test_windows_cover_every_pixel_once():
    grid = make_grid((0, 0, 7, 5), "EPSG:4326", 1)
    times = np.zeros((5, 7), int)
    for window in grid.windows(3):
        times[window.toslices()] += 1
    assert (times == 1).all()


@pytest.mark.parametrize(
    ("extent", "crs", "pixel_size", "words"),
    [
        (WORLD, "EPSG:4326", 0.00018, "2,000,000,000,000 pixels (2,000,000 x 1,000,000)"),
        (WORLD, "EPSG:4326", 1e-300, "more than 1e308 pixels"),
        (WORLD, "EPSG:4326", 0, "pixel size must be a positive number"),
        (WORLD, "EPSG:4326", -1, "pixel size must be a positive number"),
        (WORLD, "EPSG:4326", float("nan"), "pixel size must be a positive number"),
        ((0, 0, 0, 1), "EPSG:4326", 1, "has no area"),
        ((0, 1, 1, 1), "EPSG:4326", 1, "has no area"),
        ((0, 2, 1, 1), "EPSG:4326", 1, "order is west, south, east, north"),
        ((1, 0, 0, 1), "EPSG:3857", 1, "order is west, south, east, north"),
        ((0, float("nan"), 1, 1), "EPSG:4326", 1, "finite numbers"),
        ((0, 0, float("inf"), 1), "EPSG:4326", 1, "finite numbers"),
        (WORLD, "EPSG:999999", 1, "'EPSG:999999' is not known"),
        (WORLD, "", 1, "'' is not known"),
        (WORLD, "IAU_2015:30100", 1, "Moon"),
        (WORLD, "EPSG:5773", 1, "EGM96 height"),
        (WORLD, "EPSG:4978", 1, "choose a projected or geographic CRS"),
    ],
)
def test_invalid_grids_are_refused(extent, crs, pixel_size, words):
    with pytest.raises(SatclipError) as error:
        make_grid(extent, crs, pixel_size)
    assert words in str(error.value)


def test_the_largest_grid_is_created_at_once_and_one_row_more_is_refused():
    assert make_grid((0, 0, 50_000, 40_000), "EPSG:3857", 1).width * 40_000 == MAX_PIXELS
    with pytest.raises(SatclipError, match="2,000,050,000 pixels"):
        make_grid((0, 0, 50_000, 40_001), "EPSG:3857", 1)
