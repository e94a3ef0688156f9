"""`satclip-backend pretrain`, from images to an encoder file."""

import json
import re
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.pretraining.image_encoders import image_encoder
from satclip_backend.pretraining.model import initial_network
from satclip_backend.pretraining.settings import PRESETS, FeatureSettings, TrainingSettings
from satclip_backend.rasters.masks import LAND

DATA = Path(__file__).parents[2] / "data" / "imagery"
S2 = DATA.parent / "s2-100k"
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
    printed = capsys.readouterr()
    assert "used as global images" in printed.out
    warned = re.search("warning: Encoder Mine: (It was trained for only .*)", printed.err)
    assert warned, printed.err
    (tmp_path / "points.csv").write_text("lon,lat\n10,50\n10,-89\n")
    files = [str(tmp_path / name) for name in ("points.csv", "embedded.csv")]
    assert main(["embed", files[0], "-o", files[1], "--encoder", str(output)]) == 0
    told = capsys.readouterr().err
    assert f"warning: Encoder mine: {warned[1]}" in told
    assert "warning: 1 of 2 locations lie outside the area in which the encoder mine was trained" in told
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


def test_a_repeated_command_gives_the_same_weights_and_resume_changes_nothing(tmp_path):
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


def test_a_run_that_did_not_end_is_not_replaced(tmp_path, capsys):
    command = ["pretrain", str(DATA / "utm33n.tif"), "-o", str(tmp_path / "e.safetensors"), "--points", "300"]
    assert main([*command, *SMALL]) == 0
    state = tmp_path / "e.run" / "run.json"
    run = json.loads(state.read_text())
    checkpoint = (tmp_path / "e.run" / "checkpoint.pt").read_bytes()
    for ended in ("stopped", "failed", "running"):  # a run that is killed remains "running"
        state.write_text(json.dumps(run | {"state": ended, "step": 4}))
        assert main([*command, *SMALL, "--seed", "1"]) == 1
        assert "ended at step 4 of 6: continue it with --resume" in capsys.readouterr().err
        assert (tmp_path / "e.run" / "checkpoint.pt").read_bytes() == checkpoint
    assert main([*command, *SMALL, "--finish"]) == 0
    assert main([*command, *SMALL, "--seed", "1"]) == 0, "a finished run is replaced"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["{data}/globe", "-o", "{tmp}/encoder.pt"], "must end in .safetensors"),
        (
            ["{data}/globe", "-o", "{tmp}/x.safetensors", "--description", "@{tmp}/none.txt"],
            "none.txt can't be read: No such file or directory.",
        ),
        (
            ["{data}/globe", "-o", "{tmp}/x.safetensors", "--description", "@/dev/zero"],
            "--description: /dev/zero can't be read: it is not a file.",
        ),
        (["{tmp}/nothing.tif", "-o", "{tmp}/e.safetensors"], "nothing.tif can't be read as an image"),
        (["{data}/globe", "-o", "{tmp}/no/e.safetensors"], "does not exist: make it first"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--steps", "0"], "steps must be at least 1"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--sea", "0.3"], "add --land or --mask"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--land", "--sea", "30"], "between 0 and 1, not 30"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--points", "5"], "sample more points"),
        (["{data}/utm33n.tif", "-o", "{tmp}/e.safetensors", "--pixels", "250"], "250 x 250 pixels"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--pixels", "600"], "600 x 600 pixels"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--pixels", "0"], "at least 1 pixel a side, not 0"),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--device", "none"], "has no device 'none'. It has:"),
        (
            ["{data}/globe", "-o", "{tmp}/e.safetensors", "--threads", "-1"],
            "--threads must be between 1 and 1,024",
        ),
        (
            ["{data}/globe", "-o", "{tmp}/e.safetensors", "--mask", str(LAND), "--points", "0"],
            "--points must be between 1 and 100,000,000, not 0.",
        ),
        (["{data}/globe", "-o", "{tmp}/e.safetensors", "--resume", "--points", "300"], "no checkpoint"),
    ],
)
def test_errors_are_reported_and_leave_no_files(tmp_path, capsys, options, sentence):
    filled = [option.format(data=DATA, tmp=tmp_path) for option in options]
    defaults = ["--filters", "4", "--components", "8", "--pixels", "8"]
    filled = [*filled[:1], *defaults, *filled[1:]]
    assert main(["pretrain", *filled]) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error
    assert not list(tmp_path.glob("*.safetensors"))
    assert not list(tmp_path.glob("*.jsonl"))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["{s2}", "--land"], "has its own points"),
        (["{s2}", "{data}/globe"], "combined with other imagery"),
        (["{s2}", "--fine-tune"], "would learn to say nothing"),
        (["{s2}", "--fine-tune", "--loss", "clip"], "random-convolutions has nothing to learn"),
        (["{data}/globe", "--minutes", "0"], "--minutes must be more than 0"),
        (["{data}/globe", "--probe", "nothing"], "TABLE:FIELD"),
        (["{data}/globe", "--augment", "twist"], "no augmentation 'twist'"),
        (["{data}/globe", "--ema", "1"], "ema must be"),
    ],
)
def test_invalid_options_are_refused(tmp_path, capsys, options, sentence):
    filled = [option.format(data=DATA, s2=S2) for option in options]
    assert main(["pretrain", *filled, "-o", str(tmp_path / "e.safetensors")]) == 1
    assert sentence in capsys.readouterr().err


def test_an_image_encoder_learns_from_real_patches(tmp_path, capsys):
    """Sentinel-2 patches in the layout of S2-100K. One image of the index is missing."""
    folder = tmp_path / "s2"
    shutil.copytree(S2, folder)
    with (folder / "index.csv").open("a") as index:
        index.write("\n10.0,20.0,nowhere,patch_missing.tif\n")
    output = tmp_path / "s2.safetensors"
    options = (
        "--image-encoder small-cnn --fine-tune --loss clip --accumulate 2 --pixels 32 --degree 6 --steps 4"
    )
    options += " --held-out 0.2 --augment crop:24 flip jitter:300"
    command = ["pretrain", str(folder), "-o", str(output), *options.split()]
    assert main(command) == 0
    assert "1 point skipped: missing" in capsys.readouterr().out
    state = torch.load(tmp_path / "s2.run" / "checkpoint.pt", weights_only=True)
    learned = {name: value for name, value in state["model"].items() if name.startswith("image_encoder.")}
    fresh = image_encoder("small-cnn", 12, 64).state_dict()
    assert any(not torch.equal(value, fresh[name[14:]]) for name, value in learned.items())
    card = (tmp_path / "s2.run" / "card.md").read_text()
    for part in (
        "B8A",
        "32 x 32 pixels",
        "1 point: missing",
        "is about 3,333 km",
        "few points",
        "| fine_tune | True |",
    ):
        assert part in card
    assert str(tmp_path) not in card
    assert load_encoder(output).metadata.card == card.rpartition("\n\n![")[0]
    assert (tmp_path / "s2.run" / "card.svg").read_text().count("<path") > 10


@pytest.fixture
def settings_of(tmp_path):
    """Return a function that trains a small encoder on Sentinel-2 and returns its recipe from `run.json`."""

    def settings_of(*options):
        output = tmp_path / "e.safetensors"
        assert (
            main(["pretrain", str(S2), "-o", str(output), "--threads", "1", "--held-out", "0.2", *options])
            == 0
        )
        return json.loads((tmp_path / "e.run" / "run.json").read_text())["recipe"]

    return settings_of


def test_the_published_recipe_is_a_preset(settings_of):
    small = ["--degree", "6", "--capacity", "32", "--pixels", "32", "--steps", "2"]
    recipe = settings_of(
        "--recipe", "published", "--image-encoder", "moco-resnet18", "--weights", "random", *small
    )
    training = recipe["training"]
    assert (training["steps"], training["epochs"]) == (2, 0)
    assert (training["learning_rate"], training["weight_decay"]) == (1e-4, 0.01)
    assert (training["batch"], training["schedule"], training["dropout"]) == (8192, "constant", 0.5)
    assert (training["objective"]["clip"], training["objective"]["reconstruction"]) == (1.0, 0.0)
    assert (recipe["features"]["normalisation"], recipe["features"]["components"]) == ("published", 0)


def test_omitted_options_keep_the_settings_of_the_preset(settings_of):
    recipe = settings_of("--degree", "6", "--steps", "2", "--pixels", "8")
    expected = replace(PRESETS["laptop"], degree=6, steps=2, held_out=0.2)
    assert recipe["training"] == json.loads(json.dumps(asdict(expected)))
    assert recipe["features"] == asdict(FeatureSettings())


def test_help_names_units(capsys):
    assert main(["pretrain", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    for part in ("IMAGERY", "ocean regularisation", "in pixels", "degrees", "(2048; published 8192)", "CLIP"):
        assert part in text


def test_multiple_scales_half_precision_and_the_predicted_metric(tmp_path):
    """Half precision hardly changes embeddings, and additional scales do."""
    options = ["--points", "300", "--components", "16", "--geometry", "predicted", *SMALL]
    embedded = []
    for name, more in (("fine", []), ("half", ["--half"]), ("wide", ["--half", "--scales", "1", "4"])):
        output = tmp_path / f"{name}.safetensors"
        assert main(["pretrain", str(DATA / "globe"), "-o", str(output), *options, *more]) == 0
        encoder = load_encoder(output)
        assert encoder.metadata.dtype == ("float16" if more else "float32")
        assert encoder.pca.encoder_sha256 == encoder.weights_sha256
        embedded.append(encoder.encode(np.array([[10.0, 50.0], [100.0, 20.0]])))
    fine, half, wide = embedded
    np.testing.assert_allclose(half, fine, atol=0.01 * np.abs(fine).max())
    assert np.abs(wide - half).max() > 0.05 * np.abs(half).max()


def test_multiple_scales_of_a_patch_folder_are_refused(tmp_path, capsys):
    command = ["pretrain", str(S2), "-o", str(tmp_path / "a.safetensors"), "--scales", "1", "4", *SMALL]
    assert main(command) == 1
    assert "--scales can't be used" in capsys.readouterr().err
