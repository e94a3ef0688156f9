"""Safetensors files written in blocks: their bytes are those of the library, and maps have the same values."""

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from satclip_backend.encoders import tensor_file
from satclip_backend.encoders.tensor_file import mapped_tensor, write_tensors


@pytest.mark.parametrize("block", [1, 100, 2**24])
def test_the_bytes_are_those_of_the_library(tmp_path, monkeypatch, block):
    monkeypatch.setattr(tensor_file, "BLOCK", block)
    rng = np.random.default_rng(0)
    tensors = {
        "features": rng.normal(size=(50, 3)).astype("f4"),
        "pca.mean": rng.normal(size=7),
        "half": rng.normal(size=(7, 1)).astype("f2"),
        "cells": rng.normal(size=(4, 2)).astype("f4"),
        "turned": rng.normal(size=(4, 2)).astype("f4").T,
    }
    write_tensors(tmp_path / "own", tensors, {"satclip": '{"name": "é"}'})
    whole = {name: np.ascontiguousarray(array) for name, array in tensors.items()}
    save_file(whole, tmp_path / "theirs", {"satclip": '{"name": "é"}'})
    assert (tmp_path / "own").read_bytes() == (tmp_path / "theirs").read_bytes()
    for name, array in load_file(tmp_path / "own").items():
        np.testing.assert_array_equal(array, tensors[name])
    for name in ("features", "cells"):
        np.testing.assert_array_equal(mapped_tensor(tmp_path / "own", name).numpy(), tensors[name])
