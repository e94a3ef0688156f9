"""Embedding maps as arrays."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.api.arrays import data_array
from satclip_backend.api.encoders import cached_encoder
from satclip_backend.encoders import Encoder
from satclip_backend.encoders.heads import Head
from satclip_backend.processes.maps import map_warnings
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.grids import RasterGrid, make_grid
from satclip_backend.rasters.pca_basis import choose_pca_basis
from satclip_backend.rasters.rendering import Renderer

if TYPE_CHECKING:
    import xarray as xr


def embedding_map(
    extent: Sequence[float],
    crs: str,
    pixel_size: float,
    *,
    encoder: str | Path | Encoder = "bundled",
    components: int = 3,
    basis: Literal["encoder", "extent"] = "encoder",
    exact: bool = False,
    chunks: int | None = None,
    device: str | None = None,
    progress: Progress | None = None,
) -> xr.DataArray:
    """Return the principal components of the embeddings at every pixel centre of an extent.

    Parameters
    ----------
    extent : sequence of 4 floats
        West, south, east, north in units of `crs`. In a geographic CRS, west > east crosses the antimeridian. The
        extent is expanded to whole pixels, to the east and south.
    crs : str
        CRS of the extent and of the map: an authority code, WKT or a PROJ string.
    pixel_size : float
        Pixel size in units of `crs` (usually degrees or metres).
    encoder : str, Path or Encoder, default "bundled"
        Id of an installed encoder, path of an encoder file, or an encoder.
    components : int, default 3
        Number of components, one band per component.
    basis : {"encoder", "extent"}, default "encoder"
        PCA basis: 'encoder' is stored with the encoder and fitted on the whole sphere, so values are comparable
        between maps; 'extent' is fitted on this extent.
    exact : bool, default False
        Evaluate every pixel exactly. Otherwise, values are interpolated with errors of up to 1e-4 of the standard
        deviation of a component.
    chunks : int, optional
        Compute lazily with dask, in square chunks of this side in pixels, in threads or by the workers of a
        ``dask.distributed.Client``, with the same values. By default, the map is computed immediately, in memory.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; by default, the fastest available.
    progress : callable, optional
        Called with the completed share (0 to 1) and a message. Exceptions that it raises stop the computation.

    Returns
    -------
    xarray.DataArray of float32, dimensions (band, y, x)
        Bands ``PC1``, ``PC2``, ...; NaN if a pixel has no location on Earth. CRS and transform are stored as by
        rioxarray, so ``.rio.to_raster("map.tif")`` writes the map. The attribute ``stretch`` holds the 2nd and
        98th percentile of each component, for the contrast stretch.

    Raises
    ------
    SatclipError
        If the extent, CRS, pixel size or number of components is not valid, or if no pixel has a location on Earth.

    Examples
    --------
    >>> import satclip_backend as satclip
    >>> alps = satclip.embedding_map((5, 44, 15, 48), "EPSG:4326", 0.5)
    >>> dict(alps.sizes)
    {'band': 3, 'y': 8, 'x': 20}
    >>> alps.rio.crs.to_epsg()
    4326
    """
    grid = make_grid(extent, crs, pixel_size)
    loaded = cached_encoder(encoder, device)
    for sentence in map_warnings([loaded], grid):
        warnings.warn(sentence, UserWarning, stacklevel=2)
    progress = progress or no_progress
    pca = choose_pca_basis(basis, components, loaded, grid, progress)
    head = pca.head()
    head = head.exact() if exact else head
    draw = (
        partial(Renderer(loaded, head).block, grid) if chunks is None else partial(_chunk, loaded, head, grid)
    )
    return data_array(
        grid,
        draw,
        [f"PC{number}" for number in range(1, components + 1)],
        chunks=chunks,
        attrs={
            "encoder": loaded.id,
            "weights_sha256": loaded.weights_sha256,
            "basis": pca.fitted_on,
            "stretch": [[float(low), float(high)] for low, high in zip(pca.low, pca.high)],
            "explained_variance": pca.explained_variance.tolist(),
        },
        progress=progress,
    )


def _chunk(encoder: Encoder, head: Head, grid: RasterGrid, window: Window) -> NDArray[np.float32]:
    """Return the values of a chunk, which don't depend on the order of the chunks: each has a new renderer."""
    return Renderer(encoder, head).block(grid, window)
