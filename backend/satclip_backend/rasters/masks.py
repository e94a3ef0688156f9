"""Raster masks in degrees, such as land."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import Extent, eastward
from satclip_backend.geo.sampling_regions import Mask
from satclip_backend.rasters.opening import open_image
from satclip_backend.translation import gettext_lazy as _

MOST_CELLS = 1 << 31
Surface = Literal["all", "land", "sea"]
LAND = Path(__file__).with_name("land.tif")


def read_mask(path: Path | str = LAND) -> Mask:
    """Read a mask from a raster: cells other than 0 and nodata are set. By default, land.

    `land.tif` is Natural Earth's countries (public domain; the generalised 1:10m layer in QGIS's
    world_map.gpkg), rasterised by cell centres at 0.1 degree. Raises SatclipError if the file is not a raster
    in degrees.
    """
    with open_image(path) as data:
        a, b, west, d, e, north = data.transform[:6]
        if data.crs is None or not data.crs.is_geographic or b or d or not (a > 0 > e):
            raise SatclipError(
                _(
                    "The mask {file} must be a raster in degrees (EPSG:4326), north up (use gdalwarp).",
                    file=Path(path).name,
                )
            )
        if data.width * data.height > MOST_CELLS:
            raise SatclipError(
                _(
                    "The mask {file} has {width} x {height} cells, and {most} are the most: make them larger "
                    "(gdalwarp -tr).",
                    file=Path(path).name,
                    width=data.width,
                    height=data.height,
                    most=MOST_CELLS,
                )
            )
        cells = np.empty((data.height, data.width), bool)
        for row in range(0, data.height, 512):
            rows = Window(0, row, data.width, min(512, data.height - row))
            cells[row : row + rows.height] = data.read(1, window=rows, masked=True).filled(0) != 0
    return Mask(cells, (west, north + e * cells.shape[0], west + a * cells.shape[1], north))


@lru_cache(maxsize=1)
def _land_cells() -> tuple[NDArray[np.uint8], Extent]:
    """Return the cells of land with one more on each side, those across the antimeridian, and the extent of land."""
    land = read_mask()
    cells = np.pad(land.cells.view(np.uint8), ((0, 0), (1, 1)), mode="wrap")
    return np.pad(cells, ((1, 1), (0, 0)), mode="edge"), land.extent


def land_share(lonlat: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the share of land (0 to 1) around points (n, 2) in degrees, interpolated between cells of 0.1 degree."""
    from scipy.ndimage import map_coordinates  # slow import, not needed to start a server

    cells, (west, south, east, north) = _land_cells()
    rows, columns = cells.shape[0] - 2, cells.shape[1] - 2
    column = (eastward(lonlat[:, 0], west) - west) / (east - west) * columns
    row = (north - lonlat[:, 1]) / (north - south) * rows
    return map_coordinates(cells, [row + 0.5, column + 0.5], np.float32, order=1, mode="nearest")


@lru_cache(maxsize=2)
def surface_mask(surface: Literal["land", "sea"]) -> Mask:
    """Return the mask of land or sea, including the coast: cells of 0.1 degree and their eight neighbours.

    Neighbours are included because coastal cells have both surfaces, and the mask refers to cell centres.
    """
    from scipy.ndimage import maximum_filter  # slow import, not needed to start a server

    land = read_mask()
    cells = land.cells if surface == "land" else ~land.cells
    return Mask(maximum_filter(cells, size=3, mode=("nearest", "wrap")), land.extent)
