"""Patches of imagery around points, read by row."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Protocol

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.patch_folder import check_patch_size
from satclip_backend.pretraining.images.rasters import Imagery
from satclip_backend.translation import gettext_lazy as _


class Patches(Protocol):
    """Interface of patches for pretraining.

    Attributes
    ----------
    lonlat : (n, 2) float64
        Longitude and latitude in degrees (WGS84) of all points, with or without a patch.
    bands : tuple of str
        Names of the bands.
    pixels : int
        Side of a patch in pixels.
    fingerprint : str
        Hash of everything that determines the patches.
    without : dict of int to str
        Rows read so far that have no patch, with the reason.
    """

    lonlat: np.ndarray
    bands: tuple[str, ...]
    pixels: int
    fingerprint: str
    without: dict[int, str]

    @property
    def skipped(self) -> Counter[str]:
        """Number of the rows read so far that have no patch, by reason."""

    def read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Read the patches of rows (k,) of `lonlat`.

        Returns patches (m, bands, pixels, pixels), in the data type and units of the imagery, and their
        positions (m,) in `rows`, ascending.
        """


class RasterPatches:
    """Patches of georeferenced rasters around points (n, 2) in degrees.

    `empty` is the largest share of a patch's pixels without data; they are filled with the mean of the
    others. `scales` starts with 1. Each further scale adds the same bands, averaged over scale x scale
    pixels, with names such as "B02@4".
    """

    def __init__(
        self,
        imagery: Imagery,
        lonlat: np.ndarray,
        pixels: int,
        empty: float = 0.0,
        scales: tuple[int, ...] = (1,),
    ):
        """Raises SatclipError if scales don't ascend from 1, or if patches are too large."""
        if scales[:1] != (1,) or list(scales) != sorted(set(scales)):
            raise SatclipError(
                _("Scales are 1 and growing whole numbers, such as 1 4 16, not {scales}.", scales=scales)
            )
        check_patch_size(pixels, len(imagery.bands) * len(scales), imagery.dtype.name)
        self.imagery, self.pixels, self.empty, self.scales = imagery, pixels, empty, scales
        self.lonlat = np.ascontiguousarray(lonlat, float).reshape(-1, 2)
        self.bands = imagery.bands + tuple(f"{name}@{n}" for n in scales[1:] for name in imagery.bands)
        points = hashlib.sha256(self.lonlat.tobytes()).hexdigest()
        self.fingerprint = hashlib.sha256(
            f"{imagery.fingerprint} {points} {pixels} {empty} {scales}".encode()
        ).hexdigest()
        self.without: dict[int, str] = {}

    @property
    def skipped(self) -> Counter[str]:
        """Number of the rows read so far that have no patch, by reason."""
        return Counter(self.without.values())

    def read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Read patches; see `Patches.read`."""
        rows = np.asarray(rows)
        patches, kept = self.imagery.read_patches(self.lonlat[rows], self.pixels, self.empty, self.scales)
        for row in np.delete(rows, kept).tolist():
            self.without[row] = _("outside the imagery, or with pixels without data")
        return patches, kept
