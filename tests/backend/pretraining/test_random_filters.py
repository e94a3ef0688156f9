"""RCF and MOSAIKS: features against TorchGeo and NumPy, filters, and independence of the batch."""

from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.image_encoders import image_encoder, random_filters
from satclip_backend.pretraining.image_encoders.random_filters import whitened_patches

GOLDEN = np.load(Path(__file__).parents[2] / "data" / "rcf" / "values.npz")


def responses(images, filters):
    """Responses (n, filters, q, q) in float64, from windows of NumPy."""
    side = filters.shape[-1]
    windows = np.lib.stride_tricks.sliding_window_view(images.astype("f8"), (side, side), (2, 3))
    return np.einsum("nbrcij,fbij->nfrc", windows, filters.astype("f8"))


@pytest.mark.parametrize(("bias", "name"), [(None, "features"), (-1.0, "features"), (0.5, "features_bias")])
def test_rcf_has_the_filters_and_features_of_torchgeo(bias, name):
    encoder = image_encoder("rcf", 3, 10, filters=6, seed=5, bias=bias)
    np.testing.assert_array_equal(encoder.filters, GOLDEN["filters"])
    np.testing.assert_allclose(encoder(torch.from_numpy(GOLDEN["images"])), GOLDEN[name], rtol=1e-6)


def test_filters_are_whitened_as_published():
    whitened = whitened_patches(GOLDEN["patches"])
    np.testing.assert_allclose(whitened, GOLDEN["whitened"], atol=1e-4)  # torchgeo decomposes in float32
    assert not whitened[7].any()
    np.testing.assert_allclose(whitened.mean((1, 2, 3)), 0, atol=1e-6)


@pytest.mark.parametrize("bias", [0.0, 1.0, -0.4])
def test_both_conventions_follow_their_formula(bias):
    images = torch.randn(5, 4, 9, 9, generator=torch.Generator().manual_seed(2))
    for name in ("rcf", "mosaiks"):
        encoder = image_encoder(name, 4, 9, filters=7, filter_pixels=4, seed=1, bias=bias)
        encoder.fit(images, np.random.default_rng(1))
        r = responses(images.numpy(), encoder.filters.numpy())
        if name == "rcf":
            parts = np.maximum(r + bias, 0), np.maximum(-(r + bias), 0)
        else:
            parts = np.maximum(r - bias, 0), np.maximum(-r - bias, 0)
        expected = np.concatenate([part.mean((2, 3)) for part in parts], 1)
        np.testing.assert_allclose(encoder(images), expected, rtol=2e-6, atol=1e-6)


def test_filters_of_mosaiks_are_whitened_patches_of_the_imagery(monkeypatch):
    """With as many patches as filters, each filter is one of all patches of the images, whitened with them."""
    monkeypatch.setattr(random_filters, "PATCHES", 40)
    images = torch.randn(6, 2, 5, 5, generator=torch.Generator().manual_seed(3))
    encoder = image_encoder("mosaiks", 2, 5, filters=40, seed=9)
    with pytest.raises(SatclipError, match="must be cut from imagery"):
        encoder(images)
    before = encoder.identity
    encoder.fit(images, np.random.default_rng(9))
    assert encoder.identity != before
    random = np.random.default_rng(9)
    which, (rows, columns) = random.integers(0, 6, 40), random.integers(0, 3, (2, 40))
    cut = np.array([images[i, :, r : r + 3, c : c + 3].numpy() for i, r, c in zip(which, rows, columns)])
    rows = cut.reshape(40, -1).astype("f8")
    rows -= rows.mean(1)[:, None]
    rows /= np.sqrt((rows**2).sum(1))[:, None]
    expected = rows @ np.linalg.inv(rows.T @ rows / 40 + 1e-3 * np.eye(18))  # ZCA twice is the inverse
    found = encoder.filters.numpy().reshape(40, -1)
    np.testing.assert_allclose(np.sort(found, 0), np.sort(expected, 0), rtol=1e-4, atol=1e-4)
    encoder.fit(images.flip(0), np.random.default_rng(0))
    np.testing.assert_array_equal(encoder.filters.numpy().reshape(40, -1), found)


def test_groups_of_filters_give_the_same_features(monkeypatch):
    images = torch.rand(3, 3, 12, 12, generator=torch.Generator().manual_seed(0))
    encoder = image_encoder("rcf", 3, 12, filters=10)
    whole = encoder(images)
    monkeypatch.setattr(random_filters, "RESPONSES", 3 * 144 * 4)
    torch.testing.assert_close(encoder(images), whole, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("rcf", {"filters": 0}, "not 0 filters of 3 pixels"),
        ("mosaiks", {"filters": 4, "filter_pixels": 0}, "not 4 filters of 0 pixels"),
        ("mosaiks", {"filter_pixels": 64}, "64 x 64 pixels and 3 bands has more than 4,096 values"),
        ("mosaiks", {"weights": "w.pth"}, "filters of mosaiks are random: they take no weights"),
    ],
)
def test_invalid_filters_are_refused(name, options, sentence):
    with pytest.raises(SatclipError, match=sentence):
        image_encoder(name, 3, 64, **options)
