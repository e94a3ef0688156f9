"""Folds compared with the known error of a simulated field, sampled in clusters.

A small version of the measurements of `benchmarks/learning`, with the same code.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from satclip_backend.geo.distances import nearest_km, nearest_other_fold_km
from satclip_backend.geo.sphere import unit
from satclip_backend.models.folds import wasserstein_km

SOURCE = Path(__file__).parents[3] / "benchmarks" / "learning" / "field.py"
REPETITIONS = {"neighbours": 8, "boosting": 4}
ROWS, CLUSTERS, PLACES = 300, 25, 600


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Use one thread: with matrices this small, threads would mostly wait for each other."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def simulated():
    """Import the benchmark's module."""
    spec = importlib.util.spec_from_file_location("benchmark_field", SOURCE)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)  # needed by dataclasses
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def samples(simulated):
    """Return simulated fields with their clustered rows and folds."""
    fields = [simulated.draw(ROWS, CLUSTERS, PLACES, seed) for seed in range(max(REPETITIONS.values()))]
    return [(field, simulated.ready(field, None, seed)) for seed, field in enumerate(fields)]


@pytest.mark.parametrize("estimator", ["neighbours", "boosting"])
def test_knndm_folds_estimate_the_error_over_the_area_and_random_folds_are_optimistic(
    simulated, samples, estimator
):
    found = [
        simulated.estimates(field, prepared, estimator, None)
        for field, prepared in samples[: REPETITIONS[estimator]]
    ]
    ratio = {name: np.mean([each[name][0] for each in found]) for name in found[0]}
    assert ratio["knndm"] == pytest.approx(1, abs=0.15)
    assert ratio["random"] < 0.75
    assert ratio["random"] < ratio["blocks"] < ratio["knndm"] + 0.05


def test_knndm_folds_best_match_the_prediction_distances(samples):
    for field, prepared in samples:
        wanted = nearest_km(field.area, field.rows)
        mismatch = {
            folds.name: wasserstein_km(nearest_other_fold_km(field.rows, folds.index), wanted)
            for folds in prepared.folds
        }
        assert mismatch["knndm"] < mismatch["blocks"]
        assert mismatch["knndm"] < 0.4 * mismatch["random"]


def test_the_simulated_field_has_the_stated_correlation(simulated):
    lonlat = np.array([[10.0, 30.0], [10.0, 30.5], [14.0, 33.0], [30.0, 45.0]])
    drawn = np.array([simulated.gaussian(lonlat, np.random.default_rng(seed)) for seed in range(4000)])
    km = 6371.0088 * np.arccos(np.clip(unit(lonlat) @ unit(lonlat).T, -1, 1))
    expected = (1 - simulated.NOISE) * np.exp(-3 * km / simulated.RANGE_KM)
    np.fill_diagonal(expected, 1)
    np.testing.assert_allclose(np.cov(drawn.T), expected, atol=0.08)
