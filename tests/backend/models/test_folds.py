"""Folds: locations are not split, sizes are similar, and kNNDM matches prediction distances."""

from __future__ import annotations

import time

import numpy as np
import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import format_km, location_ids, nearest_km, nearest_other_fold_km
from satclip_backend.geo.sphere import EARTH_RADIUS_KM, fibonacci_lattice, unit
from satclip_backend.models.folds import (
    block_ids,
    block_kfold,
    group_kfold,
    knndm,
    random_kfold,
    wasserstein_km,
)
from satclip_backend.models.folds.knndm import merge_clusters
from satclip_backend.models.prediction_area import sample_area

BOX = (-20, -30, 40, 35)


def clustered(n, clusters, seed=0):
    rng = np.random.default_rng(seed)
    centres = rng.uniform([-20, -30], [40, 35], (clusters, 2))
    return centres[rng.integers(clusters, size=n)] + rng.normal(0, 1.5, (n, 2))


def turned(rows, degrees):
    return np.column_stack([rows[:, 0] + degrees, rows[:, 1]])


@pytest.fixture(scope="module")
def sample():
    """Return clustered rows, every tenth of them twice, and points of the box that contains them."""
    rows = clustered(600, 12)
    rows = np.concatenate([rows, turned(rows[::10], 360)])
    at_sea = np.array([[-150.0, 0.0]])
    return rows, sample_area(at_sea, BOX).lonlat


def mismatch(rows, area, folds):
    return wasserstein_km(nearest_other_fold_km(rows, folds.index), nearest_km(area, rows))


@pytest.mark.parametrize("k", [2, 3, 5, 10])
def test_knndm_matches_prediction_distances_better_than_other_folds(sample, k):
    rows, area = sample
    found = mismatch(rows, area, knndm(rows, area, k))
    assert found < 0.3 * mismatch(rows, area, random_kfold(rows, k))
    for size in (50, 200, 500, 1000):
        assert found < mismatch(rows, area, block_kfold(rows, size, k))


def test_knndm_reports_its_choice_and_mismatch(sample):
    rows, area = sample
    folds = knndm(rows, area, 5)
    assert folds.name == "knndm"
    assert "spatial clusters were merged into 5 folds" in folds.why
    assert f"differ by {format_km(mismatch(rows, area, folds))}" in folds.why
    assert f"by {format_km(mismatch(rows, area, random_kfold(rows, 5)))} with random folds" in folds.why


def test_knndm_of_blocks_reports_their_size_and_matches_better_than_random_folds(sample):
    rows, area = sample
    folds = knndm(rows, area, 5, of_blocks=True)
    assert mismatch(rows, area, folds) < 0.6 * mismatch(rows, area, random_kfold(rows, 5))
    ids = block_ids(rows, folds.block_km)
    assert len(np.unique(np.column_stack([ids, folds.index]), axis=0)) == len(np.unique(ids))
    assert (
        f"{len(np.unique(ids))} spatial blocks with sides of {format_km(folds.block_km)} were merged"
        in folds.why
    )


@pytest.mark.parametrize("k", [2, 5])
def test_knndm_folds_are_not_empty_and_not_too_large(sample, k):
    rows, area = sample
    held = np.bincount(knndm(rows, area, k).index, minlength=k) / len(rows)
    assert len(held) == k
    assert held.min() > 0
    assert held.max() <= max(0.5, 1.5 / k)


def test_knndm_of_evenly_distributed_rows_gives_random_folds():
    rng = np.random.default_rng(3)
    rows = np.column_stack([rng.uniform(0, 30, 800), rng.uniform(-10, 10, 800)])
    area = np.column_stack([rng.uniform(0, 30, 2000), rng.uniform(-10, 10, 2000)])
    folds = knndm(rows, area, 5)
    by_chance = mismatch(rows, area, random_kfold(rows, 5))
    assert mismatch(rows, area, folds) <= 1.01 * by_chance
    regular = fibonacci_lattice(500)
    folds = knndm(regular, fibonacci_lattice(3001), 5)
    np.testing.assert_array_equal(folds.index, random_kfold(regular, 5).index)
    assert "randomly assigned" in folds.why


@pytest.mark.parametrize("n", [6000, pytest.param(50_000, marks=pytest.mark.slow)])
def test_many_rows_take_seconds(n):
    rows = clustered(n, 100)
    area = sample_area(np.array([[-150.0, 0.0]]), BOX).lonlat
    start = time.process_time()  # CPU time, since a busy computer is slower
    folds = knndm(rows, area, 5)
    assert time.process_time() - start < 20
    assert mismatch(rows, area, folds) < mismatch(rows, area, random_kfold(rows, 5))


def makers(area):
    return {
        "knndm": lambda rows, seed: knndm(rows, area, 5, seed),
        "blocks": lambda rows, seed: block_kfold(rows, 300, 5, seed),
        "random": lambda rows, seed: random_kfold(rows, 5, seed),
    }


@pytest.mark.parametrize("name", ["knndm", "blocks", "random"])
def test_each_location_is_in_one_fold_and_folds_are_repeatable(sample, name):
    rows, area = sample
    make = makers(area)[name]
    folds = make(rows, 0)
    assert (folds.name, folds.index.dtype, folds.index.shape) == (name, np.int64, (len(rows),))
    pairs = np.unique(np.column_stack([location_ids(rows), folds.index]), axis=0)
    assert len(pairs) == len(np.unique(pairs[:, 0]))
    np.testing.assert_array_equal(make(rows, 0).index, folds.index)
    np.testing.assert_array_equal(make(turned(rows, 360), 0).index, folds.index)


@pytest.mark.parametrize("name", ["blocks", "random"])
def test_folds_have_similar_sizes_and_depend_on_the_seed(sample, name):
    rows, area = sample
    make = makers(area)[name]
    sizes = np.bincount(make(rows, 0).index)
    assert sizes.max() - sizes.min() <= 0.1 * len(rows) / 5
    assert not np.array_equal(make(rows, 0).index, make(rows, 1).index)


def test_knndm_is_invariant_to_rotation(sample):
    rows, area = sample
    folds = knndm(turned(rows, 165), turned(area, 165), 5)
    assert mismatch(rows, area, folds) == pytest.approx(mismatch(rows, area, knndm(rows, area, 5)), rel=0.05)


def test_large_clusters_are_single_folds_and_small_ones_alternate():
    clusters = np.repeat(np.arange(7), [50, 10, 10, 10, 10, 5, 5])
    along = clusters.astype(float)
    index = merge_clusters(clusters, along, 3)
    assert [int(index[clusters == c][0]) for c in range(7)] == [0, 1, 2, 1, 2, 1, 2]


@pytest.mark.parametrize("size", [5000, 1000, 137.0])
def test_blocks_have_equal_areas_at_all_latitudes(size):
    n = 400_000
    ids = block_ids(fibonacci_lattice(n), size)
    counts = np.unique(ids, return_counts=True)[1]
    wanted = n * size**2 / (4 * np.pi * EARTH_RADIUS_KM**2)
    assert counts.mean() == pytest.approx(wanted, rel=0.15)
    assert counts.min() > 0.6 * wanted - 3 * np.sqrt(wanted)
    assert counts.max() < 1.4 * wanted + 3 * np.sqrt(wanted)


def test_blocks_are_about_square():
    places = fibonacci_lattice(200_000)
    ids = block_ids(places, 1000)
    xyz = unit(places)
    for block in np.unique(ids)[3:-3]:
        own = xyz[ids == block]
        centre = own.mean(axis=0) / np.linalg.norm(own.mean(axis=0))
        assert np.degrees(np.arccos((own @ centre).min())) < np.degrees(1000 / EARTH_RADIUS_KM)


def test_block_ids_do_not_depend_on_other_rows_or_on_notation():
    places = fibonacci_lattice(1000)
    ids = block_ids(places, 700)
    np.testing.assert_array_equal(block_ids(places[::7], 700), ids[::7])
    np.testing.assert_array_equal(block_ids(turned(places, 360), 700), ids)
    ends = block_ids(np.array([[180.0, 20.0], [-180.0, 20.0], [179.9999, 20.0]]), 700)
    assert ends[0] == ends[1]
    assert len(np.unique(block_ids(np.array([[0.0, 90.0], [0.0, -90.0]]), 700))) == 2


def test_few_groups_are_left_out_one_by_one():
    groups = np.array(["b", "a", "c", "a"])
    folds = group_kfold(groups, 2)
    assert folds.index.tolist() == [1, 0, 2, 0]
    assert "3 groups" in folds.why


def test_groups_are_not_split():
    groups = np.array([f"site {i}" for i in range(30) for _ in range(i + 1)])
    folds = group_kfold(groups, 4, seed=1)
    assert (
        len(np.unique(np.column_stack([np.unique(groups, return_inverse=True)[1], folds.index]), axis=0))
        == 30
    )
    sizes = np.bincount(folds.index)
    assert len(sizes) == 4
    assert sizes.max() - sizes.min() <= 2


def test_impossible_folds_are_reported():
    four = np.array([[0.0, 0], [1, 1], [2, 2], [3, 3], [3, 3]])
    area = fibonacci_lattice(100)
    for make in (
        lambda rows: knndm(rows, area, 5),
        lambda rows: block_kfold(rows, 10, 5),
        lambda rows: random_kfold(rows, 5),
    ):
        with pytest.raises(SatclipError, match="4 distinct locations, too few for 5 folds: choose at most 4"):
            make(four)
        with pytest.raises(SatclipError, match="at one location"):
            make(four[3:])
    with pytest.raises(SatclipError, match="in only 1 block of 5,000 km"):
        block_kfold(four + 20, 5000, 3)
    with pytest.raises(SatclipError, match=r"only 2 blocks .* choose smaller blocks, or at most 2 folds"):
        block_kfold(np.array([[0.1, 0.1], [0.2, 0.1], [90, 45], [90.1, 45]]), 500, 3)
    with pytest.raises(SatclipError, match="one group, Bremen: choose a field"):
        group_kfold(np.array(["Bremen"] * 5), 5)


def test_wasserstein_is_the_mean_difference_of_quantiles():
    assert wasserstein_km(np.array([0.0, 10.0]), np.array([5.0, 15.0])) == pytest.approx(5)
