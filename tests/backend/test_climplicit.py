"""Climplicit: values of the published code, an independent evaluation, conventions, and the reader of its files."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families.climplicit import FAMILY, PUBLISHED
from satclip_backend.encoders.files import read_metadata
from satclip_backend.encoders.library import import_encoder
from satclip_backend.errors import SatclipError

DATA = Path(__file__).parents[1] / "data" / "climplicit"
SMALL = DATA / "small.pth"


@pytest.fixture(scope="module")
def known():
    """Values of the published code; see tests/data/climplicit/README.md."""
    with np.load(DATA / "values.npz") as values:
        return dict(values)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(SMALL, device="cpu")


@pytest.fixture
def state():
    return torch.load(SMALL, weights_only=True)


def evaluated(lonlat, month):
    """Evaluate the formulas of the paper in NumPy, in float64, layer by layer."""
    w = {name: value.double().numpy() for name, value in torch.load(SMALL, weights_only=True).items()}
    angle = 2 * np.pi * month / 12
    one = np.ones(len(lonlat))
    x = np.column_stack([lonlat[:, 0] / 180, lonlat[:, 1] / 90, np.sin(angle) * one, np.cos(angle) * one])
    for i in range(6):
        layer = x @ w[f"location_encoder.layers.{i}.weight"].T + w[f"location_encoder.layers.{i}.bias"]
        before = layer if i == 0 else (layer + before) / 2  # noqa: F821 - of the layer before
        x = np.sin(30 * np.sinh(2 * before)) if i == 0 else np.sin(before)
    return x @ w["location_encoder.last_layer.weight"].T + w["location_encoder.last_layer.bias"]


@pytest.mark.parametrize("month", [1, 4, 7, 12])
def test_embeddings_are_those_of_the_published_code_and_of_the_formulas(encoder, known, month):
    at = encoder.at_month(month)
    golden = evaluated(known["lonlat"], month)
    np.testing.assert_allclose(at.encode(known["lonlat"], dtype="float64"), golden, atol=1e-12)
    np.testing.assert_allclose(known[f"month_{month}"], golden, atol=1e-4)  # the published code uses float32
    np.testing.assert_allclose(at.encode(known["lonlat"]), golden, atol=1e-4)


def test_without_a_month_the_embedding_is_the_mean_of_twelve(encoder, known):
    mean = np.mean([evaluated(known["lonlat"], month) for month in range(1, 13)], axis=0)
    np.testing.assert_allclose(encoder.encode(known["lonlat"], dtype="float64"), mean, atol=1e-12)


def test_longitudes_wrap_beyond_180_degrees(encoder):
    values = encoder.encode(np.array([[190.0, 10], [-170, 10], [550, 10], [180, 10], [-180, 10]]))
    np.testing.assert_allclose(values[0], values[1], atol=1e-5)
    np.testing.assert_allclose(values[0], values[2], atol=1e-5)
    assert not np.allclose(values[3], values[4])  # as in the published code


def test_both_published_formats_are_imported(state, tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    path = tmp_path / "model.safetensors"
    save_file(state, path)
    info = import_encoder(path, "climplicit-small")
    metadata = read_metadata(info.path)
    assert (metadata.family, metadata.dimension, metadata.months) == ("climplicit", 5, True)
    assert "Dollinger" in metadata.citation
    np.testing.assert_array_equal(
        load_encoder(info.path, device="cpu").at_month(3).encode([[8.55, 47.4]]),
        load_encoder(SMALL, device="cpu").at_month(3).encode([[8.55, 47.4]]),
    )


def test_the_published_sizes_have_the_published_number_of_weights():
    """model.safetensors has 16.3 MB, with the layer that predicts climate."""
    count = sum(int(np.prod(shape)) for shape in FAMILY.shapes(PUBLISHED).values()) + 256 * 11 + 11
    assert round(count * 4 / 1e6, 1) == 16.3


def test_huge_weights_give_finite_embeddings(state, tmp_path):
    state["location_encoder.layers.0.weight"] *= 1e6
    torch.save(state, tmp_path / "huge.pth")
    values = load_encoder(tmp_path / "huge.pth", device="cpu").at_month(1).encode([[10.0, 20.0]])
    assert np.isfinite(values).all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s.pop("location_encoder.last_layer.weight"), "last_layer.weight"),
        (lambda s: s.pop("location_encoder.layers.3.bias"), "layers.3.bias"),
        (lambda s: s.update({"location_encoder.layers.2.weight": torch.zeros(16, 4)}), "layers.2.weight"),
        (lambda s: s.update({"location_encoder.layers.2.bias": 3}), "not a tensor"),
        (lambda s: s.update({"location_encoder.layers.0.weight": torch.zeros(16, 7)}), "can be imported"),
    ],
)
def test_damaged_files_are_refused(state, tmp_path, change, words):
    change(state)
    torch.save(state, tmp_path / "damaged.pth")
    with pytest.raises(SatclipError, match=words):
        load_encoder(tmp_path / "damaged.pth")


def test_other_safetensors_files_are_refused(tmp_path):
    save_file({"a": torch.zeros(3)}, tmp_path / "other.safetensors")
    with pytest.raises(SatclipError, match="a safetensors file with the tensors 'a'"):
        load_encoder(tmp_path / "other.safetensors")
    (tmp_path / "cut.safetensors").write_bytes((1000).to_bytes(8, "little") + b"{}")
    with pytest.raises(SatclipError, match="not a whole encoder file"):
        load_encoder(tmp_path / "cut.safetensors")
