"""What a process is: typed inputs, named outputs and a function that a server, a shell and a test call alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from satclip_backend.errors import NotFoundError
from satclip_backend.progress import Progress, no_progress

Upload = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
"""The id of a file that was sent before the job was asked for."""


_LIMITS = {"minimum": "ge", "exclusiveMinimum": "gt", "maximum": "le", "exclusiveMaximum": "lt"}


def declared(settings: type, name: str, **changes: Any) -> Any:
    """A field of a pydantic model or dataclass, declared for another one: with its description and default.

    Parameters
    ----------
    settings : type
        Where the field is declared.
    name : str
        Its name.
    **changes
        Arguments of `pydantic.Field` that differ. The limits are taken over if none of them differs.

    Returns
    -------
    pydantic.fields.FieldInfo
    """
    field = TypeAdapter(settings).json_schema()["properties"][name]
    field |= field.get("anyOf", [{}])[0]
    kept = {"default": "default", "description": "description"}
    if not changes.keys() & _LIMITS.values():
        kept |= _LIMITS
    return Field(**{argument: field[key] for key, argument in kept.items() if key in field} | changes)


@dataclass(frozen=True)
class Output:
    """One output: a JSON value described by `schema`, or a file of `media_type` in the job's folder."""

    title: str
    schema: dict[str, Any] | None = None
    media_type: str | None = None


@dataclass
class Context:
    """What a running process is given: a folder for its files, and whom to report to."""

    folder: Path
    on_progress: Progress = no_progress
    uploads: Path | None = None
    """The folder of the files that were sent; each is named by its id."""

    def upload(self, id: str) -> Path:
        """The file that was sent under that id. Raises NotFoundError where it is gone."""
        path = None if self.uploads is None else self.uploads / id
        if path is None or not path.is_file():
            raise NotFoundError("An uploaded file of the job no longer exists: upload it again.")
        path.touch()  # so that the server keeps it a while longer
        return path

    def progress(self, fraction: float, message: str = "") -> None:
        """The `Progress` of the process."""
        self.on_progress(min(max(fraction, 0.0), 1.0), message)


@dataclass(frozen=True)
class Process:
    """A job that can be asked for by name.

    `run(inputs, context)` gets a valid instance of `inputs` and returns a value for each of `outputs`: something that
    JSON can hold, or the `Path` of a file below `context.folder`.
    """

    id: str
    title: str
    description: str
    inputs: type[BaseModel]
    run: Callable[[Any, Context], dict[str, Any]]
    outputs: dict[str, Output] = field(default_factory=dict)
    own_process: bool = False
    """Whether a server runs it in a process of its own: what takes much memory, or many cores, or can't be stopped."""
    long: bool = False
    """Whether it takes hours and keeps its state: in a server such ones wait for each other only, and one in a process
    of its own gets a while to save when it is stopped."""
