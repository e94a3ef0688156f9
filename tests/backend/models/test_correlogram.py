"""Correlogram of residuals: range, Moran's I, and the block size derived from them."""

from __future__ import annotations

import time
import warnings

import numpy as np
import pytest
from scipy.spatial.distance import pdist, squareform

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import nearest_other_km
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.models.correlogram import block_size_km, correlogram
from satclip_backend.models.folds import block_ids, block_kfold

N = 900


def places(n, seed=0):
    """Return points in a box of 30 degrees across the antimeridian."""
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.uniform(165, 195, n), rng.uniform(-15, 15, n)])


def field(lonlat, length, seed):
    """Return a Gaussian field with the covariance exp(-distance / length)."""
    km = arc_km(squareform(pdist(unit(lonlat))))
    root = np.linalg.cholesky(np.exp(-km / length) + 1e-9 * np.eye(len(lonlat)))
    return root @ np.random.default_rng(seed).normal(size=len(lonlat))


def turned(rows, degrees):
    return np.column_stack([rows[:, 0] + degrees, rows[:, 1]])


@pytest.fixture(scope="module")
def rows():
    return places(N)


@pytest.mark.parametrize("length", [100, 250])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_range_of_a_field_is_found(rows, length, seed):
    found = correlogram(rows, 1e3 + 5 * field(rows, length, seed))
    wanted = -np.log(0.1) * length  # the distance at which the covariance is 0.1
    assert wanted / 2 < found.range_km < wanted * 2
    assert found.p_value == pytest.approx(0.001)
    assert found.values[0] > 0.6
    assert abs(found.values[-1]) < 0.2


@pytest.mark.parametrize("seed", range(8))
def test_noise_has_no_range(rows, seed):
    found = correlogram(rows, np.random.default_rng(seed).normal(size=N), seed)
    assert found.range_km is None
    assert found.p_value > 0.01
    assert abs(found.moran) < 0.06


def test_a_trend_over_the_whole_extent_has_no_range(rows):
    """Distances up to half of the extent are used, and a trend is still correlated there."""
    lonlat = np.column_stack([np.linspace(0, 1, 300), np.zeros(300)])
    found = correlogram(lonlat, np.repeat([0.0, 1.0], 150) + 0.01 * np.random.default_rng(0).normal(size=300))
    assert found.values[0] > 0.9
    assert found.moran > 0.9


def test_classes_cover_the_distances_and_count_their_pairs(rows):
    found = correlogram(rows, field(rows, 100, 0))
    km = arc_km(pdist(unit(rows)))
    assert found.edges[0] == 0
    assert found.edges[1] == pytest.approx(np.median(nearest_other_km(rows)))
    assert found.edges[-1] == pytest.approx(km.max() / 2)
    assert len(found.edges) == len(found.values) + 1 == len(found.pairs) + 1 == 13
    assert found.pairs.sum() == (km <= found.edges[-1]).sum()


def test_morans_i_equals_that_of_esda(rows):
    esda, weights = pytest.importorskip("esda"), pytest.importorskip("libpysal.weights")
    lonlat = np.concatenate([rows[:400], rows[:20]])
    residuals = field(rows, 150, 3)[:420]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = esda.Moran(residuals, weights.KNN(unit(lonlat), k=8), permutations=0).I
    # ties between rows at one location may be broken differently
    assert correlogram(lonlat, residuals).moran == pytest.approx(expected, abs=0.02)
    alone = esda.Moran(residuals[:400], weights.KNN(unit(rows[:400]), k=8), permutations=0).I
    assert correlogram(rows[:400], residuals[:400]).moran == pytest.approx(alone, abs=1e-12)


def test_values_follow_the_definition():
    rng = np.random.default_rng(0)
    lonlat, residuals = places(200), rng.gamma(2, size=200)
    found = correlogram(lonlat, residuals)
    km = arc_km(squareform(pdist(unit(lonlat))))
    z = residuals - residuals.mean()
    for low, high, value in zip(found.edges[:-1], found.edges[1:], found.values):
        w = (km > low) & (km <= high) & ~np.eye(200, dtype=bool)
        expected = 200 / w.sum() * (w * np.outer(z, z)).sum() / (z**2).sum()
        assert value == pytest.approx(expected, abs=0.02)


def test_it_is_invariant_to_rotation_and_repeatable(rows):
    residuals = field(rows, 200, 5)
    one, other = correlogram(rows, residuals, 7), correlogram(turned(rows, -237), residuals, 7)
    np.testing.assert_allclose(one.values, other.values, atol=1e-3)
    assert one.range_km == pytest.approx(other.range_km, rel=1e-3)
    assert (one.moran, one.p_value) == pytest.approx((other.moran, other.p_value))


def test_rows_at_one_location_and_few_rows():
    with pytest.raises(SatclipError, match="one location"):
        correlogram(np.ones((5, 2)), np.arange(5.0))
    many = np.concatenate([np.zeros((40, 2)), places(20)])
    assert np.isfinite(correlogram(many, np.arange(60.0)).values).all()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for n in (2, 3, 9):
            found = correlogram(places(n), np.arange(n, dtype=float))
            assert np.isfinite(found.values).all()
            assert np.isfinite(found.moran)


def test_constant_residuals_have_no_correlation(rows):
    found = correlogram(rows, np.full(N, 0.1))
    assert (found.range_km, found.moran, found.p_value) == (None, 0, 1)
    assert not found.values.any()


def test_twenty_thousand_rows_take_seconds():
    """CPU time is measured, since a busy computer is slower."""
    lonlat = places(20_000)
    start = time.process_time()
    correlogram(lonlat, np.random.default_rng(0).normal(size=20_000))
    assert time.process_time() - start < 15


def test_blocks_are_as_large_as_the_range(rows):
    residuals = field(rows, 100, 1)
    assert block_size_km(rows, residuals, 5) == pytest.approx(correlogram(rows, residuals).range_km)


def test_the_block_size_is_bounded_by_the_neighbour_distance_and_the_number_of_blocks(rows):
    noise = np.random.default_rng(0).normal(size=N)
    assert block_size_km(rows, noise, 5) == pytest.approx(np.median(nearest_other_km(rows)))
    trend = unit(rows) @ [0.0, 1.0, 1.0]
    size = block_size_km(rows, trend, 5)
    assert 25 <= len(np.unique(block_ids(rows, size))) < 60


@pytest.mark.parametrize("n", [5, 12, 30])
def test_few_locations_still_give_enough_blocks_for_the_folds(n):
    rng = np.random.default_rng(n)
    lonlat = np.repeat(places(n), 3, axis=0)
    size = block_size_km(lonlat, rng.normal(size=len(lonlat)), 5)
    assert len(np.unique(block_ids(lonlat, size))) >= min(10, n)
    assert len(np.unique(block_kfold(lonlat, size, 5).index)) == 5
