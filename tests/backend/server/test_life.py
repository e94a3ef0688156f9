"""Start, discovery and end of a server."""

import asyncio
import json
import os
import shutil
import signal
import socket
import stat
import sys
import time

import numpy as np
import pytest

from satclip_backend import __version__
from satclip_backend.cli import main
from satclip_backend.server import PROTOCOL
from satclip_backend.server.activity import Activity
from satclip_backend.server.runtime import Runtime, runtime_path, start_time
from satclip_backend.server.users import LOCAL, USER, User
from tests.backend.server.members import until


def remains(server):
    """Return the files that a server has left in its home, except for its log."""
    return [
        path for folder in ("run", "jobs") for path in (server.home / folder).rglob("*") if path.is_file()
    ]


def test_the_runtime_file_has_the_address(server):
    runtime = json.loads(server.runtime_path.read_text())
    assert runtime.keys() == {"pid", "started", "host", "address", "port", "token", "protocol", "version"}
    assert runtime["started"] == start_time(server.process.pid)
    assert (runtime["pid"], runtime["host"]) == (server.process.pid, "127.0.0.1")
    assert (runtime["protocol"], runtime["version"]) == (PROTOCOL, __version__)
    assert len(runtime["token"]) >= 32
    assert runtime["token"] not in " ".join(server.process.args)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the user's folders private by itself")
def test_the_runtime_file_is_private(server):
    assert stat.S_IMODE(server.runtime_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.runtime_path.parent.stat().st_mode) == 0o700


def test_it_answers_shortly_after_the_start(start, tmp_path):
    server = start(tmp_path).wait()
    status = server.request("GET", "/status").json
    assert (status["version"], status["protocol"], status["jobs"]) == (__version__, PROTOCOL, 0)


def test_a_start_imports_no_torch_and_takes_two_seconds_of_cpu_time(run_python):
    """CPU time is measured, so that the test doesn't fail on a busy computer."""
    code = """
import sys, time
import satclip_backend.processes, satclip_backend.server.serve
print(time.process_time(), *sys.modules)
"""
    seconds, *modules = run_python(code).split()
    assert not {"torch", "sklearn", "pandas", "scipy.stats"} & set(modules)
    assert float(seconds) < 2


def test_it_reports_its_device_before_any_embedding(server):
    for _ in range(100):
        if server.request("GET", "/status").json["device"]:
            break
        time.sleep(0.1)
    server.embed(np.zeros((1, 2)))
    assert server.request("GET", "/status").json["device"] in ("cpu", "cuda", "mps")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_end_it_cleanly(start, tmp_path, number):
    server = start(tmp_path, processes=True).wait()
    inputs = {"inputs": {"steps": 1000, "seconds": 0.05}}
    server.request("POST", "/processes/walk/execution", inputs)
    server.process.send_signal(number)
    assert server.ends() == 0
    assert remains(server) == []
    assert "Traceback" not in server.log()


def test_a_signal_that_the_parent_ignores_ends_it(start, tmp_path):
    """A shell ignores Ctrl-C for background processes of a script, and QGIS and its backend inherit that."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        server = start(tmp_path, processes=True).wait()
    finally:
        signal.signal(signal.SIGINT, before)
    server.process.send_signal(signal.SIGINT)
    assert server.ends() == 0


def test_shutdown_ends_it_at_once_despite_running_jobs(start, tmp_path):
    server = start(tmp_path, processes=True).wait()
    for process in ("walk", "walk", "walk"):
        inputs = {"inputs": {"steps": 1000, "seconds": 0.05}}
        assert server.request("POST", f"/processes/{process}/execution", inputs).status == 201
    began = time.monotonic()
    assert server.request("POST", "/shutdown").status == 202
    assert server.ends() == 0
    assert time.monotonic() - began < 10
    assert remains(server) == []


def test_shutdown_does_not_wait_for_a_job_that_ignores_cancellation(start, tmp_path):
    server = start(tmp_path, processes=True).wait()
    server.request("POST", "/processes/stubborn/execution", {"inputs": {"steps": 1}})
    began = time.monotonic()
    server.request("POST", "/shutdown")
    assert server.ends() == 0
    assert time.monotonic() - began < 10
    assert remains(server) == []


def test_shutdown_does_not_wait_for_clients(start_unprepared, home, tmp_path):
    shutil.copytree(home / "encoders", tmp_path / "encoders")
    server = start_unprepared(tmp_path)
    with socket.create_connection(("127.0.0.1", server.port)) as idle:
        began = time.monotonic()
        idle.sendall(b"GET /status HTTP/1.1\r\n")  # the rest is never sent
        server.request("POST", "/shutdown")
        assert server.ends() == 0
        assert time.monotonic() - began < 10


def test_an_idle_server_ends_itself(start_unprepared, tmp_path):
    server = start_unprepared(tmp_path, "--idle-minutes", "0.02")
    assert server.ends() == 0
    assert remains(server) == []


def test_each_request_resets_the_idle_time(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("satclip_backend.server.activity.time.monotonic", lambda: now[0])
    activity = Activity(1)

    async def app(scope, receive, send):
        now[0] += 50
        assert activity.idle_seconds() == 0

    now[0] += 100
    assert activity.idle_seconds() == 100
    asyncio.run(activity.watch(app)({"state": {}}, None, None))
    now[0] += 7
    assert activity.idle_seconds() == 7


def test_half_of_the_requests_may_be_of_one_user():
    activity, admitted = Activity(4), []
    anna, ben = (User(name, name, "", "") for name in ("anna", "ben"))

    async def requests():
        end, refused = asyncio.Event(), []

        async def app(scope, receive, send):
            admitted.append(scope["state"][USER].name)
            await end.wait()

        async def send(message):
            refused.append(message.get("status"))

        async def request(user):
            await activity.watch(app)({"type": "http", "state": {USER: user}}, None, send)

        tasks = []
        for user in (anna, anna, anna, ben, LOCAL, ben):
            tasks.append(asyncio.create_task(request(user)))
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)
        end.set()
        await asyncio.gather(*tasks)
        await request(anna)
        return [status for status in refused if status]

    assert asyncio.run(requests()) == [503, 503]
    assert admitted == ["anna", "anna", "ben", "", "anna"]


def test_a_running_job_keeps_it_alive(start, tmp_path):
    server = start(tmp_path, "0.02", processes=True).wait()
    server.request("POST", "/processes/walk/execution", {"inputs": {"steps": 25, "seconds": 0.1}})
    time.sleep(2.2)
    assert server.process.poll() is None
    assert server.ends() == 0


def test_files_of_a_killed_server_are_deleted_by_the_next(start, tmp_path):
    killed = start(tmp_path, processes=True).wait()
    body = {"inputs": {"steps": 1000, "seconds": 0.05}}
    job = killed.request("POST", "/processes/walk/execution", body).json["jobID"]
    while not killed.stored("log.txt"):
        time.sleep(0.02)
    os.kill(killed.process.pid, signal.SIGKILL)
    killed.ends()
    assert killed.runtime_path.exists()

    server = start(tmp_path, processes=True).wait()
    assert server.token != killed.token
    assert not server.stored("log.txt")
    server.request("GET", f"/jobs/{job}").refused(404)
    job = server.request("POST", "/processes/walk/execution", {"inputs": {"steps": 1}}).json["jobID"]
    assert server.finished(job)["status"] == "successful"


def test_a_server_leaves_the_runtime_file_of_another_with_the_same_token(satclip_home):
    first, second = (Runtime("127.0.0.1", port, token="of a file") for port in (8123, 8124))
    first.write()
    second.write()
    first.remove()
    assert json.loads(runtime_path().read_text())["port"] == 8124
    second.remove()
    assert not runtime_path().exists()


def test_two_servers_in_one_home(start, tmp_path):
    first = start(tmp_path, processes=True).wait()
    job = first.request("POST", "/processes/walk/execution", {"inputs": {"steps": 1}}).json["jobID"]
    assert first.finished(job)["status"] == "successful"
    second = start(tmp_path, processes=True).wait()
    assert first.request("GET", f"/jobs/{job}/results/log").body == b"."
    first.request("GET", "/status", headers={"Authorization": f"Bearer {second.token}"}).refused(401)
    first.request("POST", "/shutdown")
    assert first.ends() == 0
    assert json.loads(second.runtime_path.read_text())["pid"] == second.process.pid
    second.request("POST", "/shutdown")
    assert second.ends() == 0
    assert remains(second) == []


def test_it_survives_the_process_that_launched_it(tmp_path, start):
    """A QGIS window may start a server and close, while others use the server."""
    import subprocess

    code = "import subprocess, sys; subprocess.Popen(sys.argv[1:], start_new_session=True)"
    command = [sys.executable, "-I", "-m", "satclip_backend", "serve", "--idle-minutes", "0.03"]
    environment = {**os.environ, "SATCLIP_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code, *command], env=environment, check=True)
    path = tmp_path / "run" / "server.json"
    until(path.exists)
    port = json.loads(path.read_text())["port"]
    with socket.create_connection(("127.0.0.1", port)):
        pass
    until(lambda: not path.exists())


def test_an_ipv6_address_is_named_in_brackets(start_unprepared, tmp_path):
    server = start_unprepared(tmp_path, "--host", "0:0::1")
    for host, status in {"[::1]": 200, "[0:0::1]": 200, "localhost": 200, "::1": 421, "[::2]": 421}.items():
        with socket.create_connection(("::1", server.port)) as connection:
            connection.sendall(
                f"GET /status HTTP/1.1\r\nHost: {host}:{server.port}\r\nAuthorization: Bearer {server.token}\r\n"
                "Connection: close\r\n\r\n".encode()
            )
            assert connection.makefile("rb").readline().split()[1] == str(status).encode()


def test_a_port_in_use_is_reported(capfd, server):
    assert main(["serve", "--port", str(server.port)]) == 1
    error = capfd.readouterr().err
    assert f"port {server.port}" in error
    assert "Choose another port" in error
    assert "Traceback" not in error


ALL_ADDRESSES = [
    "",
    "0.0.0.0",
    "0",
    "0x0",
    "000.0.0.0",
    "::",
    "::0",
    "0:0::0",
    "::ffff:0.0.0.0",
    "::ffff:0:0",
]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        *((["--host", host], "one address") for host in ALL_ADDRESSES),
        (["--host", "no.such.host.invalid"], "can't listen on no.such.host.invalid"),
        (["--host", "a" * 70], "can't listen on aaa"),
        (["--port", "70000"], "70000"),
    ],
)
def test_unavailable_addresses_are_reported(capfd, arguments, sentence):
    assert main(["serve", *arguments]) == 1
    error = capfd.readouterr().err
    assert sentence in error
    assert "Traceback" not in error


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a" * 70, "198.51.100.7"])
def test_another_address_is_asked_for_instead_of_another_port(capfd, host):
    """198.51.100.7 is reserved for documentation, so no computer has it."""
    assert main(["serve", "--host", host, "--behind-proxy", "https://gis.example.org"]) == 1
    error = capfd.readouterr().err
    assert error.startswith(f"satclip-backend: The server can't listen on {host}: ")
    assert error.endswith(". Give --host an address of this computer.\n")


def test_a_data_folder_that_cannot_be_created_is_reported(capfd, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "file" / "home"))
    assert main(["serve"]) == 1
    error = capfd.readouterr().err
    assert "SATCLIP_HOME" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("minutes", ["-1", "nan", "soon"])
def test_invalid_idle_minutes_are_refused(capsys, minutes):
    assert main(["serve", "--idle-minutes", minutes]) == 2
    assert "--idle-minutes" in capsys.readouterr().err
