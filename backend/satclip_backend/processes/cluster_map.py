"""cluster_map: the cluster of each pixel of an extent, as a COG, and a table of the clusters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from rasterio.windows import Window

from satclip_backend.processes.maps import (
    MAP_TYPE,
    SUMMARY,
    EncoderMap,
    Load,
    MapInputs,
    installed_encoder,
)
from satclip_backend.processes.process import Context, Output, Process
from satclip_backend.progress import part_of
from satclip_backend.rasters.clusters import SAMPLE, Clusters, fit_clusters
from satclip_backend.rasters.grids import RasterGrid, nowhere
from satclip_backend.rasters.pca_basis import sample_extent
from satclip_backend.rasters.pixel_areas import pixel_areas
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


class Inputs(MapInputs):
    """Inputs of the process: the pixels, the encoder and the clusters."""

    clusters: int = Field(8, title="Clusters", description="Number of clusters.", ge=2, le=64)
    fitted_on: Literal["encoder", "extent"] = Field(
        "encoder",
        title="Fitted on",
        description="Sample for k-means: 'encoder' is global, so that a cluster means the same on every map; "
        "'extent' is this extent.",
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Write the map to `context.folder`. See `write_map`."""
    return write_map(inputs, context.folder / "cluster_map.tif", context)


def write_map(inputs: Inputs, path: Path, context: Context, load: Load = installed_encoder) -> dict[str, Any]:
    """Write the map to `path`, and return the outputs of the process. Raises like `EncoderMap` and its `write`."""
    drawn = EncoderMap(inputs, context, load)
    lonlat = drawn.encoder.world(SAMPLE)
    if inputs.fitted_on == "extent":
        lonlat = sample_extent(drawn.grid, SAMPLE)
        if len(lonlat) == 0:
            raise nowhere(drawn.grid)
    clusters = fit_clusters(
        drawn.encoder, lonlat, inputs.clusters, part_of(context.progress, 0.0, 0.0, _("fitting the clusters"))
    )
    counts = _Counts(drawn.grid, inputs.clusters)
    summary = drawn.write(
        path,
        clusters.head(),
        bands=[{"name": "Class"}],
        tags={
            "SATCLIP_CLUSTERS": f"{inputs.clusters} fitted on {len(lonlat)} places of the {inputs.fitted_on}"
        },
        colours=clusters.colours,
        store=counts.classified,
    )
    return {
        "map": path,
        "classes": table(clusters, counts.pixels, counts.areas, drawn.encoder),
        "summary": summary,
    }


class _Counts:
    """Pixel counts and areas (km2) of each class, accumulated while blocks are classified."""

    def __init__(self, grid: RasterGrid, clusters: int) -> None:
        self._grid = grid
        self.pixels, self.areas = np.zeros(clusters, dtype=np.int64), np.zeros(clusters)

    def classified(self, window: Window, scores: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Return the classes (1, h, w) of a block, from 1; 0 is nodata."""
        classes = Clusters.classes(scores)
        known = classes > 0
        index, areas = classes[known] - 1, pixel_areas(self._grid, window, known)[known]
        self.pixels += np.bincount(index, minlength=len(self.pixels))
        self.areas += np.bincount(index, areas, minlength=len(self.areas))
        return classes[None]


def table(
    clusters: Clusters, pixels: NDArray[np.int64], areas: NDArray[np.float64], encoder: Encoder
) -> list[dict[str, Any]]:
    """Return one row per class, including classes without pixels."""
    pca = encoder.pca.first(min(3, encoder.dimension))
    rows = zip(
        clusters.colours, pixels, areas, clusters.typical, clusters.similarity, pca.project(clusters.centres)
    )
    return [
        {
            "class": number,
            "colour": colour,
            "pixels": int(count),
            "share": float(count / max(pixels.sum(), 1)),
            "area_km2": float(area),
            "lon": float(lon),
            "lat": float(lat),
            "similarity": float(similarity),
            **{f"pc{i}": float(value) for i, value in enumerate(centre, start=1)},
        }
        for number, (colour, count, area, (lon, lat), similarity, centre) in enumerate(rows, start=1)
    ]


_NUMBER, _INTEGER, _TEXT = {"type": "number"}, {"type": "integer"}, {"type": "string"}

PROCESS = Process(
    id="cluster_map",
    title="Cluster map",
    description="Assigns each pixel of an extent to a cluster, by k-means on the embeddings. A cloud-optimized GeoTIFF "
    "(uint8, classes from 1, nodata 0, with a colour table and overviews) and a table of the clusters.",
    inputs=Inputs,
    run=run,
    outputs={
        "map": Output("Map", media_type=MAP_TYPE),
        "classes": Output(
            "Clusters: colour; number of pixels, share and area on the ellipsoid; most typical sample location "
            "(degrees, WGS 84); mean similarity of the sample locations to the cluster centre; principal components "
            "of the centre",
            schema={
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "class": _INTEGER,
                        "colour": _TEXT,
                        "pixels": _INTEGER,
                        "share": _NUMBER,
                        "area_km2": _NUMBER,
                        "lon": _NUMBER,
                        "lat": _NUMBER,
                        "similarity": _NUMBER,
                        "pc1": _NUMBER,
                        "pc2": _NUMBER,
                        "pc3": _NUMBER,
                    },
                },
            },
        ),
        "summary": Output(
            "Size of the map, valid pixels, encoder and seconds",
            schema={"type": "object", "properties": SUMMARY},
        ),
    },
)
