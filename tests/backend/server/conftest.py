"""Fixtures with real servers, each in a separate process and on a real socket."""

import contextlib
import http.client
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from satclip_backend.encoders.releases import RELEASES
from tests.changing_folder import paths_in
from tests.hub_server import serve

TEST_PROCESSES = Path(__file__).with_name("serve_test_processes.py")
CHILD_PROCESSES = Path(__file__).with_name("serve_child_processes.py")
UNPREPARED = Path(__file__).with_name("serve_unprepared.py")
COUNTING_FITS = Path(__file__).with_name("serve_counting_fits.py")


class Server:
    """A server process with its data folder, and methods for requests to it."""

    def __init__(self, home, *arguments, command=("-I", "-m", "satclip_backend", "serve")):
        self.home = Path(home)
        self.tls = None
        self.runtime_path = self.home / "run" / "server.json"
        (self.home / "log").mkdir(parents=True, exist_ok=True)
        self.log_path = self.home / "log" / "backend.log"
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *map(str, command), *arguments],
                env={**os.environ, "SATCLIP_HOME": str(self.home)},
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def wait(self, limit=120):
        """Wait for this process's runtime file; return self."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if self.runtime_path.exists():
                self.runtime = json.loads(self.runtime_path.read_text())
                if self.runtime["pid"] == self.process.pid:
                    self.port, self.token = self.runtime["port"], self.runtime["token"]
                    return self
            time.sleep(0.01)
        raise AssertionError(f"The server did not start: {self.log()}")

    def log(self):
        return self.log_path.read_text()

    def request(self, method, path, body=None, headers=(), timeout=60):
        """Send one request with the token. `headers` replace the default ones; None omits a header."""
        sent = {"Host": f"127.0.0.1:{self.port}", "Authorization": f"Bearer {self.token}", **dict(headers)}
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        connection = self.connection(timeout)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            if body is not None:
                sent.setdefault("Content-Length", str(len(body)))
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        return Reply(response.status, response.headers, content)

    def connection(self, timeout=60):
        """Return a new connection, by TLS if the server was given a client's context as `tls`."""
        if self.tls:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=timeout, context=self.tls)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def raw(self, data, limit=60.0):
        """Send raw bytes; return the bytes received until the server closes or `limit` seconds pass."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=limit) as connection:
            connection.sendall(data)
            received = b""
            try:
                while piece := connection.recv(65536):
                    received += piece
                    if b"\r\n\r\n" in received and received.endswith(b"}"):
                        break
            except (TimeoutError, ConnectionResetError):
                pass
        return received

    def embed(self, points, encoder="tiny", query="", **options):
        """Post points as .npy; return the reply."""
        return self.request("POST", f"/encoders/{encoder}/embeddings{query}", npy(points), **options)

    def finished(self, job, limit=120):
        """Wait until the job has ended; return its last status."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            info = self.request("GET", f"/jobs/{job}").json
            if info["status"] not in ("accepted", "running"):
                return info
            time.sleep(0.02)
        raise AssertionError(f"The job did not end: {info}")

    def stored(self, name):
        """Return the files and folders of a name in the folder of its jobs, which may change meanwhile."""
        return [path for path in paths_in(self.home / "jobs") if path.name == name]

    def children(self):
        """Return ids of the processes that run its jobs. Each is the leader of a session."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error, ProcessLookupError):  # it has just ended
                if os.getsid(child.pid) == child.pid and child.status() != psutil.STATUS_ZOMBIE:
                    found.append(child.pid)
        return found

    def ends(self, limit=60):
        """Wait for the end of the process; return its exit status."""
        return self.process.wait(limit)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


class Reply:
    """A complete response."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def array(self):
        assert self.status == 200, self.body
        return np.load(io.BytesIO(self.body), allow_pickle=False)

    def refused(self, status):
        """Return the detail of a problem document. Fails if the response is not one."""
        assert self.status == status, self.body
        assert self.headers["Content-Type"] == "application/problem+json"
        assert self.json.keys() == {"type", "title", "status", "detail"}
        assert self.json["status"] == status
        assert self.json["detail"].endswith(".")
        return self.json["detail"]


def npy(array):
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


@pytest.fixture(scope="session")
def start(tmp_path_factory):
    """Yield `start(home, *arguments)`, which starts a server or another `program`. All are stopped at the end."""
    servers = []

    def start(home=None, *arguments, processes=False, program=None):
        home = home or tmp_path_factory.mktemp("home")
        program = TEST_PROCESSES if processes else program
        command = {"command": (program,)} if program else {}
        servers.append(Server(home, *arguments, **command))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def start_unprepared(start):
    """Return `start_unprepared(home, *arguments)`, which starts a server that imports nothing for jobs in advance."""
    return lambda home, *arguments: start(home, *arguments, program=UNPREPARED).wait()


@pytest.fixture(scope="session")
def home(tmp_path_factory, tiny_encoder_file, slow_encoder_file):
    """Return a data folder with two encoders: `tiny`, and `slow` with L = 40."""
    home = tmp_path_factory.mktemp("home")
    (home / "encoders").mkdir()
    shutil.copy(tiny_encoder_file, home / "encoders" / "tiny.safetensors")
    shutil.copy(slow_encoder_file, home / "encoders" / "slow.safetensors")
    return home


@pytest.fixture(scope="session")
def slow_encoder_file(tmp_path_factory):
    import torch

    from satclip_backend.encoders.files import write_encoder
    from satclip_backend.encoders.metadata import EncoderMetadata
    from satclip_backend.encoders.network import LocationEncoder

    path = tmp_path_factory.mktemp("encoders") / "slow.safetensors"
    network = LocationEncoder(40, 512, 128, generator=torch.Generator().manual_seed(40))
    metadata = EncoderMetadata(
        "Slow", degree=40, basis="stable", capacity=512, dimension=128, hidden_layers=2
    )
    write_encoder(path, network, metadata)
    return path


@pytest.fixture(scope="session")
def hub(golden):
    """Serve the ResNet18 L=10 release, whose file is the golden mini checkpoint."""
    source = RELEASES["satclip-resnet18-l10"].source
    with serve(source, (golden / "satclip-mini-l10.ckpt").read_bytes()) as served:
        yield served


@pytest.fixture(scope="session")
def server(start, home, hub):
    """Start `satclip-backend serve` as QGIS does, with the test hub."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_ENDPOINT", hub.url)
        patch.setenv("NO_PROXY", "127.0.0.1,127.0.0.2")
        for name in ("HTTP_PROXY", "http_proxy", "HF_TOKEN", "HF_HUB_OFFLINE"):
            patch.delenv(name, raising=False)
        return start(home).wait()


@pytest.fixture(scope="module")
def counting_server(start, home, tmp_path_factory):
    """Start a server with the encoders of `home` that logs each fit of clusters."""
    new_home = tmp_path_factory.mktemp("counting")
    shutil.copytree(home / "encoders", new_home / "encoders")
    return start(new_home, program=COUNTING_FITS).wait()


@pytest.fixture(scope="session")
def job_server(start):
    """Start a server with the processes of serve_test_processes.py."""
    return start(processes=True).wait()


@pytest.fixture(scope="session")
def start_children(start):
    """Return `start_children(home, *arguments)`, which starts a server of serve_child_processes.py."""

    def start_children(home, *arguments):
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("OMP_NUM_THREADS", raising=False)  # the default: not set by the user
            return start(home, *arguments, program=CHILD_PROCESSES).wait()

    return start_children


@pytest.fixture(scope="session")
def child_server(start_children, tmp_path_factory):
    """Start a server of `start_children` that forks children from a process with the imports of real jobs."""
    return start_children(tmp_path_factory.mktemp("home"), "--preload")
