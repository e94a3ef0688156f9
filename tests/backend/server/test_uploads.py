"""Uploads for jobs: complete, private and temporary."""

import asyncio
import hashlib
import os
import shutil
import socket
import stat
import time

import psutil
import pytest

from satclip_backend.errors import NotFoundError
from satclip_backend.processes.process import Context
from satclip_backend.server import uploads as uploads_module
from satclip_backend.server.bodies import MAX_BODY
from satclip_backend.server.problems import Problem
from satclip_backend.server.uploads import MAX_UPLOAD, Uploads


def send(server, data):
    reply = server.request("POST", "/uploads", data, {"Content-Type": "application/octet-stream"})
    assert reply.status == 201, reply.body
    return reply.json["id"]


def files(server):
    return [path for path in (server.home / "jobs").glob("*/uploads/*") if path.is_file()]


def job_with(server, upload, process="child"):
    reply = server.request("POST", f"/processes/{process}/execution", {"inputs": {"file": upload}})
    assert reply.status == 201, reply.body
    return reply.json["jobID"]


@pytest.fixture(scope="module")
def upload_server(start_children, tmp_path_factory):
    return start_children(tmp_path_factory.mktemp("home"))


@pytest.fixture
def empty(upload_server):
    """Return the server after deleting all uploads."""
    yield upload_server
    for path in files(upload_server):
        upload_server.request("DELETE", f"/uploads/{path.name}")


@pytest.mark.parametrize("data", [b"x", os.urandom(3_000_000), bytes(MAX_BODY + 1)])
def test_a_file_is_stored_unchanged(empty, data):
    reply = empty.request("POST", "/uploads", data)
    assert reply.status == 201
    assert reply.json == {"id": reply.json["id"], "bytes": len(data)}
    (path,) = files(empty)
    assert path.name == reply.json["id"]
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(data).digest()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the user's folders private by itself")
def test_an_upload_is_private(empty):
    send(empty, b"secret")
    (path,) = files(empty)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("process", ["child", "thread"])
def test_a_job_reads_an_upload(empty, process):
    job = job_with(empty, send(empty, b"Wind"), process)
    assert empty.finished(job)["status"] == "successful"
    assert empty.request("GET", f"/jobs/{job}/results/about").json["sent"] == "Wind"


@pytest.mark.parametrize("process", ["child", "thread"])
def test_a_job_with_a_deleted_upload_fails(empty, process):
    upload = send(empty, b"Wind")
    empty.request("DELETE", f"/uploads/{upload}")
    job = job_with(empty, upload, process)
    info = empty.finished(job)
    assert (info["status"], info["message"]) == (
        "failed",
        "An uploaded file of the job no longer exists: upload it again.",
    )
    empty.request("GET", f"/jobs/{job}/results").refused(400)


@pytest.mark.parametrize("upload", ["", "../run/server.json", "0" * 31, "G" * 32, "0" * 32 + "\n"])
def test_invalid_ids_are_refused(empty, upload):
    body = {"inputs": {"file": upload}}
    assert "'file'" in empty.request("POST", "/processes/child/execution", body).refused(400)


def test_an_upload_is_deleted(empty):
    upload = send(empty, b"x")
    assert empty.request("DELETE", f"/uploads/{upload}").json == {}
    assert files(empty) == []
    assert upload in empty.request("DELETE", f"/uploads/{upload}").refused(404)
    for strange in ("..", "%2e%2e", "..%2f..%2frun%2fserver.json", ""):
        empty.request("DELETE", f"/uploads/{strange}").refused(404)
    assert empty.runtime_path.exists()


def test_uploading_requires_the_token_and_no_origin(empty):
    empty.request("POST", "/uploads", b"x", {"Authorization": None}).refused(401)
    empty.request("POST", "/uploads", b"x", {"Origin": "http://evil.example"}).refused(403)
    assert files(empty) == []


def head(server, length):
    return (
        f"POST /uploads HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\n"
        f"{length}\r\n\r\n"
    ).encode()


def answer(connection):
    received = b""
    while not received.endswith(b"}"):
        received += connection.recv(1000)
    return received


def test_a_too_large_upload_is_refused_unread(empty):
    reply = empty.raw(head(empty, f"Content-Length: {MAX_UPLOAD + 1}"))
    assert reply.startswith(b"HTTP/1.1 413 ")
    assert f"{MAX_UPLOAD:,} bytes at most".encode() in reply
    assert files(empty) == []


def test_the_limit_of_other_routes_is_smaller(empty):
    empty.request("POST", "/processes/child/execution", bytes(MAX_BODY + 1)).refused(413)


def test_an_interrupted_upload_is_removed(empty):
    before = len(empty.log())
    with socket.create_connection(("127.0.0.1", empty.port)) as connection:
        connection.sendall(head(empty, "Content-Length: 5000000") + bytes(3_000_000))
        while not files(empty):
            time.sleep(0.01)
    deadline = time.monotonic() + 30
    while files(empty) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert files(empty) == []
    assert "Traceback" not in empty.log()[before:]


def test_the_server_stays_during_an_upload_and_leaves_no_files(start_children, tmp_path):
    server = start_children(tmp_path, "0.02")
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(head(server, "Content-Length: 10"))
        for _ in range(10):
            connection.sendall(b"x")
            time.sleep(0.15)
        assert b'"bytes":10' in answer(connection)
    assert len(files(server)) == 1
    assert server.ends() == 0
    assert list((tmp_path / "jobs").iterdir()) == []


async def _pieces(*pieces):
    for piece in pieces:
        yield piece


@pytest.fixture
def clock(monkeypatch):
    """Replace the monotonic clock of uploads; return a list whose element is the time."""
    now = [1000.0]
    monkeypatch.setattr(uploads_module.time, "monotonic", lambda: now[0])
    return now


def test_unused_uploads_are_deleted_after_a_while(tmp_path, clock):
    uploads = Uploads(tmp_path, keep_seconds=60)
    used, waited_for, _ = (asyncio.run(uploads.receive(_pieces(b"x")))[0] for _ in range(3))
    (tmp_path / "uploads" / f"{'0' * 32}.part").write_bytes(b"half")  # from a client that disconnected
    uploads.sweep(())
    clock[0] += 40
    context = Context(tmp_path, uploads=tmp_path / "uploads")
    assert context.upload(used).read_bytes() == b"x"
    uploads.sweep(())
    clock[0] += 40
    uploads.sweep({waited_for})
    assert {path.name for path in (tmp_path / "uploads").iterdir()} == {used, waited_for}
    clock[0] += 61
    uploads.sweep(())
    assert not list((tmp_path / "uploads").iterdir())
    with pytest.raises(NotFoundError, match="upload it again"):
        context.upload(used)


def test_a_jump_of_the_system_clock_deletes_no_uploads(tmp_path, clock):
    uploads = Uploads(tmp_path, keep_seconds=60)
    upload = asyncio.run(uploads.receive(_pieces(b"x")))[0]
    uploads.sweep(())
    os.utime(tmp_path / "uploads" / upload, (0, 0))  # as if uploaded fifty years ago
    clock[0] += 59
    uploads.sweep(())
    assert (tmp_path / "uploads" / upload).exists()


def test_a_server_without_users_leaves_their_uploads_alone(tmp_path, clock):
    folder = tmp_path / ("a" * 16) / "uploads"
    folder.mkdir(parents=True)
    sent = folder / ("b" * 32)
    sent.write_bytes(b"x")
    for with_users in (False, True):
        uploads = Uploads(tmp_path, keep_seconds=60, with_users=with_users)
        uploads.sweep(())
        clock[0] += 61
        uploads.sweep(())
        assert sent.exists() is not with_users


def test_many_uploads_do_not_take_the_time_of_requests(tmp_path, clock, monkeypatch):
    """A sweep is followed by a pause of 20 times its duration."""
    uploads, swept = Uploads(tmp_path, keep_seconds=60), []
    scan = os.scandir

    def slow_scan(folder):
        swept.append(clock[0])
        clock[0] += 0.1
        return scan(folder)

    monkeypatch.setattr(uploads_module.os, "scandir", slow_scan)
    for _ in range(100):
        uploads.sweep(())
        clock[0] += 0.25
    assert len(swept) < 100 * 0.25 / 2


@pytest.mark.parametrize("free", [5 << 30, 10 << 30])
def test_free_disk_space_is_reserved(tmp_path, monkeypatch, free):
    monkeypatch.setattr(uploads_module, "SPARE", 8 << 30)
    usage = shutil.disk_usage(tmp_path)._replace(total=1 << 40, free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    uploads = Uploads(tmp_path)
    if free > 8 << 30:
        assert asyncio.run(uploads.receive(_pieces(b"x")))[1] == 1
    else:
        with pytest.raises(Problem, match="no space left"):
            asyncio.run(uploads.receive(_pieces(b"x")))
        assert not list((tmp_path / "uploads").iterdir())


def test_empty_files_and_invalid_names_are_refused(empty):
    assert empty.request("POST", "/uploads?name=wells.csv", b"").refused(400) == "wells.csv is empty."
    for name in ("a%2Fb", "x" * 300, "a%0Ab"):
        assert "'name'" in empty.request("POST", f"/uploads?name={name}", b"x").refused(400)


def test_a_full_disk_is_reported_and_leaves_no_files(mount, start_children):
    server = start_children(mount("size=4m"))
    assert "no space left in" in server.request("POST", "/uploads", bytes(6_000_000)).refused(507)
    assert files(server) == []
    assert send(server, bytes(1_000_000))
    server.stop()


def test_memory_does_not_grow_with_the_file(empty):
    process = psutil.Process(empty.process.pid)
    send(empty, b"x")
    before = process.memory_info().rss
    with socket.create_connection(("127.0.0.1", empty.port)) as connection:
        connection.sendall(head(empty, "Content-Length: 200000000"))
        for _ in range(200):
            connection.sendall(bytes(1_000_000))
        assert process.memory_info().rss - before < 50_000_000
        assert b'"bytes":200000000' in answer(connection)
