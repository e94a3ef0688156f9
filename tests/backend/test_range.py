"""RANGE: embeddings against the published formula in NumPy, and databases that are not what they say."""

import math
import struct
import zipfile

import numpy as np
import pandas as pd
import pytest
import rasterio
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families.range import FAMILY
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.heads import LinearHead
from satclip_backend.encoders.library import import_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.range_database import DEFAULT_KEY, read_database
from satclip_backend.errors import NotFoundError, SatclipError

COUNT, DIMENSION, FEATURES = 9001, 8, 5  # more than two blocks of the database
POINTS = np.array([(103.8, 1.3), (-74.0, 40.7), (180.0, 0.0), (-180.0, 0.0), (0, 90), (13.4, -52.5)])


def satclip(id=DEFAULT_KEY, seed=0):
    network = LocationEncoder(6, 16, DIMENSION, generator=torch.Generator().manual_seed(seed))
    return Encoder(id, network, EncoderMetadata("key", 6, "stable", 16, DIMENSION, 2), device="cpu")


def database(path, count=COUNT, **changes):
    rng = np.random.default_rng(3)
    arrays = {
        "locs": np.column_stack(
            [rng.uniform(-180, 180, count), np.degrees(np.arcsin(rng.uniform(-1, 1, count)))]
        ),
        "image_embeddings": rng.normal(size=(count, FEATURES)),
        "satclip_embeddings": rng.normal(1, 3, size=(count, DIMENSION)),
    } | changes
    np.savez(path, **{name: array for name, array in arrays.items() if array is not None})
    return arrays


@pytest.fixture
def key(satclip_home):
    """Install a small SatCLIP encoder as the one that the published databases need."""
    encoder = satclip()
    (satclip_home / "encoders").mkdir(parents=True)
    write_encoder(satclip_home / "encoders" / f"{DEFAULT_KEY}.safetensors", encoder.network, encoder.metadata)
    return encoder


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def plain(points, arrays, key, beta):
    """Embeddings as in the published code: RANGE if beta is None, else RANGE+."""
    query = key.encode(points, dtype="float64")
    query /= np.linalg.norm(query, axis=1, keepdims=True)
    keys = arrays["satclip_embeddings"] / np.linalg.norm(arrays["satclip_embeddings"], axis=1, keepdims=True)
    weights = softmax((15 if beta is None else 12) * query @ keys.T)
    if beta is not None:
        xyz = [
            np.array(
                [
                    [math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b)]
                    for a, b in np.radians(at)
                ]
            )
            for at in (points, arrays["locs"])
        ]
        weights = beta * weights + (1 - beta) * softmax(40 * xyz[0] @ xyz[1].T)
    return np.concatenate([weights @ arrays["image_embeddings"], query], axis=1)


@pytest.mark.parametrize("beta", [None, 0.0, 0.5, 1.0])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_embeddings_are_those_of_the_published_formula(tmp_path, key, beta, dtype):
    arrays = database(tmp_path / "range_db_med.npz")
    info = import_encoder(tmp_path / "range_db_med.npz", "range", beta=beta, spatial=beta is not None)
    assert ("RANGE," if beta is None else f"RANGE+, beta = {beta:g}:") in info.metadata.description
    encoder = load_encoder("range", device="cpu")
    assert (encoder.dimension, encoder.metadata.family) == (FEATURES + DIMENSION, "range")
    expected = plain(POINTS, arrays, key, beta)
    assert expected[:, :FEATURES].std(axis=0).min() > 1e-3
    values = encoder.encode(POINTS, dtype=dtype)
    np.testing.assert_allclose(values, expected, atol=3e-5 if dtype == "float32" else 3e-6)
    np.testing.assert_allclose(values[2], values[3], atol=1e-5)
    head = LinearHead(np.zeros(2), np.arange(2 * expected.shape[1]).reshape(2, -1) / 9, np.array([5.0, -3.0]))
    np.testing.assert_allclose(
        encoder.encode(POINTS, head=head, dtype=dtype), expected @ head.matrix.T + head.offset, atol=1e-4
    )


def test_longitude_comes_first_in_the_database(tmp_path, key):
    """The published code calls the array `db_locs_latlon`, but its first column is the longitude."""
    arrays = database(tmp_path / "db.npz", 2, locs=np.array([(100.0, 10.0), (10.0, 80.0)]))
    import_encoder(tmp_path / "db.npz", "near", beta=0.0)
    values = load_encoder("near", device="cpu").encode(np.array([(100.0, 10.0), (10.0, 80.0)]))
    np.testing.assert_allclose(values[:, :FEATURES], arrays["image_embeddings"], atol=1e-4)


def test_a_database_is_imported_embeds_and_maps(tmp_path, key, capsys):
    arrays = database(tmp_path / "range_db_large.npz", 500)
    command = [
        "encoders",
        "import",
        str(tmp_path / "range_db_large.npz"),
        "--name",
        "range",
        "--beta",
        "0.25",
    ]
    assert main(command) == 0
    assert "500 locations" in capsys.readouterr().out
    assert main(["encoders", "list"]) == 0
    assert f"range              range    -   -       {FEATURES + DIMENSION}" in capsys.readouterr().out
    pd.DataFrame(POINTS[:2], columns=["lon", "lat"]).to_csv(tmp_path / "in.csv", index=False)
    assert (
        main(["embed", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--encoder", "range"]) == 0
    )
    read = pd.read_csv(tmp_path / "out.csv").filter(like="emb_").to_numpy()
    np.testing.assert_allclose(read, plain(POINTS[:2], arrays, key, 0.25), atol=1e-4)
    extent = ["--extent", "-180", "-90", "180", "90", "--crs", "EPSG:4326", "--pixel-size", "5"]
    assert (
        main(["map", "-o", str(tmp_path / "map.tif"), *extent, "--encoder", "range", "--components", "3"])
        == 0
    )
    with rasterio.open(tmp_path / "map.tif") as raster:
        pixel = raster.read()[:, 3, 7]
    at = plain(np.array([(-180 + 7.5 * 5, 90 - 3.5 * 5)]), arrays, key, 0.25)
    np.testing.assert_allclose(pixel, load_encoder("range").pca.project(at, 3)[0], atol=1e-3)


def test_another_key_can_be_chosen(tmp_path, satclip_home, key):
    arrays = database(tmp_path / "db.npz", 50)
    other = satclip("other", seed=1)
    write_encoder(satclip_home / "encoders" / "other.safetensors", other.network, other.metadata)
    import_encoder(tmp_path / "db.npz", "with-other", key="other")
    values = load_encoder("with-other", device="cpu").encode(POINTS)
    np.testing.assert_allclose(values, plain(POINTS, arrays, other, 0.5), atol=3e-5)
    assert np.abs(values - plain(POINTS, arrays, key, 0.5)).max() > 0.1


def test_a_database_without_its_encoder_says_what_is_missing(tmp_path):
    database(tmp_path / "db.npz", 50)
    with pytest.raises(NotFoundError, match=DEFAULT_KEY):
        import_encoder(tmp_path / "db.npz")


def test_keys_of_other_encoders_are_refused(tmp_path, key, capsys):
    database(tmp_path / "db.npz", 50, satclip_embeddings=np.ones((50, DIMENSION + 1)))
    with pytest.raises(SatclipError, match="9 dimensions: choose a SatCLIP encoder with as many"):
        import_encoder(tmp_path / "db.npz")
    database(tmp_path / "db.npz", 50)
    with pytest.raises(SatclipError, match=r"beta is 1\.5"):
        import_encoder(tmp_path / "db.npz", beta=1.5)
    assert main(["encoders", "import", str(tmp_path / "db.npz"), "--beta", "1.5"]) == 2
    assert "--beta: give a number from 0 to 1" in capsys.readouterr().err
    with pytest.raises(SatclipError, match="no spatial similarity, and no beta"):
        import_encoder(tmp_path / "db.npz", beta=0.5, spatial=False)
    with pytest.raises(SatclipError, match="not a database of RANGE"):
        import_encoder(tmp_path / "model.ckpt", beta=0.5)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"locs": np.array([[1.0, 2.0]] * 10, dtype=object)}, "'locs' is not a matrix of real numbers"),
        ({"locs": None}, "no array 'locs'"),
        ({"locs": np.full((50, 2), 91.0)}, "longitude and latitude"),
        (
            {"image_embeddings": np.full((50, 5), np.nan)},
            "'image_embeddings' has values that are not numbers",
        ),
        ({"image_embeddings": np.zeros((49, 5))}, "shapes"),
        ({"satclip_embeddings": np.zeros((50, 8, 1))}, "'satclip_embeddings' is not a matrix"),
        ({"satclip_embeddings": np.zeros((50, 8), "c16")}, "'satclip_embeddings' is not a matrix"),
    ],
)
def test_other_arrays_and_objects_are_refused(tmp_path, changes, named):
    path = tmp_path / "db.npz"
    database(path, 50, **changes)
    with pytest.raises(SatclipError, match=named):
        read_database(path)


def test_compressed_databases_are_read_unless_they_expand_too_much(tmp_path):
    path = tmp_path / "db.npz"
    arrays = database(path, 50)
    np.savez_compressed(path, **arrays)
    np.testing.assert_array_equal(read_database(path)[2], arrays["image_embeddings"].astype(np.float32))
    np.savez_compressed(path, **arrays | {"image_embeddings": np.zeros((50, 4000))})
    with pytest.raises(SatclipError, match="claims to hold more than the file does"):
        read_database(path)


def test_lengths_that_are_no_integers_are_refused(tmp_path):
    path = tmp_path / "db.npz"
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (True, 2), }\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "locs.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + bytes(800)
        )
    with pytest.raises(SatclipError, match="'locs' is not a matrix of real numbers"):
        read_database(path)


def test_damaged_databases_are_refused(tmp_path):
    path = tmp_path / "db.npz"
    database(path, 50)
    whole = path.read_bytes()
    for content in (b"", b"PK\x03\x04", whole[: len(whole) // 2], whole.replace(b"50, 8", b"90, 8")):
        path.write_bytes(content)
        with pytest.raises(SatclipError, match=r"db\.npz"):
            read_database(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"locations": 0},
        {"features": 10**9},
        {"temperature": 41},
        {"beta": math.nan},
        {"spatial_temperature": True},
        {"key": None},
        {"key": {"degree": 10}},
        {
            "key": {
                "degree": 6,
                "capacity": 10**9,
                "dimension": 8,
                "hidden_layers": 2,
                "basis": "stable",
                "w0": 30,
            }
        },
    ],
)
def test_invalid_configs_are_refused(changes):
    config = {
        "locations": 5,
        "features": 5,
        "key": {
            "degree": 6,
            "capacity": 16,
            "dimension": 8,
            "hidden_layers": 2,
            "basis": "stable",
            "w0": 30.0,
        },
        "temperature": 12.0,
        "spatial_temperature": 40.0,
        "beta": 0.5,
    }
    assert len(FAMILY.shapes(config)) == 3 + 6
    with pytest.raises(ValueError, match="its "):
        FAMILY.shapes(config | changes)
