"""Random convolutional features: a description of patches that needs no training and no download.

MOSAIKS (Rolf et al. 2021; Rahimi & Recht 2007): filters cut from the imagery itself, a rectifier of either sign,
averaged over the patch. Beside them the mean and spread of every band in windows of growing size around the middle.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np
import torch
from torch.nn.functional import conv2d

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.image_encoders.contract import ImageEncoder

VERSION = 1


class RandomConvolutions(ImageEncoder):
    """Windows and filters. `fit` cuts the filters; until then there are none to compute with."""

    def __init__(
        self, bands: int, pixels: int, filters: int = 256, filter_pixels: int = 3, *, seed: int = 0
    ) -> None:
        """`filters` of `filter_pixels` squared give two features each. Raises SatclipError for sizes that make
        none.
        """
        if filters < 0 or filter_pixels < 1:
            raise SatclipError("Filters must be 0 or more, and their pixels at least 1.")
        windows = [2**k for k in range(1, pixels.bit_length()) if 2**k <= pixels]
        width = 2 * bands * len(windows) + 2 * filters
        if not width:
            raise SatclipError("Without filters, a patch needs 2 x 2 pixels to be described.")
        super().__init__("random-convolutions", width, seed)
        self.pixels, self.windows = pixels, windows
        side = min(filter_pixels, pixels)
        self.register_buffer("filters", torch.zeros(filters, bands, side, side))
        self.fitted = False

    @property
    def identity(self) -> str:
        """As for all encoders; before `fit`, the settings that will decide the filters."""
        if self.fitted:
            return super().identity
        settings = [self.name, VERSION, self.pixels, list(self.filters.shape), self.seed]
        return hashlib.sha256(json.dumps(settings).encode()).hexdigest()

    def fit(self, images: torch.Tensor, random: np.random.Generator) -> None:
        """Cut the filters from places of patches (m, bands, p, p) drawn at random; once only."""
        if self.fitted:
            return
        count, _, side, _ = self.filters.shape
        corners = random.integers(0, self.pixels - side + 1, (count, 2))
        patches = random.integers(0, len(images), count)
        for filter, patch, (row, column) in zip(self.filters, patches, corners):
            cut = images[patch, :, row : row + side, column : column + side]
            cut = cut - cut.mean()
            filter.copy_(cut / cut.norm().clamp_min(1e-6))
        self.fitted = True

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Normalised patches (n, bands, p, p) -> (n, width): means and spreads of windows, responses of filters."""
        if not self.fitted:
            raise SatclipError("Random convolutions must be cut from imagery before they describe any.")
        features = []
        for window in self.windows:
            start = (images.shape[-1] - window) // 2
            part = images[:, :, start : start + window, start : start + window].flatten(2)
            features += [part.mean(2), part.std(2)]
        if len(self.filters):
            response = conv2d(images, self.filters)
            features += [response.clamp_min(0).mean((2, 3)), (-response).clamp_min(0).mean((2, 3))]
        return torch.cat(features, 1)
