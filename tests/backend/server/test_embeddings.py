"""Embeddings over HTTP: the same values as in Python, and error messages for invalid bodies."""

import http.client
import io
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import psutil
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.geo.sphere import fibonacci_lattice

HEADER = b"\x93NUMPY\x01\x00"


def header(text, version=HEADER):
    text = text.encode() + b" " * 20 + b"\n"
    return version + len(text).to_bytes(2, "little") + text


@pytest.fixture
def points():
    return fibonacci_lattice(20_000)


def test_the_encoders(server):
    listed = server.request("GET", "/encoders").json["encoders"]
    assert {"tiny", "slow"} <= {encoder["id"] for encoder in listed}
    tiny = server.request("GET", "/encoders/tiny").json
    assert tiny.pop("card") == ""  # only here
    assert tiny in listed
    assert (tiny["degree"], tiny["dimension"], tiny["basis"], tiny["family"]) == (5, 8, "stable", "satclip")
    assert len(tiny["sha256"]) == 64
    assert "'nothing'" in server.request("GET", "/encoders/nothing").refused(404)


def test_embeddings_are_those_of_the_encoder(server, tiny_encoder, points):
    # Sub-batches differ in size from those in Python, so sums may be computed in another order.
    np.testing.assert_allclose(server.embed(points).array, tiny_encoder.encode(points), rtol=0, atol=1e-5)
    exact = server.embed(points, query="?dtype=float64").array
    np.testing.assert_allclose(exact, tiny_encoder.encode(points, dtype="float64"), rtol=0, atol=1e-12)
    assert server.embed(points).array.dtype == np.float32


def test_components_are_those_of_the_stored_pca(server, tiny_encoder, points):
    received = server.embed(points, query="?components=3").array
    assert received.shape == (len(points), 3)
    np.testing.assert_allclose(received, tiny_encoder.pca.project(tiny_encoder.encode(points), 3), atol=1e-5)
    assert "8 components, not 9" in server.embed(points, query="?components=9").refused(400)
    assert "'components'" in server.embed(points, query="?components=0").refused(400)
    assert "'dtype'" in server.embed(points, query="?dtype=int8").refused(400)


def test_zero_points_one_point_and_float32_points(server, tiny_encoder):
    assert server.embed(np.empty((0, 2))).array.shape == (0, 8)
    one = np.array([[13.25, 52.5]])
    np.testing.assert_allclose(server.embed(one).array, tiny_encoder.encode(one), atol=1e-5)
    np.testing.assert_array_equal(server.embed(one.astype("float32")).array, server.embed(one).array)


def test_invalid_points_give_nan_and_longitudes_wrap(server):
    points = np.array([[10, 50], [np.nan, 0], [0, np.inf], [0, 90.5], [370, 50], [0, 90], [77, 90]])
    embeddings = server.embed(points).array
    assert np.isnan(embeddings).all(axis=1).tolist() == [False, True, True, True, False, False, False]
    np.testing.assert_allclose(embeddings[4], embeddings[0], atol=1e-5)
    np.testing.assert_allclose(embeddings[6], embeddings[5], atol=1e-5)


def test_a_million_points_are_the_limit(server, tiny_encoder):
    points = fibonacci_lattice(1_000_000)
    embeddings = server.embed(points).array
    assert embeddings.shape == (1_000_000, 8)
    some = slice(None, None, 99_991)
    np.testing.assert_allclose(embeddings[some], tiny_encoder.encode(points[some]), atol=1e-5)
    assert "1,000,000 at most" in server.embed(np.zeros((1_000_001, 2))).refused(413)


def test_a_missing_encoder_is_reported(server):
    assert "no encoder 'nothing'" in server.embed(np.zeros((1, 2)), encoder="nothing").refused(404)


OBJECTS = np.array([["a", {}]], dtype=object)
WRONG = {
    "nothing": (b"", "not a NumPy .npy array"),
    "text": (b"lon,lat\n1,2\n", "not a NumPy .npy array"),
    "only magic": (HEADER, "not a NumPy .npy array"),
    "format 3.0": (b"\x93NUMPY\x03\x00" + bytes(120), "not a NumPy .npy array"),
    "no header": (header("{}"), "not a NumPy .npy array"),
    "code": (header("__import__('os').abort()"), "not a NumPy .npy array"),
    "deep": (header("(" * 9000), "not a NumPy .npy array"),
    "float64 beyond": (header("{'descr': '>f8', 'fortran_order': False, 'shape': (0, 2)}"), "not >f8"),
    "integers": (np.zeros((2, 2), dtype="int64"), "float64 or float32"),
    "complex": (np.zeros((2, 2), dtype="complex64"), "float64 or float32"),
    "flat": (np.zeros(4), "shape (n, 2)"),
    "three columns": (np.zeros((2, 3)), "shape (n, 2)"),
    "a scalar": (np.zeros(()), "shape (n, 2)"),
    "negative": (header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 2)}"), "shape (n, 2)"),
    "columns first": (np.asfortranarray(np.arange(8.0).reshape(4, 2)), "row by row"),
    "objects": (OBJECTS, "float64 or float32"),
}


@pytest.mark.parametrize("case", WRONG)
def test_invalid_bodies_are_refused(server, case):
    body, sentence = WRONG[case]
    if isinstance(body, np.ndarray):
        stream = io.BytesIO()
        np.save(stream, body, allow_pickle=True)
        body = stream.getvalue()
    assert sentence in server.request("POST", "/encoders/tiny/embeddings", body).refused(400)


def test_a_body_of_the_wrong_length_is_refused(server):
    stream = io.BytesIO()
    np.save(stream, np.zeros((10, 2)))
    body = stream.getvalue()
    path = "/encoders/tiny/embeddings"
    assert "ends too early" in server.request("POST", path, body[:-1]).refused(400)
    assert "goes on" in server.request("POST", path, body + b"!").refused(400)


def test_a_declared_size_allocates_no_memory(server):
    process = psutil.Process(server.process.pid)
    server.embed(np.zeros((1, 2)))  # it has imported torch
    before = process.memory_info().rss
    path = "/encoders/tiny/embeddings"
    for shape in ("(10**9, 2)", "(1000000000, 2)", "(9" + "9" * 5000 + ", 2)"):
        text = "{'descr': '<f8', 'fortran_order': False, 'shape': %s}" % shape  # noqa: UP031
        assert server.request("POST", path, header(text)).status in (400, 413)
    intro = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{server.port}\r\nAuthorization: Bearer {server.token}\r\n"
    )
    reply = server.raw(f"{intro}Content-Length: 1000000000000\r\n\r\n".encode())
    assert reply.startswith(b"HTTP/1.1 413 ")
    # An endless body without a length is cut off at the size of the largest array of points.
    claim = header("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 2)}")
    chunk = b"10000\r\n" + bytes(65536) + b"\r\n"
    endless = f"{intro}Transfer-Encoding: chunked\r\n\r\n".encode() + b"%x\r\n%s\r\n" % (len(claim), claim)
    reply = server.raw(endless + chunk * 300)
    assert reply.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 413 "))
    assert process.memory_info().rss - before < 100e6


def test_the_size_of_json_bodies_is_limited(server):
    body = b'{"inputs": "' + b"x" * 17_000_000 + b'"}'
    path = "/processes/embedding_map/execution"
    server.request("POST", path, body, headers={"Content-Type": "application/json"}).refused(413)


def test_the_work_stops_when_the_client_disconnects(server):
    process = psutil.Process(server.process.pid)
    points = io.BytesIO()
    np.save(points, fibonacci_lattice(1_000_000))
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    headers = {"Authorization": f"Bearer {server.token}"}
    connection.request("POST", "/encoders/slow/embeddings", points.getvalue(), headers)
    assert connection.getresponse().status == 200
    connection.close()
    deadline, worked = time.monotonic() + 7, 1.0  # one sub-batch may still be running; all would take 14 s
    while worked >= 0.3:
        assert time.monotonic() < deadline
        before = sum(process.cpu_times()[:2])
        time.sleep(1)
        worked = sum(process.cpu_times()[:2]) - before
    assert "Traceback" not in server.log()


def test_eight_clients_at_once(server, tiny_encoder):
    points = [fibonacci_lattice(5_000) * [1, 1 - i / 10] for i in range(8)]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(server.embed, points))
    for asked, reply in zip(points, replies, strict=True):
        np.testing.assert_allclose(reply.array, tiny_encoder.encode(asked), atol=1e-5)


def test_status_is_fast_during_computations(server, slow_encoder_file):
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(server.embed, fibonacci_lattice(300_000), encoder="slow")
        time.sleep(0.3)
        began = time.monotonic()
        status = server.request("GET", "/status").json
        assert time.monotonic() - began < 10
        assert not working.done()
        assert working.result().array.shape == (300_000, 128)
    assert (status["name"], status["pid"]) == ("satclip-backend", server.process.pid)
    assert status["device"] == str(load_encoder(slow_encoder_file).device)


def test_a_replaced_encoder_is_loaded_again(server, slow_encoder_file, tiny_encoder_file):
    path = server.home / "encoders" / "other.safetensors"
    path.write_bytes(tiny_encoder_file.read_bytes())
    assert server.embed(np.zeros((1, 2)), encoder="other").array.shape == (1, 8)
    path.write_bytes(slow_encoder_file.read_bytes())
    assert server.embed(np.zeros((1, 2)), encoder="other").array.shape == (1, 128)
    path.write_bytes(b"damaged")
    assert "not a whole encoder file" in server.embed(np.zeros((1, 2)), encoder="other").refused(400)
    path.unlink()
    server.embed(np.zeros((1, 2)), encoder="other").refused(404)
    assert "other" not in [known["id"] for known in server.request("GET", "/encoders").json["encoders"]]
