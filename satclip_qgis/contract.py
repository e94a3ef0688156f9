"""Declarations of the backend: protocol version, inputs, prediction fields, limits, colours, missing dates."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from satclip_qgis.paths import CONTRACT


@cache
def _contract() -> dict[str, Any]:
    return json.loads(CONTRACT.read_text(encoding="utf-8"))


def protocol_version() -> int:
    """Return the version of the protocol between plugin and backend."""
    return _contract()["protocol"]


def prediction_fields(model: dict[str, Any]) -> dict[str, str]:
    """Return the types of the fields of a prediction, by name. `model` is the description of a model file."""
    kind = "presence_only" if model["presence_only"] else "binary" if model["binary"] else model["task"]
    fields = _contract()["predictions"][kind]
    return {
        name: model["class_kind"] if kind == "class" else kind
        for name, kind in fields.items()
        if name != "expected_error" or model["expected_error"]
    }


def max_pixels() -> int:
    """Return the maximum number of pixels of a map."""
    return _contract()["max_pixels"]


def viridis() -> list[str]:
    """Return the colours "#rrggbb" of the ramp viridis, at equal steps."""
    return _contract()["viridis"]


def class_colours() -> list[str]:
    """Return colours "#rrggbb" for as many classes as a live layer of labels can have."""
    return _contract()["class_colours"]


def max_labels() -> int:
    """Return the maximum number of labels of a live layer."""
    return _contract()["max_labels"]


@cache
def missing_dates() -> frozenset[str]:
    """Return the texts that mean a missing date."""
    return frozenset(_contract()["missing_dates"])


def declared(process: str, name: str) -> dict[str, Any]:
    """Return the JSON schema of an input of a process. If several schemas are allowed, their keywords are merged."""
    schema = _contract()["processes"][process]["inputs"][name]["schema"]
    for alternative in schema.get("anyOf", ()):
        schema = {**alternative, **schema}
    return schema
