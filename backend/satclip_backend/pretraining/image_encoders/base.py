"""Base class of image encoders."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import torch
from torch import nn


class ImageEncoder(nn.Module):
    """Maps normalised patches (n, bands, p, p) float32 to feature vectors (n, `width`) float32.

    Attributes
    ----------
    name : str
        Name of the encoder.
    width : int
        Length of a feature vector.
    seed : int
        Random seed of its weights.
    half_precision : bool
        Whether bfloat16 is precise enough, for processors that are much faster with it.
    citation : str
        Publication of the features; empty if there is none.
    """

    half_precision = False
    citation = ""

    def __init__(self, name: str, width: int, seed: int = 0) -> None:
        """`width`: length of a feature vector."""
        super().__init__()
        self.name, self.width, self.seed = name, width, seed

    @property
    def identity(self) -> str:
        """Hash of everything that determines the features: name, width and weights."""
        digest = hashlib.sha256(json.dumps([self.name, self.width]).encode())
        for name, tensor in self.state_dict().items():
            digest.update(f"{name}{list(tensor.shape)}".encode())
            digest.update(tensor.detach().cpu().contiguous().numpy())
        return digest.hexdigest()

    def fit(self, images: torch.Tensor, random: np.random.Generator) -> None:
        """Fit the encoder to a sample of normalised patches (m, bands, p, p). Most encoders need no fit."""
