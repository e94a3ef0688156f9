"""Training steps: batches, accumulation, neighbourhoods, jitter and precision."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from pydantic import ValidationError
from torch.nn.functional import cross_entropy, normalize

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import unit
from satclip_backend.pretraining.basis_table import BasisTable
from satclip_backend.pretraining.batches import Neighbourhoods, epoch_batch, steps_in_epoch
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.images.transforms import augmentations
from satclip_backend.pretraining.model import initial_network
from satclip_backend.pretraining.schedules import schedule
from satclip_backend.pretraining.settings import OBJECTIVES, PRESETS, TrainingSettings
from satclip_backend.pretraining.trainer import Trainer
from satclip_backend.progress import no_progress

SETTINGS = TrainingSettings(degree=8, capacity=48, dimension=24, steps=20, batch=150, dropout=0.3)


@pytest.fixture(scope="module")
def examples():
    lonlat = sample_points(600, seed=4)
    mixed = np.random.default_rng(0).normal(size=(3, 12))
    values = np.sin(np.radians(lonlat) @ mixed[:2] + mixed[2]).astype(np.float32)
    return Examples(lonlat, values, "waves", sample_points(100, seed=5))


def gradients_of(trainer):
    trainer.model.train()
    terms = trainer.gradients()
    return terms, {n: p.grad.clone() for n, p in trainer.model.named_parameters() if p.grad is not None}


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("dropout", [0.0, 0.4])
def test_accumulated_gradients_are_those_of_the_whole_batch(examples, objective, dropout):
    """This also holds with dropout, because the reference uses the same random numbers for the whole batch."""
    settings = replace(
        SETTINGS,
        dropout=dropout,
        accumulate=4,
        sea=0.3,
        augment=("jitter:2000",),
        objective=OBJECTIVES[objective],
    )
    trainer = Trainer(examples, settings)
    accumulated, found = gradients_of(trainer)

    rows, ocean, random = trainer.batches.rows(0)
    parts = trainer._parts(rows, ocean, random.flatten(), rows, no_progress, 1000)
    assert len(parts) == 4
    trainer.optimizer.zero_grad()
    embedded = (torch.cat(tensors) for tensors in zip(*(trainer._embedded(*part) for part in parts)))
    whole = trainer._terms(parts, *embedded, rows, len(rows), len(ocean), no_progress)
    whole["loss"].backward()
    assert accumulated["loss"].item() == pytest.approx(whole["loss"].item(), rel=1e-5)
    assert len(found) >= 8
    for name, parameter in trainer.model.named_parameters():
        if parameter.grad is not None:
            largest = parameter.grad.abs().max()
            torch.testing.assert_close(found[name] / largest, parameter.grad / largest, rtol=0, atol=1e-4)
    if not dropout:
        _, at_once = gradients_of(Trainer(examples, replace(settings, accumulate=1)))
        for name, gradient in at_once.items():
            torch.testing.assert_close(found[name], gradient, rtol=0, atol=1e-4 * float(gradient.abs().max()))


def test_parts_are_halved_when_the_memory_of_a_gpu_is_full(examples, caplog):
    """The limit is in the embedding of the network, where a GPU has the largest tensors."""
    settings = replace(SETTINGS, dropout=0.0, batch=500, sea=0.2)
    terms, expected = gradients_of(Trainer(examples, settings))
    trainer, sizes = Trainer(examples, settings), []

    def full(_layer, arguments):
        sizes.append(len(arguments[0]))
        if sizes[-1] > 150:
            raise torch.OutOfMemoryError("CUDA out of memory.")

    trainer.model.network.layers[1].register_forward_pre_hook(full)
    found_terms, found = gradients_of(trainer)
    assert sizes[0] > 300
    assert max(sizes[1:]) <= 150
    assert found_terms["loss"].item() == pytest.approx(terms["loss"].item(), rel=1e-5)
    assert found.keys() == expected.keys()
    for name, gradient in expected.items():
        torch.testing.assert_close(found[name], gradient, rtol=0, atol=1e-4 * float(gradient.abs().max()))
    sizes.clear()
    trainer.advance()
    assert max(sizes) <= 150  # the size is kept
    assert len(caplog.records) == 1
    assert "The memory of the GPU is full with" in caplog.text


def test_a_batch_that_does_not_fit_in_any_parts_is_an_error_and_changes_nothing(examples):
    trainer = Trainer(examples, replace(SETTINGS, batch=500))
    before = {name: value.clone() for name, value in trainer.model.state_dict().items()}

    def full(_layer, _arguments):
        raise torch.OutOfMemoryError("CUDA out of memory.")

    trainer.model.network.layers[1].register_forward_pre_hook(full)
    with pytest.raises(SatclipError, match=r"even for 64 points at once.*--device cpu.*smaller batch"):
        trainer.advance()
    assert trainer.step == 0
    for name, value in trainer.model.state_dict().items():
        torch.testing.assert_close(value, before[name], rtol=0, atol=0)


def test_the_loss_csp_compares_images_random_locations_and_twins(examples):
    """The terms are those of the embeddings that the network computes with the same random numbers."""
    objective = replace(OBJECTIVES["csp"], negatives=3)
    trainer = Trainer(examples, replace(SETTINGS, sea=0.2, objective=objective))
    terms, _ = gradients_of(trainer)
    rows, ocean, random = trainer.batches.rows(0)
    assert random.shape == (len(rows), 3)
    everything = torch.cat([rows, ocean, random.flatten()])
    lonlat = trainer.values_of_basis.lonlat
    assert (unit(lonlat[random.flatten()].numpy()).mean(axis=0) ** 2).sum() < 0.01  # uniform on the sphere
    values = trainer.inputs.of_network(trainer.values_of_basis.rows(everything))
    part = trainer._parts(rows, ocean, random.flatten(), rows, no_progress, 1000)[0]
    with torch.random.fork_rng():
        torch.manual_seed(part[-1])
        embeddings = normalize(trainer.model.network.embed(values), dim=1)
        twins = normalize(trainer.model.network.embed(values[: len(rows)]), dim=1)
    images = normalize(trainer.model.projection(trainer.values[trainer.training[rows]]), dim=1)
    own, others = embeddings[: len(rows)], embeddings[-3 * len(rows) :].reshape(len(rows), 3, -1)
    pairs = torch.arange(len(rows))
    with_random = torch.einsum("nd,ncd->nc", images, torch.cat([own[:, None], others], dim=1))
    expected = {
        "csp": cross_entropy(own @ images.T, pairs),
        "random_negatives": cross_entropy(with_random, torch.zeros_like(pairs)),
        "twins": cross_entropy(own @ twins.T, pairs),
    }
    for name, value in expected.items():
        torch.testing.assert_close(terms[name], value.detach(), rtol=1e-5, atol=1e-5)
    weighted = terms["csp"] + terms["random_negatives"] + 0.1 * terms["twins"] + 0.2 * terms["sea"]
    torch.testing.assert_close(terms["loss"], weighted)
    assert (own - twins).abs().max() > 0.01
    assert not torch.equal(random, trainer.batches.rows(1)[2])


def test_an_epoch_contains_every_point_once():
    for n, batch in ((100, 32), (100, 100), (10, 64), (97, 8)):
        steps = steps_in_epoch(n, batch)
        for epoch in (0, 3):
            taken = [epoch_batch(n, batch, epoch * steps + step, 7) for step in range(steps)]
            assert sorted(torch.cat(taken).tolist()) == list(range(n))
            assert max(map(len, taken)) <= batch
            assert max(map(len, taken)) - min(map(len, taken)) <= 1
    assert not torch.equal(epoch_batch(100, 32, 0, 7), epoch_batch(100, 32, 0, 8))


def test_epochs_become_steps(examples):
    trainer = Trainer(examples, replace(SETTINGS, epochs=2.5, batch=100))
    assert trainer.steps == int(np.ceil(2.5 * np.ceil(trainer.batches.land / 100)))


def test_batches_contain_neighbours():
    lonlat = sample_points(5000, seed=1)
    near = Neighbourhoods(lonlat, 4, 1000.0)
    rows = near.batch(500, 3, 0)
    assert len(rows) <= 500
    assert len(torch.unique(rows)) == len(rows)
    points = torch.from_numpy(np.radians(lonlat))[rows]
    cosines = torch.sin(points[:, 1:]) @ torch.sin(points[:, 1:]).T + torch.cos(points[:, 1:]) @ torch.cos(
        points[:, 1:]
    ).T * torch.cos(points[:, :1] - points[:, :1].T)
    nearest = 6371 * torch.arccos(cosines.clamp(-1, 1).fill_diagonal_(-1).amax(1))
    assert nearest.median() < 200  # 450 km for 500 random points on the sphere
    taken = torch.cat([near.batch(500, step, 0) for step in range(50)])
    assert len(torch.unique(taken)) == 5000
    alone = Neighbourhoods(lonlat, 4, 1.0)
    assert (alone.nearest == torch.arange(5000)[:, None]).double().mean() > 0.99


def test_cached_and_uncached_harmonics_equal_those_of_the_network():
    network = initial_network(SETTINGS)
    lonlat = torch.from_numpy(sample_points(300, seed=2))
    rows = torch.tensor([5, 299, 5, 17])
    exact = network.harmonics(lonlat[rows]).float()
    kept = BasisTable(network.harmonics, 64, lonlat)
    for _ in range(2):
        assert torch.equal(kept.rows(rows), exact)
    anew = BasisTable(network.harmonics, 64, lonlat, largest=1000)
    assert anew.values is None
    torch.testing.assert_close(anew.rows(rows), exact, rtol=0, atol=1e-5)


def test_points_are_jittered_anew_at_each_step():
    lonlat = torch.from_numpy(sample_points(500, seed=2))
    network = initial_network(SETTINGS)
    table, rows = (
        BasisTable(network.harmonics, 64, lonlat, augmentations(["jitter:5000"]).jittered),
        torch.arange(500),
    )
    moved = table.moved(rows, 5, 0)
    assert torch.equal(moved, table.moved(rows, 5, 0))
    assert not torch.equal(moved, table.moved(rows, 6, 0))
    torch.testing.assert_close(table.rows(rows, moved), network.harmonics(moved).float(), rtol=0, atol=1e-5)
    apart = (unit(moved.numpy()) * unit(lonlat.numpy())).sum(1)
    distance = 6371 * np.arccos(np.clip(apart, -1, 1))
    assert 3 < np.median(distance) < distance.max() < 5.01


def test_products_in_bfloat16_give_nearly_the_same_gradients(examples):
    settings = replace(SETTINGS, dropout=0.0, objective=OBJECTIVES["both"])
    _, exact = gradients_of(Trainer(examples, settings))
    trainer = Trainer(examples, replace(settings, precision="bfloat16"))
    before = torch.get_float32_matmul_precision()
    trainer.advance()
    assert torch.get_float32_matmul_precision() == before
    for name, parameter in trainer.model.named_parameters():
        if parameter.grad is not None and name in exact and parameter.ndim == 2:
            cosine = torch.nn.functional.cosine_similarity(parameter.grad.flatten(), exact[name].flatten(), 0)
            assert cosine > 0.99, name


def test_weights_decay_but_biases_and_scale_do_not(examples):
    trainer = Trainer(examples, replace(PRESETS["published"], degree=8, batch=100))
    decayed = {
        id(p) for group in trainer.optimizer.param_groups if group["weight_decay"] for p in group["params"]
    }
    for name, parameter in trainer.model.named_parameters():
        assert (id(parameter) in decayed) == (parameter.ndim == 2), name
    assert {group["weight_decay"] for group in trainer.optimizer.param_groups} == {0.01, 0.0}
    assert trainer.advance()["learning_rate"] == 1e-4


def test_the_moving_average_of_weights_follows_slowly(examples):
    trainer = Trainer(examples, replace(SETTINGS, ema=0.5, dropout=0.0))
    name = "network.last_layer.bias"
    expected = trainer.model.state_dict()[name].clone()
    for step in range(4):
        trainer.advance()
        now = trainer.model.state_dict()[name]
        expected = now.clone() if step == 0 else (expected + now) / 2
    torch.testing.assert_close(trainer.trained.state_dict()[name], expected)
    assert torch.equal(trainer.network().last_layer.bias, trainer.trained.network.last_layer.bias)


@pytest.mark.parametrize("name", ["constant", "cosine", "one-cycle"])
def test_the_learning_rate_stays_within_its_bounds(name):
    rates = [schedule(name)(step, 100, 0.1) for step in range(100)]
    assert max(rates) == 1.0
    assert min(rates) > 0
    if name != "constant":
        assert rates.index(1.0) == 10
        assert np.all(np.diff(rates[:11]) > 0)
        assert np.all(np.diff(rates[10:]) < 0)
        assert rates[-1] < 1e-3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"schedule": "square"}, "'constant', 'cosine' or 'one-cycle'"),
        ({"precision": "float8"}, "input_value='float8'"),
        ({"ema": 1.0}, "less than 1"),
        ({"keep": "first"}, "'last' or 'best'"),
        ({"accumulate": 0}, "accumulate\n  Input should be greater than or equal to 1"),
    ],
)
def test_invalid_settings_are_refused(changes, sentence):
    with pytest.raises(ValidationError, match=sentence):
        replace(SETTINGS, **changes)


def test_features_that_are_not_finite_are_refused(examples):
    values = examples.values.copy()
    values[3, 2] = np.nan
    with pytest.raises(SatclipError, match="check the imagery"):
        Trainer(replace(examples, values=values), SETTINGS)


class Means(torch.nn.Module):
    """Image encoder that is a linear map of the band means."""

    def __init__(self):
        super().__init__()
        self.map = torch.nn.Linear(3, 12)

    def forward(self, images):
        return self.map(images.mean((2, 3)))


def test_a_fine_tuned_image_encoder_has_the_gradients_of_the_whole_batch(examples):
    images = torch.randn(len(examples.values), 3, 6, 6, generator=torch.Generator().manual_seed(3))
    found = {}
    for parts in (1, 3):
        torch.manual_seed(1)
        learning = replace(examples, read=lambda rows: images[rows], image_encoder=Means())
        settings = replace(
            SETTINGS, dropout=0.0, fine_tune=True, accumulate=parts, objective=OBJECTIVES["siglip"]
        )
        trainer = Trainer(learning, settings)
        _, found[parts] = gradients_of(trainer)
        before = trainer.model.image_encoder.map.weight.clone()
        trainer.advance()
        moved = (trainer.model.image_encoder.map.weight - before).abs().max()
        assert 0 < moved <= 1.1 * settings.image_rate * settings.learning_rate
        assert trainer.evaluate()["held_out_siglip"] > 0
    assert "image_encoder.map.weight" in found[1]
    for name, gradient in found[1].items():
        torch.testing.assert_close(found[3][name], gradient, rtol=0, atol=1e-4 * float(gradient.abs().max()))


def test_images_are_described_in_halves_when_the_memory_of_a_gpu_is_full(examples):
    images = torch.randn(len(examples.values), 3, 6, 6, generator=torch.Generator().manual_seed(3))
    learning = replace(examples, read=lambda rows: images[rows])
    settings = replace(SETTINGS, dropout=0.0, fine_tune=True, objective=OBJECTIVES["siglip"])
    expected, limited = (Trainer(replace(learning, image_encoder=Means()), settings) for _ in range(2))
    limited.model.load_state_dict(expected.model.state_dict())
    sizes, most = [], 40

    def full(_encoder, arguments):
        sizes.append(len(arguments[0]))
        if sizes[-1] > most:
            raise torch.OutOfMemoryError("CUDA out of memory.")

    limited.model.image_encoder.register_forward_pre_hook(full)
    assert limited.evaluate() == pytest.approx(expected.evaluate(), rel=1e-5)
    assert sizes == [60, 30, 30]  # the held-out images
    most = 70
    found, wanted = gradients_of(limited)[1], gradients_of(expected)[1]
    assert max(sizes) > 70
    for name, gradient in wanted.items():
        torch.testing.assert_close(found[name], gradient, rtol=0, atol=1e-4 * float(gradient.abs().max()))


def test_fine_tuning_needs_images(examples):
    with pytest.raises(SatclipError, match="needs the patches themselves"):
        Trainer(examples, replace(SETTINGS, fine_tune=True, objective=OBJECTIVES["clip"]))
