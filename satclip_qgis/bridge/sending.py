"""Sending of a request body in pieces, so that the user can cancel and the server can refuse early."""

from __future__ import annotations

import errno
import io
import os
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from satclip_qgis.bridge.errors import BadFile, Cancelled, no_response
from satclip_qgis.bridge.text import tr

PIECE = 1 << 20
LARGEST_UPLOAD = 1 << 30
"""Largest file that the backend accepts, in bytes."""


@contextmanager
def opened(data: bytes | Path) -> Iterator[BinaryIO]:
    """Yield the data to send as a stream. Raises `BadFile`."""
    name = data.name if isinstance(data, Path) else tr("The layer")
    try:
        if isinstance(data, Path) and data.exists() and not data.is_file():
            raise OSError(errno.EINVAL, tr("it is not a file"))
        stream = data.open("rb") if isinstance(data, Path) else io.BytesIO(data)
    except OSError as error:
        raise BadFile(_unreadable(data, error)) from error
    with stream:
        if size_of(stream) > LARGEST_UPLOAD:
            raise BadFile(
                tr(
                    "{name} is too large: {size} bytes. The maximum is {most} bytes. Use fewer features or fields."
                ).format(name=name, size=f"{size_of(stream):,}", most=f"{LARGEST_UPLOAD:,}")
            )
        yield stream


def size_of(stream: BinaryIO) -> int:
    """Return the size of a stream in bytes, and rewind it."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size


def send_body(
    connection: socket.socket,
    body: BinaryIO,
    size: int,
    timeout: float,
    is_cancelled: Callable[[], bool],
    on_progress: Callable[[float], None],
) -> None:
    """Send `size` bytes of `body`, or fewer if the server replies before the end.

    Raises `Cancelled` within a second of `is_cancelled()`, `BackendDied` if the server accepts nothing for `timeout`
    seconds, `BadFile` if the body is too short, and OSError if the connection breaks.
    """
    sent, until = 0, time.monotonic() + timeout
    piece = memoryview(b"")
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ | selectors.EVENT_WRITE)
        while sent < size:
            if is_cancelled():
                raise Cancelled
            piece = piece or memoryview(read_piece(body, min(PIECE, size - sent)))
            ready = [event for _, event in selector.select(0.2)]
            if ready and ready[0] & selectors.EVENT_READ:
                return
            if ready:
                count = connection.send(piece)  # with a timeout, it sends only a part
                piece, sent = piece[count:], sent + count
                until = time.monotonic() + timeout
                on_progress(sent / size)
            elif time.monotonic() > until:
                raise no_response(timeout)


def read_piece(body: BinaryIO, count: int) -> bytes:
    """Return at most `count` bytes of a body. Raises `BadFile` if it can't be read or ends early."""
    try:
        piece = body.read(count)
    except OSError as error:
        raise BadFile(_unreadable(_name(body), error)) from error
    if not piece:
        raise BadFile(tr("{file} was truncated during the upload. Try again.").format(file=_name(body)))
    return piece


def _name(body: BinaryIO) -> str:
    return getattr(body, "name", tr("The data"))


def _unreadable(file: object, error: OSError) -> str:
    return tr("{file} can't be read: {reason}.").format(file=file, reason=error.strerror or error)
