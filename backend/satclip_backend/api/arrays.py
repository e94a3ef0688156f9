"""Maps as xarray.DataArray, computed eagerly or lazily with dask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.malloc import reuse_blocks
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.grids import RasterGrid, nowhere
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    import xarray as xr

BLOCK = 512
"""Side in pixels of a block that is computed at once."""

Draw = Callable[[Window], NDArray[np.float32]]


def data_array(
    grid: RasterGrid,
    draw: Draw,
    bands: Sequence[str],
    *,
    chunks: int | None,
    attrs: dict[str, Any],
    progress: Progress = no_progress,
) -> xr.DataArray:
    """Return the map of a grid.

    Parameters
    ----------
    grid : RasterGrid
        Pixel grid of the map.
    draw : callable
        Function that returns the values (bands, height, width) of a window, float32, NaN if a pixel has no
        location on Earth. It may be called from several threads and, with `chunks`, in other processes.
    bands : sequence of str
        Names of the bands.
    chunks : int or None
        Side of dask's chunks in pixels; None computes the whole map immediately.
    attrs : dict
        Attributes of the array.
    progress : callable, optional
        Called with the completed share (0 to 1) and a message while the map is computed. Not used with `chunks`.

    Returns
    -------
    xarray.DataArray of float32, dimensions (band, y, x)
        Map with the coordinates of pixel centres, and with CRS and transform as stored by rioxarray.

    Raises
    ------
    SatclipError
        If xarray, rioxarray or (with `chunks`) dask are not installed, or if no pixel of an immediately computed
        map has a location on Earth.
    """
    try:
        import rioxarray  # noqa: F401
        import xarray as xr
    except ImportError as error:
        raise _not_installed(_("xarray and rioxarray"), error) from error
    values = (
        _now(grid, draw, len(bands), progress) if chunks is None else _lazily(grid, draw, len(bands), chunks)
    )
    t = grid.transform
    array: xr.DataArray = xr.DataArray(
        values,
        dims=("band", "y", "x"),
        coords={
            "band": list(bands),
            "y": t.f + t.e * (np.arange(grid.height) + 0.5),
            "x": t.c + t.a * (np.arange(grid.width) + 0.5),
        },
        attrs=attrs,
    )
    array = array.rio.write_crs(grid.crs.to_wkt()).rio.write_transform(t).rio.write_nodata(np.nan)
    return array


def _now(grid: RasterGrid, draw: Draw, count: int, progress: Progress) -> NDArray[np.float32]:
    values = np.empty((count, grid.height, grid.width), dtype=np.float32)
    windows = list(grid.windows(BLOCK))
    for done, window in enumerate(windows):
        progress(done / len(windows), _("{done} of {count} blocks", done=done, count=len(windows)))
        rows, columns = window.toslices()
        values[:, rows, columns] = draw(window)
    if np.isnan(values[0]).all():
        raise nowhere(grid)
    return values


def _lazily(grid: RasterGrid, draw: Draw, count: int, chunks: int) -> Any:
    try:
        import dask
        import dask.array as da
    except ImportError as error:
        raise _not_installed("dask", error) from error
    if chunks < 1:
        raise SatclipError(_("chunks must be a positive number of pixels, not {chunks}.", chunks=chunks))

    def block(draw: Draw, block_info: Any = None) -> NDArray[np.float32]:
        reuse_blocks()
        _unused, (top, bottom), (left, right) = block_info[None]["array-location"]
        return draw(Window(left, top, right - left, bottom - top))

    sizes = ((count,), _cut(grid.height, chunks), _cut(grid.width, chunks))
    meta = np.empty((0, 0, 0), dtype=np.float32)
    once = dask.delayed(draw, traverse=False)  # type: ignore[attr-defined]  # sent to each worker once
    return da.map_blocks(block, draw=once, chunks=sizes, dtype=np.float32, meta=meta)  # type: ignore[no-untyped-call]


def _cut(length: int, size: int) -> tuple[int, ...]:
    return tuple(min(size, length - start) for start in range(0, length, size))


def _not_installed(what: str, error: ImportError) -> SatclipError:
    return SatclipError(
        _(
            "Maps as arrays need {what}: install them with pip install 'satclip-backend[xarray]' ({reason}).",
            what=what,
            reason=error,
        )
    )
