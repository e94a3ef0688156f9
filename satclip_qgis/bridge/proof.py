"""Authentication of the backend, before the token is sent to it.

A killed backend leaves its runtime file, and another program may take its port. That program would receive the
token and the user's data. So the process must still run, and each connection starts with a random number. Only a
server that knows the token can reply with its HMAC-SHA256 (satclip_backend/server/challenge.py).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import selectors
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from satclip_qgis.bridge.errors import Cancelled, TokenRefused, no_response
from satclip_qgis.bridge.text import tr

LARGEST_ANSWER = 10_000
_USER = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
"""Names that users of a server can have (satclip_backend/server/users.py)."""


def check_proof(
    connection: socket.socket,
    host: str,
    token: str,
    timeout: float,
    is_cancelled: Callable[[], bool],
    user: str = "",
) -> None:
    """Check that the server knows `token`, or its hash if it is that of `user`. The connection can be used afterwards.

    Raises `TokenRefused` if it doesn't, `Cancelled` within a second of `is_cancelled()`, `BackendDied` if it doesn't
    reply for `timeout` seconds, and OSError if the connection breaks.
    """
    nonce = secrets.token_hex(32)
    named, keys = "", [token.encode()]
    if _USER.fullmatch(user):
        named = f"&user={user}"
        keys.append(hashlib.sha256(token.encode()).hexdigest().encode())
    connection.sendall(f"GET /challenge?nonce={nonce}{named} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    port = connection.getpeername()[1]
    said = f"satclip {port} {nonce}" + (f" {user}" if named else "")
    expected = [hmac.new(key, said.encode(), hashlib.sha256).hexdigest() for key in keys]
    head, _, body = _answer(connection, timeout, is_cancelled).partition(b"\r\n\r\n")
    try:
        given = str(json.loads(body)["proof"])
    except (ValueError, KeyError, TypeError, RecursionError):
        given = ""
    if not (
        head.startswith(b"HTTP/1.1 200 ")
        and any(hmac.compare_digest(given.encode("utf-8", "replace"), proof.encode()) for proof in expected)
    ):
        raise TokenRefused(
            tr(
                "The program on the backend's port could not be authenticated, so nothing was sent to it. Try again. "
                "If this happens again, restart the computer."
            )
        )


def _answer(connection: socket.socket, timeout: float, is_cancelled: Callable[[], bool]) -> bytes:
    """Read the reply, up to the length of a proof."""
    answer, until = b"", time.monotonic() + timeout
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        while not answer.endswith(b"}") and len(answer) < LARGEST_ANSWER:
            if is_cancelled():
                raise Cancelled
            if time.monotonic() > until:
                raise no_response(timeout)
            if selector.select(0.2):
                piece = connection.recv(LARGEST_ANSWER)
                if not piece:
                    break
                answer += piece
    return answer


def runs(pid: int, started: str | None) -> bool:
    """Return whether a process of the user has this id and, if the system provides it, this start time."""
    if sys.platform == "win32":
        return True  # os.kill would kill it
    try:
        os.kill(pid, 0)
    except (OSError, OverflowError):
        return False
    return started is None or started == _start_time(pid)


def _start_time(pid: int) -> str | None:
    """Return the start time of a process on Linux, in ticks since boot, as the backend writes it; None for a zombie."""
    try:
        facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()  # proc(5), from field 3 on
        return None if facts[0] in "ZX" else facts[19]
    except (OSError, IndexError):
        return None
