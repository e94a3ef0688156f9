"""`encode`: the official embeddings, and valid and invalid positions."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice

CHECKPOINTS = ["satclip-mini-l10", "satclip-tinyvit-l10", "satclip-cli-trained-mini-l10", "satclip-mini-l40"]


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_checkpoints_give_the_official_embeddings(golden, name):
    known = np.load(golden / f"{name}.embeddings.npz")
    encoder = load_encoder(golden / f"{name}.ckpt", device="cpu")
    errors = np.abs(encoder.encode(known["lonlat"], dtype="float64") - known["embedding"])
    assert errors.max() < 1e-9


def test_exact_harmonics_would_give_other_embeddings_near_the_poles(golden):
    known = np.load(golden / "satclip-mini-l40.embeddings.npz")
    assert np.abs(known["embedding"] - known["embedding_from_exact_sh"]).max() > 1e-3


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_float32_is_close_to_float64(golden, name):
    encoder = load_encoder(golden / f"{name}.ckpt", device="cpu")
    lonlat = fibonacci_lattice(500)
    exact, single = encoder.encode(lonlat, dtype="float64"), encoder.encode(lonlat)
    assert (exact.dtype, single.dtype) == (np.float64, np.float32)
    errors = np.linalg.norm(single - exact, axis=1) / np.linalg.norm(exact, axis=1)
    assert errors.max() < 1e-5


def test_longitudes_wrap_and_a_pole_is_one_point(tiny_encoder):
    encode = tiny_encoder.encode
    assert np.array_equal(encode([[190.0, 10.0]]), encode([[-170.0, 10.0]]))
    assert np.array_equal(encode([[180.0, 10.0]]), encode([[-180.0, 10.0]]))
    assert np.array_equal(encode([[725.0, 10.0]]), encode([[5.0, 10.0]]))
    poles = encode([[lon, 90.0] for lon in (-180, 0, 90.5)], dtype="float64")
    assert np.abs(poles - poles[0]).max() < 1e-12


def test_across_the_antimeridian_embeddings_are_continuous(tiny_encoder):
    east, west = tiny_encoder.encode([[179.9999999, 40.0], [-179.9999999, 40.0]], dtype="float64")
    assert np.abs(east - west).max() < 1e-6


def test_invalid_positions_give_rows_of_nan(tiny_encoder):
    nan, inf = np.nan, np.inf
    lonlat = [
        [0, 0],
        [nan, 0],
        [0, nan],
        [inf, 0],
        [0, -inf],
        [0, 90.1],
        [0, -91],
        [1, 90 + 1e-10],
        [1e300, 2],
        [2, 3],
    ]
    embeddings = tiny_encoder.encode(np.array(lonlat))
    assert np.isnan(embeddings).all(axis=1).tolist() == [False] + [True] * 6 + [False] * 3
    assert not np.isnan(embeddings).any(axis=1)[[0, 7, 8, 9]].any()
    assert np.allclose(embeddings[9], tiny_encoder.encode([[2.0, 3.0]])[0], atol=1e-5)


@pytest.mark.parametrize("device", ["none", "cuda:99", "cpu:1"])
def test_an_unavailable_device_is_refused_and_the_available_ones_are_named(tiny_encoder_file, device):
    with pytest.raises(SatclipError, match=f"has no device '{device}'. It has: .*cpu"):
        load_encoder(tiny_encoder_file, device=device)


def test_no_point_and_one_point(tiny_encoder):
    assert tiny_encoder.encode(np.empty((0, 2))).shape == (0, 8)
    assert tiny_encoder.encode([[13, 52]]).shape == (1, 8)
    assert tiny_encoder.encode(np.full((3, 2), np.nan)).shape == (3, 8)


def test_the_input_is_not_changed(tiny_encoder):
    lonlat = np.array([[400.0, 90 + 1e-10], [3.0, 4.0]])
    before = lonlat.copy()
    tiny_encoder.encode(lonlat)
    assert np.array_equal(lonlat, before)


@pytest.mark.parametrize("wrong", [np.zeros(2), np.zeros((3, 3)), np.zeros((2, 2, 2)), [["a", "b"]]])
def test_arrays_of_other_shapes_are_refused(tiny_encoder, wrong):
    with pytest.raises(SatclipError, match="Positions must be"):
        tiny_encoder.encode(wrong)
    with pytest.raises(SatclipError, match="float16"):
        tiny_encoder.encode([[0, 0]], dtype="float16")


def test_results_do_not_depend_on_batches_and_threads(golden):
    encoder = load_encoder(golden / "satclip-mini-l40.ckpt", device="cpu")
    lonlat = fibonacci_lattice(1500)
    whole = encoder.encode(lonlat, dtype="float64")
    for size in (1, 7, 1000):
        part = lonlat[-60:] if size == 1 else lonlat
        assert (
            np.abs(encoder.encode(part, dtype="float64", batch_size=size) - whole[-len(part) :]).max() < 1e-12
        )
    fresh = load_encoder(golden / "satclip-mini-l40.ckpt", device="cpu")
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: fresh.encode(lonlat, dtype="float64"), range(8)))
    assert all(np.abs(result - whole).max() < 1e-12 for result in results)


def test_an_encoder_describes_itself(tiny_encoder, tiny_encoder_file):
    assert (tiny_encoder.id, tiny_encoder.dimension, tiny_encoder.basis) == ("tiny", 8, "stable")
    assert tiny_encoder.metadata.degree == 5
    assert len(tiny_encoder.sha256) == len(tiny_encoder.weights_sha256) == 64
    assert tiny_encoder.pca.encoder_sha256 == tiny_encoder.weights_sha256
    assert load_encoder(str(tiny_encoder_file)).sha256 == tiny_encoder.sha256


def test_a_missing_encoder_is_named(tmp_path):
    with pytest.raises(NotFoundError, match="no-such"):
        load_encoder("no-such")
    with pytest.raises(NotFoundError, match=r"gone\.safetensors"):
        load_encoder(tmp_path / "gone.safetensors")
