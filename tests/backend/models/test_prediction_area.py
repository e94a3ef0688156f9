"""Prediction area: points are uniform on its part of the sphere, on land or sea or in polygons."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPolygon, box

from satclip_backend.errors import SatclipError
from satclip_backend.models.prediction_area import bounding_box, sample_area
from satclip_backend.rasters.masks import read_mask

SEA = np.column_stack([np.linspace(-140, -120, 30), np.linspace(-30, 10, 30)])
SAHARA = np.column_stack([np.linspace(0, 25, 30), np.linspace(18, 28, 30)])


def test_points_of_an_extent_are_uniform():
    places = sample_area(np.concatenate([SEA, SAHARA]), (-60, 0, -20, 90), n=20_000).lonlat
    assert places.shape == (20_000, 2)
    assert (places.min(axis=0) >= [-60, 0]).all()
    assert (places.max(axis=0) <= [-20, 90]).all()
    # half of the area of a hemisphere is below 30 degrees
    assert np.mean(places[:, 1] < 30) == pytest.approx(0.5, abs=0.02)


def test_an_extent_across_the_antimeridian():
    places = sample_area(SEA, (170, -10, -170, 10)).lonlat
    assert (np.abs(places[:, 0]) >= 170).all()
    assert 0.4 < np.mean(places[:, 0] < 0) < 0.6


def test_the_prediction_area_of_rows_on_land_is_land():
    land = read_mask()
    assert land.contains(sample_area(SAHARA, (-30, -40, 60, 40)).lonlat).all()
    assert not land.contains(sample_area(SEA, (-30, -40, 60, 40)).lonlat).any()
    both = sample_area(np.concatenate([SEA, SAHARA]), (-30, -40, 60, 40)).lonlat
    assert 0.3 < land.contains(both).mean() < 0.7


RNG = np.random.default_rng(0)
SOUTH_AMERICA = np.column_stack(
    [axis.ravel() for axis in np.meshgrid(np.arange(-80.0, -34), np.arange(-30.0, 12))]
)
GLOBE = np.column_stack([RNG.uniform(-180, 180, 900), np.degrees(np.arcsin(RNG.uniform(-1, 1, 900)))])
COAST = np.column_stack([RNG.uniform(4.0, 4.3, 90), RNG.uniform(52.3, 52.6, 90)])
PIERS = np.concatenate(  # two thirds of the rows are in sea cells along the coast
    [
        np.column_stack([RNG.uniform(4.38, 4.45, 60), RNG.uniform(52.3, 52.6, 60)]),
        COAST[:30] + np.array([0.8, -0.2]),
    ]
)


@pytest.mark.parametrize(
    ("rows", "description", "warned"),
    [
        (SAHARA, "the land in the extent of the observations", False),
        (SEA, "the sea in the extent of the observations", False),
        (GLOBE, "the extent of the observations, land and sea", False),
        (SOUTH_AMERICA, "the land in the extent of the observations", True),  # a grid of a land species
        (COAST, "the sea in the extent of the observations", False),
        (PIERS, "the land in the extent of the observations", False),
    ],
)
def test_the_area_is_the_land_or_the_sea_where_most_observations_lie(rows, description, warned):
    area = sample_area(rows)
    assert area.description == description
    assert bool(area.warnings) == warned
    assert all("lie at sea" in warning for warning in area.warnings)
    land = read_mask().contains(area.lonlat)
    assert land.all() if "the land" in description else not land.all()
    assert not land.any() if "the sea" in description else land.any()


def test_a_given_area_is_named():
    assert sample_area(SAHARA, (0, 10, 20, 30)).description == "the land in the given extent"
    polygons = [box(0, 0, 1, 1)]
    assert sample_area(SEA, polygons=polygons).description == "the given polygons"
    assert sample_area(SEA, polygons=polygons, name="Lakes").description == "the polygons of Lakes"


def test_the_surface_of_an_area_is_known_unless_polygons_are_given():
    assert sample_area(SAHARA).surface == "land"
    assert sample_area(SEA).surface == "sea"
    assert sample_area(np.concatenate([SEA, SAHARA]), (-30, -40, 60, 40)).surface == "all"
    assert sample_area(SAHARA, polygons=[box(0, 0, 1, 1)]).surface == "all"


def test_points_are_uniform_in_overlapping_polygons():
    parts = [box(0, 0, 10, 10), box(5, 0, 10, 10), MultiPolygon([box(20, 0, 40, 10)])]
    places = sample_area(SAHARA, None, parts, n=20_000).lonlat
    assert np.mean(places[:, 0] < 10) == pytest.approx(1 / 3, abs=0.02)
    assert np.mean((places[:, 0] > 5) & (places[:, 0] < 10)) == pytest.approx(1 / 6, abs=0.02)
    assert not np.any((places[:, 0] > 10) & (places[:, 0] < 20))
    tall = sample_area(SAHARA, None, [box(0, 0, 1, 90)], n=20_000).lonlat
    assert np.mean(tall[:, 1] < 30) == pytest.approx(0.5, abs=0.02)


def test_small_distant_polygons_across_the_antimeridian():
    islands = [box(179, -17, 181, -16), box(-30, 60, -29.99, 60.01)]
    places = sample_area(SAHARA, None, islands, n=500).lonlat
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
    places = sample_area(SAHARA).lonlat
    assert (places.min(axis=0) >= SAHARA.min(axis=0)).all()
    assert (places.max(axis=0) <= SAHARA.max(axis=0)).all()
    np.testing.assert_array_equal(places, sample_area(SAHARA, seed=0).lonlat)
    assert not np.array_equal(places, sample_area(SAHARA, seed=1).lonlat)


@pytest.mark.parametrize(
    ("extent", "polygons", "message"),
    [
        ((-40, 20, -35, 30), None, "almost no land"),
        ((5, 1, 5, 2), None, "north must be greater"),
        ((5, 2, 6, 1), None, "north must be greater"),
        (None, [], "no polygon"),
        (None, [LineString([(0, 0), (1, 1)])], "no polygon"),
        ((0, 10, 20, 30), [box(0, 0, 1, 1)], "as an extent and as polygons: give one"),
    ],
)
def test_an_empty_area_is_refused(extent, polygons, message):
    with pytest.raises(SatclipError, match=message):
        sample_area(SAHARA, extent, polygons)
