"""Additions to /openapi.json that FastAPI can't derive: the token of every route, and the error responses."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from satclip_backend.server.access import PUBLIC
from satclip_backend.server.models import ProblemDocument
from satclip_backend.server.problems import MEDIA_TYPE

_REFUSALS = {
    "401": "The token is missing or wrong.",
    "409": "The client speaks another version of the protocol, or what it asks for does not fit what goes on.",
    "503": "There is too much to do: ask again after the seconds in Retry-After.",
}
_STRANGE = {
    "400": "An input is wrong.",
    "403": "The request comes from a web page, or only administrators may send it.",
    "413": "The body is too long.",
    "421": "The Host header is not this server's.",
}
_SCHEMA = "#/components/schemas/ProblemDocument"


def complete(app: FastAPI) -> None:
    """Make `app.openapi()` return the complete description."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(described())
        return app.openapi_schema

    app.openapi = openapi  # FastAPI documents this way to extend the schema


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["ProblemDocument"] = ProblemDocument.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "The token in the runtime file, or of a user.",
        }
    }
    document["security"] = [{"token": []}]
    for path, item in document["paths"].items():
        for operation in item.values():
            responses = operation["responses"]
            responses.pop("422", None)
            missing = {"404": "There is no such thing."} if "{" in path else {}
            refusals = _REFUSALS
            if path in PUBLIC:
                operation["security"], refusals = [], {}
            for status, description in {**missing, **_STRANGE, **refusals}.items():
                responses.setdefault(status, {"description": description})
            for status, response in responses.items():
                if status >= "400":
                    response["content"] = {MEDIA_TYPE: {"schema": {"$ref": _SCHEMA}}}
    return document
