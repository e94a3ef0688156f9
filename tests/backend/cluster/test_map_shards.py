"""`satclip-backend map --shards`: COGs on a common grid, and a VRT of them."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window

from satclip_backend.cli import main

WORLD = ("--extent", "-180", "-90", "180", "90", "--pixel-size", "0.12")
GLOBE = (
    *("--extent", "-17000000", "-5000000", "7000000", "5000000", "--pixel-size", "5000"),
    *("--crs", "+proj=ortho +lat_0=30 +lon_0=20"),
)
"""From far to the west of a hemisphere: the shard at the left has no pixel on Earth."""


@pytest.fixture
def draw(tiny_encoder_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    encoder = ("--encoder", str(tiny_encoder_file), "--device", "cpu", "--components", "2")
    return lambda *words: main(["map", *encoder, *map(str, words)])


def in_shards(folder, *words):
    return ("--shards", folder, "--shard-size", "2048", *words)


def statuses(folder, name="manifest.json"):
    return {shard["output"]: shard for shard in json.loads((folder / name).read_text())["shards"]}


@pytest.mark.slow
@pytest.mark.parametrize(("grid", "count", "empty"), [(WORLD, 2, 0), (GLOBE, 3, 1)])
def test_shards_are_the_windows_of_one_map(draw, tmp_path, capsys, grid, count, empty):
    """Bit for bit, with the basis and the stretch of the whole extent. The VRT is the map."""
    assert draw("-o", "one.tif", *grid, "--basis", "extent") == 0
    assert draw(*in_shards("out", *grid, "--basis", "extent", "--part", "1/2")) == 0
    assert "map.vrt is written when all parts are done" in capsys.readouterr().out
    assert not (tmp_path / "out" / "map.vrt").exists()
    assert draw(*in_shards("out", *grid, "--basis", "extent", "--part", "2/2")) == 0
    said = capsys.readouterr().out
    assert f"map.vrt: {count - empty} shards" in said
    assert ("1 empty" in said) == bool(empty)
    with rasterio.open("one.tif") as one, rasterio.open("out/map.vrt") as mosaic:
        whole = one.read()
        assert np.isnan(whole).any() == (grid is GLOBE)
        np.testing.assert_array_equal(mosaic.read(), whole)
        assert (mosaic.crs, mosaic.transform, mosaic.shape) == (one.crs, one.transform, one.shape)
        assert mosaic.descriptions == ("PC1", "PC2")
        assert mosaic.tags(1) == one.tags(1)
        assert mosaic.tags()["SATCLIP_BASIS"] == one.tags()["SATCLIP_BASIS"]
        assert np.isnan(mosaic.nodata)
        assert mosaic.overviews(1) == ([4, 8, 16] if empty else [4, 8])
        size = (one.height // 8, one.width // 8)
        np.testing.assert_allclose(
            mosaic.read(out_shape=(2, *size)), one.read(out_shape=(2, *size)), atol=1e-4
        )
        for path in sorted((tmp_path / "out").glob("r*.tif")):
            row, column = (int(path.stem[start : start + 4]) * 2048 for start in (1, 6))
            with rasterio.open(path) as shard:
                window = Window(column, row, shard.width, shard.height)
                np.testing.assert_array_equal(shard.read(), one.read(window=window))
                assert shard.transform.almost_equals(one.window_transform(window))
                assert shard.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"


@pytest.mark.slow
def test_a_run_is_resumed_in_parts_and_by_dask(draw, tmp_path, capsys):
    assert draw(*in_shards("out", *GLOBE)) == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.tif")}
    pixels = [shard["counts"]["valid_pixels"] for shard in statuses(tmp_path / "out").values()]
    assert pixels[0] == 0
    assert min(pixels[1:]) > 0
    assert draw(*in_shards("out", *GLOBE)) == 1
    assert "map.vrt exists already: continue with --resume" in capsys.readouterr().err
    (tmp_path / "out" / "r0000c0001.tif").unlink()
    (tmp_path / "out" / "map.vrt").unlink()
    assert draw(*in_shards("out", *GLOBE, "--resume", "--part", "1/2")) == 0
    assert "map.vrt is written when all parts are done: 1 shard to go." in capsys.readouterr().out
    assert draw(*in_shards("out", *GLOBE, "--resume", "--dask", "local")) == 0
    assert "2 of them done before" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.tif")} == before
    assert (tmp_path / "out" / "map.vrt").exists()
    for other in (("--components", "1"), ("--pixel-size", "6000"), ("--basis", "extent")):
        assert draw(*in_shards("out", *GLOBE, "--resume", *other)) == 1
        assert "were written with another" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("-o", "one.tif", "--shards", "out", *WORLD), 1, "Give a map to write, -o OUT.tif, or a folder"),
        (WORLD, 1, "Give a map to write, -o OUT.tif, or a folder"),
        (("-o", "one.tif", "--part", "1/2", *WORLD), 1, "--part is for maps in shards"),
        (("--shards", "out", "--shard-size", "1000", *WORLD), 2, "1000 is not a multiple of 2048"),
        (in_shards("out", *WORLD[:-1], "0.00012"), 1, "shards, and at most 100,000 are possible"),
        (in_shards("out", *WORLD[:-1], "0.0000001"), 1, "pixels"),
    ],
)
def test_wrong_options_are_refused_before_any_work(draw, tmp_path, capsys, words, status, said):
    assert draw(*words) == status
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_files_of_others_are_not_replaced(draw, tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "map.vrt").write_text("mine")
    for more in ((), ("--resume",)):
        assert draw(*in_shards("out", *WORLD, *more)) == 1
        assert "map.vrt exists already" in capsys.readouterr().err
    assert (tmp_path / "out" / "map.vrt").read_text() == "mine"
