"""A real HTTP server that knows the token `TOKEN` and violates the protocol in ways that the real backend does not."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from satclip_qgis.contract import protocol_version
from tests.hub_server import POLL

Answer = Callable[[BaseHTTPRequestHandler], None]
TOKEN = "secret"


class FaultyServer:
    """Replies to every request with `answer(handler)`, after an authentication with `token` if requested.

    `requests` are the received requests, without authentications unless `token` is None.
    """

    def __init__(self, answer: Answer, token: str | None = TOKEN, port: int = 0):
        outer = self
        self.token = token
        self.before_reading: Answer = lambda handler: None
        self.requests: list[tuple[str, str, dict[str, str]]] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                if outer.token is not None and self.path.startswith("/challenge?nonce="):
                    prove(self, outer.token)
                    return
                outer.before_reading(self)
                outer.requests.append((self.command, self.path, dict(self.headers)))
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer(self)

            do_GET = do_POST = do_DELETE = handle_any

            def log_message(self, *arguments) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(POLL,), daemon=True).start()

    def __enter__(self) -> FaultyServer:
        return self

    def __exit__(self, *error) -> None:
        self.server.shutdown()
        self.server.server_close()


def reply(
    body: object = None,
    status: int = 200,
    protocol: str | None = str(protocol_version()),
    length: int | None = None,
    kind: str = "application/json",
) -> Answer:
    """Return an answer of bytes or JSON, which may declare a wrong length."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if protocol is not None:
            handler.send_header("X-SatCLIP-Protocol", protocol)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content) if length is None else length))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def prove(handler: BaseHTTPRequestHandler, token: str) -> None:
    """Send the backend's proof that it knows the token."""
    said = f"satclip {handler.server.server_address[1]} {handler.path.partition('=')[2]}"
    proof = hmac.new(token.encode(), said.encode(), hashlib.sha256).hexdigest()
    reply({"proof": proof})(handler)


def garbage(handler: BaseHTTPRequestHandler) -> None:
    """Send bytes that are not HTTP."""
    handler.wfile.write(b"\x00\x01 SSH-2.0 nonsense\r\n\r\n")


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without an answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def silence(seconds: float) -> Answer:
    """Return an answer that sends nothing for some seconds."""
    pause = threading.Event()
    return lambda handler: pause.wait(seconds) and None
