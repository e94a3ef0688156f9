"""A test server with the protocol of the Hugging Face Hub. Standard library only."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "1234567890abcdef1234567890abcdef12345678"
POLL = 0.02
"""Seconds in which a server notices that it is to end."""


class Hub(ThreadingHTTPServer):
    """Server of one repository with one file, like huggingface.co: HEAD and GET of /resolve/, blobs by redirect.

    `break_after` lists the numbers of bytes after which connections are closed, `status` is an error to respond with,
    `pause` the seconds between two pieces, `etag` and `commit` the values of the headers, `requests` all requests.
    """

    daemon_threads = True

    def __init__(self, source, content, port=0):
        super().__init__(("127.0.0.1", port), Handler)
        self.source, self.content = source, content
        self.commit = source.revision or COMMIT
        self.pause = 0.0
        self.etag, self.status, self.break_after, self.requests = (
            hashlib.sha256(content).hexdigest(),
            None,
            [],
            [],
        )
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.storage = Storage(self)


class Storage(ThreadingHTTPServer):
    """Server of the hub's blobs, on another host. An IP address, as a minimal machine can't resolve "localhost"."""

    daemon_threads = True

    def __init__(self, hub_):
        super().__init__(("127.0.0.2", 0), Handler)
        self.hub = hub_
        self.url = f"http://127.0.0.2:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.resolve()

    def do_GET(self):
        if self.path == "/blob":
            self.blob()
        else:
            self.resolve()

    def resolve(self):
        hub_ = self.server
        hub_.requests.append((self.command, self.path, dict(self.headers)))
        path = re.fullmatch(rf"/{hub_.source.repository}/resolve/([^/]+)/(.+)", self.path)
        if hub_.status or not path:
            return self.answer(hub_.status or 404, {"X-Error-Code": "RepoNotFound"} if not path else {})
        if path[1] not in ("main", hub_.commit):
            return self.answer(404, {"X-Error-Code": "RevisionNotFound"})
        if path[2] != hub_.source.file:
            return self.answer(404, {"X-Error-Code": "EntryNotFound"})
        known = {
            "X-Repo-Commit": hub_.commit,
            "X-Linked-Etag": f'"{hub_.etag}"',
            "X-Linked-Size": len(hub_.content),
        }
        return self.answer(302, known | {"Location": f"{hub_.storage.url}/blob"})

    def blob(self):
        hub_ = self.server.hub
        hub_.requests.append((self.command, self.path, dict(self.headers)))
        start = int(re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", "bytes=0-"))[1])
        body = hub_.content[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(hub_.content) - 1}/{len(hub_.content)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if hub_.break_after:
            self.wfile.write(body[: hub_.break_after.pop(0)])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif pause := hub_.pause:
            with contextlib.suppress(ConnectionError):
                for start in range(0, len(body), 20_000):
                    self.wfile.write(body[start : start + 20_000])
                    time.sleep(pause)
        else:
            self.wfile.write(body)

    def answer(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def free_port():
    """Return an unused port, below those that the system gives to other sockets before it is used."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as free, contextlib.suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


@contextlib.contextmanager
def serve(source, content, port=0):
    """Serve a file of a repository (`repository`, `file`, `revision`); yield the `Hub`."""
    with Hub(source, content, port) as hub_, hub_.storage:
        for part in (hub_, hub_.storage):
            threading.Thread(target=part.serve_forever, args=(POLL,), daemon=True).start()
        yield hub_
        for part in (hub_, hub_.storage):
            part.shutdown()
