"""CSP: embeddings against the formulas of the paper, and the layout of the published files."""

import argparse
import math

import numpy as np
import pytest
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families.csp import FAMILY
from satclip_backend.errors import SatclipError

CONFIG = {
    "frequencies": 32,
    "min_radius": 0.1,
    "max_radius": 360.0,
    "width": 512,
    "hidden_layers": 1,
    "dimension": 256,
    "activation": "leakyrelu",
    "layer_norm": True,
    "skip_connection": True,
    "dropout": 0.5,
}
PLACES = np.array([[0.0, 0.0], [-74.006, 40.7128], [179.999, 12], [-180, 12], [103.76, -89.999], [31.5, 90]])


def random_network(config, seed=0):
    """Return a network with random weights, of the size that the published code starts with."""
    generator = torch.Generator().manual_seed(seed)
    network = FAMILY.build(config)
    for layer in network.layers:
        torch.nn.init.xavier_uniform_(layer.weight, generator=generator)
        layer.bias.data.normal_(0, 0.1, generator=generator)
    for norm in network.norms:
        norm.weight.data.normal_(1, 0.2, generator=generator)
        norm.bias.data.normal_(0, 0.2, generator=generator)
    return network


def published(config, *, image_encoder=True, **changes):
    """Return a checkpoint in the layout of the published code with random weights, and its tensors here."""
    network = random_network(config, seed=1)
    state = {}
    for prefix in ("loc_enc.", "") if image_encoder else ("",):
        for name, value in network.state_dict().items():
            part, index, kind = name.split(".")
            part = {"layers": "linear", "norms": "layernorm"}[part]
            state[f"{prefix}spa_enc.ffn.layers.{index}.{part}.{kind}"] = value
        state[f"{prefix}class_emb.weight"] = torch.zeros(62, config["dimension"])
        state[f"{prefix}user_emb.weight"] = torch.zeros(1, config["dimension"])
    if image_encoder:
        state |= {"img_dec.weight": torch.zeros(config["dimension"], 2048), "img_dec.bias": torch.zeros(1)}
    params = {
        "dataset": "fmow",
        "spa_enc_type": "gridcell",
        "freq_init": "geometric",
        "frequency_num": config["frequencies"],
        "min_radius": config["min_radius"],
        "max_radius": config["max_radius"],
        "hidden_dim": config["width"],
        "num_hidden_layer": config["hidden_layers"],
        "num_filts": config["dimension"],
        "spa_f_act": config["activation"],
        "use_layn": config["layer_norm"],
        "skip_connection": config["skip_connection"],
        "dropout": config["dropout"],
        "map_range": [-180, 180, -90, 90],
        "rbf_anchor_pt_ids": None,
        "unsuper_loss": "contsoftmax",
        "device": "cuda:1",
    } | changes
    optimizer = torch.optim.Adam(network.parameters()).state_dict()
    return {"epoch": 1, "state_dict": state, "optimizer": optimizer, "params": params}, network.state_dict()


def plain(config, tensors, lon, lat):
    """Embedding of one location, in NumPy, from section 3 of Mai et al. (2020) and the published layers."""
    values = []
    for coordinate in (lon, lat):
        for s in range(config["frequencies"]):
            ratio = config["max_radius"] / config["min_radius"]
            angle = coordinate / (config["min_radius"] * ratio ** (s / (config["frequencies"] - 1)))
            values += [math.sin(angle), math.cos(angle)]
    values = np.array(values)
    for i in range(config["hidden_layers"] + 1):
        weight, bias = (tensors[f"layers.{i}.{kind}"].double().numpy() for kind in ("weight", "bias"))
        result = weight @ values + bias
        if config["activation"] == "leakyrelu":
            result = np.where(result < 0, 0.2 * result, result)
        else:
            result = np.array([v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in result])
        if i < config["hidden_layers"]:
            if config["skip_connection"] and len(result) == len(values):
                result = result + values
            if config["layer_norm"]:
                scale, shift = (tensors[f"norms.{i}.{kind}"].double().numpy() for kind in ("weight", "bias"))
                result = (result - result.mean()) / np.sqrt(result.var() + 1e-5) * scale + shift
        values = result
    return values


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"activation": "gelu"},
        {"hidden_layers": 3, "width": 40},
        {"hidden_layers": 2, "width": 128, "skip_connection": False},
        {"hidden_layers": 2, "width": 128},
        {"hidden_layers": 0},
        {"layer_norm": False, "frequencies": 7, "dimension": 9},
    ],
)
@pytest.mark.parametrize("image_encoder", [True, False])
def test_a_published_file_gives_the_embeddings_of_the_paper(tmp_path, changes, image_encoder):
    config = CONFIG | changes
    content, tensors = published(config, image_encoder=image_encoder)
    torch.save(content, tmp_path / "model_fmow_gridcell.pth.tar")
    read = FAMILY.read(tmp_path / "model_fmow_gridcell.pth.tar")
    assert read.config == config
    assert read.title == "model_fmow_gridcell"
    assert "fMoW" in read.description
    shapes = {name: tuple(tensor.shape) for name, tensor in read.tensors.items()}
    assert shapes == FAMILY.shapes(read.config)
    network = FAMILY.build(read.config).eval()
    network.load_state_dict(dict(read.tensors))
    expected = np.array([plain(config, tensors, lon, lat) for lon, lat in PLACES])
    assert expected.shape == (6, config["dimension"]) == (6, network.dimension)
    assert expected.std(axis=0).min() > 1e-3
    with torch.inference_mode():
        single = network(torch.from_numpy(PLACES))
        double = network.double()(torch.from_numpy(PLACES))
    assert (single.dtype, double.dtype) == (torch.float32, torch.float64)
    np.testing.assert_allclose(double.numpy(), expected, atol=1e-11)
    np.testing.assert_allclose(single.numpy(), expected, atol=2e-5)


def test_longitudes_wrap_and_the_antimeridian_is_an_edge():
    network = random_network(CONFIG).eval()
    lonlat = torch.tensor([[-179.5, 5], [180.5, 5], [900.5, 5], [-180, 5], [180, 5], [179.999, 5]])
    with torch.inference_mode():
        values = network.double()(lonlat.double())
    torch.testing.assert_close(values[[1, 2, 4]], values[[0, 0, 3]], rtol=0, atol=1e-12)
    assert (values[5] - values[4]).abs().max() > 0.01


def test_coordinates_are_degrees_and_not_shares_of_the_globe():
    """A notebook of SatCLIP divides by 180 and 90, so that the published weights see one tiny patch."""
    basis = FAMILY.build(CONFIG).basis(torch.tensor([[1.0, 2.0]], dtype=torch.float64))[0]
    assert basis[:2].tolist() == pytest.approx([math.sin(10), math.cos(10)])
    assert basis[64:66].tolist() == pytest.approx([math.sin(20), math.cos(20)])
    assert basis[62:64].tolist() == pytest.approx([math.sin(1 / 360), math.cos(1 / 360)])


def test_dropout_acts_in_training_only():
    network = random_network(CONFIG)
    points = torch.from_numpy(PLACES)
    assert (network.train()(points) == 0).float().mean() == pytest.approx(0.5, abs=0.1)
    assert (network.eval()(points) != 0).all()
    assert torch.equal(network(points), network(points))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"spa_enc_type": "geo_net"}, "geo_net"),
        ({"spa_enc_type": ["gridcell"]}, "spa_enc_type"),
        ({"freq_init": "random"}, "random"),
        ({"frequency_num": 1}, "frequencies"),
        ({"hidden_dim": 10**9}, "width"),
        ({"num_hidden_layer": True}, "hidden layers"),
        ({"hidden_dim": 8192, "num_hidden_layer": 60}, "weights"),
        ({"min_radius": 0.0}, "scales"),
        ({"min_radius": 400.0}, "scales"),
        ({"max_radius": math.inf}, "max radius is inf"),
        ({"dropout": "half"}, "dropout is 'half'"),
        ({"dropout": 1.0}, "dropout"),
        ({"spa_f_act": "sine"}, "sine"),
        ({"spa_f_act": ["gelu"]}, "activation"),
        ({"use_layn": "T"}, "layer norm"),
    ],
)
def test_files_with_settings_of_other_encoders_are_refused_by_name(tmp_path, changes, named):
    content, _tensors = published(CONFIG | {"width": 8, "dimension": 4}, **changes)
    torch.save(content, tmp_path / "model.pth.tar")
    with pytest.raises(SatclipError, match=named) as error:
        FAMILY.read(tmp_path / "model.pth.tar")
    assert "model.pth.tar" in str(error.value)


def test_a_number_that_no_float_can_hold_is_refused():
    """JSON in an encoder file may have one, and listing the encoders must not fail."""
    with pytest.raises(ValueError, match="max radius is 1000"):
        FAMILY.shapes(CONFIG | {"max_radius": 10**400})


def test_files_of_another_layout_are_left_to_others(tmp_path):
    for content in ([1], {"state_dict": {}, "hyper_parameters": {}}, {"state_dict": {}, "params": {"a": 1}}):
        torch.save(content, tmp_path / "other.pth.tar")
        assert FAMILY.read(tmp_path / "other.pth.tar") is None


def test_incomplete_files_are_refused(tmp_path):
    path = tmp_path / "model.pth.tar"
    content, _tensors = published(CONFIG | {"width": 8, "dimension": 4})
    del content["params"]["dropout"]
    torch.save(content, path)
    with pytest.raises(SatclipError, match="lack dropout"):
        FAMILY.read(path)
    content["params"]["dropout"] = 0.5
    torch.save(content | {"state_dict": {"img_dec.bias": torch.zeros(1)}}, path)
    with pytest.raises(SatclipError, match="no location encoder"):
        FAMILY.read(path)
    content["state_dict"]["loc_enc.spa_enc.ffn.layers.0.linear.weight"] = 3
    torch.save(content, path)
    with pytest.raises(SatclipError, match=r"0\.linear\.weight"):
        FAMILY.read(path)
    content["state_dict"]["loc_enc.spa_enc.ffn.layers.0.linear.scale"] = torch.zeros(1)
    del content["state_dict"]["loc_enc.spa_enc.ffn.layers.0.linear.weight"]
    torch.save(content, path)
    with pytest.raises(SatclipError, match=r"0\.linear\.scale"):
        FAMILY.read(path)


def test_objects_in_a_file_are_not_created(tmp_path):
    content, _tensors = published(CONFIG | {"width": 8, "dimension": 4})
    torch.save(content | {"params": argparse.Namespace(**content["params"])}, tmp_path / "model.pth.tar")
    with pytest.raises(SatclipError, match=r"argparse\.Namespace"):
        FAMILY.read(tmp_path / "model.pth.tar")


@pytest.mark.parametrize("name", sorted(CONFIG))
def test_a_config_without_one_of_its_values_is_refused(name):
    config = dict(CONFIG)
    del config[name]
    with pytest.raises(ValueError, match="missing"):
        FAMILY.shapes(config)


def test_an_imported_file_gives_the_same_embeddings(tmp_path, capsys):
    config = CONFIG | {"activation": "gelu", "width": 24, "dimension": 6}
    content, tensors = published(config)
    path = tmp_path / "model_fmow_gridcell_0.0010_gelu_UNSUPER-contsoftmax.pth.tar"
    torch.save(content, path)
    assert main(["encoders", "import", str(path), "--name", "csp"]) == 0
    assert "none stated" in capsys.readouterr().out
    encoder = load_encoder("csp", device="cpu")
    metadata = encoder.metadata
    assert (metadata.family, metadata.dimension, metadata.config) == ("csp", 6, config)
    assert metadata.name == "model_fmow_gridcell_0.0010_gelu_UNSUPER-contsoftmax"
    assert "ICML" in metadata.citation
    expected = np.array([plain(config, tensors, lon, lat) for lon, lat in PLACES])
    np.testing.assert_allclose(encoder.encode(PLACES, dtype="float64"), expected, atol=1e-11)
    assert np.isfinite(encoder.pca.mean).all()
