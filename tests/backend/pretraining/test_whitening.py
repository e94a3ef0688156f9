"""Principal components of image features."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.whitening import whitened


@pytest.fixture(scope="module")
def features():
    """Return 10,000 rows of 12 correlated features with different scales, and a constant one."""
    random = np.random.default_rng(0)
    mixed = random.normal(size=(10_000, 12)) @ random.normal(size=(12, 12)) * np.logspace(-2, 2, 12) + 5
    return np.column_stack([mixed, np.full(len(mixed), 7.0)]).astype(np.float32)


def test_without_whitening_components_equal_those_of_scikit_learn(features):
    theirs = PCA(5).fit_transform(StandardScaler().fit_transform(features[:, :12].astype(float)))
    theirs /= np.sqrt((theirs**2).mean())
    ours = whitened(features, 5, 0.0)
    signs = np.sign((ours * theirs).sum(0))
    np.testing.assert_allclose(ours * signs, theirs, atol=2e-3)


@pytest.mark.parametrize("whitening", [0.0, 0.5, 1.0])
def test_whitening_scales_by_a_power_of_the_variance(features, whitening):
    bare = whitened(features, 8, 0.0).var(0)
    partly = whitened(features, 8, whitening).var(0)
    np.testing.assert_allclose(partly / partly[0], (bare / bare[0]) ** (1 - whitening), rtol=1e-3)


def test_components_are_uncorrelated_with_a_mean_square_of_one(features):
    values = whitened(features, 8).astype(float)
    correlation = np.corrcoef(values.T)
    assert np.abs(correlation - np.eye(8)).max() < 1e-3
    assert (values**2).mean() == pytest.approx(1, abs=1e-5)


def test_there_are_at_most_as_many_components_as_features(features):
    assert whitened(features, 256).shape == (10_000, 12)


def test_constant_features_are_refused():
    with pytest.raises(SatclipError, match="looks the same at all points"):
        whitened(np.ones((100, 4), np.float32))


def test_whitening_beyond_one_is_refused(features):
    with pytest.raises(SatclipError, match=r"to 1 \(all components"):
        whitened(features, 8, 1.5)
