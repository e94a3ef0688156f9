"""Notes on pixel values: undeclared nodata, colour tables, scales and offsets, and data types."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from pyproj import Transformer
from rasterio.transform import from_origin

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.patch_extraction import extract_patches
from satclip_backend.pretraining.images.patch_folder import open_patch_folder
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.settings import PatchSettings


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))


def write(path, values, x=500_000, **more):
    count, height, width = values.shape
    place = {"crs": "EPSG:32633", "transform": from_origin(x, 5_000_000, 10, 10)}
    with rasterio.open(path, "w", "GTiff", width, height, count, dtype=values.dtype, **place, **more) as data:
        data.write(values)
    return path


def place(x, y):
    return Transformer.from_crs("EPSG:32633", "EPSG:4326", always_xy=True).transform(x, y)


MIDDLE, CORNER = place(500_500, 4_999_500), place(500_050, 4_999_950)


@pytest.mark.parametrize(
    ("value", "dtype"), [(-3.4e38, np.float32), (-1.797e308, np.float64), (np.inf, np.float64)]
)
def test_extreme_values_are_missing_data(tmp_path, value, dtype):
    values = np.random.default_rng(0).random((2, 100, 100)).astype(dtype)
    values[1, 40:60, 40:60] = value
    imagery = open_imagery([write(tmp_path / "dem.tif", values)])
    assert imagery.read_patches([MIDDLE, CORNER], 8)[1].tolist() == [1]
    if np.isfinite(value):
        assert f"dem.tif has values such as {value:.3g}" in imagery.notes[0]
        assert "treated as missing data" in imagery.notes[0]
    cut = extract_patches(imagery, [MIDDLE, CORNER], tmp_path / "out", PatchSettings(8))
    assert (cut.extracted, dict(cut.skipped)) == (1, {"with pixels without data": 1})


@pytest.mark.parametrize("value", [-9999, -32768, 0])
def test_common_undeclared_nodata_values_are_reported_and_kept(tmp_path, value):
    values = np.random.default_rng(0).integers(1, 3000, (2, 100, 100)).astype(np.int16)
    values[:, :40] = value
    imagery = open_imagery([write(tmp_path / "a.tif", values)])
    assert len(imagery.notes) == 1
    assert (
        f"are {value}: if that means missing data, declare it (gdal_edit.py -a_nodata {value})"
        in imagery.notes[0]
    )
    assert len(imagery.read_patches([MIDDLE], 8)[1]) == 1
    assert open_imagery([write(tmp_path / "b.tif", values, nodata=value)]).notes == []


def test_ordinary_images_give_no_notes(tmp_path):
    random = np.random.default_rng(0)
    for name, values in (
        ("byte", random.integers(0, 256, (3, 100, 100)).astype(np.uint8)),
        ("float", random.normal(size=(1, 100, 100))),
        ("zeros", np.zeros((1, 100, 100), np.uint8)),
        ("cold", random.integers(-20_000, 100, (1, 100, 100)).astype(np.int16)),
    ):
        assert open_imagery([write(tmp_path / f"{name}.tif", values)]).notes == []


def test_a_colour_table_is_reported(tmp_path):
    path = write(tmp_path / "classes.tif", np.ones((1, 20, 20), np.uint8))
    with rasterio.open(path, "r+") as data:
        data.write_colormap(1, {1: (255, 0, 0, 255)})
    assert "classes.tif has a colour table" in open_imagery([path]).notes[0]


def test_mixed_bit_depths_are_reported(tmp_path):
    write(tmp_path / "a.tif", np.ones((1, 20, 20), np.uint8))
    write(tmp_path / "b.tif", np.ones((1, 20, 20), np.uint16), x=600_000)
    assert "a.tif has 8 bits a pixel and b.tif 16" in open_imagery([tmp_path]).notes[0]


def test_scales_and_offsets_are_stored_with_the_patches(tmp_path):
    values = np.full((2, 100, 100), 3000, np.uint16)
    for name, x in (("a", 500_000), ("b", 600_000)):
        with rasterio.open(write(tmp_path / f"{name}.tif", values, x), "r+") as data:
            data.scales, data.offsets = (1e-4, 1e-4), (-0.1, -0.1)
    imagery = open_imagery([tmp_path / "a.tif", tmp_path / "b.tif"])
    extract_patches(imagery, [MIDDLE], tmp_path / "out", PatchSettings(8))
    (patch,) = (tmp_path / "out" / "images").iterdir()
    with rasterio.open(patch) as data:
        assert (data.scales, data.offsets) == ((1e-4, 1e-4), (-0.1, -0.1))
        assert (data.read() == 3000).all()
    assert open_patch_folder(tmp_path / "out").read(np.array([0]))[0].dtype == np.uint16
    with rasterio.open(tmp_path / "b.tif", "r+") as data:
        data.offsets = (0.0, 0.0)  # like Sentinel-2 before 2022
    with pytest.raises(SatclipError, match=r"b\.tif has other scales or offsets than a\.tif.*-unscale"):
        open_imagery([tmp_path / "a.tif", tmp_path / "b.tif"])


@pytest.mark.parametrize("dtype", ["complex64", "complex128", "complex_int16"])
def test_complex_pixels_are_reported(tmp_path, dtype):
    place = {"crs": "EPSG:32633", "transform": from_origin(500_000, 5_000_000, 10, 10)}
    with rasterio.open(tmp_path / "slc.tif", "w", "GTiff", 20, 20, 1, dtype=dtype, **place) as data:
        data.write(np.ones((1, 20, 20), np.complex64))
    with pytest.raises(SatclipError, match=r"slc\.tif has complex pixels"):
        open_imagery([tmp_path / "slc.tif"])
    with pytest.raises(SatclipError, match="None of 1 images"):
        open_patch_folder(tmp_path)


@pytest.mark.parametrize("dtype", ["int8", "int64", "uint64", "float64", "int32", "uint16"])
def test_all_real_types_are_read(tmp_path, dtype):
    path = write(tmp_path / "a.tif", np.full((1, 100, 100), 7).astype(dtype))
    patches, _ = open_imagery([path]).read_patches([MIDDLE], 4)
    assert patches.dtype == dtype
    assert (patches == 7).all()


def test_one_bit_pixels_are_read(tmp_path):
    path = write(tmp_path / "a.tif", np.eye(100, dtype=np.uint8)[None], nbits=1)
    assert open_imagery([path]).read_patches([MIDDLE], 4)[0].sum() == 4
