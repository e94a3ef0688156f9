"""Test the HTTP client with faulty servers."""

from __future__ import annotations

import io
import pickle
import resource
import time

import faulty_server as faulty
import numpy as np
import pytest

from satclip_qgis.bridge.client import Client
from satclip_qgis.bridge.errors import (
    BackendDied,
    BackendError,
    BadReply,
    Cancelled,
    OutputFailed,
    TokenRefused,
    WrongVersion,
)
from satclip_qgis.contract import protocol_version
from tests.hub_server import free_port

POINTS = np.zeros((2, 2))


def ask(answer, **options):
    """Return the result of a JSON request to a server with this answer."""
    with faulty.FaultyServer(answer) as server:
        return Client("127.0.0.1", server.port, "secret", **options).json("GET", "/status")


def test_a_request_carries_token_protocol_and_host_and_uses_no_proxy(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with faulty.FaultyServer(faulty.reply({"a": 1})) as server:
        assert Client("127.0.0.1", server.port, "secret").json("POST", "/x", {"b": 2}) == {"a": 1}
        method, path, headers = server.requests[0]
    assert (method, path) == ("POST", "/x")
    assert headers["Authorization"] == "Bearer secret"
    assert headers["X-SatCLIP-Protocol"] == str(protocol_version())
    assert headers["Host"] == f"127.0.0.1:{server.port}"
    assert "Origin" not in headers


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (faulty.reply({}, 401), TokenRefused, "token"),
        (
            faulty.reply({"title": "Bad Request", "detail": "The extent has no area."}, 400),
            BackendError,
            "^The extent",
        ),
        (
            faulty.reply({"title": "protocol", "detail": "Too old."}, 409),
            WrongVersion,
            "satclip:setupbackend",
        ),
        (
            faulty.reply({}, protocol="1"),
            WrongVersion,
            f"protocol version 1, and this plugin uses version {protocol_version()}",
        ),
        (faulty.reply({}, protocol=None), BadReply, "another program"),
        (faulty.reply(b"<html>404</html>", 404, kind="text/html"), BadReply, "another program"),
        (faulty.reply(b"not json"), BadReply, "not JSON"),
        (faulty.reply([1, 2]), BadReply, "not an object"),
        (faulty.garbage, BadReply, "not HTTP"),
        (faulty.hang_up, BackendDied, "has exited or hangs"),
        (faulty.reply({"half": 1}, length=1000), BackendDied, "has exited or hangs"),
    ],
)
def test_a_broken_reply_gives_a_message(answer, error, words):
    with pytest.raises(error, match=words):
        ask(answer)


def test_no_server_on_the_port():
    with pytest.raises(BackendDied):
        Client("127.0.0.1", free_port(), "secret").json("GET", "/status")


def test_errors_and_reprs_do_not_contain_the_token():
    client = Client("127.0.0.1", 9, "secret")
    assert "secret" not in repr(client)
    with pytest.raises(BackendDied) as caught:
        client.json("GET", "/status")
    assert "secret" not in str(caught.value)


def test_cancelling_a_silent_server_takes_less_than_a_second():
    start = time.monotonic()
    with pytest.raises(Cancelled):
        ask(faulty.silence(20), is_cancelled=lambda: time.monotonic() > start + 0.3)
    assert time.monotonic() - start < 10


def test_a_silent_server_times_out():
    with (
        faulty.FaultyServer(faulty.silence(20)) as server,
        pytest.raises(BackendDied, match="responded for 1"),
    ):
        Client("127.0.0.1", server.port, "secret").json("GET", "/status", timeout=1)


def test_an_array_is_never_unpickled():
    objects = io.BytesIO()
    np.save(objects, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    for content in (objects.getvalue(), pickle.dumps([1]), b"", b"\x93NUMPY\x01\x00"):
        with faulty.FaultyServer(faulty.reply(content)) as server, pytest.raises(BadReply, match="array"):
            Client("127.0.0.1", server.port, "secret").array("/x", POINTS)


def test_downloads_are_atomic(tmp_path):
    target = tmp_path / "map.tif"
    target.write_text("before")
    with (
        faulty.FaultyServer(faulty.reply(b"x" * 1000, length=2_000_000)) as server,
        pytest.raises(BackendDied),
    ):
        Client("127.0.0.1", server.port, "secret").download("/map", target)
    assert target.read_text() == "before"
    done = []
    with faulty.FaultyServer(faulty.reply(b"y" * 3_000_000)) as server:
        Client("127.0.0.1", server.port, "secret").download("/map", target, done.append)
    assert target.read_bytes() == b"y" * 3_000_000
    assert done == sorted(done)
    assert done[-1] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]


def test_a_full_disk_is_reported_and_leaves_nothing(tmp_path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with faulty.FaultyServer(faulty.reply(b"x" * 3_000_000)) as server:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))  # as the system reports a full disk
        try:
            with pytest.raises(OutputFailed, match=r"map\.tif could not be written"):
                Client("127.0.0.1", server.port, "secret").download("/map", tmp_path / "map.tif")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list(tmp_path.iterdir())
