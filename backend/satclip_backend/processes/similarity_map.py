"""similarity_map: similarity of each pixel of an extent to reference locations, as a COG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import Field

from satclip_backend.encoders.heads import TOLERANCE
from satclip_backend.processes.maps import (
    MAP_TYPE,
    SUMMARY,
    EncoderMap,
    Load,
    MapInputs,
    PointInput,
    installed_encoder,
)
from satclip_backend.processes.process import Context, Output, Process
from satclip_backend.rasters.colours import ramp_stops
from satclip_backend.rasters.similarity import similarity_head

if TYPE_CHECKING:
    pass

MOST_PLACES = 10_000
TYPICAL = 0.25
"""Typical standard deviation of the similarity over the globe, to which the tolerance is relative.

It is 0.1 to 0.27 for reference locations all over the globe with the bundled encoder.
"""


class Inputs(MapInputs):
    """Inputs of the process: pixel grid, encoder and reference locations."""

    places: Annotated[
        list[PointInput],
        Field(min_length=1, max_length=MOST_PLACES),
    ] = Field(
        title="Reference locations",
        description="Longitude and latitude (degrees, WGS 84) of each reference location.",
        examples=[[[13.4, 52.5]]],
    )
    negatives: Annotated[list[PointInput], Field(max_length=MOST_PLACES)] = Field(
        default=[],
        title="Negative locations",
        description="Longitude and latitude (degrees, WGS 84) of each location to be unlike.",
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Write the map to `context.folder`. See `write_map`."""
    return write_map(inputs, context.folder / "similarity_map.tif", context)


def write_map(inputs: Inputs, path: Path, context: Context, load: Load = installed_encoder) -> dict[str, Any]:
    """Write the map to `path`, and return the outputs of the process. Raises like `EncoderMap` and its `write`."""
    drawn = EncoderMap(inputs, context, load)
    negatives = np.array(inputs.negatives) if inputs.negatives else None
    summary = drawn.write(
        path,
        similarity_head(drawn.encoder, np.array(inputs.places), TOLERANCE * TYPICAL, negatives),
        bands=[{"name": "Similarity", "LOW": "-1", "HIGH": "1"}],
        tags={"SATCLIP_PLACES": str(len(inputs.places)), "SATCLIP_NEGATIVES": str(len(inputs.negatives))},
        places=len(inputs.places),
    )
    return {"map": path, "ramp": [list(stop) for stop in ramp_stops(-1, 1)], "summary": summary}


PROCESS = Process(
    id="similarity_map",
    title="Similarity map",
    description="Maps the similarity of the embeddings of an extent to those of reference locations: the cosine "
    "similarity (-1 to 1) to the mean direction of the reference locations, after subtracting the encoder's mean "
    "embedding. With negative locations, the direction is twice that mean minus the mean direction of the negative "
    "ones. A cloud-optimized GeoTIFF (float32, nodata NaN, with overviews).",
    inputs=Inputs,
    run=run,
    outputs={
        "map": Output("Map", media_type=MAP_TYPE),
        "ramp": Output(
            "Colour ramp: values and colours (#rrggbb)",
            schema={
                "type": "array",
                "items": {
                    "type": "array",
                    "prefixItems": [{"type": "number"}, {"type": "string"}],
                    "minItems": 2,
                    "maxItems": 2,
                },
            },
        ),
        "summary": Output(
            "Size of the map, valid pixels, number of reference locations, encoder and seconds",
            schema={"type": "object", "properties": SUMMARY | {"places": {"type": "integer"}}},
        ),
    },
)
