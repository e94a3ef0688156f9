"""Embedding maps: each pixel is the encoder's value at its centre, in any CRS, in a valid COG."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import rasterio
from pydantic import ValidationError
from pyproj import Transformer

from satclip_backend.encoders.pca import Pca
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.processes.embedding_map import PROCESS, Inputs
from satclip_backend.processes.process import Context
from satclip_backend.rasters.pca_colours import PcaColours
from satclip_backend.store import folder

WORLD = [-180, -90, 180, 90]


@pytest.fixture
def draw(satclip_home, tiny_encoder_file, tmp_path):
    """Return a function that runs the process with the installed encoder `tiny` and returns its outputs."""
    shutil.copy(tiny_encoder_file, folder("encoders") / "tiny.safetensors")

    def draw(name="map", **inputs):
        (tmp_path / name).mkdir()
        return PROCESS.run(Inputs(encoder="tiny", **inputs), Context(tmp_path / name))

    return draw


def read(outputs):
    with rasterio.open(outputs["map"]) as dataset:
        return dataset.read()


def assert_same_values(map_, other, basis):
    """Assert that two maps agree within their tolerance, 1e-4 of each component's standard deviation per map."""
    allowed = 2e-4 * np.sqrt(basis["variance"])[:, None, None]
    assert (np.abs(map_ - other) <= allowed).all()


@pytest.mark.parametrize(
    ("crs", "extent", "pixel_size", "valid"),
    [
        ("EPSG:4326", WORLD, 1, 1),
        ("EPSG:4326", [170, -25, -170, 25], 0.1, 1),  # across the antimeridian
        ("EPSG:4326", [-250, -100, 250, 100], 1, 0.9),  # larger than the world
        ("EPSG:3857", [-20037508, -20037508, 20037508, 20037508], 100_000, 0.995),
        ("EPSG:6933", [-17367530, -7314540, 17367530, 7314540], 60_000, 1),
        ("EPSG:32633", [166_000, 0, 834_000, 9_300_000], 20_000, 1),
        ("EPSG:3995", [-4_000_000, -4_000_000, 4_000_000, 4_000_000], 30_000, 1),  # the pole in the middle
        ("+proj=moll +lon_0=150", [-18_000_000, -9_000_000, 18_000_000, 9_000_000], 100_000, 0.78),
    ],
)
def test_each_pixel_is_the_projected_embedding_of_its_centre(
    draw, tiny_encoder, crs, extent, pixel_size, valid
):
    outputs = draw(crs=crs, extent=extent, pixel_size=pixel_size)
    with rasterio.open(outputs["map"]) as dataset:
        values = dataset.read()
        rows, columns = np.indices(dataset.shape).reshape(2, -1)
        x, y = rasterio.transform.xy(dataset.transform, rows, columns)
    lonlat = np.column_stack(Transformer.from_crs(crs, 4326, always_xy=True).transform(x, y))
    pca = tiny_encoder.pca
    wanted = (tiny_encoder.encode(lonlat, dtype="float64") - pca.mean) @ pca.components[:3].T
    shown = np.isfinite(values[0].ravel())
    off = np.abs(values.reshape(3, -1).T[shown] - wanted[shown])
    assert (off <= 1e-4 * np.sqrt(pca.variance[:3])).all()
    assert shown.mean() == pytest.approx(valid, abs=0.01)
    assert outputs["summary"]["valid_pixels"] == shown.sum()


def test_the_map_is_a_cog_with_overviews_names_and_tags(draw, tiny_encoder):
    outputs = draw(extent=WORLD, pixel_size=0.25, components=4)
    low_high = outputs["stretch"]
    with rasterio.open(outputs["map"]) as dataset:
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert dataset.dtypes == ("float32",) * 4
        assert np.isnan(dataset.nodata)
        assert dataset.crs.to_epsg() == 4326
        assert dataset.bounds == (-180, -90, 180, 90)
        assert dataset.block_shapes == [(512, 512)] * 4
        assert dataset.overviews(1) == [2, 4]
        assert dataset.descriptions == ("PC1", "PC2", "PC3", "PC4")
        assert dataset.tags()["SATCLIP_ENCODER"] == "tiny"
        assert dataset.tags()["SATCLIP_WEIGHTS_SHA256"] == tiny_encoder.weights_sha256
        assert [[float(dataset.tags(i)[key]) for key in ("LOW", "HIGH")] for i in (1, 2, 3, 4)] == low_high
        # order required by GDAL's validate_cloud_optimized_geotiff: smallest overview first, full resolution last
        first_tile = [
            int(dataset.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1, ovr=o)) for o in (1, 0, None)
        ]
        assert first_tile == sorted(first_tile)
    assert list(outputs["map"].parent.iterdir()) == [outputs["map"]]


def test_overviews_are_means_that_ignore_nodata(draw):
    outputs = draw(crs="+proj=moll", extent=[-18e6, -9e6, 18e6, 9e6], pixel_size=25_000)
    full = read(outputs)
    with rasterio.open(outputs["map"], OVERVIEW_LEVEL=0) as overview:
        half = overview.read()
    quarters = np.stack([full[:, i::2, j::2] for i in (0, 1) for j in (0, 1)])
    some = np.isfinite(quarters[:, 0]).any(axis=0)
    assert not some.all()
    np.testing.assert_array_equal(np.isfinite(half[0]), some)
    np.testing.assert_allclose(half[:, some], np.nanmean(quarters[:, :, some], axis=0), atol=1e-5)


def test_with_the_encoders_basis_a_location_has_the_same_values_on_every_map(draw):
    world = draw("world", extent=WORLD, pixel_size=1)
    part = draw("part", extent=[10, 40, 20, 50], pixel_size=1)
    assert_same_values(read(part), read(world)[:, 40:50, 190:200], world["basis"])


def test_a_basis_of_the_extent_is_stretched_to_its_percentiles(draw):
    outputs = draw("own", extent=[5, 45, 15, 50], pixel_size=0.1, basis="extent")
    values = read(outputs).reshape(3, -1)
    low, high = np.transpose(outputs["stretch"])
    np.testing.assert_allclose(np.percentile(values, 2, axis=1), low, atol=0.02 * (high - low).max())
    np.testing.assert_allclose(np.percentile(values, 98, axis=1), high, atol=0.02 * (high - low).max())
    assert outputs["summary"]["explained_variance"][0] > 0.5
    assert abs(np.corrcoef(values)[0, 1]) < 0.02  # components fitted on this extent are uncorrelated there


def test_a_basis_of_the_extent_does_not_depend_on_the_pixel_size(draw):
    coarse = draw("coarse", extent=[5, 45, 15, 50], pixel_size=1, basis="extent")
    fine = draw("fine", extent=[5, 45, 15, 50], pixel_size=0.5, basis="extent")
    assert coarse["basis"] == fine["basis"]


def test_a_basis_can_be_reused_for_another_extent(draw):
    first = draw("first", extent=[5, 45, 15, 50], pixel_size=1, basis="extent")
    again = draw("again", extent=[10, 45, 20, 50], pixel_size=1, basis=json.loads(json.dumps(first["basis"])))
    assert_same_values(read(first)[:, :, 5:], read(again)[:, :, :5], first["basis"])
    assert again["stretch"] == first["stretch"]
    assert len(first["basis"]["components"]) == 3


def test_colour_bands_follow_the_components(draw, tiny_encoder):
    outputs = draw("plain", extent=[-18e6, -9e6, 18e6, 9e6], crs="+proj=moll", pixel_size=200_000)
    coloured = draw(
        "coloured", extent=[-18e6, -9e6, 18e6, 9e6], crs="+proj=moll", pixel_size=200_000, colours=True
    )
    with rasterio.open(coloured["map"]) as dataset:
        values = dataset.read()
        assert dataset.descriptions == ("PC1", "PC2", "PC3", "Red", "Green", "Blue")
        assert [one.name for one in dataset.colorinterp] == ["undefined"] * 3 + ["red", "green", "blue"]
    np.testing.assert_array_equal(values[:3], read(outputs))
    on_earth = np.isfinite(values[0])
    assert not on_earth.all()
    assert (np.isfinite(values[3:]) == on_earth).all()
    painted = PcaColours(tiny_encoder.pca.first(3)).paint(values[:3])
    np.testing.assert_array_equal(values[3:, on_earth], painted[:, on_earth])
    assert read(draw("two", extent=WORLD, pixel_size=10, components=2, colours=True)).shape == (2, 18, 36)


def test_a_map_of_one_pixel(draw, tiny_encoder):
    outputs = draw(extent=[13, 52, 14, 53], pixel_size=1, components=1)
    assert read(outputs).shape == (1, 1, 1)
    wanted = tiny_encoder.pca.project(tiny_encoder.encode([[13.5, 52.5]]), 1)
    np.testing.assert_allclose(read(outputs)[0], wanted, atol=1e-5)


def test_a_map_may_have_all_components(draw):
    outputs = draw(extent=WORLD, pixel_size=10, components=8)
    assert read(outputs).shape == (8, 18, 36)
    assert sum(outputs["summary"]["explained_variance"]) == pytest.approx(1)


@pytest.mark.parametrize("basis", ["encoder", "extent"])
def test_an_extent_outside_the_crs_is_refused_and_leaves_no_files(draw, tmp_path, basis):
    with pytest.raises(
        SatclipError, match=r"No pixel of the extent .* has a valid location in the CRS .*33N"
    ):
        draw(crs="EPSG:32633", extent=[2e7, 0, 3e7, 1e6], pixel_size=1e5, basis=basis)
    assert list((tmp_path / "map").iterdir()) == []


def test_a_trillion_pixels_are_refused_before_any_work(satclip_home, tmp_path):
    inputs = Inputs(extent=WORLD, pixel_size=0.00018, encoder="not even looked for")
    with pytest.raises(SatclipError, match="2,000,000,000,000 pixels"):
        PROCESS.run(inputs, Context(tmp_path))


@pytest.mark.parametrize("components", [9, 1000])
def test_more_components_than_dimensions_are_refused(draw, components):
    with pytest.raises(SatclipError, match="embeddings of 'tiny' have 1 to 8"):
        draw(extent=WORLD, pixel_size=10, components=components)


def test_a_basis_of_another_encoder_is_refused(draw, tiny_encoder):
    basis = json.loads(tiny_encoder.pca.to_json()) | {"encoder_sha256": "0" * 64}
    with pytest.raises(SatclipError, match="was computed with another encoder than 'tiny'"):
        draw(extent=WORLD, pixel_size=10, basis=basis)


@pytest.mark.parametrize("basis", [{}, {"mean": 1}, {"components": "x"}])
def test_invalid_bases_are_refused(draw, basis):
    with pytest.raises(SatclipError, match="not a PCA basis"):
        draw(extent=WORLD, pixel_size=10, basis=basis)


def test_a_basis_with_fewer_components_than_bands_is_refused(draw, tiny_encoder):
    two = json.loads(tiny_encoder.pca.first(2).to_json())
    with pytest.raises(SatclipError, match="3 components were asked for; this PCA basis has 1 to 2"):
        draw(extent=WORLD, pixel_size=10, basis=two)


def test_an_encoder_is_found_by_its_id_only(satclip_home, tiny_encoder_file, tmp_path):
    with pytest.raises(NotFoundError):
        PROCESS.run(Inputs(extent=WORLD, pixel_size=10, encoder=str(tiny_encoder_file)), Context(tmp_path))


@pytest.mark.parametrize(
    "wrong",
    [
        {"extent": [0, 0, 1]},
        {"extent": [0, 0, 1, float("nan")]},
        {"pixel_size": 0},
        {"pixel_size": float("inf")},
        {"components": 0},
        {"basis": "mine"},
        {"crs": ""},
        {"colour": "red"},
    ],
)
def test_inputs_of_the_wrong_type_are_refused(wrong):
    with pytest.raises(ValidationError):
        Inputs(**({"extent": WORLD, "pixel_size": 1} | wrong))


def test_outputs_are_those_that_the_process_declares(draw):
    outputs = draw(extent=WORLD, pixel_size=10)
    assert outputs.keys() == PROCESS.outputs.keys()
    assert Pca.from_json(json.dumps(outputs.pop("basis"))).mean.shape == (8,)
    assert outputs.pop("map").is_file()
    assert json.loads(json.dumps(outputs)) == outputs
    summary = outputs["summary"]
    assert (summary["width"], summary["height"], summary["valid_pixels"]) == (36, 18, 648)
    assert summary["encoder"] == "tiny"
