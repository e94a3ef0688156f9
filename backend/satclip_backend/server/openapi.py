"""What FastAPI can't know for /openapi.json: that every route wants the token, and what errors look like."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from satclip_backend.server.models import ProblemDocument
from satclip_backend.server.problems import MEDIA_TYPE

_REFUSALS = {
    "401": "The token is missing or wrong.",
    "403": "The request comes from a web page.",
    "409": "The client speaks another version of the protocol.",
    "421": "The Host header is not this server's.",
}
_WRONG = {"400": "An input is wrong.", "413": "The body is too long."}
_SCHEMA = "#/components/schemas/ProblemDocument"


def complete(app: FastAPI) -> None:
    """Make `app.openapi()` complete."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(described())
        return app.openapi_schema

    app.openapi = openapi  # FastAPI's own way to change it


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["ProblemDocument"] = ProblemDocument.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "The token in the runtime file."}
    }
    document["security"] = [{"token": []}]
    for path in document["paths"].values():
        for operation in path.values():
            responses = operation["responses"]
            responses.pop("422", None)
            wrong = _WRONG if "requestBody" in operation else {}
            missing = {"404": "There is no such thing."} if operation.get("parameters") else {}
            for status, description in {**wrong, **missing, **_REFUSALS}.items():
                content = {MEDIA_TYPE: {"schema": {"$ref": _SCHEMA}}}
                responses[status] = {"description": description, "content": content}
    return document
