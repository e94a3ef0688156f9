"""Pretraining from patches to a run folder with an encoder."""

import json
from pathlib import Path

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.pretraining.images.patch_folder import open_patch_folder
from satclip_backend.pretraining.pipeline import Provenance, extent_of, pretrain
from satclip_backend.pretraining.runs import read_log, read_run
from satclip_backend.pretraining.settings import (
    OBJECTIVES,
    FeatureSettings,
    PretrainingConfig,
    TrainingSettings,
)
from satclip_backend.rasters.masks import surface_mask

S2 = Path(__file__).parents[2] / "data" / "s2-100k"
SIZES = {"degree": 5, "capacity": 32, "dimension": 16, "held_out": 0.2, "objective": OBJECTIVES["clip"]}
FINE_TUNED = PretrainingConfig(
    FeatureSettings(encoder="small-cnn", components=0),
    TrainingSettings(
        **SIZES, steps=12, evaluate_every=4, fine_tune=True, augment=("flip", "jitter:500"), ema=0.8
    ),
)


def test_a_fine_tuned_run_resumes_bit_for_bit(tmp_path):
    """This includes the random numbers of augmentations."""
    whole = pretrain(open_patch_folder(S2), tmp_path / "whole", FINE_TUNED, Provenance("S2"))

    def stop(fraction, message):
        if "Step 5" in message:
            raise Cancelled

    with pytest.raises(Cancelled):
        pretrain(open_patch_folder(S2), tmp_path / "halves", FINE_TUNED, Provenance("S2"), progress=stop)
    assert read_run(tmp_path / "halves").state == "stopped"
    halves = pretrain(open_patch_folder(S2), tmp_path / "halves", FINE_TUNED, Provenance("S2"), resume=True)
    assert halves.weights_sha256 == whole.weights_sha256
    assert [record["step"] for record in read_log(tmp_path / "halves")] == [4, 8, 12]
    assert halves.metadata.caution.startswith("It was trained for only 12 steps: ")


def test_the_folder_describes_the_run(tmp_path):
    config = PretrainingConfig(
        FeatureSettings(filters=8, components=8), TrainingSettings(**SIZES, steps=10**6), minutes=0.05
    )
    encoder = pretrain(open_patch_folder(S2), tmp_path / "run", config, Provenance("S2", "Sentinel-2", "MIT"))
    state = read_run(tmp_path / "run")
    assert (state.name, state.source, state.state) == ("S2", "Sentinel-2", "finished")
    assert 0 < state.step == state.steps < 10**6
    assert json.loads(json.dumps(state.recipe))["training"]["degree"] == 5
    kept = load_encoder(tmp_path / "run" / "encoder.safetensors")
    assert kept.weights_sha256 == encoder.weights_sha256
    assert kept.metadata.card == encoder.metadata.card
    assert "| Patches |" in kept.metadata.card
    on_land = surface_mask("land").contains(open_patch_folder(S2).lonlat).mean() >= 0.99
    assert kept.metadata.land_only == on_land


def test_a_failed_run_records_the_reason(tmp_path):
    patches = open_patch_folder(S2)
    with pytest.raises(SatclipError, match="none were given"):
        pretrain(
            patches, tmp_path / "run", PretrainingConfig(training=TrainingSettings(sea=0.5)), Provenance("S2")
        )
    with pytest.raises(SatclipError, match="no checkpoint"):
        pretrain(patches, tmp_path / "run", FINE_TUNED, Provenance("S2"), resume=True)
    state = read_run(tmp_path / "run")
    assert state.state == "failed"
    assert "no checkpoint" in state.message


@pytest.mark.parametrize(
    ("longitudes", "west", "east"),
    [
        ([5.01, 16.5, 8.0], 5.0, 16.5),
        ([170.0, 179.0, -175.0, -170.0], 170.0, -170.0),
        (range(-175, 180, 9), -180.0, 180.0),
    ],
)
def test_the_extent_of_points_may_cross_the_antimeridian(longitudes, west, east):
    lonlat = np.column_stack([list(longitudes), np.linspace(-10.04, 20.04, len(longitudes))])
    assert extent_of(lonlat) == (west, -10.1, east, 20.1)
