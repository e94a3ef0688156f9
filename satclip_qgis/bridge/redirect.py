"""Redirection of requests for http://satclip.invalid/tiles/... to the running backend, in every thread of QGIS.

With it, the URLs in a project stay valid when the backend restarts on another port, and contain no token.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from qgis.core import QgsNetworkAccessManager, QgsNetworkReplyContent
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.client import PROTOCOL_HEADER, Client
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.bridge.remote import Server, connect_server
from satclip_qgis.bridge.startup_proxy import StartupProxy
from satclip_qgis.bridge.tls import CONNECTIONS
from satclip_qgis.contract import protocol_version

HOST = "satclip.invalid"
"""A host that can't exist (RFC 2606). Without this plugin, no server receives the requests."""
PATHS = "/tiles/"
"""Prefix of paths that layers may request with the user's token: images and numbers. None changes a file."""
_Error = QNetworkReply.NetworkError
GONE = (
    _Error.ConnectionRefusedError,
    _Error.RemoteHostClosedError,
    _Error.AuthenticationRequiredError,
    _Error.ContentConflictError,
)
"""Network errors after which the backend has exited, or another program or version uses its port."""

QUIET = 60.0
"""Seconds between messages about a lost backend. A tile that crashes it would otherwise be redrawn forever."""


class Redirect(QObject):
    """Preprocessor of network requests of QGIS. Call `install` once, and `remove` at the end.

    `python` returns the executable of the backend, `flags` the options with which it is started, and `version` is
    that of the plugin. If no backend runs, or none has been authenticated yet, requests wait in a `StartupProxy`, which
    starts it. The token is sent only to an authenticated backend whose process still runs. If `server` returns a
    server, all requests go to it by way of the `StartupProxy`.
    """

    starting = pyqtSignal()
    """The backend starts."""
    started = pyqtSignal()
    """The backend is ready."""
    failed = pyqtSignal(object)
    """The backend could not be started: a `BridgeError`."""
    lost = pyqtSignal()
    """The backend exited without an error message. The next request restarts it."""

    def __init__(
        self,
        python: Callable[[], Path | None],
        version: str,
        flags: Callable[[], Sequence[str]] = tuple,
        server: Callable[[], Server | None] = lambda: None,
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._flags = flags
        self._server = server
        self._remote: tuple[Server, Client] | None = None
        self._python = python
        self._version = version
        self._identifier = ""
        self._lock = threading.Lock()
        self._seen: tuple[object, Runtime | None] = (None, None)
        self._proven: set[str] = set()
        self._last_lost = -QUIET
        self._direct: set[str] = set()
        self._proxy: StartupProxy | None = None

    def install(self) -> None:
        """Redirect requests from now on. Call it in the main thread."""
        self._identifier = QgsNetworkAccessManager.setRequestPreprocessor(self._preprocess)
        QgsNetworkAccessManager.instance().finished[QgsNetworkReplyContent].connect(self._look_at)

    def remove(self) -> None:
        """Stop redirecting. Call it in the main thread."""
        if not self._identifier:
            return
        QgsNetworkAccessManager.removeRequestPreprocessor(self._identifier)
        QgsNetworkAccessManager.instance().finished[QgsNetworkReplyContent].disconnect(self._look_at)
        self._identifier = ""
        with self._lock:
            proxy, self._proxy = self._proxy, None
        if proxy:
            proxy.close()
        CONNECTIONS.close()
        self._go_directly(None)

    def try_again(self) -> None:
        """Try to start the backend at the next request, even right after a failure."""
        self._remote = None
        if self._proxy:
            self._proxy.try_again()

    def _preprocess(self, request: QNetworkRequest) -> None:
        """Redirect a request. QGIS calls this method for every request, in any thread.

        It returns nothing, because QGIS 3.22 crashes otherwise.
        """
        try:
            url = request.url()
            if url.host() != HOST or url.scheme() != "http" or not url.path().startswith(PATHS):
                return
            if ".." in url.path().split("/"):  # a server may resolve it to a path outside of `PATHS`
                return
            host, port, token = self._address()
            url.setHost(host)
            url.setPort(port)
            request.setUrl(url)
            request.setRawHeader(b"Authorization", f"Bearer {token}".encode())
            request.setRawHeader(PROTOCOL_HEADER.encode(), str(protocol_version()).encode())
            self._go_directly(f"http://{host}:{port}/")
        except (
            Exception
        ):  # QGIS's C++ code can't handle exceptions; the request fails, since its host does not exist
            return

    def _address(self) -> tuple[str, int, str]:
        """Return host, port and token of the backend, or of the startup proxy if none is authenticated."""
        if self._server():
            return self._startup_proxy()
        file = Runtime.file()
        try:
            facts = file.stat()
            key = (str(file), facts.st_mtime_ns, facts.st_size, facts.st_ino)
        except OSError:
            key = None
        with self._lock:
            if key is None or key != self._seen[0]:
                self._seen = (key, Runtime.read() if key else None)
            runtime = self._seen[1]
            if runtime and runtime.token in self._proven and self._fits(runtime) and runtime.runs:
                return runtime.host, runtime.port, runtime.token
        return self._startup_proxy()

    def _startup_proxy(self) -> tuple[str, int, str]:
        """Return host, port and token of the startup proxy."""
        with self._lock:
            if self._proxy is None:
                self._proxy = StartupProxy(self._start, self.failed.emit)
            return "127.0.0.1", self._proxy.port, self._proxy.token

    def _fits(self, runtime: Runtime) -> bool:
        return runtime.protocol == protocol_version() and runtime.version == self._version

    def _start(self, is_cancelled: Callable[[], bool]) -> Client:
        """Find or start the backend, in a thread of the startup proxy. Raises a `BridgeError`."""
        if server := self._server():
            return self._connect_server(server, is_cancelled)
        begun = False

        def begin(message: str) -> None:
            nonlocal begun
            begun = True
            self.starting.emit()

        client = launcher.connect(
            self._python(), self._version, flags=self._flags(), is_cancelled=is_cancelled, on_message=begin
        )
        with self._lock:
            self._proven.add(client.token)
        if begun:
            self.started.emit()
        return client

    def _connect_server(self, server: Server, is_cancelled: Callable[[], bool]) -> Client:
        """Return a client of the server, after a first check of it. Raises a `BridgeError`."""
        known = self._remote
        if known is None or known[0] != server:
            known = self._remote = server, connect_server(server, self._version, is_cancelled)[0]
        return known[1]

    def _look_at(self, reply: QgsNetworkReplyContent) -> None:
        """Detect a backend that has exited without deleting its runtime file. Called in the main thread."""
        if reply.error() not in GONE:
            return
        url = reply.request().url()
        with self._lock:
            runtime = self._seen[1]
            if runtime and (url.host(), url.port()) == (runtime.host, runtime.port):
                self._proven.discard(runtime.token)
            ours = f"http://{url.host()}:{url.port()}/" in self._direct
        if ours and time.monotonic() - self._last_lost > QUIET:
            self._last_lost = time.monotonic()
            self.lost.emit()

    def _go_directly(self, address: str | None) -> None:
        """Exclude `address`, a port on loopback, from the proxy of this thread's network manager."""
        manager = QgsNetworkAccessManager.instance()
        listed = manager.noProxyList()
        with self._lock:
            others = [known for known in listed if known not in self._direct]
            self._direct |= {address} if address else set()
        if address and address in listed:  # or after an earlier redirection, in another manager
            return
        manager.setFallbackProxyAndExcludes(
            manager.fallbackProxy(), manager.excludeList(), [*others, *([address] if address else [])]
        )
