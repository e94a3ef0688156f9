"""Class rasters: areas on the ellipsoid for any block layout, and names of classes."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from affine import Affine
from pyproj import Geod

from satclip_backend.errors import SatclipError
from satclip_backend.progress import no_progress
from satclip_backend.rasters import class_maps
from satclip_backend.rasters.class_maps import class_areas, class_names
from satclip_backend.rasters.sampling import describe

DEGREES = Affine(1, 0, 0, 0, -1, 60)
"""Pixels of 1 degree, with the upper left corner at 0 E 60 N."""


@pytest.fixture
def write(tmp_path):
    """Return a function that writes an image with one or more bands and returns the raster."""

    def write(values, crs="EPSG:4326", transform=DEGREES, tags=None, **profile):
        values = np.asarray(values)
        values = values[None] if values.ndim == 2 else values
        count, height, width = values.shape
        profile |= {"count": count, "height": height, "width": width, "dtype": values.dtype}
        path = tmp_path / "classes.tif"
        with rasterio.open(path, "w", driver="GTiff", crs=crs, transform=transform, **profile) as data:
            data.write(values)
            data.update_tags(**(tags or {}))
        return describe(path)

    return write


def on_ellipsoid(west, south, east, north):
    """Return the area in km² between two meridians and two parallels."""
    lon, lat = np.linspace(west, east, 2001), np.linspace(south, north, 201)
    ring_lon = [*lon, *[east] * 201, *lon[::-1], *[west] * 201]
    ring_lat = [*[south] * 2001, *lat, *[north] * 2001, *lat[::-1]]
    return abs(Geod(ellps="WGS84").polygon_area_perimeter(ring_lon, ring_lat)[0]) / 1e6


def test_pixels_in_degrees_are_weighted_by_area(write):
    values = np.full((60, 20), 1, dtype=np.int16)
    values[30:] = -7
    values[:, 19] = 255
    found = class_areas(write(values, nodata=255), 1, no_progress)
    assert list(found) == [-7, 1]  # equal numbers of pixels
    assert found[1] == pytest.approx(on_ellipsoid(0, 30, 19, 60), rel=1e-4)
    assert found[-7] == pytest.approx(on_ellipsoid(0, 0, 19, 30), rel=1e-4)
    assert found[-7] / found[1] > 1.3


@pytest.mark.parametrize("size", [(1, 30), (2, -30)])
def test_pixels_of_an_equal_area_crs(write, size):
    """Pixels are not square, or the raster is south up."""
    values = np.arange(200, dtype=np.uint8).reshape(10, 20) % 2 + 3
    transform = Affine(size[0] * 1000, 0, 4_000_000, 0, -size[1] * 1000, 3_000_000)
    found = class_areas(write(values, "EPSG:3035", transform), 1, no_progress)
    assert found == pytest.approx({3: 100 * 30 * size[0], 4: 100 * 30 * size[0]}, rel=2e-3)


@pytest.mark.parametrize("layout", [{"blockysize": 5}, {"tiled": True, "blockxsize": 16, "blockysize": 32}])
@pytest.mark.parametrize("dtype", ["uint8", "float32", "int32"])
def test_counts_do_not_depend_on_the_block_layout(write, monkeypatch, layout, dtype):
    codes = [0, 3, 200] if dtype == "uint8" else [0, 3, 10_000_000]
    values = np.random.default_rng(0).choice(codes, (70, 90)).astype(dtype)
    raster = write(values, **layout)
    whole = class_areas(raster, 1, no_progress)
    seen = []
    monkeypatch.setattr(class_maps, "BLOCK", 600)
    monkeypatch.setattr(class_maps, "ACROSS", 32)
    found = class_areas(raster, 1, lambda fraction, message: seen.append(fraction))
    assert found == pytest.approx(whole)
    assert len(seen) > 5
    assert seen == sorted(seen)
    assert list(whole) == sorted(codes)
    assert sum(whole.values()) == pytest.approx(on_ellipsoid(0, -10, 90, 60), rel=1e-4)


def test_rasters_that_are_not_class_maps_are_refused(write):
    values = np.zeros((2, 5, 5), dtype=np.float32)
    values[0, 2, 2], values[1] = 0.25, np.nan
    raster = write(values)
    with pytest.raises(
        SatclipError, match=r"has the value 0.25, which is no class.* It has the bands 1, 2\.$"
    ):
        class_areas(raster, 1, no_progress)
    with pytest.raises(SatclipError, match=r"Band 2 of classes\.tif has no pixel with a value"):
        class_areas(raster, 2, no_progress)
    with pytest.raises(SatclipError, match="more than 500 different values"):
        class_areas(write(np.arange(900, dtype=np.int16).reshape(30, 30)), 1, no_progress)
    with pytest.raises(SatclipError, match="rotated or mirrored"):
        class_areas(write(np.ones((5, 5), np.uint8), transform=Affine(1, 0.1, 0, 0, -1, 5)), 1, no_progress)


def test_class_names_are_read_from_a_prediction_map(write):
    tags = {"SATCLIP_CLASS_2": "Wald", "SATCLIP_CLASS_-1": "Meer", "SATCLIP_CLASS_x": "no code"}
    assert class_names(write(np.ones((5, 5), np.uint8), tags=tags), 1) == {2: "Wald", -1: "Meer"}


CATEGORIES = """<PAMDataset><PAMRasterBand band="1"><CategoryNames><Category></Category><Category>forest</Category>
<Category>water</Category></CategoryNames></PAMRasterBand></PAMDataset>"""
TABLE = """<PAMDataset><PAMRasterBand band="1"><GDALRasterAttributeTable>
<FieldDefn index="0"><Name>Value</Name><Type>0</Type><Usage>5</Usage></FieldDefn>
<FieldDefn index="1"><Name>Count</Name><Type>0</Type><Usage>1</Usage></FieldDefn>
<FieldDefn index="2"><Name>Class</Name><Type>2</Type><Usage>2</Usage></FieldDefn>
<Row index="0"><F>1</F><F>9</F><F>forest</F></Row><Row index="1"><F>2.0</F><F>9</F><F>water</F></Row>
<Row index="2"><F>3</F><F>9</F></Row></GDALRasterAttributeTable></PAMRasterBand></PAMDataset>"""


@pytest.mark.parametrize("notes", [CATEGORIES, TABLE])
def test_class_names_are_read_from_sidecar_files(write, tmp_path, notes):
    raster = write(np.ones((5, 5), np.uint8))
    (tmp_path / "classes.tif.aux.xml").write_text(notes)
    assert class_names(raster, 1) == {1: "forest", 2: "water"}
    assert class_names(raster, 2) == {}
    untrusted = describe(tmp_path / "classes.tif", trusted=False)
    assert class_names(untrusted, 1) == {}


@pytest.mark.parametrize("notes", ["<PAMDataset>", "", '<!DOCTYPE a [<!ENTITY b "c">]><PAMDataset/>', "<a/>"])
def test_damaged_sidecar_files_are_ignored(write, tmp_path, notes):
    raster = write(np.ones((5, 5), np.uint8))
    (tmp_path / "classes.tif.aux.xml").write_text(notes)
    assert class_names(raster, 1) == {}
