"""A proxy that holds tile requests while the backend starts.

A refused tile leaves a hole in the map or in an exported layout. So a request that finds no backend goes to a small
HTTP server inside QGIS, which starts the backend and forwards the request to it. The server runs in its own threads,
because the main thread is blocked while a layout is exported. Standard library only.
"""

from __future__ import annotations

import contextlib
import http.server
import json
import math
import secrets
import socket
import socketserver
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from satclip_qgis.bridge.client import Client
from satclip_qgis.bridge.errors import BackendError, BridgeError, Cancelled, NoLogin, ServerFailed

MAX_CONNECTIONS = 64
"""Maximum number of concurrent connections."""
HEADER_TIMEOUT = 10.0
"""Seconds that a client may take to send a request."""
LONGEST_BODY = 1 << 20
"""Maximum length of a posted body in bytes."""
RETRY_DELAY = 10.0
"""Seconds to wait after a failed start before the next attempt. One map view requests dozens of tiles."""


class StartupProxy:
    """An HTTP server on the loopback interface. Like the backend, it requires a token of its own.

    `connect(is_cancelled)` starts or finds the backend and returns a client. It may raise a `BridgeError`.
    `on_failure` is called, in any thread, with the error of each failed start, and with that of a server that no longer
    responds or accepts the login, at most every `RETRY_DELAY` seconds.
    """

    def __init__(
        self,
        connect: Callable[[Callable[[], bool]], Client],
        on_failure: Callable[[BridgeError], None] = lambda error: None,
    ):
        self.token = secrets.token_urlsafe(32)
        self._connect = connect
        self._on_failure = on_failure
        self._closed = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._failure: BridgeError | None = None
        self._retry_at = 0.0
        self._reported_at = -math.inf
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self.port: int = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="satclip-startup-proxy", daemon=True
        ).start()

    def client(self) -> Client:
        """Return a client of the backend. The first call starts the backend. Raises a `BridgeError`."""
        with self._one_at_a_time:
            if self._closed.is_set():
                raise Cancelled
            if self._failure and time.monotonic() < self._retry_at:
                raise self._failure
            try:
                client = self._connect(self._closed.is_set)
            except Cancelled:
                raise
            except BridgeError as error:
                self._failure = error
                self._retry_at = time.monotonic() + RETRY_DELAY
                self._on_failure(error)
                raise
            self._failure = None
            return client

    def report(self, error: BridgeError) -> None:
        """Report the error of a request to a server that was found before."""
        if time.monotonic() > self._reported_at + RETRY_DELAY:
            self._reported_at = time.monotonic()
            self._on_failure(error)

    def try_again(self) -> None:
        """Let the next request start the backend without waiting for `RETRY_DELAY`."""
        self._retry_at = 0.0

    def close(self) -> None:
        """Stop the server."""
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    """A TCP server with at most `MAX_CONNECTIONS` threads.

    Unlike http.server's, it makes no DNS query for 127.0.0.1.
    """

    daemon_threads = True
    block_on_close = False
    proxy: StartupProxy

    def __init__(self, *arguments: Any):
        super().__init__(*arguments)
        self._slots = threading.BoundedSemaphore(MAX_CONNECTIONS)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve the client, or close the connection if all slots are taken."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve the client, then release the slot."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()


class _Handler(http.server.BaseHTTPRequestHandler):
    timeout = HEADER_TIMEOUT

    def setup(self) -> None:
        """Limit the time for the whole request to `HEADER_TIMEOUT`, even when bytes keep arriving."""
        super().setup()
        self._too_late = threading.Timer(HEADER_TIMEOUT, self._hang_up)
        self._too_late.daemon = True
        self._too_late.start()

    def finish(self) -> None:
        """Cancel the timer."""
        self._too_late.cancel()
        super().finish()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        """Wait for the backend and forward the request."""
        self._too_late.cancel()
        self._forward(lambda client: client.content(self.path))

    def do_POST(self) -> None:
        """Wait for the backend and forward the request, whose body is a JSON object."""
        try:
            length = int(self.headers.get("Content-Length", ""))
            body = json.loads(self.rfile.read(length)) if 0 <= length <= LONGEST_BODY else None
        except (OSError, ValueError, RecursionError):
            body = None
        self._too_late.cancel()
        if not isinstance(body, dict):
            self._refuse(400, "The body must be a JSON object, and not too long.")
            return

        def send(client: Client) -> tuple[str, bytes]:
            return "application/json", json.dumps(client.json("POST", self.path, body)).encode()

        self._forward(send)

    def _forward(self, ask: Callable[[Client], tuple[str, bytes]]) -> None:
        proxy: StartupProxy = self.server.proxy
        given = self.headers.get("Authorization", "").encode()
        if not secrets.compare_digest(given, f"Bearer {proxy.token}".encode()) or self.headers.get("Origin"):
            self._refuse(403, "This server accepts requests from its own QGIS only.")
            return
        try:
            client = replace(proxy.client(), language=self.headers.get("Accept-Language", ""))
            try:
                self._answer(200, *ask(client))
            except (NoLogin, ServerFailed) as error:
                proxy.report(error)
                raise
        except BackendError as error:
            self._refuse(error.status or 502, str(error))
        except BridgeError as error:
            self._refuse(503, str(error))

    def _refuse(self, status: int, detail: str) -> None:
        self._answer(status, "application/problem+json", json.dumps({"detail": detail}).encode())

    def _answer(self, status: int, media_type: str, content: bytes) -> None:
        with contextlib.suppress(OSError):  # the canvas has closed the connection
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""
