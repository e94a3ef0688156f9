"""embedding_map: principal components of embeddings at every pixel of an extent, as a COG."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union

import numpy as np
from pydantic import Field

from satclip_backend.encoders.pca import Pca
from satclip_backend.processes.maps import (
    MAP_TYPE,
    SUMMARY,
    MapInputs,
    installed_encoder,
    map_grid,
    summarized,
    write_blocks,
)
from satclip_backend.processes.process import Context, Output, Process
from satclip_backend.rasters.pca_basis import choose_pca_basis

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


class Inputs(MapInputs):
    """What a map is made of."""

    components: int = Field(
        3, title="Components", description="Number of principal components, one band per component.", ge=1
    )
    basis: Union[Literal["encoder", "extent"], dict[str, Any]] = Field(
        "encoder",
        title="Basis",
        description="PCA basis of the bands: 'encoder' is stored with the encoder and global, so that colours mean the "
        "same on every map; 'extent' is fitted on this extent; or a basis returned with an earlier map.",
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Write the map to `context.folder`. See `write_map`."""
    return write_map(inputs, context.folder / "embedding_map.tif", context)


def write_map(
    inputs: Inputs, path: Path, context: Context, load: Callable[[str], Encoder] = installed_encoder
) -> dict[str, Any]:
    """Write the map to `path` with the encoder that `load` gives, and return the outputs of the process.

    Raises SatclipError for inputs that make no map and for a folder that is full or can't be written,
    Cancelled when stopped; then nothing is left.
    """
    began = time.monotonic()
    grid = map_grid(inputs)
    context.progress(0.0, "loading the encoder")
    encoder = load(inputs.encoder)
    pca = choose_pca_basis(inputs.basis, inputs.components, encoder, grid, context.progress)
    head = pca.head()
    valid_pixels = write_blocks(
        path,
        grid,
        encoder,
        head.exact() if inputs.exact else head,
        context,
        bands=bands(pca),
        tags={"SATCLIP_BASIS": pca.fitted_on},
    )
    return {
        "map": path,
        "basis": json.loads(pca.to_json()),
        "stretch": np.column_stack([pca.low, pca.high]).tolist(),
        "summary": summarized(
            grid,
            encoder,
            valid_pixels,
            time.monotonic() - began,
            explained_variance=pca.explained_variance.tolist(),
        ),
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


PROCESS = Process(
    id="embedding_map",
    title="Embedding map",
    description="Principal components of a location encoder's embeddings at every pixel centre of an extent, as a "
    "cloud-optimized GeoTIFF (float32, nodata NaN, with overviews).",
    inputs=Inputs,
    run=run,
    outputs={
        "map": Output("Map", media_type=MAP_TYPE),
        "basis": Output("PCA basis of the bands, for use in other maps", schema={"type": "object"}),
        "stretch": Output(
            "Minimum and maximum of each band for the contrast stretch",
            schema={
                "type": "array",
                "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            },
        ),
        "summary": Output(
            "Size of the map, valid pixels, explained variance, encoder and seconds",
            schema={
                "type": "object",
                "properties": SUMMARY
                | {"explained_variance": {"type": "array", "items": {"type": "number"}}},
            },
        ),
    },
)
