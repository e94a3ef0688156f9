"""Land cover that nobody named: clusters of pixels' values, and how much of a patch belongs to each.

What a place is like shows in which surfaces it has and how much of each. With bands of several dates a pixel's values
tell its seasons, too. k-means finds kinds of pixels in the imagery itself (visual words: Sivic & Zisserman 2003); soft
shares of them in windows of growing size describe a patch, their square roots (Hellinger's kernel: Arandjelovic &
Zisserman 2012), so that rare kinds count beside common ones.
"""

from __future__ import annotations

import numpy as np
import torch
from sklearn.cluster import MiniBatchKMeans
from torch import nn

PIXELS = 100_000
"""That the kinds are found in."""
COMPONENTS = 16
"""Principal components of a pixel's bands that distances are measured in, with the roots of their variances."""
SOFTNESS = 2.0
"""A pixel at the usual distance from its own kind, and twice as far (squared) from another, belongs e**2 times as much
to its own.
"""


class PixelClasses(nn.Module):
    """Normalised patches (n, bands, p, p) -> (n, classes * windows): roots of shares. `fit` finds the classes."""

    def __init__(self, bands: int, classes: int, windows: list[int]) -> None:
        """`windows`: sides in pixels of the windows around the middle."""
        super().__init__()
        components = min(COMPONENTS, bands)
        self.windows = windows
        self.register_buffer("projection", torch.zeros(bands, components))
        self.register_buffer("centres", torch.zeros(classes, components))
        self.register_buffer("sharpness", torch.zeros(()))

    def fit(self, images: torch.Tensor, random: np.random.Generator) -> None:
        """Find the classes in patches (m, bands, p, p)."""
        pixels = images.permute(0, 2, 3, 1).reshape(-1, images.shape[1])
        pixels = pixels[random.permutation(len(pixels))[:PIXELS]].double()
        values, vectors = torch.linalg.eigh(pixels.T @ pixels / len(pixels))
        values, vectors = values.flip(0), vectors.flip(1)[:, : self.projection.shape[1]]
        scale = values[: vectors.shape[1]].clamp_min(1e-9 * float(values[0].clamp_min(1e-9))) ** -0.25
        self.projection.copy_(vectors * scale)
        points = pixels.float() @ self.projection
        found = MiniBatchKMeans(
            len(self.centres), random_state=int(random.integers(2**31)), n_init=3, batch_size=4096
        ).fit(points.numpy())
        self.centres.copy_(torch.from_numpy(found.cluster_centers_))
        nearest = torch.cdist(points, self.centres).min(1).values.square().mean()
        self.sharpness.copy_(SOFTNESS / nearest.clamp_min(1e-9))

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """As the class says."""
        largest = max(self.windows)
        start = (images.shape[-1] - largest) // 2
        part = images[:, :, start : start + largest, start : start + largest]
        points = part.permute(0, 2, 3, 1) @ self.projection
        # The points' own squares change no share, and are left out of the squared distances.
        logits = 2 * points @ self.centres.T - self.centres.square().sum(1)
        shares = torch.softmax(self.sharpness * logits, -1)
        features = []
        for window in self.windows:
            at = (largest - window) // 2
            features.append(shares[:, at : at + window, at : at + window].mean((1, 2)).sqrt())
        return torch.cat(features, 1)
