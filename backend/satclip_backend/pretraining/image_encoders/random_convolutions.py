"""Random convolutional features: a description of patches that needs no training and no download.

MOSAIKS (Rolf et al. 2021; Rahimi & Recht 2007): filters cut from the imagery itself, a rectifier of either sign about
a random threshold, averaged over the patch and over its middle. Beside them the mean and spread of every band in
windows of growing size around the middle, and how much of each window belongs to classes of pixels. Bands at several
scales are described each with filters of their own.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np
import torch
from torch.nn.functional import conv2d

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.image_encoders.base import ImageEncoder
from satclip_backend.pretraining.image_encoders.pixel_classes import PixelClasses

VERSION = 2
THRESHOLDS = 0.7
"""Spread of the thresholds, in standard deviations of a filter's responses."""
SAMPLE = 256
"""Patches that tell how much a filter's responses vary."""


class RandomConvolutions(ImageEncoder):
    """Windows and filters. `fit` cuts the filters; until then there are none to compute with."""

    def __init__(
        self,
        bands: int,
        pixels: int,
        filters: int = 256,
        filter_pixels: int = 3,
        *,
        scales: int = 1,
        classes: int = 0,
        seed: int = 0,
    ) -> None:
        """`filters` of `filter_pixels` squared, for each scale, give four features each; `classes` of pixels at the
        finest scale one for each window. The `bands` of a patch are
        those of the finest of `scales`, then those of the next, and so on. Raises SatclipError for sizes that make no
        features.
        """
        if filters < 0 or filter_pixels < 1 or classes < 0:
            raise SatclipError("Filters and classes must be 0 or more, and the filters' pixels at least 1.")
        if scales < 1 or bands % scales:
            raise SatclipError(f"{bands} bands can't be those of {scales} scales.")
        windows = [2**k for k in range(1, pixels.bit_length()) if 2**k <= pixels]
        width = 2 * bands * len(windows) + 4 * filters * scales + classes * len(windows)
        if not width:
            raise SatclipError("Without filters, a patch needs 2 x 2 pixels to be described.")
        super().__init__("random-convolutions", width, seed)
        self.pixels, self.windows, self.scales = pixels, windows, scales
        side = min(filter_pixels, pixels)
        self.register_buffer("filters", torch.zeros(scales, filters, bands // scales, side, side))
        self.register_buffer("thresholds", torch.zeros(scales, filters))
        self.classes = PixelClasses(bands // scales, classes, windows) if classes and windows else None
        self.fitted = False

    @property
    def identity(self) -> str:
        """As for all encoders; before `fit`, the settings that will decide the filters."""
        if self.fitted:
            return super().identity
        settings = [self.name, VERSION, self.pixels, list(self.filters.shape), self.width, self.seed]
        return hashlib.sha256(json.dumps(settings).encode()).hexdigest()

    def fit(self, images: torch.Tensor, random: np.random.Generator) -> None:
        """Cut the filters from places of patches (m, bands, p, p) drawn at random; once only.

        Every other one has its mean taken off: it sees edges and texture, the others colour too.
        """
        if self.fitted:
            return
        _, count, _, side, _ = self.filters.shape
        for filters, thresholds, part in zip(self.filters, self.thresholds, images.chunk(self.scales, 1)):
            corners = random.integers(0, self.pixels - side + 1, (count, 2))
            patches = random.integers(0, len(images), count)
            draws = random.normal(size=count)
            for i, (patch, (row, column)) in enumerate(zip(patches, corners)):
                cut = part[patch, :, row : row + side, column : column + side]
                cut = cut - cut.mean((1, 2), keepdim=True) if i % 2 else cut
                filters[i] = cut / cut.norm().clamp_min(1e-6)
            spread = conv2d(part[:SAMPLE], filters).std((0, 2, 3)) if count else thresholds
            thresholds.copy_(torch.from_numpy(draws).to(spread) * THRESHOLDS * spread)
        if self.classes is not None:
            self.classes.fit(images.chunk(self.scales, 1)[0], random)
        self.fitted = True

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Normalised patches (n, bands, p, p) -> (n, width): for each scale, means and spreads of windows, responses of
        filters, shares of classes.
        """
        if not self.fitted:
            raise SatclipError("Random convolutions must be cut from imagery before they describe any.")
        features = []
        for filters, thresholds, part in zip(self.filters, self.thresholds, images.chunk(self.scales, 1)):
            for window in self.windows:
                middle = _middle(part, window).flatten(2)
                features += [middle.mean(2), middle.std(2)]
            if len(filters):
                response = conv2d(part, filters, thresholds)
                for pooled in (response, _middle(response, max(1, response.shape[-1] // 4))):
                    features += [pooled.clamp_min(0).mean((2, 3)), (-pooled).clamp_min(0).mean((2, 3))]
        if self.classes is not None:
            features.append(self.classes(images.chunk(self.scales, 1)[0]))
        return torch.cat(features, 1)


def _middle(images: torch.Tensor, pixels: int) -> torch.Tensor:
    start = (images.shape[-1] - pixels) // 2
    return images[:, :, start : start + pixels, start : start + pixels]
