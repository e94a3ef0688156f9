"""Patches of imagery around places, read in rows, whatever they are cut from."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Protocol

import numpy as np

from satclip_backend.pretraining.images.rasters import Imagery


class Patches(Protocol):
    """What pretraining reads.

    `lonlat` (n, 2) degrees (WGS84), longitude first: all candidates, with or without an image. `bands` names of
    the bands; `pixels` side of a patch; `fingerprint` a hash of everything that decides what `read` gives.
    """

    lonlat: np.ndarray
    bands: tuple[str, ...]
    pixels: int
    fingerprint: str

    @property
    def skipped(self) -> Counter[str]:
        """How many of the rows that were read so far have no patch, by reason."""

    def read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Patches (m, bands, pixels, pixels) of (k,) rows of `lonlat`, in the imagery's own dtype and units, and
        the (m,) positions in `rows`, ascending, that have one.
        """


class RasterPatches:
    """Patches around (n, 2) lon, lat (degrees) of georeferenced rasters.

    `empty` is the share of a patch's pixels that may lack data; they get the mean of the others.
    """

    def __init__(self, imagery: Imagery, lonlat: np.ndarray, pixels: int, empty: float = 0.0):
        self.imagery, self.pixels, self.empty = imagery, pixels, empty
        self.lonlat = np.ascontiguousarray(lonlat, float).reshape(-1, 2)
        self.bands = imagery.bands
        points = hashlib.sha256(self.lonlat.tobytes()).hexdigest()
        self.fingerprint = hashlib.sha256(
            f"{imagery.fingerprint} {points} {pixels} {empty}".encode()
        ).hexdigest()
        self._without: dict[int, str] = {}

    @property
    def skipped(self) -> Counter[str]:
        """How many of the rows that were read so far have no patch, by reason."""
        return Counter(self._without.values())

    def read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """As `Patches.read`."""
        rows = np.asarray(rows)
        patches, kept = self.imagery.read_patches(self.lonlat[rows], self.pixels, self.empty)
        for row in np.delete(rows, kept).tolist():
            self._without[row] = "outside the imagery, or with pixels without data"
        return patches, kept
