"""Test that pip and the backend use the proxy and the certificates of QGIS."""

from __future__ import annotations

import os
import ssl
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from installer import make_wheel
from logins import MASTER_PASSWORD
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings
from qgis.PyQt.QtNetwork import QSslCertificate

from satclip_qgis import settings
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.environment import make_environment
from satclip_qgis.bridge.errors import NoNetwork
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.bridge.pip import Report
from satclip_qgis.network import CERTIFICATES, network_variables
from satclip_qgis.paths import plugin_version
from tests.hub_server import POLL


@pytest.fixture
def proxy(qgis_app):
    """The proxy in the options of QGIS."""
    for name, value in {
        "proxyEnabled": True,
        "proxyType": "HttpProxy",
        "proxyHost": "proxy.example",
        "proxyPort": "3128",
        "proxyUser": "me",
        "proxyPassword": "p@ss/word",
    }.items():
        QgsSettings().setValue(f"proxy/{name}", value)
    yield
    QgsSettings().remove("proxy")


def test_the_proxy_of_qgis_is_used(proxy, empty_home, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "intranet.example, 127.0.0.1")
    address = "http://me:p%40ss%2Fword@proxy.example:3128"
    assert network_variables()["HTTPS_PROXY"] == address
    QgsSettings().setValue("proxy/noProxyUrls", ["https://pypi.company.example/simple", "mirror.example"])
    assert network_variables()["NO_PROXY"].split(",") == [
        *("localhost", "127.0.0.1", "::1", "intranet.example"),
        *("pypi.company.example", "mirror.example"),
    ]
    QgsSettings().setValue("proxy/proxyType", "DefaultProxy")
    assert network_variables() == {}


def test_the_login_of_the_proxy_can_be_an_authentication_configuration(proxy, empty_home):
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword(MASTER_PASSWORD, True)
    stored = QgsAuthMethodConfig("Basic")
    stored.setName("proxy")
    stored.setConfig("username", "anna")
    stored.setConfig("password", "secret")
    assert manager.storeAuthenticationConfig(stored)
    try:
        QgsSettings().setValue("proxy/authcfg", stored.id())
        assert network_variables()["HTTPS_PROXY"] == "http://anna:secret@proxy.example:3128"
    finally:
        manager.removeAuthenticationConfig(stored.id())


def test_the_backend_gets_the_proxy(proxy, empty_home, cold_python, monkeypatch):
    monkeypatch.setattr(launcher, "variables", network_variables)
    backend = Backend(cold_python, plugin_version())
    assert backend.status()["version"] == plugin_version()  # the plugin reaches it without the proxy
    environment = Path(f"/proc/{Runtime.read().pid}/environ").read_text()
    assert f"HTTPS_PROXY={settings.proxy_variables()['HTTPS_PROXY']}" in environment.split("\0")


@pytest.fixture
def authority(tmp_path) -> Path:
    """The certificate of an authority, beside a key and a certificate of 127.0.0.1 that it has issued."""
    commands = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=Company "
        "-keyout authority.key -out authority.pem",
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 "
        "-addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE "
        "-CA authority.pem -CAkey authority.key -keyout server.key -out server.pem",
    )
    for command in commands:
        subprocess.run(["openssl", *command.split()], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path / "authority.pem"


@pytest.fixture
def index(authority, tmp_path) -> str:
    """The address of a package index, whose certificate is from the authority."""
    (tmp_path / "simple").mkdir()
    make_wheel(tmp_path / "simple" / "tinything")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem", tmp_path / "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}/simple"
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("begun")
def test_certificates_that_were_added_in_qgis_are_used(empty_home, authority, index, tmp_path, monkeypatch):
    for name in CERTIFICATES:
        monkeypatch.delenv(name, raising=False)
    pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": index, "PIP_FIND_LINKS": "", "PIP_RETRIES": "1"}

    def install() -> Path:
        report = Report(tmp_path / "log", variables={**pip, **network_variables()})
        return make_environment(tmp_path / "environment", ["tinything"], report, torch=None)

    with pytest.raises(NoNetwork, match="Authorities"):
        install()
    manager, certificate = QgsApplication.authManager(), QSslCertificate.fromPath(str(authority))[0]
    assert manager.storeCertAuthority(certificate)
    try:
        manager.rebuildCaCertsCache()
        manager.rebuildTrustedCaCertsCache()
        python = install()
        subprocess.run([python, "-c", "import tinything"], check=True)
        assert Path(network_variables()["SSL_CERT_FILE"]).read_text().count("BEGIN CERTIFICATE") > 1
    finally:
        manager.removeCertAuthority(certificate)
        manager.rebuildCaCertsCache()
        manager.rebuildTrustedCaCertsCache()
    assert network_variables() == {}
