"""Options made from declarations: the fields of the processes' inputs and of the settings.

A field gives the name, type, choices, default and help of its option. pydantic-settings, cyclopts and typer were tried
instead, on `map` and `fit`: pydantic-settings refuses four numbers after --extent (it wants lists as JSON), and typer
reads no pydantic models and takes no `--encoder a b`. cyclopts parses every command line, but its help lacks limits, a
value beyond them has pydantic's report and status 2, a start takes 0.2 s longer, and the types of `files` and the pages
of the reference, which are made from argparse's parsers, would need more code than this module has.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from satclip_backend.errors import SatclipError

T = TypeVar("T")
FLAGS = {
    "apart_km": "--apart",
    "block_size_km": "--block-size",
    "count": "--points",
    "encoders": "--encoder",
    "normalisation": "--normalise",
    "places": "--place",
}
"""Fields with another name on the command line."""
NUMBERS = {"integer": int, "number": float}
METAVARS = {2: ("LON", "LAT"), 4: ("W", "S", "E", "N"), "integer": "N", "number": "X"}


def flag(name: str) -> str:
    """The option of a field."""
    return FLAGS.get(name) or "--" + name.replace("_", "-")


def add_options(
    parser: argparse._ActionsContainer,
    model: type,
    *names: str,
    presets: Mapping[str, Any] | None = None,
    shown: str | None = None,
    **changes: Any,
) -> None:
    """Add an option for each of some fields; `args` has its value under the name of the field.

    Parameters
    ----------
    parser : argparse.ArgumentParser or a group of one
    model : type
        A pydantic model or dataclass with the fields.
    *names : str
        Its fields, in the order of the help.
    presets : mapping of str to an instance of `model`, optional
        Where the defaults are, the first one's unless the user chooses another; `args` has None then.
    shown : str, optional
        What the help says of the default, where it depends on other options.
    **changes
        Arguments of `add_argument` that the command has otherwise; `help` replaces the description of the field.
    """
    for name in names:
        schema = _schemas(model)[name]
        arguments = _arguments(schema)
        default = shown
        if presets is not None:
            arguments["default"] = None
            default = _of_presets({preset: getattr(value, name) for preset, value in presets.items()})
        arguments |= changes
        if default is None and (text := _text(arguments.get("default"))):
            default = f"default {text}"
        description = _phrase(arguments.get("help") or schema["description"])
        parts = "; ".join(filter(None, (description, _limits(schema))))
        arguments["help"] = f"{parts} ({default})" if default else parts
        arguments["help"] = arguments["help"].replace("%", "%%")
        parser.add_argument(flag(name), dest=name, **arguments)


def chosen(args: argparse.Namespace, names: Iterable[str]) -> dict[str, Any]:
    """The values of those of the options that the command has and the user or a default gives."""
    return {name: value for name in names if (value := getattr(args, name, None)) is not None}


def checked(model: type[T], values: Mapping[str, Any]) -> T:
    """The inputs or settings of these values. Raises SatclipError that names the first option that is wrong."""
    try:
        return model(**values)
    except ValidationError as error:
        wrong = error.errors()[0]
        name = str(wrong["loc"][0])
        limits = _limits(_schemas(model)[name])
        if limits and wrong["type"].startswith(("greater_than", "less_than")):
            raise SatclipError(f"{flag(name)} must be {limits}, not {_text(wrong['input'])}.") from None
        raise SatclipError(f"{flag(name)}: {wrong['msg']}.") from None


@cache
def _schemas(model: type) -> dict[str, dict[str, Any]]:
    """The JSON schemas of the fields, without null as a value."""
    fields = TypeAdapter(model).json_schema()["properties"]
    return {name: field | field.get("anyOf", [{}])[0] for name, field in fields.items()}


def _arguments(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What `add_argument` is told of a field."""
    kind = schema["type"]
    if kind == "boolean":
        return {"action": "store_true", "default": False}
    arguments: dict[str, Any] = {"default": schema["default"]} if "default" in schema else {"required": True}
    if kind == "array":
        items = schema["items"]
        if items["type"] == "array":
            return {**arguments, **_arguments(items), "action": "append"}
        count = schema.get("minItems") if schema.get("minItems") == schema.get("maxItems") else None
        arguments |= {"nargs": count or "*", "metavar": METAVARS.get(count)}
        kind = items["type"]
    elif "enum" in schema:
        return arguments | {"choices": schema["enum"]}
    else:
        arguments |= {"metavar": METAVARS.get(kind)}
    return arguments | {"type": NUMBERS.get(kind, str)}


def _limits(schema: Mapping[str, Any]) -> str:
    """What numbers a field takes, such as "between 2 and 20"."""
    if "minimum" in schema and "maximum" in schema:
        return f"between {schema['minimum']:,} and {schema['maximum']:,}"
    words = {"minimum": "at least", "exclusiveMinimum": "more than", "maximum": "at most"}
    words["exclusiveMaximum"] = "less than"
    return " and ".join(f"{word} {schema[key]:,}" for key, word in words.items() if key in schema)


def _of_presets(values: Mapping[str, Any]) -> str:
    """The first value, and the others where they differ: "2048; published 8192"."""
    first = next(iter(values.values()))
    others = [f"{preset} {_text(value)}" for preset, value in values.items() if value != first]
    return "; ".join([_text(first) or "none", *others])


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _phrase(description: str) -> str:
    """A description as argparse's own help is written: no capital, unless of a name, and no full stop."""
    first = description[0].lower() if description[1:2].islower() else description[0]
    return first + description[1:].rstrip(".")
