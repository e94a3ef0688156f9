"""A reverse proxy with TLS, as on a server with nginx: it forwards requests below a path to a backend here."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
import threading
from pathlib import Path


def make_certificates(folder: Path) -> tuple[Path, Path, Path]:
    """Create an authority, and a certificate by it for 127.0.0.1; return both and the key."""
    authority, key = folder / "authority.pem", folder / "key.pem"
    request, certificate = folder / "request.pem", folder / "certificate.pem"
    new = ["openssl", "req", "-newkey", "rsa:2048", "-nodes"]
    _run(
        *new, "-x509", "-subj", "/CN=Authority of the tests", "-keyout", folder / "ca.pem", "-out", authority
    )
    _run(*new, "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", request)
    names = folder / "names"
    names.write_text("subjectAltName=IP:127.0.0.1")
    sign = ["openssl", "x509", "-req", "-CA", authority, "-CAkey", folder / "ca.pem", "-CAcreateserial"]
    _run(*sign, "-in", request, "-extfile", names, "-out", certificate)
    return authority, certificate, key


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


class TlsProxy:
    """Forwards https://127.0.0.1:PORT/satclip/... to http://127.0.0.1:`port`/..., each connection in a thread.

    With port None it accepts connections and never answers.
    """

    def __init__(self, port: int | None, certificate: Path, key: Path):
        self.upstream = port
        self.requests: list[bytes] = []
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
                threading.Thread(target=self._forward, args=(connection,), daemon=True).start()

    def _forward(self, plain: socket.socket) -> None:
        with (
            contextlib.suppress(OSError, ssl.SSLError),
            self._context.wrap_socket(plain, server_side=True) as client,
        ):
            head, _, rest = self._head(client).partition(b"\r\n\r\n")
            self.requests.append(head)
            if self.upstream is None:
                threading.Event().wait(30)
                return
            first, *lines = head.split(b"\r\n")
            lines = [line for line in lines if not line.lower().startswith((b"host:", b"connection:"))]
            lines += [b"Host: 127.0.0.1:%d" % self.upstream, b"Connection: close"]
            lengths = [int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")]
            left = sum(lengths) - len(rest)
            first = first.replace(b" /satclip/", b" /", 1)
            with socket.create_connection(("127.0.0.1", self.upstream)) as server:
                server.sendall(b"\r\n".join([first, *lines]) + b"\r\n\r\n" + rest)
                # not in a second thread: two must not share a TLS connection
                while left > 0 and (piece := client.recv(65536)):
                    server.sendall(piece)
                    left -= len(piece)
                while piece := server.recv(65536):
                    client.sendall(piece)

    @staticmethod
    def _head(client: ssl.SSLSocket) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head and (piece := client.recv(65536)):
            head += piece
        return head
