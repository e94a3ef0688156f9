"""SINR and LE-SINR: values of the published code, an independent evaluation, conventions, and the readers."""

import argparse
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families.sinr import FAMILY
from satclip_backend.encoders.families.sinr_network import sinr_basis
from satclip_backend.encoders.published import read_published
from satclip_backend.errors import SatclipError

DATA = Path(__file__).parents[1] / "data" / "location_encoders"


@pytest.fixture(scope="module")
def known():
    """Values of the published code; see tests/data/location_encoders/README.md."""
    with np.load(DATA / "values.npz") as values:
        return dict(values)


def content(name="sinr", **params):
    """Return the content of a published checkpoint, with changed settings."""
    whole = torch.load(DATA / f"{name}.pt", weights_only=True)
    return whole | {"params": whole["params"] | params}


def evaluated(lonlat, state, frequencies, prefix=""):
    """Evaluate the network of section 3 of Cole et al. (2023) in NumPy, point by point."""
    weights = {name: value.double().numpy() for name, value in state.items()}
    depth = sum(name.endswith("w1.weight") for name in weights)
    rows = []
    for lon, lat in lonlat:
        scaled, values = np.array([lon / 180, lat / 90]), []
        for i in range(frequencies):
            values += [*np.sin(np.pi * 2**i * scaled), *np.cos(np.pi * 2**i * scaled)]
        values = np.maximum(weights[f"{prefix}feats.0.weight"] @ values + weights[f"{prefix}feats.0.bias"], 0)
        for layer in range(2, 2 + depth):
            change = values
            for part in ("w1", "w2"):
                name = f"{prefix}feats.{layer}.{part}"
                change = np.maximum(weights[f"{name}.weight"] @ change + weights[f"{name}.bias"], 0)
            values = values + change
        rows.append(weights[f"{prefix}class_emb.weight"] @ values if prefix else values)
    return np.array(rows)


@pytest.mark.parametrize("name", ["sinr", "le-sinr"])
def test_embeddings_are_those_of_the_published_code(known, name):
    encoder = load_encoder(DATA / f"{name}.pt", device="cpu")
    assert np.abs(encoder.encode(known["lonlat"], dtype="float64") - known[name]).max() < 1e-13
    single = encoder.encode(known["lonlat"])
    assert single.dtype == np.float32
    assert np.abs(single - known[name]).max() < 2e-6
    assert known[name].std(axis=0).min() > 1e-3


@pytest.mark.parametrize(("name", "frequencies", "prefix"), [("sinr", 1, ""), ("le-sinr", 2, "pos_enc.")])
def test_embeddings_are_those_of_the_formulas(known, name, frequencies, prefix):
    expected = evaluated(known["lonlat"], content(name)["state_dict"], frequencies, prefix)
    encoder = load_encoder(DATA / f"{name}.pt", device="cpu")
    assert np.abs(encoder.encode(known["lonlat"], dtype="float64") - expected).max() < 1e-12


def test_a_network_of_the_published_size_is_read(tmp_path):
    """256 features of the default settings, and 47,375 species that are left out."""
    generator = torch.Generator().manual_seed(5)
    state = {
        "class_emb.weight": torch.zeros(47_375, 256),
        "feats.0.weight": torch.rand(256, 4, generator=generator),
    }
    state["feats.0.bias"] = torch.zeros(256)
    for layer in range(2, 6):
        for part in ("w1", "w2"):
            state[f"feats.{layer}.{part}.weight"] = torch.rand(256, 256, generator=generator) / 256
            state[f"feats.{layer}.{part}.bias"] = torch.zeros(256)
    params = content()["params"] | {"num_filts": 256, "depth": 4, "class_to_taxa": list(range(47_375))}
    torch.save({"state_dict": state, "params": params}, tmp_path / "model_an_full.pt")
    network, metadata = read_published(tmp_path / "model_an_full.pt")
    assert metadata.config == {"frequencies": 1, "width": 256, "hidden_layers": 4, "projection": 0}
    assert (metadata.name, metadata.dimension, metadata.family) == ("model_an_full", 256, "sinr")
    assert "ICML" in metadata.citation
    assert not any("class" in name for name in network.state_dict())
    lonlat = np.array([[10.0, 20.0]])
    assert (
        np.abs(network.double()(torch.from_numpy(lonlat)).numpy() - evaluated(lonlat, state, 1)).max() < 1e-9
    )


def test_the_latitude_is_doubled_so_both_poles_are_one_point():
    """Latitudes are divided by 90, not 180, before the multiplication by pi: not the basis `wrap` of Russwurm et al."""
    lon, lat = np.radians([33.0, 25.0])
    row = sinr_basis(torch.tensor([[33.0, 25.0]], dtype=torch.float64))[0].numpy()
    np.testing.assert_allclose(row, [np.sin(lon), np.sin(2 * lat), np.cos(lon), np.cos(2 * lat)], atol=1e-15)
    encoder = load_encoder(DATA / "sinr.pt", device="cpu")
    north, south, other, middle = encoder.encode([[7, 90], [7, -90], [97, 90], [7, 0]], dtype="float64")
    assert np.abs(north - south).max() < 1e-13
    assert np.abs(north - other).max() > 0.01  # a pole is a line
    assert np.abs(north - middle).max() > 0.01


def test_longitudes_wrap_without_a_seam():
    encoder = load_encoder(DATA / "le-sinr.pt", device="cpu")
    lat = 12.5
    values = encoder.encode(
        [[-180, lat], [180, lat], [540, lat], [180 - 1e-9, lat], [179, lat]], dtype="float64"
    )
    assert np.array_equal(values[1:3], values[[0, 0]])
    assert np.abs(values[3] - values[0]).max() < 1e-8
    assert np.abs(values[4] - values[0]).max() > 1e-3


def test_longitude_comes_first(known):
    encoder = load_encoder(DATA / "sinr.pt", device="cpu")
    lonlat = known["lonlat"][np.abs(known["lonlat"][:, 0]) < 90]
    assert np.abs(encoder.encode(lonlat[:, ::-1]) - encoder.encode(lonlat)).max() > 0.1


def test_dropout_acts_in_training_only():
    network = read_published(DATA / "sinr.pt")[0]
    points = torch.tensor([[3.0, 4.0]] * 50, dtype=torch.float64)
    assert (network.eval()(points).std(dim=0) == 0).all()
    assert (network.train()(points).std(dim=0) > 0).any()


def test_a_model_of_the_hub_is_read_like_a_checkpoint(tmp_path, known):
    state = content()["state_dict"]
    for name, tensors in (
        ("with", state),
        ("without", {name: value for name, value in state.items() if not name.startswith("class")}),
    ):
        save_file(tensors, tmp_path / f"{name}.safetensors", metadata={"format": "pt"})
        encoder = load_encoder(tmp_path / f"{name}.safetensors", device="cpu")
        assert encoder.metadata.family == "sinr"
        assert np.abs(encoder.encode(known["lonlat"], dtype="float64") - known["sinr"]).max() < 1e-13


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("sinr", {"input_enc": "env"}, "input_enc = 'env', which is not supported; only 'sin_cos' is"),
        ("sinr", {"input_enc": "sin_cos_env"}, "input_enc = 'sin_cos_env'"),
        ("sinr", {"input_enc": ["sin_cos"]}, "input_enc"),
        ("sinr", {"model": "LinNet"}, "model = 'LinNet', which is not supported; only 'ResidualFCNet' is"),
        ("sinr", {"model": None}, "model = None"),
        ("sinr", {"input_dim": 24}, "4 inputs"),
        ("le-sinr", {"input_dim": 4}, "8 inputs"),
        ("le-sinr", {"pos_enc": "SH"}, "pos_enc = 'SH', which is not supported; only 'FCNet' is"),
        ("le-sinr", {"input_enc": "satclip"}, "input_enc = 'satclip'"),
    ],
)
def test_other_networks_are_refused_by_name(tmp_path, name, changes, words):
    torch.save(content(name, **changes), tmp_path / "other.pt")
    with pytest.raises(SatclipError, match=words) as error:
        load_encoder(tmp_path / "other.pt")
    assert "other.pt" in str(error.value)


@pytest.mark.parametrize("inputs", [2, 20, 24])
def test_networks_of_rasters_on_the_hub_are_refused(tmp_path, inputs):
    """TaxaBind's encoder of 20 environmental variables has the layout of SINR."""
    state = content()["state_dict"] | {"feats.0.weight": torch.zeros(8, inputs)}
    save_file(state, tmp_path / "env.safetensors")
    with pytest.raises(SatclipError, match=f"env.safetensors has a network of {inputs} inputs.*rasters"):
        load_encoder(tmp_path / "env.safetensors")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda state: state.pop("feats.0.weight"), r"'0\.weight' is missing"),
        (lambda state: state.update({"feats.0.weight": torch.zeros(8)}), r"'0\.weight' is missing, or not"),
        (lambda state: state.update({"feats.0.weight": "x"}), "'0.weight' is not a tensor"),
        (lambda state: state.pop("feats.3.w2.bias"), "residual.1.1.bias"),
        (lambda state: state.update({"feats.9.w1.weight": torch.zeros(8, 8)}), "does not hold the weights"),
        (lambda state: state.update({"feats.1.scale": torch.zeros(8)}), "1.scale"),
        (lambda state: state.update({"feats.0.bias": torch.full((8,), torch.nan)}), "not numbers"),
        (lambda state: state.update({"feats.0.weight": torch.zeros(4000, 4)}), "width is 4000"),
        (lambda state: state.update({"feats.0.bias": torch.zeros(8, dtype=torch.int64)}), "int64"),
    ],
)
def test_damaged_files_are_refused(tmp_path, change, words):
    whole = content()
    change(whole["state_dict"])
    torch.save(whole, tmp_path / "damaged.pt")
    with pytest.raises(SatclipError, match=words) as error:
        load_encoder(tmp_path / "damaged.pt")
    assert "damaged.pt" in str(error.value)


def test_le_sinr_without_a_last_layer_is_refused(tmp_path):
    whole = content("le-sinr")
    del whole["state_dict"]["pos_enc.class_emb.weight"]
    torch.save(whole, tmp_path / "damaged.pt")
    with pytest.raises(SatclipError, match="'weight' is missing"):
        load_encoder(tmp_path / "damaged.pt")


def test_other_files_are_left_to_others(tmp_path):
    for other in ([1], {"state_dict": {}}, {"state_dict": {}, "params": {"spa_enc_type": "gridcell"}}):
        torch.save(other, tmp_path / "other.pt")
        assert FAMILY.read(tmp_path / "other.pt") is None
    assert FAMILY.read(tmp_path) is None


def test_objects_in_a_file_are_not_created(tmp_path):
    whole = content()
    torch.save(whole | {"params": argparse.Namespace(**whole["params"])}, tmp_path / "object.pt")
    with pytest.raises(SatclipError, match=r"argparse\.Namespace"):
        load_encoder(tmp_path / "object.pt")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"frequencies": 17}, "frequencies is 17"),
        ({"width": 10**9}, "width"),
        ({"hidden_layers": True}, "hidden layers is True"),
        ({"projection": -1}, "projection"),
        ({"projection": None}, "projection"),
        ({"width": 2048, "hidden_layers": 64}, "weights"),
    ],
)
def test_a_config_out_of_range_is_refused(changes, words):
    config = {"frequencies": 1, "width": 8, "hidden_layers": 2, "projection": 0} | changes
    with pytest.raises(ValueError, match=words):
        FAMILY.shapes(config)
