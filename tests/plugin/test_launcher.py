"""Test starts, reconnections, crashes and stops of the real backend."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import faulty_server as faulty
import numpy as np
import pytest
from system import command_lines, runs

from satclip_qgis.bridge import client, launcher, proof
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import Cancelled, NoEnvironment, StartFailed, TokenRefused, WrongVersion
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.contract import protocol_version
from satclip_qgis.paths import plugin_version

ROOT = Path(__file__).resolve().parents[2]
PROTOCOL = protocol_version()


def write_runtime(home: Path, **changes) -> None:
    """Write the runtime file of a backend, with changes."""
    said = {"pid": os.getpid(), "started": None, "host": "127.0.0.1", "port": 9, "token": "stale"}
    said |= {"protocol": PROTOCOL, "version": "0"}
    (home / "run").mkdir(parents=True, exist_ok=True)
    (home / "run" / "server.json").write_text(json.dumps({**said, **changes}))


def test_two_windows_that_start_at_once_get_one_backend(empty_home, cold_python):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from satclip_qgis.bridge.backend import Backend\n"
        "print(Backend(Path(sys.argv[2]), sys.argv[3]).status()['pid'])"
    )
    command = [sys.executable, "-c", code, str(ROOT), str(cold_python), plugin_version()]
    windows = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    pids = {window.communicate(timeout=120)[0].strip() for window in windows}
    assert pids == {str(Runtime.read().pid)}


def test_the_backend_is_started_once_reused_and_stopped(empty_home, cold_python):
    messages = []
    first = Backend(cold_python, plugin_version(), on_message=messages.append).status()
    assert first["version"] == plugin_version()
    assert messages == ["Starting the backend"]
    assert (empty_home / "run" / "server.json").stat().st_mode & 0o777 == 0o600
    assert Backend(cold_python, plugin_version()).status()["pid"] == first["pid"]
    assert launcher.stop()
    assert not runs(first["pid"])
    assert Runtime.read() is None
    assert not launcher.stop()


def test_command_lines_and_logs_do_not_contain_the_token(empty_home, cold_python):
    Backend(cold_python, plugin_version()).status()
    token = Runtime.read().token
    assert token not in command_lines()
    assert token not in launcher.log_file().read_text()


def test_a_missing_environment_gives_a_message_with_advice(empty_home):
    with pytest.raises(NoEnvironment, match="satclip:setupbackend"):
        Backend(None, "1").status()
    with pytest.raises(NoEnvironment, match="/no/such/python does not exist"):
        Backend(Path("/no/such/python"), "1").status()


def test_a_python_without_the_backend_is_reported(empty_home):
    with pytest.raises(NoEnvironment, match="satclip:setupbackend"):
        Backend(Path("/usr/bin/python3"), plugin_version()).status()


def test_a_failed_start_is_reported_with_the_last_log_line(empty_home, tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho Something; echo 'The GPU is on fire.' >&2; exit 3\n")
    python.chmod(0o755)
    with pytest.raises(StartFailed, match=r"The GPU is on fire\..*backend\.log"):
        Backend(python, "1").status()


def test_a_backend_that_is_slow_to_start_can_be_cancelled(empty_home, tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexec sleep 987\n")
    python.chmod(0o755)
    start = time.monotonic()
    with pytest.raises(Cancelled):
        Backend(python, "1", is_cancelled=lambda: time.monotonic() > start + 0.5).status()
    assert time.monotonic() - start < 10
    assert "sleep 987" not in command_lines()


def test_another_version_is_reported_with_advice(empty_home, cold_python):
    with pytest.raises(
        WrongVersion,
        match=rf"version {plugin_version()} .* version 99\.0.*setupbackend",
    ):
        Backend(cold_python, "99.0").status()
    assert Runtime.read() is None


def test_an_idle_backend_of_another_version_is_replaced(empty_home, cold_python):
    old = Backend(cold_python, plugin_version()).status()["pid"]
    with pytest.raises(WrongVersion):  # that of the only environment, again
        Backend(cold_python, "99.0").status()
    assert not runs(old)


def test_another_protocol_is_reported_and_an_idle_backend_is_stopped(empty_home, cold_python, monkeypatch):
    Backend(cold_python, plugin_version()).status()
    token = Runtime.read().token
    monkeypatch.setattr(launcher, "protocol_version", lambda: PROTOCOL + 1)
    with pytest.raises(
        WrongVersion, match=rf"\(protocol {PROTOCOL}\).*\(protocol {PROTOCOL + 1}\).*satclip:setupbackend"
    ):
        Backend(cold_python, plugin_version()).status()
    assert Runtime.read() is None or Runtime.read().token != token


def test_the_backend_refuses_a_plugin_of_another_protocol(backend, home):
    backend.status()
    client = dataclasses.replace(backend.client(), protocol=PROTOCOL + 1)
    with pytest.raises(WrongVersion, match="satclip:setupbackend"):
        client.json("GET", "/status")


def test_a_backend_with_another_token_is_not_used(backend, home):
    backend.status()
    with pytest.raises(TokenRefused, match="could not be authenticated"):
        dataclasses.replace(backend.client(), token="guess").json("GET", "/status")


def test_a_pipe_instead_of_the_runtime_file_does_not_block(empty_home):
    Runtime.file().parent.mkdir(parents=True)
    os.mkfifo(Runtime.file())
    assert Runtime.read() is None


@pytest.mark.parametrize("case", ["dead", "ended", "younger", "half", "abroad", "list"])
def test_a_stale_runtime_file_does_not_matter(empty_home, cold_python, case):
    """No request is sent if the process has exited, or if another process has its id."""
    with faulty.FaultyServer(faulty.reply({}), token="stale") as server:
        ended = subprocess.Popen(["true"])
        ended.wait()
        changes = {
            "dead": {"port": 9},
            "ended": {"port": server.port, "pid": ended.pid},
            "younger": {"port": server.port, "started": "1"},
            "abroad": {"port": 80, "host": "192.0.2.1"},
        }
        write_runtime(empty_home, **changes.get(case, {}))
        if case in ("half", "list"):
            (empty_home / "run" / "server.json").write_text('{"pid": 12' if case == "half" else "[]")
        assert Backend(cold_python, plugin_version()).status()["version"] == plugin_version()
        assert server.requests == []


@pytest.fixture
def impatient(monkeypatch):
    """Shorten the timeout of the authentication of other programs from thirty seconds to one."""

    def check(connection, host, token, timeout, is_cancelled, user):
        proof.check_proof(connection, host, token, 1 if token == "stale" else timeout, is_cancelled, user)

    monkeypatch.setattr(client, "check_proof", check)


@pytest.mark.parametrize(
    ("answer", "token"),
    [
        (faulty.reply({"name": "satclip-backend"}), "another"),
        (faulty.reply(b"<html>", 404), None),
        (faulty.reply({"proof": 0}), None),
        (faulty.reply({"proof": "\ud800"}), None),
        (faulty.reply(b"[" * 5000 + b"}"), None),
        (faulty.garbage, None),
        (faulty.hang_up, None),
    ],
)
def test_another_program_on_the_port_gets_no_token(empty_home, cold_python, impatient, answer, token):
    with faulty.FaultyServer(answer, token) as server:
        write_runtime(empty_home, port=server.port)
        assert not launcher.stop()
        assert Backend(cold_python, plugin_version()).status()["version"] == plugin_version()
        assert all(path.startswith("/challenge?nonce=") for _, path, _ in server.requests)
        assert not any("stale" in str(request) for request in server.requests)


def test_a_program_that_takes_the_port_during_a_session_gets_nothing(empty_home, cold_python):
    """The backend is killed, and a program that answers every request takes its port."""
    backend = Backend(cold_python, plugin_version())
    backend.status()
    before = Runtime.read()
    os.kill(before.pid, signal.SIGKILL)
    launcher._started[-1].wait()
    with faulty.FaultyServer(faulty.reply({"id": "0" * 32}), None, before.port) as server:
        upload = backend.upload(b"the user's data")
        assert upload != "0" * 32
        assert Runtime.read().port != before.port
        assert all(path.startswith("/challenge?nonce=") for _, path, _ in server.requests)
        assert server.requests
        assert before.token not in str(server.requests)


def test_an_idle_backend_that_was_killed_is_restarted(backend, home, golden):
    before = backend.status()["pid"]
    os.kill(before, signal.SIGKILL)
    embedded = backend.embeddings("mini-l10", golden["lonlat"])
    np.testing.assert_allclose(embedded, golden["embedding"], atol=1e-5)
    assert Runtime.read().pid != before


def test_a_chunk_is_requested_again_after_a_crash(backend, home):
    before = backend.status()["pid"]
    points = np.random.default_rng(1).uniform((-180, -90), (180, 90), (500_000, 2))
    threading.Timer(0.2, os.kill, (before, signal.SIGKILL)).start()
    embedded = backend.embeddings("mini-l10", points)
    assert Runtime.read().pid != before
    assert embedded.shape == (500_000, 32)
    assert np.isfinite(embedded).all()


def test_cancelling_a_chunk_takes_less_than_a_second(backend, home):
    backend.embeddings("mini-l10", np.zeros((1, 2)))
    asked = time.monotonic() + 0.3
    backend.is_cancelled = lambda: time.monotonic() > asked
    backend._client = None
    points = np.random.default_rng(1).uniform((-180, -90), (180, 90), (1_000_000, 2))
    with pytest.raises(Cancelled):
        backend.embeddings("mini-l10", points)
    assert time.monotonic() - asked < 5
    backend.is_cancelled = lambda: False
    backend._client = None
    start = time.monotonic()
    backend.embeddings("mini-l10", np.zeros((1, 2)))
    assert time.monotonic() - start < 10, "the server goes on with work that nobody wants"


def test_the_backend_does_not_inherit_qgis_python_variables(empty_home, cold_python, monkeypatch):
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("GDAL_DATA", "/nowhere")
    monkeypatch.setenv("PROJ_LIB", "/nowhere")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/nowhere")
    pid = Backend(cold_python, plugin_version()).status()["pid"]
    variables = Path(f"/proc/{pid}/environ").read_text().split("\0")
    assert not [variable for variable in variables if variable.endswith("=/nowhere")]
    assert f"SATCLIP_HOME={empty_home}" in variables
