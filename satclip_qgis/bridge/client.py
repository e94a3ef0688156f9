"""HTTP client of the backend for JSON, arrays and files. It never uses a proxy for the loopback interface."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import selectors
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, ClassVar
from uuid import uuid4

import numpy as np

from satclip_qgis.bridge.errors import (
    BackendDied,
    BackendError,
    BadReply,
    Busy,
    Cancelled,
    OutputFailed,
    TokenRefused,
    WrongVersion,
    no_response,
    set_up,
)
from satclip_qgis.bridge.proof import check_proof
from satclip_qgis.bridge.sending import PIECE, opened, send_body, size_of
from satclip_qgis.bridge.text import tr, valid
from satclip_qgis.contract import protocol_version

PROTOCOL_HEADER = "X-SatCLIP-Protocol"
LARGEST_JSON = 64 << 20
LARGEST_ARRAY = 4 << 30


@dataclass(frozen=True)
class Request:
    """What is sent: a method, a path, headers, and a body of `size` bytes or None."""

    method: str
    path: str
    headers: dict[str, str]
    body: BinaryIO | None
    size: int
    on_progress: Callable[[float], None]


@dataclass(frozen=True)
class Client:
    """Address and token of a running backend. Each request opens a connection and authenticates the backend first.

    Every method raises `Cancelled` within a second of `is_cancelled()`, `BackendDied` if the connection breaks,
    `TokenRefused`, `WrongVersion`, `BadReply` if the reply violates the protocol, and otherwise `BackendError` with
    the message of the backend.
    """

    KEPT: ClassVar[tuple[str, ...]] = ()
    """Methods of requests that may use, and leave, an open connection."""

    host: str
    port: int
    token: str = field(repr=False)
    is_cancelled: Callable[[], bool] = lambda: False
    protocol: int = field(default_factory=protocol_version)
    language: str = ""
    """Tag of the language in which the backend writes messages, such as de-AT; by default, English."""
    prefix: str = ""
    """Beginning of all paths, on a server."""
    user: str = ""
    """User name of the login, on a server."""

    def json(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        timeout: float = 60,
    ) -> dict[str, Any]:
        """Send a JSON object or nothing; return the JSON object of the reply ({} if it is empty)."""
        data = None
        if body is not None:
            data = valid(json.dumps(body, allow_nan=False, ensure_ascii=False)).encode()
        with self._request(method, path, data, "application/json", timeout) as response:
            content = self._read(response, LARGEST_JSON)
        return _object(content) if content else {}

    def content(self, path: str, timeout: float = 60) -> tuple[str, bytes]:
        """Get a resource; return its media type and its bytes."""
        with self._request("GET", path, None, "", timeout) as response:
            return response.getheader("Content-Type", ""), self._read(response, LARGEST_JSON)

    def array(self, path: str, array: np.ndarray, timeout: float = 600) -> np.ndarray:
        """Post an array as .npy; return the array of the reply."""
        sent = io.BytesIO()
        np.lib.format.write_array(sent, np.ascontiguousarray(array), allow_pickle=False)
        with self._request("POST", path, sent.getvalue(), "application/octet-stream", timeout) as response:
            content = self._read(response, LARGEST_ARRAY)
        try:
            return np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)
        except (ValueError, EOFError, SyntaxError) as error:
            raise _not_the_protocol(tr("an array that can't be read")) from error

    def upload(
        self, path: str, data: bytes | Path, on_progress: Callable[[float], None] = lambda done: None
    ) -> dict[str, Any]:
        """Post bytes or a file in pieces; return the JSON object of the reply.

        Raises `BadFile` if the file can't be read or is larger than the backend accepts.
        """
        kind = "application/octet-stream"
        with opened(data) as body, self._request("POST", path, body, kind, 60, on_progress) as response:
            return _object(self._read(response, LARGEST_JSON))

    def download(
        self, path: str, target: Path, on_progress: Callable[[float], None] = lambda done: None
    ) -> None:
        """Save a file atomically at `target`. Raises `OutputFailed`."""
        with self._request("GET", path, None, "", 60) as response, _atomic_write(target) as file:
            whole = response.length or 0
            for piece in self._pieces(response):
                file.write(piece)
                if whole:
                    on_progress(file.tell() / whole)

    @contextmanager
    def _request(
        self,
        method: str,
        path: str,
        body: bytes | BinaryIO | None,
        content_type: str,
        timeout: float,
        on_progress: Callable[[float], None] = lambda done: None,
    ) -> Iterator[http.client.HTTPResponse]:
        """Send a request and wait for the start of the reply. Raises the error that it reports."""
        headers = {**self._login(), PROTOCOL_HEADER: str(protocol_version())}
        if method not in self.KEPT:
            headers["Connection"] = "close"
        if self.language:
            headers["Accept-Language"] = self.language
        stream = io.BytesIO(body) if isinstance(body, bytes) else body
        size = 0 if stream is None else size_of(stream)
        if stream is not None:
            headers.update({"Content-Type": content_type, "Content-Length": str(size)})
        request = Request(method, self.prefix + path, headers, stream, size, on_progress)
        with self._translated():
            connection, response = self._exchange(request, timeout)
        try:
            with self._translated():
                if response.status >= 400:
                    raise self._refusal(response.status, response.read(LARGEST_JSON))
                self._check_protocol(response)
            yield response
        finally:
            self._release(connection, response)

    def _exchange(
        self, request: Request, timeout: float
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        """Send a request by a new connection, and wait for the start of the reply."""
        connection = self._connection(min(timeout, 30))
        return connection, self._reply(connection, request, timeout)

    def _reply(
        self, connection: http.client.HTTPConnection, request: Request, timeout: float
    ) -> http.client.HTTPResponse:
        """Send a request and wait for the start of the reply. Closes the connection after an error."""
        try:
            with contextlib.suppress(
                BrokenPipeError, ConnectionResetError
            ):  # refused early: the reply gives the reason
                connection.request(request.method, request.path, headers=request.headers)
                if request.size:
                    self._send(connection, request, timeout)
            self._wait(connection, timeout)
            return connection.getresponse()
        except BaseException:
            connection.close()
            raise

    def _release(self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse) -> None:
        """Close the connection after its reply: the next one authenticates the backend again."""
        connection.close()

    def _login(self) -> dict[str, str]:
        """Return the headers that authenticate the client."""
        return {"Authorization": f"Bearer {self.token}"}

    def _connection(self, timeout: float) -> http.client.HTTPConnection:
        """Return a connection to the authenticated backend."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.connect()
            where = f"{self.host}:{self.port}"
            check_proof(connection.sock, where, self.token, timeout, self.is_cancelled, self.user)
        except BaseException:
            connection.close()
            raise
        return connection

    def _send(self, connection: http.client.HTTPConnection, request: Request, timeout: float) -> None:
        """Send the body of a request, unless the backend replies earlier."""
        send_body(
            connection.sock, request.body, request.size, timeout, self.is_cancelled, request.on_progress
        )

    def _wait(self, connection: http.client.HTTPConnection, timeout: float) -> None:
        """Wait for the start of the reply. The server stops its work when the connection is closed."""
        until = time.monotonic() + timeout
        with selectors.DefaultSelector() as selector:
            selector.register(connection.sock, selectors.EVENT_READ)
            while not selector.select(0.2):
                if self.is_cancelled():
                    raise Cancelled
                if time.monotonic() > until:
                    raise no_response(timeout)

    def _translated(self) -> AbstractContextManager[None]:
        """Convert errors of sockets and http.client to a `BridgeError`."""
        return _translated()

    def _refusal(self, status: int, content: bytes) -> Exception:
        """Return the error for a reply of status 400 or more."""
        return refusal(status, content)

    def _check_protocol(self, response: http.client.HTTPResponse) -> None:
        spoken = response.getheader(PROTOCOL_HEADER)
        if spoken is None:
            raise _not_the_protocol(tr("a reply without a protocol version"))
        if spoken != str(self.protocol):
            raise WrongVersion(
                tr(
                    "The backend uses protocol version {spoken}, and this plugin uses version {needed}."
                ).format(spoken=spoken, needed=self.protocol)
                + f" {set_up()}"
            )

    def _pieces(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        expected = response.length
        received = 0
        while True:
            if self.is_cancelled():
                raise Cancelled
            with self._translated():
                piece = response.read(PIECE)
                if not piece and expected is not None and received < expected:
                    raise http.client.IncompleteRead(b"", expected - received)
            if not piece:
                return
            received += len(piece)
            yield piece

    def _read(self, response: http.client.HTTPResponse, largest: int) -> bytes:
        content = bytearray()
        for piece in self._pieces(response):
            content += piece
            if len(content) > largest:
                raise _not_the_protocol(tr("more data than requested"))
        return bytes(content)


def save_json(target: Path, value: dict[str, Any]) -> None:
    """Write a JSON file atomically. Raises `OutputFailed`."""
    with _atomic_write(target) as file:
        file.write(json.dumps(value).encode())


def save_text(target: Path, text: str) -> None:
    """Write a text file in UTF-8 atomically. Raises `OutputFailed`."""
    with _atomic_write(target) as file:
        file.write(text.encode())


@contextmanager
def _atomic_write(target: Path) -> Iterator[BinaryIO]:
    """Yield a temporary file next to `target`, which is renamed to it at the end or deleted after an error."""
    part = target.with_name(f".{target.stem}-{uuid4().hex[:8]}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    except OSError as error:
        raise OutputFailed(
            tr("{file} could not be written: {reason}.").format(file=target, reason=error.strerror or error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


@contextmanager
def _translated() -> Iterator[None]:
    """Convert errors of sockets and http.client to a `BridgeError`."""
    try:
        yield
    except (ConnectionError, TimeoutError, http.client.IncompleteRead) as error:
        raise BackendDied(
            tr("The backend has stopped responding. Its process has exited or hangs. Try again.")
        ) from error
    except http.client.HTTPException as error:
        raise _not_the_protocol(tr("something that is not HTTP")) from error
    except OSError as error:
        raise BackendDied(
            tr(
                "The backend can't be reached on this computer ({reason}). Try again. If this happens again, restart "
                "QGIS."
            ).format(reason=error.strerror or error)
        ) from error


def refusal(status: int, content: bytes) -> Exception:
    """Return the error for a reply of status 400 or more. The backend sends problem+json."""
    if status == 401:
        return TokenRefused(
            tr(
                "The server on the backend's port rejects the access token of QGIS. Close other copies of the backend, "
                "or restart the computer, and try again."
            )
        )
    try:
        problem = _object(content)
        title, detail = str(problem["title"]), str(problem["detail"])
    except (BadReply, KeyError):
        return _not_the_protocol(tr("the status {status} without an error message").format(status=status))
    if status == 409 and title == "protocol":
        return WrongVersion(f"{detail} {set_up()}")
    return (Busy if status in (429, 503) else BackendError)(detail, status)


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError as error:
        raise _not_the_protocol(tr("text that is not JSON")) from error
    if not isinstance(value, dict):
        raise _not_the_protocol(tr("JSON that is not an object"))
    return value


def _not_the_protocol(what: str) -> BadReply:
    return BadReply(
        tr("The server on the backend's port sent {what}. It may be another program. Try again.").format(
            what=what
        )
    )
