"""`satclip-backend pretrain`, from images to an encoder that loads."""

import json
from pathlib import Path

import numpy as np
import pytest

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.pretraining.settings import TrainingSettings, initial_network

DATA = Path(__file__).parents[2] / "data" / "imagery"
SIZES = {"degree": 6, "capacity": 32, "dimension": 16, "steps": 6, "batch": 64, "pixels": 8, "filters": 8}
SMALL = ["--threads", "1", *(word for name, value in SIZES.items() for word in (f"--{name}", str(value)))]


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))


def test_an_encoder_is_trained_and_loads(tmp_path, capsys):
    output = tmp_path / "mine.safetensors"
    notes = tmp_path / "notes.txt"
    notes.write_text("Trained by\na test.")
    about = [
        "--name",
        "Mine",
        "--licence",
        "CC0-1.0",
        "--source",
        "Blue Marble",
        "--description",
        f"@{notes}",
    ]
    options = [
        "--land",
        "--sea",
        "0.2",
        "--points",
        "700",
        "--components",
        "16",
        "--seed",
        "3",
        *SMALL,
        *about,
    ]
    assert main(["pretrain", str(DATA / "globe"), "-o", str(output), *options]) == 0
    assert "whole globe" in capsys.readouterr().out
    encoder = load_encoder(output)
    metadata = encoder.metadata
    assert (metadata.name, metadata.licence, metadata.source) == ("Mine", "CC0-1.0", "Blue Marble")
    assert metadata.description == "Trained by a test."
    assert (metadata.degree, metadata.basis, metadata.capacity, metadata.dimension) == (6, "stable", 32, 16)
    west, south, east, north = metadata.training_extent
    assert -180 <= west < -150
    assert -90 <= south < -60
    assert 60 < north <= 84
    assert 150 < east <= 180
    assert "held_out_sea" in json.loads((tmp_path / "mine.run" / "log.jsonl").read_text().splitlines()[-1])
    assert encoder.pca.components.shape == (16, 16)
    assert encoder.pca.encoder_sha256 == encoder.weights_sha256
    settings = TrainingSettings(degree=6, capacity=32, dimension=16, seed=3)
    before = initial_network(settings).state_dict()
    assert not any(
        np.array_equal(before[name], value) for name, value in encoder.network.state_dict().items()
    )
    assert sorted(path.name for path in tmp_path.glob("mine.*")) == [
        "mine.run",
        "mine.safetensors",
    ]


def test_the_same_command_gives_the_same_weights_and_resume_changes_nothing(tmp_path):
    files = [tmp_path / "one.safetensors", tmp_path / "two.safetensors"]
    for file in files:
        options = ["--points", "300", "--loss", "clip", *SMALL]
        assert main(["pretrain", str(DATA / "utm33n.tif"), "-o", str(file), *options]) == 0
    one, two = map(load_encoder, files)
    assert one.weights_sha256 == two.weights_sha256
    west, south, east, north = one.metadata.training_extent
    assert 11 < west < east < 17
    assert 41 < south < north < 46
    assert main(["pretrain", str(DATA / "utm33n.tif"), "-o", str(files[0]), *options, "--resume"]) == 0
    assert load_encoder(files[0]).weights_sha256 == two.weights_sha256


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["{data}/globe", "-o", "{tmp}/encoder.pt"], "must end in .safetensors"),
        (["{tmp}/nothing.tif", "-o", "{tmp}/e.safetensors"], "nothing.tif can't be read as an image"),
        (["{data}/globe", "-o", "{tmp}/no/e.safetensors"], "There is no folder"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--steps", "0"], "steps must be at least 1"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--sea", "0.3"], "give --land or --mask"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--land", "--sea", "30"], "between 0 and 1, not 30"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--points", "5"], "sample more points"),
        (["{data}/utm33n.tif", "-o", "{tmp}/e.safetensors", "--pixels", "250"], "250 x 250 pixels"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--pixels", "600"], "600 x 600 pixels"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--resume", "--points", "300"], "no checkpoint"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(tmp_path, capsys, options, sentence):
    filled = [option.format(data=DATA, tmp=tmp_path) for option in options]
    defaults = ["--filters", "4", "--components", "8", "--pixels", "8"]
    filled = [*filled[:1], *defaults, *filled[1:]]
    assert main(["pretrain", *filled]) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error
    assert not list(tmp_path.glob("*.safetensors"))
    assert not list(tmp_path.glob("*.jsonl"))


def test_help_names_units(capsys):
    assert main(["pretrain", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    for part in ("IMAGERY", "places at sea", "in pixels", "degrees", "(default 2048)", "CLIP"):
        assert part in text
