"""Distances on the sphere are those of the haversine formula, wherever the places lie and however they are written."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.encoders.sphere import fibonacci_lattice
from satclip_backend.learning.sphere import (
    RADIUS_KM,
    location_ids,
    nearest_km,
    nearest_other_fold_km,
    nearest_other_km,
    unit,
)


def haversine(a, b):
    """(n, m) km, the textbook's formula."""
    (lon, lat), (lon2, lat2) = np.radians(a).T[:, :, None], np.radians(b).T[:, None]
    h = np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    return 2 * RADIUS_KM * np.arcsin(np.sqrt(h))


@pytest.fixture
def rows():
    rng = np.random.default_rng(0)
    lonlat = fibonacci_lattice(400) + rng.normal(0, 1, (400, 2)) * [1, 0.2]
    return np.clip(np.concatenate([lonlat, lonlat[:20]]), [-400, -90], [400, 90])


def test_a_quarter_of_the_earth():
    np.testing.assert_allclose(unit(np.array([[90.0, 0.0], [0.0, 90.0]])), [[0, 1, 0], [0, 0, 1]], atol=1e-15)
    quarter = np.pi / 2 * RADIUS_KM
    assert nearest_km(np.array([[12.0, 90.0]]), np.array([[77.0, 0.0]])) == pytest.approx(quarter)
    berlin, paris = np.array([[13.405, 52.52]]), np.array([[2.3522, 48.8566]])
    assert nearest_km(berlin, paris) == pytest.approx(877.5, abs=0.5)


def test_nearest_distances_are_the_least_of_all(rows):
    np.testing.assert_allclose(nearest_km(rows[:50], rows[50:]), haversine(rows[:50], rows[50:]).min(axis=1))
    km = haversine(rows, rows)
    elsewhere = np.where(location_ids(rows)[:, None] == location_ids(rows), np.inf, km)
    np.testing.assert_allclose(nearest_other_km(rows), elsewhere.min(axis=1))
    folds = np.random.default_rng(1).integers(4, size=len(rows))
    apart = np.where(folds[:, None] == folds, np.inf, km)
    np.testing.assert_allclose(nearest_other_fold_km(rows, folds), apart.min(axis=1), atol=1e-4)


@pytest.mark.parametrize("turn", [360.0, -360.0, 77.7])
def test_turning_the_earth_changes_no_distance(rows, turn):
    turned = np.column_stack([rows[:, 0] + turn, rows[:, 1]])
    folds = np.arange(len(rows)) % 3
    np.testing.assert_allclose(nearest_other_km(turned), nearest_other_km(rows), atol=1e-4)
    before = nearest_other_fold_km(rows, folds)
    np.testing.assert_allclose(nearest_other_fold_km(turned, folds), before, atol=1e-4)


def test_distances_across_the_antimeridian_and_a_pole():
    assert nearest_km(np.array([[179.9, 0.0]]), np.array([[-179.9, 0.0]])) == pytest.approx(22.24, abs=0.01)
    assert nearest_km(np.array([[0.0, 89.9]]), np.array([[180.0, 89.9]])) == pytest.approx(22.24, abs=0.01)


def test_a_few_metres_are_told():
    metre = np.degrees(1e-3 / RADIUS_KM)
    assert nearest_km(np.array([[5.0, 50.0]]), np.array([[5.0, 50.0 + metre]])) == pytest.approx(
        1e-3, rel=1e-5
    )


def test_the_same_position_is_one_place_however_it_is_written():
    same = np.array([[180.0, 10.0], [-180.0, 10.0], [540.0, 10.0], [-180.0 - 1e-13, 10.0 + 1e-13]])
    assert len(set(location_ids(same))) == 1
    assert len(set(location_ids(np.array([[0.0, 90.0], [123.4, 90.0], [-77.0, 90.0]])))) == 1
    assert len(set(location_ids(np.array([[0.0, 90.0], [0.0, -90.0], [0.0, 0.0], [1e-6, 0.0]])))) == 4


def test_where_there_is_no_other_place_it_is_infinitely_far():
    rows = np.array([[180.0, 1.0], [-180.0, 1.0]])
    assert np.isinf(nearest_other_km(rows)).all()
    assert np.isinf(nearest_other_fold_km(np.array([[1.0, 1.0], [2.0, 2.0]]), np.zeros(2, dtype=int))).all()
