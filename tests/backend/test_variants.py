"""Variants of encoders: truncated ones equal zeroed weights; exact harmonics differ where the official are noise."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.registry import find
from satclip_backend.encoders.variants import truncated, with_stable_harmonics
from satclip_backend.errors import SatclipError

RNG = np.random.default_rng(0)
LONLAT = np.column_stack([RNG.uniform(-180, 180, 50), RNG.uniform(-90, 90, 50)])


@pytest.mark.parametrize("degree", [1, 3, 5])
def test_higher_degrees_are_treated_as_zero(tiny_encoder, degree):
    zeroed = copy.deepcopy(tiny_encoder.network)
    with torch.no_grad():
        zeroed.layers[0].weight[:, degree * degree :] = 0
    plain = Encoder("zeroed", zeroed, tiny_encoder.metadata, device="cpu").encode(LONLAT, dtype="float64")
    cut = truncated(tiny_encoder, degree)
    np.testing.assert_allclose(cut.encode(LONLAT, dtype="float64"), plain, atol=1e-10)
    assert cut.metadata.degree == degree
    assert (cut.weights_sha256 == tiny_encoder.weights_sha256) == (degree == 5)


@pytest.mark.parametrize("degree", [0, 6, -1])
def test_invalid_degrees_are_refused(tiny_encoder, degree):
    with pytest.raises(SatclipError, match=f"L = {degree} is not among them"):
        truncated(tiny_encoder, degree)


def test_stable_harmonics_change_only_where_the_official_ones_are_noise(golden):
    official = load_encoder(golden / "satclip-mini-l40.ckpt", device="cpu")
    stable = with_stable_harmonics(official)
    assert (official.basis, stable.basis) == ("official", "stable")
    assert stable.weights_sha256 != official.weights_sha256
    lat = np.repeat([-85.0, -70.0, -40.0, 0.0, 40.0, 70.0, 85.0], 20)
    lonlat = np.column_stack([np.random.default_rng(1).uniform(-180, 180, len(lat)), lat])
    theirs, exact = (e.encode(lonlat, dtype="float64") for e in (official, stable))
    off = np.abs(theirs - exact).max(axis=1) / theirs.std()
    assert off[np.abs(lat) <= 40].max() < 1e-4
    assert off[np.abs(lat) >= 70].min() > 1e-3

    near = np.array([[20, 85], [20, 85 + 1e-5]])  # a metre apart
    noise, change = (
        np.abs(np.diff(e.encode(near, dtype="float64"), axis=0)).max() for e in (official, stable)
    )
    assert noise > 50 * change


def test_other_encoders_have_no_official_harmonics_to_replace(tiny_encoder):
    with pytest.raises(SatclipError, match="tiny does not use the harmonics of the official code"):
        with_stable_harmonics(tiny_encoder)


def test_an_encoder_is_imported_with_stable_harmonics(golden, satclip_home, capsys):
    assert main(["encoders", "import", str(golden / "satclip-mini-l40.ckpt"), "--stable-harmonics"]) == 0
    assert "satclip-mini-l40-stable" in capsys.readouterr().out
    assert find("satclip-mini-l40-stable").metadata.basis == "stable"
    assert load_encoder("satclip-mini-l40-stable").metadata.licence == "unknown"
