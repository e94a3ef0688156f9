"""Access control: token, Host and Origin headers, and the challenge that identifies the server."""

import base64
import contextlib
import hmac
import secrets
import time

import pytest

from satclip_backend.server import PROTOCOL, PROTOCOL_HEADER

ROUTES = [
    ("GET", "/"),
    ("GET", "/conformance"),
    ("GET", "/processes"),
    ("POST", "/processes/embedding_map/execution"),
    ("GET", "/jobs"),
    ("GET", "/jobs/0/results"),
    ("DELETE", "/jobs/0"),
    ("GET", "/status"),
    ("POST", "/shutdown"),
    ("GET", "/encoders"),
    ("POST", "/encoders/tiny/embeddings"),
    ("GET", "/openapi.json"),
    ("GET", "/nowhere"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_route_requires_the_token(server, method, path):
    reply = server.request(method, path, headers={"Authorization": None})
    assert "token" in reply.refused(401)
    assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic dXNlcjpwYXNz"])
def test_a_wrong_token_is_refused(server, value):
    server.request("GET", "/status", headers={"Authorization": value}).refused(401)


def test_the_token_may_be_the_password_of_basic_authentication(server):
    for password, status in ((server.token, 200), (server.token[:-1], 401), ("", 401)):
        login = "Basic " + base64.b64encode(f"any one:{password}".encode()).decode()
        assert server.request("GET", "/status", headers={"Authorization": login}).status == status
    server.request("GET", "/status", headers={"Authorization": "Basic *"}).refused(401)


def test_a_partial_or_extended_token_is_refused(server):
    for token in (server.token[:-1], server.token + "x", server.token.swapcase()):
        server.request("GET", "/status", headers={"Authorization": f"Bearer {token}"}).refused(401)


@pytest.mark.parametrize("kind", ["bearer", "BEARER"])
def test_the_case_of_the_kind_of_a_login_does_not_matter(server, kind):
    headers = {"Authorization": f"{kind} {server.token}"}
    assert server.request("GET", "/status", headers=headers).status == 200


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost"])
def test_hosts_of_the_server_itself_are_accepted(server, name):
    assert server.request("GET", "/status", headers={"Host": f"{name}:{server.port}"}).status == 200


@pytest.mark.parametrize(
    "host",
    ["", "127.0.0.1", "localhost", "127.0.0.1:1", "evil.example:{port}", "127.0.0.1:{port}.evil.example"],
)
def test_any_other_host_is_refused(server, host):
    server.request("GET", "/status", headers={"Host": host.format(port=server.port)}).refused(421)


def test_a_missing_or_repeated_host_is_refused(server):
    token = f"Authorization: Bearer {server.token}\r\n"
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    assert server.raw(f"GET /status HTTP/1.0\r\n{token}\r\n".encode()).startswith(b"HTTP/1.1 421 ")
    assert server.raw(f"GET /status HTTP/1.1\r\n{token}\r\n".encode()).startswith(b"HTTP/1.1 400 ")
    assert server.raw(f"GET /status HTTP/1.1\r\n{host}{host}{token}\r\n".encode()).startswith(
        b"HTTP/1.1 400 "
    )


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "http://127.0.0.1:{port}"])
def test_any_origin_is_refused(server, origin):
    headers = {"Origin": origin.format(port=server.port)}
    assert "Web pages" in server.request("GET", "/status", headers=headers).refused(403)
    reply = server.request("OPTIONS", "/status", headers=headers)
    reply.refused(403)
    assert not [name for name in reply.headers if name.lower().startswith("access-control")]


def test_another_protocol_version_is_refused_and_the_supported_one_is_named(server):
    reply = server.request("GET", "/status", headers={PROTOCOL_HEADER: str(PROTOCOL + 1)})
    assert "same version" in reply.refused(409)
    assert reply.json["title"] == "protocol"
    reply = server.request("GET", "/status", headers={PROTOCOL_HEADER: str(PROTOCOL)})
    assert (reply.status, reply.headers[PROTOCOL_HEADER]) == (200, str(PROTOCOL))


def test_data_that_are_not_http_have_no_effect(server):
    server.raw(b"\x16\x03\x01\x02\x00" + b"\x00" * 500, limit=1)
    server.raw(b"GET /status HTTP/1.1\r\nHost: x\r\n" + b"A: " + b"a" * 200_000 + b"\r\n\r\n", limit=1)
    server.raw(
        f"GET /status HTTP/1.1\r\nHost: localhost:{server.port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode(),
        limit=1,
    )
    assert server.request("GET", "/status").status == 200


def test_unknown_routes_and_methods(server):
    server.request("GET", "/nowhere").refused(404)
    server.request("PUT", "/status").refused(405)


def test_a_challenge_proves_knowledge_of_the_token(server):
    """The proof is the HMAC-SHA256 of port and nonce, as an independent implementation computes it."""
    nonce = secrets.token_hex(32)
    reply = server.request("GET", f"/challenge?nonce={nonce}", headers={"Authorization": None})
    said = f"satclip {server.port} {nonce}".encode()
    assert reply.json == {"proof": hmac.new(server.token.encode(), said, "sha256").hexdigest()}


@pytest.mark.parametrize(
    "nonce", ["", "?nonce=", "?nonce=" + "0" * 63, "?nonce=" + "0" * 65, "?nonce=" + "G" * 64]
)
def test_invalid_challenges_are_refused(server, nonce):
    assert "'nonce'" in server.request("GET", f"/challenge{nonce}", headers={"Authorization": None}).refused(
        400
    )


def test_challenges_from_web_pages_and_with_other_methods_or_paths_are_refused(server):
    path = f"/challenge?nonce={'0' * 64}"
    server.request("GET", path, headers={"Authorization": None, "Origin": "http://evil.example"}).refused(403)
    server.request("GET", path, headers={"Authorization": None, "Host": "evil.example"}).refused(421)
    server.request("POST", path, headers={"Authorization": None}).refused(405)
    for other in ("/challenge/", "/challenge/../status", "//challenge", "/%63hallenge/x"):
        server.request("GET", other, headers={"Authorization": None}).refused(401)


def test_proofs_do_not_keep_an_unused_server_alive(start_unprepared, tmp_path):
    server = start_unprepared(tmp_path, "--idle-minutes", "0.02")
    path = f"/challenge?nonce={'0' * 64}"
    with contextlib.suppress(OSError):
        while True:
            server.request("GET", path, headers={"Authorization": None})
            time.sleep(0.02)
    assert server.ends() == 0


def test_the_token_is_not_logged(server):
    server.request("GET", "/status", headers={"Authorization": "Bearer wrong"})
    assert server.token not in server.log()
