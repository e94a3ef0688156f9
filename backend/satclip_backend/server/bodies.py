"""A bound on what a request may send, whatever it says about its length."""

from __future__ import annotations

from collections.abc import Mapping

from anyio import move_on_after
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from satclip_backend.server.problems import Problem

MAX_BODY = 16_000_000 + 65_536
"""Bytes: a million points (2 float64 each) and their header. JSON stays far below."""

PATIENCE = 2.0
"""Seconds that the rest of a body may take when the answer is known already."""


class LimitBody:
    """ASGI middleware: a body too long by its own account is refused unread, one that lies is cut off.

    `MAX_BODY` is the limit, but for the paths that have one of their own in `limits`.

    An answer that is known before the whole body has come, such as a refusal, is sent when the rest has been
    read and thrown away: a client that still sends when the connection closes would never see it.
    """

    def __init__(self, app: ASGIApp, limits: Mapping[str, int]):
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._limits.get(scope["path"], MAX_BODY)
        lengths = [value for key, value in scope["headers"] if key == b"content-length"]
        if lengths and int(lengths[0]) > limit:  # h11 has checked that it is a number
            await _too_long(limit).response()(scope, receive, send)
            return
        received, more = 0, True

        async def counted_receive() -> Message:
            nonlocal received, more
            message = await receive()
            received += len(message.get("body", b""))
            more = message.get("more_body", False)
            if received > limit:
                raise HTTPException(413, _too_long(limit).detail)
            return message

        async def patient_send(message: Message) -> None:
            nonlocal received, more
            if message["type"] == "http.response.start":
                with move_on_after(PATIENCE):
                    while more and received <= limit:
                        rest = await receive()
                        received += len(rest.get("body", b""))
                        more = rest.get("more_body", False)
            await send(message)

        await self._app(scope, counted_receive, patient_send)


def _too_long(limit: int) -> Problem:
    return Problem(413, f"The request is too long: {limit:,} bytes at most. Send less at once.")
