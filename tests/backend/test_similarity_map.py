"""Similarity maps: each pixel is the cosine to the mean direction of the points, and errors are reported."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from pydantic import ValidationError

from satclip_backend.encoders.files import read_encoder, write_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.processes.process import Context
from satclip_backend.processes.similarity_map import PROCESS, Inputs
from satclip_backend.rasters.masks import surface_mask
from satclip_backend.store import folder

WORLD = [-180, -90, 180, 90]
PLACES = [[13.4, 52.5], [-70.7, -33.4], [178, 1]]


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
        return dataset.read(1)


def wanted(encoder, places, lonlat, negatives=()):
    """Return the similarity by its formula: the cosine to the mean of unit vectors from the mean embedding.

    With negatives, it is the cosine to twice that mean minus the mean of their unit vectors.
    """

    def directions(lonlat):
        along = encoder.encode(np.array(lonlat), dtype="float64") - encoder.pca.mean
        return along / np.linalg.norm(along, axis=1, keepdims=True)

    mean = directions(places).mean(axis=0)
    if negatives:
        mean = 2 * mean - directions(negatives).mean(axis=0)
    return directions(lonlat) @ mean / np.linalg.norm(mean)


@pytest.mark.parametrize("places", [PLACES[:1], PLACES])
def test_each_pixel_is_the_cosine_to_the_mean_direction_of_the_points(draw, tiny_encoder, places):
    outputs = draw(extent=WORLD, pixel_size=1, places=places)
    lon, lat = np.meshgrid(np.arange(-179.5, 180), np.arange(89.5, -90, -1))
    expected = wanted(tiny_encoder, places, np.column_stack([lon.ravel(), lat.ravel()]))
    np.testing.assert_allclose(read(outputs).ravel(), expected, atol=2.5e-5)
    exact = draw("exact", extent=WORLD, pixel_size=1, places=places, exact=True)
    np.testing.assert_allclose(read(exact).ravel(), expected, atol=5e-6)


def test_negative_locations_are_subtracted(draw, tiny_encoder):
    negatives = [[100.0, 10.0], [-60.0, -10.0]]
    outputs = draw(extent=WORLD, pixel_size=5, places=PLACES, negatives=negatives, exact=True)
    lon, lat = np.meshgrid(np.arange(-177.5, 180, 5), np.arange(87.5, -90, -5))
    expected = wanted(tiny_encoder, PLACES, np.column_stack([lon.ravel(), lat.ravel()]), negatives)
    np.testing.assert_allclose(read(outputs).ravel(), expected, atol=5e-6)
    with rasterio.open(outputs["map"]) as dataset:
        assert dataset.tags()["SATCLIP_NEGATIVES"] == "2"
    with pytest.raises(SatclipError, match="Negative location 1 "):
        draw("off", extent=WORLD, pixel_size=5, places=PLACES, negatives=[[0, 91]])


def test_a_point_has_similarity_one_to_itself(draw):
    values = read(draw(extent=[13, 52, 14, 53], pixel_size=0.1, places=[[13.45, 52.55]]))
    assert values[4, 4] == pytest.approx(1, abs=3e-5)
    assert values.max() == values[4, 4]


def test_the_map_describes_itself(draw, tiny_encoder):
    outputs = draw(extent=WORLD, pixel_size=0.25, places=PLACES)
    with rasterio.open(outputs["map"]) as dataset:
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert dataset.dtypes == ("float32",)
        assert np.isnan(dataset.nodata)
        assert dataset.descriptions == ("Similarity",)
        limits = [float(dataset.tags(1)[name]) for name in ("LOW", "HIGH")]
        assert dataset.tags()["SATCLIP_WEIGHTS_SHA256"] == tiny_encoder.weights_sha256
        assert dataset.overviews(1) == [2, 4]
    assert outputs.keys() == PROCESS.outputs.keys()
    assert outputs["summary"]["places"] == 3
    assert [outputs["ramp"][i][0] for i in (0, 4, -1)] == [limits[0], 0, limits[1]]
    assert limits[0] == -limits[1]
    latitudes = np.linspace(89.875, -89.875, 720)
    beyond = (np.abs(read(outputs)) > limits[1]).mean(axis=1)
    assert np.average(beyond, weights=np.cos(np.radians(latitudes))) < 0.02
    assert json.loads(json.dumps(outputs["ramp"])) == outputs["ramp"]


@pytest.mark.parametrize("place", [[200, 95], [0, -90.5]])
def test_a_point_outside_the_earth_is_named(draw, place):
    with pytest.raises(
        SatclipError, match=f"Reference location 2 .*longitude {place[0]:g}, latitude {place[1]:g}"
    ):
        draw(extent=WORLD, pixel_size=10, places=[[0, 0], place])


@pytest.mark.parametrize(
    "places", [[], [[1]], [[1, 2, 3]], [[float("nan"), 0]], [[0, float("inf")]], [[0, 0]] * 10_001, None]
)
def test_points_of_the_wrong_type_are_refused(places):
    with pytest.raises(ValidationError, match="places"):
        Inputs(extent=WORLD, pixel_size=1, places=places)


def test_ten_thousand_points(draw):
    rng = np.random.default_rng(0)
    places = np.column_stack([rng.uniform(-180, 180, 10_000), rng.uniform(-90, 90, 10_000)]).tolist()
    assert draw(extent=WORLD, pixel_size=10, places=places)["summary"]["places"] == 10_000


@pytest.fixture
def draw_on_land(satclip_home, tiny_encoder_file, tmp_path):
    """Return a function like `draw`, with an encoder that was trained on land only."""
    network, metadata, pca = read_encoder(tiny_encoder_file)
    write_encoder(folder("encoders") / "land.safetensors", network, replace(metadata, land_only=True), pca)

    def draw(name="map", **inputs):
        (tmp_path / name).mkdir()
        given = {"encoder": "land", "extent": [-20, 30, 20, 60], "pixel_size": 0.5, **inputs}
        return PROCESS.run(Inputs(**given), Context(tmp_path / name))

    return draw


def test_with_an_encoder_of_land_the_sea_is_left_out_and_told(draw_on_land):
    inland, at_sea = [13.4, 52.5], [-15, 45]
    outputs = draw_on_land(places=[inland])
    lon, lat = np.meshgrid(np.arange(-19.75, 20, 0.5), np.arange(59.75, 30, -0.5))
    on_land = surface_mask("land").contains(np.column_stack([lon.ravel(), lat.ravel()]))
    assert (np.isfinite(read(outputs)).ravel() == on_land).all()
    assert outputs["summary"]["valid_pixels"] == on_land.sum()
    assert outputs["summary"]["surface"] == "land"
    assert outputs["summary"]["warnings"] == []
    whole = draw_on_land("all", places=[inland, at_sea], surface="all")
    assert np.isfinite(read(whole)).all()
    first, second = map(str, whole["summary"]["warnings"])
    assert "1 of 2 reference locations are at sea" in first
    assert "similarity of pixels at sea means little" in second
    empty = draw_on_land("sea", places=[inland], extent=[-18, 40, -14, 46])
    assert empty["summary"]["valid_pixels"] == 0
    assert "No pixel of the extent is on this surface: land." in map(str, empty["summary"]["warnings"])


def test_the_surface_can_be_chosen_for_every_encoder(draw):
    extent = [-20, 30, 20, 60]
    land, sea = (
        np.isfinite(read(draw(surface, extent=extent, pixel_size=0.5, places=PLACES[:1], surface=surface)))
        for surface in ("land", "sea")
    )
    assert (land | sea).all()
    assert 0.01 < (land & sea).mean() < 0.2  # the coast
    outputs = draw(extent=extent, pixel_size=0.5, places=[[-15, 45]])
    assert np.isfinite(read(outputs)).all()
    assert outputs["summary"]["warnings"] == []
