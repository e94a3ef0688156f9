"""What all image encoders have in common."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import torch
from torch import nn


class ImageEncoder(nn.Module):
    """Patches (n, bands, p, p) float32, normalised -> vectors (n, `width`) float32.

    `name` says which one it is, `width` how long a vector, `seed` what its random numbers come from;
    `half_precision` whether bfloat16 is good enough where a processor is much faster with it.
    """

    half_precision = False

    def __init__(self, name: str, width: int, seed: int = 0) -> None:
        """`width`: length of a feature vector."""
        super().__init__()
        self.name, self.width, self.seed = name, width, seed

    @property
    def identity(self) -> str:
        """Hash of everything that decides a vector: name, width and weights."""
        digest = hashlib.sha256(json.dumps([self.name, self.width]).encode())
        for name, tensor in self.state_dict().items():
            digest.update(f"{name}{list(tensor.shape)}".encode())
            digest.update(tensor.detach().cpu().contiguous().numpy())
        return digest.hexdigest()

    def fit(self, images: torch.Tensor, random: np.random.Generator) -> None:
        """Take what the encoder needs from a sample of normalised patches (m, bands, p, p); most need nothing."""
