"""Measures requests: the facts about each one that metrics and the audit log record, without its data."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from satclip_backend.server.users import USER, User

JOB, POINTS = "job", "points"
"""Keys in a request's `state`: id of the job that it created, and number of points that were encoded for it."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_JOB_ID = re.compile("[0-9a-f]{32}")


class MeasuredRequest(NamedTuple):
    """A request that has been answered or refused.

    Attributes
    ----------
    user : User or None
        Who sent it; None without a valid login.
    address : str or None
        Address of the client.
    method : str or None
        HTTP method; None if it is unknown.
    route : str or None
        Template of the path; None without a route.
    job : str or None
        Id of the job that it was about.
    points : int
        Number of points that were encoded for it.
    status : int
        HTTP status of the response.
    received, sent : int
        Bytes of the bodies of request and response.
    seconds : float
        Time from the head of the request to the end of the response.
    """

    user: User | None
    address: str | None
    method: str | None
    route: str | None
    job: str | None
    points: int
    status: int
    received: int
    sent: int
    seconds: float


def measured(app: ASGIApp, listeners: Iterable[Callable[[MeasuredRequest], None]]) -> ASGIApp:
    """Return `app` with a call of each listener after each of its requests."""
    listeners = tuple(listeners)

    async def measure(scope: Scope, receive: Receive, send: Send) -> None:
        began, status, received, sent = time.perf_counter(), 500, 0, 0  # uvicorn's status without a response

        async def counted_receive() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return message

        async def counted_send(message: Message) -> None:
            nonlocal status, sent
            status = message.get("status", status)
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await app(scope, counted_receive, counted_send)
        finally:
            request = _described(scope, status, received, sent, time.perf_counter() - began)
            for listener in listeners:
                listener(request)

    return measure


def _described(scope: Scope, status: int, received: int, sent: int, seconds: float) -> MeasuredRequest:
    state = scope["state"]
    job = state.get(JOB) or scope.get("path_params", {}).get("job_id", "")
    return MeasuredRequest(
        user=state.get(USER),
        address=scope["client"][0] if scope.get("client") else None,
        method=scope["method"] if scope["method"] in _METHODS else None,
        route=getattr(scope.get("route"), "path", None),
        job=job if _JOB_ID.fullmatch(job) else None,
        points=state.get(POINTS, 0),
        status=status,
        received=received,
        sent=sent,
        seconds=seconds,
    )
