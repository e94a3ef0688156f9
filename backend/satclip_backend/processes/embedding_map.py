"""embedding_map: principal components of embeddings at every pixel of an extent, as a COG."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from satclip_backend import __version__
from satclip_backend.encoders import registry
from satclip_backend.encoders.pca import Pca
from satclip_backend.processes.process import Context, Output, Process
from satclip_backend.rasters.basis import choose_basis
from satclip_backend.rasters.cogs import new_cog
from satclip_backend.rasters.grids import make_grid, nowhere
from satclip_backend.rasters.rendering import Renderer

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

Number = Annotated[float, Field(allow_inf_nan=False)]


class Inputs(BaseModel):
    """What a map is made of."""

    model_config = ConfigDict(extra="forbid")

    extent: Annotated[list[Number], Field(min_length=4, max_length=4)] = Field(
        title="Extent",
        description="West, south, east, north in units of the CRS. In a geographic CRS west > east is an extent "
        "across the antimeridian, and longitudes beyond 180 degrees wrap.",
        examples=[[-180, -90, 180, 90]],
    )
    crs: str = Field(
        "EPSG:4326",
        title="CRS",
        description="CRS of the extent and of the map: an authority code, WKT or a PROJ string.",
        min_length=1,
        max_length=20_000,
    )
    pixel_size: Number = Field(
        title="Pixel size",
        description="Side of a pixel in units of the CRS (degrees or metres, mostly). The extent grows to the "
        "east and south to whole pixels.",
        gt=0,
    )
    encoder: str = Field("bundled", title="Encoder", description="Id of an installed encoder.", min_length=1)
    components: int = Field(
        3, title="Components", description="Number of principal components, one band each.", ge=1
    )
    basis: Union[Literal["encoder", "extent"], dict[str, Any]] = Field(
        "encoder",
        title="Basis",
        description="Principal components that the bands show: 'encoder' for those stored with the encoder, "
        "fitted on the whole sphere, so that colours mean the same on every map; 'extent' for new ones fitted "
        "on this extent; or a basis that an earlier map gave.",
    )
    exact: bool = Field(
        False,
        title="Exact",
        description="Evaluate every pixel by itself. By default values may be off by 1e-4 of a component's standard "
        "deviation, which is many times as fast where pixels are smaller than what the encoder resolves.",
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Write the map to `context.folder`. See `write_map`."""
    return write_map(inputs, context.folder / "embedding_map.tif", context)


def installed_encoder(id: str) -> Encoder:
    """The encoder of that id; not one in any file, for a client of the server has no business there."""
    path = registry.find(id).path
    from satclip_backend.encoders.load import load_encoder  # torch, seconds: not for a mere list of processes

    return load_encoder(path)


def write_map(
    inputs: Inputs, path: Path, context: Context, load: Callable[[str], Encoder] = installed_encoder
) -> dict[str, Any]:
    """Write the map to `path` with the encoder that `load` gives, and return the outputs of the process.

    Raises SatclipError for inputs that make no map and for a folder that is full or can't be written,
    Cancelled when stopped; then nothing is left.
    """
    began = time.monotonic()
    grid = make_grid(inputs.extent, inputs.crs, inputs.pixel_size)
    context.progress(0.0, "loading the encoder")
    encoder = load(inputs.encoder)
    pca = choose_basis(inputs.basis, inputs.components, encoder, grid, context.progress)
    renderer = Renderer(encoder, pca.readout().exact() if inputs.exact else pca.readout())
    valid_pixels = 0
    with new_cog(path, grid, bands(pca), tags=tags(encoder, pca), progress=context.progress) as blocks:
        for index, window in enumerate(blocks.windows):
            values = renderer.block(grid, window, partial(blocks.report, index))
            valid_pixels += int(np.isfinite(values[0]).sum())
            blocks.write(index, values)
        if valid_pixels == 0:
            raise nowhere(grid)
    return {
        "map": path,
        "basis": json.loads(pca.to_json()),
        "stretch": np.column_stack([pca.low, pca.high]).tolist(),
        "summary": {
            "width": grid.width,
            "height": grid.height,
            "valid_pixels": valid_pixels,
            "explained_variance": pca.explained_variance.tolist(),
            "encoder": encoder.id,
            "weights_sha256": encoder.weights_sha256,
            "seconds": round(time.monotonic() - began, 3),
        },
    }


def bands(pca: Pca) -> list[dict[str, str]]:
    """Name and tags of each band: PC1, PC2, ..., its stretch and the share of the variance that it explains."""
    figures = zip(pca.low, pca.high, pca.explained_variance)
    return [
        {
            "name": f"PC{i}",
            "LOW": repr(float(low)),
            "HIGH": repr(float(high)),
            "EXPLAINED_VARIANCE": f"{share:.6g}",
        }
        for i, (low, high, share) in enumerate(figures, start=1)
    ]


def tags(encoder: Encoder, pca: Pca) -> dict[str, str]:
    """What the map says about its making."""
    return {
        "SATCLIP_ENCODER": encoder.id,
        "SATCLIP_WEIGHTS_SHA256": encoder.weights_sha256,
        "SATCLIP_BASIS": pca.fitted_on,
        "TIFFTAG_SOFTWARE": f"satclip-backend {__version__}",
    }


PROCESS = Process(
    id="embedding_map",
    title="Embedding map",
    description="Principal components of a location encoder's embeddings at every pixel centre of an extent, as a "
    "cloud-optimized GeoTIFF (float32, nodata NaN, with overviews).",
    inputs=Inputs,
    run=run,
    outputs={
        "map": Output("Map", media_type="image/tiff; application=geotiff; profile=cloud-optimized"),
        "basis": Output("Basis of the bands, to be given to other maps", schema={"type": "object"}),
        "stretch": Output(
            "Low and high value of each band, for colours",
            schema={
                "type": "array",
                "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            },
        ),
        "summary": Output(
            "Size of the map, pixels with a place on Earth, explained variance, encoder and seconds",
            schema={
                "type": "object",
                "properties": {
                    "width": {"type": "integer"},
                    "height": {"type": "integer"},
                    "valid_pixels": {"type": "integer"},
                    "explained_variance": {"type": "array", "items": {"type": "number"}},
                    "encoder": {"type": "string"},
                    "weights_sha256": {"type": "string"},
                    "seconds": {"type": "number"},
                },
            },
        ),
    },
)
