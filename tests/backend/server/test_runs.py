"""Pretraining over HTTP: uploading imagery, observing, stopping, resuming and deleting runs, and the encoder."""

from __future__ import annotations

import io
import os
import signal
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

DATA = Path(__file__).parents[2] / "data"
SMALL = {"degree": 5, "capacity": 16, "dimension": 8, "count": 60, "pixels": 4, "minutes": 0.05}


@pytest.fixture(scope="module")
def training_server(start, tmp_path_factory):
    """Start a separate server, because other tests count jobs and encoders."""
    return start(tmp_path_factory.mktemp("training")).wait()


def execute(server, **inputs):
    reply = server.request("POST", "/processes/pretrain/execution", {"inputs": inputs})
    assert reply.status == 201, reply.body
    return reply.json["jobID"]


def send_raster(server, name="Imagery"):
    data = (DATA / "imagery" / "utm33n.tif").read_bytes()
    return [{"id": server.request("POST", "/uploads", data).json["id"], "name": name}]


def patches():
    """Return the zip of a folder of patches."""
    folder, file = DATA / "s2-100k", io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for path in [folder / "index.csv", *(folder / "images").iterdir()]:
            target.write(path, path.relative_to(folder).as_posix())
    return file.getvalue()


def described(server, run):
    return server.request("GET", f"/runs/{run}").json


def until(server, run, done, limit=120):
    deadline = time.monotonic() + limit
    while not done(found := described(server, run)):
        assert time.monotonic() < deadline, found
        time.sleep(0.05)
    return found


def begin_long(server, run):
    """Start a long run, and wait until it has taken some steps."""
    job = execute(server, id=run, rasters=send_raster(server), **{**SMALL, "minutes": 5})
    return job, until(server, run, lambda found: found["step"] > 20)


def test_from_an_image_to_an_encoder(training_server):
    server = training_server
    job = execute(server, id="utm", name="Utm 33", rasters=send_raster(server), **SMALL)
    info = server.finished(job, limit=300)
    assert info["status"] == "successful", info["message"]
    summary = server.request("GET", f"/jobs/{job}/results").json["summary"]
    assert summary["encoder"] == "utm"
    assert summary["degree"] == 5
    assert 0 <= summary["top1"] <= summary["top10"] <= 1
    west, south, east, north = summary["extent"]
    assert 11 < west < east < 17
    assert 41 < south < north < 46

    run = described(server, "utm")
    assert (run["state"], run["name"], run["job"]) == ("finished", "Utm 33", None)
    assert run["step"] == run["steps"] == summary["steps"]
    assert run["seconds_left"] is None
    log = server.request("GET", "/runs/utm/log").json["evaluations"]
    assert log[-1]["step"] == summary["steps"]
    assert {"loss", "held_out_loss", "top1", "top10"} <= set(log[-1])
    after = log[0]["step"]
    assert server.request("GET", f"/runs/utm/log?after={after}").json["evaluations"] == log[1:]
    assert "utm" in [run["id"] for run in server.request("GET", "/runs").json["runs"]]
    encoders = {encoder["id"]: encoder for encoder in server.request("GET", "/encoders").json["encoders"]}
    assert encoders["utm"]["name"] == "Utm 33"
    assert encoders["utm"]["origin"] == "trained"
    assert server.embed(np.zeros((1, 2)), "utm").array.shape == (1, 8)
    kept = {path.name for path in (server.home / "runs" / "utm").iterdir()}
    assert not kept & {"imagery", "checkpoint.pt", "best.pt", "encoder.safetensors"}


def test_the_card_of_a_run_that_has_finished(training_server):
    reply = training_server.request("GET", "/runs/utm/card")
    assert reply.status == 200
    assert reply.headers["Content-Type"].startswith("text/markdown")
    assert "Utm 33" in reply.body.decode()
    assert "](data:image/svg+xml;base64," in reply.body.decode()


def test_from_sentinel_2_patches_to_an_encoder(training_server):
    server = training_server
    upload = server.request("POST", "/uploads", patches()).json["id"]
    job = execute(server, id="s2", patches=upload, **SMALL)
    info = server.finished(job, limit=300)
    assert info["status"] == "successful", info["message"]
    assert server.request("GET", f"/jobs/{job}/results").json["summary"]["places"] == 20


def test_a_stopped_run_keeps_its_state_and_is_resumed_from_there(training_server):
    server = training_server
    job, _ = begin_long(server, "stopped")
    run = described(server, "stopped")
    assert run["job"] == job
    assert run["state"] == "running"
    assert run["steps"] > run["step"]
    assert run["seconds_left"] > 0
    assert "at work" in server.request("DELETE", "/runs/stopped").refused(409)
    began = time.monotonic()
    server.request("DELETE", f"/jobs/{job}")
    assert described(server, "stopped")["state"] in ("stopping", "stopped")
    assert time.monotonic() - began < 10
    stopped = until(server, "stopped", lambda found: found["state"] == "stopped")
    assert stopped["step"] >= run["step"]
    assert (server.home / "runs" / "stopped" / "checkpoint.pt").exists()
    logged = server.request("GET", "/runs/stopped/log").json["evaluations"]

    job = execute(server, id="stopped", resume=True)
    resumed = until(server, "stopped", lambda found: found["state"] == "running" and found["step"] > 0)
    assert resumed["step"] >= stopped["step"]
    assert resumed["steps"] == stopped["steps"]
    assert resumed["created"] == stopped["created"]
    until(server, "stopped", lambda found: found["step"] > stopped["step"])
    server.request("DELETE", f"/jobs/{job}")
    until(server, "stopped", lambda found: found["state"] == "stopped")
    assert server.request("GET", "/runs/stopped/log").json["evaluations"][: len(logged)] == logged
    assert server.request("DELETE", "/runs/stopped").status == 200
    server.request("GET", "/runs/stopped").refused(404)
    assert not (server.home / "runs" / "stopped").exists()


def test_a_run_outlives_its_servers(start_unprepared, tmp_path):
    server = start_unprepared(tmp_path)
    begin_long(server, "long")
    for end in ("kill", "shutdown"):
        step = described(server, "long")["step"]
        if end == "kill":
            os.kill(server.process.pid, signal.SIGKILL)
        else:
            server.request("POST", "/shutdown")
        server.ends()
        server = start_unprepared(tmp_path)
        stopped = until(server, "long", lambda found: found["state"] == "stopped")
        assert stopped["step"] >= step
        job = execute(server, id="long", resume=True)
        until(server, "long", lambda found, before=stopped["step"]: found["step"] > before)
    server.request("DELETE", f"/jobs/{job}")
    until(server, "long", lambda found: found["state"] == "stopped")


def test_an_idle_server_stays_while_a_run_works(start_unprepared, tmp_path):
    server = start_unprepared(tmp_path, "--idle-minutes", "0.02")
    job = execute(server, id="detached", rasters=send_raster(server), **{**SMALL, "minutes": 5})
    time.sleep(3)
    assert server.process.poll() is None
    server.request("DELETE", f"/jobs/{job}")
    assert server.ends() == 0


def test_a_second_run_waits_for_the_first(training_server):
    server = training_server
    first, _ = begin_long(server, "first")
    second = execute(server, id="second", rasters=send_raster(server), **SMALL)
    run = described(server, "second")
    assert (run["state"], run["job"], run["step"]) == ("waiting", second, 0)
    server.request("DELETE", f"/jobs/{second}")
    server.request("GET", "/runs/second").refused(404)
    server.request("DELETE", f"/jobs/{first}")
    until(server, "first", lambda found: found["state"] == "stopped")
    server.request("DELETE", "/runs/first")


def test_an_area_without_imagery_is_reported(training_server):
    server = training_server
    job = execute(server, id="nowhere", rasters=send_raster(server), **SMALL, extent=[40, 40, 50, 50])
    info = server.finished(job, limit=60)
    assert info["status"] == "failed"
    assert "nothing in common" in info["message"]
    assert "Traceback" not in info["message"]
    run = described(server, "nowhere")
    assert (run["state"], run["message"]) == ("failed", info["message"])


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"id": "../up"}, "Input 'id'"),
        ({"id": "x", "minutes": 0}, "Input 'minutes'"),
        ({"id": "x"}, "either rasters or a folder of patches"),
        ({"id": "x", "patches": "0" * 32, "degree": 2000}, "Input 'degree'"),
    ],
)
def test_inputs_that_are_refused_at_once(training_server, inputs, sentence):
    reply = training_server.request("POST", "/processes/pretrain/execution", {"inputs": inputs})
    assert sentence in reply.refused(400)


@pytest.mark.parametrize("run", ["nothing", "..", "%2e%2e%2frun", "utm%00"])
def test_runs_that_do_not_exist(training_server, run):
    for path in ("", "/log", "/card"):
        assert training_server.request("GET", f"/runs/{run}{path}").status == 404
    assert training_server.request("DELETE", f"/runs/{run}").status == 404
    assert (training_server.home / "runs").is_dir()


def test_the_routes_are_described(training_server):
    paths = training_server.request("GET", "/openapi.json").json["paths"]
    for path in ("/runs", "/runs/{run_id}", "/runs/{run_id}/log", "/runs/{run_id}/card"):
        assert paths[path]["get"]["summary"]
    assert "409" in paths["/runs/{run_id}"]["delete"]["responses"]
