"""Processes: typed inputs, named outputs and a function, used by the server, the command line and tests alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from satclip_backend import store
from satclip_backend.errors import NotFoundError
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

Upload = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
"""Id of a file that was uploaded before the job."""


_LIMITS = {"minimum": "ge", "exclusiveMinimum": "gt", "maximum": "le", "exclusiveMaximum": "lt"}


def declared(settings: type, name: str, **changes: Any) -> Any:
    """Return a field of a pydantic model or dataclass for use in another model, with its description and default.

    Parameters
    ----------
    settings : type
        Model or dataclass that declares the field.
    name : str
        Name of the field.
    **changes
        Arguments of `pydantic.Field` to override. If they include a limit, no limits are copied.

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
    """An output: a JSON value described by `schema`, or a file of `media_type` in the job's folder."""

    title: str
    schema: dict[str, Any] | None = None
    media_type: str | None = None


@dataclass
class Context:
    """Context of a running process: folders for its files, uploads and pretraining runs, and a progress callback."""

    folder: Path
    on_progress: Progress = no_progress
    uploads: Path | None = None
    """Folder of the uploaded files, each named by its id."""
    runs: Path = field(default_factory=store.runs)
    """Folder of the pretraining runs, each named by its id."""

    def upload(self, id: str) -> Path:
        """Return the path of an uploaded file. Raises NotFoundError if it no longer exists."""
        path = None if self.uploads is None else self.uploads / id
        if path is None or not path.is_file():
            raise NotFoundError(_("An uploaded file of the job no longer exists: upload it again."))
        path.touch()  # restarts the time after which the server deletes it
        return path

    def progress(self, fraction: float, message: str = "") -> None:
        """Report progress, like `Progress`; `fraction` is clipped to 0 to 1."""
        self.on_progress(min(max(fraction, 0.0), 1.0), message)


@dataclass(frozen=True)
class Process:
    """A process that clients execute by its id.

    `run(inputs, context)` gets a valid instance of `inputs` and returns a value for each of `outputs`: a
    JSON-compatible value, or the `Path` of a file below `context.folder`.
    """

    id: str
    title: str
    description: str
    inputs: type[BaseModel]
    run: Callable[[Any, Context], dict[str, Any]]
    outputs: dict[str, Output] = field(default_factory=dict)
    own_process: bool = False
    """Whether a server runs it in a child process, because it needs much memory, many cores, or can't be stopped."""
    long: bool = False
    """Whether it takes hours and saves its state.

    A server runs such processes in a separate queue. In a child process, they get time to save
    their state when stopped.
    """
    for_administrators: bool = False
    """Whether it changes what all users of a server share, so that only administrators may execute it."""
    resumed: Callable[[Any, Path], Any] | None = None
    """Returns the inputs with which another server continues a job that this one has begun; None if it can't.

    Its arguments are the inputs and the folder of the user's pretraining runs.
    """
