"""Distances to the nearest row, with and without pruning, compared with scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from satclip_backend.models import nearest_rows
from satclip_backend.models.mapping import _z_order
from satclip_backend.models.nearest_rows import nearest_distances, nearest_of_other_folds

SIDE, P, ROWS = 64, 30, 1500


@pytest.fixture(scope="module")
def rows():
    return np.random.default_rng(0).normal(size=(ROWS, P)).astype(np.float32)


def smooth_pixels(step: float) -> np.ndarray:
    """Return features of a block of pixels in Z-order: waves in both directions, `step` radians per pixel."""
    rng = np.random.default_rng(1)
    row, column = np.divmod(_z_order(SIDE, SIDE), SIDE)
    waves, phases = rng.normal(size=(2, P)) * step, rng.uniform(0, 2 * np.pi, P)
    return (1.5 * np.sin(row[:, None] * waves[0] + column[:, None] * waves[1] + phases)).astype(np.float32)


@pytest.mark.parametrize("step", [0.0, 1e-3, 0.02, 0.2, 3.0])
def test_pruning_does_not_change_distances(rows, step, monkeypatch):
    monkeypatch.setattr(nearest_rows, "SMALL", 1000)
    compared, compare = [], nearest_rows._compare

    def counted(points, some, squares):
        compared.append(len(points) * len(some))
        return compare(points, some, squares)

    monkeypatch.setattr(nearest_rows, "_compare", counted)
    points = smooth_pixels(step)
    found = nearest_distances(points, rows)
    np.testing.assert_allclose(found, cdist(points, rows).min(axis=1), rtol=1e-6)
    share = sum(compared) / (len(points) * len(rows))
    assert share < 0.1 if 0 < step < 0.1 else share <= 1


@pytest.mark.parametrize("count", [1, 15, 257, 3000])
def test_distances_of_any_number_of_points_in_any_order(rows, count):
    points = np.random.default_rng(2).normal(1.0, 1.0, (count, P)).astype(np.float32)
    found = nearest_distances(points, rows)
    np.testing.assert_allclose(found, cdist(points, rows).min(axis=1), rtol=1e-6)


def test_distances_of_the_rows_themselves_are_zero(rows):
    points = np.repeat(rows[:200], 20, axis=0)
    assert nearest_distances(points, rows).max() == 0


def test_distances_far_from_the_origin_are_precise(rows):
    far = rows + np.float32(10)
    points = smooth_pixels(0.02) + np.float32(10)
    expected = cdist(points, far).min(axis=1)
    np.testing.assert_allclose(nearest_distances(points, far), expected, rtol=1e-4)


def test_rows_of_the_same_fold_are_ignored(rows):
    index = np.random.default_rng(3).integers(4, size=ROWS)
    found = nearest_of_other_folds(rows, index, rows[::2], index[::2])
    wanted = np.where(index[:, None] == index[::2], np.inf, cdist(rows, rows[::2])).min(axis=1)
    np.testing.assert_allclose(found, wanted, rtol=1e-5)


def test_z_order_gives_compact_groups():
    row, column = np.divmod(_z_order(SIDE, SIDE), SIDE)
    assert sorted(row * SIDE + column) == list(range(SIDE * SIDE))
    for size, side in ((16, 4), (64, 8), (256, 16)):
        runs = np.stack([row, column]).reshape(2, -1, size)
        assert (np.ptp(runs, axis=2) == side - 1).all()
    odd = _z_order(5, 9)
    assert sorted(odd) == list(range(45))
