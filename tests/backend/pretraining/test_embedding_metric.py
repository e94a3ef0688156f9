"""Embedding metric: distances of embeddings equal those of the features predicted from them."""

import numpy as np
import pytest
import torch

from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.embedding_metric import POSITION_WEIGHT, with_predicted_metric


@pytest.fixture(scope="module")
def network():
    return LocationEncoder(6, 64, 16, generator=torch.Generator().manual_seed(0)).eval()


def embed(network, lonlat):
    with torch.no_grad():
        return network(torch.from_numpy(lonlat)).double().numpy()


def test_distances_are_those_of_the_predictions(network):
    places, elsewhere = sample_points(2000, 0), sample_points(300, 1)
    before = embed(network, places)
    # Two features are linear in the embeddings, and one can't be predicted.
    mix = np.random.default_rng(0).normal(size=(16, 2))
    centred = before - before.mean(0)
    features = np.column_stack([centred @ mix, np.random.default_rng(1).normal(size=2000)])
    after = embed(with_predicted_metric(network, places, features, 0), elsewhere)
    assert after.shape == (300, 16)
    predicted = (embed(network, elsewhere) - before.mean(0)) @ mix
    distances = [np.linalg.norm(x[:150] - x[150:], axis=1) for x in (after, predicted)]
    np.testing.assert_allclose(*distances, rtol=0.02, atol=0.05 * distances[1].mean())


def test_position_has_the_stated_weight(network):
    """With features of zero, only the predictable part of the lowest harmonics remains."""
    places = sample_points(2000, 0)
    before = embed(network, places)
    after = embed(with_predicted_metric(network, places, np.zeros((2000, 1)), 2), places)
    harmonics = network.harmonics(torch.from_numpy(places))[:, :4].numpy()
    harmonics = (harmonics - harmonics.mean(0)) / (harmonics - harmonics.mean(0)).std()
    x = np.column_stack([np.ones(2000), before])
    predicted = x @ np.linalg.lstsq(x, harmonics, rcond=None)[0]
    distances = [np.linalg.norm(x[:1000] - x[1000:], axis=1) for x in (after, POSITION_WEIGHT * predicted)]
    np.testing.assert_allclose(*distances, rtol=1e-3, atol=1e-3)


def test_all_dimensions_have_a_similar_variance(network):
    places = sample_points(2000, 0)
    features = embed(network, places) * np.logspace(0, -3, 16)
    spread = embed(with_predicted_metric(network, places, features, 0), places).std(0)
    assert spread.min() > 0.05 * spread.max()


def test_results_are_repeatable_and_the_network_is_unchanged(network):
    places = sample_points(500, 0)
    features = np.random.default_rng(0).normal(size=(500, 3))
    before = embed(network, places)
    one, two = (embed(with_predicted_metric(network, places, features, 2), places) for _ in range(2))
    np.testing.assert_array_equal(one, two)
    np.testing.assert_array_equal(embed(network, places), before)
