"""The command `satclip-backend map`."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
import rasterio

from satclip_backend.cli import main


@pytest.fixture
def draw(tiny_encoder_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def draw(output, *options, extent=(5, 45, 15, 50), pixel_size=0.5):
        extent = [str(edge) for edge in extent]
        command = ["map", "-o", output, "--extent", *extent, "--pixel-size", str(pixel_size)]
        return main([*command, "--encoder", str(tiny_encoder_file), "--device", "cpu", *options])

    return draw


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read()


def test_a_map_that_is_too_large_for_a_file_can_be_written_in_shards(draw, capsys, tmp_path):
    assert draw("map.tif", extent=(-180, -90, 180, 90), pixel_size=0.0025) == 1
    error = capsys.readouterr().err
    assert "10,368,000,000 pixels (144,000 x 72,000), and at most 2,000,000,000 are possible" in error
    assert error.endswith("Larger maps are written in shards: --shards FOLDER.\n")
    assert not list(tmp_path.glob("map*"))


def test_a_map_is_written_and_summarised_in_one_line(draw, capsys):
    assert draw("map.tif") == 0
    said = capsys.readouterr()
    assert said.out.startswith("map.tif: 20 x 10 pixels, 200 valid, encoder tiny, explained variance")
    assert "map: 100% done" in said.err
    assert read("map.tif").shape == (3, 10, 20)


def test_a_basis_is_saved_and_reused(draw):
    assert draw("first.tif", "--basis", "extent", "--components", "2", "--save-basis", "basis.json") == 0
    assert draw("again.tif", "--basis", "basis.json", "--components", "2", extent=(10, 45, 20, 50)) == 0
    with open("basis.json") as file:
        basis = json.load(file)
    assert len(basis["components"]) == 2
    allowed = (
        2e-4 * np.sqrt(basis["variance"])[:, None, None]
    )  # a tolerance of 1e-4 standard deviations in each map
    assert (np.abs(read("first.tif")[:, :, 10:] - read("again.tif")[:, :, :10]) < allowed).all()


def test_a_map_in_another_crs(draw):
    assert draw("map.tif", "--crs", "EPSG:3995", extent=(-1e6, -1e6, 1e6, 1e6), pixel_size=1e5) == 0
    with rasterio.open("map.tif") as dataset:
        assert dataset.crs.to_epsg() == 3995


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--crs", "EPSG:0"], "The CRS 'EPSG:0' is not known"),
        (["--components", "0"], "--components must be at least 1, not 0."),
        (["--components", "9"], "embeddings of 'tiny' have 1 to 8"),
        (["--basis", "none.json"], "There is no file none.json with a basis"),
        (["--encoder", "none"], "none"),
        (["--pixel-size", "1e-6"], "50,000,000,000,000 pixels (10,000,000 x 5,000,000)"),
        (["--pixel-size", "nan"], "--pixel-size must be a finite number, more than 0."),
        (["-o", "none/map.tif"], "does not exist: make it first"),
    ],
)
def test_invalid_options_are_reported_in_one_sentence(draw, capsys, options, words):
    assert draw("map.tif", *options) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


def test_a_file_that_is_not_a_basis_is_refused(draw, tmp_path, capsys):
    (tmp_path / "basis.json").write_text("[1, 2]")
    assert draw("map.tif", "--basis", "basis.json") == 1
    assert "basis.json is not a PCA basis" in capsys.readouterr().err


MEASURE = """
import json, resource, sys
from pathlib import Path
import psutil
from satclip_backend.encoders import load_encoder
from satclip_backend.processes.embedding_map import Inputs, write_map
from satclip_backend.processes.process import Context

path, encoder, pixel_size = sys.argv[1:]
children = [0]

def watch(fraction, message):
    for child in psutil.Process().children():
        try:
            children.append(child.memory_info().rss)
        except psutil.NoSuchProcess:
            pass

inputs = Inputs(extent=[-180, -90, 180, 90], pixel_size=float(pixel_size), encoder=encoder)
write_map(inputs, Path(path), Context(Path(path).parent, watch), lambda id: load_encoder(id, device="cpu"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"peak": peak, "child": max(children)}))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
def test_memory_does_not_grow_with_the_map(tiny_encoder_file, tmp_path):
    """A map with 100 times as many pixels, 155 MB of values, needs no more memory than a small one and GDAL's cache."""

    def measure(pixel_size):
        command = [
            sys.executable,
            "-c",
            MEASURE,
            str(tmp_path / "map.tif"),
            str(tiny_encoder_file),
            str(pixel_size),
        ]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    small, large = measure(1), measure(0.1)
    assert large["peak"] - small["peak"] < 100e6
    assert large["child"] < 300e6
