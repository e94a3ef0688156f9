"""The share of land that fades the sea, compared with interpolation of scattered points."""

import numpy as np
from scipy.ndimage import map_coordinates

from satclip_backend.rasters.masks import land_share, read_mask


def test_land_shares_are_those_of_bilinear_interpolation():
    lon = np.array([-180, -179.97, -10.02, 0.04, 13.333, 77.77, 179.99, 180, 540.1])
    lat = np.array([90, 89.98, 52.51, 10.03, -33.3, -77.7, -89.99, -90])
    land = read_mask()
    cells = np.pad(land.cells.astype(float), ((0, 0), (1, 1)), mode="wrap")
    cells = np.pad(cells, ((1, 1), (0, 0)), mode="edge")
    west, south, east, north = land.extent
    column = np.mod(lon - west, 360) / (east - west) * land.cells.shape[1] + 0.5
    row = (north - lat) / (north - south) * land.cells.shape[0] + 0.5
    rows, columns = np.meshgrid(row, column, indexing="ij")
    wanted = map_coordinates(cells, [rows, columns], order=1, mode="nearest")
    assert 0 < wanted.mean() < 1
    np.testing.assert_allclose(land_share(lon, lat), wanted, atol=2e-5)


def test_the_coast_is_between_land_and_sea():
    share = land_share(np.linspace(-5, -4, 200), np.linspace(48, 49, 200))  # Brittany
    assert (share.min(), share.max()) == (0, 1)
    assert ((share > 0) & (share < 1)).any()
