"""A reverse proxy with TLS, as on a server with nginx: it forwards requests below a path to a backend here."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from pathlib import Path


class TlsProxy:
    """Forwards https://127.0.0.1:PORT/satclip/... to http://127.0.0.1:`port`/..., each connection in a thread.

    It keeps connections open after a request, unless the client wants them closed or `keeps` is False. With port None
    it accepts connections and never answers.
    """

    def __init__(self, port: int | None, certificate: Path, key: Path):
        self.upstream = port
        self.requests: list[bytes] = []
        self.connections: list[ssl.SSLSocket] = []
        self._used: set[ssl.SSLSocket] = set()
        self.keeps = True
        self.drops = 0
        """How many connections it closes when their second request arrives."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}/satclip"

    def __enter__(self) -> TlsProxy:
        return self

    def __exit__(self, *error: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as servers do
                threading.Thread(target=self._forward, args=(connection,), daemon=True).start()

    def hang_up(self) -> None:
        """Close all connections, as a server does when they were silent for a minute."""
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _forward(self, plain: socket.socket) -> None:
        with (
            contextlib.suppress(OSError, ssl.SSLError),
            self._context.wrap_socket(plain, server_side=True) as client,
        ):
            self.connections.append(client)
            while head := self._head(client):
                if self.drops and client in self._used:
                    self.drops -= 1
                    return
                self._used.add(client)
                if not self._forward_request(client, *head.split(b"\r\n\r\n", 1)):
                    return

    def _forward_request(self, client: ssl.SSLSocket, head: bytes, rest: bytes) -> bool:
        """Forward one request and its reply; return whether the connection stays open."""
        self.requests.append(head)
        if self.upstream is None:
            threading.Event().wait(30)
            return False
        first, *lines = head.split(b"\r\n")
        closes = not self.keeps or b"connection: close" in head.lower()
        lines = [line for line in lines if not line.lower().startswith((b"host:", b"connection:"))]
        lines += [b"Host: 127.0.0.1:%d" % self.upstream, b"Connection: close"]
        left = _length(lines) - len(rest)
        first = first.replace(b" /satclip/", b" /", 1)
        with socket.create_connection(("127.0.0.1", self.upstream)) as server:
            server.sendall(b"\r\n".join([first, *lines]) + b"\r\n\r\n" + rest)
            # not in a second thread: two must not share a TLS connection
            while left > 0 and (piece := client.recv(65536)):
                server.sendall(piece)
                left -= len(piece)
            head, _, rest = self._head(server).partition(b"\r\n\r\n")
            lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
            lines += [b"Connection: close"] if closes else []
            client.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + rest)
            while piece := server.recv(65536):
                client.sendall(piece)
        return not closes

    @staticmethod
    def _head(connection: socket.socket) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
            head += piece
        return head


def _length(lines: list[bytes]) -> int:
    """Return the length of the body that the lines of a head tell."""
    return sum(int(line[15:]) for line in lines if line.lower().startswith(b"content-length:"))
