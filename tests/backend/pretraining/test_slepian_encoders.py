"""Encoders with Slepian functions: the command, the process, files, maps, and refusals."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder, registry
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.heads import LinearHead
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.pretraining.settings import TrainingSettings
from satclip_backend.processes import pretrain
from satclip_backend.processes.process import Context

IMAGERY = Path(__file__).parents[2] / "data" / "imagery"
SMALL = {
    "points": 200,
    "capacity": 16,
    "dimension": 8,
    "steps": 4,
    "batch": 64,
    "pixels": 8,
    "filters": 8,
    "threads": 1,
}
SIZES = [word for name, value in SMALL.items() for word in (f"--{name}", str(value))]
EUROPE = ["--extent", "-10", "36", "30", "60"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """Return the file of an encoder of Europe that the command trained without a region."""
    folder = tmp_path_factory.mktemp("slepian")
    path = folder / "europe.safetensors"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SATCLIP_HOME", str(folder / "home"))
        words = ["pretrain", str(IMAGERY / "globe"), "-o", str(path), "--basis", "slepian", "--degree", "60"]
        assert main([*words, *EUROPE, *SIZES]) == 0
    return path


def test_a_region_without_slepian_functions_is_refused(tmp_path, capsys):
    words = ["pretrain", str(IMAGERY / "globe"), "-o", str(tmp_path / "a.safetensors"), *SIZES]
    assert main([*words, "--region", "0", "40", "20", "60"]) == 1
    assert "--region is that of --basis slepian" in capsys.readouterr().err


def test_the_region_is_that_of_the_points(trained):
    metadata = load_encoder(trained).metadata
    lon, lat, radius = metadata.config["cap"]
    assert (lon, lat, radius) == pytest.approx((10, 46, 18), abs=1)  # the southern edge is the longest
    assert metadata.config["degree"] == 60
    functions = metadata.config["functions"]
    assert functions[0] + 2 * sum(functions[1:]) == pytest.approx(
        3600 * np.sin(np.radians(radius) / 2) ** 2, abs=2
    )
    assert "The resolution is about 333 km within" in metadata.card
    assert "Elsewhere, it is about 2,000 km." in metadata.card


def test_embeddings_stay_the_same_in_copies_and_after_an_import(trained, tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path))
    lonlat = np.vstack([fibonacci_lattice(500), [[0, 90], [0, -90], [180, 5], [13.4, 52.5]]])
    encoder = load_encoder(trained, device="cpu")
    expected = encoder.encode(lonlat)
    write_encoder(tmp_path / "copy.safetensors", encoder.network, encoder.metadata)
    assert main(["encoders", "import", str(trained), "--name", "europe"]) == 0
    assert main(["encoders", "export", "europe", str(tmp_path / "exported.safetensors")]) == 0
    for copy in (tmp_path / "copy.safetensors", "europe", tmp_path / "exported.safetensors"):
        np.testing.assert_array_equal(load_encoder(copy, device="cpu").encode(lonlat), expected)


def test_maps_have_the_values_of_points(trained):
    encoder = load_encoder(trained, device="cpu")
    head = LinearHead(np.full(8, 1e-4), np.eye(8), np.zeros(8))
    lon, lat = np.array([-180.0, 3.5, 8.25, 179.9, 190.0]), np.array([90.0, 51.2, 46.4, -90.0])
    values = encoder.encode_grid(lon, lat, head)
    lonlat = np.column_stack([np.tile(lon, len(lat)), np.repeat(lat, len(lon))])
    np.testing.assert_allclose(values.reshape(-1, 8), encoder.encode(lonlat), atol=1e-6)


def test_a_region_may_be_smaller_than_the_sampled_area(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    path = tmp_path / "alps.safetensors"
    words = ["pretrain", str(IMAGERY / "globe"), "-o", str(path), "--basis", "slepian"]
    assert main([*words, *EUROPE, *SIZES, "--region", "5", "44", "16", "48"]) == 0
    metadata = load_encoder(path).metadata
    assert metadata.config["cap"][:2] == pytest.approx([10.5, 46], abs=0.5)
    assert metadata.config["degree"] == 200  # the default of this basis


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Slepian functions are concentrated in it, more than 4,096. Choose L = "),
        (["--region", "5", "44", "5", "48"], "The region 5 44 5 48 .* has no area"),
        (
            ["--region", "5", "44", "6", "48", "--degree", "501"],
            "--degree must be between 1 and 500, not 501",
        ),
    ],
)
def test_impossible_regions_are_refused_before_any_work(tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    path = tmp_path / "e.safetensors"
    given = ["pretrain", str(IMAGERY / "globe"), "-o", str(path), "--basis", "slepian", *SIZES, *words]
    assert main(given) == 1
    error = " ".join(capsys.readouterr().err.split())
    assert re.search(said, error), error
    assert not path.exists()


def test_harmonics_keep_their_limit_and_the_region_is_needed():
    with pytest.raises(SatclipError, match="degree is 257, not 1 to 256"):
        TrainingSettings(degree=257)
    with pytest.raises(SatclipError, match="needs a region"):
        _ = TrainingSettings(basis="slepian").encoder_config
    assert replace(TrainingSettings(basis="slepian", degree=80), region=(0.0, 0.0, 9.0, 9.0)).encoder_config[
        "cap"
    ]


def test_the_process_takes_the_area_of_the_points(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    for name in ("uploads", "job"):
        (tmp_path / name).mkdir()
    shutil.copy(IMAGERY / "utm33n.tif", tmp_path / "uploads" / ("a" * 32))
    small = {"capacity": 16, "dimension": 8, "count": 60, "pixels": 4, "minutes": 0.05}
    inputs = pretrain.Inputs(id="mine", rasters=[{"id": "a" * 32, "name": "I"}], basis="slepian", **small)
    pretrain.run(inputs, Context(tmp_path / "job", uploads=tmp_path / "uploads"))
    config = registry.find("mine").metadata.config
    west, south, east, north = registry.find("mine").metadata.training_extent
    assert config["cap"][:2] == pytest.approx([(west + east) / 2, (south + north) / 2], abs=0.2)
    assert config["degree"] > 100
