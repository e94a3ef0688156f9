"""The data that an encoder is trained on, and its split into points for training and for evaluation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import torch

from satclip_backend.pretraining.hold_out import hold_out_blocks
from satclip_backend.pretraining.settings import TrainingSettings

HELD_OUT_PAIRS = 2000
"""Largest number of points, and of ocean points, that are held out for evaluation."""


@dataclass(frozen=True)
class Examples:
    """Training data.

    Attributes
    ----------
    lonlat : (n, 2) float64
        Longitude and latitude in degrees.
    values : (n, k) float32
        Image features.
    key : str
        Hash of the data.
    ocean_lonlat : (m, 2) float64
        Ocean points, in degrees.
    read : callable or None
        Returns the normalised images (m, bands, p, p) float32 of rows, for fine-tuning.
    image_encoder : Module or None
        The image encoder that computed `values`, for fine-tuning.
    months : (n,) int64 or None
        Months from 1 to 12, for an encoder with months. The rows of a location follow each other.
    incomplete : bool
        Whether values may be NaN, because some points lack a modality.
    """

    lonlat: np.ndarray
    values: np.ndarray
    key: str
    ocean_lonlat: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    read: Callable[[np.ndarray], torch.Tensor] | None = None
    image_encoder: torch.nn.Module | None = None
    months: np.ndarray | None = None
    incomplete: bool = False

    def months_of(self, rows: np.ndarray, others: int) -> torch.Tensor | None:
        """Return the months of rows and then of `others` points, which have the twelve months in turn; None without."""
        if self.months is None:
            return None
        return torch.from_numpy(np.concatenate([self.months[rows], np.arange(others) % 12 + 1]))


class Split(NamedTuple):
    """Rows of the training points and of the held-out points, and longitude and latitude of ocean points."""

    training: np.ndarray
    held_out: np.ndarray
    training_ocean: np.ndarray
    held_out_ocean: np.ndarray


def split(examples: Examples, settings: TrainingSettings) -> Split:
    """Hold out points in whole blocks, and ocean points if the settings use them.

    Raises SatclipError if there are fewer than two distinct points.
    """
    held, _unused = hold_out_blocks(examples.lonlat, settings.held_out, settings.block_degrees, settings.seed)
    held_out = np.flatnonzero(held)
    if examples.months is not None:  # the months of a location follow each other
        held_out = np.random.default_rng(settings.seed).permutation(held_out)
    ocean = examples.ocean_lonlat if settings.sea else examples.ocean_lonlat[:0]
    first = round(settings.held_out * len(ocean))
    return Split(
        np.flatnonzero(~held), held_out[:HELD_OUT_PAIRS], ocean[first:], ocean[:first][:HELD_OUT_PAIRS]
    )
