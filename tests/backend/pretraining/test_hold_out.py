"""Points held out of training, in blocks."""

import numpy as np
import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.hold_out import hold_out_blocks
from satclip_backend.rasters.masks import read_mask


def test_held_out_points_share_no_block_with_training():
    lonlat = sample_points(20_000, seed=5, mask=read_mask())
    held, degrees = hold_out_blocks(lonlat, fraction=0.1, degrees=5.0, seed=0)
    assert degrees == 5.0
    assert held.mean() == pytest.approx(0.1, abs=0.01)
    blocks = np.floor(lonlat / degrees)
    assert not {tuple(b) for b in blocks[held]} & {tuple(b) for b in blocks[~held]}


def test_blocks_shrink_with_a_small_region():
    lonlat = sample_points(2000, extent=(10.0, 45.0, 10.5, 45.5))
    held, degrees = hold_out_blocks(lonlat)
    assert degrees < 0.5
    assert 0.02 < held.mean() < 0.2
    with pytest.raises(SatclipError, match="two distinct points"):
        hold_out_blocks(np.zeros((5, 2)))
