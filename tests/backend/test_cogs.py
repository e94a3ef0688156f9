"""Failures while a map is written: cancel, full disk, read-only folder, crash. No partial file remains."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
import rasterio

from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.progress import no_progress
from satclip_backend.rasters.cogs import new_cog
from satclip_backend.rasters.grids import make_grid

TRANSLATING = "writing the GeoTIFF"


def write(path, size=600, progress=no_progress):
    """Write a map of `size` x `size` pixels of noise with three bands."""
    noise = np.random.default_rng(0).random((3, 512, 512), dtype=np.float32)
    grid = make_grid((0, 0, size, size), "EPSG:3857", 1)
    names = [{"name": f"PC{i}"} for i in (1, 2, 3)]
    with new_cog(path, grid, names, tags={"A": "b"}, progress=progress) as blocks:
        for index, window in enumerate(blocks.windows):
            blocks.write(index, noise[:, : window.height, : window.width])


def test_a_map_replaces_an_older_file_and_its_statistics(tmp_path):
    path = tmp_path / "map.tif"
    path.write_text("old")
    (tmp_path / "map.tif.aux.xml").write_text("<statistics of the old one/>")
    write(path)
    with rasterio.open(path) as dataset:
        assert dataset.shape == (600, 600)
    assert list(tmp_path.iterdir()) == [path]


def test_a_map_has_any_name_that_the_disk_accepts(tmp_path):
    path = tmp_path / f"{'m' * 251}.tif"
    write(path)
    assert list(tmp_path.iterdir()) == [path]


def test_bands_may_have_different_nodata_pixels(tmp_path):
    values = np.ones((2, 512, 512), dtype=np.float32)
    grid = make_grid((0, 0, 600, 600), "EPSG:3857", 1)
    with new_cog(tmp_path / "map.tif", grid, [{"name": "A"}, {"name": "B"}], tags={}) as blocks:
        for index, window in enumerate(blocks.windows):
            values[1] = np.nan if index == 0 else index
            blocks.write(index, values[:, : window.height, : window.width])
    with rasterio.open(tmp_path / "map.tif") as dataset:
        first, second = dataset.read()
    assert (first == 1).all()
    assert np.isnan(second[:512, :512]).all()
    assert (second[512:, 512:] == 3).all()


@pytest.mark.parametrize("moment", ["block 1 of 4", TRANSLATING])
def test_an_exception_leaves_the_older_file_unchanged(tmp_path, moment):
    path = tmp_path / "map.tif"
    path.write_text("old")

    def fail(fraction, message):
        if moment in message:
            raise RuntimeError("a failure")

    with pytest.raises(RuntimeError, match="a failure"):
        write(path, progress=fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("after", [0.0, 0.5])
def test_cancel_acts_within_a_second_while_gdal_writes_the_cog(tmp_path, after):
    began = []
    others = psutil.Process().children()

    def cancel(fraction, message):
        if TRANSLATING in message:
            began.append(time.monotonic())
            if began[-1] - began[0] >= after:
                raise Cancelled

    with pytest.raises(Cancelled):
        write(tmp_path / "map.tif", size=4000, progress=cancel)
    assert time.monotonic() - began[-1] < 10
    assert list(tmp_path.iterdir()) == []
    assert set(psutil.Process().children()) <= set(others)


def test_a_map_too_large_for_the_disk_is_refused_before_any_work(mount):
    place = mount("size=2m")
    messages = []
    with pytest.raises(
        SatclipError, match=r"needs up to 47.7 MB in the folder .*mounted .* only 2.1 MB are free"
    ):
        write(place / "map.tif", size=1200, progress=lambda *message: messages.append(message))
    assert messages == []
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("moment", ["block 1 of 9", "block 9 of 9", TRANSLATING])
def test_a_disk_that_fills_up_while_writing_is_named(mount, moment):
    place = mount("size=64m")
    filler = place / "filler"

    def fill(fraction, message):
        if moment in message and not filler.exists():
            with filler.open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass

    with pytest.raises(
        SatclipError, match=r"map.tif could not be finished: there is no space left .*mounted"
    ):
        write(place / "map.tif", size=1200, progress=fill)
    assert list(place.iterdir()) == [filler]


def test_a_read_only_folder_is_named(mount):
    place = mount("size=64m,ro")
    with pytest.raises(SatclipError, match=r"map.tif can't be written to the folder .*mounted .*Read-only"):
        write(place / "map.tif")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any folder")
def test_a_folder_without_write_permission_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(SatclipError, match="can't be written to the folder"):
        write(tmp_path / "map.tif")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_a_folder_that_no_user_can_write_is_named():
    with pytest.raises(SatclipError, match=r"map.tif can't be written to the folder /proc"):
        write(Path("/proc/map.tif"))


def test_a_missing_folder_and_a_folder_in_place_of_the_file_are_named(tmp_path):
    with pytest.raises(SatclipError, match="missing does not exist"):
        write(tmp_path / "missing" / "map.tif")
    with pytest.raises(SatclipError, match="is a folder"):
        write(tmp_path)


def test_a_map_of_many_bands_has_small_tiles(tmp_path):
    grid = make_grid((0, 0, 300, 300), "EPSG:3857", 1)
    names = [{"name": f"PC{i}"} for i in range(1, 66)]
    with new_cog(tmp_path / "map.tif", grid, names, tags={}) as blocks:
        for index, window in enumerate(blocks.windows):
            blocks.write(index, np.full((65, window.height, window.width), index, np.float32))
    with rasterio.open(tmp_path / "map.tif") as dataset:
        assert dataset.block_shapes[0] == (128, 128)
        assert dataset.read(65)[0, 299] == 2
