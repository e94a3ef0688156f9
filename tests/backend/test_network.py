"""The network: official initialisation, shapes and names, and dropout in training."""

import math

import torch

from satclip_backend.encoders.network import LocationEncoder


def network(**options):
    options = {"capacity": 16, "dimension": 8, "generator": torch.Generator().manual_seed(1)} | options
    return LocationEncoder(options.pop("degree", 5), **options)


def test_parameters_have_the_official_names_and_shapes():
    shapes = {name: tuple(value.shape) for name, value in network(hidden_layers=3).state_dict().items()}
    assert shapes == {
        "layers.0.weight": (16, 25),
        "layers.0.bias": (16,),
        "layers.1.weight": (16, 16),
        "layers.1.bias": (16,),
        "layers.2.weight": (16, 16),
        "layers.2.bias": (16,),
        "last_layer.weight": (8, 16),
        "last_layer.bias": (8,),
    }


def test_initial_weights_are_uniform_within_the_official_bounds():
    made = network(degree=10, capacity=512, dimension=256)
    for layer, bound in zip(
        [*made.layers, made.last_layer], [1 / 100, math.sqrt(6 / 512), math.sqrt(6 / 512)], strict=True
    ):
        for values in (layer.weight, layer.bias):
            assert values.abs().max() <= bound
            assert values.abs().max() > 0.95 * bound
        assert abs(layer.weight.std().item() - bound / math.sqrt(3)) < 0.02 * bound


def test_the_same_seed_gives_the_same_network():
    first, second = network().state_dict(), network().state_dict()
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_only_the_first_sine_scales_its_argument_by_w0():
    made = network(dtype=torch.float64).eval()
    lonlat = torch.tensor([[13.4, 52.5], [-70.0, -33.0]], dtype=torch.float64)
    basis = made.harmonics(lonlat)
    hidden = torch.sin(30 * (basis @ made.layers[0].weight.T + made.layers[0].bias))
    hidden = torch.sin(hidden @ made.layers[1].weight.T + made.layers[1].bias)
    assert torch.allclose(made(lonlat), hidden @ made.last_layer.weight.T + made.last_layer.bias, atol=1e-14)


def test_dropout_is_active_in_training_only():
    made = network()
    lonlat = torch.zeros((64, 2), dtype=torch.float64)
    made.train()
    assert made(lonlat).std(dim=0).min() > 0
    made.dropout = 0.0
    trained = made(lonlat)
    assert torch.equal(trained, made.eval()(lonlat))
    trained.sum().backward()
    assert made.layers[0].weight.grad.abs().sum() > 0
