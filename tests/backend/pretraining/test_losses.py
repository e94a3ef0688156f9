"""Losses, compared with values of the official code and with plain formulas."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy, logsigmoid, normalize

from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.published import read_published as read_checkpoint
from satclip_backend.geo.sphere import unit
from satclip_backend.pretraining.losses import (
    PairSettings,
    clip_logits,
    clip_loss,
    random_negatives_loss,
    retrieval,
    siglip_loss,
    softmax_loss,
)
from satclip_backend.pretraining.model import PretrainingModel
from satclip_backend.pretraining.settings import Objective

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def official():
    with np.load(DATA / "clip" / "forward_mini_l10.npz") as arrays:
        return {name: torch.from_numpy(np.asarray(array)) for name, array in arrays.items()}


def test_loss_logits_and_gradient_equal_the_official_ones(official):
    scale = official["logit_scale"].clone().requires_grad_()
    images, locations = official["image_features"], official["location_features_float64"]
    logits = clip_logits(images, locations, scale)
    torch.testing.assert_close(logits.detach(), official["logits_per_image"], rtol=0, atol=2e-5)
    torch.testing.assert_close(logits.detach().T, official["logits_per_location"], rtol=0, atol=2e-5)
    loss = clip_loss(images, locations, scale)
    loss.backward()
    assert loss.item() == pytest.approx(official["loss"].item(), abs=1e-5)
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


def test_the_loss_of_identical_vectors_is_the_logarithm_of_the_number_of_pairs():
    same = torch.ones(16, 4)
    assert clip_loss(same, same, torch.tensor(2.0)).item() == pytest.approx(math.log(16), abs=1e-5)


def test_retrieval_uses_the_rank_of_the_matching_pair():
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


def plain_clip(images, locations, scale, near=None):
    logits = scale.exp() * normalize(images, dim=1) @ normalize(locations, dim=1).T
    if near is not None:
        logits = logits.masked_fill(near, -math.inf)
    pairs = torch.arange(len(logits))
    return (cross_entropy(logits, pairs) + cross_entropy(logits.T, pairs)) / 2


def plain_siglip(images, locations, scale, bias):
    """Return the loss of Zhai et al. (2023), algorithm 1, without optimisations."""
    logits = normalize(images, dim=1) @ normalize(locations, dim=1).T * scale.exp() + bias
    labels = 2 * torch.eye(len(logits), dtype=logits.dtype) - 1
    return -logsigmoid(labels * logits).sum() / len(logits)


def cosine(one, other):
    return (one * other).sum() / (one.square().sum() * other.square().sum()).sqrt()


def plain_softmax(queries, candidates, temperature):
    """Return the in-batch loss of Mai et al. (2023), pair by pair."""
    losses = []
    for i in range(len(queries)):
        shares = [(cosine(queries[i], candidate) / temperature).exp() for candidate in candidates]
        losses.append(-(shares[i] / sum(shares)).log())
    return sum(losses) / len(losses)


def plain_random_negatives(images, locations, negatives, temperature):
    """Return the random negative location loss of Mai et al. (2023), pair by pair."""
    losses = []
    for image, location, others in zip(images, locations, negatives):
        positive = (cosine(image, location) / temperature).exp()
        losses.append(
            -(positive / (positive + sum((cosine(image, o) / temperature).exp() for o in others))).log()
        )
    return sum(losses) / len(losses)


def vectors(n, dtype, scale, seed=0):
    random = torch.Generator().manual_seed(seed)
    images = torch.randn(n, 24, generator=random, dtype=torch.float64)
    locations = images + 0.5 * torch.randn(n, 24, generator=random, dtype=torch.float64)
    numbers = (images, locations, torch.tensor(scale, dtype=torch.float64), torch.tensor(-3.0).double())
    return [number.to(dtype).requires_grad_() for number in numbers]


def value_and_gradients(loss, *inputs):
    return [loss.detach(), *torch.autograd.grad(loss, inputs)]


@pytest.mark.parametrize("kept", [0, 10**9])
@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-10), (torch.float32, 1e-5)])
@pytest.mark.parametrize("scale", [0.0, 2.66, math.log(100)])
@pytest.mark.parametrize("kind", ["clip", "siglip"])
def test_blockwise_losses_equal_the_plain_ones(kind, scale, dtype, tolerance, kept):
    images, locations, logit_scale, bias = vectors(301, dtype, scale)
    pair_settings = PairSettings(block=301 * 64, kept=kept)  # the last block is smaller
    if kind == "clip":
        inputs = (images, locations, logit_scale)
        plain, ours = plain_clip(*inputs), clip_loss(*inputs, pair_settings)
    else:
        inputs = (images, locations, logit_scale, bias)
        plain, ours = plain_siglip(*inputs), siglip_loss(*inputs, pair_settings)
    expected, found = value_and_gradients(plain, *inputs), value_and_gradients(ours, *inputs)
    for one, other in zip(expected, found):
        torch.testing.assert_close(other, one, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("temperature", [0.05, 1.0, 20.0])
def test_losses_of_csp_equal_plain_loops(temperature):
    locations, images, _scale, _bias = vectors(19, torch.float64, 0.0)
    inputs = (locations, images)
    expected = value_and_gradients(plain_softmax(*inputs, temperature), *inputs)
    for pair_settings in (None, PairSettings(block=19 * 4)):
        found = value_and_gradients(softmax_loss(*inputs, temperature, pair_settings), *inputs)
        for one, other in zip(expected, found):
            torch.testing.assert_close(other, one, rtol=1e-10, atol=1e-12)
    negatives = torch.randn(19, 3, 24, generator=torch.Generator().manual_seed(5), dtype=torch.float64)
    inputs = (images, locations, negatives.requires_grad_())
    expected = value_and_gradients(plain_random_negatives(*inputs, temperature), *inputs)
    found = value_and_gradients(random_negatives_loss(*inputs, temperature), *inputs)
    for one, other in zip(expected, found):
        torch.testing.assert_close(other, one, rtol=1e-10, atol=1e-12)
    half = random_negatives_loss(*(part[:8] for part in inputs), temperature, 19)
    rest = random_negatives_loss(*(part[8:] for part in inputs), temperature, 19)
    torch.testing.assert_close(half + rest, found[0])


def test_neighbours_are_not_negative_pairs_of_csp():
    locations, images, _scale, _bias = vectors(12, torch.float64, 0.0)
    lonlat = np.column_stack([np.arange(12.0), np.zeros(12)])  # 111 km apart
    pair_settings = PairSettings(xyz=torch.from_numpy(unit(lonlat)), apart_km=150.0)
    logits = normalize(locations, dim=1) @ normalize(images, dim=1).T
    distance = (torch.arange(12)[:, None] - torch.arange(12)).abs()
    expected = cross_entropy(logits.masked_fill(distance == 1, -math.inf), torch.arange(12))
    torch.testing.assert_close(softmax_loss(locations, images, 1.0, pair_settings), expected)


def test_sums_too_small_for_single_precision_are_still_exact():
    """Pairs point away from each other and from all others at the largest scale, so logits are near -100."""
    images, locations, logit_scale, _ = vectors(50, torch.float32, math.log(100))
    with torch.no_grad():
        locations.copy_(-torch.ones(50, 24) + 0.01 * locations)
        images.copy_(torch.ones(50, 24) + 0.01 * images)
    inputs = (images, locations, logit_scale)
    expected = value_and_gradients(plain_clip(*(i.double() for i in inputs)), *inputs)
    found = value_and_gradients(clip_loss(*inputs), *inputs)
    assert found[0].item() == pytest.approx(expected[0].item(), abs=1e-4)
    torch.testing.assert_close(found[1], expected[1], rtol=1e-2, atol=1e-5)


def test_neighbours_are_not_negative_pairs():
    images, locations, logit_scale, _ = vectors(60, torch.float64, 2.0)
    lonlat = np.column_stack([np.arange(60.0), np.zeros(60)])  # 111 km apart
    places = torch.from_numpy(unit(lonlat))
    distance = (torch.arange(60)[:, None] - torch.arange(60)).abs()
    near = (distance <= 2) & (distance > 0)
    inputs = (images, locations, logit_scale)
    pair_settings = PairSettings(xyz=places, apart_km=250.0, block=600)
    expected = value_and_gradients(plain_clip(*inputs, near), *inputs)
    for one, other in zip(expected, value_and_gradients(clip_loss(*inputs, pair_settings), *inputs)):
        torch.testing.assert_close(other, one, rtol=1e-10, atol=1e-10)
    assert siglip_loss(*inputs, torch.tensor(-3.0).double(), pair_settings) < plain_siglip(
        *inputs, torch.tensor(-3.0).double()
    )


def test_cancellation_is_checked_between_blocks():
    images, locations, logit_scale, _ = vectors(100, torch.float32, 1.0)
    asked = []
    clip_loss(
        images,
        locations,
        logit_scale,
        PairSettings(progress=lambda *asking: asked.append(asking), block=1000),
    ).backward()
    assert len(asked) == 20


@pytest.mark.slow
def test_memory_grows_with_the_batch_and_not_with_its_square(run_python):
    """With 12,288 candidates, the matrix of all logits would take 576 MiB."""
    printed = run_python("""
import resource, torch
from satclip_backend.geo.sphere import unit
from satclip_backend.pretraining.losses import clip_loss
images, locations = (torch.randn(12288, 64, requires_grad=True) for _ in range(2))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
clip_loss(images, locations, torch.tensor(2.0)).backward()
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
""")
    assert float(printed) < 200  # MiB
