"""Export to the official checkpoint format: tensor names, and equal embeddings after importing it again."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.published import read_published as read_checkpoint
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.image_encoders import image_encoder
from satclip_backend.pretraining.image_encoders.moco import BACKBONES
from satclip_backend.pretraining.official_export import write_official

PATCHES = Path(__file__).parents[2] / "data" / "s2-100k"


def trained(degree=10, basis="stable", w0=30.0, capacity=512, dimension=256, layers=2):
    generator = torch.Generator().manual_seed(1)
    network = LocationEncoder(degree, capacity, dimension, layers, basis, w0, generator=generator)
    metadata = EncoderMetadata("mine", degree, basis, capacity, dimension, layers, w0=w0)
    return Encoder("mine", network, metadata, device="cpu")


@pytest.mark.parametrize(
    ("degree", "basis", "w0", "layers"),
    [
        (10, "stable", 30.0, 2),
        (20, "stable", 30.0, 2),
        (20, "stable", 5.0, 1),
        (10, "closed-form", 11.0, 3),
        (40, "official", 30.0, 2),
    ],
)
def test_exported_embeddings_are_the_same(tmp_path, degree, basis, w0, layers):
    encoder = trained(degree, basis, w0, layers=layers)
    again = load_encoder(write_official(tmp_path / "mine.ckpt", encoder), device="cpu")
    assert again.metadata.w0 == 30.0
    assert again.metadata.dtype == "float64"
    assert again.metadata.basis == ("official" if basis == "stable" else basis)
    lonlat = sample_points(3000, seed=2)
    lonlat = lonlat[np.abs(lonlat[:, 1]) < 45]
    ours, theirs = (one.encode(lonlat, dtype="float64") for one in (encoder, again))
    np.testing.assert_allclose(theirs, ours, rtol=0, atol=1e-9)


def test_at_l40_precision_is_lost_towards_the_poles_only(tmp_path):
    """Verify the errors stated in the module's docstring with the official evaluation of the basis."""
    encoder = trained(40)
    again = load_encoder(write_official(tmp_path / "mine.ckpt", encoder), device="cpu")
    lonlat = sample_points(3000, seed=3)
    off = np.abs(again.encode(lonlat, dtype="float64") - encoder.encode(lonlat, dtype="float64")).max(1)
    latitude = np.abs(lonlat[:, 1])
    assert off[latitude < 45].max() < 2e-5
    assert off[latitude < 60].max() < 3e-3
    assert 1e-3 < off[latitude > 80].max() < 0.2


@pytest.mark.parametrize(("name", "degree"), [("moco-resnet18", 10), ("moco-vit16", 40)])
def test_the_whole_model_has_the_official_names_shapes_and_types(tmp_path, golden, name, degree):
    images, projection = image_encoder(name, 13, 256, weights="random"), None
    projection = torch.nn.Linear(images.width, 256)
    path = write_official(tmp_path / "mine.ckpt", trained(degree), images, projection, logit_scale=3.0)
    content = torch.load(path, weights_only=True)
    known = BACKBONES[name].official
    keys = json.loads((golden / "official_state_dict_keys.json").read_text())[f"{known}-l{degree}"]["tensors"]
    ours = {
        key: [list(value.shape), str(value.dtype).removeprefix("torch.")]
        for key, value in content["state_dict"].items()
    }
    assert ours == keys
    assert content["hyper_parameters"]["vision_layers"] == known
    assert content["state_dict"]["model.logit_scale"] == 3.0
    head = content["state_dict"][f"model.visual.{BACKBONES[name].head}.weight"]
    assert torch.equal(head, projection.weight)
    again = image_encoder(name, 13, 256, weights=path)
    assert again.identity == images.identity


def test_other_image_encoders_are_omitted_and_settings_are_complete(tmp_path, golden):
    images = image_encoder("small-cnn", 3, 16)
    path = write_official(tmp_path / "mine.ckpt", trained(), images, torch.nn.Linear(images.width, 256))
    content = torch.load(path, weights_only=True)
    assert not any(".visual." in name for name in content["state_dict"])
    theirs = torch.load(golden / "satclip-mini-l10.ckpt", weights_only=True)
    assert content.keys() == theirs.keys()
    assert content["hyper_parameters"].keys() == theirs["hyper_parameters"].keys()
    same = ("le_type", "pe_type", "harmonics_calculation", "legendre_polys", "num_hidden_layers")
    for name in same:
        assert content["hyper_parameters"][name] == theirs["hyper_parameters"][name]
    network, metadata = read_checkpoint(path)
    assert (metadata.capacity, metadata.dimension, network.degree) == (512, 256, 10)


def test_an_encoder_is_exported_from_the_shell(tmp_path, capsys):
    path = tmp_path / "bundled.ckpt"
    assert main(["encoders", "export", "bundled", str(path)]) == 0
    assert capsys.readouterr().out.strip() == str(path)
    bundled = load_encoder("bundled", device="cpu").metadata
    assert load_encoder(path, device="cpu").metadata.degree == bundled.degree
    assert main(["encoders", "export", "bundled", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--fine-tune"], ["--ema", "0.5"], ["--keep", "best"]])
def test_a_run_is_exported_with_its_image_encoder(tmp_path, capsys, options):
    """The run uses Sentinel-2 patches. Image encoder, projection, logit scale and embeddings equal those of the run."""
    run, path = tmp_path / "mine.run", tmp_path / "mine.ckpt"
    words = ["pretrain", str(PATCHES), "-o", str(tmp_path / "mine.safetensors"), "--recipe", "published"]
    words += ["--image-encoder", "moco-resnet18", "--weights", "random", "--steps", "2", "--augment"]
    words += [
        "--pixels",
        "32",
        "--degree",
        "5",
        "--capacity",
        "16",
        "--dimension",
        "8",
        "--threads",
        "1",
        *options,
    ]
    assert main(words) == 0
    assert main(["encoders", "export", str(run), str(path)]) == 0
    assert capsys.readouterr().out.strip().endswith(str(path))
    state = torch.load(path, weights_only=True)["state_dict"]
    content = torch.load(run / "checkpoint.pt", weights_only=True)
    model = content["model"]
    if content["average"] is not None:
        model = {name.removeprefix("module."): value for name, value in content["average"].items()}
    assert state["model.logit_scale"] == model["logit_scale"]
    assert torch.equal(state["model.visual.fc.weight"], model["projection.weight"])
    started = image_encoder("moco-resnet18", 13, 32, weights="random").backbone.conv1.weight
    assert torch.equal(state["model.visual.conv1.weight"], started) == ("--fine-tune" not in options)
    if "--fine-tune" in options:
        expected = model["image_encoder.backbone.conv1.weight"]
        assert torch.equal(state["model.visual.conv1.weight"], expected)
    official, trained_here = (
        load_encoder(path, device="cpu"),
        load_encoder(run / "encoder.safetensors", device="cpu"),
    )
    places = sample_points(100)
    np.testing.assert_allclose(official.encode(places), trained_here.encode(places), rtol=0, atol=1e-5)


def test_a_run_that_has_not_finished_is_not_exported(tmp_path, capsys):
    (tmp_path / "run.json").write_text('{"name": "mine", "recipe": {}}')
    assert main(["encoders", "export", str(tmp_path), str(tmp_path / "mine.ckpt")]) == 1
    assert "has no encoder yet" in capsys.readouterr().err


def test_impossible_exports_are_reported(tmp_path):
    with pytest.raises(SatclipError, match=r"ends in \.ckpt"):
        write_official(tmp_path / "mine.pt", trained())
    with pytest.raises(SatclipError, match="end at L = 101, and mine has L = 102"):
        write_official(tmp_path / "mine.ckpt", trained(102, capacity=8, dimension=4))
    with pytest.raises(SatclipError, match="nowhere does not exist"):
        write_official(tmp_path / "nowhere" / "mine.ckpt", trained())
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_no_files(mount):
    place = mount("size=100k")
    with pytest.raises(SatclipError, match="can't be written"):
        write_official(place / "mine.ckpt", trained())
    assert not list(place.iterdir())
