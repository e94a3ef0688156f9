"""Patches of imagery around places, read in rows, whatever they are cut from."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Protocol

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.patch_folder import check_patch_size
from satclip_backend.pretraining.images.rasters import Imagery


class Patches(Protocol):
    """What pretraining reads.

    `lonlat` (n, 2) degrees (WGS84), longitude first: all candidates, with or without an image. `bands` names of
    the bands; `pixels` side of a patch; `fingerprint` a hash of everything that decides what `read` gives; `without`
    the rows that were read and have no patch, with the reason.
    """

    lonlat: np.ndarray
    bands: tuple[str, ...]
    pixels: int
    fingerprint: str
    without: dict[int, str]

    @property
    def skipped(self) -> Counter[str]:
        """How many of the rows that were read so far have no patch, by reason."""

    def read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Patches (m, bands, pixels, pixels) of (k,) rows of `lonlat`, in the imagery's own dtype and units, and
        the (m,) positions in `rows`, ascending, that have one.
        """


class RasterPatches:
    """Patches around (n, 2) lon, lat (degrees) of georeferenced rasters.

    `empty` is the share of a patch's pixels that may lack data; they get the mean of the others. `scales`: 1, and how
    many pixels wide those of each coarser patch are that is stacked after it; its bands are called "B02@4".
    """

    def __init__(
        self,
        imagery: Imagery,
        lonlat: np.ndarray,
        pixels: int,
        empty: float = 0.0,
        scales: tuple[int, ...] = (1,),
    ):
        """Raises SatclipError for scales that don't grow from 1 on, and for patches that are too large."""
        if scales[:1] != (1,) or list(scales) != sorted(set(scales)):
            raise SatclipError(f"Scales are 1 and growing whole numbers, such as 1 4 16, not {scales}.")
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
        """How many of the rows that were read so far have no patch, by reason."""
        return Counter(self.without.values())

    def read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """As `Patches.read`."""
        rows = np.asarray(rows)
        patches, kept = self.imagery.read_patches(self.lonlat[rows], self.pixels, self.empty, self.scales)
        for row in np.delete(rows, kept).tolist():
            self.without[row] = "outside the imagery, or with pixels without data"
        return patches, kept
