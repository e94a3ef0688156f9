"""Pretraining of any basis with any network: steps, resuming, the embedding metric, the command and the process."""

import json
import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import rasterio
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder, registry
from satclip_backend.encoders.families.basis_network import BasisName, NetworkName
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.embedding_metric import with_predicted_metric
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.inputs import LocationInputs
from satclip_backend.pretraining.model import initial_network
from satclip_backend.pretraining.runs import RunFolder
from satclip_backend.pretraining.settings import OBJECTIVES, TrainingSettings
from satclip_backend.pretraining.trainer import Trainer
from satclip_backend.pretraining.training import train
from satclip_backend.processes import pretrain
from satclip_backend.processes.process import Context

IMAGERY = Path(__file__).parents[2] / "data" / "imagery"
PAIRS = list(product(get_args(BasisName), get_args(NetworkName)))
SETTINGS = TrainingSettings(
    degree=6,
    capacity=24,
    dimension=12,
    frequencies=6,
    min_radius=10.0,
    region=(-100.0, -50.0, 60.0, 70.0),
    steps=40,
    batch=150,
    learning_rate=3e-3,
    schedule="constant",
    sea=0.2,
)
OLD = ("basis", "network", "region", "frequencies", "min_radius", "max_radius")
"""Settings that runs did not have at first."""


@pytest.fixture(scope="module")
def examples():
    lonlat = sample_points(600, seed=4)
    mixed = np.random.default_rng(0).normal(size=(3, 12))
    values = np.sin(np.radians(lonlat) @ mixed[:2] + mixed[2]).astype(np.float32)
    return Examples(lonlat, values, "waves", sample_points(100, seed=5))


@pytest.mark.parametrize(("basis", "network"), PAIRS)
def test_every_pair_learns_and_its_file_gives_the_same_embeddings(examples, tmp_path, basis, network):
    settings = replace(SETTINGS, basis=basis, network=network)
    trainer = Trainer(examples, settings)
    before = trainer.evaluate()["held_out_loss"]
    start = {name: value.clone() for name, value in trainer.model.network.state_dict().items()}
    terms = [trainer.advance() for _ in range(settings.steps)]
    assert {"reconstruction", "position", "sea"} <= terms[0].keys()
    assert trainer.evaluate()["held_out_loss"] < before
    trained = trainer.network()
    assert all(not torch.equal(value, start[name]) for name, value in trained.state_dict().items())
    metadata = EncoderMetadata.of(settings.family, "Pair", settings.dimension, settings.encoder_config)
    write_encoder(tmp_path / "pair.safetensors", trained, metadata)
    encoder = load_encoder(tmp_path / "pair.safetensors", device="cpu")
    lonlat = examples.lonlat[trainer.held_out.rows]
    with torch.inference_mode():
        exact = trained(torch.from_numpy(lonlat)).numpy()
    np.testing.assert_allclose(encoder.encode(lonlat), exact, atol=2e-5)
    assert (encoder.metadata.family == "satclip") == ((basis, network) == ("spherical-harmonics", "siren"))


@pytest.mark.parametrize("name", ["grid", "spherical-harmonics"])
def test_the_loss_uses_the_lowest_harmonics_whatever_the_basis_is(name):
    network = initial_network(replace(SETTINGS, basis=name, network="fcnet"))
    lonlat = torch.from_numpy(sample_points(50, 0))
    inputs = LocationInputs(network, 3)
    values = inputs(lonlat)
    assert values.shape == (50, inputs.columns) == (50, 9 + network.columns)
    assert torch.equal(values[:, :9], LocationEncoder(3).harmonics(lonlat))
    assert torch.equal(network.embed(inputs.of_network(values).float()), network(lonlat))


def test_the_inputs_of_satclip_are_its_harmonics():
    network = initial_network(SETTINGS)
    inputs, lonlat = LocationInputs(network, 3), torch.from_numpy(sample_points(50, 0))
    assert inputs.of_network(inputs(lonlat)).shape == (50, inputs.columns) == (50, 36)
    assert torch.equal(inputs(lonlat), network.harmonics(lonlat))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_jitter_and_parts_give_the_gradients_of_the_whole_batch(examples, objective):
    settings = replace(
        SETTINGS,
        basis="theory",
        network="fcnet",
        dropout=0.0,
        objective=OBJECTIVES[objective],
        augment=("jitter:2000",),
    )
    found = []
    for parts in (1, 4):
        trainer = Trainer(examples, replace(settings, accumulate=parts))
        trainer.model.train()
        trainer.gradients()
        found.append({n: p.grad for n, p in trainer.model.named_parameters() if p.grad is not None})
    assert found[0].keys() == found[1].keys()
    for name, gradient in found[0].items():
        torch.testing.assert_close(
            found[1][name], gradient, rtol=0, atol=1e-4 * max(float(gradient.abs().max()), 1e-6)
        )


def test_the_smallest_wavelength_follows_from_the_degree():
    config = replace(SETTINGS, basis="grid", min_radius=None, degree=40).encoder_config
    assert 2 * np.pi * config["min_radius"] == pytest.approx(360 / 40)
    assert replace(SETTINGS, basis="grid").encoder_config["min_radius"] == 10.0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"basis": "grid", "min_radius": 50.0, "max_radius": 20.0}, "wrong order"),
        ({"basis": "dfs", "frequencies": 256, "capacity": 1024}, "weights, more than"),
    ],
)
def test_settings_without_a_network_are_refused(changes, words):
    with pytest.raises(SatclipError, match=rf"No such encoder is trained.*{words}"):
        replace(SETTINGS, **changes)


@pytest.mark.parametrize("pair", [("spherical-harmonics", "siren"), ("grid", "fcnet")])
def test_runs_are_resumed_without_a_change(examples, tmp_path, pair):
    """For SatCLIP, also a run from before there were other bases, whose checkpoint does not state a basis."""
    changes = {"steps": 12, "checkpoint_every": 4, "evaluate_every": 4}
    changes |= {"min_radius": None, "frequencies": 32, "region": None}
    settings = replace(SETTINGS, basis=pair[0], network=pair[1], **changes)

    def stop(fraction, message):
        if fraction > 0.5:
            raise Cancelled

    folders = [RunFolder(tmp_path / name) for name in ("whole", "stopped")]
    for folder in folders:
        folder.folder.mkdir()
    whole = train(examples, settings, folders[0])
    with pytest.raises(Cancelled):
        train(examples, settings, folders[1], progress=stop)
    if pair[1] == "siren":
        state = torch.load(folders[1].checkpoint, weights_only=True)
        old = {k: v for k, v in json.loads(state["settings"]).items() if k not in OLD}
        assert len(old) == len(json.loads(state["settings"])) - len(OLD)
        torch.save(state | {"settings": json.dumps(old)}, folders[1].checkpoint)
        with pytest.raises(SatclipError, match="another basis"):
            train(examples, replace(settings, basis="wrap"), folders[1], resume=True)
    resumed = train(examples, settings, folders[1], resume=True)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name])


@pytest.mark.parametrize("network", get_args(NetworkName))
def test_distances_can_be_those_of_the_predictions(examples, network):
    """FCNet has no bias in its last layer, which distances do not need."""
    settings = replace(SETTINGS, basis="wrap", network=network, dimension=4)
    before = initial_network(settings).eval()
    lonlat = torch.from_numpy(examples.lonlat)
    with torch.no_grad():
        values = before(lonlat).double().numpy()
        mix = np.random.default_rng(0).normal(size=(4, 2))
        after = with_predicted_metric(before, examples.lonlat, (values - values.mean(0)) @ mix, 0)
        found = after(lonlat).double().numpy()
    distances = [np.linalg.norm(x[:300] - x[300:], axis=1) for x in (found, values @ mix)]
    np.testing.assert_allclose(*distances, rtol=0.02, atol=0.02 * distances[1].mean())


def test_the_command_trains_a_pair_that_maps(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    output = tmp_path / "grid.safetensors"
    sizes = {
        "degree": 20,
        "capacity": 32,
        "dimension": 16,
        "steps": 6,
        "batch": 64,
        "pixels": 8,
        "filters": 8,
    }
    small = ["--threads", "1", *(word for name, value in sizes.items() for word in (f"--{name}", str(value)))]
    pair = [
        "--basis",
        "grid",
        "--network",
        "fcnet",
        "--frequencies",
        "8",
        "--geometry",
        "predicted",
        "--half",
    ]
    assert (
        main(["pretrain", str(IMAGERY / "globe"), "-o", str(output), "--points", "300", *small, *pair]) == 0
    )
    assert "grid.safetensors: 16 dimensions, grid, fcnet" in capsys.readouterr().out
    metadata = load_encoder(output).metadata
    assert (metadata.family, metadata.degree, metadata.dtype) == ("basis-network", None, "float16")
    assert {
        "basis": "grid",
        "network": "fcnet",
        "frequencies": 8,
        "max_radius": 360.0,
    }.items() <= metadata.config.items()
    assert "A location encoder of the family basis-network: degree 20" in metadata.card
    assert "The resolution of the basis grid is about 1,000 km" in metadata.card
    world = ["--extent", "-180", "-60", "180", "80", "--pixel-size", "4"]
    assert main(["map", "--encoder", str(output), "-o", str(tmp_path / "map.tif"), *world]) == 0
    with rasterio.open(tmp_path / "map.tif") as raster:
        values = raster.read()
    assert np.isfinite(values).all()
    assert values.std() > 0


def test_the_process_trains_and_installs_a_pair(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    for name in ("uploads", "job"):
        (tmp_path / name).mkdir()
    shutil.copy(IMAGERY / "utm33n.tif", tmp_path / "uploads" / ("a" * 32))
    small = {"degree": 5, "capacity": 16, "dimension": 8, "count": 60, "pixels": 4, "minutes": 0.05}
    inputs = pretrain.Inputs(
        id="mine", rasters=[{"id": "a" * 32, "name": "Imagery"}], basis="spherem+", network="linear", **small
    )
    summary = pretrain.run(inputs, Context(tmp_path / "job", uploads=tmp_path / "uploads"))["summary"]
    assert (summary["encoder"], summary["degree"]) == ("mine", None)
    metadata = registry.find("mine").metadata
    assert (metadata.family, metadata.origin) == ("basis-network", "trained")
    assert metadata.config["basis"] == "spherem+"
    old = inputs.model_dump(exclude={"basis", "network"})
    assert pretrain.Inputs(**old).basis == "spherical-harmonics"
