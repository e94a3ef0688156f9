"""GeoCLIP: values of the published package, an independent evaluation, conventions, and the readers of its files."""

import hashlib
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families.geoclip import FAMILY, RELEASE
from satclip_backend.encoders.families.geoclip_network import equal_earth
from satclip_backend.errors import SatclipError
from tests.index_server import WEIGHTS, WHEEL, make_wheel

DATA = Path(__file__).parents[1] / "data" / "geoclip"
SMALL = DATA / "small.pth"
DOWNLOADED = Path(__file__).parents[2] / "build" / WHEEL


@pytest.fixture(scope="module")
def known():
    """Values of the published package; see tests/data/geoclip/README.md."""
    with np.load(DATA / "values.npz") as values:
        return dict(values)


@pytest.fixture(scope="module")
def wheel():
    """The published wheel, which `make test` downloads."""
    if not DOWNLOADED.exists():
        pytest.skip(f"needs build/{WHEEL}: make build/{WHEEL}")
    assert hashlib.sha256(DOWNLOADED.read_bytes()).hexdigest() == RELEASE.source.sha256
    return DOWNLOADED


def network(file, dtype=torch.float64):
    published = FAMILY.read(file)
    built = FAMILY.build(published.config)
    built.load_state_dict(dict(published.tensors), strict=True)
    return built.to(dtype).eval().requires_grad_(False)


def embed(network, lonlat):
    return network(torch.from_numpy(np.asarray(lonlat, dtype=np.float64))).numpy()


def evaluated(lonlat, weights):
    """Evaluate the formulas of the papers in NumPy, point by point."""
    rows = []
    for lon, lat in np.radians(lonlat):
        theta = np.arcsin(np.sqrt(3) / 2 * np.sin(lat))
        a = (1.340264, -0.081106, 0.000893, 0.003796)
        powers = (1, 3, 7, 9)
        y = sum(ai * theta**k for ai, k in zip(a, powers, strict=True))
        slope = sum(k * ai * theta ** (k - 1) for ai, k in zip(a, powers, strict=True))
        x = 2 * np.sqrt(3) * lon * np.cos(theta) / (3 * slope)
        row = 0
        for capsule in ("LocEnc0", "LocEnc1", "LocEnc2"):
            phase = 2 * np.pi * weights[f"{capsule}.capsule.0.b"] @ (np.array([x, y]) * 66.50336 / 180)
            values = np.concatenate([np.cos(phase), np.sin(phase)])
            for layer in (1, 3, 5):
                name = f"{capsule}.capsule.{layer}"
                values = np.maximum(weights[f"{name}.weight"] @ values + weights[f"{name}.bias"], 0)
            row = row + weights[f"{capsule}.head.0.weight"] @ values + weights[f"{capsule}.head.0.bias"]
        rows.append(row)
    return np.array(rows)


def test_embeddings_are_those_of_the_published_package(known):
    assert np.abs(embed(network(SMALL), known["lonlat"])[:, ::16] - known["small"]).max() < 1e-12


def test_embeddings_are_those_of_the_formulas(known):
    weights = {name: value.double().numpy() for name, value in torch.load(SMALL, weights_only=True).items()}
    assert np.abs(embed(network(SMALL), known["lonlat"]) - evaluated(known["lonlat"], weights)).max() < 1e-12


def test_float32_is_more_exact_than_the_published_package(known):
    """The package computes phases of thousands of radians in float32."""
    ours = embed(network(SMALL, torch.float32), known["lonlat"])
    assert ours.dtype == np.float32
    error = np.abs(ours[:, ::16] - known["small"]).max()
    assert error < 1e-6
    assert error < np.abs(known["small_float32"] - known["small"]).max() / 10


def test_published_weights_give_the_published_values(wheel, known):
    assert np.abs(embed(network(wheel), known["lonlat"])[:, ::16] - known["published"]).max() < 1e-12
    error = np.abs(embed(network(wheel, torch.float32), known["lonlat"])[:, ::16] - known["published"]).max()
    assert error < 1e-7
    published = FAMILY.read(wheel)
    assert (published.title, published.licence) == ("GeoCLIP", "MIT")
    assert "Copyright (c) 2024 Vicente Vivanco" in published.card
    assert published.config == {"capsules": 3, "features": 256, "width": 1024, "dimension": 512}


def test_longitude_comes_first(known):
    lonlat = known["lonlat"][np.abs(known["lonlat"][:, 0]) < 90]
    swapped = np.ascontiguousarray(lonlat[:, ::-1])
    assert np.abs(embed(network(SMALL), swapped) - embed(network(SMALL), lonlat)).max() > 0.1


def test_longitudes_wrap_and_the_antimeridian_has_two_sides():
    small, lat = network(SMALL), 12.5
    lon = np.array([-179.5, -10.0, 0, 33.25, 179.5])
    there = embed(small, np.column_stack([lon, np.full(len(lon), lat)]))
    for turns in (-2, -1, 1, 3):
        again = embed(small, np.column_stack([lon + 360 * turns, np.full(len(lon), lat)]))
        assert np.abs(again - there).max() < 1e-9
    west, east = embed(small, [[-180, lat], [180, lat]])
    assert np.abs(west - east).max() > 0.01


def test_the_poles_are_lines():
    """The projection shows a pole as a line, so that embeddings there depend on the longitude."""
    small = network(SMALL)
    for pole in (-90, 90):
        values = embed(small, [[-120, pole], [0, pole], [120, pole]])
        assert np.isfinite(values).all()
        assert np.abs(values[1:] - values[0]).max(axis=1).min() > 0.01


def test_the_projection_is_equal_earth():
    """Compare with PROJ, on the sphere."""
    pyproj = pytest.importorskip("pyproj")
    rng = np.random.default_rng(1)
    lonlat = np.column_stack([rng.uniform(-180, 180, 500), rng.uniform(-90, 90, 500)])
    x, y = pyproj.Proj("+proj=eqearth +R=1")(*lonlat.T)
    assert np.abs(equal_earth(torch.from_numpy(lonlat)).numpy() - np.column_stack([x, y])).max() < 1e-12


def test_a_linear_head_is_merged_into_the_last_layers():
    """A map of principal components has the values that the embeddings have."""
    encoder = Encoder("small", network(SMALL), load_encoder(SMALL).metadata)
    lon, lat = np.linspace(-180, 180, 13), np.linspace(90, -90, 7)
    grid = np.column_stack([np.tile(lon, len(lat)), np.repeat(lat, len(lon))])
    head = encoder.pca.first(3).head()
    for dtype, error in (("float64", 1e-12), ("float32", 1e-6)):
        expected = head(encoder.encode(grid, dtype=dtype).astype(np.float64)).reshape(7, 13, 3)
        values = encoder.encode_grid(lon, lat, head, dtype=dtype)
        assert values.dtype == dtype
        assert np.abs(values - expected).max() < error
    assert np.abs(expected).max() > 0.1


def test_a_wheel_is_read_like_its_weights(tmp_path):
    make_wheel(tmp_path / WHEEL, {WEIGHTS: SMALL.read_bytes(), "geoclip/__init__.py": "raise SystemExit"})
    from_wheel, alone = FAMILY.read(tmp_path / WHEEL), FAMILY.read(SMALL)
    assert from_wheel.config == alone.config == {"capsules": 3, "features": 6, "width": 8, "dimension": 512}
    assert all(torch.equal(value, alone.tensors[name]) for name, value in from_wheel.tensors.items())
    assert {name: tuple(value.shape) for name, value in alone.tensors.items()} == FAMILY.shapes(alone.config)
    assert (alone.licence, alone.title) == ("unknown", "")  # not the published weights


def test_other_files_are_left_to_other_families(tmp_path):
    make_wheel(tmp_path / "other.whl", {"other/__init__.py": ""})
    torch.save({"weight": torch.zeros(2)}, tmp_path / "other.pth")
    torch.save([torch.zeros(2)], tmp_path / "list.pth")
    for name in ("other.whl", "other.pth", "list.pth"):
        assert FAMILY.read(tmp_path / name) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda state: state.pop("LocEnc0.head.0.weight"), "LocEnc0.head.0.weight"),
        (lambda state: state.update({"LocEnc0.head.0.weight": torch.zeros(3)}), "LocEnc0.head.0.weight"),
        (lambda state: state.update({"LocEnc1.head.0.bias": 1.0}), "not a tensor"),
        (lambda state: state.update({7: torch.zeros(3)}), "'7' is not a tensor"),
    ],
)
def test_damaged_weights_are_refused(tmp_path, change, words):
    state = torch.load(SMALL, weights_only=True)
    change(state)
    torch.save(state, tmp_path / "damaged.pth")
    with pytest.raises(SatclipError, match=words):
        FAMILY.read(tmp_path / "damaged.pth")


def test_hostile_wheels_are_refused(tmp_path, monkeypatch):
    (tmp_path / "text.whl").write_text("no archive")
    with pytest.raises(SatclipError, match=r"text\.whl"):
        FAMILY.read(tmp_path / "text.whl")

    make_wheel(tmp_path / "bomb.whl", {WEIGHTS: bytes(10**6)})
    monkeypatch.setattr("satclip_backend.encoders.families.geoclip.LARGEST_FILE", 10**5)
    with pytest.raises(SatclipError, match=r"bomb\.whl claims to hold more"):
        FAMILY.read(tmp_path / "bomb.whl")

    content = bytearray(make_wheel(tmp_path / "flipped.whl", {WEIGHTS: bytes(range(256)) * 10}))
    with zipfile.ZipFile(tmp_path / "flipped.whl") as archive:
        start = archive.getinfo(WEIGHTS).header_offset + 30 + len(WEIGHTS)
    content[start + 20] ^= 0xFF
    (tmp_path / "flipped.whl").write_bytes(content)
    with pytest.raises(SatclipError, match=r"flipped\.whl"):
        FAMILY.read(tmp_path / "flipped.whl")

    make_wheel(tmp_path / "code.whl", {WEIGHTS: b"cos\nsystem\n(S'true'\ntR."})
    with pytest.raises(SatclipError, match=r"location_encoder_weights\.pth"):
        FAMILY.read(tmp_path / "code.whl")


@pytest.mark.parametrize(
    "change", [{"capsules": 0}, {"width": True}, {"features": 10**9}, {"dimension": 2.0}, {"capsules": None}]
)
def test_invalid_settings_are_refused(change):
    config = {"capsules": 3, "features": 6, "width": 8, "dimension": 512}
    assert FAMILY.shapes(config)
    with pytest.raises(ValueError, match=next(iter(change))):
        FAMILY.shapes(config | change)


def test_too_large_networks_are_refused():
    with pytest.raises(ValueError, match="weights"):
        FAMILY.shapes({"capsules": 8, "features": 4096, "width": 8192, "dimension": 2048})
