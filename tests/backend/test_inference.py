"""Optimised evaluation of networks, compared with the direct evaluation of all harmonics in float64."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.gridded import GriddedLayer, table_bytes
from satclip_backend.encoders.heads import Head, LinearHead, similarity_to
from satclip_backend.encoders.inference import Inference
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.plain_inference import PlainInference
from satclip_backend.encoders.separable import SeparableLayer
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice

EDGES = np.array(
    [
        [0, 90],
        [77, 90],
        [0, -90],
        [-123.4, -90],
        [180, 10],
        [-180, 10],
        [179.9999999, -45],
        [540.5, 30],
        [-900, 89.9999],
    ]
)


def made(degree, basis="stable", dtype="float32", capacity=64, dimension=16, layers=2):
    """Return an encoder with fixed random weights."""
    generator = torch.Generator().manual_seed(degree)
    sizes = (degree, capacity, dimension, layers, basis)
    network = LocationEncoder(*sizes, dtype=getattr(torch, dtype), generator=generator)
    metadata = EncoderMetadata(
        "Made", degree, basis, capacity=capacity, dimension=dimension, hidden_layers=layers, dtype=dtype
    )
    return Encoder("made", network, metadata, device="cpu")


def plain(encoder, lonlat):
    """Return embeddings by definition: all harmonics at all points, then the network, in float64."""
    m = encoder.metadata
    network = LocationEncoder(
        m.degree, m.capacity, m.dimension, m.hidden_layers, m.basis, m.w0, dtype=torch.float64
    )
    network.load_state_dict({name: value.double() for name, value in encoder.network.state_dict().items()})
    with torch.inference_mode():
        return network.eval()(torch.from_numpy(np.asarray(lonlat, dtype=np.float64))).numpy()


def error(values, wanted):
    """Return the largest error of an embedding, relative to its length."""
    return (np.linalg.norm(values - wanted, axis=1) / np.linalg.norm(wanted, axis=1)).max()


def places(n, seed=0):
    """Return points (n, 2), uniform on the sphere, including the poles and the antimeridian."""
    rng = np.random.default_rng(seed)
    lonlat = np.column_stack([rng.uniform(-180, 180, n), np.degrees(np.arcsin(rng.uniform(-1, 1, n)))])
    lonlat[: len(EDGES)] = EDGES[:n]
    return lonlat


@pytest.mark.parametrize("basis", ["stable", "closed-form"])
@pytest.mark.parametrize("degree", [1, 2, 3, 10, 40])
def test_scattered_points_from_the_table(degree, basis):
    encoder = made(degree, basis)
    lonlat = places(3000)
    assert error(encoder.encode(lonlat), plain(encoder, lonlat)) < 1e-5


def test_the_bundled_encoder_from_the_table():
    encoder = load_encoder("bundled", device="cpu")
    lonlat = places(20_000)
    assert error(encoder.encode(lonlat), plain(encoder, lonlat)) < 1e-5


@pytest.mark.parametrize("n", [0, 1, 511, 512, 1023, 1025, 4099])
def test_any_number_of_points(n):
    encoder = made(10)
    encoder.encode(places(600))  # creates the table
    lonlat = places(n)
    values = encoder.encode(lonlat)
    assert values.shape == (n, 16)
    if n:
        assert error(values, plain(encoder, lonlat)) < 1e-5


@pytest.mark.parametrize("n", [1000, 20_000, 400_000])
def test_dense_and_isolated_points_share_a_batch(n):
    """Points are grouped by squares of 1 to 64 cells of the table, depending on their density."""
    encoder = made(10, capacity=16, dimension=4)
    lonlat = places(n)
    lonlat[len(EDGES) : n // 2] = np.random.default_rng(1).normal((13.4, 52.5), 0.5, (n // 2 - len(EDGES), 2))
    some = np.random.default_rng(2).choice(n, 1000, replace=False)
    assert error(encoder.encode(lonlat)[some], plain(encoder, lonlat[some])) < 1e-5


def test_the_table_contains_the_first_layer():
    encoder = made(10)
    weight, bias = encoder.network.layers[0].weight.double(), encoder.network.layers[0].bias.double()
    layer = GriddedLayer(SeparableLayer(weight, bias, encoder.network.harmonics, 10))
    lonlat = places(2000)
    cells = layer.sort(lonlat)
    assert sorted(cells.order) == list(range(2000))
    wanted = encoder.network.harmonics(torch.from_numpy(lonlat)) @ weight.T + bias
    read = torch.cat([layer.read(cells, 0, 77), layer.read(cells, 77, 2000)])
    assert (read - wanted[cells.order]).abs().max() < 1e-6 * wanted.abs().max() * 10
    assert layer._table.numel() * 4 == table_bytes(10, 64)


@pytest.mark.parametrize("basis", ["stable", "closed-form", "official"])
@pytest.mark.parametrize("degree", [1, 2, 10, 40])
def test_a_grid_of_latitudes_and_longitudes(degree, basis):
    encoder = made(degree, basis, dtype="float64")
    lon, lat = np.linspace(-200, 200, 37), np.linspace(-90, 90, 48)
    everything = LinearHead(np.ones(16), np.eye(16), np.zeros(16))
    values = encoder.encode_grid(lon, lat, everything, dtype="float64")
    lonlat = np.column_stack([np.tile(lon, 48), np.repeat(lat, 37)])
    np.testing.assert_allclose(values.reshape(-1, 16), plain(encoder, lonlat), atol=1e-9)


@pytest.mark.parametrize(
    ("basis", "dtype", "allowed"), [("stable", "float32", 1e-5), ("official", "float32", 1e-5)]
)
def test_a_grid_in_float32(basis, dtype, allowed):
    encoder = made(40, basis, dtype="float64")
    lon, lat = np.linspace(-180, 180, 61), np.linspace(-90, 90, 32)
    everything = LinearHead(np.ones(16), np.eye(16), np.zeros(16))
    values = encoder.encode_grid(lon, lat, everything, dtype=dtype)
    lonlat = np.column_stack([np.tile(lon, 32), np.repeat(lat, 61)])
    assert error(values.reshape(-1, 16), plain(encoder, lonlat)) < allowed


@pytest.mark.parametrize("name", ["satclip-mini-l10", "satclip-mini-l40", "satclip-tinyvit-l10"])
def test_golden_embeddings_on_the_diagonal_of_a_grid(golden, name):
    """Values of the official code, on the diagonal of the grid of all longitudes and latitudes."""
    encoder = load_encoder(golden / f"{name}.ckpt", device="cpu")
    with np.load(golden / f"{name}.embeddings.npz") as file:
        lonlat, wanted = file["lonlat"], file["embedding"]
    everything = LinearHead(
        np.ones(encoder.dimension), np.eye(encoder.dimension), np.zeros(encoder.dimension)
    )
    values = encoder.encode_grid(lonlat[:, 0], lonlat[:, 1], everything, dtype="float64")
    np.testing.assert_allclose(np.einsum("iik->ik", values), wanted, atol=1e-9)


def test_the_official_basis_uses_the_table_only_where_it_is_precise():
    """At L = 40, rounding errors are visible in float32 from about 35 degrees on, where harmonics are evaluated."""
    encoder = made(40, "official", dtype="float64", capacity=512, dimension=256)
    lonlat = places(6000)
    assert error(encoder.encode(lonlat), plain(encoder, lonlat)) < 1e-5
    assert 25 < encoder._inference("float32").stable_latitude < 50
    assert made(10, "official", dtype="float64")._inference("float32").stable_latitude == 90
    assert error(encoder.encode(lonlat, dtype="float64"), plain(encoder, lonlat)) < 1e-9


@pytest.mark.parametrize("name", ["satclip-mini-l10", "satclip-mini-l40", "satclip-tinyvit-l10"])
def test_golden_embeddings_in_float32(golden, name):
    encoder = load_encoder(golden / f"{name}.ckpt", device="cpu")
    with np.load(golden / f"{name}.embeddings.npz") as file:
        lonlat, wanted = file["lonlat"], file["embedding"]
    assert (
        encoder._inference("float32").stable_latitude > 25
    )  # creates the table, although there are few points
    assert error(encoder.encode(lonlat), wanted) < 1e-5


def test_projections_are_folded_into_the_last_layer():
    encoder = made(10)
    lonlat = places(2000)
    embeddings = plain(encoder, lonlat)
    rng = np.random.default_rng(3)
    linear = LinearHead(np.ones(3), rng.normal(size=(3, 16)), rng.normal(size=3))
    np.testing.assert_allclose(encoder.encode(lonlat, head=linear), linear(embeddings), atol=2e-5)
    cosine = similarity_to(embeddings[:5], embeddings.mean(axis=0), [1e-4])
    read = encoder.encode(lonlat, head=cosine)
    assert read.shape == (2000, 1)
    np.testing.assert_allclose(read, cosine(embeddings), atol=2e-5)
    alone = similarity_to(embeddings[:1], embeddings.mean(axis=0), [1e-4])
    assert alone(embeddings)[0, 0] == pytest.approx(1)
    assert np.abs(alone(embeddings)).max() <= 1 + 1e-12


def test_invalid_points_give_rows_of_nan():
    encoder = made(10)
    lonlat = places(2000)
    lonlat[[5, 700, 1999]] = [[np.nan, 0], [0, 91], [np.inf, 3]]
    values = encoder.encode(lonlat)
    known = np.isfinite(values).all(axis=1)
    assert list(np.flatnonzero(~known)) == [5, 700, 1999]
    assert error(values[known], plain(encoder, lonlat[known])) < 1e-5


def test_networks_of_other_shapes():
    for layers, capacity in [(1, 33), (3, 20)]:
        encoder = made(7, capacity=capacity, dimension=5, layers=layers)
        lonlat = fibonacci_lattice(3000)
        assert error(encoder.encode(lonlat), plain(encoder, lonlat)) < 1e-5


def test_a_degree_too_large_for_a_table_is_evaluated_directly():
    encoder = made(130, capacity=512, dimension=4)
    assert table_bytes(130, 512) > 2**28
    lonlat = places(600)
    assert error(encoder.encode(lonlat), plain(encoder, lonlat)) < 1e-5
    assert encoder._inference("float32").stable_latitude < 0


def test_each_batch_uses_one_thread_and_the_program_keeps_its_own_number():
    found = set()

    class Threads(Head):
        def __call__(self, embeddings):
            found.add(torch.get_num_threads())
            return embeddings[:, :1]

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        made(3).encode(fibonacci_lattice(5000), head=Threads(np.zeros(1)))
        assert found == {1}
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


@pytest.fixture
def full_above(monkeypatch):
    """Return a function that makes memory suffice for the first layer at `count` points only, and the sizes it saw."""

    def limit(count):
        sizes, finish = [], Inference._finish

        def limited(inference, values, last_layer):
            sizes.append(len(values))
            if len(values) > count:
                raise torch.OutOfMemoryError("CUDA out of memory.")
            return finish(inference, values, last_layer)

        monkeypatch.setattr(Inference, "_finish", limited)
        return sizes

    return limit


@pytest.mark.parametrize("basis", ["stable", "official"])
def test_a_batch_that_fills_the_memory_of_a_gpu_is_halved(full_above, basis, caplog):
    encoder, lonlat = made(12, basis), places(3000)
    wanted = made(12, basis).encode(lonlat, dtype="float64")
    sizes = full_above(200)
    for _ in range(2):
        assert error(encoder.encode(lonlat, dtype="float64", batch_size=2048), wanted) < 1e-14
        assert sum(size for size in sizes if size <= 200) == 3000
        full = [size for size in sizes if size > 200]
        sizes.clear()
    assert not full  # the smaller size is kept
    assert len(caplog.records) == 1


def test_rows_of_a_map_that_fill_the_memory_of_a_gpu_are_halved(full_above):
    encoder, lon, lat = made(12), np.linspace(-180, 180, 100), np.linspace(-90, 90, 60)
    head = LinearHead(np.zeros(2), np.eye(2, 16), np.zeros(2))
    wanted = made(12).encode_grid(lon, lat, head, dtype="float64")
    sizes = full_above(450)
    found = encoder.encode_grid(lon, lat, head, dtype="float64")
    np.testing.assert_allclose(found, wanted, atol=1e-13)
    assert max(sizes) > 450
    assert sum(size for size in sizes if size <= 450) == 6000


def test_a_gpu_without_memory_for_the_smallest_batch_is_an_error(full_above):
    full_above(0)
    with pytest.raises(SatclipError, match=r"too little free memory, even for 16 points.*--device cpu"):
        made(12).encode(places(100), dtype="float64")


def test_a_batch_of_other_families_is_halved():
    class Limited(torch.nn.Module):
        dimension = 2

        def forward(self, lonlat):
            if len(lonlat) > 100:
                raise torch.OutOfMemoryError("CUDA out of memory.")
            return lonlat.float()

    points = places(1000)
    values = PlainInference(Limited(), torch.float32, torch.device("cpu")).scattered(points, None)
    np.testing.assert_array_equal(values, points.astype(np.float32))
