"""Errors as `application/problem+json` (RFC 9457), with one sentence for the user as the detail, in their language."""

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
from satclip_backend.server.messages import TellUser
from satclip_backend.server.quotas import StorageFull
from satclip_backend.server.users import User, user_of
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined, translated

OGC = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/"
MEDIA_TYPE = "application/problem+json"
CLIENT_CLOSED_REQUEST = 499
"""nginx's status for a client that has disconnected; no client receives it."""

RETRY_AFTER = 2
"""Seconds after which a client may retry when the server is busy."""

UNEXPECTED = _("Something went wrong in the backend that should not have. Its log says more.")


class Problem(Exception):
    """An error response: HTTP status, a sentence for the user, and the OGC exception type if there is one."""

    def __init__(self, status: int, detail: str, *, title: str | None = None, type: str = "about:blank"):
        super().__init__(detail)
        self.status, self.detail, self.type = status, detail, type
        self.title = title or HTTPStatus(status).phrase

    def response(self, headers: Mapping[str, str] | None = None) -> JSONResponse:
        """Return the response, in the current language."""
        detail = translated(self.detail)
        body = {"type": self.type, "title": self.title, "status": self.status, "detail": detail}
        return JSONResponse(body, self.status, dict(headers or {}), media_type=MEDIA_TYPE)


def client_gone() -> Problem:
    """Return the error for a client that has disconnected."""
    return Problem(CLIENT_CLOSED_REQUEST, _("The client has gone."), title="Client closed request")


def busy(why: str, status: int = 503) -> JSONResponse:
    """Return an error response for a client that may retry the same request later."""
    problem = Problem(status, joined([why, _("Try again in a few seconds.")]))
    return problem.response({"Retry-After": str(RETRY_AFTER)})


def check_administrator(user: User) -> None:
    """Raise Problem if a user is no administrator."""
    if not user.administrator:
        raise Problem(403, _("Only administrators of this server may do this. Ask one of them."))


def add_handlers(app: FastAPI, tell: TellUser) -> None:
    """Convert every exception of a route of `app` to a problem document; `tell` converts its message for clients."""

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> JSONResponse:
        return error.response()

    @app.exception_handler(SatclipError)
    async def satclip_error(request: Request, error: SatclipError) -> JSONResponse:
        status = 404 if isinstance(error, NotFoundError) else 507 if isinstance(error, StorageFull) else 400
        return Problem(status, tell(translated(error), user=user_of(request).id)).response()

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
        return Problem(error.status_code, _("{detail}.", detail=str(error.detail).rstrip("."))).response(
            headers
        )

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        return Problem(500, memory_message() if is_out_of_memory(error) else UNEXPECTED).response()


def _allowed(request: Request) -> str:
    """Return the methods that a path allows, for the Allow header. Each route knows only its own."""
    paths = request.app.openapi()["paths"]
    asked = request.scope["path"].removeprefix(request.scope.get("root_path", ""))  # that of a proxy
    found = [item for path, item in paths.items() if compile_path(path)[0].match(asked)]
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
        joined([place, joined(messages, _(" or "))], ": ") if place else messages[0]
        for place, messages in found.items()
    ]
    text = translated(joined(parts[:3], "; "))
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _place(location: tuple[str | int, ...]) -> str:
    """Describe a location: `("body", "inputs", "extent", 0, ...)` -> `input 'extent', item 1`.

    Further parts of the location are internal to pydantic.
    """
    names = list(location)
    inputs = names[:2] == ["body", "inputs"]
    names = names[2:] if inputs else names[1:]
    if not names or not isinstance(names[0], str):
        return _("inputs") if inputs else ""
    if location[0] in ("query", "path", "header"):
        place = _("parameter '{name}'", name=names[0])
    elif inputs or location[0] != "body":
        place = _("input '{name}'", name=names[0])
    else:
        place = _("member '{name}'", name=names[0])
    if not (names[1:] and isinstance(names[1], int)):
        return place
    return _("{input}, item {item}", input=place, item=names[1] + 1)


def _message(error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return _("it is missing") if len(error["loc"]) > 1 else _("The request has no body")
    if error["type"] == "extra_forbidden":
        return _("there is no such input")
    if error["type"] == "json_invalid":
        return _("The request's body is not valid JSON")
    context = error.get("ctx", {})
    raised = context.get("error")
    if isinstance(raised, Exception):  # by a validator of this program
        return translated(raised).rstrip(".")
    if error["type"] in _LIMITS:
        return _limit(error["type"], str(context[_LIMITS[error["type"]]]))
    message = str(error["msg"]).removeprefix("Value error, ")
    return message.replace("Input should be", "it should be").rstrip(".")


_LIMITS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}
"""Types of pydantic's errors for limits, and the name of the limit in their context."""


def _limit(type: str, limit: str) -> str:
    if type == "greater_than":
        return _("it should be greater than {limit}", limit=limit)
    if type == "greater_than_equal":
        return _("it should be greater than or equal to {limit}", limit=limit)
    if type == "less_than":
        return _("it should be less than {limit}", limit=limit)
    return _("it should be less than or equal to {limit}", limit=limit)
