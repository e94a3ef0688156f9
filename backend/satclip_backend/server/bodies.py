"""Limits on request bodies: their size, whatever length they declare, and strict JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from anyio import move_on_after
from fastapi import HTTPException, Request
from fastapi.routing import APIRoute
from pydantic_core import from_json
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from satclip_backend.server.problems import Problem
from satclip_backend.translation import gettext_lazy as _

MAX_BODY = 16_000_000 + 65_536
"""Limit in bytes: a million points (2 float64 each) and their header. JSON bodies are far smaller."""

PATIENCE = 2.0
"""Seconds to wait for the rest of a body when the response is ready already."""


class LimitBody:
    """ASGI middleware that refuses a body whose declared length is too large, and stops reading one that exceeds it.

    The limit is `MAX_BODY`, or the value in `limits` for that path.

    A response that is ready before the body is complete, such as a refusal, is sent after the rest of the body has
    been read and discarded: a client that is still sending when the connection closes would never receive it.
    """

    def __init__(self, app: ASGIApp, limits: Mapping[str, int]):
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, with at most the allowed length of its body."""
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
    """A route that accepts strict JSON only (RFC 8259): no lone surrogates, no NaN, no unlimited nesting.

    Python's parser accepts all three, and a lone surrogate in a field name would break the list of jobs, which
    can't encode it.
    """

    def get_route_handler(self) -> Callable[[Request], Any]:
        """Return FastAPI's handler, called with a request that parses JSON strictly."""
        handle = super().get_route_handler()

        async def strict(request: Request) -> Any:
            return await handle(_StrictRequest(request.scope, request.receive))

        return strict


class _StrictRequest(Request):
    async def json(self) -> Any:
        try:
            return from_json(await self.body(), allow_inf_nan=False)
        except ValueError as error:
            raise HTTPException(
                400, _("The request's body is not valid JSON: {reason}.", reason=error)
            ) from None


def _too_long(limit: int) -> Problem:
    return Problem(413, _("The request is too long: {most} bytes at most. Send less at once.", most=limit))
