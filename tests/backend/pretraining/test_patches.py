"""Patches of rasters, read by row number."""

from pathlib import Path

import numpy as np
import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.multiscale import Overview
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery

DATA = Path(__file__).parents[2] / "data" / "imagery"
PLACES = np.array([[14.0, 43.0], [100.0, 43.0], [14.5, 42.5]])


def test_rows_without_a_patch_are_dropped_and_counted_once():
    patches = RasterPatches(open_imagery([DATA / "utm33n.tif"]), PLACES, 6)
    assert (patches.pixels, len(patches.bands)) == (6, 6)
    for _ in range(2):
        values, kept = patches.read(np.array([2, 1, 0]))
        assert kept.tolist() == [0, 2]
        assert (values.shape, values.dtype) == ((2, 6, 6, 6), np.uint8)
        assert sum(patches.skipped.values()) == 1
    imagery = open_imagery([DATA / "utm33n.tif"])
    np.testing.assert_array_equal(values[1], imagery.read_patches(PLACES[:1], 6)[0][0])


def test_the_fingerprint_depends_on_points_sizes_and_scales():
    imagery = open_imagery([DATA / "utm33n.tif"])
    prints = {
        RasterPatches(imagery, lonlat, pixels).fingerprint
        for lonlat, pixels in ((PLACES, 6), (PLACES, 8), (PLACES[:2], 6))
    } | {RasterPatches(imagery, PLACES, 6, scales=(1, 2)).fingerprint}
    assert len(prints) == 4
    assert RasterPatches(open_imagery([DATA / "utm33n.tif"]), PLACES, 6).fingerprint in prints


def test_coarser_bands_follow_the_finest_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path))
    imagery = open_imagery([DATA / "utm33n.tif"])
    rows = np.arange(3)
    fine, kept = RasterPatches(imagery, PLACES, 4).read(rows)
    patches = RasterPatches(imagery, PLACES, 4, scales=(1, 2))
    values, places = patches.read(rows)
    assert patches.bands == (*imagery.bands, *(f"{name}@2" for name in imagery.bands))
    np.testing.assert_array_equal(places, kept)
    np.testing.assert_array_equal(values[:, : fine.shape[1]], fine)
    overview = Overview(imagery.layers[0], 2)
    positions = imagery.layers[0].grid.columns_and_rows(PLACES[kept])
    np.testing.assert_array_equal(values[:, fine.shape[1] :], overview.read(positions, 4))


@pytest.mark.parametrize("scales", [(2, 4), (1, 4, 2), (1, 1), ()])
def test_scales_that_do_not_increase_from_one_are_refused(scales):
    with pytest.raises(SatclipError, match="growing whole numbers"):
        RasterPatches(open_imagery([DATA / "utm33n.tif"]), PLACES, 4, scales=scales)
