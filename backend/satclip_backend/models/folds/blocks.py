"""Spatial block folds: cells of nearly equal area, nearly square, on the whole sphere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import format_km
from satclip_backend.geo.sphere import EARTH_RADIUS_KM
from satclip_backend.models.folds.groups import Folds, assign_groups, distinct_locations
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

_MOST = 1e9
"""Largest number of bands of blocks; with it, blocks have sides of 2 cm."""


def block_ids(lonlat: NDArray[np.float64], size_km: float) -> NDArray[np.int64]:
    """Return the block number (n,) of points (n, 2) in degrees. It does not depend on the other points.

    The sphere is divided into latitude bands as high as a block. Each band is divided into equal cells, as
    many as blocks of `size_km` squared fit by area. The area of a cell is that of a block, except for
    rounding. No block is cut by the antimeridian or a pole. Cells are nearly square, except for the three
    around each pole.
    """
    bands = max(1, round(min(np.pi * EARTH_RADIUS_KM / size_km, _MOST)))
    height = np.pi / bands
    latitude = np.radians(np.clip(lonlat[:, 1], -90, 90))
    band = np.minimum(np.floor((latitude + np.pi / 2) / height), bands - 1)
    low = band * height - np.pi / 2
    # sin(low + height) - sin(low) as a product, because the difference of two close numbers loses digits.
    area = 2 * np.pi * 2 * np.sin(height / 2) * np.cos(low + height / 2)
    cells = np.maximum(1, np.round(area / height**2))
    cell = np.floor(np.mod(lonlat[:, 0] + 180, 360) / 360 * cells) % cells
    return band.astype(np.int64) * (2 * bands + 2) + cell.astype(np.int64)


def block_kfold(lonlat: NDArray[np.float64], size_km: float, k: int, seed: int = 0) -> Folds:
    """Assign spatial blocks with sides of `size_km` to k folds of nearly equal size.

    Raises SatclipError if there are fewer blocks than folds.
    """
    distinct_locations(lonlat, k)
    ids = block_ids(lonlat, size_km)
    count = len(np.unique(ids))
    if count < k:
        raise SatclipError(
            ngettext(
                "The observations lie in only {count} block of {size}, too few for {folds} folds: choose smaller "
                "blocks.",
                "The observations lie in only {count} blocks of {size}, too few for {folds} folds: choose smaller "
                "blocks, or at most {count} folds.",
                count,
                size=format_km(size_km),
                folds=k,
            )
        )
    why = _(
        "The observations lie in {blocks} blocks with sides of {size}, which were randomly assigned to {folds} folds "
        "of about equal size.",
        blocks=count,
        size=format_km(size_km),
        folds=k,
    )
    label = _("spatial blocks of {size}", size=format_km(size_km))
    return Folds("blocks", label, assign_groups(ids, k, seed), why, block_km=size_km)
