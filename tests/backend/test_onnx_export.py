"""Encoders as ONNX models: ONNX Runtime gives their embeddings."""

import re
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families import family
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.onnx_export import FAMILIES, write_onnx
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points

SATCLIP = {"degree": 10, "basis": "stable", "capacity": 32, "hidden_layers": 2, "dimension": 8, "w0": 30.0}
BASIS = {
    "network": "fcnet", "degree": 6, "frequencies": 4, "min_radius": 1.0, "max_radius": 90.0, "capacity": 16,
    "hidden_layers": 1, "dimension": 8, "w0": 30.0,
}  # fmt: skip
SINR = {"frequencies": 2, "width": 16, "hidden_layers": 1, "projection": 4}
SEASONS = {"degree": 3, "capacity": 16, "hidden_layers": 1, "dimension": 8, "w0": 30.0, "months_degree": 2}
CASES = [
    ("satclip", SATCLIP),
    pytest.param("satclip", SATCLIP | {"degree": 40}, marks=pytest.mark.slow),
    ("satclip", SATCLIP | {"degree": 1, "basis": "closed-form"}),
    ("satclip", SATCLIP | {"degree": 4, "basis": "closed-form"}),
    ("satclip", SATCLIP | {"degree": 6, "basis": "official"}),
    ("basis-network", BASIS | {"basis": "spherem+"}),
    ("basis-network", BASIS | {"basis": "spherical-harmonics"}),
    pytest.param("months", SEASONS, marks=pytest.mark.slow),
    pytest.param("climplicit", {"capacity": 16, "hidden_layers": 2, "dimension": 8}, marks=pytest.mark.slow),
    ("geoclip", {"capsules": 3, "features": 16, "width": 32, "dimension": 8}),
    ("sinr", SINR),
    (
        "csp",
        {
            "frequencies": 8, "min_radius": 0.1, "max_radius": 360.0, "width": 16, "hidden_layers": 1, "dimension": 8,
            "activation": "leakyrelu", "layer_norm": True, "skip_connection": True, "dropout": 0.5,
        },
    ),
    (
        "tte",
        {
            "sites": 30, "site_dimension": 12, "tokens": 4, "width": 16, "hidden_layers": 1, "dimension": 8,
            "cosine_attention": True, "normalised": True, "gate": 0.5,
        },
    ),
]  # fmt: skip
EDGES = [
    [0, 90 + 5e-10], [77, 90], [0, -90], [180, 10], [-180, 10], [179.9999999, -45], [540.5, 30], [-900, 89.9999],
    [np.nan, 0], [0, np.nan], [np.inf, 0], [0, 90.1], [0, -91],
]  # fmt: skip
LONLAT = np.concatenate([EDGES, sample_points(1000, seed=3)])


def made(kind, config, dtype="float64"):
    """Return an encoder with fixed random weights."""
    network = family(kind).build(config)
    generator = torch.Generator().manual_seed(1)
    tensors = {}
    for name, shape in family(kind).shapes(config).items():
        spread = (shape[-1] if len(shape) > 1 else 4) ** -0.5
        if (kind, name) == (
            "climplicit",
            "layers.0.weight",
        ):  # its sine of a hyperbolic sine amplifies rounding
            spread /= 10
        tensors[name] = torch.randn(shape, generator=generator).to(getattr(torch, dtype)) * spread
    network.load_state_dict(tensors, assign=True)
    metadata = EncoderMetadata.of(kind, "Made", network.dimension, config, dtype=dtype, licence="MIT")
    return Encoder("made", network, metadata, device="cpu")


def in_onnx_runtime(path, lonlat):
    (embeddings,) = onnxruntime.InferenceSession(path).run(["embedding"], {"lonlat": lonlat})
    return embeddings


@pytest.mark.parametrize(("kind", "config"), CASES)
def test_onnx_runtime_gives_the_embeddings_of_the_encoder(tmp_path, kind, config):
    encoder, path = made(kind, config), tmp_path / "made.onnx"
    assert write_onnx(path, encoder) == path
    found, wanted = in_onnx_runtime(path, LONLAT), encoder.encode(LONLAT, dtype="float64")
    assert found.dtype == np.float32
    np.testing.assert_array_equal(np.isnan(found), np.isnan(wanted))
    assert np.isnan(found[:13]).any(axis=1).tolist() == [False] * 8 + [True] * 5
    assert np.nanmax(np.abs(found - wanted)) < 1e-5 * max(1, np.nanmax(np.abs(wanted)))
    assert in_onnx_runtime(path, LONLAT[:0]).shape == (0, encoder.metadata.dimension)


def test_every_family_that_can_be_exported_is_tested():
    assert {getattr(case, "values", case)[0] for case in CASES} == set(FAMILIES)


@pytest.mark.slow
def test_the_bundled_encoder_is_exported_from_the_shell(tmp_path, capsys, monkeypatch):
    path = tmp_path / "bundled.onnx"
    assert main(["encoders", "export", "bundled", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    encoder = load_encoder("bundled", device="cpu")
    found, wanted = in_onnx_runtime(path, LONLAT), encoder.encode(LONLAT, dtype="float64")
    assert np.nanmax(np.abs(found - wanted)) < 1e-5
    assert path.stat().st_size < 3.2e6  # the weights are kept in float16
    known = {entry.key: entry.value for entry in onnx.load(path).metadata_props}
    assert known["id"] == "bundled"
    assert known["weights_sha256"] == encoder.weights_sha256
    assert known["licence"] == "GPL-3.0-or-later"
    assert known["dimension"] == "256"
    assert known["input"] == "longitude, then latitude, in degrees (OGC:CRS84)"
    page = Path(__file__).parents[2] / "docs" / "onnx.md"
    (example,) = re.findall("```python\n(.*?)```", page.read_text(), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    values = {}
    exec(example, values)  # of this repository
    np.testing.assert_allclose(values["embeddings"], encoder.encode(values["lonlat"]), atol=1e-5)
    before = path.read_bytes()
    assert main(["encoders", "export", "bundled", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_what_can_not_be_exported_is_refused_by_name(tmp_path):
    path = tmp_path / "made.onnx"
    with pytest.raises(SatclipError, match=r"L = 40.*--stable-harmonics"):
        write_onnx(path, made("satclip", SATCLIP | {"degree": 40, "basis": "official"}))
    zone = {"zones": ["32T"], "hidden": [4, 4, 4], "heads": [3]}
    with pytest.raises(SatclipError, match="family gps2vec"):
        write_onnx(path, made("gps2vec", zone))
    slepian = BASIS | {"basis": "slepian", "cap": [10.0, 47.0, 60.0], "functions": [2, 1]}
    with pytest.raises(SatclipError, match="Slepian functions"):
        write_onnx(path, made("basis-network", slepian))
    with pytest.raises(SatclipError, match=r"ends in \.onnx"):
        write_onnx(tmp_path / "made.txt", made("satclip", SATCLIP))
    assert not list(tmp_path.iterdir())


def test_a_model_with_other_embeddings_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr("satclip_backend.encoders.onnx_export.TOLERANCE", 1e-6)
    with pytest.raises(SatclipError, match=r"does not give the embeddings of made with PyTorch"):
        write_onnx(tmp_path / "made.onnx", made("sinr", SINR))
    assert not list(tmp_path.iterdir())
