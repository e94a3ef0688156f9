"""Unsupervised land cover: k-means clusters of pixels, and their shares in a patch.

The surfaces at a location, and their shares, describe it. With bands of several dates, pixels also show the
seasons. k-means clusters the pixels of the imagery (visual words: Sivic & Zisserman 2003). Features are soft
shares of the clusters in windows of increasing size. Their square roots (Hellinger kernel: Arandjelovic &
Zisserman 2012) give rare clusters more weight.
"""

from __future__ import annotations

import numpy as np
import torch
from sklearn.cluster import MiniBatchKMeans
from torch import nn

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

PIXELS = 100_000
"""Number of pixels to which k-means is fitted."""
COMPONENTS = 16
"""Number of principal components of a pixel's bands. They are partly whitened: a variance v becomes v ** 0.5."""
SOFTNESS = 2.0
"""Sharpness of the soft assignment.

A pixel at the mean squared distance from its cluster, and twice that from another, belongs e**2 times as much
to its own.
"""


class PixelClasses(nn.Module):
    """Maps normalised patches (n, bands, p, p) to square roots of shares (n, classes * windows), after `fit`."""

    def __init__(self, bands: int, classes: int, windows: list[int]) -> None:
        """`windows` are the sides in pixels of the central windows."""
        super().__init__()
        components = min(COMPONENTS, bands)
        self.windows = windows
        self.register_buffer("projection", torch.zeros(bands, components))
        self.register_buffer("centres", torch.zeros(classes, components))
        self.register_buffer("sharpness", torch.zeros(()))

    def fit(self, images: torch.Tensor, random: np.random.Generator) -> None:
        """Fit the clusters to patches (m, bands, p, p). Raises SatclipError if they have fewer pixels than clusters."""
        pixels = images.permute(0, 2, 3, 1).reshape(-1, images.shape[1])
        pixels = pixels[random.permutation(len(pixels))[:PIXELS]].double()
        values, vectors = torch.linalg.eigh(pixels.T @ pixels / len(pixels))
        values, vectors = values.flip(0), vectors.flip(1)[:, : self.projection.shape[1]]
        scale = values[: vectors.shape[1]].clamp_min(1e-9 * float(values[0].clamp_min(1e-9))) ** -0.25
        self.projection.copy_(vectors * scale)
        if len(pixels) < len(self.centres):
            raise SatclipError(
                _(
                    "{count} pixel clusters can't be found in {pixels} pixels: give fewer clusters (classes), or more "
                    "points.",
                    count=len(self.centres),
                    pixels=len(pixels),
                )
            )
        points = pixels.float() @ self.projection
        found = MiniBatchKMeans(
            len(self.centres), random_state=int(random.integers(2**31)), n_init=3, batch_size=4096
        ).fit(points.numpy())
        self.centres.copy_(torch.from_numpy(found.cluster_centers_))
        nearest = torch.cdist(points, self.centres).min(1).values.square().mean()
        self.sharpness.copy_(SOFTNESS / nearest.clamp_min(1e-9))

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Return the square roots of the shares (n, classes * windows)."""
        largest = max(self.windows)
        start = (images.shape[-1] - largest) // 2
        part = images[:, :, start : start + largest, start : start + largest]
        points = part.permute(0, 2, 3, 1) @ self.projection
        # The squared norms of the points don't change the softmax.
        logits = 2 * points @ self.centres.T - self.centres.square().sum(1)
        shares = torch.softmax(self.sharpness * logits, -1)
        features = []
        for window in self.windows:
            at = (largest - window) // 2
            features.append(shares[:, at : at + window, at : at + window].mean((1, 2)).sqrt())
        return torch.cat(features, 1)
