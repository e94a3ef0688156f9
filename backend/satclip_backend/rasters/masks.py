"""Raster masks in degrees, such as land."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import eastward
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


@cache
def land_mask() -> Mask:
    """Return the mask of land, which is read once."""
    return read_mask()


@cache
def _land_cells() -> NDArray[np.float32]:
    """Return the cells of land with one more on each side: those across the antimeridian, and copies at the poles."""
    cells = np.pad(land_mask().cells.astype(np.float32), ((0, 0), (1, 1)), mode="wrap")
    return np.pad(cells, ((1, 1), (0, 0)), mode="edge")


def land_share(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the share of land (h, w), 0 to 1, at columns `lon` (w,) and rows `lat` (h,) in degrees.

    It is interpolated linearly between the centres of cells of 0.1 degree.
    """
    cells, (west, south, east, north) = _land_cells(), land_mask().extent
    rows, columns = cells.shape[0] - 2, cells.shape[1] - 2
    column, right = _between((eastward(lon, west) - west) / (east - west) * columns + 0.5, columns)
    row, down = _between((north - lat[:, None]) / (north - south) * rows + 0.5, rows)
    upper, lower = (
        cells[part, column] * (1 - right) + cells[part, column + 1] * right for part in (row, row + 1)
    )
    return upper * (1 - down) + lower * down


@lru_cache(maxsize=2)
def surface_mask(surface: Literal["land", "sea"]) -> Mask:
    """Return the mask of land or sea, including the coast: cells of 0.1 degree and their eight neighbours.

    Neighbours are included because coastal cells have both surfaces, and the mask refers to cell centres.
    """
    from scipy.ndimage import maximum_filter  # slow import, not needed to start a server

    land = land_mask()
    cells = land.cells if surface == "land" else ~land.cells
    return Mask(maximum_filter(cells, size=3, mode=("nearest", "wrap")), land.extent)


def _between(position: NDArray[np.float64], count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the cell before each position, at most `count`, and the share (float32) of the next one."""
    before = np.floor(position).astype(np.int64).clip(0, count)
    return before, (position - before).clip(0, 1).astype(np.float32)
