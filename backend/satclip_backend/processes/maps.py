"""Shared parts of the map processes: inputs, the encoder, and the loop that renders and writes blocks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field
from rasterio.windows import Window

from satclip_backend import __version__
from satclip_backend.encoders import registry
from satclip_backend.encoders.cautions import map_cautions
from satclip_backend.encoders.heads import Head
from satclip_backend.models.fit_config import ExtentInput, Number
from satclip_backend.processes.process import Context
from satclip_backend.rasters.cogs import new_cog
from satclip_backend.rasters.geotiff_crs import check_geotiff
from satclip_backend.rasters.grids import MAX_SHARDED, RasterGrid, make_grid, nowhere
from satclip_backend.rasters.pca_basis import sample_extent
from satclip_backend.rasters.rendering import Renderer
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

PointInput = Annotated[list[Number], Field(min_length=2, max_length=2)]
Load = Callable[[str], "Encoder"]
MAP_TYPE = "image/tiff; application=geotiff; profile=cloud-optimized"
SUMMARY: dict[str, dict[str, Any]] = {
    "width": {"type": "integer"},
    "height": {"type": "integer"},
    "valid_pixels": {"type": "integer"},
    "encoder": {"type": "string"},
    "month": {"type": "integer"},
    "weights_sha256": {"type": "string"},
    "warnings": {"type": "array", "items": {"type": "string"}},
    "seconds": {"type": "number"},
}
"""JSON schemas of the summary that every map has."""


class GridInputs(BaseModel):
    """Pixel grid of a map, and exact or interpolated evaluation."""

    model_config = ConfigDict(extra="forbid")

    extent: ExtentInput = Field(
        title="Extent",
        description="West, south, east, north in units of the CRS. In a geographic CRS, west > east crosses the "
        "antimeridian, and longitudes beyond 180 degrees wrap.",
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
        description="Pixel size in units of the CRS. The extent is expanded to whole pixels, to the east and south.",
        gt=0,
    )
    exact: bool = Field(
        False,
        title="Exact",
        description="Evaluate every pixel exactly. By default, values are interpolated with errors of up to 1e-4 of a "
        "typical standard deviation, which is much faster if pixels are smaller than the resolution of the encoder.",
    )


class MapInputs(GridInputs):
    """Pixel grid and encoder of a map."""

    encoder: str = Field("bundled", title="Encoder", description="Id of an installed encoder.", min_length=1)
    month: Optional[int] = Field(
        None,
        title="Month",
        description="Month of the embeddings, for an encoder of location and month. By default, their mean over the "
        "year.",
        ge=1,
        le=12,
    )


_SAMPLE = 4096
"""Number of points of a map that are compared with the area in which its encoders were trained."""
SQUARE = 2048
"""Side in pixels of squares of blocks in which the density of nodes adapts, so that parts of a map equal the map.

Shards have a whole number of squares.
"""


def map_grid(inputs: GridInputs, most: int | None = None) -> RasterGrid:
    """Return the pixel grid of a map. Raises SatclipError like `make_grid`, and for a CRS that GeoTIFF can't store."""
    grid = make_grid(inputs.extent, inputs.crs, inputs.pixel_size, most)
    check_geotiff(grid)
    return grid


def map_warnings(encoders: Sequence[Encoder], grid: RasterGrid) -> list[str]:
    """Return warnings about encoders that were hardly trained, or elsewhere than where the map is."""
    return map_cautions(encoders, sample_extent(grid, _SAMPLE))


def installed_encoder(id: str) -> Encoder:
    """Return an installed encoder by its id. Paths are not accepted, because clients must not read arbitrary files."""
    path = registry.find(id).path
    from satclip_backend.encoders.load import load_encoder  # slow import: torch

    return load_encoder(path)


class EncoderMap:
    """A map of one encoder, with its `grid`, its `encoder`, which `load` returns, and `warnings`.

    `part` is the window of a shard, a part of a map that may have up to `MAX_SHARDED` pixels. It has a whole number of
    `SQUARE`s from the top left of the map, and the values of that map. Raises SatclipError for invalid inputs.
    """

    def __init__(self, inputs: MapInputs, context: Context, load: Load, part: Window | None = None) -> None:
        self._began, self._exact, self._context = time.monotonic(), inputs.exact, context
        self.grid = map_grid(inputs, None if part is None else MAX_SHARDED)
        self._part = part or Window(0, 0, self.grid.width, self.grid.height)
        context.progress(0.0, _("loading the encoder"))
        self.encoder = load(inputs.encoder).at_month(inputs.month)
        self.warnings = map_warnings([self.encoder], self.grid)

    def write(
        self,
        path: Path,
        head: Head,
        *,
        bands: Sequence[Mapping[str, str]],
        tags: Mapping[str, str],
        colours: Sequence[str] = (),
        store: Callable[[Window, NDArray[np.float32]], NDArray] = lambda window, values: values,
        **more: object,
    ) -> dict[str, Any]:
        """Render the map and write it to `path` as a COG; return its summary, as in `SUMMARY`, with `more` added.

        `store(window, values)` converts rendered values (k, h, w) to stored ones (bands, h, w); `bands` and
        `colours` are those of `new_cog`; `tags` are added to the tags that identify the encoder. Raises
        NowhereError if no pixel has coordinates, SatclipError if the folder is full or not writable, and Cancelled if
        stopped; no file is left then.
        """
        part, encoder = self._part, self.encoder
        grid = self.grid.part(part)
        renderer = Renderer(encoder, head.exact() if self._exact else head)
        known: dict[str, Any] = {"encoder": encoder.id, "weights_sha256": encoder.weights_sha256}
        if encoder.month is not None:
            known["month"] = encoder.month
        tags = {
            **{f"SATCLIP_{name.upper()}": value for name, value in known.items()},
            **tags,
            "TIFFTAG_SOFTWARE": f"satclip-backend {__version__}",
        }
        pixels, on_earth = 0, False
        densities: dict[tuple[int, int], float] = {}
        initial = renderer.density
        with new_cog(
            path, grid, bands, tags=tags, colours=colours, progress=self._context.progress
        ) as blocks:
            for index, window in enumerate(blocks.windows):
                square = window.row_off // SQUARE, window.col_off // SQUARE
                renderer.density = densities.get(square, initial)
                inside = Window(
                    part.col_off + window.col_off, part.row_off + window.row_off, window.width, window.height
                )
                values = renderer.block(self.grid, inside, partial(blocks.report, index))
                densities[square] = renderer.density
                on_earth = on_earth or bool(np.isfinite(values[0]).any())
                stored = store(window, values)
                pixels += int(np.count_nonzero(stored[0] if colours else np.isfinite(stored[0])))
                blocks.write(index, stored)
            if not on_earth:
                raise nowhere(grid)
        size = {"width": grid.width, "height": grid.height, "valid_pixels": pixels}
        seconds = round(time.monotonic() - self._began, 3)
        return {**size, **more, **known, "warnings": self.warnings, "seconds": seconds}
