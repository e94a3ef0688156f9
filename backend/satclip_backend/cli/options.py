"""Command-line options, derived from the fields of the processes' inputs and of the settings.

A field defines the name, type, choices, default and help of its option. Alternatives were tested with `map` and
`fit`: pydantic-settings rejects four numbers after --extent (it expects lists as JSON), and typer supports neither
pydantic models nor `--encoder a b`. cyclopts parses every command line, but its help lacks limits, values out of
range give pydantic's report and status 2, and start-up takes 0.2 s longer. The types of `files` and the reference
pages, which are generated from argparse's parsers, would need more code than this module has.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from satclip_backend.errors import SatclipError, invalid

T = TypeVar("T")
FLAGS = {
    "apart_km": "--apart",
    "block_size_km": "--block-size",
    "count": "--points",
    "encoders": "--encoder",
    "negatives": "--negative",
    "normalisation": "--normalise",
    "places": "--place",
}
"""Fields whose option has another name."""
TYPES = {"integer": int, "number": float, "string": str}
METAVARS = {2: ("LON", "LAT"), 4: ("W", "S", "E", "N"), "integer": "N", "number": "X"}
"""Placeholders by the number of values, or by the type of a single value."""
LIMITS = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "exclusiveMaximum": "less than",
}


def flag(name: str) -> str:
    """Return the option of a field."""
    return FLAGS.get(name) or "--" + name.replace("_", "-")


def add_options(
    parser: argparse._ActionsContainer,
    model: type,
    *names: str,
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    shown: str = "",
    **changes: Any,
) -> None:
    """Add options for fields of a pydantic model or dataclass.

    `args` stores the values under the names of the fields. `presets` are defaults by preset and field: the help
    lists them, and `args` has None for options that are not given. `shown` describes a default that depends on
    other options. `changes` are arguments of `add_argument` that override derived ones; `help` replaces the
    description of the field.
    """
    for name in names:
        schema = _schemas(model)[name]
        arguments = _arguments(schema)
        default = shown
        if presets:
            arguments["default"] = None
            default = _differing({preset: values[name] for preset, values in presets.items()})
        arguments |= changes
        if not default and (text := _text(arguments.get("default"))):
            default = f"default {text}"
        help = [_phrase(arguments.get("help") or schema["description"]), _limits(schema)]
        text = "; ".join(filter(None, help)) + (f" ({default})" if default else "")
        parser.add_argument(flag(name), dest=name, **arguments | {"help": text.replace("%", "%%")})


def chosen(args: argparse.Namespace, names: Iterable[str]) -> dict[str, Any]:
    """Return the values of the options in `names` that the command has and that are not None."""
    return {name: value for name in names if (value := getattr(args, name, None)) is not None}


def checked(model: type[T], values: Mapping[str, Any]) -> T:
    """Return an instance of `model` with these values. Raises SatclipError that names the first invalid option."""
    try:
        return model(**values)
    except ValidationError as error:
        wrong = error.errors()[0]
        name = str(wrong["loc"][0])
        limits = _limits(_schemas(model)[name])
        if limits and wrong["type"].startswith(("greater_than", "less_than")):
            raise SatclipError(f"{flag(name)} must be {limits}, not {_text(wrong['input'])}.") from None
        if limits and wrong["type"] == "finite_number":
            raise SatclipError(f"{flag(name)} must be a finite number, {limits}.") from None
        raise invalid(flag(name), wrong) from None


@cache
def _schemas(model: type) -> dict[str, dict[str, Any]]:
    """Return the JSON schemas of the fields, without null as a value."""
    fields = TypeAdapter(model).json_schema()["properties"]
    return {name: field | field.get("anyOf", [{}])[0] for name, field in fields.items()}


def _arguments(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of `add_argument` for a field."""
    kind = schema["type"]
    if kind == "boolean":
        default = schema["default"]
        return {"action": argparse.BooleanOptionalAction if default else "store_true", "default": default}
    arguments: dict[str, Any] = {"default": schema["default"]} if "default" in schema else {"required": True}
    if kind == "array" and schema["items"]["type"] == "array":
        each = {name: value for name, value in _arguments(schema["items"]).items() if name != "required"}
        return each | arguments | {"action": "append"}
    if kind == "array":
        count = schema.get("minItems")
        kind = schema["items"]["type"]
        return arguments | {"nargs": count or "*", "metavar": METAVARS.get(count), "type": TYPES[kind]}
    if "enum" in schema:
        return arguments | {"choices": schema["enum"]}
    return arguments | {"metavar": METAVARS.get(kind), "type": TYPES[kind]}


def _limits(schema: Mapping[str, Any]) -> str:
    """Return the range of a field as text: "between 2 and 20", "more than 0"."""
    if "minimum" in schema and "maximum" in schema:
        return f"between {schema['minimum']:,} and {schema['maximum']:,}"
    return " and ".join(f"{words} {schema[key]:,}" for key, words in LIMITS.items() if key in schema)


def _differing(values: Mapping[str, Any]) -> str:
    """Return the default of the first preset, and those of presets that differ: "2048; published 8192"."""
    first = next(iter(values.values()))
    if isinstance(first, bool):
        return ""
    others = [f"{preset} {_text(value)}" for preset, value in values.items() if value != first]
    return "; ".join([_text(first) or "none", *others])


def _text(value: Any) -> str:
    """Return a default as the user would type it; "" for none."""
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (list, tuple)):
        return " ".join(value)
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _phrase(description: str) -> str:
    """Return a description in the style of argparse's help: lower case, except for names, and without a full stop."""
    first = description[0].lower() if description[1:2].islower() else description[0]
    return first + description[1:].rstrip(".")
