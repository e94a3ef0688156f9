"""A truncated encoder equals one whose weights of higher degrees are zero."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch

from satclip_backend.encoders import Encoder
from satclip_backend.encoders.truncation import truncated
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
