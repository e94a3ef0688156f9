"""TLS: certificates and their renewal, names, and the limits on connections, before and after the handshake."""

import contextlib
import itertools
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from satclip_backend.cli import main
from tests.certificates import Authority
from tests.hub_server import free_port

CLOSED = (ConnectionError, ssl.SSLError)
"""Errors of a client whose connection was closed."""
LITTLE = Path(__file__).with_name("serve_with_little.py")


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def trusting(authority):
    return ssl.create_default_context(cafile=authority.certificate)


@pytest.fixture(scope="module")
def issued(authority):
    return authority.issue("server", "IP:127.0.0.1", "DNS:gis.example.org", "DNS:*.lab.example.org")


@pytest.fixture(scope="module")
def quick_server(start, issued, trusting):
    """Start a server with TLS, 256 file descriptors and time limits of one second."""
    options = ("--certificate", str(issued[0]), "--key", str(issued[1]))
    server = start(None, "256", "1.0", *options, program=LITTLE).wait()
    server.tls = trusting
    return server


def secured(server, context=None):
    plain = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    return (context or server.tls).wrap_socket(plain, server_hostname="127.0.0.1")


def head(server, first="POST /uploads", more=""):
    return (
        f"{first} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\n{more}"
    ).encode()


def closed(connection):
    """Wait until the server has closed the connection."""
    with contextlib.suppress(ConnectionResetError, ssl.SSLError):
        while connection.recv(65536):
            pass
    return True


def keep_sending(connection, *pieces, pause=0.0):
    """Send the pieces repeatedly until the server closes the connection."""
    for piece in itertools.cycle(pieces):
        connection.sendall(piece)
        time.sleep(pause)


def test_requests_uploads_and_links_by_tls(quick_server):
    links = quick_server.request("GET", "/").json["links"]
    assert links[0]["href"] == f"https://127.0.0.1:{quick_server.port}/"
    upload = quick_server.request("POST", "/uploads", os.urandom(3_000_000)).json
    assert upload["bytes"] == 3_000_000
    assert quick_server.request("DELETE", f"/uploads/{upload['id']}").status == 200
    assert len(quick_server.request("GET", "/openapi.json").body) > 100_000


def test_the_names_of_the_certificate_are_hosts_of_the_server(quick_server):
    hosts = {
        "gis.example.org": 200,
        "GIS.example.org:443": 200,
        "a.lab.example.org:8443": 200,
        "127.0.0.1": 200,
        "a.b.lab.example.org": 421,
        "lab.example.org": 421,
        "example.org": 421,
        "me@gis.example.org": 421,
        "gis.example.org:port": 421,
        "gis.example.org.evil.example": 421,
        "": 421,
    }
    got = {host: quick_server.request("GET", "/status", headers={"Host": host}).status for host in hosts}
    assert got == hosts


def test_old_versions_of_tls_and_plain_http_are_refused(quick_server):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with pytest.raises(CLOSED):
        secured(quick_server, old)
    assert b"200" not in quick_server.raw(head(quick_server, "GET /status", "\r\n"))
    with secured(quick_server) as connection:
        assert connection.version() == "TLSv1.3"


def test_the_health_check_of_the_container(quick_server, server, monkeypatch):
    text = Path(__file__).parents[3].joinpath("resources", "server", "Containerfile").read_text()
    check = text.partition("HEALTHCHECK")[2].partition(" CMD ")[2].replace("\\\n", "")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    for starting in quick_server, server:
        while starting.request("GET", "/health").status == 503:
            time.sleep(0.1)
    ports = quick_server.port, server.port, free_port()
    checks = [
        subprocess.run(check.replace("8123", str(port)), shell=True, capture_output=True) for port in ports
    ]
    assert [one.returncode for one in checks] == [0, 0, 1]


def client_hello(context):
    """Return the first message of a handshake."""
    sent = ssl.MemoryBIO()
    client = context.wrap_bio(ssl.MemoryBIO(), sent, server_hostname="127.0.0.1")
    with contextlib.suppress(ssl.SSLWantReadError):
        client.do_handshake()
    return sent.read()


@pytest.mark.parametrize("part", [0, 1, 100, None], ids=["nothing", "a byte", "half", "the first message"])
def test_a_handshake_that_never_ends_is_closed(quick_server, part):
    with socket.create_connection(("127.0.0.1", quick_server.port), timeout=60) as connection:
        connection.sendall(client_hello(quick_server.tls)[:part])
        assert closed(connection)
    assert quick_server.request("GET", "/status").status == 200


def test_a_handshake_byte_by_byte_is_closed(quick_server):
    message = client_hello(quick_server.tls)
    with (
        socket.create_connection(("127.0.0.1", quick_server.port), timeout=60) as connection,
        pytest.raises(ConnectionError),
    ):
        keep_sending(connection, *(bytes([byte]) for byte in message), pause=0.1)


@pytest.mark.parametrize("sent", [b"", b"G", b"GET /status HTTP/1.1\r\nHost: "])
def test_a_connection_without_a_request_is_closed(quick_server, sent):
    with secured(quick_server) as connection:
        connection.sendall(sent)
        assert closed(connection)


def test_slow_headers_and_bodies_are_closed(quick_server):
    with secured(quick_server) as connection, pytest.raises(CLOSED):
        keep_sending(connection, b"A", pause=0.1)
    with secured(quick_server) as connection:
        connection.sendall(head(quick_server, more="Content-Length: 100000\r\n\r\n"))
        with pytest.raises(CLOSED):
            keep_sending(connection, b"x", pause=0.1)
    while list((quick_server.home / "jobs").glob("*/uploads/*.part")):
        time.sleep(0.01)


def test_a_slow_but_steady_upload_is_accepted(quick_server):
    with secured(quick_server) as connection:
        connection.sendall(head(quick_server, more="Content-Length: 20000\r\n\r\n"))
        for _ in range(20):
            connection.sendall(bytes(1000))
            time.sleep(0.15)
        assert connection.recv(65536).startswith(b"HTTP/1.1 201 ")


def test_a_client_that_does_not_read_responses_is_closed(quick_server):
    ask = head(quick_server, "GET /openapi.json", "\r\n")
    with socket.socket() as plain:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.settimeout(60)
        plain.connect(("127.0.0.1", quick_server.port))
        with (
            quick_server.tls.wrap_socket(plain, server_hostname="127.0.0.1") as connection,
            pytest.raises(CLOSED),
        ):
            keep_sending(connection, ask)
    assert quick_server.request("GET", "/status").status == 200


def test_hundreds_of_silent_connections_do_not_block_others(quick_server):
    """There are more connections than file descriptors, without a handshake, and new ones are opened all the time.

    There may be 54 of them from one address, so a handshake has 54 times the time between new ones.
    """
    stop = threading.Event()

    def come_again():
        held = []
        while not stop.is_set():
            with contextlib.suppress(OSError):
                held.append(socket.create_connection(("127.0.0.1", quick_server.port), timeout=60))
                held[-1].sendall(b"\x16\x03")
            held = held[-300:]
            time.sleep(0.01)

    crowd = threading.Thread(target=come_again)
    crowd.start()
    try:
        for _ in range(30):
            assert quick_server.request("GET", "/status").status == 200
            assert quick_server.request("POST", "/uploads", bytes(2_000_000)).status == 201
    finally:
        stop.set()
        crowd.join()
    assert psutil.Process(quick_server.process.pid).num_fds() < 256
    assert "Too many open files" not in quick_server.log()
    assert "Traceback" not in quick_server.log()


def served_certificate(server):
    with secured(server) as connection:
        return connection.getpeercert()["serialNumber"]


def test_a_renewed_certificate_is_used_without_a_restart(start, tmp_path, authority, trusting):
    first, second = (authority.issue(name, "IP:127.0.0.1") for name in ("first", "second"))
    for source, target in zip(first, ("certificate", "key"), strict=True):
        shutil.copy(source, tmp_path / target)
    files = tmp_path / "certificate", tmp_path / "key"
    options = ("--certificate", str(files[0]), "--key", str(files[1]))
    server = start(tmp_path / "home", "1024", "10", *options, program=LITTLE).wait()
    server.tls = trusting
    before = served_certificate(server)
    kept = secured(server)

    (tmp_path / "new").write_bytes(second[0].read_bytes())
    (tmp_path / "new").replace(files[0])  # the key has not followed yet
    while "does not belong to the certificate" not in server.log():
        time.sleep(0.05)
    assert served_certificate(server) == before

    shutil.copy(second[1], tmp_path / "new")
    (tmp_path / "new").replace(files[1])
    while served_certificate(server) == before:
        time.sleep(0.05)
    kept.sendall(head(server, "GET /status", "\r\n"))
    assert kept.recv(65536).startswith(b"HTTP/1.1 200 "), "open connections stay"
    kept.close()
    files[0].unlink()
    while "can't be read" not in server.log():
        time.sleep(0.05)
    assert served_certificate(server) != before
    assert "Traceback" not in server.log()


def test_strict_clients_accept_the_documented_authority(tmp_path):
    """Python 3.13, and QGIS with it, refuses an authority without a key usage."""
    text = (Path(__file__).parents[3] / "docs" / "server.md").read_text()
    (commands,) = (block for block in text.split("```") if "-keyout authority.key" in block)
    commands = commands.replace("rsa:3072", "rsa:2048")  # faster
    subprocess.run(["bash", "-e"], input=commands, cwd=tmp_path, check=True, capture_output=True, text=True)
    server, client = (ssl.SSLContext(kind) for kind in (ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS_CLIENT))
    server.load_cert_chain(tmp_path / "fullchain.pem", tmp_path / "privkey.pem")
    client.load_verify_locations(tmp_path / "authority.pem")
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    for name in ("gis.example.org", "192.0.2.10"):
        there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
        near = client.wrap_bio(back, there, server_hostname=name)
        far = server.wrap_bio(there, back, server_side=True)
        for end in (near, far, near):
            with contextlib.suppress(ssl.SSLWantReadError):
                end.do_handshake()
        assert near.getpeercert()["subjectAltName"]


@pytest.fixture(scope="module")
def faulty(authority, issued, tmp_path_factory):
    """Return pairs of files that can't be used, by what is wrong with them."""
    folder, (certificate, key) = tmp_path_factory.mktemp("faulty"), issued
    (folder / "empty").touch(0o600)
    shutil.copy(key, folder / "open.key")
    (folder / "open.key").chmod(0o644)
    locked = folder / "locked.key"
    locked.touch(0o600)
    subprocess.run(
        ["openssl", "rsa", "-aes256", "-passout", "pass:secret", "-in", key, "-out", locked],
        check=True,
        capture_output=True,
    )
    expired = authority.issue("expired", "IP:127.0.0.1", days=-1)
    other = authority.issue("other", "IP:127.0.0.1")
    return {
        "another key": (certificate, other[1]),
        "expired": expired,
        "a missing file": (folder / "absent.pem", key),
        "a folder": (certificate, folder),
        "an empty certificate": (folder / "empty", key),
        "an empty key": (certificate, folder / "empty"),
        "a key for a certificate": (key, key),
        "a key that others can read": (certificate, folder / "open.key"),
        "a passphrase": (certificate, locked),
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("another key", "other.key does not belong to the certificate"),
        ("expired", "expired.pem is not valid (certificate has expired)"),
        ("a missing file", "absent.pem"),
        ("a folder", "can't be read"),
        ("an empty certificate", "empty contains no certificate"),
        ("an empty key", "empty can't be used"),
        ("a key for a certificate", "server.key contains no certificate"),
        ("a key that others can read", "open.key: run chmod 600"),
        ("a passphrase", "locked.key has a passphrase"),
    ],
)
def test_certificates_that_cannot_be_used_are_named(capfd, monkeypatch, tmp_path, faulty, wrong, sentence):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path))
    certificate, key = map(str, faulty[wrong])
    assert main(["serve", "--certificate", certificate, "--key", key]) in (1, 2)
    error = capfd.readouterr().err
    assert sentence in error
    assert "Traceback" not in error


def test_a_certificate_needs_its_key(capfd, issued):
    assert main(["serve", "--certificate", str(issued[0])]) == 1
    assert "--key" in capfd.readouterr().err


def own_address():
    """Return an address of this computer that others can reach, if there is one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
            return probe.getsockname()[0]
        except OSError:
            return None


def test_other_computers_are_served_only_by_tls_or_behind_a_proxy(
    capfd, monkeypatch, start, tmp_path, issued
):
    address = own_address()
    if address is None or address.startswith("127."):
        pytest.skip("this computer has no network")
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path))
    assert main(["serve", "--host", address]) == 1
    error = capfd.readouterr().err
    assert f"can reach {address}" in error
    assert "--certificate" in error
    assert "--behind-proxy" in error
    options = ("--certificate", str(issued[0]), "--key", str(issued[1]))
    assert start(tmp_path / "tls", "1024", "10", "--host", address, *options, program=LITTLE).wait()
    options = ("--behind-proxy", "https://gis.example.org")
    assert start(tmp_path / "proxy", "1024", "10", "--host", "0.0.0.0", *options, program=LITTLE).wait()
