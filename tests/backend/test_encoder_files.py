"""Encoder files: files are read as they were written, and damaged, foreign and malicious files are refused."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.files import read_encoder, read_metadata, write_encoder
from satclip_backend.encoders.metadata import SATCLIP, EncoderMetadata
from satclip_backend.errors import SatclipError


@pytest.fixture
def parts(tiny_encoder_file):
    """Return tensors and metadata of the tiny encoder's file, which tests change and write with `save`."""
    with safe_open(tiny_encoder_file, framework="np") as file:
        return load_file(tiny_encoder_file), json.loads(file.metadata()["satclip"])


def save(path, tensors, notes):
    save_file(tensors, path, metadata={"satclip": notes if isinstance(notes, str) else json.dumps(notes)})
    return path


def test_a_file_is_read_as_it_was_written(tiny_encoder_file, tmp_path):
    network, metadata, pca = read_encoder(tiny_encoder_file)
    metadata = replace(
        metadata,
        source="a test",
        source_sha256="0" * 64,
        licence="MIT",
        training_extent=(-10.0, -20.0, 30.0, 40.0),
        description="Grün, 緑",
        w0=15.0,
    )
    write_encoder(tmp_path / "again.safetensors", network, metadata, pca)
    network2, metadata2, pca2 = read_encoder(tmp_path / "again.safetensors")
    assert metadata2 == metadata == read_metadata(tmp_path / "again.safetensors")
    assert network2.w0 == 15.0
    assert pca2.to_json() == pca.to_json()
    state, state2 = network.state_dict(), network2.state_dict()
    assert all(torch.equal(state[name], state2[name]) for name in state)


def test_the_same_encoder_gives_the_same_bytes(tiny_encoder_file, tmp_path):
    for name in ("one.safetensors", "two.safetensors"):
        write_encoder(tmp_path / name, *read_encoder(tiny_encoder_file))
        assert (tmp_path / name).read_bytes() == tiny_encoder_file.read_bytes()


def test_a_missing_pca_is_fitted_on_first_use(tiny_encoder_file, tmp_path):
    network, metadata, _ = read_encoder(tiny_encoder_file)
    write_encoder(tmp_path / "bare.safetensors", network, metadata)
    encoder = load_encoder(tmp_path / "bare.safetensors")
    assert encoder.pca.components.shape == (8, 8)
    assert encoder.pca is encoder.pca


def test_the_hash_of_the_weights_identifies_an_encoder(tiny_encoder_file, tmp_path):
    network, metadata, pca = read_encoder(tiny_encoder_file)
    hashes = {load_encoder(tiny_encoder_file).weights_sha256}
    write_encoder(tmp_path / "renamed.safetensors", network, replace(metadata, name="Other"), None)
    assert load_encoder(tmp_path / "renamed.safetensors").weights_sha256 in hashes
    write_encoder(tmp_path / "basis.safetensors", network, replace(metadata, basis="official"), pca)
    hashes.add(load_encoder(tmp_path / "basis.safetensors").weights_sha256)
    network.last_layer.bias[0] += 1
    write_encoder(tmp_path / "weights.safetensors", network, metadata, pca)
    hashes.add(load_encoder(tmp_path / "weights.safetensors").weights_sha256)
    assert len(hashes) == 3


@pytest.mark.parametrize("length", [0, 5, 100, 3000, -1])
def test_a_truncated_file_is_refused(tiny_encoder_file, tmp_path, length):
    path = tmp_path / "short.safetensors"
    path.write_bytes(tiny_encoder_file.read_bytes()[:length])
    with pytest.raises(SatclipError, match=r"short\.safetensors is not a whole encoder file"):
        load_encoder(path)


def test_a_header_that_declares_terabytes_is_refused(tmp_path):
    header = json.dumps(
        {"layers.0.weight": {"dtype": "F64", "shape": [2**20, 2**20], "data_offsets": [0, 2**43]}}
    )
    path = tmp_path / "bomb.safetensors"
    path.write_bytes(len(header).to_bytes(8, "little") + header.encode())
    with pytest.raises(SatclipError, match="not a whole encoder file"):
        load_encoder(path)
    path.write_bytes((2**62).to_bytes(8, "little") + b"{}")
    with pytest.raises(SatclipError, match="not a whole encoder file"):
        load_encoder(path)


def test_foreign_safetensors_are_refused(tmp_path):
    save_file({"weight": torch.zeros(3)}, tmp_path / "foreign.safetensors", metadata={"format": "pt"})
    with pytest.raises(SatclipError, match=r"a safetensors file of another program, with .weight."):
        load_encoder(tmp_path / "foreign.safetensors")


@pytest.mark.parametrize(
    "change",
    [
        {"degree": 6},
        {"capacity": 15},
        {"dimension": 9},
        {"hidden_layers": 3},
        {"hidden_layers": 1},
        {"dtype": "float64"},
        {"dtype": "int8"},
    ],
)
def test_metadata_that_contradict_the_tensors_are_refused(parts, tmp_path, change):
    tensors, notes = parts
    with pytest.raises(SatclipError, match="does not hold"):
        load_encoder(save(tmp_path / "x.safetensors", tensors, notes | change))


@pytest.mark.parametrize(
    "change",
    [
        {"degree": 10**9},
        {"degree": 0},
        {"degree": True},
        {"degree": "5"},
        {"hidden_layers": 10**12},
        {"w0": "many"},
        {"w0": float("nan")},
        {"training_extent": [1, 2, 3]},
        {"name": 7},
        {"dtype": None},
    ],
)
def test_invalid_metadata_are_refused(parts, tmp_path, change):
    tensors, notes = parts
    with pytest.raises(SatclipError, match=r"description in this file is damaged|can't be used"):
        load_encoder(save(tmp_path / "x.safetensors", tensors, notes | change))


@pytest.mark.parametrize("text", ["", "[]", "7", "{}", "[" * 100_000])
def test_metadata_that_are_not_a_json_object_are_refused(parts, tmp_path, text):
    with pytest.raises(SatclipError, match="description in this file is damaged"):
        load_encoder(save(tmp_path / "x.safetensors", parts[0], text))


def test_an_unknown_basis_or_family_is_refused_by_name(parts, tmp_path):
    tensors, notes = parts
    for change, word in [
        ({"basis": "discretized"}, "discretized"),
        ({"family": "magic", **dict.fromkeys(SATCLIP)}, "magic"),
    ]:
        with pytest.raises(SatclipError, match=word):
            load_encoder(save(tmp_path / "x.safetensors", tensors, notes | change))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_not_numbers_are_refused(parts, tmp_path, value):
    tensors, notes = parts
    tensors["layers.1.bias"][3] = value
    with pytest.raises(SatclipError, match=r"not numbers \(layers.1.bias\)"):
        load_encoder(save(tmp_path / "x.safetensors", tensors, notes))


def test_a_damaged_pca_is_refused(parts, tmp_path):
    tensors, notes = parts
    with pytest.raises(SatclipError, match=r"pca\.low"):
        load_encoder(save(tmp_path / "x.safetensors", tensors | {"pca.low": torch.zeros(3)}, notes))
    for wrong in (7, [], {"total_variance": "much"}):
        with pytest.raises(SatclipError, match="PCA"):
            load_encoder(save(tmp_path / "x.safetensors", tensors, notes | {"pca": wrong}))


def test_metadata_ignore_keys_of_later_versions():
    metadata = EncoderMetadata("x", degree=5, basis="stable", capacity=16, dimension=8, hidden_layers=2)
    text = json.dumps(json.loads(metadata.to_json()) | {"colour": "green"})
    assert EncoderMetadata.from_json(text) == metadata


def test_half_precision_weights_take_half_the_space_and_are_evaluated_in_full_precision(
    tiny_encoder_file, tmp_path
):
    network, metadata, _ = read_encoder(tiny_encoder_file)
    half = replace(metadata, dtype="float16")
    write_encoder(tmp_path / "half.safetensors", network.half(), half)
    again, metadata2, _ = read_encoder(tmp_path / "half.safetensors")
    assert metadata2 == half
    assert {value.dtype for value in again.state_dict().values()} == {torch.float16}
    places = np.random.default_rng(0).uniform((-180, -90), (180, 90), (600, 2))
    stored = load_encoder(tmp_path / "half.safetensors")
    write_encoder(tmp_path / "full.safetensors", again.float(), metadata)
    full = load_encoder(tmp_path / "full.safetensors")
    assert stored.encode(places).dtype == np.float32
    np.testing.assert_array_equal(stored.encode(places), full.encode(places))
