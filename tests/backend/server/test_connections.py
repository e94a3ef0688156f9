"""Clients that send nothing, too slowly or too much: they are disconnected, and others are served meanwhile."""

import contextlib
import resource
import socket
import threading
import time
from pathlib import Path

import psutil
import pytest

from satclip_backend.server import connections as module
from satclip_backend.server.housekeeping import Housekeeping

LITTLE = Path(__file__).with_name("serve_with_little.py")


@pytest.fixture(scope="module")
def quick_server(start):
    """Start a server with 64 file descriptors and time limits of one second."""
    return start(None, "64", "1.0", program=LITTLE).wait()


@pytest.fixture
def hold():
    """Yield `hold(server, count, sent)`, which opens connections until the end of the test."""
    with contextlib.ExitStack() as held:

        def hold(server, count, sent=b""):
            opened = []
            for _ in range(count):
                connection = socket.create_connection(("127.0.0.1", server.port), timeout=60)
                opened.append(held.enter_context(connection))
                connection.sendall(sent)
            return opened

        yield hold


def keep_sending(connection, piece, pause=0.0):
    """Send `piece` repeatedly until the server closes the connection."""
    while True:
        connection.sendall(piece)
        time.sleep(pause)


def head(server, more=""):
    return (
        f"POST /uploads HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\n{more}"
    ).encode()


def closed(connection):
    """Wait until the server has closed the connection."""
    with contextlib.suppress(ConnectionResetError):
        while connection.recv(65536):
            pass
    return True


@pytest.mark.parametrize(
    "sent", [b"", b"G", b"GET /status HTTP/1.1\r\nHost: "], ids=["nothing", "a letter", "half"]
)
def test_a_connection_without_a_request_is_closed(quick_server, hold, sent):
    (connection,) = hold(quick_server, 1, sent)
    assert closed(connection)
    assert quick_server.request("GET", "/status").status == 200


def test_a_slow_request_is_closed(quick_server, hold):
    (connection,) = hold(quick_server, 1)
    with pytest.raises(ConnectionError):
        keep_sending(connection, b"A", 0.1)


def test_a_slow_second_request_is_closed(quick_server, hold):
    (connection,) = hold(quick_server, 1)
    connection.sendall(
        f"GET /challenge?nonce={'0' * 64} HTTP/1.1\r\nHost: 127.0.0.1:{quick_server.port}\r\n\r\nG".encode()
    )
    assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")
    assert closed(connection)


def test_a_slow_body_is_closed(quick_server, hold):
    (connection,) = hold(quick_server, 1, head(quick_server, "Content-Length: 100000\r\n\r\n"))
    with pytest.raises(ConnectionError):
        keep_sending(connection, b"x", 0.1)
    while list((quick_server.home / "jobs").glob("*/uploads/*")):
        time.sleep(0.01)


def test_a_client_that_does_not_read_responses_is_closed(quick_server):
    ask = (
        f"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1:{quick_server.port}\r\n"
        f"Authorization: Bearer {quick_server.token}\r\n\r\n"
    ).encode()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(60)
        connection.connect(("127.0.0.1", quick_server.port))
        with pytest.raises(ConnectionError):
            keep_sending(connection, ask)
    assert quick_server.request("GET", "/status").status == 200


def test_hundreds_of_idle_connections_do_not_block_others(quick_server, hold):
    """There are more connections than file descriptors, and new ones are opened all the time.

    There may be 6 that wait from one address, so a request has 6 times the time between new ones to arrive.
    """
    hold(quick_server, 300)
    stop = threading.Event()

    def come_again():
        while not stop.is_set():
            with contextlib.suppress(OSError):
                hold(quick_server, 1)
            time.sleep(0.02)

    crowd = threading.Thread(target=come_again)
    crowd.start()
    try:
        for _ in range(50):
            assert quick_server.request("GET", "/status").status == 200
            assert quick_server.request("POST", "/uploads", bytes(2_000_000)).status == 201
    finally:
        stop.set()
        crowd.join()
    assert psutil.Process(quick_server.process.pid).num_fds() < 64
    assert "Too many open files" not in quick_server.log()
    assert "Traceback" not in quick_server.log()


def test_a_slow_but_steady_upload_is_accepted(quick_server, hold):
    (connection,) = hold(quick_server, 1, head(quick_server, "Content-Length: 20000\r\n\r\n"))
    for _ in range(20):
        connection.sendall(bytes(1000))
        time.sleep(0.15)
    assert connection.recv(65536).startswith(b"HTTP/1.1 201 ")


def test_requests_beyond_the_limit_are_refused_with_retry_after(quick_server, hold):
    connections = hold(quick_server, 6, head(quick_server, "Content-Length: 100000\r\n\r\n"))
    reply = quick_server.request("GET", "/status")
    assert "Try again in a few seconds" in reply.refused(503)
    assert reply.headers["Retry-After"] == "2"
    assert all(closed(connection) for connection in connections)
    assert quick_server.request("GET", "/status").status == 200


@pytest.mark.parametrize(("files", "most"), [(64, 12), (256, 108), (1024, 256), (20, 4)])
def test_the_limit_of_open_files_bounds_the_number_of_connections(monkeypatch, files, most):
    monkeypatch.setattr(resource, "getrlimit", lambda what: (files, files))
    assert module.most_connections() == most


def test_smuggled_requests_are_refused(server):
    both = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert server.raw(head(server, both)).startswith(b"HTTP/1.1 400 ")
    for lengths in ("Content-Length: 1\r\nContent-Length: 2\r\n\r\nx", "Content-Length: -1\r\n\r\n"):
        assert server.raw(head(server, lengths)).startswith(b"HTTP/1.1 400 ")
    assert server.raw(head(server, "Transfer-Encoding: x\r\n\r\n")).startswith(b"HTTP/1.1 400 ")


def test_the_length_of_headers_is_limited(server):
    with contextlib.suppress(ConnectionError):
        assert b"200" not in server.raw(head(server, "A: " + "a" * 500_000)).splitlines()[:1]
    assert server.request("GET", "/tiles/" + "x" * 100_000).status in (400, 404)
    assert server.request("GET", "/status").status == 200


def test_a_client_that_disconnects_causes_no_error(server, hold):
    before = len(server.log())
    for path in ("/uploads", "/encoders/tiny/embeddings", "/processes/embedding_map/execution"):
        sent = head(server, "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\nhalf")
        (connection,) = hold(server, 1, sent.replace(b"/uploads", path.encode()))
        time.sleep(0.2)
        connection.close()
    assert server.request("GET", "/status").status == 200
    assert "Traceback" not in server.log()[before:]


def test_housekeeping_continues_after_errors(caplog):
    done = []

    def fail():
        raise OSError(24, "Too many open files")

    housekeeping = Housekeeping(fail, lambda: done.append(1))
    for _ in range(3):
        housekeeping.sweep()
    assert done == [1, 1, 1]
    assert len(caplog.records) == 1
    assert "Too many open files" in caplog.text


def test_a_temporarily_missing_folder_does_not_stop_the_server(start, tmp_path):
    server = start(tmp_path, processes=True).wait()
    (uploads,) = (tmp_path / "jobs").glob("*/uploads")
    uploads.rename(tmp_path / "away")
    while "Housekeeping failed" not in server.log():
        time.sleep(0.02)
    assert server.request("GET", "/status").status == 200
    (tmp_path / "away").rename(uploads)
    assert server.request("POST", "/uploads", b"x").status == 201
    server.request("POST", "/shutdown")
    assert server.ends() == 0
