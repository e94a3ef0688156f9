"""Sends requests to http://satclip.invalid/tiles/... to the running backend, in every thread of QGIS.

So a project can hold addresses that stay true when the backend starts anew on another port, and no token.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsNetworkAccessManager, QgsNetworkReplyContent
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.client import PROTOCOL_HEADER, Client
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.bridge.startup_proxy import StartupProxy
from satclip_qgis.contract import protocol_version

HOST = "satclip.invalid"
"""A host that can't exist (RFC 2606): without this plugin nobody is asked."""
PATHS = "/tiles/"
"""What a project's layers may ask for with the user's token: pictures and numbers, nothing that changes anything."""
_Error = QNetworkReply.NetworkError
GONE = (
    _Error.ConnectionRefusedError,
    _Error.RemoteHostClosedError,
    _Error.AuthenticationRequiredError,
    _Error.ContentConflictError,
)
"""How a request ends whose backend has died, or has been replaced by another program or version."""

QUIET = 60.0
"""Seconds in which a lost backend is told once: a tile that ends it, drawn again at once, would do so forever."""


class Redirect(QObject):
    """The preprocessor of QGIS's requests. `install` it once, `remove` it at the end.

    `python` tells the executable that runs the backend, `version` is the plugin's. Requests that find no backend
    wait in a `StartupProxy`, which starts it. So do those that come before a backend has proven that it is one: the
    token is sent to such as have, as long as their process lives and has their port.
    """

    starting = pyqtSignal()
    """The backend is being started."""
    started = pyqtSignal()
    """It answers."""
    failed = pyqtSignal(object)
    """It could not be started: a `BridgeError`."""
    lost = pyqtSignal()
    """The backend that was there has gone without a word; whoever asks again starts another."""

    def __init__(self, python: Callable[[], Path | None], version: str, parent: QObject | None = None):
        super().__init__(parent)
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
        """From now on requests are redirected. In the main thread."""
        self._identifier = QgsNetworkAccessManager.setRequestPreprocessor(self._preprocess)
        QgsNetworkAccessManager.instance().finished[QgsNetworkReplyContent].connect(self._look_at)

    def remove(self) -> None:
        """Leave nothing behind. In the main thread."""
        if not self._identifier:
            return
        QgsNetworkAccessManager.removeRequestPreprocessor(self._identifier)
        QgsNetworkAccessManager.instance().finished[QgsNetworkReplyContent].disconnect(self._look_at)
        self._identifier = ""
        with self._lock:
            proxy, self._proxy = self._proxy, None
        if proxy:
            proxy.close()
        self._go_directly(None)

    def try_again(self) -> None:
        """The user asks for it: a failure of a moment ago does not count."""
        if self._proxy:
            self._proxy.try_again()

    def _preprocess(self, request: QNetworkRequest) -> None:
        """Called by QGIS for every request, in any thread. Returns nothing, as QGIS 3.22 crashes otherwise."""
        try:
            url = request.url()
            if url.host() != HOST or url.scheme() != "http" or not url.path().startswith(PATHS):
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
        ):  # nothing may escape into QGIS's C++; a host that does not exist refuses the request
            return

    def _address(self) -> tuple[str, int, str]:
        """Host, port and token of the backend, or of the startup proxy when there is none that has proven itself."""
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
            if self._proxy is None:
                self._proxy = StartupProxy(self._start, self.failed.emit)
            return "127.0.0.1", self._proxy.port, self._proxy.token

    def _fits(self, runtime: Runtime) -> bool:
        return runtime.protocol == protocol_version() and runtime.version == self._version

    def _start(self, is_cancelled: Callable[[], bool]) -> Client:
        """Find or start the backend; called in a thread of the startup proxy. Raises a `BridgeError`."""
        begun = False

        def begin(message: str) -> None:
            nonlocal begun
            begun = True
            self.starting.emit()

        client = launcher.connect(self._python(), self._version, is_cancelled=is_cancelled, on_message=begin)
        with self._lock:
            self._proven.add(client.token)
        if begun:
            self.started.emit()
        return client

    def _look_at(self, reply: QgsNetworkReplyContent) -> None:
        """Notice a backend that has died without removing its runtime file. In the main thread."""
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
        """Let QGIS's network manager of this thread use no proxy for `address`, our port on loopback."""
        manager = QgsNetworkAccessManager.instance()
        listed = manager.noProxyList()
        if address and address in listed:
            return
        with self._lock:
            others = [known for known in listed if known not in self._direct]
            self._direct |= {address} if address else set()
        manager.setFallbackProxyAndExcludes(
            manager.fallbackProxy(), manager.excludeList(), [*others, *([address] if address else [])]
        )
