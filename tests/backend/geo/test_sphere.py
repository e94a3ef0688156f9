"""Distances on the sphere, compared with the haversine formula for any points and notations of coordinates."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.geo.distances import location_ids, nearest_km, nearest_other_fold_km, nearest_other_km
from satclip_backend.geo.sphere import (
    EARTH_RADIUS_KM,
    arc_km,
    chord_of_km,
    fibonacci_lattice,
    separation,
    unit,
)


def haversine(a, b):
    """Return distances (n, m) in km by the haversine formula."""
    (lon, lat), (lon2, lat2) = np.radians(a).T[:, :, None], np.radians(b).T[:, None]
    h = np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(h))


@pytest.fixture
def rows():
    rng = np.random.default_rng(0)
    lonlat = fibonacci_lattice(400) + rng.normal(0, 1, (400, 2)) * [1, 0.2]
    return np.clip(np.concatenate([lonlat, lonlat[:20]]), [-400, -90], [400, 90])


def test_a_quarter_of_the_earth():
    np.testing.assert_allclose(unit(np.array([[90.0, 0.0], [0.0, 90.0]])), [[0, 1, 0], [0, 0, 1]], atol=1e-15)
    quarter = np.pi / 2 * EARTH_RADIUS_KM
    assert nearest_km(np.array([[12.0, 90.0]]), np.array([[77.0, 0.0]])) == pytest.approx(quarter)
    berlin, paris = np.array([[13.405, 52.52]]), np.array([[2.3522, 48.8566]])
    assert nearest_km(berlin, paris) == pytest.approx(877.5, abs=0.5)


def test_nearest_distances_are_the_minimum_of_all(rows):
    np.testing.assert_allclose(nearest_km(rows[:50], rows[50:]), haversine(rows[:50], rows[50:]).min(axis=1))
    km = haversine(rows, rows)
    elsewhere = np.where(location_ids(rows)[:, None] == location_ids(rows), np.inf, km)
    np.testing.assert_allclose(nearest_other_km(rows), elsewhere.min(axis=1))
    folds = np.random.default_rng(1).integers(4, size=len(rows))
    apart = np.where(folds[:, None] == folds, np.inf, km)
    np.testing.assert_allclose(nearest_other_fold_km(rows, folds), apart.min(axis=1), atol=1e-4)


@pytest.mark.parametrize("turn", [360.0, -360.0, 77.7])
def test_distances_do_not_depend_on_a_rotation_of_longitudes(rows, turn):
    turned = np.column_stack([rows[:, 0] + turn, rows[:, 1]])
    folds = np.arange(len(rows)) % 3
    np.testing.assert_allclose(nearest_other_km(turned), nearest_other_km(rows), atol=1e-4)
    before = nearest_other_fold_km(rows, folds)
    np.testing.assert_allclose(nearest_other_fold_km(turned, folds), before, atol=1e-4)


def test_distances_across_the_antimeridian_and_a_pole():
    assert nearest_km(np.array([[179.9, 0.0]]), np.array([[-179.9, 0.0]])) == pytest.approx(22.24, abs=0.01)
    assert nearest_km(np.array([[0.0, 89.9]]), np.array([[180.0, 89.9]])) == pytest.approx(22.24, abs=0.01)


def test_a_metre_is_resolved():
    metre = np.degrees(1e-3 / EARTH_RADIUS_KM)
    assert nearest_km(np.array([[5.0, 50.0]]), np.array([[5.0, 50.0 + metre]])) == pytest.approx(
        1e-3, rel=1e-5
    )


def test_equivalent_coordinates_are_one_location():
    same = np.array([[180.0, 10.0], [-180.0, 10.0], [540.0, 10.0], [-180.0 - 1e-13, 10.0 + 1e-13]])
    assert len(set(location_ids(same))) == 1
    assert len(set(location_ids(np.array([[0.0, 90.0], [123.4, 90.0], [-77.0, 90.0]])))) == 1
    assert len(set(location_ids(np.array([[0.0, 90.0], [0.0, -90.0], [0.0, 0.0], [1e-6, 0.0]])))) == 4


def test_without_another_location_the_distance_is_infinite():
    rows = np.array([[180.0, 1.0], [-180.0, 1.0]])
    assert np.isinf(nearest_other_km(rows)).all()
    assert np.isinf(nearest_other_fold_km(np.array([[1.0, 1.0], [2.0, 2.0]]), np.zeros(2, dtype=int))).all()


def test_the_angle_to_an_invalid_point_is_infinite():
    lonlat = np.array([[0.0, 0.0], [179.0, 0.0], [0.0, 90.0], [5.0, 5.0], [np.inf, 0.0]])
    other = np.array([[90.0, 0.0], [-179.0, 0.0], [50.0, 90.0], [np.nan, 5.0], [0.0, 0.0]])
    np.testing.assert_allclose(separation(lonlat, other), [90, 2, 0, np.inf, np.inf], atol=1e-12)


def test_chord_and_arc_are_converted_into_each_other():
    km = np.array([0.001, 1.0, 5000.0, np.pi * EARTH_RADIUS_KM])
    np.testing.assert_allclose(arc_km([chord_of_km(each) for each in km]), km)
    assert chord_of_km(1e6) == 2
