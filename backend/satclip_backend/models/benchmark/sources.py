"""Sources of features in the benchmark: encoders, and baselines computed from the coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.geo.sphere import unit
from satclip_backend.models.benchmark.declarations import COORDINATES, HARMONICS
from satclip_backend.models.features import CHUNK, embed

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

DEGREE = 40
"""Degrees L of the baseline of spherical harmonics."""


@dataclass(frozen=True)
class Source:
    """A source of features.

    Attributes
    ----------
    id : str
        Id of the encoder, or name of the baseline.
    dimension : int
        Number of features, d.
    fingerprint : str
        Text that identifies what is computed: the hash of an encoder's weights.
    encode : callable
        Function from longitude and latitude (n, 2) in degrees to features (n, d).
    """

    id: str
    dimension: int
    fingerprint: str
    encode: Callable[[NDArray[np.float64]], NDArray[np.float32]]


def sources(ids: Iterable[str], load: Callable[[str], Encoder]) -> list[Source]:
    """Return the sources of these names: baselines, or encoders, which `load` loads. Raises what it raises."""
    baselines = {
        COORDINATES: Source(COORDINATES, 5, f"{COORDINATES} 1", coordinates),
        HARMONICS: Source(HARMONICS, DEGREE**2, f"{HARMONICS} stable {DEGREE}", harmonics),
    }
    return [baselines.get(id) or _of_encoder(load(id)) for id in dict.fromkeys(ids)]


def _of_encoder(encoder: Encoder) -> Source:
    return Source(
        encoder.id, encoder.dimension, encoder.weights_sha256, lambda lonlat: embed(encoder, lonlat)
    )


def coordinates(lonlat: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return longitude and latitude in degrees, and x, y, z on the unit sphere (n, 5)."""
    return np.column_stack([lonlat, unit(lonlat)]).astype(np.float32)


def harmonics(lonlat: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the exact spherical harmonics of SatCLIP (n, L * L)."""
    basis = basis_function("stable", DEGREE)
    values = np.empty((len(lonlat), DEGREE**2), dtype=np.float32)
    for start in range(0, len(lonlat), CHUNK):
        part = np.ascontiguousarray(lonlat[start : start + CHUNK])
        values[start : start + CHUNK] = basis(torch.from_numpy(part)).numpy()
    return values
