"""Bases and networks of Russwurm et al. (ICLR 2024), compared with NumPy evaluations of their formulas."""

from itertools import product
from typing import get_args

import numpy as np
import pytest
import torch

from satclip_backend.encoders.families.bases import location_basis
from satclip_backend.encoders.families.basis_network import (
    FAMILY,
    BasisName,
    NetworkName,
    column_count,
)
from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.geo.sphere import fibonacci_lattice, unit

S, SMALLEST, LARGEST = 5, 1.5, 360.0
SETTINGS = {"frequencies": S, "min_radius": SMALLEST, "max_radius": LARGEST, "degree": 4}
CONFIG = SETTINGS | {"capacity": 9, "hidden_layers": 3, "dimension": 6, "w0": 30.0}
BASES = [name for name in get_args(BasisName) if name != "slepian"]  # its values: test_slepian.py
NETWORKS = get_args(NetworkName)
POINTS = np.vstack([fibonacci_lattice(300), [[-180, 90], [179.9, -90], [0, 0], [13.4, 52.5], [-122.4, 37.8]]])


def radii():
    """S radii in degrees, in a geometric series."""
    return [SMALLEST * (LARGEST / SMALLEST) ** (s / (S - 1)) for s in range(S)]


def expected(name, lon, lat):
    """Return the values of a basis at one point in degrees, column by column."""
    sin, cos = np.sin, np.cos
    a, b = np.radians(lon), np.radians(lat)
    if name == "direct":
        return [a - np.pi, b - np.pi]
    if name == "cartesian3d":
        return [cos(a) * cos(b), sin(a) * cos(b), sin(b)]
    if name == "wrap":
        return [cos(a), sin(a), cos(b), sin(b)]
    columns = []
    if name == "grid":
        for coordinate in (lon, lat):
            for r in radii():
                columns += [sin(coordinate / r), cos(coordinate / r)]
        return columns
    if name == "theory":
        for r in radii():
            for angle in (0, 120, 240):
                along = lon * cos(np.radians(angle)) + lat * sin(np.radians(angle))
                columns += [sin(along / r), cos(along / r)]
        return columns
    if name == "dfs":
        of_lon = [sin(lon / r) for r in radii()] + [cos(lon / r) for r in radii()]
        of_lat = [sin(lat / r) for r in radii()] + [cos(lat / r) for r in radii()]
        columns = [x * y for x in of_lon for y in of_lat]
        for r in radii():
            columns += [sin(lat / r), cos(lat / r), sin(lon / r), cos(lon / r)]
        return columns
    for r in radii():
        x, y = lon / r, lat / r
        columns += [sin(y), cos(y), sin(x), cos(x)] if name.endswith("+") else [sin(y)]
        if name.startswith("spherec"):
            columns += [cos(y) * cos(x), cos(y) * sin(x)]
        else:
            columns += [cos(y) * cos(lon), cos(lat) * cos(x), cos(y) * sin(lon), cos(lat) * sin(x)]
    return columns


def values_of(name, points, **settings):
    return location_basis(name, **(SETTINGS | settings))(torch.from_numpy(np.asarray(points, float))).numpy()


@pytest.mark.parametrize("name", [name for name in BASES if name != "spherical-harmonics"])
def test_a_basis_has_the_values_of_its_formula(name):
    golden = np.array([expected(name, *point) for point in POINTS])
    values = values_of(name, POINTS)
    assert values.dtype == np.float64
    assert values.shape == (len(POINTS), column_count(CONFIG | {"basis": name})) == golden.shape
    np.testing.assert_allclose(values, golden, atol=1e-12)


def test_golden_values_of_berlin():
    """Berlin, 13.4 E 52.5 N, with radii of 10, 60 and 360 degrees."""
    berlin = [[13.4, 52.5]]
    settings = {"frequencies": 3, "min_radius": 10.0}
    np.testing.assert_allclose(
        values_of("grid", berlin, **settings)[0, :6],
        [0.9734845, 0.2287528, 0.2214814, 0.9751646, 0.0372136, 0.9993073],
        atol=1e-6,
    )
    np.testing.assert_allclose(
        values_of("spherec", berlin, **settings)[0, :3],
        [np.sin(5.25), np.cos(5.25) * np.cos(1.34), np.cos(5.25) * np.sin(1.34)],
        atol=1e-12,
    )
    np.testing.assert_allclose(values_of("cartesian3d", berlin), unit(np.array(berlin)), atol=1e-12)


def test_spherical_harmonics_are_those_of_satclip():
    points = torch.from_numpy(POINTS)
    np.testing.assert_array_equal(
        values_of("spherical-harmonics", POINTS), basis_function("stable", 4)(points)
    )


@pytest.mark.parametrize("name", BASES)
def test_longitudes_wrap(name):
    points = np.array([[170.0, 20], [-190, 20], [530, 20], [-180, 5], [180, 5]])
    values = values_of(name, points)
    np.testing.assert_array_equal(values[0], values[1])
    np.testing.assert_array_equal(values[0], values[2])
    np.testing.assert_array_equal(values[3], values[4])


def test_which_bases_are_continuous_at_the_antimeridian_and_have_one_value_at_a_pole():
    seam = np.array([[-180, 30], [180 - 1e-9, 30]])
    pole = np.array([[-170, 90], [60, 90]])

    def same(name, points):
        first, second = values_of(name, points)
        return np.allclose(first, second, atol=1e-6)

    assert {name for name in BASES if same(name, seam)} == {"spherical-harmonics", "cartesian3d", "wrap"}
    assert {name for name in BASES if same(name, pole)} == {"spherical-harmonics", "cartesian3d"}


def test_angles_are_degrees_and_not_radians():
    """The wavelength of a radius r is 2 pi r degrees."""
    values = values_of("grid", [[10.0, 0], [10 + 2 * np.pi * 5, 0]], frequencies=2, min_radius=5.0)
    np.testing.assert_allclose(values[0, :2], values[1, :2], atol=1e-9)
    assert not np.allclose(values[0, 2:4], values[1, 2:4], atol=1e-3)


def numpy_network(name, state, values):
    """Evaluate a network from its weights, layer by layer."""
    w = {key.removeprefix("network."): tensor.double().numpy() for key, tensor in state.items()}

    def linear(layer, x):
        return x @ w[f"{layer}.weight"].T + w.get(f"{layer}.bias", 0.0)

    if name == "linear":
        return linear("last_layer", values)
    if name == "siren":
        for i in range(3):
            values = np.sin((30.0 if i == 0 else 1.0) * linear(f"layers.{i}", values))
        return linear("last_layer", values)
    values = np.maximum(linear("first", values), 0)
    for i in range(3):
        change = np.maximum(linear(f"residual.{i}.0", values), 0)
        values = values + np.maximum(linear(f"residual.{i}.1", change), 0)
    return linear("last_layer", values)


@pytest.mark.parametrize(("basis", "name"), list(product(get_args(BasisName), NETWORKS)))
def test_every_pair_is_its_formula(basis, name):
    config = CONFIG | {"basis": basis, "network": name}
    if basis == "slepian":
        config |= {"cap": [10.0, 50.0, 40.0], "functions": [2, 1]}
    with torch.random.fork_rng():
        torch.manual_seed(3)
        network = FAMILY.build(config).eval()
    assert FAMILY.shapes(config) == {key: tuple(value.shape) for key, value in network.state_dict().items()}
    if name == "fcnet":
        assert "network.last_layer.bias" not in network.state_dict()
    with torch.inference_mode():
        found = network.double()(torch.from_numpy(POINTS)).numpy()
    assert network.dimension == found.shape[1] == 6
    values = (
        network.basis(torch.from_numpy(POINTS)).numpy() if basis == "slepian" else values_of(basis, POINTS)
    )
    golden = numpy_network(name, network.state_dict(), values)
    np.testing.assert_allclose(found, golden, atol=1e-9)


def test_single_precision_positions_are_evaluated_in_double_precision():
    """In float32, 179.9 degrees at a radius of 0.001 degrees would have an error of 0.01."""
    config = CONFIG | {"basis": "grid", "network": "linear", "min_radius": 1e-3}
    network = FAMILY.build(config).eval()
    points = torch.from_numpy(POINTS)
    with torch.inference_mode():
        single = network(points)
        exact = network.double()(points)
    assert single.dtype == torch.float32
    np.testing.assert_allclose(single, exact, atol=1e-5)


def test_spherical_harmonics_with_a_siren_are_satclip():
    config = CONFIG | {"basis": "spherical-harmonics", "network": "siren"}
    network = FAMILY.build(config).eval()
    satclip = LocationEncoder(4, 9, 6, 3).eval()
    satclip.load_state_dict(
        {key.removeprefix("network."): value for key, value in network.state_dict().items()}
    )
    with torch.inference_mode():
        points = torch.from_numpy(POINTS)
        assert torch.equal(network(points), satclip(points))


def test_dropout_applies_only_in_training():
    for name in ("siren", "fcnet"):
        network = FAMILY.build(CONFIG | {"basis": "wrap", "network": name}, dropout=0.5)
        points = torch.from_numpy(POINTS)
        with torch.inference_mode():
            assert not torch.equal(network.train()(points), network(points))
            assert torch.equal(network.eval()(points), network(points))
