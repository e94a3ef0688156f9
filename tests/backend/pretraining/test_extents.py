"""Extents of rasters with any geotransform and CRS, and locations of their patches."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from pyproj import CRS, Transformer
from rasterio.control import GroundControlPoint
from rasterio.transform import Affine

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.images.extents import extent_of
from satclip_backend.pretraining.images.grid import ImageGrid
from satclip_backend.pretraining.images.patch_extraction import extract_patches
from satclip_backend.pretraining.images.patch_folder import open_patch_folder
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.settings import PatchSettings

DEGREES = "EPSG:4326"
EARTH = "+proj=eqearth +lon_0=150 +datum=WGS84"
LEFT, TOP = 17_243_959, 8_392_927


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))


def grid(crs, transform, width=200, height=100):
    return ImageGrid(CRS(crs).to_wkt(), Affine(*transform), width, height)


@pytest.mark.parametrize(
    ("crs", "transform", "extent"),
    [
        (DEGREES, (0.1, 0, 10, 0, -0.1, 50), (10, 40, 30, 50)),
        (DEGREES, (0.1, 0, 10, 0, 0.1, 40), (10, 40, 30, 50)),  # south up
        (DEGREES, (-0.1, 0, 30, 0, -0.1, 50), (10, 40, 30, 50)),  # mirrored
        (DEGREES, (0, 0.2, 10, -0.05, 0, 50), (10, 40, 30, 50)),  # rotated by 90 degrees
        (DEGREES, (1.8, 0, 0, 0, -1.8, 90), (0, -90, 360, 90)),
        (DEGREES, (0.1, 0, 170, 0, -0.1, 50), (170, 40, 190, 50)),
        ("EPSG:32701", (1000, 0, 100_000, 0, -1000, 8_100_000), (179.2, -18.1, -178.8, -17.1)),
        ("EPSG:3995", (40_000, 0, -4e6, 0, -80_000, 4e6), (-180, 41.0, 180, 90)),
        ("EPSG:3031", (40_000, 0, -4e6, 0, 80_000, -4e6), (-180, -90, 180, -41.0)),
        (EARTH, (2 * LEFT / 200, 0, -LEFT, 0, -2 * TOP / 100, TOP), (-180, -90, 180, 90)),
        (
            "+proj=geos +h=35785831 +sweep=y",
            (55_702, 0, -5_570_248, 0, -111_404, 5_570_248),
            (-76, -78, 76, 78),
        ),
    ],
)
def test_the_extent_of_a_raster(crs, transform, extent):
    np.testing.assert_allclose(extent_of(grid(crs, transform)), extent, atol=2.5 if "+proj" in crs else 0.1)


@pytest.mark.parametrize(
    ("crs", "transform"),
    [
        (DEGREES, (10, 0, 500_000, 0, -10, 5_000_000)),
        ("EPSG:32633", (1e6, 0, 1e12, 0, -1e6, 1e12)),
        ('LOCAL_CS["plan",UNIT["metre",1]]', (10, 0, 0, 0, -10, 0)),
        (EARTH, (1, 0, 2 * LEFT, 0, -1, 0)),
    ],
)
def test_a_raster_outside_the_earth_has_no_extent(crs, transform):
    assert extent_of(grid(crs, transform)) is None


def write(path, transform, *, crs=DEGREES, size=(120, 80), **more):
    """Write a raster of the longitude and latitude of each pixel centre, as float64."""
    width, height = size
    columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    a, b, c, d, e, f = transform
    x, y = a * columns + b * rows + c, d * columns + e * rows + f
    lonlat = np.stack(Transformer.from_crs(crs, DEGREES, always_xy=True).transform(x, y))
    place = {"crs": crs, "transform": Affine(*transform)}
    with rasterio.open(path, "w", "GTiff", width, height, 2, dtype="float64", **{**place, **more}) as data:
        data.write(lonlat)
    return path


@pytest.mark.parametrize(
    ("crs", "transform"),
    [
        (DEGREES, (0.1, 0, 10, 0, 0.1, 40)),
        (DEGREES, (-0.1, 0, 22, 0, -0.1, 48)),
        (DEGREES, (0.08, 0.05, 10, 0.04, -0.07, 45)),  # rotated and sheared
        (DEGREES, (0.1, 0, 175, 0, -0.1, 10)),  # across 180 degrees
        (DEGREES, (3, 0, 0, 0, -2.2, 88)),  # 0 to 360
        ("EPSG:32660", (5000, 0, 300_000, 0, 5000, 0)),
        ("EPSG:3995", (50_000, 0, -3e6, 0, 50_000, -2e6)),
    ],
)
def test_patches_are_read_at_their_locations(tmp_path, crs, transform):
    """Pixel values are longitude and latitude, so they give the location of each patch, also of an extracted one."""
    imagery = open_imagery([write(tmp_path / "a.tif", transform, crs=crs)])
    lonlat = sample_points(60, 0, None, imagery.extent)
    cut = extract_patches(imagery, lonlat, tmp_path / "patches", PatchSettings(4))
    assert cut.extracted >= 15
    assert not cut.unused
    folder = open_patch_folder(tmp_path / "patches")
    patches, kept = folder.read(np.arange(len(folder.lonlat)))
    assert len(kept) == cut.extracted
    near = folder.lonlat[kept]
    middle = patches[:, :, 2, 2]
    if crs == DEGREES:
        apart = np.abs(np.mod(middle - near + 180, 360) - 180)
        assert (apart <= np.abs([transform[0], transform[4]]) + np.abs([transform[1], transform[3]])).all()
    else:
        assert (np.abs(middle[:, 1] - near[:, 1]) < 1).all()


def test_area_or_point_shifts_a_raster_by_half_a_pixel(tmp_path):
    transform = (0.1, 0, 10, 0, -0.1, 48)
    area = open_imagery([write(tmp_path / "area.tif", transform)])
    with rasterio.open(write(tmp_path / "point.tif", transform), "r+") as data:
        data.update_tags(AREA_OR_POINT="Point")
    point = open_imagery([tmp_path / "point.tif"])
    assert point.layers[0].grid.transform == area.layers[0].grid.transform


def test_south_up_and_north_up_rasters_are_combined(tmp_path):
    write(tmp_path / "plain.tif", (0.1, 0, 10, 0, -0.1, 48))
    write(tmp_path / "southup.tif", (0.1, 0, 30, 0, 0.1, 40))
    imagery = open_imagery([tmp_path])
    patches, kept = imagery.read_patches([[15, 44], [35, 44]], 4)
    assert kept.tolist() == [0, 1]
    np.testing.assert_allclose(patches[:, 0].mean((1, 2)), [15, 35], atol=0.1)


def test_an_image_without_patches_is_reported(tmp_path):
    write(tmp_path / "plain.tif", (0.1, 0, 10, 0, -0.1, 48))
    write(tmp_path / "small.tif", (0.1, 0, 30, 0, -0.1, 48), size=(3, 3))
    cut = extract_patches(
        open_imagery([tmp_path]), [[15, 44], [30.1, 47.9]], tmp_path / "out", PatchSettings(4)
    )
    assert (cut.extracted, sum(cut.skipped.values())) == (1, 1)
    assert cut.unused == ["small.tif"]


def test_both_sides_of_the_antimeridian_are_sampled(tmp_path):
    write(tmp_path / "east.tif", (0.1, 0, 170, 0, -0.1, 8), size=(200, 80))  # extends to 190 E
    write(tmp_path / "west.tif", (0.1, 0, -170, 0, -0.1, 8))
    imagery = open_imagery([tmp_path])
    assert imagery.extent[::2] == (-180, 180)
    lonlat = sample_points(2000, 0, None, imagery.extent)
    kept = lonlat[imagery.read_patches(lonlat, 4)[1], 0]
    assert ((kept > 170).any(), (kept < -170).any(), ((kept > -170) & (kept < -158)).any()) == (
        True,
        True,
        True,
    )


def gcp_file(path, points, crs=DEGREES, **more):
    values = np.stack(np.meshgrid(10 + 0.1 * (np.arange(60) + 0.5), 48 - 0.1 * (np.arange(40) + 0.5)))
    with rasterio.open(path, "w", "GTiff", 60, 40, 2, dtype="float64", **more) as data:
        data.write(values)
        if points:
            data.gcps = [GroundControlPoint(row, column, x, y) for column, row, x, y in points], crs
    return path


def corners(width=60, height=40):
    return [(c, r, 10 + 0.1 * c, 48 - 0.1 * r) for c in (0, width) for r in (0, height)]


@pytest.mark.parametrize("points", [corners(), corners()[:3], [*corners(), (30, 20, 13.01, 46.0)]])
def test_an_image_with_ground_control_points_is_georeferenced(tmp_path, points):
    imagery = open_imagery([gcp_file(tmp_path / "gcp.tif", points)])
    np.testing.assert_allclose(imagery.extent, (10, 44, 16, 48), atol=0.1)
    lonlat = np.array([[12.0, 46.0], [15.0, 45.0]])
    patches, kept = imagery.read_patches(lonlat, 4)
    assert kept.tolist() == [0, 1]
    np.testing.assert_allclose(patches.mean((2, 3)), lonlat, atol=0.06)
    assert extract_patches(imagery, lonlat, tmp_path / "out", PatchSettings(4)).extracted == 2


@pytest.mark.parametrize(
    "points",
    [
        corners()[:2],
        [(c, r, 10.0, 48.0) for c, r, _, _ in corners()],
        [*corners(), (30, 20, 13.5, 46.0)],  # half a degree off
    ],
)
def test_irregular_ground_control_points_are_reported(tmp_path, points):
    with pytest.raises(SatclipError, match=r"gcp\.tif is placed by \d ground control points.*gdalwarp"):
        open_imagery([gcp_file(tmp_path / "gcp.tif", points)])


def test_rpc_polynomials_are_reported_with_a_remedy(tmp_path):
    terms = " ".join(["1"] + ["0"] * 19)
    tags = dict.fromkeys(("LINE_OFF", "SAMP_OFF", "LAT_OFF", "LONG_OFF", "HEIGHT_OFF"), "1")
    tags |= dict.fromkeys(("LINE_SCALE", "SAMP_SCALE", "LAT_SCALE", "LONG_SCALE", "HEIGHT_SCALE"), "1")
    tags |= dict.fromkeys(("LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF"), terms)
    with rasterio.open(gcp_file(tmp_path / "rpc.tif", []), "r+") as data:
        data.update_tags(ns="RPC", **tags)
    with pytest.raises(SatclipError, match=r"rpc\.tif is placed by RPCs only .*gdalwarp -rpc"):
        open_imagery([tmp_path / "rpc.tif"])


def test_a_geotransform_without_a_crs_is_refused(tmp_path):
    gcp_file(tmp_path / "a.tif", [], transform=Affine(10, 0, 500_000, 0, -10, 5_000_000))
    with pytest.raises(SatclipError, match=r"a\.tif has a geotransform but no CRS"):
        open_imagery([tmp_path / "a.tif"])


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0])
def test_an_invalid_geotransform_is_reported(tmp_path, value):
    gcp_file(tmp_path / "a.tif", [], crs=DEGREES, transform=Affine(value, 0, 10, 0, value, 48))
    with pytest.raises(SatclipError, match=r"a\.tif"):
        open_imagery([tmp_path / "a.tif"])


def test_an_image_with_ground_control_points_is_resampled_to_another_grid(tmp_path):
    write(tmp_path / "a.tif", (0.05, 0, 10, 0, -0.05, 48))
    gcp_file(tmp_path / "b.tif", corners())
    imagery = open_imagery([tmp_path])
    assert (len(imagery.layers), len(imagery.bands)) == (1, 4)
    patches, kept = imagery.read_patches([[12.0, 46.0]], 4)
    assert kept.tolist() == [0]
    np.testing.assert_allclose(patches[0, 2:], patches[0, :2], atol=1e-6)
