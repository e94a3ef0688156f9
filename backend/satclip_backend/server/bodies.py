"""What bodies may hold: no more than a bound, whatever they say of their length, and as JSON only what all can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from anyio import move_on_after
from fastapi import HTTPException, Request
from fastapi.routing import APIRoute
from pydantic_core import from_json
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
        """Pass one request on, and no more of its body than the limit."""
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


class JsonRoute(APIRoute):
    """A route whose JSON is strict (RFC 8259): Unicode without halves of surrogate pairs, no NaN, no endless nesting.

    Python's own parser takes all three, and a field's name that can't be written again then breaks the list of jobs.
    """

    def get_route_handler(self) -> Callable[[Request], Any]:
        """FastAPI's handler, given a request whose JSON is read strictly."""
        handle = super().get_route_handler()

        async def strict(request: Request) -> Any:
            return await handle(_StrictRequest(request.scope, request.receive))

        return strict


class _StrictRequest(Request):
    async def json(self) -> Any:
        try:
            return from_json(await self.body(), allow_inf_nan=False)
        except ValueError as error:
            raise HTTPException(400, f"The request's body is not valid JSON: {error}.") from None


def _too_long(limit: int) -> Problem:
    return Problem(413, f"The request is too long: {limit:,} bytes at most. Send less at once.")
