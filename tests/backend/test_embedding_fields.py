"""Embedding rasters in the formats of AlphaEarth and TESSERA: recognised and decoded, or refused."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from affine import Affine
from pyproj import Transformer

from satclip_backend.errors import SatclipError
from satclip_backend.models.raster_matching import reopen_predictors
from satclip_backend.models.raster_predictors import open_predictors
from satclip_backend.rasters.embedding_fields import open_raster
from satclip_backend.rasters.grids import make_grid
from satclip_backend.rasters.sampling import values_at, values_on

SIDE = 40
BOTTOM_UP = Affine(10, 0, 500_000, 0, 10, 5_000_000)
NORTH_UP = Affine(10, 0, 500_000, 0, -10, 5_000_000 + 10 * SIDE)


def vectors(dimension, seed=0):
    """Return vectors (SIDE, SIDE, dimension) of length 1."""
    found = np.random.default_rng(seed).normal(size=(SIDE, SIDE, dimension))
    return found / np.linalg.norm(found, axis=-1, keepdims=True)


def codes_of(values):
    return np.round(np.sign(values) * np.sqrt(np.abs(values)) * 127.5).astype("int8")


def write_codes(path, codes, transform=BOTTOM_UP, overviews=None, **more):
    names = tuple(f"A{i:02}" for i in range(codes.shape[-1]))
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=SIDE,
        height=SIDE,
        count=codes.shape[-1],
        dtype="int8",
        nodata=-128,
        crs="EPSG:32632",
        transform=transform,
        tiled=True,
        blockxsize=16,
        blockysize=16,
        **more,
    ) as data:
        data.write(np.moveaxis(codes, -1, 0))
        data.descriptions = names
        if overviews:
            data.build_overviews([2, 4], overviews)
    return path


def centres(transform):
    rows, columns = np.divmod(np.arange(SIDE * SIDE), SIDE)
    x, y = transform @ (columns + 0.5, rows + 0.5)
    return np.column_stack(Transformer.from_crs(32632, 4326, always_xy=True).transform(x, y))


@pytest.mark.parametrize("transform", [BOTTOM_UP, NORTH_UP], ids=["bottom up", "north up"])
def test_alphaearth_is_decoded(tmp_path, transform):
    truth = vectors(64)
    codes = codes_of(truth)
    codes[3, 4] = -128
    raster = open_raster(write_codes(tmp_path / "aef.tif", codes, transform))
    assert raster.encoding == "alphaearth"
    found = values_at(raster, range(1, 65), centres(transform))
    assert np.isnan(found[3 * SIDE + 4]).all()
    found = np.delete(found, 3 * SIDE + 4, axis=0)
    np.testing.assert_allclose(found, np.delete(truth.reshape(-1, 64), 3 * SIDE + 4, axis=0), atol=0.008)
    by_formula = np.array([np.sign(v) * (v / 127.5) ** 2 for v in codes[0, 0].astype(float)])
    np.testing.assert_allclose(found[0], by_formula)


def test_vectors_of_another_length_are_refused(tmp_path):
    path = write_codes(tmp_path / "other.tif", np.full((SIDE, SIDE, 64), 100, "int8"))
    with pytest.raises(
        SatclipError, match=r"other\.tif has the layout of AlphaEarth .* vector of length 4\.92, not 1"
    ):
        open_raster(path)
    assert open_predictors([f"{path}:1-64"])[0].used.encoding == ""


def test_other_int8_rasters_are_plain_values(tmp_path):
    raster = open_raster(write_codes(tmp_path / "few.tif", np.full((SIDE, SIDE, 63), 100, "int8")))
    assert raster.encoding == ""
    assert values_at(raster, [1], centres(BOTTOM_UP)[:1])[0, 0] == 100


@pytest.mark.parametrize("overviews", [None, rasterio.enums.Resampling.average])
def test_coarser_maps_contain_mean_vectors_of_length_1(tmp_path, overviews):
    """Overviews that GDAL averages from codes are not valid vectors, so they aren't used."""
    truth = vectors(64)
    raster = open_raster(write_codes(tmp_path / "aef.tif", codes_of(truth), NORTH_UP, overviews))
    grid = make_grid([500_000, 5_000_000, 500_400, 5_000_400], "EPSG:32632", 200)
    (window,) = grid.windows(256)
    found = values_on(raster, range(1, 65), grid, window)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1)
    means = truth.reshape(2, 20, 2, 20, 64).mean(axis=(1, 3)).reshape(4, 64)
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    assert (np.einsum("ij,ij->i", found, means) > 0.99).all()


def test_bilinear_vectors_have_length_1(tmp_path):
    raster = open_raster(write_codes(tmp_path / "aef.tif", codes_of(vectors(64))))
    found = values_at(raster, range(1, 65), centres(BOTTOM_UP)[100:200] + 4e-5, bilinear=True)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1)


@pytest.fixture
def tile(tmp_path):
    """Write a TESSERA tile in GeoTessera's folder layout; return the path of its vectors, and their values."""
    folder = tmp_path / "global_0.1_degree_representation" / "2024" / "grid_9.05_45.15"
    masks = tmp_path / "global_0.1_degree_tiff_all"
    folder.mkdir(parents=True)
    masks.mkdir()
    rng = np.random.default_rng(1)
    codes = rng.integers(-127, 128, (SIDE, SIDE, 128)).astype("int8")
    scales = rng.uniform(0.01, 0.1, (SIDE, SIDE)).astype("float32")
    scales[2, 3] = np.nan
    np.save(folder / "grid_9.05_45.15.npy", codes)
    np.save(folder / "grid_9.05_45.15_scales.npy", scales)
    profile = {"driver": "GTiff", "width": SIDE, "height": SIDE, "count": 1, "dtype": "uint8"}
    with rasterio.open(
        masks / "grid_9.05_45.15.tiff", "w", crs="EPSG:32632", transform=NORTH_UP, **profile
    ) as data:
        data.write(np.ones((1, SIDE, SIDE), "uint8"))
    return folder / "grid_9.05_45.15.npy", codes * scales[..., None].astype(float)


def test_tessera_is_decoded(tile):
    path, truth = tile
    raster = open_raster(path)
    assert raster.encoding == "tessera"
    found = values_at(raster, range(1, 129), centres(NORTH_UP))
    np.testing.assert_allclose(found, truth.reshape(-1, 128), rtol=1e-6)
    assert np.isnan(found[2 * SIDE + 3]).all()
    grid = make_grid([500_000, 5_000_000, 500_400, 5_000_400], "EPSG:32632", 50)
    (window,) = grid.windows(256)
    means = np.nanmean(truth.reshape(8, 5, 8, 5, 128), axis=(1, 3)).reshape(-1, 128)
    np.testing.assert_allclose(values_on(raster, range(1, 129), grid, window), means, rtol=1e-6)


def test_bands_of_tessera_can_be_chosen(tile):
    (predictor,) = open_predictors([f"{tile[0]}:T000,128"])
    assert predictor.used.fields == ["grid_9.05_45.15:T000", "grid_9.05_45.15:T127"]


@pytest.mark.parametrize(
    ("name", "array", "sentence"),
    [
        (
            "grid_9.05_45.15.npy",
            np.zeros((SIDE, SIDE, 127), "int8"),
            "is not a TESSERA tile: it must be int8",
        ),
        ("grid_9.05_45.15.npy", np.zeros((SIDE, SIDE, 128)), "is not a TESSERA tile"),
        ("grid_9.05_45.15.npy", np.zeros((SIDE, SIDE + 1, 128), "int8"), "does not fit"),
        ("grid_9.05_45.15_scales.npy", np.zeros((SIDE, SIDE)), "does not fit .*must be float32"),
        ("grid_9.05_45.15_scales.npy", np.array([object()]), "can't be read as a part of a TESSERA tile"),
    ],
)
def test_invalid_tiles_are_refused(tile, name, array, sentence):
    np.save(tile[0].parent / name, array)
    with pytest.raises(SatclipError, match=sentence):
        open_raster(tile[0])


def test_a_tile_without_its_scales_or_its_mask_is_refused(tile, tmp_path):
    scales = tile[0].parent / "grid_9.05_45.15_scales.npy"
    scales.rename(tmp_path / "elsewhere")
    with pytest.raises(SatclipError, match=r"grid_9\.05_45\.15_scales\.npy can't be read"):
        open_raster(tile[0])
    (tmp_path / "elsewhere").rename(scales)
    (tmp_path / "global_0.1_degree_tiff_all" / "grid_9.05_45.15.tiff").unlink()
    with pytest.raises(SatclipError, match=r"lacks its mask grid_9\.05_45\.15\.tiff"):
        open_raster(tile[0])


def test_a_model_fitted_with_embeddings_refuses_plain_values(tmp_path):
    path = write_codes(tmp_path / "aef.tif", codes_of(vectors(64)))
    needed = [predictor.used for predictor in open_predictors([path])]
    assert reopen_predictors(needed, [path])[1] == []
    with pytest.raises(
        SatclipError, match="holds plain values, where the model was fitted with alphaearth ones"
    ):
        reopen_predictors(needed, [f"{path}:1-64"])
