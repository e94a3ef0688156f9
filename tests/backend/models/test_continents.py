"""Continents of points: cities are on their continents, and the open ocean is on none."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.models.continents import CONTINENTS, continents

CITIES = {
    "Africa": [
        (31.2, 30.0),
        (36.8, -1.3),
        (18.4, -33.9),
        (-17.4, 14.7),
        (47.5, -18.9),
        (57.5, -20.2),
        (55.4, -20.9),
    ],
    "Antarctica": [(0, -90), (123, -90), (166.7, -77.8), (-60, -75), (179.99, -85), (-180, -85)],
    "Asia": [
        (82.9, 55.0),
        (131.9, 43.1),
        (177.5, 64.7),
        (-169.8, 66.15),
        (139.7, 35.7),
        (32.9, 39.9),
        (103.8, 1.35),
    ],
    "Europe": [
        (-21.9, 64.1),
        (37.6, 55.75),
        (56.2, 58.0),
        (2.35, 48.85),
        (-25.7, 37.8),
        (15.6, 78.2),
        (23.7, 38.0),
    ],
    "North America": [
        (-157.86, 21.3),
        (-99.1, 19.4),
        (-51.7, 64.2),
        (-79.5, 9.0),
        (-64.7, 32.3),
        (-149.9, 61.2),
    ],
    "Oceania": [
        (151.2, -33.9),
        (174.8, -36.9),
        (178.4, -18.1),
        (-179.98, -16.8),
        (-171.8, -13.8),
        (-149.6, -17.5),
    ],
    "South America": [
        (-77.0, -12.0),
        (-52.3, 4.9),
        (-74.0, 4.7),
        (-68.3, -54.8),
        (-57.9, -51.7),
        (-90.5, -0.7),
    ],
}
SEA = [(-35, 0), (-140, 10), (0, 90), (75, -30), (-40, 35)]


@pytest.mark.parametrize("turn", [0, 360, -360])
@pytest.mark.parametrize("name", CITIES)
def test_cities_are_on_their_continents(name, turn):
    places = np.array(CITIES[name], dtype=float)
    places[:, 0] += turn
    assert set(continents(places)) == {name}


def test_the_ocean_belongs_to_a_continent_only_near_a_coast():
    assert continents(np.array(SEA, dtype=float)).tolist() == [""] * len(SEA)
    off_lisbon = np.array([[-10.0, 38.7], [-12.5, 38.7]])
    assert continents(off_lisbon).tolist() == ["Europe", ""]


def test_land_shares_are_those_of_the_earth():
    rng = np.random.default_rng(0)
    lonlat = np.column_stack(
        [rng.uniform(-180, 180, 50_000), np.degrees(np.arcsin(rng.uniform(-1, 1, 50_000)))]
    )
    found = continents(lonlat)
    # million km², including waters up to 100 km from the coast
    for name, area in {"Africa": 30.4, "Asia": 44.6, "Europe": 10.2, "South America": 17.8}.items():
        assert area < 510 * np.mean(found == name) < 1.6 * area


def test_zero_points_and_file_size():
    assert continents(np.empty((0, 2))).shape == (0,)
    assert CONTINENTS.stat().st_size < 150_000
    assert "public domain" in CONTINENTS.read_text()[:2000]
