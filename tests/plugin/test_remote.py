"""Test a backend on a server: https with a login of QGIS, certificates, refusals, cancellation, live layers."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from conftest import ENCODER
from event_loop import get
from faulty_server import FaultyServer
from logins import MASTER_PASSWORD
from qgis.core import QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtNetwork import QNetworkReply, QSslCertificate
from tls_proxy import TlsProxy

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import (
    BackendError,
    BadReply,
    Cancelled,
    JobFailed,
    NoLogin,
    ServerFailed,
    Unreachable,
    WrongAddress,
)
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.bridge.redirect import Redirect
from satclip_qgis.bridge.remote import Server, login_of
from satclip_qgis.bridge.tls import CONNECTIONS
from satclip_qgis.layers.live_layer import LiveView
from satclip_qgis.paths import plugin_version
from tests.certificates import Authority
from tests.hub_server import free_port


def store_login(password: str, user: str = "anyone") -> str:
    """Store a login in QGIS, as its dialog does; return its id."""
    login = QgsAuthMethodConfig("Basic")
    login.setName(f"SatCLIP {time.monotonic()}")
    login.setConfigMap({"username": user, "password": password, "realm": ""})
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword(MASTER_PASSWORD, True)
    assert manager.storeAuthenticationConfig(login)[0]
    return login.id()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def certificates(authority):
    return (authority.certificate, *authority.issue("server", "IP:127.0.0.1"))


@pytest.fixture
def trusted(qgis_app, certificates):
    """Import the authority, as a user does in Settings > Options > Authentication."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword(MASTER_PASSWORD, True)
    authority = QSslCertificate(certificates[0].read_bytes())
    assert manager.storeCertAuthority(authority)
    manager.rebuildCaCertsCache()
    manager.rebuildTrustedCaCertsCache()
    yield
    manager.removeCertAuthority(authority)
    manager.rebuildCaCertsCache()
    manager.rebuildTrustedCaCertsCache()


@pytest.fixture
def proxy(backend, certificates):
    """A TLS proxy in front of the real backend."""
    backend.status()
    with TlsProxy(Runtime.read().port, *certificates[1:]) as proxy:
        yield proxy
    CONNECTIONS.close()


@pytest.fixture
def server(proxy, trusted):
    """The server with the login that it accepts."""
    return Server(proxy.url, store_login(Runtime.read().token))


def remote(server: Server, **options) -> Backend:
    return Backend(None, plugin_version(), server=server, **options)


def test_a_backend_on_a_server_embeds_runs_jobs_and_sends_files(server, golden, tmp_path):
    backend = remote(server)
    np.testing.assert_allclose(
        backend.embeddings(ENCODER, golden["lonlat"]), golden["embedding"], rtol=1e-4, atol=1e-5
    )
    sent = os.urandom(3 << 20)
    file = tmp_path / "sent.bin"
    file.write_bytes(sent)
    shares = []
    upload = backend.upload(file, shares.append)
    assert shares[-1] == 1
    assert len(shares) > 2
    backend.discard_upload(upload)
    with pytest.raises(BackendError, match="There is no upload"):
        backend.client().json("DELETE", f"/uploads/{upload}")
    inputs = {"encoder": ENCODER, "extent": [0, 0, 10, 10], "pixel_size": 1.0}
    job, results = backend.run_job("embedding_map", inputs, lambda fraction, message: None)
    backend.save_output(job, next(iter(results)), tmp_path / "map.tif", lambda fraction: None)
    assert (tmp_path / "map.tif").read_bytes()[:2] == b"II"
    backend.discard_job(job)


def test_the_login_is_sent_by_tls_only_and_shown_nowhere(server, proxy):
    backend = remote(server, language="de-AT")
    backend.status()
    assert b"Authorization: Basic " in proxy.requests[-1]
    assert b"Accept-Language: de-AT" in proxy.requests[-1]
    token = Runtime.read().token
    assert token not in repr(backend)
    assert token not in repr(backend.client())
    assert backend.client().token == ""


def test_an_unknown_authority_is_refused_before_the_login_is_sent(proxy):
    server = Server(proxy.url, store_login("secret"))
    with pytest.raises(ServerFailed, match=r"certificate of 127.0.0.1 is not valid.*Manage Certificates"):
        remote(server).status()
    assert proxy.requests == []


def test_an_expired_certificate_is_reported_with_advice(server, proxy, authority):
    expired = authority.issue("expired", "IP:127.0.0.1", days=-1)
    with (
        TlsProxy(proxy.upstream, *expired) as late,
        pytest.raises(ServerFailed, match=r"not valid now: certificate has expired\. Check the clock"),
    ):
        remote(Server(late.url, server.authcfg)).status()


def test_a_certificate_for_another_name_is_refused(server, proxy):
    other = Server(proxy.url.replace("127.0.0.1", "127.1"), server.authcfg)
    with pytest.raises(ServerFailed, match=r"certificate of 127\.1 is not valid"):
        remote(other).status()
    assert proxy.requests == []


def test_a_wrong_login_is_reported(server):
    with pytest.raises(NoLogin, match=r"127\.0\.0\.1 rejects the login"):
        remote(Server(server.url, store_login("wrong"))).status()
    with pytest.raises(NoLogin, match=r"127\.0\.0\.1 rejects the login"):
        remote(Server(server.url)).status()
    with pytest.raises(NoLogin, match="configuration absent1 can't be used"):
        remote(Server(server.url, "absent1")).status()


def test_another_version_is_reported(server):
    with pytest.raises(
        ServerFailed, match=rf"127\.0\.0\.1 has version {plugin_version()}.*needs version 99\.0"
    ):
        Backend(None, "99.0", server=server).status()


def test_a_server_without_a_backend_is_reported(server, proxy):
    proxy.upstream = 9
    with pytest.raises(ServerFailed, match=r"127\.0\.0\.1 was refused or interrupted"):
        remote(server).status()
    closed = Server("https://127.0.0.1:9", server.authcfg)
    with pytest.raises(ServerFailed, match=r"127\.0\.0\.1 was refused or interrupted"):
        remote(closed).status()
    with pytest.raises(ServerFailed, match=r"satclip\.invalid was not found"):
        remote(Server("https://satclip.invalid")).status()


@pytest.mark.parametrize(("status", "error"), [(502, Unreachable), (504, Unreachable), (404, ServerFailed)])
def test_a_web_server_without_its_backend_is_reported(server, proxy, status, error):
    def answer(handler):
        handler.send_response(status)
        handler.send_header("Content-Length", "6")
        handler.end_headers()
        handler.wfile.write(b"<html>")

    with FaultyServer(answer) as faulty:
        proxy.upstream = faulty.port
        with pytest.raises(ServerFailed, match=f"the status {status} instead of the backend") as raised:
            remote(server).status()
    assert type(raised.value) is error


def test_a_server_without_tls_is_reported(server, proxy):
    plain = Server(f"https://127.0.0.1:{proxy.upstream}", server.authcfg)
    with pytest.raises(ServerFailed, match=r"No secure connection to 127\.0\.0\.1 .*Check the address"):
        remote(plain).status()


def test_a_silent_server_can_be_cancelled(server, proxy):
    proxy.upstream = None
    start = time.monotonic()
    with pytest.raises(Cancelled):
        remote(server, is_cancelled=lambda: time.monotonic() > start + 0.5).status()
    assert time.monotonic() - start < 10


def test_requests_that_change_nothing_share_a_connection(server, proxy):
    client = remote(server).client()
    for _ in range(5):
        client.json("GET", "/encoders")
        with pytest.raises(BackendError):
            client.json("GET", "/encoders/absent")
    assert len(proxy.connections) == 1
    client.array(f"/encoders/{ENCODER}/embeddings", np.zeros((1, 2)))
    assert len(proxy.connections) == 2, "a request that is not repeated has a connection of its own"
    proxy.hang_up()
    client.json("GET", "/encoders")
    assert len(proxy.connections) == 3, "a connection that the server has closed is not used"


def test_threads_share_connections_but_never_one_at_the_same_time(server, proxy):
    client = remote(server).client()
    known = client.json("GET", "/encoders")
    with ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(lambda _: client.json("GET", "/encoders"), range(40)))
    assert replies == [known] * 40
    assert len(proxy.connections) <= 4


def test_a_request_is_repeated_once_if_the_server_closes_the_connection_meanwhile(server, proxy):
    client = remote(server).client()
    before = len(proxy.requests)
    proxy.drops = 1
    assert client.json("GET", "/encoders")["encoders"]
    assert len(proxy.requests) == before + 1
    assert len(proxy.connections) == 2


def test_connections_are_kept_for_seconds_and_only_after_a_whole_reply(server, proxy, monkeypatch):
    client = remote(server).client()
    proxy.keeps = False
    client.json("GET", "/encoders")
    client.json("GET", "/encoders")
    assert len(proxy.connections) == 2
    proxy.keeps = True
    for name, size in (("LARGEST_JSON", 10), ("PIECE", 8)):
        monkeypatch.setattr(f"satclip_qgis.bridge.client.{name}", size)
    for _ in range(2):
        with pytest.raises(BadReply, match="more data than requested"):
            client.json("GET", "/encoders")
    assert len(proxy.connections) == 4
    monkeypatch.undo()
    client.json("GET", "/encoders")
    monkeypatch.setattr("satclip_qgis.bridge.tls.KEPT_FOR", 0)
    client.json("GET", "/encoders")
    assert len(proxy.connections) == 6


WORLD = {"encoder": ENCODER, "extent": [-180, -90, 180, 90], "pixel_size": 0.25}
"""Inputs of an embedding map that takes seconds."""


def test_a_job_goes_on_after_dropped_connections(server, proxy, monkeypatch):
    """So it does after this computer has slept, or the server's web server was restarted."""
    monkeypatch.setattr("satclip_qgis.bridge.backend.PAUSE", 0.3)
    messages, upstream = [], proxy.upstream

    def drop(fraction, message):
        if not messages and proxy.upstream == upstream:
            proxy.upstream = 9
            proxy.hang_up()
            threading.Timer(1.5, setattr, (proxy, "upstream", upstream)).start()

    backend = remote(server, on_message=messages.append)
    job, results = backend.run_job("embedding_map", WORLD, drop)
    assert results
    assert messages == ["The server 127.0.0.1 does not respond. Trying again for 5 minutes."]
    backend.discard_job(job)


def test_a_server_that_stays_away_fails_the_job_after_a_while(server, proxy, monkeypatch):
    for name, value in (("PAUSE", 0.05), ("ABSENCE", 0.3), ("FEWEST_ATTEMPTS", 4)):
        monkeypatch.setattr(f"satclip_qgis.bridge.backend.{name}", value)
    upstream, dropped = proxy.upstream, []

    def drop(fraction, message):
        proxy.upstream = 9
        proxy.hang_up()
        dropped.append(len(proxy.requests))

    with pytest.raises(ServerFailed, match="interrupted during the job"):
        remote(server).run_job("embedding_map", WORLD, drop)
    assert len(proxy.requests) - dropped[-1] >= 4
    proxy.upstream = upstream
    start = time.monotonic()

    def drop_and_cancel(fraction, message):
        nonlocal start
        proxy.upstream, start = 9, time.monotonic()
        proxy.hang_up()

    monkeypatch.undo()
    start = float("inf")
    with pytest.raises(Cancelled):
        remote(server, is_cancelled=lambda: time.monotonic() > start + 1).run_job(
            "embedding_map", WORLD, drop_and_cancel
        )
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("number", "options", "failure"),
    [
        (signal.SIGTERM, ["--keep-jobs", "--grace", "60"], None),
        (signal.SIGKILL, ["--keep-jobs"], (JobFailed, "The server was restarted")),
        (signal.SIGKILL, [], (ServerFailed, "no longer has the job")),
    ],
)
def test_a_job_on_a_server_that_is_restarted(
    home, backend_python, certificates, trusted, tmp_path, monkeypatch, number, options, failure
):
    """With SIGTERM, the job ends within the grace period, and its results are kept."""
    monkeypatch.setattr("satclip_qgis.bridge.backend.PAUSE", 0.3)
    shutil.copytree(home / "encoders", tmp_path / "home" / "encoders")
    token = tmp_path / "token"
    token.touch(0o600)
    token.write_text("0123456789abcdef" * 4)
    port = free_port()
    command = [backend_python, "-I", "-m", "satclip_backend", "serve", "--port", port, "--token-file", token]
    command += ["--certificate", certificates[1], "--key", certificates[2], *options]
    environment = {**os.environ, "SATCLIP_HOME": str(tmp_path / "home")}
    processes, messages = [], []

    def start():
        processes.append(subprocess.Popen(list(map(str, command)), env=environment))

    def restart(fraction, message):
        if len(processes) == 1 and fraction > 0:
            processes[0].send_signal(number)
            ended = processes[0]
            processes.append(ended)
            threading.Thread(target=lambda: (ended.wait(), start())).start()

    start()
    backend = remote(
        Server(f"https://127.0.0.1:{port}", store_login(token.read_text())), on_message=messages.append
    )
    try:
        until = time.monotonic() + 60
        while True:
            with contextlib.suppress(ServerFailed):
                backend.status()
                break
            assert time.monotonic() < until
            time.sleep(0.2)
        if failure:
            with pytest.raises(failure[0], match=failure[1]):
                backend.run_job("embedding_map", WORLD, restart)
        else:
            job, results = backend.run_job("embedding_map", WORLD, restart)
            backend.save_output(job, next(iter(results)), tmp_path / "map.tif", lambda fraction: None)
            assert (tmp_path / "map.tif").read_bytes()[:2] == b"II"
        assert len(messages) == 1
    finally:
        CONNECTIONS.close()
        for process in processes:
            process.kill()
            process.wait()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://gis.example.org", "by https"),
        ("http://192.168.0.7:8123", "by https"),
        ("ftp://gis.example.org", "must be like"),
        ("gis.example.org", "must be like"),
        ("", "must be like"),
        ("https://me:secret@gis.example.org", "must not contain a user name or password"),
        ("https://gis.example.org:99999", "must be like"),
        ("https://gis.example.org/?a=1", "must be like"),
        ("https://gis..example.org", "must be like"),
    ],
)
def test_unsafe_addresses_are_refused_before_any_request(qgis_app, url, sentence):
    with pytest.raises(WrongAddress, match=sentence) as raised:
        remote(Server(url)).status()
    assert "secret" not in str(raised.value)


def test_http_to_this_computer_is_authenticated_as_the_own_backend_is(backend, proxy):
    backend.status()
    url = f"http://127.0.0.1:{Runtime.read().port}"
    assert remote(Server(url, store_login(Runtime.read().token))).status()["version"] == plugin_version()
    with pytest.raises(NoLogin, match="rejects the login"):
        remote(Server(url, store_login("wrong"))).status()
    with pytest.raises(ServerFailed, match="Is the SSH tunnel open"):
        remote(Server("http://127.0.0.1:9", store_login("any"))).status()
    with pytest.raises(NoLogin, match="needs its token"):
        remote(Server(url)).status()


def test_logins_are_read_from_bearer_and_basic():
    assert login_of("Bearer abc") == ("", "abc")
    assert login_of("Basic dXNlcjphOmI=") == ("user", "a:b")
    assert {login_of(value) for value in ("", "Digest x", "Basic ***")} == {("", "")}


@pytest.fixture(scope="module")
def team_server(backend_python, tmp_path_factory):
    """Start a backend with the user anna; return its port, the token of its runtime file, and that of anna."""
    home = tmp_path_factory.mktemp("team")
    command, environment = (
        [backend_python, "-I", "-m", "satclip_backend"],
        {**os.environ, "SATCLIP_HOME": str(home)},
    )
    added = subprocess.run(
        [*command, "users", "add", "anna"], env=environment, capture_output=True, text=True, check=True
    )
    with subprocess.Popen(
        [*command, "serve", "--users"], env=environment, stderr=subprocess.DEVNULL
    ) as process:
        path = home / "run" / "server.json"
        while not path.exists():
            assert process.poll() is None
            time.sleep(0.1)
        runtime = json.loads(path.read_text())
        yield runtime["port"], runtime["token"], added.stdout.strip()
        process.terminate()


def test_a_user_of_a_server_logs_in_by_a_tunnel(qgis_app, team_server):
    """The server proves that it knows the user before the token is sent."""
    port, local, token = team_server
    url = f"http://127.0.0.1:{port}"
    for user, password in (("anna", token), ("anyone", local)):
        assert remote(Server(url, store_login(password, user))).status()["version"] == plugin_version()
    for user, password in (("anna", "wrong"), ("ben", token)):
        with pytest.raises(NoLogin, match="rejects the login"):
            remote(Server(url, store_login(password, user))).status()


def test_a_user_of_a_server_logs_in_by_https(team_server, trusted, certificates):
    port, _local, token = team_server
    with TlsProxy(port, *certificates[1:]) as proxy:
        assert remote(Server(proxy.url, store_login(token, "anna"))).status()["version"] == plugin_version()
        with pytest.raises(NoLogin, match="rejects the login"):
            remote(Server(proxy.url, store_login(token, "ben"))).status()
        with pytest.raises(BackendError, match="Only administrators"):
            remote(Server(proxy.url, store_login(token, "anna"))).client().json("DELETE", "/encoders/none")
    CONNECTIONS.close()


def test_live_layers_come_from_the_server_and_the_address_is_in_no_project(server, proxy):
    settings.ON_SERVER.set(True)
    settings.SERVER.set(server.url)
    settings.AUTHCFG.set(server.authcfg)
    redirect = Redirect(lambda: None, plugin_version(), settings.serve_flags, settings.server)
    failed = []
    redirect.failed.connect(failed.append)
    redirect.install()
    try:
        before = len(proxy.requests)
        address = LiveView(ENCODER).url("legend")
        assert "127.0.0.1" not in address
        assert get(address)[0] == QNetworkReply.NetworkError.NoError
        assert b"Accept-Language: " in proxy.requests[-1]
        assert b"GET /satclip/tiles/" in proxy.requests[-1]
        settings.AUTHCFG.set("")
        assert get(address)[0] != QNetworkReply.NetworkError.NoError
        assert isinstance(failed[0], NoLogin)
        assert len(proxy.requests) > before
    finally:
        redirect.remove()


def test_a_server_that_is_lost_is_reported_to_live_layers(server, proxy, monkeypatch):
    """So is a login that the server no longer accepts, by a message at most every few seconds."""
    from satclip_qgis.bridge import startup_proxy

    monkeypatch.setattr(startup_proxy, "RETRY_DELAY", 1000.0)
    redirect = Redirect(lambda: None, plugin_version(), server=lambda: server)
    failed = []
    redirect.failed.connect(failed.append)
    redirect.install()
    upstream = proxy.upstream
    try:
        address = LiveView(ENCODER).url("legend")
        assert get(address)[0] == QNetworkReply.NetworkError.NoError
        proxy.upstream = 9
        for _ in range(3):
            assert get(address)[0] != QNetworkReply.NetworkError.NoError
        assert [type(error) for error in failed] == [Unreachable]
        proxy.upstream = upstream
        assert get(address)[0] == QNetworkReply.NetworkError.NoError
        monkeypatch.setattr(startup_proxy, "RETRY_DELAY", 0.0)
        monkeypatch.setattr(Server, "login", lambda server: {"Authorization": "Bearer of-a-removed-user"})
        assert get(address)[0] != QNetworkReply.NetworkError.NoError
        assert [type(error) for error in failed] == [Unreachable, NoLogin]
    finally:
        redirect.remove()


def test_a_tunnel_that_is_closed_and_a_user_who_is_removed_are_reported(backend, qgis_app):
    """So they are in the middle of a session, by what the user can do about it."""
    backend.status()
    token = Runtime.read().token
    client = remote(Server(f"http://127.0.0.1:{Runtime.read().port}", store_login(token))).client()
    with pytest.raises(NoLogin, match=r"127\.0\.0\.1 rejects the login\. Check"):
        replace(client, token="of a removed user").array(f"/encoders/{ENCODER}/embeddings", np.zeros((1, 2)))
    with pytest.raises(Unreachable, match="Is the SSH tunnel open"):
        replace(client, port=9).json("GET", "/encoders")
