"""embedding_map: principal components of embeddings at every pixel of an extent, as a COG."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, Union

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from rasterio.windows import Window

from satclip_backend.encoders.embedding_metadata import TAG, embedding_metadata
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
from satclip_backend.rasters.pca_colours import PcaColours

COLOUR_BANDS = [{"name": name, "colorinterp": name.lower()} for name in ("Red", "Green", "Blue")]


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
    colours: bool = Field(
        False,
        title="Colours",
        description="Add the bands Red, Green and Blue (0 to 255) to three or more components. They show the first "
        "three as lightness, green to pink, and blue to yellow, perceptually balanced, as in the live layer.",
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Write the map to `context.folder`. See `write_map`."""
    return write_map(inputs, context.folder / "embedding_map.tif", context)


def write_map(
    inputs: Inputs,
    path: Path,
    context: Context,
    load: Load = installed_encoder,
    part: Window | None = None,
) -> dict[str, Any]:
    """Write the map, or a part of it, to `path`, and return the outputs of the process.

    Raises like `EncoderMap` and its `write`.
    """
    drawn = EncoderMap(inputs, context, load, part)
    pca = choose_pca_basis(inputs.basis, inputs.components, drawn.encoder, drawn.grid, context.progress)
    colours = PcaColours(pca)
    has_colours = inputs.colours and inputs.components >= len(COLOUR_BANDS)

    def coloured(window: Window, values: NDArray[np.float32]) -> NDArray[np.float32]:
        painted = np.where(np.isfinite(values[:1]), colours.paint(values[: len(COLOUR_BANDS)]), np.nan)
        return np.concatenate([values, painted.astype(np.float32)])

    components = bands(pca)
    names = [band["name"] for band in components]
    emb = embedding_metadata(drawn.encoder, names, len(names), fitted_on=pca.fitted_on)
    summary = drawn.write(
        path,
        pca.head(),
        bands=[*components, *(COLOUR_BANDS if has_colours else ())],
        tags={"SATCLIP_BASIS": pca.fitted_on, TAG: json.dumps(emb)},
        **({"store": coloured} if has_colours else {}),
        explained_variance=pca.explained_variance.tolist(),
    )
    return {
        "map": path,
        "basis": json.loads(pca.to_json()),
        "stretch": np.column_stack([pca.low, pca.high]).tolist(),
        "legend": [asdict(ramp) for ramp in colours.ramps()],
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
        "legend": Output(
            "Legend of the colours of the first three components: for each, its label, the values `low` and `high`, "
            "`colours` (#rrggbb) at equal steps between them, and the explained variance ratio `share`",
            schema={"type": "array", "items": {"type": "object"}},
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
