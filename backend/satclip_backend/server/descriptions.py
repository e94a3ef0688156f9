"""OGC process descriptions, derived from the input models and outputs of processes."""

from __future__ import annotations

from typing import Any

from satclip_backend import __version__
from satclip_backend.processes.process import Output, Process
from satclip_backend.server.models import Link, ProcessDescription, ProcessSummary

JOB_CONTROL = ["async-execute", "dismiss"]
TRANSMISSION = ["value", "reference"]


def summary(process: Process, base: str) -> ProcessSummary:
    """Return the entry of `process` in the list; `base` is the server's URL with a trailing slash."""
    link = Link(
        href=f"{base}processes/{process.id}", rel="self", type="application/json", title="Description"
    )
    return ProcessSummary(
        id=process.id,
        title=process.title,
        description=process.description,
        version=__version__,
        jobControlOptions=JOB_CONTROL,
        outputTransmission=TRANSMISSION,
        links=[link],
    )


def description(process: Process, base: str) -> ProcessDescription:
    """Return the full description of `process`."""
    execute = Link(
        href=f"{base}processes/{process.id}/execution",
        rel="http://www.opengis.net/def/rel/ogc/1.0/execute",
        type="application/json",
        title="Execute",
    )
    short = summary(process, base)
    return ProcessDescription(
        **short.model_dump(exclude={"links"}),
        links=[*short.links, execute],
        inputs=_inputs(process),
        outputs={name: _output(output) for name, output in process.outputs.items()},
    )


def _inputs(process: Process) -> dict[str, dict[str, Any]]:
    model = process.inputs.model_json_schema()
    required = set(model.get("required", ()))
    definitions = model.get("$defs", {})
    inputs = {}
    for name, schema in model.get("properties", {}).items():
        schema = _inlined(schema, definitions)
        inputs[name] = {
            "title": schema.pop("title", name),
            "description": schema.pop("description", ""),
            "minOccurs": int(name in required),
            "maxOccurs": 1,
            "schema": schema,
        }
    return inputs


def _output(output: Output) -> dict[str, Any]:
    if output.media_type is None:
        return {"title": output.title, "schema": output.schema or {}}
    schema = {"type": "string", "contentEncoding": "binary", "contentMediaType": output.media_type}
    return {"title": output.title, "schema": schema}


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """Return `schema` with references replaced by their targets, so that it is self-contained."""
    if isinstance(schema, list):
        return [_inlined(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        target = definitions[schema["$ref"].rpartition("/")[2]]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return {key: _inlined(value, definitions) for key, value in schema.items()}
