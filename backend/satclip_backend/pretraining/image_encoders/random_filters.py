"""Random convolutional features as published: responses to random filters, rectified, averaged over the patch.

`RandomFilters` is RCF of TorchGeo, with Gaussian filters. `Mosaiks` is the method of MOSAIKS, with whitened patches of
the imagery as filters (Coates & Ng 2012). They differ in the bias b, too:

| | features of the responses r = filter * image |
| --- | --- |
| RCF | mean(max(r + b, 0)) of all filters, then mean(max(-(r + b), 0)); b = -1 |
| MOSAIKS | mean(max(r - b, 0)) of all filters, then mean(max(-r - b, 0)); b = 0 |

References
----------
Rolf, Proctor, Carleton, Bolliger, Shankar, Ishihara, Recht and Hsiang (2021): A generalizable and accessible approach
to machine learning with global satellite imagery. Nature Communications 12. Its code is `featurization.py` of
github.com/Global-Policy-Lab/mosaiks-paper, with the settings of its `config.py`.
Stewart, Robinson, Corley, Ortiz, Lavista Ferres and Banerjee (2022): TorchGeo: deep learning with geospatial data.
SIGSPATIAL. `torchgeo.models.RCF`.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np
import torch
from torch.nn.functional import conv2d

from satclip_backend.encoders.families.mosaiks import CITATION
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.image_encoders.base import ImageEncoder
from satclip_backend.translation import gettext_lazy as _

PATCHES = 100_000
"""Number of patches of a filter's size from which MOSAIKS chooses the filters, and computes the whitening."""
SAMPLE_VALUES = 2**25
"""Largest number of values of these patches, 256 MiB in float64: there are fewer patches if they have many bands."""
ZCA_BIAS = 1e-3
"""Added to the variances before whitening, as published."""
FLAT = 1e-8
"""Norm below which a patch is not scaled to length 1."""
LARGEST_FILTER = 4096
"""Largest number of values of a filter. The whitening decomposes a square matrix of this size."""
RESPONSES = 2**26
"""Number of responses that are computed at once, 256 MiB."""


class RandomFilters(ImageEncoder):
    """RCF of TorchGeo: Gaussian filters, which depend on the seed only.

    They are those of `torchgeo.models.RCF` with the same seed, except for seed 0, which newer releases of TorchGeo
    take as none.
    """

    citation = CITATION
    bias = -1.0

    def __init__(
        self,
        bands: int,
        pixels: int,
        filters: int,
        filter_pixels: int = 3,
        *,
        bias: float | None = None,
        seed: int = 0,
        name: str = "rcf",
    ) -> None:
        """Set the sizes; each of the `filters` of `filter_pixels` squared gives two features.

        `bias` is that of the class by default. Raises SatclipError for invalid sizes.
        """
        if filters < 1 or not 1 <= filter_pixels <= pixels:
            raise SatclipError(
                _(
                    "Random filters need a number of at least 1 and a side of 1 pixel up to that of a patch ({pixels}),"
                    " not {count} filters of {side} pixels.",
                    pixels=pixels,
                    count=filters,
                    side=filter_pixels,
                )
            )
        if bands * filter_pixels**2 > LARGEST_FILTER:
            raise SatclipError(
                _(
                    "A filter of {side} x {side} pixels and {bands} bands has more than {most} values: make it "
                    "smaller.",
                    side=filter_pixels,
                    bands=bands,
                    most=LARGEST_FILTER,
                )
            )
        super().__init__(name, 2 * filters, seed)
        generator = torch.Generator().manual_seed(seed)
        drawn = torch.randn(filters, bands, filter_pixels, filter_pixels, generator=generator)
        self.register_buffer("filters", drawn)
        self.register_buffer("offsets", self._offsets(self.bias if bias is None else bias))

    @staticmethod
    def _offsets(bias: float) -> torch.Tensor:
        """Return what is added to the responses, and to the negative responses, before they are rectified."""
        return torch.tensor([bias, -bias])

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Map normalised patches (n, bands, p, p) to features (n, width), the positive ones first.

        Filters are evaluated in groups, to limit the memory.
        """
        above, below = self.offsets
        pixels = len(images) * images.shape[-1] ** 2
        positive, negative = [], []
        for filters in self.filters.split(max(1, RESPONSES // max(pixels, 1))):
            response = conv2d(images, filters)
            positive.append((response + above).clamp_(min=0).mean((2, 3)))
            negative.append(response.neg_().add_(below).clamp_(min=0).mean((2, 3)))
        return torch.cat([*positive, *negative], 1)


class Mosaiks(RandomFilters):
    """MOSAIKS: filters are whitened patches of the imagery. `fit` must be called first, and chooses them."""

    bias = 0.0

    def __init__(
        self,
        bands: int,
        pixels: int,
        filters: int,
        filter_pixels: int = 3,
        *,
        bias: float | None = None,
        seed: int = 0,
    ) -> None:
        """Set the sizes as for `RandomFilters`."""
        super().__init__(bands, pixels, filters, filter_pixels, bias=bias, seed=seed, name="mosaiks")
        self.fitted = False

    @staticmethod
    def _offsets(bias: float) -> torch.Tensor:
        return torch.tensor([-bias, -bias])

    @property
    def identity(self) -> str:
        """Hash of the encoder; before `fit`, of the settings that determine the filters."""
        if self.fitted:
            return super().identity
        settings = [self.name, list(self.filters.shape), self.offsets.tolist(), self.seed]
        return hashlib.sha256(json.dumps(settings).encode()).hexdigest()

    def fit(self, images: torch.Tensor, random: np.random.Generator) -> None:
        """Choose the filters from random positions in patches (m, bands, p, p). Later calls have no effect."""
        if self.fitted:
            return
        count, bands, side, _unused = self.filters.shape
        total = max(count, min(PATCHES, SAMPLE_VALUES // (bands * side**2)))
        which = random.integers(0, len(images), total)
        rows, columns = random.integers(0, images.shape[-1] - side + 1, (2, total))
        cut = images.unfold(2, side, 1).unfold(3, side, 1)[which, :, rows, columns]
        chosen = random.choice(total, count, replace=False)
        self.filters.copy_(torch.from_numpy(whitened_patches(cut.numpy())[chosen]))
        self.fitted = True

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Map normalised patches; see `RandomFilters.forward`."""
        if not self.fitted:
            raise SatclipError(_("Filters of MOSAIKS must be cut from imagery before they describe any."))
        return super().forward(images)


def whitened_patches(patches: np.ndarray) -> np.ndarray:
    """Return patches (n, bands, k, k), each with mean 0 and length 1, after twice the ZCA of all, as float32.

    The second ZCA is that of the response: a filter's product with a whitened patch of the image is the product of the
    filter, whitened once more, with the patch itself (`normalize_patches` of MOSAIKS).
    """
    rows = patches.reshape(len(patches), -1).astype(np.float64)
    rows -= rows.mean(1, keepdims=True)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(norms < FLAT, 1.0, norms)
    variances, vectors = np.linalg.eigh(rows.T @ rows / len(rows))
    whitening = vectors / np.sqrt(variances + ZCA_BIAS) @ vectors.T
    return (rows @ (whitening @ whitening.T)).reshape(patches.shape).astype(np.float32)
