"""The bundled encoder has the properties that its model card states."""

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder, registry
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sampling_regions import OceanMask
from satclip_backend.rasters.masks import read_mask


@pytest.fixture(scope="module")
def encoder():
    return load_encoder("bundled", device="cpu")


def test_it_is_small_and_describes_itself(encoder):
    assert registry.find("bundled").path.stat().st_size <= 10_000_000
    metadata = encoder.metadata
    assert (metadata.family, metadata.degree, metadata.basis) == ("satclip", 40, "stable")
    assert (metadata.capacity, metadata.dimension, metadata.hidden_layers) == (512, 256, 2)
    assert "Blue Marble" in metadata.source
    assert "Not Microsoft's weights" in metadata.description
    assert "\n" not in metadata.description


def test_its_principal_components_are_fitted_on_itself(encoder):
    assert encoder.pca.encoder_sha256 == encoder.weights_sha256
    assert encoder.pca.components.shape == (256, 256)
    share = encoder.pca.explained_variance
    assert share.sum() == pytest.approx(1)
    assert share[:3].sum() > 0.15


def test_similar_landscapes_are_closer_than_different_neighbouring_ones(encoder):
    """Deserts of three continents are similar to each other, and less similar to nearby forests."""
    deserts = [[10.0, 25.0], [48.0, 21.0], [126.0, -28.0]]
    forests = [[18.0, 0.0], [114.0, 1.0], [-63.0, -5.0]]
    places = encoder.pca.project(encoder.encode(np.array(deserts + forests)), 64)
    places = places / np.linalg.norm(places, axis=1, keepdims=True)
    alike = places @ places.T
    pairs = ~np.eye(3, dtype=bool)
    within = (alike[:3, :3][pairs].mean() + alike[3:, 3:][pairs].mean()) / 2
    assert within > alike[:3, 3:].mean() + 0.2


def test_embeddings_vary_little_on_the_ocean(encoder):
    """On the open ocean, the variance of embeddings is a small part of that on land."""
    land, sea = read_mask(), OceanMask(read_mask(), degrees=5.0)
    spread = [
        encoder.encode(sample_points(2000, 1, where)).var(0, dtype="float64").sum() for where in (sea, land)
    ]
    assert spread[0] < 0.15 * spread[1]
