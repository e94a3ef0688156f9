"""Principal components of a map: the encoder's own, fitted on the extent, or given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.pca import Pca, fit_pca
from satclip_backend.errors import SatclipError
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.grids import RasterGrid, nowhere
from satclip_backend.rasters.rendering import STEP
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

#: Number of points for a basis of the extent.
FIT_POINTS = 20_000


def choose_pca_basis(
    basis: str | dict[str, Any],
    components: int,
    encoder: Encoder,
    grid: RasterGrid,
    progress: Progress = no_progress,
) -> Pca:
    """Return the first `components` of a basis: "encoder", "extent", or a JSON object.

    Raises SatclipError if the basis is that of another encoder or has fewer components, or if no point of the
    extent is on Earth.
    """
    if components > encoder.dimension:
        raise SatclipError(
            _(
                "{components} components were asked for; embeddings of '{id}' have 1 to {dimension}.",
                components=components,
                id=str(encoder.id),
                dimension=encoder.dimension,
            )
        )
    if basis == "encoder":
        return encoder.pca.first(components)
    if basis == "extent":
        return _fit_extent(components, encoder, grid, progress)
    pca = Pca.from_json(json.dumps(basis))
    check_pca_basis(pca, encoder)
    return pca.first(components)


def check_pca_basis(pca: Pca, encoder: Encoder) -> None:
    """Raise SatclipError if a basis is that of another encoder."""
    if pca.encoder_sha256 != encoder.weights_sha256 or pca.mean.size != encoder.dimension:
        raise SatclipError(
            _(
                "The PCA basis was computed with another encoder than '{id}': use the encoder that it was "
                "computed with, or another basis.",
                id=str(encoder.id),
            )
        )


def sample_extent(grid: RasterGrid, n: int) -> NDArray[np.float64]:
    """Return at most `n` points, evenly distributed over the rectangle of the map.

    They are longitude and latitude in degrees (WGS 84). They don't depend on the pixel size, so maps of the
    same extent have the same points. Positions that are not on Earth are left out. Roberts' R2 sequence
    (2018, "The unreasonable effectiveness of quasirandom sequences").
    """
    plastic = 1.32471795724474602596
    steps = np.array([1 / plastic, 1 / plastic**2])
    position = np.mod(0.5 + np.arange(1, n + 1)[:, None] * steps, 1.0)
    lonlat = grid.lonlat_at(position[:, 0] * grid.width, position[:, 1] * grid.height)
    return lonlat[np.isfinite(lonlat[:, 0])]


def _fit_extent(components: int, encoder: Encoder, grid: RasterGrid, progress: Progress) -> Pca:
    lonlat = sample_extent(grid, FIT_POINTS)
    if len(lonlat) == 0:
        raise nowhere(grid)
    embeddings = np.empty((len(lonlat), encoder.dimension))
    for start in range(0, len(lonlat), STEP):
        progress(0.0, _("fitting the basis on the extent"))
        embeddings[start : start + STEP] = encoder.encode(lonlat[start : start + STEP])
    if not np.isfinite(embeddings[:, 0]).any():
        raise nowhere(grid)
    west, south, east, north = grid.extent
    where = f"{west:.10g}, {south:.10g}, {east:.10g}, {north:.10g} in {grid.crs.name}"
    return fit_pca(
        embeddings,
        components,
        encoder_sha256=encoder.weights_sha256,
        fitted_on=f"{len(lonlat)} places even over {where}",
    )
