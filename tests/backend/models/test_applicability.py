"""Dissimilarity index and area of applicability, compared with the formula."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import cdist, pdist

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.models import applicability, nearest_rows
from satclip_backend.models.applicability import Applicability
from satclip_backend.rasters.masks import read_mask

N, D = 900, 12


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def features(rng):
    """Return correlated features with very different scales, far from 0."""
    mixed = rng.normal(size=(N, D)) @ rng.normal(size=(D, D))
    return (mixed * np.geomspace(1e-3, 1e3, D) + 50 * np.geomspace(1e-3, 1e3, D)).astype(np.float32)


@pytest.fixture
def folds(rng):
    return rng.integers(5, size=N)


def standardised(features, of, weights=None):
    of = of.astype(np.float64)
    z = (features - of.mean(axis=0)) / of.std(axis=0)
    return z if weights is None else z * weights


@pytest.mark.parametrize("weighted", [False, True])
def test_dissimilarity_follows_the_formula(features, folds, rng, monkeypatch, weighted):
    monkeypatch.setattr(applicability, "VARIANCE", 1 - 1e-12)
    weights = rng.uniform(0.1, 3, D) if weighted else None
    found, own = Applicability.fit(features, folds, weights)
    z = standardised(features, features, weights)
    mean = pdist(z).mean()
    km = cdist(z, z)
    expected = np.where(folds[:, None] == folds, np.inf, km).min(axis=1) / mean
    np.testing.assert_allclose(own, expected, rtol=2e-3, atol=1e-5)
    low, high = np.quantile(expected, [0.25, 0.75])
    assert found.threshold == pytest.approx(min(high + 1.5 * (high - low), expected.max()), rel=1e-3)
    new = (features[::3] + rng.normal(size=features[::3].shape) * features.std(axis=0)).astype(np.float32)
    wanted = cdist(standardised(new, features, weights), z).min(axis=1) / mean
    np.testing.assert_allclose(found.dissimilarity(new), wanted, rtol=2e-3, atol=1e-5)


def test_the_threshold_is_at_most_the_largest_dissimilarity():
    features = np.random.default_rng(1).uniform(size=(200, 2)).astype(np.float32)
    two_far = np.arange(200) % 2
    found, own = Applicability.fit(features * [1e-6, 1] + two_far[:, None] * [1, 0], two_far)
    assert found.threshold <= own.max()


def test_dissimilarity_is_zero_at_training_rows_and_increases_with_distance(features, folds):
    found, own = Applicability.fit(features, folds)
    assert found.dissimilarity(features).max() < 1e-5
    assert own.min() > 0
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    beyond = np.array([mean + far * deviation for far in (5, 10, 20, 100)], dtype=np.float32)
    assert (np.diff(found.dissimilarity(beyond)) > 0).all()
    assert (found.dissimilarity(beyond) > found.threshold).all()


def test_dissimilarity_close_to_training_rows_is_precise(rng):
    """In float32, |a|² + |b|² - 2ab of these features consists of rounding errors only."""
    reference = (100 + rng.normal(size=(500, 40))).astype(np.float32)
    found, _ = Applicability.fit(reference, np.arange(500) % 2)
    places = reference + rng.normal(0, 1e-4, reference.shape).astype(np.float32)
    project = lambda x: x.astype(np.float64) @ found.matrix.T + found.offset  # noqa: E731
    expected = cdist(project(places), project(reference)).min(axis=1) / found.scale
    np.testing.assert_allclose(found.dissimilarity(places), expected, rtol=1e-2)


def test_projected_features_give_the_same(features, folds):
    found, _ = Applicability.fit(features, folds)
    matrix, offset = found.projection
    projected = (features[:50] + 1.0) @ matrix.T + offset
    expected = found.dissimilarity(features[:50] + np.float32(1))
    np.testing.assert_allclose(found.nearest(projected.astype(np.float32)), expected, rtol=1e-3, atol=1e-5)


def test_important_features_have_more_weight(rng):
    features = rng.normal(size=(500, 2)).astype(np.float32)
    found, _ = Applicability.fit(features, np.arange(500) % 5, np.array([1.0, 1e-3]))
    strange = found.dissimilarity(np.array([[10, 0], [0, 10]], dtype=np.float32))
    assert strange[0] > 100 * strange[1]
    scaled, _ = Applicability.fit(features, np.arange(500) % 5, np.array([50.0, 5e-2]))
    assert scaled.threshold == pytest.approx(found.threshold)


def test_leaving_out_the_last_components_changes_little(monkeypatch):
    """The features are embeddings of points on land all over the Earth."""
    encoder = load_encoder("bundled", device="cpu")
    embeddings = encoder.encode(sample_points(2000, mask=read_mask())).astype(np.float32)
    rows, new = embeddings[:1000], embeddings[1000:]
    index = np.arange(1000) % 5
    found, _ = Applicability.fit(rows, index)
    monkeypatch.setattr(applicability, "VARIANCE", 1 - 1e-12)
    whole, _ = Applicability.fit(rows, index)
    assert len(found.matrix) < 0.95 * len(whole.matrix)
    less, all_of_it = found.dissimilarity(new), whole.dissimilarity(new)
    assert np.median(np.abs(less / all_of_it - 1)) < 0.02
    assert np.mean((less > found.threshold) != (all_of_it > whole.threshold)) < 0.01


def test_a_sample_represents_many_rows(features, folds, monkeypatch):
    whole, own = Applicability.fit(features, folds)
    monkeypatch.setattr(applicability, "REFERENCE", 600)
    found, some = Applicability.fit(features, folds, seed=1)
    assert found.reference.shape == (600, len(found.matrix))
    assert found.scale == pytest.approx(whole.scale, rel=0.05)
    assert np.mean(some) == pytest.approx(np.mean(own), rel=0.15)
    again, _ = Applicability.fit(features, folds, seed=1)
    np.testing.assert_array_equal(again.reference, found.reference)


def test_results_do_not_depend_on_the_block_size(features, folds, monkeypatch):
    found, _ = Applicability.fit(features, folds)
    expected = found.dissimilarity(features + np.float32(0.5))
    monkeypatch.setattr(nearest_rows, "BLOCK", 400)
    np.testing.assert_allclose(found.dissimilarity(features + np.float32(0.5)), expected, rtol=1e-4)


def test_constant_features():
    constant = np.full((10, 3), 7, dtype=np.float32)
    found, own = Applicability.fit(constant, np.arange(10) % 2)
    assert not own.any()
    assert found.dissimilarity(constant).tolist() == [0] * 10
    half = np.column_stack([constant, np.arange(10)]).astype(np.float32)
    assert np.isfinite(Applicability.fit(half, np.arange(10) % 2)[1]).all()


def test_one_fold_is_refused(features):
    with pytest.raises(SatclipError, match="at least two folds"):
        Applicability.fit(features, np.zeros(N, dtype=int))


def test_it_survives_conversion_to_arrays(features, folds):
    found, _ = Applicability.fit(features, folds)
    again = Applicability.from_tensors(found.to_tensors())
    assert again.threshold == found.threshold
    new = features + np.float32(0.3)
    np.testing.assert_array_equal(again.dissimilarity(new), found.dissimilarity(new))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("matrix", None, "matrix of its area"),
        ("matrix", np.zeros((3, 3)), "do not fit together"),
        ("offset", np.zeros((2, 2)), "offset of its area"),
        ("reference", np.full((5, 12), np.nan), "reference of its area"),
        ("reference", np.zeros((0, 12)), "do not fit together"),
        ("reference", np.zeros((5, 12), dtype=int), "reference of its area"),
        ("scale", np.array([0.0]), "do not fit together"),
        ("threshold", np.array([1.0, 2.0]), "do not fit together"),
    ],
)
def test_damaged_arrays_are_refused(features, folds, name, value, message):
    tensors = Applicability.fit(features, folds)[0].to_tensors()
    tensors[name] = value
    with pytest.raises(SatclipError, match=message):
        Applicability.from_tensors({key: array for key, array in tensors.items() if array is not None})
