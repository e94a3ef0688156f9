"""Small residual convolutional network for any bands and patch size, fast enough to train on a CPU.

Residual blocks (He et al. 2016) with group normalisation (Wu & He 2018), which works with small batches and
is the same in training and evaluation. Patches are downsampled by 2 until 8 pixels or fewer remain, then
averaged.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import avg_pool2d, gelu

from satclip_backend.pretraining.image_encoders.base import ImageEncoder
from satclip_backend.pretraining.image_encoders.weights import load_weights, read_weights

NAME = "small-cnn"
CHANNELS = (32, 64, 128, 256)
_GROUPS = 8
_LEAST_PIXELS = 4


class SmallCnn(ImageEncoder):
    """A stem and four residual stages with 32 to 256 channels: 1.2 million parameters."""

    def __init__(self, bands: int, seed: int = 0) -> None:
        """Initialise random weights with `seed`."""
        super().__init__(NAME, CHANNELS[-1], seed)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.stem = nn.Conv2d(bands, CHANNELS[0], 3, padding=1, bias=False)
            self.blocks = nn.ModuleList(
                _Block(before, after) for before, after in zip((CHANNELS[0], *CHANNELS), CHANNELS)
            )
            self.norm = nn.GroupNorm(_GROUPS, CHANNELS[-1])
            for module in self.modules():
                if isinstance(module, nn.Conv2d):
                    nn.init.kaiming_normal_(module.weight, nonlinearity="relu")

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Map normalised patches (n, bands, p, p) to features (n, 256)."""
        values = self.stem(images)
        for index, block in enumerate(self.blocks):
            if index and values.shape[-1] >= 2 * _LEAST_PIXELS:
                values = avg_pool2d(values, 2)
            values = block(values)
        return gelu(self.norm(values)).mean((2, 3))


class _Block(nn.Module):
    """Residual block with pre-activation: shortcut(x) + two convolutions of the normalised x."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(before, after, 3, padding=1, bias=False)
        self.second = nn.Conv2d(after, after, 3, padding=1, bias=False)
        self.norms = nn.ModuleList([nn.GroupNorm(_GROUPS, before), nn.GroupNorm(_GROUPS, after)])
        self.shortcut = nn.Identity() if before == after else nn.Conv2d(before, after, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        values = self.first(gelu(self.norms[0](x)))
        return self.shortcut(x) + self.second(gelu(self.norms[1](values)))


def small_cnn(bands: int, weights: str | Path | None = None, seed: int = 0) -> SmallCnn:
    """Return the network with random weights, or with the state_dict in a file.

    Raises SatclipError if the file has no such state_dict.
    """
    network = SmallCnn(bands, seed)
    if weights is not None and weights != "random":
        load_weights(network, read_weights(Path(weights)), Path(weights).name)
    return network
