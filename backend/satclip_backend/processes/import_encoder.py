"""import_encoder: adds an encoder from a file to the installed ones."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import Any, Optional

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.processes.process import Context, Output, Process, Upload

LONGEST_STEM = 60
"""Longest file name that is kept, without its suffix. At 4 bytes a character, every file system accepts it."""
LONGEST_ENDING = len(".safetensors")


class Inputs(BaseModel):
    """Inputs of the process: the file and the id of the encoder."""

    model_config = ConfigDict(extra="forbid")

    file: Upload = Field(
        title="File",
        description="Id of the uploaded file: an exported encoder, or a published file of a supported family, such as "
        "an official SatCLIP checkpoint.",
    )
    file_name: str = Field(
        title="File name",
        description="The client's name of the file, not a path. Its ending tells what it is: .safetensors for an "
        "exported encoder.",
        pattern=r"^[^/\\\x00-\x1f\x7f]+$",
        max_length=255,
    )
    name: Optional[str] = Field(
        None,
        title="Name",
        description="The encoder's id: small letters, digits, '.', '_' and '-'. By default, from the file's name.",
        max_length=100,
    )
    stable_harmonics: bool = Field(
        False,
        title="Stable harmonics",
        description="Evaluate the harmonics of an official checkpoint exactly, without the rounding errors of "
        "the official code. Maps are many times faster. For L = 40, embeddings beyond 50 degrees of latitude differ.",
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Import the uploaded file. Raises SatclipError like `library.import_encoder`."""
    from satclip_backend.encoders.library import import_encoder

    file = named(context.upload(inputs.file), inputs.file_name, context.folder)
    try:
        info = import_encoder(
            file, inputs.name or None, stable_harmonics=inputs.stable_harmonics, progress=context.progress
        )
        return {"encoder": info.id}
    finally:
        file.unlink()


def named(upload: Path, name: str, folder: Path) -> Path:
    """Link or copy the upload into `folder` under the client's file name, which the metadata records."""
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    stem = re.sub(r"[^\w.-]+", "-", stem)[:LONGEST_STEM].lstrip(".") or "encoder"
    file = folder / (stem + re.sub(r"[^\w.]+", "", ending.lower())[:LONGEST_ENDING])
    try:
        os.link(upload, file)
    except OSError:  # not every file system supports links
        shutil.copyfile(upload, file)
    return file


PROCESS = Process(
    id="import_encoder",
    title="Import an encoder",
    description="Adds an encoder to the installed ones, from an exported encoder or from a published file, such as a "
    "checkpoint of the official SatCLIP code.",
    inputs=Inputs,
    run=run,
    own_process=True,
    for_administrators=True,
    outputs={"encoder": Output("Id of the installed encoder", schema={"type": "string"})},
)
