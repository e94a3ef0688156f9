"""`satclip-backend sample`, from images to a folder of patches."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from satclip_backend.cli import main
from satclip_backend.outputs import _tidied
from satclip_backend.pretraining.images.patch_folder import open_patch_folder
from satclip_backend.pretraining.sampling_areas import common_extents
from satclip_backend.rasters.masks import read_mask

DATA = Path(__file__).parents[2] / "data" / "imagery"
ITALY = str(DATA / "utm33n.tif")


def test_patches_of_land_by_season_are_cut_and_more_are_added(tmp_path, capsys):
    out = tmp_path / "patches"
    command = ["sample", str(DATA / "globe"), "-o", str(out), "--land", "--dates", "06..08", "--pixels", "8"]
    assert main([*command, "--points", "30"]) == 0
    said = capsys.readouterr().out
    assert "used as global images" in said
    assert "30 patches extracted, 0 existed" in said
    patches = open_patch_folder(out)
    assert patches.bands == ("2004-07.jpg:1", "2004-07.jpg:2", "2004-07.jpg:3")
    assert read_mask().contains(patches.lonlat).all()
    assert len(patches.read(np.arange(30))[1]) == 30
    assert main([*command, "--points", "40"]) == 0
    assert "10 patches extracted, 30 existed" in capsys.readouterr().out
    assert len(open_patch_folder(out).lonlat) == 40


def test_points_are_sampled_in_an_area_or_read_from_a_layer(tmp_path, capsys):
    box = shapely.box(13, 42, 14, 43)
    geopandas.GeoDataFrame(geometry=[box], crs=4326).to_crs(3035).to_file(tmp_path / "area.gpkg")
    area = ["--area", str(tmp_path / "area.gpkg"), "--points", "20", "--stratified"]
    assert (
        main(["sample", ITALY, "-o", str(tmp_path / "a"), *area, "--pixels", "4", "--bands", "1", "2"]) == 0
    )
    patches = open_patch_folder(tmp_path / "a")
    assert shapely.contains_xy(box.buffer(0.01), *patches.lonlat.T).all()
    assert patches.bands == ("1", "2")
    (tmp_path / "places.csv").write_text("name,lon,lat\nAncona,13.5,43.6\nNowhere,,\nTokyo,139.7,35.7\n")
    points = ["--points-of", str(tmp_path / "places.csv"), "--pixels", "4", "--resolution", "5000"]
    assert main(["sample", ITALY, "-o", str(tmp_path / "b"), *points]) == 0
    said = capsys.readouterr().out
    assert "Skipped without a valid location: 1 row of places.csv." in said
    assert "1 point skipped: outside the imagery" in said
    assert open_patch_folder(tmp_path / "b").lonlat.tolist() == [[13.5, 43.6]]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--points", "0"], "between 1 and 100,000,000"),
        (["--pixels", "2000"], "--pixels must be between 1 and 1,024, not 2000"),
        (["--extent", "13", "43", "13", "44"], "has no area"),
        (["--extent", "100", "10", "101", "11"], "None of 1,000 points"),
        (["--area", "{tmp}/none.gpkg"], "There is no file"),
        (["--area", "{tmp}/far.geojson"], "nothing in common"),
        (["--points-of", "{tmp}/far.geojson"], "can't be read"),
        (["--points-of", "{tmp}/far.csv", "--land"], "either the points of a file"),
        (["--bands", "B99"], "no band B99; the bands are 1, 2"),
        (["--dates", "2004"], "say no dates"),
    ],
)
def test_errors_are_reported(tmp_path, capsys, options, sentence):
    geopandas.GeoDataFrame(geometry=[shapely.box(100, 10, 101, 11)], crs=4326).to_file(
        tmp_path / "far.geojson"
    )
    filled = [option.format(tmp=tmp_path) for option in options]
    assert main(["sample", ITALY, "-o", str(tmp_path / "out"), *filled]) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error


def test_help_names_units(capsys):
    assert main(["sample", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    for part in ("IMAGERY", "URLs", "METRES", "in pixels", "degrees", "S2-100K"):
        assert part in text


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ((0, 0, 10, 10), (5, 5, 20, 20), (5, 5, 10, 10)),
        ((170, -5, -170, 5), (-180, -90, 180, 90), (170, -5, -170, 5)),
        ((175, -5, 190, 5), (-178, -90, -170, 90), (182, -5, 190, 5)),
        ((-10, 0, 10, 10), (0, 0, 360, 90), (-10, 0, 10, 10)),
    ],
)
def test_boxes_have_a_common_box(one, other, common):
    assert common_extents(one, [other]) == [common]


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


MANY = ["--points", "600", "--pixels", "8"]
"""Options with enough points to kill the command before it ends."""


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    """Return the folder of an uninterrupted command."""
    folder = tmp_path_factory.mktemp("whole")
    assert main(["sample", ITALY, "-o", str(folder), *MANY]) == 0
    return folder


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("patches", [0, 3, 40])
def test_a_killed_run_is_continued(uninterrupted, tmp_path, capsys, patches):
    """After a kill at any time, the same command gives the files of an uninterrupted one, and no others."""
    command = ["sample", ITALY, "-o", str(tmp_path / "killed"), *MANY]
    child = subprocess.Popen([sys.executable, "-m", "satclip_backend", *command], stderr=subprocess.DEVNULL)
    images = tmp_path / "killed" / "images"
    while not images.exists() or len(list(images.iterdir())) < patches:
        assert child.poll() is None
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    child.wait()
    there = len(list(images.iterdir()))
    assert not (tmp_path / "killed" / "index.csv").exists()
    capsys.readouterr()
    _tidied.clear()  # as in a new process
    assert main(command) == 0
    assert f" patches extracted, {there} existed" in capsys.readouterr().out
    assert contents(tmp_path / "killed") == contents(uninterrupted)


@pytest.mark.parametrize("before", ["nothing", "an empty folder", "a folder of theirs"])
def test_a_run_without_patches_leaves_its_folder_unchanged(tmp_path, capsys, before):
    out = tmp_path / "new" / "patches"
    if before != "nothing":
        out.mkdir(parents=True)
    if before == "a folder of theirs":
        (out / "notes.txt").write_text("theirs")
    was = sorted(tmp_path.rglob("*"))
    failed = ["sample", ITALY, "-o", str(out), "--extent", "100", "10", "101", "11", "--points", "5"]
    assert main(failed) == 1
    assert "None of 5 points has a patch" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == was
    assert main(["sample", ITALY, "-o", str(out), "--points", "5", "--pixels", "4"]) == 0


def test_options_that_differ_from_the_folders_are_named(tmp_path, capsys):
    command = ["sample", ITALY, "-o", str(tmp_path / "p"), "--points", "2", "--pixels", "4"]
    assert main(command) == 0
    before = contents(tmp_path / "p")
    for options, sentence in (
        (["--pixels", "8"], "(other pixels: 4 there, 8 now)"),
        (["--resolution", "-1e3"], "--resolution must be more than 0 and at most 1,000,000, not -1000"),
        (["--resolution", "1e3", "--bands", "1"], "(other bands, resolution: None there, 1000.0 now)"),
    ):
        assert main([*command, *options]) == 1
        assert sentence in capsys.readouterr().err
    assert contents(tmp_path / "p") == before
