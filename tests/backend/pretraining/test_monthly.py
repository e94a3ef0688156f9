"""Pretraining of encoders of location and month: patches of months, steps, resuming, the command."""

from dataclasses import replace

import numpy as np
import pytest
import rasterio
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.images.monthly import MonthlyPatches
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.inputs import LocationInputs
from satclip_backend.pretraining.model import initial_network
from satclip_backend.pretraining.runs import RunFolder, read_run
from satclip_backend.pretraining.settings import OBJECTIVES, TrainingSettings
from satclip_backend.pretraining.trainer import Trainer
from satclip_backend.pretraining.training import train

SETTINGS = TrainingSettings(
    degree=6,
    months=True,
    months_degree=4,
    capacity=32,
    dimension=12,
    steps=60,
    batch=600,
    learning_rate=3e-3,
    schedule="constant",
    sea=0.2,
)


@pytest.fixture(scope="module")
def examples():
    """600 points, whose image features have a yearly cycle that differs between the hemispheres."""
    lonlat = sample_points(600, seed=4)
    months = np.arange(1, 13)
    warmth = np.sin(np.radians(lonlat[:, 1]))[:, None] * np.cos(2 * np.pi * (months - 7.5) / 12)
    values = np.stack([warmth, np.repeat(np.cos(np.radians(lonlat[:, :1])), 12, axis=1)], axis=2)
    values = np.concatenate([values * 1.4, values[:, :, ::-1] * 0.7], axis=2).reshape(7200, 4)
    rows = np.repeat(np.arange(600), 12)
    return Examples(
        lonlat[rows],
        values.astype(np.float32),
        "seasons",
        sample_points(100, seed=5),
        months=np.tile(months, 600),
    )


def globe(folder, name, bands, seed):
    """Write a global image of random bytes."""
    values = np.random.default_rng(seed).integers(0, 255, (bands, 32, 64), dtype=np.uint8)
    transform = rasterio.transform.from_bounds(-180, -90, 180, 90, 64, 32)
    with rasterio.open(
        folder / name, "w", "GTiff", 64, 32, bands, "EPSG:4326", transform, "uint8", nodata=255
    ) as data:
        data.write(values)
    return values


@pytest.fixture
def year(tmp_path):
    folder = tmp_path / "year"
    folder.mkdir()
    return folder, np.stack([globe(folder, f"2004-{month:02}.tif", 2, month) for month in range(1, 13)])


def opened(folder, lonlat):
    return MonthlyPatches(RasterPatches(open_imagery([folder]), lonlat, 4))


def test_a_row_has_the_patch_of_its_month(year):
    folder, images = year
    lonlat = np.array([[10.0, 20.0], [500.0, 95.0], [-100.0, -30.0]])
    patches = opened(folder, lonlat)
    assert patches.bands == ("1", "2")
    assert len(patches.dated_bands) == 24
    np.testing.assert_array_equal(patches.months[:13], [*range(1, 13), 1])
    np.testing.assert_array_equal(patches.lonlat[[0, 11, 12]], lonlat[[0, 0, 1]])
    rows = np.array([2, 11, 14, 24, 30])
    values, kept = patches.read(rows)
    np.testing.assert_array_equal(kept, [0, 1, 3, 4])  # row 14 is not on Earth
    assert patches.skipped.total() == 1
    for value, row in zip(values, rows[kept], strict=True):
        column = int((patches.lonlat[row, 0] + 180) * 64 / 360)
        top = int((90 - patches.lonlat[row, 1]) * 32 / 180)
        area = images[row % 12][:, top - 2 : top + 3, column - 2 : column + 3]
        assert any(np.array_equal(value, area[:, i : i + 4, j : j + 4]) for i in (0, 1) for j in (0, 1))
    assert patches.fingerprint != RasterPatches(open_imagery([folder]), lonlat, 4).fingerprint


def test_all_months_and_the_same_bands_are_needed(year, tmp_path):
    folder, _images = year
    point = np.array([[10.0, 20.0]])
    (folder / "2004-05.tif").rename(tmp_path / "2004-05.tif")
    with pytest.raises(SatclipError, match="there is none of 5"):
        opened(folder, point)
    globe(folder, "2004-05.tif", 3, 1)
    with pytest.raises(SatclipError, match=r"each month needs the same bands: .*2004-01"):
        opened(folder, point)
    (tmp_path / "2004-05.tif").rename(folder / "2004-05.tif")
    globe(folder, "relief.tif", 1, 1)
    with pytest.raises(SatclipError, match=r"The band relief has no date"):
        opened(folder, point)


def test_steps_use_the_inputs_of_the_network():
    network = initial_network(SETTINGS)
    inputs = LocationInputs(network, 12)
    lonlat, months = torch.from_numpy(sample_points(50, 1)), torch.arange(50) % 12 + 1
    values = inputs.of_network(inputs.with_months(inputs(lonlat), months))
    torch.testing.assert_close(network.embed(values.float()), network(lonlat, months), atol=1e-5, rtol=1e-5)


def test_embeddings_learn_the_season_and_their_mean_the_location(examples):
    trainer = Trainer(examples, replace(SETTINGS, steps=200))
    before = trainer.evaluate()
    for _ in range(200):
        terms = trainer.advance()
    after = trainer.evaluate()
    assert {"reconstruction", "position", "sea"} <= terms.keys()
    assert after["held_out_reconstruction"] < 0.3 * before["held_out_reconstruction"]
    network, decoder = trainer.network(), trainer.model.decoder
    lonlat = torch.tensor([[0.0, 50.0], [0.0, -50.0]], dtype=torch.float64)
    with torch.no_grad():
        july, january = (decoder(network(lonlat, torch.full((2,), month)))[:, 0] for month in (7, 1))
        mean = decoder(network(lonlat))[:, 0]
    assert july[0] > 0.2 > -0.2 > july[1]
    assert january[0] < -0.2 < 0.2 < january[1]
    assert mean.abs().max() < 0.25


@pytest.mark.parametrize("loss", ["clip", "siglip", "csp"])
def test_contrastive_losses_train_too(examples, loss):
    settings = replace(
        SETTINGS, objective=OBJECTIVES[loss], dropout=0.1, neighbours=1, augment=("jitter:500",), steps=8
    )
    trainer = Trainer(examples, settings)
    first, *_, last = [trainer.advance()["loss"] for _ in range(settings.steps)]
    assert np.isfinite(last)
    assert last < first


def test_a_stopped_run_resumes_bit_for_bit(examples, tmp_path):
    settings = replace(SETTINGS, steps=10)
    for name in ("whole", "halves"):
        (tmp_path / name).mkdir()
    whole = train(examples, settings, RunFolder(tmp_path / "whole"))

    def stop(fraction, message):
        if "Step 4" in message:
            raise Cancelled

    with pytest.raises(Cancelled):
        train(examples, settings, RunFolder(tmp_path / "halves"), progress=stop)
    halves = train(examples, settings, RunFolder(tmp_path / "halves"), resume=True)
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(halves.state_dict()[name], value, rtol=0, atol=0)


def test_settings_that_months_do_not_have_are_refused():
    for changes in ({"basis": "grid"}, {"network": "fcnet"}):
        with pytest.raises(SatclipError, match="an encoder with months has spherical harmonics and a SIREN"):
            replace(SETTINGS, **changes)
    with pytest.raises(SatclipError, match="can't be re-scaled"):
        replace(SETTINGS, geometry="predicted")
    assert replace(SETTINGS, months_degree=40).encoder_config["months_degree"] == 6


def test_the_command_trains_an_encoder_with_months(year, tmp_path, capsys):
    folder, _images = year
    output = tmp_path / "mine.safetensors"
    sizes = ["--degree", "5", "--capacity", "16", "--dimension", "8", "--filters", "8", "--components", "8"]
    arguments = ["pretrain", str(folder), "-o", str(output), "--points", "60", "--pixels", "4", *sizes]
    assert main([*arguments, "--months", "--steps", "3", "--evaluate-every", "3"]) == 0
    assert "8 dimensions, L = 5, with months" in capsys.readouterr().out
    encoder = load_encoder(output, device="cpu")
    assert encoder.months
    assert encoder.metadata.config["months_degree"] == 5
    assert "2004-01 to 2004-12" in encoder.metadata.card
    skipped = sum(read_run(tmp_path / "mine.run").skipped.values())
    assert 0 < skipped < 60
    assert f"| {60 - skipped} points in each of 12 months, with 4 x 4 pixels |" in encoder.metadata.card
    assert "without a month, their mean over the year" in encoder.metadata.card
    july, january = (encoder.at_month(month).encode([[10.0, 50.0]]) for month in (7, 1))
    assert not np.allclose(july, january)
