"""Map blocks interpolated with polynomials are within the tolerance of pixel-by-pixel evaluation in float64."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from rasterio.windows import Window

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import Cancelled
from satclip_backend.rasters.chebyshev import interpolation, nodes
from satclip_backend.rasters.grids import make_grid
from satclip_backend.rasters.rendering import Renderer


@pytest.fixture(scope="module")
def bundled():
    return load_encoder("bundled", device="cpu")


class Counted:
    """An encoder that counts the points that it evaluates."""

    def __init__(self, encoder):
        self.encoder, self.metadata, self.network = encoder, encoder.metadata, encoder.network
        self.lonlat_at = 0

    def encode(self, lonlat, **options):
        self.lonlat_at += len(lonlat)
        return self.encoder.encode(lonlat, **options)

    def encode_grid(self, lon, lat, head, **options):
        self.lonlat_at += len(lon) * len(lat)
        return self.encoder.encode_grid(lon, lat, head, **options)


def draw(encoder, grid, head, size=512):
    renderer = Renderer(encoder, head)
    whole = np.empty((len(head.tolerance), grid.height, grid.width), dtype=np.float32)
    for w in grid.windows(size):
        whole[:, w.row_off : w.row_off + w.height, w.col_off : w.col_off + w.width] = renderer.block(grid, w)
    return whole


def worst(drawn, encoder, grid, head, n=3000):
    """Return the largest error at `n` random pixels and the edges, in tolerances. Missing values must match."""
    rng = np.random.default_rng(0)
    rows, columns = rng.integers(0, grid.height, n), rng.integers(0, grid.width, n)
    edge = np.arange(grid.width)
    rows = np.concatenate([rows, np.zeros_like(edge), np.full_like(edge, grid.height - 1)])
    columns = np.concatenate([columns, edge, edge])
    wanted = head(encoder.encode(grid.lonlat_at(columns + 0.5, rows + 0.5), dtype="float64"))
    off = np.abs(drawn[:, rows, columns].T - wanted)
    np.testing.assert_array_equal(np.isfinite(off), np.isfinite(wanted))
    return np.nanmax(off / head.tolerance)


@pytest.mark.parametrize(
    ("crs", "extent", "pixel_size", "share"),
    [
        ("EPSG:4326", [-20, 20, 45, 72], 0.05, 0.05),
        ("EPSG:4326", [170, 60, 200, 90], 0.05, 0.05),  # contains the antimeridian and the pole
        ("EPSG:3857", [1e6, 6e6, 1.5e6, 6.7e6], 600, 0.03),
        ("EPSG:6933", [-8e6, -3e6, -6e6, -1e6], 3000, 0.05),
        ("EPSG:32633", [0, 4.5e6, 1e6, 5.5e6], 1000, 0.01),
        ("EPSG:3035", [2.5e6, 1.5e6, 6.5e6, 5.5e6], 5000, 0.1),
        ("EPSG:3995", [-2e6, -2e6, 2e6, 2e6], 5000, 0.1),  # the pole in the middle
        ("EPSG:27700", [1e5, 1e5, 1.37e5, 1.21e5], 100, 0.01),  # another datum; odd sizes
    ],
)
def test_smooth_blocks_are_drawn_from_few_points(bundled, crs, extent, pixel_size, share):
    grid, head = make_grid(extent, crs, pixel_size), bundled.pca.first(3).head()
    counted = Counted(bundled)
    drawn = draw(counted, grid, head)
    assert worst(drawn, bundled, grid, head) <= 1
    assert counted.lonlat_at < share * grid.width * grid.height


@pytest.mark.parametrize(
    ("crs", "extent", "pixel_size"),
    [
        (
            "EPSG:4326",
            [-250, -100, 250, 100],
            1.3,
        ),  # larger than the world, pixels at the encoder's resolution
        ("+proj=moll +lon_0=150", [-18e6, -9e6, 18e6, 9e6], 56_000),  # corners outside the Earth
        ("+proj=igh", [-20e6, -9e6, 20e6, 9e6], 56_000),  # interrupted
        ("+proj=ortho +lat_0=45", [-7e6, -7e6, 7e6, 7e6], 26_000),
        ("EPSG:3857", [-22e6, -22e6, 22e6, 22e6], 120_000),
    ],
)
def test_the_world_with_pixels_outside_the_earth(bundled, crs, extent, pixel_size):
    grid, head = make_grid(extent, crs, pixel_size), bundled.pca.first(3).head()
    drawn = draw(bundled, grid, head)
    assert not np.isfinite(drawn).all()
    assert worst(drawn, bundled, grid, head) <= 1


def test_blocks_with_rounding_errors_are_evaluated_pixel_by_pixel(golden):
    """Towards the poles the official basis is not smooth, so it must be evaluated at each pixel."""
    encoder = load_encoder(golden / "satclip-mini-l40.ckpt", device="cpu")
    head = encoder.pca.first(3).head()
    grid = make_grid([0, 70, 12, 76], "EPSG:4326", 0.1)
    counted = Counted(encoder)
    drawn = draw(counted, grid, head)
    # The rounding of powers depends on the position in a batch (official.py), so a few digits differ.
    assert worst(drawn, encoder, grid, replace(head, tolerance=head.tolerance * 100)) <= 1
    assert counted.lonlat_at > grid.width * grid.height
    smooth = make_grid([0, 0, 12, 6], "EPSG:4326", 0.05)
    assert worst(draw(encoder, smooth, head), encoder, smooth, head) <= 1


def test_exact_evaluates_every_pixel(bundled):
    grid, head = (
        make_grid([5, 40, 15, 47], "EPSG:4326", 0.05),
        bundled.pca.first(3).head().exact(),
    )
    counted = Counted(bundled)
    drawn = draw(counted, grid, head)
    assert counted.lonlat_at == grid.width * grid.height
    assert worst(drawn, bundled, grid, bundled.pca.first(3).head()) <= 0.2


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (2, 2), (17, 513)])
def test_odd_sizes(bundled, size):
    height, width = size
    grid = make_grid([5, 47 - height * 0.01, 5 + width * 0.01, 47], "EPSG:4326", 0.01)
    head = bundled.pca.first(3).head()
    drawn = draw(bundled, grid, head)
    assert drawn.shape == (3, height, width)
    assert worst(drawn, bundled, grid, head) <= 1


def test_cancelling_stops_within_a_block(bundled):
    told = []

    def report(share, message):
        told.append(share)
        if share > 0.2:
            raise Cancelled

    grid = make_grid([-180, -90, 180, 90], "EPSG:4326", 0.7)
    with pytest.raises(Cancelled):
        Renderer(bundled, bundled.pca.first(3).head().exact()).block(grid, Window(0, 0, 512, 257), report)
    assert told[-1] < 0.5


@pytest.mark.parametrize(
    ("crs", "found"),
    [
        ("EPSG:4326", True),
        ("EPSG:3857", True),
        ("EPSG:6933", True),
        ("+proj=eqc +lat_ts=30", True),
        ("+proj=merc +lon_0=150", True),
        ("EPSG:3035", False),
        ("EPSG:32633", False),
        ("+proj=moll", False),
        ("+proj=ob_tran +o_proj=longlat +o_lon_p=-162 +o_lat_p=39.25 +lon_0=180", False),  # rotated degrees
    ],
)
def test_cylindrical_crss_are_detected(crs, found):
    extents = {
        "EPSG:4326": [-20, 0, 20, 40],
        "EPSG:3035": [2.5e6, 1.5e6, 6.5e6, 5.5e6],
        "EPSG:32633": [0, 4e6, 1e6, 5e6],
    }
    extent = extents.get(crs, [-20, 0, 20, 40] if "longlat" in crs else [0, 0, 4e6, 4e6])
    grid = make_grid(extent, crs, (extent[2] - extent[0]) / 100)
    assert (grid.cylindrical is not None) == found


def test_interpolation_is_exact_for_polynomials():
    for count, pixels in [(1, 7), (4, 1), (5, 9), (12, 40)]:
        at = nodes(count, pixels)
        centres = np.arange(pixels) + 0.5
        for power in range(count):
            values = (at / pixels) ** power
            np.testing.assert_allclose(
                interpolation(count, pixels) @ values, (centres / pixels) ** power, atol=2e-6
            )
