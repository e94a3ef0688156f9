"""An S3 server on this computer, with a proxy in front of it that can fail, and small tables."""

from __future__ import annotations

import http.client
import threading
import uuid
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pandas as pd
import pytest

SECRET = "wJalrXUtnFEMIsecret"
DENIED = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"


class Proxy(ThreadingHTTPServer):
    """Forwards requests to a server. `fault(method, path)` returns "denied", "cut" or None.

    "cut" ends the connection in the middle of an object: of the answer for GET, else of the request.
    """

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.port = port
        self.fault: Callable[[str, str], str | None] = lambda method, path: None
        self.requests: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def forward(self) -> None:
        fault = self.server.fault(self.command, self.path)
        self.server.requests.append((self.command, self.path))
        if fault == "cut" and self.command != "GET":
            self.rfile.read(100)
            self.close_connection = True
            self.connection.close()
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if fault == "denied":
            self.answer(403, {"Content-Type": "application/xml"}, DENIED, len(DENIED))
            return
        other = http.client.HTTPConnection("127.0.0.1", self.server.port)
        other.request(self.command, self.path, body, dict(self.headers.items()))
        answer = other.getresponse()
        data = answer.read()
        size = int(answer.headers["Content-Length"]) if self.command == "HEAD" else len(data)
        self.answer(answer.status, answer.headers, data[: size // 2] if fault == "cut" else data, size)
        other.close()
        self.close_connection = self.close_connection or fault == "cut"

    def answer(self, status, headers, data, size) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = forward  # noqa: N815

    def log_message(self, *args) -> None:
        pass


@pytest.fixture(scope="session")
def s3_server():
    """Start an S3 server, moto, and return its port."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield server.get_host_and_port()[1]
    server.stop()


@pytest.fixture
def proxy(s3_server):
    """Start a proxy of the S3 server."""
    server = Proxy(s3_server)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def bucket(proxy, monkeypatch, request):
    """Return the fsspec file system of the S3 server and the address of an empty bucket."""
    import s3fs

    for name, value in {
        "AWS_ENDPOINT_URL": proxy.url,
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    monkeypatch.setattr(s3fs.S3FileSystem, "retries", 1)
    system = s3fs.S3FileSystem()
    name = f"bucket-{uuid.uuid4()}"  # ports are used again, while the server keeps its buckets
    system.mkdir(name)
    yield system, f"s3://{name}"
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def command(tiny_encoder_file):
    """Return a function that returns the words of a command `embed`."""
    return lambda *words: ["embed", "--encoder", str(tiny_encoder_file), "--device", "cpu", *map(str, words)]


@pytest.fixture
def tables(tmp_path):
    """Return a folder with six tables of different sizes."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number, rows in enumerate((10, 2_000, 9_000, 300, 700, 20_000)):
        write_table(folder / f"t{number}.parquet", rows, number)
    return folder


def write_table(path, rows, seed):
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(-180, 180, rows), rng.uniform(-90, 90, rows)
    pd.DataFrame({"id": np.arange(rows), "lon": lon, "lat": lat}).to_parquet(path)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".parquet"}
