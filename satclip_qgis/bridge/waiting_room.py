"""Where requests for tiles wait while the backend starts.

A tile that is refused leaves a hole in the map, and in a layout that is exported, for good. So a request that
finds no backend goes to a small server inside QGIS, which starts the backend, asks it, and hands on its answer.
It runs in threads of its own: a window that exports a layout answers nothing meanwhile. Standard library only.
"""

from __future__ import annotations

import contextlib
import http.server
import json
import secrets
import socket
import socketserver
import threading
import time
from collections.abc import Callable
from typing import Any

from satclip_qgis.bridge.client import Client
from satclip_qgis.bridge.errors import BackendError, BridgeError, Cancelled

PLACES = 64
"""Requests that may wait at once."""
HEAD = 10.0
"""Seconds that a client may take to say what it wants."""
PAUSE = 10.0
"""Seconds after a failed start in which no other is tried: a screen asks for dozens of tiles."""


class WaitingRoom:
    """A server on loopback for this QGIS alone: it wants its own token, like the backend.

    `connect(is_cancelled)` starts the backend, or finds it, and returns a client, or raises a `BridgeError`.
    `on_failure` is told the error of each failed start, in some thread.
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
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.room = self
        self.port: int = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="satclip-waiting-room", daemon=True
        ).start()

    def client(self) -> Client:
        """A client of the running backend, which the first who asks starts. Raises a `BridgeError`."""
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
                self._retry_at = time.monotonic() + PAUSE
                self._on_failure(error)
                raise
            self._failure = None
            return client

    def try_again(self) -> None:
        """Let the next request try to start the backend, however short ago that failed."""
        self._retry_at = 0.0

    def close(self) -> None:
        """Send everyone away."""
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    """Not http.server's, which asks the name server for the name of 127.0.0.1 first. `PLACES` threads at most."""

    daemon_threads = True
    block_on_close = False
    room: WaitingRoom

    def __init__(self, *arguments: Any):
        super().__init__(*arguments)
        self._places = threading.BoundedSemaphore(PLACES)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a place, or send the client away where there is none."""
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve, and leave the place."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()


class _Handler(http.server.BaseHTTPRequestHandler):
    timeout = HEAD

    def setup(self) -> None:
        """Wait for the whole request no longer than `HEAD`, however often a piece of it comes."""
        super().setup()
        self._too_late = threading.Timer(HEAD, self._hang_up)
        self._too_late.daemon = True
        self._too_late.start()

    def finish(self) -> None:
        """Forget about that."""
        self._too_late.cancel()
        super().finish()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        """Wait for the backend, ask it, hand on what it says."""
        self._too_late.cancel()
        room: WaitingRoom = self.server.room
        given = self.headers.get("Authorization", "").encode()
        if not secrets.compare_digest(given, f"Bearer {room.token}".encode()) or self.headers.get("Origin"):
            self._refuse(403, "This server is for its own QGIS alone.")
            return
        try:
            self._answer(200, *room.client().content(self.path))
        except BackendError as error:
            self._refuse(error.status or 502, str(error))
        except BridgeError as error:
            self._refuse(503, str(error))

    def _refuse(self, status: int, detail: str) -> None:
        self._answer(status, "application/problem+json", json.dumps({"detail": detail}).encode())

    def _answer(self, status: int, media_type: str, content: bytes) -> None:
        with contextlib.suppress(OSError):  # the canvas has dropped the request
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: QGIS has no use for it."""
