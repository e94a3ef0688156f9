"""The command `satclip-backend clusters`."""

from __future__ import annotations

import csv

import numpy as np
import pytest
import rasterio

from satclip_backend.cli import main


@pytest.fixture
def draw(tiny_encoder_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def draw(*options):
        grid = ["-o", "map.tif", "--extent", "5", "45", "15", "50", "--pixel-size", "0.5"]
        return main(["clusters", *grid, "--encoder", str(tiny_encoder_file), "--device", "cpu", *options])

    return draw


def test_a_map_and_its_table(draw, capsys):
    assert draw("--clusters", "5", "--fitted-on", "extent", "--table", "classes.csv") == 0
    said = capsys.readouterr().out
    assert said.startswith("map.tif: 20 x 10 pixels, 200 valid, encoder tiny, classes 5 of 5,")
    with open("classes.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    with rasterio.open("map.tif") as dataset:
        counts = np.bincount(dataset.read(1).ravel(), minlength=6)
    assert [int(row["class"]) for row in rows] == [1, 2, 3, 4, 5]
    assert [int(row["pixels"]) for row in rows] == counts[1:].tolist()
    assert sum(float(row["share"]) for row in rows) == pytest.approx(1)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--clusters", "1"], "--clusters must be between 2 and 64, not 1."),
        (["--crs", "EPSG:0"], "The CRS 'EPSG:0' is not known"),
        (["--table", "none/classes.csv"], "none does not exist: make it first"),
    ],
)
def test_invalid_options_are_reported_in_one_sentence(draw, capsys, options, words):
    assert draw(*options) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
