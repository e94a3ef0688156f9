"""Random convolutional features, which need no training and no download.

A variant of MOSAIKS (Rolf et al. 2021; Rahimi & Recht 2007), which `random_filters` has as published: filters are
cut from the imagery itself, rectified with both signs around a random threshold, and averaged over the patch and
over its centre. Further features are the mean and standard deviation of each band, and the shares of pixel clusters,
in central windows of increasing size. Each scale of multiscale bands has its own filters.
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
from satclip_backend.translation import gettext_lazy as _

VERSION = 2
THRESHOLDS = 0.7
"""Spread of the thresholds, in standard deviations of a filter's responses."""
SAMPLE = 256
"""Number of patches from which the standard deviation of a filter's responses is estimated."""


class RandomConvolutions(ImageEncoder):
    """Random convolutional features. `fit` must be called first: it cuts the filters from patches."""

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
        """Set the sizes of the features.

        The `bands` of a patch are those of the finest of `scales`, then those of the next, and so on. Each of
        the `filters` of `filter_pixels` squared per scale gives four features. Each of the `classes` of
        pixels at the finest scale gives one feature for each window. Raises SatclipError for invalid sizes.
        """
        if filters < 0 or filter_pixels < 1 or classes < 0:
            raise SatclipError(
                _("Filters and classes must be 0 or more, and the filters' pixels at least 1.")
            )
        if scales < 1 or bands % scales:
            raise SatclipError(
                _("{bands} bands can't be those of {scales} scales.", bands=bands, scales=scales)
            )
        windows = [2**k for k in range(1, pixels.bit_length()) if 2**k <= pixels]
        width = 2 * bands * len(windows) + 4 * filters * scales + classes * len(windows)
        if not width:
            raise SatclipError(_("Without filters, a patch needs 2 x 2 pixels to be described."))
        super().__init__("random-convolutions", width, seed)
        self.pixels, self.windows, self.scales = pixels, windows, scales
        side = min(filter_pixels, pixels)
        self.register_buffer("filters", torch.zeros(scales, filters, bands // scales, side, side))
        self.register_buffer("thresholds", torch.zeros(scales, filters))
        self.classes = PixelClasses(bands // scales, classes, windows) if classes and windows else None
        self.fitted = False

    @property
    def identity(self) -> str:
        """Hash of the encoder; before `fit`, of the settings that determine the filters."""
        if self.fitted:
            return super().identity
        settings = [self.name, VERSION, self.pixels, list(self.filters.shape), self.width, self.seed]
        return hashlib.sha256(json.dumps(settings).encode()).hexdigest()

    def fit(self, images: torch.Tensor, random: np.random.Generator) -> None:
        """Cut the filters from random positions of patches (m, bands, p, p). Later calls have no effect.

        The mean of every second filter is removed, so that it responds to edges and texture only; the others
        also respond to colour.
        """
        if self.fitted:
            return
        _unused, count, _unused, side, _unused = self.filters.shape
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
        """Map normalised patches (n, bands, p, p) to features (n, width).

        For each scale: means and standard deviations of windows, then filter responses. Last, shares of pixel
        clusters.
        """
        if not self.fitted:
            raise SatclipError(_("Random convolutions must be cut from imagery before they describe any."))
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
