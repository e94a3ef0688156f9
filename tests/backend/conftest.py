"""Shared fixtures: an empty data folder for each test, and small encoders with seeded random weights."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

for name, value in {
    "OMP_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
    "OPENBLAS_NUM_THREADS": "1",
}.items():
    os.environ.setdefault(name, value)  # as in the programs: see satclip_backend/threads.py

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for background processes
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # as `nohup` does

GOLDEN = Path(__file__).parents[1] / "data" / "golden"


@pytest.fixture(scope="session", autouse=True)
def temporary_folder(tmp_path_factory):
    """Use a temporary folder of pytest, which removes the files that libraries and programs leave there."""
    folder = str(tmp_path_factory.mktemp("tmp"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", folder)
        patch.setattr(tempfile, "tempdir", folder)
        yield


@pytest.fixture(autouse=True)
def satclip_home(tmp_path, monkeypatch):
    """Return an empty data folder for the test, so that no user data are read or changed."""
    home = tmp_path / "satclip-home"
    monkeypatch.setenv("SATCLIP_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def environment(satclip_home):
    """Restore environment variables after the test, including those that a command sets for its own process."""
    before = dict(os.environ)
    yield
    if os.environ != before:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="session")
def golden():
    """Return the folder of reference values computed by the official SatCLIP code."""
    return GOLDEN


@pytest.fixture(scope="session")
def tiny_encoder_file(tmp_path_factory):
    """Write an encoder file with L = 5, capacity 16, dimension 8, fixed random weights and a stored PCA."""
    return _tiny(tmp_path_factory.mktemp("encoders") / "tiny.safetensors")


@pytest.fixture
def tiny_encoder(tiny_encoder_file):
    """Return the encoder of `tiny_encoder_file`, loaded on the CPU."""
    from satclip_backend.encoders import load_encoder

    return load_encoder(tiny_encoder_file, device="cpu")


def _tiny(path):
    import torch

    from satclip_backend.encoders import Encoder
    from satclip_backend.encoders.files import write_encoder
    from satclip_backend.encoders.metadata import EncoderMetadata
    from satclip_backend.encoders.network import LocationEncoder
    from satclip_backend.encoders.pca import fit_sphere

    network = LocationEncoder(5, 16, 8, generator=torch.Generator().manual_seed(5))
    metadata = EncoderMetadata("Tiny", degree=5, basis="stable", capacity=16, dimension=8, hidden_layers=2)
    write_encoder(path, network, metadata, fit_sphere(Encoder("tiny", network, metadata, device="cpu"), 500))
    return path


@pytest.fixture
def run_python():
    """Return a function that runs code in a new Python process and returns its output."""

    def run(code):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=600
        )
        return done.stdout

    return run


@pytest.fixture
def mount(tmp_path):
    """Yield a function that mounts a small file system: `mount(options)` returns its folder."""
    place = tmp_path / "mounted"
    place.mkdir()

    def mount(options):
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True)
        if done.returncode:
            pytest.skip(f"mounting needs root: {done.stderr.decode().strip()}")
        return place

    yield mount
    while place.is_mount():
        subprocess.run(["umount", place], check=True)
