"""Image encoders: feature vectors of patches. They are frozen by default.

`moco` has the backbones of SatCLIP. `small_cnn`, `random_convolutions` and `random_filters` need no download.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import torch

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.image_encoders.base import ImageEncoder
from satclip_backend.pretraining.settings import ImageEncoderName
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

NAMES = get_args(ImageEncoderName)
"""Names for `image_encoder`."""

LARGEST_PATCH = 512

__all__ = ["NAMES", "ImageEncoder", "image_encoder"]


def image_encoder(
    name: str,
    bands: int,
    pixels: int,
    *,
    weights: str | Path | None = None,
    seed: int = 0,
    filters: int = 256,
    filter_pixels: int = 3,
    scales: int = 1,
    classes: int = 0,
    bias: float | None = None,
    progress: Progress = no_progress,
) -> ImageEncoder:
    """Return a frozen image encoder in evaluation mode.

    To fine-tune it, call `.requires_grad_(True).train()`.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    bands : int
        Number of bands of the patches.
    pixels : int
        Side of the patches in pixels.
    weights : str or Path, optional
        For MoCo backbones "download", "random" or a file (see `moco.moco_encoder`). For `small-cnn` a file,
        or None for random weights. Random filters have no weights.
    seed : int
        Random seed.
    filters, filter_pixels : int
        Number and side of the random convolution filters, for `random-convolutions` for each scale.
    scales : int
        Number of scales of the bands (see `RasterPatches`).
    classes : int
        Number of pixel clusters of the random convolutions.
    bias : float, optional
        Bias of `rcf` and `mosaiks` (see `random_filters`), by default as published.
    progress : Progress
        Called during a download.

    Raises
    ------
    SatclipError
        For an unknown name, sizes that don't fit, and weights that are missing or of another network.
    """
    if name not in NAMES:
        raise SatclipError(
            _("There is no image encoder '{name}'. There are: {names}.", name=name, names=", ".join(NAMES))
        )
    if not 1 <= pixels <= LARGEST_PATCH:
        raise SatclipError(
            _(
                "A patch has 1 to {largest_patch} pixels a side, not {pixels}.",
                largest_patch=LARGEST_PATCH,
                pixels=pixels,
            )
        )
    if bands < 1:
        raise SatclipError(_("A patch has at least 1 band."))
    # Imported on demand: timm takes seconds, and most runs don't need it.
    if name == "random-convolutions":
        from satclip_backend.pretraining.image_encoders.random_convolutions import RandomConvolutions

        if weights is not None:
            raise SatclipError(_("Random convolutions are cut from the imagery: they take no weights."))
        encoder = RandomConvolutions(
            bands, pixels, filters, filter_pixels, scales=scales, classes=classes, seed=seed
        )
    elif name in ("rcf", "mosaiks"):
        from satclip_backend.pretraining.image_encoders.random_filters import Mosaiks, RandomFilters

        if weights is not None:
            raise SatclipError(_("The filters of {name} are random: they take no weights.", name=name))
        kind = Mosaiks if name == "mosaiks" else RandomFilters
        encoder = kind(bands, pixels, filters, min(filter_pixels, pixels), bias=bias, seed=seed)
    elif name == "small-cnn":
        from satclip_backend.pretraining.image_encoders.small_cnn import small_cnn

        encoder = small_cnn(bands, weights, seed)
    else:  # "moco-..."
        from satclip_backend.pretraining.image_encoders.moco import moco_encoder

        encoder = moco_encoder(name, bands, weights, seed, progress)
    encoder.eval().requires_grad_(False)
    if weights not in (None, "random"):
        with torch.inference_mode():
            tried = encoder(torch.ones(1, bands, pixels, pixels))
        if not torch.isfinite(tried).all():
            raise SatclipError(
                _("The weights of {name} give features that are not numbers: get the file again.", name=name)
            )
    return encoder
