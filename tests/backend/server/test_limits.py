"""Limits of a server: device, processor cores, memory, network, and a token of one's own."""

import os
import shutil
import sys
import time

import numpy as np
import psutil
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from satclip_backend.cli import main
from satclip_backend.cli.serve import read_token
from satclip_backend.errors import SatclipError
from satclip_backend.limits import Limits, cores, default_device
from satclip_backend.rasters.urls import checked
from satclip_backend.server.problems import add_handlers
from satclip_backend.threads import all_cores

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
TOKEN = "0123456789abcdef" * 2


@pytest.fixture
def token_file(tmp_path):
    path = tmp_path / "token"
    path.write_text(TOKEN + "\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def own_home(home, tmp_path):
    """Return another data folder with the encoders of `home`, whose runtime file is that of `server`."""
    shutil.copytree(home / "encoders", tmp_path / "home" / "encoders")
    return tmp_path / "home"


@linux
def test_a_server_keeps_its_limits(start_unprepared, own_home, token_file, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    flags = ["--device", "cpu", "--cores", "1", "--memory", "2", "--offline", "--token-file", str(token_file)]
    server = start_unprepared(own_home, *flags)
    assert server.token == TOKEN
    assert TOKEN not in " ".join(server.process.args)
    process = psutil.Process(server.process.pid)
    assert len(process.cpu_affinity()) == 1
    assert process.rlimit(psutil.RLIMIT_DATA) == (2 * 10**9, 2 * 10**9)
    assert server.embed(np.zeros((2000, 2))).array.shape[0] == 2000
    assert server.request("GET", "/status").json["device"] == "cpu"
    assert "the backend is offline" in server.request("GET", "/releases/satclip-vit16-l10").refused(400)
    download = {"inputs": {"id": "satclip-vit16-l10"}}
    job = server.request("POST", "/processes/download_encoder/execution", download).json["jobID"]
    job = server.finished(job)
    assert job["status"] == "failed"
    assert "the backend is offline" in job["message"]


def test_a_device_that_the_computer_lacks_is_named(start_unprepared, own_home):
    server = start_unprepared(own_home, "--device", "cuda:99")
    assert "no device 'cuda:99'" in server.embed(np.zeros((1, 2))).refused(400)


@linux
def test_a_job_beyond_the_memory_limit_fails_with_advice(start_children, tmp_path):
    server = start_children(tmp_path, "--memory")
    job = server.request("POST", "/processes/child/execution", {"inputs": {"behave": "gigabytes"}}).json[
        "jobID"
    ]
    job = server.finished(job)
    assert job["message"].startswith("This needs more than the 1 GB of memory that the backend may use.")


def test_a_server_waits_for_its_jobs_and_their_results_before_it_ends(start, tmp_path):
    server = start(tmp_path, processes=True).wait()
    inputs = {"inputs": {"steps": 10, "seconds": 0.1}}
    job = server.request("POST", "/processes/walk/execution", inputs).json["jobID"]
    assert server.request("POST", "/shutdown?when_idle=true").json == {"jobs": 1}
    assert server.finished(job)["status"] == "successful"
    assert server.request("GET", f"/jobs/{job}/results").status == 200
    assert server.ends(30) == 0


def test_an_idle_server_ends_at_once(start, tmp_path):
    server = start(tmp_path, processes=True).wait()
    began = time.monotonic()
    assert server.request("POST", "/shutdown?when_idle=true").json == {"jobs": 0}
    assert server.ends(30) == 0
    assert time.monotonic() - began < 20


@pytest.fixture
def limited(monkeypatch):
    """Restore the environment variables that `Limits.apply` sets."""
    for name in ("SATCLIP_DEVICE", "SATCLIP_CORES", "SATCLIP_OFFLINE", "HF_HUB_OFFLINE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(os, "sched_setaffinity", lambda pid, cpus: None, raising=False)


def test_limits_apply_to_this_process_and_its_children(limited, monkeypatch):
    for name in ("OMP_NUM_THREADS", "SATCLIP_ONE_THREAD", "OMP_WAIT_POLICY", "OPENBLAS_NUM_THREADS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    assert default_device() is None
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {1, 4, 5}, raising=False)
    assert cores() == 3  # as in a job of Slurm
    Limits(device="cuda:1", cores=1, offline=True).apply()
    assert (default_device(), cores()) == ("cuda:1", 1)
    all_cores()
    assert os.environ["OMP_NUM_THREADS"] == "1"
    with pytest.raises(SatclipError, match=r"https://example\.org/a\.tif was not requested.*offline"):
        checked("https://example.org/a.tif?key=secret")


@pytest.mark.parametrize(
    ("text", "mode", "sentence"),
    [
        ("short", 0o600, "must contain 32 or more"),
        (TOKEN + " and more", 0o600, "must contain 32 or more"),
        (TOKEN, 0o644, "chmod 600"),
        (None, 0, "can't be read: No such file"),
    ],
)
def test_a_token_file_is_checked(tmp_path, text, mode, sentence):
    path = tmp_path / "token"
    if text is not None:
        path.write_text(text)
        path.chmod(mode)
    with pytest.raises(SatclipError, match=sentence) as raised:
        read_token(path)
    assert TOKEN not in str(raised.value)


@pytest.mark.parametrize(
    "flags", [("--cores", "0"), ("--cores", "x"), ("--memory", "1.5"), ("--memory", "nan")]
)
def test_invalid_limits_are_refused(capsys, flags):
    assert main(["serve", *flags]) == 2
    assert flags[0] in capsys.readouterr().err


@pytest.mark.parametrize(("limit", "sentence"), [("", "The computer ran out"), ("3", "more than the 3 GB")])
def test_a_request_that_needs_too_much_memory_says_so(monkeypatch, limit, sentence):
    monkeypatch.setenv("SATCLIP_MEMORY_GB", limit)
    app = FastAPI()
    add_handlers(app, tell=str)

    @app.get("/much")
    def much():
        return np.zeros(1 << 50).size

    reply = TestClient(app, raise_server_exceptions=False).get("/much")
    assert reply.status_code == 500
    assert sentence in reply.json()["detail"]
