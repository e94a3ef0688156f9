"""embedding_map: principal components of embeddings at every pixel of an extent, as a COG."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union

import numpy as np
from pydantic import Field

from satclip_backend.encoders.pca import Pca
from satclip_backend.processes.maps import (
    MAP_TYPE,
    SUMMARY,
    EncoderMap,
    Load,
    MapInputs,
    installed_encoder,
)
from satclip_backend.processes.process import Context, Output, Process
from satclip_backend.rasters.pca_basis import choose_pca_basis

if TYPE_CHECKING:
    pass


class Inputs(MapInputs):
    """Inputs of the process: the pixels, the encoder and the principal components."""

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


def write_map(inputs: Inputs, path: Path, context: Context, load: Load = installed_encoder) -> dict[str, Any]:
    """Write the map to `path`, and return the outputs of the process. Raises like `EncoderMap` and its `write`."""
    drawn = EncoderMap(inputs, context, load)
    pca = choose_pca_basis(inputs.basis, inputs.components, drawn.encoder, drawn.grid, context.progress)
    summary = drawn.write(
        path,
        pca.head(),
        bands=bands(pca),
        tags={"SATCLIP_BASIS": pca.fitted_on},
        explained_variance=pca.explained_variance.tolist(),
    )
    return {
        "map": path,
        "basis": json.loads(pca.to_json()),
        "stretch": np.column_stack([pca.low, pca.high]).tolist(),
        "summary": summary,
    }


def bands(pca: Pca) -> list[dict[str, str]]:
    """Return the name and tags of each band: PC1, PC2, ..., with its contrast stretch and explained variance ratio."""
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
