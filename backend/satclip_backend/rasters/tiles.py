"""Map tiles: 256 x 256 pixels, Web Mercator (EPSG:3857, XYZ)."""

from __future__ import annotations

import warnings
from contextlib import AbstractContextManager

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from rasterio.windows import Window

from satclip_backend.geo.crs import read_crs
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.rasters.live_styles import Style
from satclip_backend.rasters.masks import land_share
from satclip_backend.rasters.rendering import Renderer

warnings.filterwarnings("ignore", category=NotGeoreferencedWarning)  # a PNG has no georeferencing

SIDE = 256
SEA_OPACITY = 0.3
"""Opacity of the sea where a style fades it."""
DEEPEST = 24
"""Largest zoom level: pixels of 6 mm."""
HALF_WORLD = 20_037_508.342789244
"""Half the width of the world in metres: pi times the radius of the sphere of EPSG:3857."""


def tile_grid(z: int, x: int, y: int) -> RasterGrid:
    """Return the grid of tile x (from the west), y (from the north) of 2**z times 2**z."""
    size = 2 * HALF_WORLD / 2**z
    corner = Affine(size / SIDE, 0, x * size - HALF_WORLD, 0, -size / SIDE, HALF_WORLD - y * size)
    return RasterGrid(read_crs("EPSG:3857"), SIDE, SIDE, corner)


def draw_tile(
    renderer: Renderer,
    style: Style,
    z: int,
    x: int,
    y: int,
    turn: AbstractContextManager,
) -> bytes:
    """Render a tile as PNG, 8 bits RGBA, transparent where there is no value.

    `renderer` must have the head of `style`. `turn` is held while the values are computed, which uses several cores.
    """
    grid, window = tile_grid(z, x, y), Window(0, 0, SIDE, SIDE)
    with turn:
        values = renderer.block(grid, window)
    painted = style.paint(values)
    alpha = np.where(np.isfinite(values[0]), painted[3] if len(painted) == 4 else 255, 0)
    if style.fades_sea:
        centres = np.arange(SIDE) + 0.5
        alpha = alpha * (SEA_OPACITY + (1 - SEA_OPACITY) * land_share(*grid.axes_at(centres, centres)))
    return png(np.concatenate([painted[:3], alpha[None].round().astype(np.uint8)]))


def png(bands: NDArray[np.uint8]) -> bytes:
    """Return bands (3 or 4, h, w) as a PNG file."""
    count, height, width = bands.shape
    with MemoryFile() as memory:
        profile = {
            "driver": "PNG",
            "count": count,
            "height": height,
            "width": width,
            "dtype": "uint8",
            "zlevel": 1,
        }
        with memory.open(**profile) as image:
            image.write(bands)
        return bytes(memory.getbuffer())
