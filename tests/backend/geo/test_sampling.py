"""Sampling of points: uniform and stratified, in extents, on land and on the ocean."""

import numpy as np
import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points, stratified_points
from satclip_backend.geo.sampling_regions import Mask, OceanMask
from satclip_backend.rasters.masks import read_mask


def test_points_are_uniform_on_the_sphere():
    lonlat = sample_points(200_000, seed=1)
    assert lonlat.shape == (200_000, 2)
    # uniform by area: the sine of the latitude and the longitude are uniform
    for values, low, high in ((np.sin(np.radians(lonlat[:, 1])), -1, 1), (lonlat[:, 0], -180, 180)):
        counts, _ = np.histogram(values, 20, (low, high))
        assert abs(counts - 10_000).max() < 500


def test_the_same_seed_gives_the_same_points_and_more_of_them():
    few, many = sample_points(100, seed=3), sample_points(1000, seed=3)
    np.testing.assert_array_equal(few, many[:100])
    assert not np.allclose(few, sample_points(100, seed=4))


def test_points_are_uniform_in_the_union_of_boxes():
    boxes = [(0, -1, 10, 1), (5, -1, 15, 1), (100, -1, 110, 1), (178, -1, -178, 1)]
    lonlat = sample_points(50_000, seed=5, extent=boxes)
    np.testing.assert_array_equal(lonlat[:1000], sample_points(1000, seed=5, extent=boxes))
    east = np.mod(lonlat[:, 0], 360)
    counts = [
        ((east >= low) & (east < low + 1)).sum() for low in (*range(15), *range(100, 110), *range(178, 182))
    ]
    assert sum(counts) == 50_000
    np.testing.assert_allclose(counts, 50_000 / 29, rtol=0.15)


def test_small_distant_boxes_are_sampled():
    boxes = [(7, 46, 7.001, 46.001), (-70, -33, -69.999, -32.999)]
    for draw in (sample_points, stratified_points):
        lonlat = draw(100, extent=boxes)
        assert {tuple(place) for place in lonlat.astype(int).tolist()} == {(7, 46), (-69, -32)}


def test_land_points_are_on_land():
    land = read_mask()
    cities = [[13.4, 52.5], [-99.1, 19.4], [151.0, -33.8], [36.8, -1.3], [0.0, -85.0], [13.4 + 360, 52.5]]
    seas = [[-30.0, 0.0], [-150.0, 30.0], [80.0, -30.0], [0.0, 90.0], [180.0, 0.0], [-180.0, 0.0]]
    assert land.contains(np.array(cities)).all()
    assert not land.contains(np.array(seas)).any()
    share = land.contains(sample_points(100_000)).mean()
    assert share == pytest.approx(0.29, abs=0.01)
    assert land.contains(sample_points(5000, seed=2, mask=land)).all()


def test_points_stay_in_an_extent_across_the_antimeridian():
    lonlat = sample_points(1000, extent=(170, -20, -170, 10))
    assert (np.abs(lonlat[:, 0]) >= 170).all()
    assert ((lonlat[:, 0] > 0).mean()) == pytest.approx(0.5, abs=0.1)
    assert lonlat[:, 1].min() >= -20
    assert lonlat[:, 1].max() <= 10


def test_an_extent_without_land_is_an_error():
    with pytest.raises(SatclipError, match="is land"):
        sample_points(10, mask=read_mask(), extent=(-30, -5, -25, 0))


def test_an_extent_without_ocean_is_an_error():
    with pytest.raises(SatclipError, match="is sea"):
        sample_points(10, mask=OceanMask(read_mask()), extent=(10, 10, 20, 20))


@pytest.mark.parametrize("latitude", [0.0, 65.0])
def test_ocean_begins_two_degrees_from_the_coast(latitude):
    """Around an island with a radius of 3 degrees, ocean begins 2 degrees (great circle) from the shore."""
    middle = np.array([10.0, latitude])
    lon, lat = np.meshgrid(np.arange(-179.95, 180, 0.1), np.arange(89.95, -90, -0.1))
    cells = distance(np.column_stack([lon.ravel(), lat.ravel()]), middle).reshape(lon.shape) < 3
    places = sample_points(20_000, extent=(-10, latitude - 7, 30, latitude + 7))
    ocean = OceanMask(Mask(cells, (-180, -90, 180, 90))).contains(places)
    away = distance(places, middle)
    assert ocean[away > 5.2].all()
    assert not ocean[away < 4.8].any()


def test_the_open_ocean_is_ocean_and_coasts_are_not():
    sea = OceanMask(read_mask())
    assert sea.contains(np.array([[-30.0, 0.0], [-150.0, 30.0], [180.0, 0.0], [0.0, 90.0]])).all()
    coasts = np.array([[-10.2, 38.7], [13.4, 52.5], [151.9, -33.8], [80.9, 13.1], [-123.5, 37.8]])
    assert not sea.contains(coasts).any()


def distance(lonlat, place):
    """Return great-circle distances in degrees."""
    lon, lat = np.radians(lonlat).T
    lon0, lat0 = np.radians(place)
    cosine = np.sin(lat) * np.sin(lat0) + np.cos(lat) * np.cos(lat0) * np.cos(lon - lon0)
    return np.degrees(np.arccos(cosine.clip(-1, 1)))


def test_a_mask_starts_in_the_north_west():
    mask = Mask(np.array([[True, False], [False, False]]), (0, 0, 20, 20))
    places = np.array([[5.0, 15.0], [15.0, 15.0], [5.0, 5.0], [25.0, 15.0], [5.0, 25.0], [365.0, 15.0]])
    assert mask.contains(places).tolist() == [True, False, False, False, False, True]


def test_strata_of_equal_area_have_equal_numbers_of_points():
    lonlat = stratified_points(4000, seed=1, extent=(-20, 0, 60, 50))
    counts = np.histogram2d(
        np.sin(np.radians(lonlat[:, 1])), lonlat[:, 0], (5, 8), ((0, np.sin(np.radians(50))), (-20, 60))
    )[0]
    assert counts.sum() == 4000
    uniform = sample_points(4000, seed=1, extent=(-20, 0, 60, 50))
    spread = np.histogram2d(
        np.sin(np.radians(uniform[:, 1])), uniform[:, 0], (5, 8), ((0, np.sin(np.radians(50))), (-20, 60))
    )[0]
    assert abs(counts - 100).max() < 15
    assert abs(spread - 100).max() > 15
    np.testing.assert_array_equal(lonlat, stratified_points(4000, seed=1, extent=(-20, 0, 60, 50)))


def test_stratified_points_stay_in_the_mask_and_cross_the_antimeridian():
    land = read_mask()
    assert land.contains(stratified_points(500, mask=land)).all()
    lonlat = stratified_points(100, extent=(170, -20, -170, 10))
    assert len(np.unique(lonlat, axis=0)) == 100
    assert (np.abs(lonlat[:, 0]) >= 170).all()


@pytest.mark.parametrize("extent", [(10, 10, 10, 20), (10, 20, 15, 20), (0, 30, 5, 20), (0, np.nan, 1, 1)])
def test_an_extent_without_area_is_reported(extent):
    with pytest.raises(SatclipError, match="has no area"):
        sample_points(10, extent=extent)
