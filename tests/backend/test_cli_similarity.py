"""The command `satclip-backend similarity`."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from satclip_backend.cli import main


@pytest.fixture
def draw(tiny_encoder_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def draw(*options):
        grid = ["-o", "map.tif", "--extent", "5", "45", "15", "50", "--pixel-size", "0.5"]
        return main(["similarity", *grid, "--encoder", str(tiny_encoder_file), "--device", "cpu", *options])

    return draw


def read(path="map.tif"):
    with rasterio.open(path) as dataset:
        return dataset.read(1)


def test_points_are_given_on_the_command_line(draw, capsys):
    assert draw("--place", "7.25", "47.25", "--exact") == 0
    said = capsys.readouterr().out
    assert said.startswith("map.tif: 20 x 10 pixels, 200 valid, encoder tiny, places 1,")
    assert np.unravel_index(read().argmax(), (10, 20)) == (5, 4)


def test_points_from_a_file_give_the_same_map(draw, tmp_path, capsys):
    (tmp_path / "places.csv").write_text("name,lon,lat\na,-70.5,-33.25\nnowhere,,\nb,10,50\n")
    assert draw("--places-file", "places.csv") == 0
    assert "Skipped without a valid position: 1 of 3 rows." in capsys.readouterr().err
    of_file = read()
    assert draw("--place", "-70.5", "-33.25", "--place", "10", "50") == 0
    np.testing.assert_array_equal(read(), of_file)


def test_negative_locations_are_given_on_the_command_line(draw):
    assert draw("--place", "7.25", "47.25") == 0
    plain = read()
    assert draw("--place", "7.25", "47.25", "--negative", "10", "50", "--negative", "1", "2") == 0
    assert not np.allclose(read(), plain, atol=1e-3)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--place", "13", "95"], "Reference location 1 (longitude 13, latitude 95) is not on Earth"),
        (["--place", "nan", "5"], "--place must be a finite number."),
        (["--places-file", "none.csv"], "There is no file none.csv."),
        (["--places-file", "empty.csv"], "No row of empty.csv has a valid position."),
        (["--places-file", "names.csv"], "names.csv has no column lon"),
        (["--places-file", "many.npy"], "many.npy has 10,001 locations, and at most 10,000 are possible"),
    ],
)
def test_invalid_options_are_reported_in_one_sentence(draw, tmp_path, capsys, options, words):
    (tmp_path / "empty.csv").write_text("lon,lat\n,\n")
    (tmp_path / "names.csv").write_text("name\nBerlin\n")
    np.save(tmp_path / "many.npy", np.zeros((10_001, 2)))
    assert draw(*options) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert not (tmp_path / "map.tif").exists()


def test_points_are_required_and_come_from_one_source(draw):
    assert draw() == 2
    assert draw("--place", "1", "2", "--places-file", "places.csv") == 2
