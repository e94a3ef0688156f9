"""Patches cut from rasters, read by rows."""

from pathlib import Path

import numpy as np

from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery

DATA = Path(__file__).parents[2] / "data" / "imagery"
PLACES = np.array([[14.0, 43.0], [100.0, 43.0], [14.5, 42.5]])


def test_rows_without_a_patch_are_left_out_and_counted_once():
    patches = RasterPatches(open_imagery([DATA / "utm33n.tif"]), PLACES, 6)
    assert (patches.pixels, len(patches.bands)) == (6, 6)
    for _ in range(2):
        values, kept = patches.read(np.array([2, 1, 0]))
        assert kept.tolist() == [0, 2]
        assert (values.shape, values.dtype) == ((2, 6, 6, 6), np.uint8)
        assert sum(patches.skipped.values()) == 1
    imagery = open_imagery([DATA / "utm33n.tif"])
    np.testing.assert_array_equal(values[1], imagery.read_patches(PLACES[:1], 6)[0][0])


def test_the_fingerprint_tells_places_and_sizes_apart():
    imagery = open_imagery([DATA / "utm33n.tif"])
    prints = {
        RasterPatches(imagery, lonlat, pixels).fingerprint
        for lonlat, pixels in ((PLACES, 6), (PLACES, 8), (PLACES[:2], 6))
    }
    assert len(prints) == 3
    assert RasterPatches(open_imagery([DATA / "utm33n.tif"]), PLACES, 6).fingerprint in prints
