"""TLS connections to a server: they can be cancelled while they wait, and are kept for the next request.

A handshake takes two round trips and some milliseconds of computation, and a map asks for dozens of tiles at once.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from satclip_qgis.bridge.errors import Cancelled

PAUSE = 0.2
"""Seconds between checks for cancellation."""
MOST_KEPT = 8
"""Largest number of connections without a request. QGIS asks a host for six tiles at once."""
KEPT_FOR = 20.0
"""Seconds for which a connection is kept without a request. Routers forget silent ones after a minute or more."""


class Connection(http.client.HTTPSConnection):
    """A connection to a server whose certificate is valid for one of the `authorities`, in PEM."""

    def __init__(self, host: str, port: int, authorities: bytes):
        super().__init__(host, port, context=_context(authorities))
        self.authorities = authorities
        self.kept_at = 0.0

    def open(self, timeout: float, is_cancelled: Callable[[], bool]) -> None:
        """Connect and verify the certificate. Raises OSError and `Cancelled`."""
        plain = _connected(self.host, self.port, timeout, is_cancelled)
        try:
            self.sock = self._context.wrap_socket(
                plain, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.wait_for(timeout, is_cancelled)
            self.sock.patiently(self.sock.do_handshake)
        except BaseException:
            (self.sock or plain).close()
            raise

    def wait_for(self, seconds: float, is_cancelled: Callable[[], bool]) -> None:
        """Limit the time of each operation from now on, and let `is_cancelled` cancel it."""
        self.sock.patience, self.sock.is_cancelled = seconds, is_cancelled

    def has_ended(self) -> bool:
        """Return whether the server has closed the connection: without a request, it has nothing else to send."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ)
            return bool(selector.select(0))


class Connections:
    """Kept connections, which all threads share, in the order of their last use."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: list[Connection] = []

    def take(self, host: str, port: int, authorities: bytes) -> Connection | None:
        """Return the connection to a server that was used last; None if there is none, or the server has closed it."""
        with self._lock:
            self._close_old()
            for connection in reversed(self._kept):
                if (connection.host, connection.port, connection.authorities) == (host, port, authorities):
                    self._kept.remove(connection)
                    if not connection.has_ended():
                        return connection
                    connection.close()
        return None

    def keep(self, connection: Connection) -> None:
        """Keep a connection whose reply was read to its end."""
        with self._lock:
            connection.kept_at = time.monotonic()
            self._kept.append(connection)
            self._close_old()

    def close(self) -> None:
        """Close all kept connections."""
        with self._lock:
            while self._kept:
                self._kept.pop().close()

    def _close_old(self) -> None:
        while self._kept and (
            len(self._kept) > MOST_KEPT or self._kept[0].kept_at < time.monotonic() - KEPT_FOR
        ):
            self._kept.pop(0).close()


CONNECTIONS = Connections()


class _Socket(ssl.SSLSocket):
    """A TLS socket that checks for cancellation while it waits."""

    is_cancelled: Callable[[], bool] = staticmethod(lambda: False)
    patience = 30.0
    """Seconds that one operation may take."""

    def patiently(self, operation: Callable[[], Any]) -> Any:
        """Repeat an operation that times out. Raises `Cancelled`, and socket.timeout after `patience`."""
        until = time.monotonic() + self.patience
        while True:
            try:
                return operation()
            except socket.timeout:
                if self.is_cancelled():
                    raise Cancelled from None
                if time.monotonic() > until:
                    raise

    def recv_into(self, buffer: Any, nbytes: int | None = None, flags: int = 0) -> int:
        """Receive bytes; see SSLSocket."""
        return self.patiently(lambda: super(_Socket, self).recv_into(buffer, nbytes, flags))

    def send(self, data: Any, flags: int = 0) -> int:
        """Send bytes; see SSLSocket."""
        if self.is_cancelled():
            raise Cancelled
        return self.patiently(lambda: super(_Socket, self).send(data, flags))


@lru_cache(maxsize=2)
def _context(authorities: bytes) -> ssl.SSLContext:
    """Return a context that trusts these authorities, in PEM; those of the system if QGIS lists none."""
    context = ssl.create_default_context(cadata=authorities.decode("ascii", "replace") or None)
    context.sslsocket_class = _Socket
    return context


def _connected(host: str, port: int, timeout: float, is_cancelled: Callable[[], bool]) -> socket.socket:
    """Return a connected socket with a timeout of `PAUSE`. Raises OSError and `Cancelled`."""
    failed: OSError = ConnectionRefusedError()
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        connection = socket.socket(family, kind, protocol)
        try:
            connection.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                connection.connect(address)
            _await_connection(connection, timeout, is_cancelled)
            connection.settimeout(PAUSE)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        except OSError as error:
            connection.close()
            failed = error
        except BaseException:
            connection.close()
            raise
    raise failed


def _await_connection(connection: socket.socket, timeout: float, is_cancelled: Callable[[], bool]) -> None:
    until = time.monotonic() + timeout
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_WRITE)
        while not selector.select(PAUSE):
            if is_cancelled():
                raise Cancelled
            if time.monotonic() > until:
                raise socket.timeout
    if code := connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
        raise OSError(code, os.strerror(code))
