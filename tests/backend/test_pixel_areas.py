"""Pixel areas add up to the area of the Earth, and of known parts of it, in any CRS."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Geod, Transformer

from satclip_backend.rasters.grids import make_grid
from satclip_backend.rasters.pixel_areas import pixel_areas

EARTH = 510_065_622
EQUAL_AREA = [-17_367_530, -7_342_230, 17_367_530, 7_342_230]
"""Extent of the world in EPSG:6933, up to the poles."""


def total(crs, extent, pixel_size, size=512, where=lambda lonlat: np.ones(len(lonlat), dtype=bool)):
    """Return the area in km² of all pixels whose centre is on Earth and for which `where` is true."""
    grid = make_grid(extent, crs, pixel_size)
    area = 0.0
    for window in grid.windows(size):
        lonlat = grid.lonlat(window)
        known = np.isfinite(lonlat[:, 0])
        known[known] = where(lonlat[known])
        known = known.reshape(window.height, window.width)
        area += pixel_areas(grid, window, known)[known].sum()
    return area


@pytest.mark.parametrize(
    ("crs", "extent", "pixel_size"),
    [
        ("EPSG:4326", [-180, -90, 180, 90], 1),
        ("EPSG:4326", [-180, -90, 180, 90.3], 0.72),  # the first row reaches beyond the pole
        ("EPSG:6933", EQUAL_AREA, 14_684_460 / 170),
        ("+proj=moll +ellps=WGS84", [-18_050_000, -9_050_000, 18_050_000, 9_050_000], 25_000),
    ],
)
def test_the_whole_earth(crs, extent, pixel_size):
    assert total(crs, extent, pixel_size) == pytest.approx(EARTH, rel=1e-3)


def test_the_whole_extent_of_web_mercator():
    edge = 20037508.342789
    cap = Geod(ellps="WGS84").polygon_area_perimeter(
        np.arange(-180, 180, 0.05), np.full(7200, 85.0511287798)
    )[0]
    wanted = EARTH - 2 * abs(cap) / 1e6
    assert total("EPSG:3857", [-edge, -edge, edge, edge], 2 * edge / 1024) == pytest.approx(wanted, rel=1e-3)


@pytest.mark.parametrize(
    ("crs", "extent", "pixel_size"),
    [
        ("EPSG:4326", [10, 46, 11, 47], 0.001),
        ("EPSG:3857", [1_200_000, 5_900_000, 1_300_000, 6_000_000], 100),
        ("EPSG:6933", [900_000, 5_200_000, 1_000_000, 5_300_000], 100),
        ("EPSG:3035", [4_000_000, 2_500_000, 4_600_000, 2_800_000], 1_000),
        ("EPSG:32632", [300_000, 5_000_000, 700_000, 5_400_000], 500),
        ("EPSG:32632", [500_000, 5_000_000, 500_100, 5_000_100], 0.25),
        ("EPSG:3995", [-300_000, -300_000, 300_000, 300_000], 5_000),  # contains the pole
        ("EPSG:2263", [900_000, 150_000, 1_000_000, 250_000], 100),  # feet
        ("EPSG:4277", [-3, 51, -2, 52], 0.01),  # another datum
    ],
)
def test_a_rectangle_has_the_area_of_its_outline(crs, extent, pixel_size):
    west, south, east, north = extent
    along = np.linspace(0, 1, 2000)
    x = np.concatenate([west + along * (east - west), np.full(2000, east), east - along * (east - west)])
    y = np.concatenate([np.full(2000, south), south + along * (north - south), np.full(2000, north)])
    x, y = np.append(x, np.full(2000, west)), np.append(y, north - along * (north - south))
    lon, lat = Transformer.from_crs(crs, 4326, always_xy=True).transform(x, y)
    wanted = abs(Geod(ellps="WGS84").polygon_area_perimeter(lon, lat)[0]) / 1e6
    assert total(crs, extent, pixel_size) == pytest.approx(wanted, rel=1e-4)


def test_part_of_a_rectangle_whose_pixels_differ_in_area():
    """The polar cap north of 60 degrees in a stereographic projection, where pixel areas vary."""
    cap = Geod(ellps="WGS84").polygon_area_perimeter(np.arange(-180, 180, 0.05), np.full(7200, 60.0))[0]
    reach = 4_500_000
    got = total("EPSG:3995", [-reach, -reach, reach, reach], 10_000, where=lambda lonlat: lonlat[:, 1] > 60)
    assert got == pytest.approx(abs(cap) / 1e6, rel=1e-3)
