"""similarity_map: similarity of each pixel of an extent to reference locations, as a COG."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from rasterio.windows import Window

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
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.rasters.masks import Surface, surface_mask
from satclip_backend.rasters.similarity import (
    places_at_sea,
    similarity_head,
    world_range,
)
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

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
    surface: Literal["auto", "all", "land", "sea"] = Field(
        "auto",
        title="Surface",
        description="Pixels to map: 'land' or 'sea' leaves the others nodata, but for the coast (Natural Earth, 0.1 "
        "degree resolution); 'auto' maps land only if the encoder was trained on land only.",
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Write the map to `context.folder`. See `write_map`."""
    return write_map(inputs, context.folder / "similarity_map.tif", context)


def write_map(inputs: Inputs, path: Path, context: Context, load: Load = installed_encoder) -> dict[str, Any]:
    """Write the map to `path`, and return the outputs of the process. Raises like `EncoderMap` and its `write`."""
    drawn = EncoderMap(inputs, context, load)
    encoder, lonlat = drawn.encoder, np.array(inputs.places)
    negatives = np.array(inputs.negatives) if inputs.negatives else None
    head = similarity_head(encoder, lonlat, TOLERANCE * TYPICAL, negatives)
    colours = world_range(encoder, head)
    surface = inputs.surface
    if surface == "auto":
        surface = "land" if encoder.metadata.land_only else "all"
    drawn.warnings += _warnings(encoder, lonlat, surface)
    summary = drawn.write(
        path,
        head,
        bands=[{"name": "Similarity", "LOW": f"{colours.low:g}", "HIGH": f"{colours.high:g}"}],
        tags={
            "SATCLIP_PLACES": str(len(lonlat)),
            "SATCLIP_NEGATIVES": str(len(inputs.negatives)),
            "SATCLIP_SURFACE": surface,
        },
        store=_masked(drawn.grid, surface),
        places=len(lonlat),
        surface=surface,
    )
    if summary["valid_pixels"] == 0:
        drawn.warnings.append(_("No pixel of the extent is on this surface: {surface}.", surface=surface))
    return {
        "map": path,
        "ramp": [list(stop) for stop in colours.stops()],
        "summary": summary,
    }


def _masked(
    grid: RasterGrid, surface: Surface
) -> Callable[[Window, NDArray[np.float32]], NDArray[np.float32]]:
    """Return a function that sets pixels of the other surface to nodata."""
    if surface == "all":
        return lambda window, values: values
    mask = surface_mask(surface)

    def masked(window: Window, values: NDArray[np.float32]) -> NDArray[np.float32]:
        known = np.isfinite(values[0])
        known[known] = mask.contains(grid.lonlat(window)[known.ravel()])
        return np.where(known, values, np.nan).astype(np.float32)

    return masked


def _warnings(encoder: Encoder, lonlat: NDArray[np.float64], surface: Surface) -> list[str]:
    """Return warnings about an encoder of land that is used at sea."""
    found = []
    if count := len(places_at_sea(encoder, lonlat)):
        found.append(
            _(
                "{count} of {total} reference locations are at sea, and the encoder {encoder} was trained on land "
                "only: the similarity to them means little.",
                count=count,
                total=len(lonlat),
                encoder=encoder.id,
            )
        )
    if encoder.metadata.land_only and surface != "land":
        found.append(
            _(
                "The encoder {encoder} was trained on land only: the similarity of pixels at sea means little.",
                encoder=encoder.id,
            )
        )
    return found


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
            "Colour ramp: values and colours (#rrggbb). 99.5 % of the world have values between the first and the last",
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
            "Size of the map, valid pixels, number of reference locations, surface, warnings, encoder and seconds",
            schema={
                "type": "object",
                "properties": SUMMARY
                | {
                    "places": {"type": "integer"},
                    "surface": {"type": "string"},
                },
            },
        ),
    },
)
