"""Warnings about encoders are the same in every command: hardly trained, and outside the area of training."""

import warnings
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest

import satclip_backend as satclip
from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.cautions import cautions, map_cautions, untrained
from satclip_backend.encoders.files import write_encoder

EXTENT = (170.0, -50.0, -170.0, 0.0)
HERE, ELSEWHERE = (175, -20), (10, 45)


@pytest.fixture(scope="module")
def regional_file(tmp_path_factory, tiny_encoder_file):
    """Return a file of the tiny encoder, as if it was trained near the antimeridian, for one step."""
    tiny = load_encoder(tiny_encoder_file, device="cpu")
    metadata = replace(tiny.metadata, training_extent=EXTENT, caution="Only 1 step.")
    path = tmp_path_factory.mktemp("encoders") / "regional.safetensors"
    write_encoder(path, tiny.network, metadata, tiny.pca)
    return path


@pytest.fixture
def regional(regional_file):
    return load_encoder(regional_file, device="cpu")


@pytest.fixture
def layer(tmp_path):
    """Return a layer of 60 points near the antimeridian and three in Europe, with a field."""
    rng = np.random.default_rng(0)
    lon = np.r_[(rng.uniform(171, 189, 60) + 180) % 360 - 180, 9, 10, 11]
    lat = np.r_[rng.uniform(-45, -5, 60), 44, 45, 46]
    frame = gpd.GeoDataFrame({"y": np.sin(lat)}, geometry=gpd.points_from_xy(lon, lat, crs=4326))
    frame.to_file(tmp_path / "layer.gpkg")
    return tmp_path / "layer.gpkg"


def test_locations_outside_the_extent_are_counted_across_the_antimeridian(regional, tiny_encoder):
    lonlat = np.array([HERE, (-175, -20), (535, -20), ELSEWHERE, (175, 1), (np.nan, np.nan)])
    assert untrained(regional, lonlat) == 2
    assert untrained(tiny_encoder, lonlat) == 0  # its extent is unknown
    assert cautions([tiny_encoder], lonlat) == []
    said = [str(sentence) for sentence in cautions([tiny_encoder, regional], lonlat)]
    assert said == [
        "Encoder regional: Only 1 step.",
        "2 of 6 locations lie outside the area in which the encoder regional was trained: its embeddings mean little "
        "there.",
    ]


def test_a_map_may_have_a_frame(regional):
    lonlat = np.repeat([HERE, ELSEWHERE], [90, 10], axis=0)
    assert len(map_cautions([regional], lonlat)) == 1  # that it was trained for one step
    more = map_cautions([regional], np.repeat([HERE, ELSEWHERE], [88, 12], axis=0))
    assert more[1].startswith(
        "12% of the map lies outside the area in which the encoder regional was trained"
    )


def test_the_bundled_encoder_has_no_warning_for_the_world(capsys, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        satclip.embedding_map((-180, -90, 180, 90), "EPSG:4326", 10)
    out = str(tmp_path / "map.tif")
    assert main(["map", "-o", out, "--extent", "-180", "-90", "180", "90", "--pixel-size", "10"]) == 0
    assert "warning" not in capsys.readouterr().err


@pytest.mark.parametrize("command", [["map"], ["similarity", "--place", "175", "-20"], ["clusters"]])
def test_maps_warn(command, capsys, tmp_path, regional_file):
    where = ["--extent", "0", "40", "20", "50", "--pixel-size", "1", "--encoder", str(regional_file)]
    assert main([*command, "-o", str(tmp_path / "map.tif"), *where]) == 0
    said = capsys.readouterr().err
    assert said.count("warning: Encoder regional: Only 1 step.") == 1
    assert said.count("warning: 100% of the map lies outside the area in which the encoder regional") == 1


def test_shards_of_a_map_warn_once(capsys, tmp_path, regional_file):
    where = ["--extent", "0", "40", "30", "50", "--pixel-size", "0.01", "--encoder", str(regional_file)]
    assert main(["map", "--shards", str(tmp_path / "map"), "--shard-size", "2048", *where]) == 0
    assert capsys.readouterr().err.count("100% of the map lies outside the area") == 1


def test_models_and_their_predictions_warn(capsys, tmp_path, layer, regional_file):
    assert main(["encoders", "import", str(regional_file), "--name", "regional"]) == 0
    model = str(tmp_path / "model.satclip")
    outside = "3 of 63 locations lie outside the area in which the encoder regional was trained"
    options = ["--encoder", "regional", "--estimator", "linear"]
    assert main(["fit", str(layer), "--target", "y", "-o", model, *options]) == 0
    assert f"warning: {outside}" in capsys.readouterr().out
    assert main(["predict", model, str(layer), "-o", str(tmp_path / "predicted.csv")]) == 0
    assert f"warning: {outside}" in capsys.readouterr().err
    grid = ["--extent", "0", "40", "20", "50", "--pixel-size", "1", "--surface", "all"]
    assert main(["predict", model, *grid, "-o", str(tmp_path / "predicted.tif")]) == 0
    assert "warning: 100% of the map lies outside the area" in capsys.readouterr().err
    area = ["--extent", "0", "40", "20", "50", "--points", "2"]
    assert main(["suggest", model, *area, "-o", str(tmp_path / "suggested.csv")]) == 0
    said = capsys.readouterr().err
    assert "warning: 2 of 2 locations lie outside the area in which the encoder regional was trained" in said


def test_the_library_warns(layer, regional):
    points = gpd.read_file(layer)
    with pytest.warns(UserWarning, match=r"3 of 63 locations lie outside"):
        satclip.embed(points, encoder=regional)
    with pytest.warns(UserWarning, match="100% of the map lies outside"):
        satclip.embedding_map((0, 40, 20, 50), "EPSG:4326", 1, encoder=regional)
