"""Errors as `application/problem+json` (RFC 9457), with one sentence for the user as the detail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import compile_path

from satclip_backend.errors import NotFoundError, SatclipError, is_out_of_memory
from satclip_backend.server.memory import memory_message
from satclip_backend.server.messages import Tell

OGC = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/"
MEDIA_TYPE = "application/problem+json"
CLIENT_CLOSED_REQUEST = 499
"""nginx's status for a client that has disconnected; no client receives it."""

RETRY_AFTER = 2
"""Seconds after which a client may retry when the server is busy."""

UNEXPECTED = "Something went wrong in the backend that should not have. Its log says more."


class Problem(Exception):
    """An error response: HTTP status, a sentence for the user, and the OGC exception type if there is one."""

    def __init__(self, status: int, detail: str, *, title: str | None = None, type: str = "about:blank"):
        super().__init__(detail)
        self.status, self.detail, self.type = status, detail, type
        self.title = title or HTTPStatus(status).phrase

    def response(self, headers: Mapping[str, str] | None = None) -> JSONResponse:
        """Return the response."""
        body = {"type": self.type, "title": self.title, "status": self.status, "detail": self.detail}
        return JSONResponse(body, self.status, dict(headers or {}), media_type=MEDIA_TYPE)


def client_gone() -> Problem:
    """Return the error for a client that has disconnected."""
    return Problem(CLIENT_CLOSED_REQUEST, "The client has gone.", title="Client closed request")


def busy(why: str, status: int = 503) -> JSONResponse:
    """Return an error response for a client that may retry the same request later."""
    problem = Problem(status, f"{why} Try again in a few seconds.")
    return problem.response({"Retry-After": str(RETRY_AFTER)})


def add_handlers(app: FastAPI, tell: Tell) -> None:
    """Convert every exception of a route of `app` to a problem document; `tell` converts its message for clients."""

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> JSONResponse:
        return error.response()

    @app.exception_handler(SatclipError)
    async def satclip_error(request: Request, error: SatclipError) -> JSONResponse:
        return Problem(404 if isinstance(error, NotFoundError) else 400, tell(str(error))).response()

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return Problem(400, sentence(error.errors())).response()

    @app.exception_handler(ClientDisconnect)
    async def gone(request: Request, error: ClientDisconnect) -> JSONResponse:
        return client_gone().response()

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = _allowed(request) or headers["Allow"]
        return Problem(error.status_code, f"{str(error.detail).rstrip('.')}.").response(headers)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        return Problem(500, memory_message() if is_out_of_memory(error) else UNEXPECTED).response()


def _allowed(request: Request) -> str:
    """Return the methods that a path allows, for the Allow header. Each route knows only its own."""
    paths = request.app.openapi()["paths"]
    found = [item for path, item in paths.items() if compile_path(path)[0].match(request.url.path)]
    return ", ".join(sorted({method.upper() for item in found for method in item}))


def sentence(errors: Iterable[Mapping[str, Any]]) -> str:
    """Return a sentence that describes pydantic's errors and names each input once."""
    found: dict[str, list[str]] = {}
    for error in errors:
        message = _message(error)
        messages = found.setdefault(_place(error["loc"]), [])
        if message not in messages:
            messages.append(message)
    parts = [
        f"{place}: {' or '.join(messages)}" if place else messages[0] for place, messages in found.items()
    ]
    text = "; ".join(parts[:3])
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _place(location: tuple[str | int, ...]) -> str:
    """Describe a location: `("body", "inputs", "extent", 0, ...)` -> `input 'extent', item 1`.

    Further parts of the location are internal to pydantic.
    """
    names = list(location)
    kind = "parameter" if names[:1] in (["query"], ["path"], ["header"]) else "input"
    if names[:1] == ["body"] and names[1:2] != ["inputs"]:
        kind = "member"
    names = names[2:] if names[:2] == ["body", "inputs"] else names[1:]
    if not names or not isinstance(names[0], str):
        return "inputs" if location[:2] == ("body", "inputs") else ""
    place = f"{kind} '{names[0]}'"
    return f"{place}, item {names[1] + 1}" if names[1:] and isinstance(names[1], int) else place


def _message(error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return "it is missing" if len(error["loc"]) > 1 else "The request has no body"
    if error["type"] == "extra_forbidden":
        return "there is no such input"
    if error["type"] == "json_invalid":
        return "The request's body is not valid JSON"
    message = str(error["msg"]).removeprefix("Value error, ")
    return message.replace("Input should be", "it should be").rstrip(".")
