"""The losses, against what the official code computes."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.encoders.checkpoints import read_checkpoint
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.pretraining.losses import clip_logits, clip_loss, retrieval
from satclip_backend.pretraining.model import Objective, PretrainingModel

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def official():
    with np.load(DATA / "clip" / "forward_mini_l10.npz") as arrays:
        return {name: torch.from_numpy(np.asarray(array)) for name, array in arrays.items()}


def test_loss_logits_and_gradient_are_the_official_ones(official):
    scale = official["logit_scale"].clone().requires_grad_()
    images, locations = official["image_features"], official["location_features_float64"]
    logits = clip_logits(images, locations, scale)
    torch.testing.assert_close(logits.detach(), official["logits_per_image"], rtol=0, atol=2e-5)
    torch.testing.assert_close(logits.detach().T, official["logits_per_location"], rtol=0, atol=2e-5)
    loss = clip_loss(images, locations, scale)
    loss.backward()
    assert loss.item() == pytest.approx(official["loss"].item(), abs=1e-6)
    assert scale.grad.item() == pytest.approx(official["grad__logit_scale"].item(), abs=1e-5)


def test_gradients_reach_the_location_encoder_as_in_the_official_code(official):
    network, _ = read_checkpoint(DATA / "golden" / "satclip-mini-l10.ckpt")
    network.requires_grad_(True)
    locations = network(official["lonlat_float32"].double())
    torch.testing.assert_close(locations.detach(), official["location_features_float64"], rtol=0, atol=1e-9)
    clip_loss(official["image_features"].double(), locations, official["logit_scale"].double()).backward()
    first, last = network.layers[0].weight.grad, network.last_layer.bias.grad
    torch.testing.assert_close(first, official["grad__nnet__layers__0__weight"], rtol=0, atol=1e-5)
    torch.testing.assert_close(last, official["grad__nnet__last_layer__bias"], rtol=0, atol=1e-5)


def test_the_loss_of_chance_is_the_logarithm_of_the_number_of_pairs():
    same = torch.ones(16, 4)
    assert clip_loss(same, same, torch.tensor(2.0)).item() == pytest.approx(math.log(16), abs=1e-6)


def test_retrieval_counts_the_rank_of_the_right_one():
    vectors = torch.eye(20)
    assert retrieval(vectors, vectors) == [1.0, 1.0]
    assert retrieval(vectors, vectors.roll(1, 0)) == [0.0, 1.0]
    towards_next = vectors + 2 * vectors.roll(-1, 0)
    assert retrieval(towards_next, vectors, (1, 2)) == [0.0, 1.0]


def test_the_logit_scale_stays_below_one_hundred():
    model = PretrainingModel(LocationEncoder(4, 8, 8), 5, Objective(clip=1.0))
    with torch.no_grad():
        model.logit_scale.fill_(6.0)
    model.clamp_logit_scale()
    assert model.logit_scale.exp().item() == pytest.approx(100.0)
