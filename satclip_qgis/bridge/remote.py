"""A backend on a server: https with verified certificates, or http to this computer, such as an SSH tunnel.

The login comes from an authentication configuration of QGIS and is read for each request, so that it is stored nowhere
else.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from satclip_qgis.bridge.client import Client, Request, refusal
from satclip_qgis.bridge.errors import (
    BackendDied,
    BadReply,
    NoLogin,
    ServerFailed,
    TokenRefused,
    Unreachable,
    WrongAddress,
    WrongVersion,
)
from satclip_qgis.bridge.sending import PIECE, read_piece
from satclip_qgis.bridge.text import tr
from satclip_qgis.bridge.tls import CONNECTIONS, Connection

_NO_BACKEND = (502, 503, 504)
"""Status of the replies of a web server whose backend does not respond."""
_NOT_NOW = (9, 10)
"""OpenSSL's codes for certificates that are not yet valid and that have expired."""


@dataclass(frozen=True)
class Server:
    """A server of the options: its URL and the id of an authentication configuration of QGIS, or ""."""

    url: str
    authcfg: str = ""

    @property
    def host(self) -> str:
        """Host name of the URL."""
        return urlsplit(self.url).hostname or ""

    def check(self) -> None:
        """Raise `WrongAddress` unless the URL is one that the login may be sent to."""
        try:
            parts = urlsplit(self.url)
            valid = bool(parts.hostname) and parts.port != 0
            self.host.encode("idna")  # raises UnicodeError, a ValueError
        except ValueError:
            valid = False
        if not valid or parts.scheme not in ("https", "http") or parts.query or parts.fragment:
            raise WrongAddress(
                tr(
                    "The address of the backend's server must be like https://gis.example.org or "
                    "http://127.0.0.1:8123."
                )
            )
        if parts.username is not None:
            raise WrongAddress(
                tr(
                    "The address of the backend's server must not contain a user name or password. Use an "
                    "authentication configuration."
                )
            )
        if parts.scheme == "http" and (not is_loopback(parts.hostname) or parts.path.strip("/")):
            raise WrongAddress(
                tr(
                    "{host} must be asked by https, because http would send the login and your data readable for "
                    "others. http is for this computer only, such as http://127.0.0.1:8123 for an SSH tunnel."
                ).format(host=parts.hostname)
            )

    def login(self) -> dict[str, str]:
        """Return the headers of the authentication configuration. Raises `NoLogin`."""
        if not self.authcfg:
            return {}
        request = QNetworkRequest(QUrl(self.url))
        valid, request = QgsApplication.authManager().updateNetworkRequest(request, self.authcfg)
        if not valid:
            raise self._no_login()
        headers = {
            bytes(name).decode("latin-1"): bytes(request.rawHeader(name)).decode("latin-1")
            for name in request.rawHeaderList()
        }
        if any(mark in text for header in headers.items() for text in header for mark in "\r\n"):
            raise self._no_login()  # http.client's error would show the login
        return headers

    def _no_login(self) -> NoLogin:
        return NoLogin(
            tr(
                "The authentication configuration {id} can't be used. Unlock or choose it in Settings > Options > "
                "SatCLIP."
            ).format(id=self.authcfg)
        )

    def client(self, is_cancelled: Callable[[], bool] = lambda: False) -> Client:
        """Return a client of the server, without a request. Raises `WrongAddress` and `NoLogin`."""
        self.check()
        parts = urlsplit(self.url)
        if parts.scheme == "https":
            prefix = parts.path.rstrip("/")
            return RemoteClient(
                parts.hostname, parts.port or 443, "", is_cancelled, prefix=prefix, server=self
            )
        user, token = login_of(self.login().get("Authorization", ""))
        if not token:
            raise NoLogin(
                tr(
                    "The backend at {url} needs its token. Choose an authentication configuration of the kind “Basic "
                    "authentication” with the token as the password in Settings > Options > SatCLIP."
                ).format(url=self.url)
            )
        return TunnelClient(parts.hostname, parts.port or 80, token, is_cancelled, user=user, server=self)


def login_of(authorization: str) -> tuple[str, str]:
    """Return user name and token in an Authorization header: those of Basic, or "" and that of Bearer, or "" twice."""
    kind, _, value = authorization.partition(" ")
    if kind.lower() == "bearer":
        return "", value.strip()
    try:
        user, _, token = (
            base64.b64decode(value).decode().partition(":") if kind.lower() == "basic" else ("", "", "")
        )
    except ValueError:
        return "", ""
    return user, token


def _checked(message: str, **values: object) -> str:
    """Return a message with its values, followed by the advice to check the options."""
    advice = tr("Check the address and the authentication in Settings > Options > SatCLIP.")
    return f"{message.format(**values)} {advice}"


def _rejected(host: str) -> NoLogin:
    """Return the error for a server that does not accept the login, or can't prove that it knows it."""
    return NoLogin(_checked(tr("The server {host} rejects the login."), host=host))


def _authorities() -> bytes:
    """Return the certificates of the authorities that QGIS trusts, in PEM."""
    return bytes(QgsApplication.authManager().trustedCaCertsPemText())


def is_loopback(host: str) -> bool:
    """Return whether a host is this computer."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def connect_server(
    server: Server, version: str, is_cancelled: Callable[[], bool] = lambda: False
) -> tuple[Client, dict[str, Any]]:
    """Return a client of a server with a backend of exactly this `version`, and its status. Raises a `BridgeError`."""
    client = server.client(is_cancelled)
    status = client.json("GET", "/status", timeout=30)
    if status.get("name") != "satclip-backend":
        raise BadReply(_checked(tr("{url} is not a SatCLIP backend."), url=server.url))
    if status.get("version") != version:
        raise ServerFailed(
            tr(
                "The server {host} has version {other} of the backend, and this plugin needs version {version}. Update "
                "the older one."
            ).format(host=server.host, other=status.get("version"), version=version)
        )
    return client, status


@dataclass(frozen=True)
class TunnelClient(Client):
    """A client of a server by http to this computer, such as by an SSH tunnel."""

    server: Server = Server("")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with super()._translated():
                yield
        except TokenRefused as error:
            raise _rejected(self.host) from error
        except BackendDied as error:
            raise Unreachable(
                _checked(tr("No backend responds at {url}. Is the SSH tunnel open?"), url=self.server.url)
            ) from error


@dataclass(frozen=True)
class RemoteClient(Client):
    """A client of a server by https. The certificate must be valid for an authority that QGIS trusts."""

    KEPT = ("GET",)  # others must not be sent twice, if the server has just closed the connection

    server: Server = Server("")

    def _login(self) -> dict[str, str]:
        return self.server.login()

    def _connection(self, timeout: float) -> Connection:
        connection = Connection(self.host, self.port, _authorities())
        connection.open(timeout, self.is_cancelled)
        return connection

    def _exchange(self, request: Request, timeout: float) -> tuple[Connection, http.client.HTTPResponse]:
        """Send a request by a kept connection, or by a new one if the server has just closed it."""
        if request.method in self.KEPT and (kept := CONNECTIONS.take(self.host, self.port, _authorities())):
            kept.wait_for(timeout, self.is_cancelled)
            with contextlib.suppress(ConnectionError, ssl.SSLError, http.client.BadStatusLine):
                return kept, self._reply(kept, request, timeout)
        return super()._exchange(request, timeout)

    def _release(self, connection: Connection, response: http.client.HTTPResponse) -> None:
        """Keep the connection if the reply was read to its end."""
        if response.isclosed() and not response.will_close:
            CONNECTIONS.keep(connection)
        else:
            connection.close()

    def _send(self, connection: Connection, request: Request, timeout: float) -> None:
        sent, piece = 0, memoryview(b"")
        while sent < request.size:
            piece = piece or memoryview(read_piece(request.body, min(PIECE, request.size - sent)))
            count = connection.sock.send(piece)
            piece, sent = piece[count:], sent + count
            request.on_progress(sent / request.size)

    def _wait(self, connection: Connection, timeout: float) -> None:
        connection.wait_for(timeout, self.is_cancelled)  # reading waits

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            if error.verify_code in _NOT_NOW:
                raise ServerFailed(
                    tr(
                        "The certificate of {host} is not valid now: {reason}. Check the clock of this computer. If it "
                        "is right, ask the administrator of the server to renew the certificate."
                    ).format(host=self.host, reason=error.verify_message)
                ) from error
            raise ServerFailed(
                tr(
                    "The certificate of {host} is not valid: {reason}. Check the address. If the authority is your "
                    "organisation's, add it in Settings > Options > Authentication > Manage Certificates."
                ).format(host=self.host, reason=error.verify_message)
            ) from error
        except socket.gaierror as error:
            raise Unreachable(_checked(tr("The server {host} was not found."), host=self.host)) from error
        except socket.timeout as error:
            raise Unreachable(
                tr("The server {host} does not respond. Try again later.").format(host=self.host)
            ) from error
        except (ConnectionError, ssl.SSLEOFError, http.client.IncompleteRead) as error:
            raise Unreachable(
                _checked(tr("The connection to {host} was refused or interrupted."), host=self.host)
            ) from error
        except ssl.SSLError as error:
            raise ServerFailed(
                _checked(
                    tr("No secure connection to {host} could be established ({reason})."),
                    host=self.host,
                    reason=error.reason or error.strerror,
                )
            ) from error
        except http.client.HTTPException as error:
            raise BadReply(
                _checked(tr("The server {host} sent something that is not HTTP."), host=self.host)
            ) from error
        except OSError as error:
            raise Unreachable(
                _checked(
                    tr("The server {host} can't be reached ({reason})."),
                    host=self.host,
                    reason=error.strerror or error,
                )
            ) from error

    def _refusal(self, status: int, content: bytes) -> Exception:
        if status == 401:
            return _rejected(self.host)
        error = refusal(status, content)
        if isinstance(error, BadReply):
            failed = Unreachable if status in _NO_BACKEND else ServerFailed
            return failed(
                _checked(
                    tr(
                        "The server {host} answered with the status {status} instead of the backend. Its backend may "
                        "not be running."
                    ),
                    host=self.host,
                    status=status,
                )
            )
        if isinstance(error, WrongVersion):
            return ServerFailed(
                tr(
                    "The server {host} has another version of the backend than this plugin. Update the older one."
                ).format(host=self.host)
            )
        return error
