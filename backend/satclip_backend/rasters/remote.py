"""Remote images, read with range requests and cached in memory."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from functools import lru_cache
from types import TracebackType
from urllib.parse import SplitResult, quote, urljoin

import httpcore

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.urls import checked, connections, shown
from satclip_backend.translation import gettext_lazy as _

CHUNK = 16 << 10
"""Smallest request in bytes: the header of a COG."""
_AHEAD = 1 << 20
"""Largest read-ahead in bytes for sequential reading."""
_MOST_AT_ONCE = 16 << 20
_KEPT = 128 << 20
"""Size of the cache of all files in bytes."""
_WHOLE = 64 << 20
"""Largest file in bytes that is read as a whole, if the server does not support range requests."""
_HOPS, _TRIES = 5, 3
_REQUEST = 60.0
"""Timeout in seconds for a response body."""
_TIMEOUTS = {"timeout": {"connect": 10.0, "read": 15.0, "write": 15.0, "pool": _REQUEST}}
"""Timeouts in seconds: to connect, between bytes, and for a connection that other threads use."""
_PART = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_MOVED = {301, 302, 303, 307, 308}
_BUSY = {408, 425, 429, 500, 502, 503, 504}


class _TryAgain(Exception):
    """A temporary failure, which is retried."""


class _Chunks:
    """Cache of parts of files by (file, number). The least recently used are dropped."""

    def __init__(self, most: int):
        self._most, self._size, self._lock = most, 0, threading.Lock()
        self._found: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def get(self, key: tuple[str, int]) -> bytes | None:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: tuple[str, int], chunk: bytes) -> None:
        with self._lock:
            self._size += len(chunk) - len(self._found.pop(key, b""))
            self._found[key] = chunk
            while self._size > self._most:
                self._size -= len(self._found.popitem(last=False)[1])


_kept = _Chunks(_KEPT)


class RemoteFile:
    """A file at a URL, `size` bytes long. It is thread-safe."""

    def __init__(self, url: str):
        """Request the first part. Raises SatclipError if that fails or the URL is not allowed."""
        checked(url)
        self.url = self._target = url
        self.size: int | None = None
        self._version: str | None = None
        self._whole: bytes | None = None
        self._next, self._ahead = -1, 0
        self._fetch(0, 1)

    def read(self, offset: int, count: int) -> bytes:
        """Return `count` bytes from `offset`, fewer at the end. Raises SatclipError."""
        count = max(0, min(count, self.size - offset))
        if self._whole is not None or not count:
            return (self._whole or b"")[offset : offset + count]
        first, last = offset // CHUNK, (offset + count - 1) // CHUNK
        found = {number: _kept.get((self.url, number)) for number in range(first, last + 1)}
        lacking = [number for number, chunk in found.items() if chunk is None]
        if lacking:
            found.update(self._fetch(lacking[0], self._further(lacking[0], lacking[-1] + 1)))
        return b"".join(found[number] for number in range(first, last + 1))[offset - first * CHUNK :][:count]

    def _further(self, start: int, stop: int) -> int:
        """Return the chunk at which to stop: the read-ahead grows while chunks are read sequentially."""
        self._ahead = min(2 * self._ahead + stop - start, _AHEAD // CHUNK) if start == self._next else 0
        self._next = min(stop + self._ahead, -(-self.size // CHUNK))
        return self._next

    def _fetch(self, start: int, stop: int) -> dict[int, bytes]:
        found = {}
        step = _MOST_AT_ONCE // CHUNK
        for begin in range(start, stop, step):
            data = self._ask(begin * CHUNK, min(begin + step, stop) * CHUNK)
            for number in range(begin, begin + -(-len(data) // CHUNK)):
                found[number] = data[(number - begin) * CHUNK :][:CHUNK]
                _kept.put((self.url, number), found[number])
        return found

    def _ask(self, begin: int, end: int) -> bytes:
        """Return the bytes from `begin` to `end` (exclusive), or to the end of the file."""
        reason = ""
        for tries in range(_TRIES):
            time.sleep(0.25 * tries)
            try:
                return self._ask_once(begin, end)
            except (
                _TryAgain,
                httpcore.NetworkError,
                httpcore.TimeoutException,
                httpcore.ProtocolError,
            ) as error:
                reason = str(error) or type(error).__name__
                self._target = self.url  # the target of a redirect may expire
            except httpcore.ProxyError as error:
                raise self._failed(_("the proxy says {reason}", reason=error)) from None
        raise self._failed(reason)

    def _ask_once(self, begin: int, end: int) -> bytes:
        target = self._target
        headers = {
            "User-Agent": "satclip-backend",
            "Accept-Encoding": "identity",
            "Range": f"bytes={begin}-{end - 1}",
        }
        for _unused in range(_HOPS):
            try:
                parts = checked(target)
                with connections(parts).stream(
                    "GET", _address(parts), headers=headers, extensions=_TIMEOUTS
                ) as answer:
                    if answer.status not in _MOVED:
                        data = self._body(answer, begin, end)
                        self._target = target
                        return data
                    target = urljoin(target, _headers(answer).get("location", ""))
            except SatclipError as error:
                raise self._failed(str(error)) from None
        raise self._failed(_("its server sends it from address to address"))

    def _body(self, answer: httpcore.Response, begin: int, end: int) -> bytes:
        headers = _headers(answer)
        part = _PART.fullmatch(headers.get("content-range", ""))
        if answer.status in _BUSY or (answer.status >= 400 and self._target != self.url):
            raise _TryAgain(_("its server answers {status}", status=str(answer.status)))
        if answer.status == 206 and part:
            size, wanted = int(part[3]), min(end, int(part[3])) - begin
            if int(part[1]) != begin or headers.get("content-encoding", "identity") != "identity":
                raise self._failed(_("its server sends other parts of the file than were asked for"))
        elif answer.status == 200:
            size = wanted = int(headers.get("content-length", _WHOLE))
            if size > _WHOLE:
                raise self._failed(
                    _("its server doesn't answer requests for parts of a file, and it is large")
                )
        else:
            raise self._failed(_("its server answers {status}", status=str(answer.status)))
        data = _received(answer, wanted)
        if answer.status == 200 and "content-length" not in headers:
            size = len(data)
        elif len(data) < wanted:
            raise _TryAgain(_("the connection ended early"))
        version = headers.get("etag") or headers.get("last-modified")
        if self.size is not None and (size, version) != (self.size, self._version):
            raise self._failed(_("it was changed while it was read"))
        self.size, self._version = size, version
        if answer.status == 200:
            self._whole = data
            return data[begin:end]
        return data

    def _failed(self, reason: str) -> SatclipError:
        return SatclipError(
            _(
                "{url} can't be read: {reason}. Check the address and the connection, and that the server "
                "answers requests for parts of a file.",
                url=shown(self.url),
                reason=reason.rstrip("."),
            )
        )


def _address(parts: SplitResult) -> httpcore.URL:
    host = parts.hostname.encode("idna") if not parts.hostname.isascii() else parts.hostname.encode()
    target = quote(parts.path or "/", safe="/%:=&+!$,;'@()*~[]")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:=&+!$,;'@()*~[]?")
    return httpcore.URL(scheme=parts.scheme.encode(), host=host, port=parts.port, target=target.encode())


def _headers(answer: httpcore.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}


def _received(answer: httpcore.Response, most: int) -> bytes:
    """Return at most `most` bytes of a response body, without waiting for the rest."""
    data, began = bytearray(), time.monotonic()
    for piece in answer.iter_stream():
        data += piece
        if len(data) >= most:
            break
        if time.monotonic() - began > _REQUEST:
            raise _TryAgain(_("it was still being sent after {request} s", request=f"{_REQUEST:.0f}"))
    return bytes(data[:most])


class RangeReader:
    """File object on a `RemoteFile`, for GDAL through rasterio. Failures are stored in `error`, not raised."""

    def __init__(self, remote: RemoteFile):
        self._remote, self._offset = remote, 0
        self.error: SatclipError | None = None

    def __enter__(self) -> RangeReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, count: int = -1) -> bytes:
        """Read from the current position; b"" at the end and after an error."""
        try:
            data = self._remote.read(self._offset, self._remote.size if count < 0 else count)
        except SatclipError as error:
            self.error = error
            return b""
        self._offset += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Set the position: from the start (0), the current position (1) or the end (2)."""
        self._offset = (0, self._offset, self._remote.size)[whence] + offset
        return self._offset

    def tell(self) -> int:
        """Return the position."""
        return self._offset

    def close(self) -> None:
        """Do nothing: connections are shared."""


@lru_cache(maxsize=256)
def remote_file(url: str) -> RemoteFile:
    """Return the file at a URL, cached, so that its header is read once. Raises SatclipError."""
    return RemoteFile(url)
