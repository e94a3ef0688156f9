"""Places of the prediction area are uniform on its part of the sphere."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPolygon, box

from satclip_backend.errors import SatclipError
from satclip_backend.models.area import bounding_box, sample_area
from satclip_backend.rasters.masks import read_mask

SEA = np.column_stack([np.linspace(-140, -120, 30), np.linspace(-30, 10, 30)])
SAHARA = np.column_stack([np.linspace(0, 25, 30), np.linspace(18, 28, 30)])


def test_an_extent_is_filled_evenly():
    places = sample_area(SEA, (-60, 0, -20, 90), n=20_000)
    assert places.shape == (20_000, 2)
    assert (places.min(axis=0) >= [-60, 0]).all()
    assert (places.max(axis=0) <= [-20, 90]).all()
    # half of a hemisphere's area lies below 30 degrees
    assert np.mean(places[:, 1] < 30) == pytest.approx(0.5, abs=0.02)


def test_an_extent_across_the_antimeridian():
    places = sample_area(SEA, (170, -10, -170, 10))
    assert (np.abs(places[:, 0]) >= 170).all()
    assert 0.4 < np.mean(places[:, 0] < 0) < 0.6


def test_rows_on_land_ask_for_land_alone():
    land = read_mask()
    assert land.contains(sample_area(SAHARA, (-30, -40, 60, 40))).all()
    assert land.contains(sample_area(SEA, (-30, -40, 60, 40))).mean() < 0.7


def test_polygons_are_filled_by_area_and_overlaps_once():
    parts = [box(0, 0, 10, 10), box(5, 0, 10, 10), MultiPolygon([box(20, 0, 40, 10)])]
    places = sample_area(SAHARA, None, parts, n=20_000)
    assert np.mean(places[:, 0] < 10) == pytest.approx(1 / 3, abs=0.02)
    assert np.mean((places[:, 0] > 5) & (places[:, 0] < 10)) == pytest.approx(1 / 6, abs=0.02)
    assert not np.any((places[:, 0] > 10) & (places[:, 0] < 20))
    tall = sample_area(SAHARA, None, [box(0, 0, 1, 90)], n=20_000)
    assert np.mean(tall[:, 1] < 30) == pytest.approx(0.5, abs=0.02)


def test_small_polygons_far_apart_and_beyond_the_antimeridian():
    islands = [box(179, -17, 181, -16), box(-30, 60, -29.99, 60.01)]
    places = sample_area(SAHARA, None, islands, n=500)
    assert (np.abs(places[:, 0]) >= 179).mean() > 0.99
    assert 0.4 < (places[:, 0] < -179).mean() < 0.6


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([[10, 1], [20, 5], [15, 3]], (10, 1, 20, 5)),
        ([[170, -5], [-170, 5]], (170, -5, -170, 5)),
        ([[530, -5], [190, 5]], (170, -5, -170, 5)),
        ([[0, 10], [80, -10], [160, 0], [240, 0], [320, 0]], (-180, -10, 180, 10)),
        ([[0, -70], [80, -75], [160, -80], [240, -72], [320, -66]], (-180, -90, 180, -66)),
        ([[7, 50], [7, 51]], (6.95, 50, 7.05, 51)),
        ([[7, 90]], (6.95, 89.95, 7.05, 90)),
    ],
)
def test_the_box_of_the_rows(rows, wanted):
    assert bounding_box(np.array(rows, dtype=float)) == pytest.approx(wanted)


def test_without_an_area_it_is_the_box_of_the_rows():
    places = sample_area(SAHARA)
    assert (places.min(axis=0) >= SAHARA.min(axis=0)).all()
    assert (places.max(axis=0) <= SAHARA.max(axis=0)).all()
    np.testing.assert_array_equal(places, sample_area(SAHARA, seed=0))
    assert not np.array_equal(places, sample_area(SAHARA, seed=1))


@pytest.mark.parametrize(
    ("extent", "polygons", "message"),
    [
        ((-40, 20, -35, 30), None, "almost no land"),
        ((5, 1, 5, 2), None, "north must be greater"),
        ((5, 2, 6, 1), None, "north must be greater"),
        (None, [], "no polygon"),
        (None, [LineString([(0, 0), (1, 1)])], "no polygon"),
    ],
)
def test_an_area_without_places_is_refused(extent, polygons, message):
    with pytest.raises(SatclipError, match=message):
        sample_area(SAHARA, extent, polygons)
