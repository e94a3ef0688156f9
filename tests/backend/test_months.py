"""Encoders of location and month, compared with a NumPy and SciPy evaluation of their definition."""

import numpy as np
import pytest
import torch
from scipy.special import sph_harm_y

from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families import family
from satclip_backend.encoders.families.months import FAMILY
from satclip_backend.encoders.files import network_shapes, read_metadata, write_encoder
from satclip_backend.encoders.heads import LinearHead, cosine_head
from satclip_backend.encoders.mean_inference import MeanInference
from satclip_backend.encoders.metadata import MONTHLY, EncoderMetadata
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice

CONFIG = {"degree": 6, "months_degree": 3, "capacity": 16, "dimension": 5, "hidden_layers": 2, "w0": 30.0}
POINTS = np.vstack([fibonacci_lattice(700), [[-180, 90], [179.9, -90], [0, 0], [13.4, 52.5]]])


def random_network(config=CONFIG, seed=1):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return family("months").build(config)


def new_encoder(config=CONFIG, id="months"):
    metadata = EncoderMetadata.of("months", "Months", config["dimension"], config)
    return Encoder(id, random_network(config), metadata, device="cpu")


@pytest.fixture(scope="module")
def encoder():
    return new_encoder()


def harmonics(lonlat, degree):
    """Real harmonics of SatCLIP from SciPy's complex ones: of the antipode, order 0 times pi."""
    theta, phi = np.pi / 2 + np.radians(lonlat[:, 1]), np.radians(lonlat[:, 0] + 180)
    columns = []
    for l in range(degree):  # noqa: E741
        for m in range(-l, l + 1):
            value = sph_harm_y(l, abs(m), theta, phi) * (-1) ** m  # without the Condon-Shortley phase
            part = value.real if m >= 0 else value.imag
            columns.append(part * (np.pi if m == 0 else np.sqrt(2)))
    return np.stack(columns, axis=1)


def expected(network, lonlat, month):
    """Embeddings at a month, from the weights and the definition."""
    w = {name: tensor.double().numpy() for name, tensor in network.state_dict().items()}
    y, t = harmonics(lonlat, CONFIG["degree"]), (month - 0.5) / 12
    lowest = y[:, : CONFIG["months_degree"] ** 2]
    terms = [np.cos(2 * np.pi * t), np.sin(2 * np.pi * t), np.cos(4 * np.pi * t), np.sin(4 * np.pi * t)]
    values = np.hstack([y, *(term * lowest for term in terms)])
    for i in range(CONFIG["hidden_layers"]):
        layer = values @ w[f"layers.{i}.weight"].T + w[f"layers.{i}.bias"]
        values = np.sin(CONFIG["w0"] * layer if i == 0 else layer)
    return values @ w["last_layer.weight"].T + w["last_layer.bias"]


@pytest.fixture(scope="module")
def golden(encoder):
    return np.stack([expected(encoder.network, POINTS, month) for month in range(1, 13)])


@pytest.mark.parametrize("month", [1, 2, 7, 12])
def test_embeddings_at_a_month_have_the_values_of_the_definition(encoder, golden, month):
    values = encoder.at_month(month).encode(POINTS, dtype="float64")
    np.testing.assert_allclose(values, golden[month - 1], atol=1e-12)
    np.testing.assert_allclose(encoder.at_month(month).encode(POINTS), golden[month - 1], atol=2e-5)
    months = torch.full((len(POINTS),), float(month))
    network = random_network().double()
    np.testing.assert_allclose(
        network(torch.from_numpy(POINTS), months).detach(), golden[month - 1], atol=1e-12
    )


def test_without_a_month_the_embedding_is_the_mean_of_twelve(encoder, golden):
    mean = golden.mean(0)
    np.testing.assert_allclose(encoder.encode(POINTS, dtype="float64"), mean, atol=1e-12)
    np.testing.assert_allclose(encoder.encode(POINTS), mean, atol=2e-5)
    np.testing.assert_allclose(encoder.encode(POINTS[:3]), mean[:3], atol=2e-5)
    network = random_network().double()
    np.testing.assert_allclose(network(torch.from_numpy(POINTS)).detach(), mean, atol=1e-12)


def test_each_row_can_have_its_month_and_nan_is_the_mean(encoder, golden):
    months = np.arange(len(POINTS)) % 13.0
    months[months == 0] = np.nan
    points = POINTS.copy()
    points[5] = np.nan
    values = encoder.encode(points, dtype="float64", months=months)
    wanted = np.array(
        [
            golden[:, i].mean(0) if np.isnan(month) else golden[int(month) - 1, i]
            for i, month in enumerate(months)
        ]
    )
    wanted[5] = np.nan
    np.testing.assert_allclose(values, wanted, atol=1e-12)
    assert encoder.encode(POINTS[:0], months=months[:0]).shape == (0, CONFIG["dimension"])
    np.testing.assert_array_equal(
        encoder.at_month(4).encode(POINTS[:4], months=[np.nan, 4, 4, 4])[1:],
        encoder.encode(POINTS[:4], months=[7, 4, 4, 4])[1:],
    )


@pytest.mark.parametrize("month", [None, 3])
def test_grids_and_heads_have_the_values_of_points(encoder, month):
    lon, lat = np.linspace(-170, 170, 23), np.linspace(-85, 85, 17)
    lonlat = np.column_stack([np.tile(lon, len(lat)), np.repeat(lat, len(lon))])
    at = encoder.at_month(month)
    random = np.random.default_rng(0)
    heads = [
        LinearHead(np.zeros(2), random.normal(size=(2, 5)), random.normal(size=2)),
        cosine_head(np.zeros(5), random.normal(size=(1, 5)), [0.0]),
    ]
    embeddings = at.encode(lonlat, dtype="float64")
    for head in heads:
        grid = at.encode_grid(lon, lat, head, dtype="float64")
        np.testing.assert_allclose(grid.reshape(len(lonlat), -1), head(embeddings), atol=1e-12)
        np.testing.assert_allclose(at.encode(lonlat, head=head), head(embeddings), atol=1e-4)


def test_the_fast_mean_is_that_of_the_network():
    """At L = 20 with tables, as on a laptop."""
    config = CONFIG | {"degree": 20, "months_degree": 9, "capacity": 64, "dimension": 12}
    encoder, network = new_encoder(config), random_network(config).double()
    points = fibonacci_lattice(3000)
    plain = network(torch.from_numpy(points)).detach().numpy()
    assert isinstance(encoder._inference("float32"), MeanInference)
    np.testing.assert_allclose(encoder.encode(points), plain, atol=1e-5 * plain.std() * 10)


def test_the_year_has_no_seam():
    """From December to January embeddings change as little as from one month to the next."""
    network = random_network().double()
    points = torch.from_numpy(POINTS)
    every = [network(points, torch.full((len(POINTS),), m, dtype=torch.float64)) for m in (12.0, 13.0, 1.0)]
    torch.testing.assert_close(every[1], every[2])
    assert not torch.allclose(every[0], every[2])


def test_files_keep_the_encoder(encoder, tmp_path):
    path = tmp_path / "months.safetensors"
    write_encoder(path, random_network(), encoder.metadata, encoder.pca)
    loaded = load_encoder(path, device="cpu")
    assert read_metadata(path).months
    assert loaded.months
    np.testing.assert_array_equal(loaded.at_month(6).encode(POINTS), encoder.at_month(6).encode(POINTS))
    assert loaded.weights_sha256 == encoder.weights_sha256 == loaded.at_month(6).weights_sha256
    assert loaded.at_month(6).pca is loaded.pca


def test_a_month_is_from_1_to_12_and_needs_an_encoder_with_months(encoder, tiny_encoder_file):
    timeless = load_encoder(tiny_encoder_file, device="cpu")
    assert not timeless.months
    assert timeless.at_month(None) is timeless
    with pytest.raises(SatclipError, match="has no months"):
        timeless.at_month(7)
    with pytest.raises(SatclipError, match="has no months"):
        timeless.encode(POINTS[:2], months=[7, 7])
    for wrong in (0, 13, 6.5, -1, float("inf")):
        with pytest.raises(SatclipError, match="whole number from 1 to 12"):
            encoder.at_month(wrong)
        with pytest.raises(SatclipError, match="whole number from 1 to 12"):
            encoder.encode(POINTS[:1], months=[wrong])
    with pytest.raises(SatclipError, match="one for each location"):
        encoder.encode(POINTS[:2], months=[1])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"months_degree": 7}, "months degree is 7, not 1 to 6"),
        ({"months_degree": 0}, "months degree is 0"),
        ({"months_degree": True}, "months degree is True"),
        ({"degree": 0}, "degree is 0"),
        ({"w0": "x"}, "w0 is 'x'"),
        ({"degree": 256, "months_degree": 256, "capacity": 8192}, "weights, more than"),
    ],
)
def test_settings_are_checked_before_they_are_used(changes, words):
    metadata = EncoderMetadata.of("months", "Months", 5, CONFIG | changes)
    with pytest.raises(SatclipError, match=words):
        network_shapes(metadata)


def test_the_networks_of_families_with_months_have_them():
    sizes = {"capacity": 8, "dimension": 4, "hidden_layers": 2}
    for config, name in ((CONFIG, "months"), (sizes, "climplicit")):
        assert hasattr(family(name).build(config), "at_month")
    assert set(MONTHLY) == {"months", "climplicit"}


def test_shapes_are_those_of_the_network():
    shapes = {name: tuple(tensor.shape) for name, tensor in random_network().state_dict().items()}
    assert FAMILY.shapes(CONFIG) == shapes
