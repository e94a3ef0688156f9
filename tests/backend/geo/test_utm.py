"""UTM zones and coordinates, against PROJ and known positions."""

import numpy as np
import pyproj
import pytest

from satclip_backend.geo.utm import BANDS, project, zone_bounds, zones


def test_coordinates_are_those_of_proj():
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(-180, 180, 4000), rng.uniform(-80, 84, 4000)
    number, _band = zones(lon, lat)
    easting, northing = project(lon, lat, number)
    for code in np.unique(number):
        for south in (False, True):
            rows = (number == code) & ((lat < 0) == south)
            crs = pyproj.CRS.from_epsg((32700 if south else 32600) + int(code))
            transformer = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
            x, y = transformer.transform(lon[rows], lat[rows])
            np.testing.assert_allclose(easting[rows], x, atol=1e-5)
            np.testing.assert_allclose(northing[rows], y, atol=1e-5)


@pytest.mark.parametrize(
    ("lon", "lat", "zone"),
    [
        (103.76, 1.32, "48N"),
        (-180, -80, "1C"),
        (179.999, 83.9, "60X"),
        (0, 0, "31N"),
        (0, -1e-9, "31M"),
        (2.999, 60, "31V"),
        (3, 56, "32V"),
        (11.999, 63.999, "32V"),
        (3, 64, "31W"),
        (3, 55.999, "31U"),
        (8.999, 72, "31X"),
        (9, 84, "33X"),
        (21, 78, "35X"),
        (32.999, 78, "35X"),
        (33, 78, "37X"),
        (41.999, 78, "37X"),
        (42, 78, "38X"),
        (-3, 78, "30X"),
    ],
)
def test_zones_of_places(lon, lat, zone):
    number, band = zones(np.array([lon]), np.array([lat]))
    assert f"{number[0]}{BANDS[band[0]]}" == zone
    west, south, east, north = zone_bounds()[zone]
    assert west <= lon < east
    assert south <= lat <= north


def test_zones_cover_the_map_once():
    bounds = zone_bounds()
    assert len(bounds) == 1197
    assert sum((east - west) * (north - south) for west, south, east, north in bounds.values()) == 360 * 164
    number, band = zones(np.array([5.0, 5, 5, 5]), np.array([-90, -80.001, 84.001, 90]))
    assert number.tolist() == band.tolist() == [-1] * 4
