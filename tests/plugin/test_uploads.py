"""Test uploads: files and bytes, in pieces, cancelled and refused."""

from __future__ import annotations

import os
import socket
import threading
import time
import tracemalloc
from dataclasses import replace

import faulty_server as faulty
import numpy as np
import pytest

from satclip_qgis.bridge import backend as backend_module
from satclip_qgis.bridge import launcher, sending
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.client import Client
from satclip_qgis.bridge.errors import BackendDied, BackendError, BadFile, BadReply, Busy, Cancelled
from satclip_qgis.paths import plugin_version


def stored(home, upload):
    """Return the file that the backend has stored for an id."""
    (path,) = (home / "jobs").glob(f"*/uploads/{upload}")
    return path.read_bytes()


def test_bytes_and_files_are_uploaded_and_deleted(backend, home, tmp_path):
    data = os.urandom(3_000_000)
    (tmp_path / "model.satclip").write_bytes(data)
    done = []
    uploads = [
        backend.upload(data),
        backend.upload(tmp_path / "model.satclip", done.append),
        backend.upload(b"x"),
    ]
    assert [stored(home, upload) for upload in uploads] == [data, data, b"x"]
    assert done == sorted(done)
    assert done[-1] == 1
    assert len(done) >= 3
    for upload in uploads:
        backend.discard_upload(upload)
    assert not [path for path in (home / "jobs").glob("*/uploads/*") if path.name in uploads]


def test_discarding_never_fails(backend):
    backend.discard_upload("0" * 32)  # before the first request to the backend
    backend.status()
    backend.discard_upload("0" * 32)
    backend.discard_upload("../status?")


def test_a_file_is_sent_in_pieces(backend, home, tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    backend.status()
    tracemalloc.start()
    upload = backend.upload(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
    assert len(stored(home, upload)) == 300_000_000
    backend.discard_upload(upload)


def test_a_crashed_backend_is_restarted(empty_home, backend_python, tmp_path):
    (tmp_path / "data").write_bytes(b"rows")
    messages = []
    backend = Backend(backend_python, plugin_version(), on_message=messages.append)
    pid = backend.status()["pid"]
    os.kill(pid, 9)
    upload = backend.upload(tmp_path / "data")
    assert stored(empty_home, upload) == b"rows"
    assert messages[1] == "The backend has exited and is restarted"


def test_errors_of_the_backend_are_in_the_language_of_qgis(backend):
    with pytest.raises(BackendError, match="Es gibt keinen Auftrag 'none'"):
        replace(backend, language="de-AT").stop_job("none")
    with pytest.raises(BackendError, match="There is no job 'none'"):
        replace(backend, language="zh-Hant").stop_job("none")


@pytest.fixture
def deaf():
    """The port of a server that authenticates and then never reads."""
    ended = threading.Event()
    with faulty.FaultyServer(faulty.reply({})) as server:
        server.before_reading = lambda handler: ended.wait()
        yield server.port
        ended.set()


def test_cancelling_an_unread_upload_takes_less_than_a_second(deaf):
    start = time.monotonic()
    client = Client("127.0.0.1", deaf, "secret", is_cancelled=lambda: time.monotonic() > start + 0.3)
    with pytest.raises(Cancelled):
        client.upload("/uploads", bytes(100_000_000))
    assert time.monotonic() - start < 10


def test_cancel_acts_within_a_second_for_points_too(deaf):
    start = time.monotonic()
    client = Client("127.0.0.1", deaf, "secret", is_cancelled=lambda: time.monotonic() > start + 0.3)
    with pytest.raises(Cancelled):
        client.array("/x", np.zeros((3_000_000, 2)))
    assert time.monotonic() - start < 10


def test_a_server_that_does_not_read_times_out(deaf):
    client = Client("127.0.0.1", deaf, "secret")
    with pytest.raises(BackendDied, match="has not responded for 1 second"):
        client.array("/x", np.zeros((3_000_000, 2)), timeout=1)


def test_a_cancelled_upload_leaves_nothing(backend, home):
    client = backend.client()
    sent = []
    cancelling = Client(client.host, client.port, client.token, is_cancelled=lambda: bool(sent))
    with pytest.raises(Cancelled):
        cancelling.upload("/uploads", bytes(50_000_000), sent.append)
    until = time.monotonic() + 60
    while list((home / "jobs").glob("*/uploads/*")) and time.monotonic() < until:
        time.sleep(0.02)
    assert not list((home / "jobs").glob("*/uploads/*"))


def test_an_early_refusal_is_reported():
    """For example with a full disk: the server replies and does not read the rest."""
    answer = (
        b"HTTP/1.1 507 Insufficient Storage\r\nX-SatCLIP-Protocol: 1\r\nContent-Type: application/problem+json\r\n"
        b'Connection: close\r\n\r\n{"title": "Insufficient Storage", "detail": "There is no space left in /home."}'
    )

    def refuse(handler):
        handler.connection.sendall(answer)
        handler.connection.shutdown(socket.SHUT_WR)
        heard.wait()

    heard = threading.Event()
    with faulty.FaultyServer(faulty.hang_up) as server:
        server.before_reading = refuse
        client = Client("127.0.0.1", server.port, "secret")
        with pytest.raises(BackendError, match=r"^There is no space left in /home\.$"):
            client.upload("/uploads", bytes(100_000_000))
        heard.set()


def test_a_reply_without_an_id(monkeypatch):
    with faulty.FaultyServer(faulty.reply({}, 201)) as server:
        client = Client("127.0.0.1", server.port, "secret")
        monkeypatch.setattr(launcher, "connect", lambda *arguments, **options: client)
        with pytest.raises(BadReply, match="returned no id"):
            Backend(None, "1").upload(b"x")


@pytest.fixture
def attach(monkeypatch):
    """Make the plugin use a server as backend."""

    def attach(server):
        client = Client("127.0.0.1", server.port, "secret")
        monkeypatch.setattr(launcher, "connect", lambda *arguments, **options: client)

    return attach


def test_requests_to_a_busy_backend_are_repeated(attach, monkeypatch):
    busy = faulty.reply({"title": "Too Many Requests", "detail": "Too many jobs wait. Try again."}, 429)
    answers = [
        busy,
        faulty.reply({"title": "x", "detail": "Too much. Try again."}, 503),
        faulty.reply({"jobID": "7"}, 201),
    ]
    monkeypatch.setattr(backend_module, "PAUSE", 0.1)
    with faulty.FaultyServer(lambda handler: answers.pop(0)(handler)) as server:
        attach(server)
        said = []
        assert Backend(None, "1", on_message=said.append).start_job("walk", {}) == "7"
        assert said == ["Too many jobs wait. Try again.", "Too much. Try again."]
        answers[:] = [busy]
        monkeypatch.setattr(backend_module, "PATIENCE", -1)
        with pytest.raises(Busy, match="Too many jobs"):
            Backend(None, "1").start_job("walk", {})


def test_a_job_fails_if_another_program_takes_the_port(attach):
    """For example by another server, which does not know the token."""
    with faulty.FaultyServer(faulty.reply({"jobID": "7"}, 201)) as server:
        attach(server)
        backend = Backend(None, "1")
        backend.client()
        server.before_reading = lambda handler: setattr(server, "token", "another")
        with pytest.raises(BackendDied, match="exited during the job"):
            backend.run_job("walk", {}, lambda done, message: None)
        assert len(server.requests) == 1


def test_unreadable_and_oversized_files_are_named(tmp_path, monkeypatch):
    client = Client("127.0.0.1", 9, "secret")
    with pytest.raises(BadFile, match="none can't be read: No such file"):
        client.upload("/uploads", tmp_path / "none")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(BadFile, match="can't be read: it is not a file"):
            client.upload("/uploads", path)
    (tmp_path / "large").write_bytes(bytes(101))
    monkeypatch.setattr(sending, "LARGEST_UPLOAD", 100)
    with pytest.raises(BadFile, match=r"large is too large: 101 bytes\. The maximum is 100 bytes"):
        client.upload("/uploads", tmp_path / "large")
    with pytest.raises(BadFile, match="The layer is too large"):
        client.upload("/uploads", bytes(101))


def test_a_file_that_shrinks_during_the_upload(backend, tmp_path):
    path = tmp_path / "shrinking"
    path.write_bytes(bytes(5_000_000))
    with pytest.raises(BadFile, match="shrinking was truncated"):
        backend.upload(path, lambda done: os.truncate(path, 1_100_000))
