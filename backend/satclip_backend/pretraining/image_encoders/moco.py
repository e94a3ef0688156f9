"""Image encoders of SatCLIP: ResNet18, ResNet50 and ViT-S/16, pretrained with MoCo.

The networks are those of timm, the weights those of torchgeo: MoCo on SSL4EO-S12 (Wang et al. 2023, arXiv
2211.07044). The input is 13 bands of Sentinel-2 top-of-atmosphere reflectance / 10,000 in the order B01 to
B08, B8A, B09 to B12. SatCLIP uses L2A with zeros for B10 (Klemmer et al. 2025).
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import torch
from torch.nn.functional import interpolate

from satclip_backend import store
from satclip_backend.encoders.hub import download_file
from satclip_backend.encoders.releases import HubSource
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.image_encoders.base import ImageEncoder
from satclip_backend.pretraining.image_encoders.weights import load_weights, read_weights
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

CHANNELS = 13


@dataclass(frozen=True)
class Backbone:
    """A MoCo backbone.

    Attributes
    ----------
    network : str
        Name in timm.
    official : str
        `vision_layers` in SatCLIP.
    head : str
        Name of the last layer in timm.
    source : HubSource
        Source of the weights.
    sha256 : str
        Hash of the weights file.
    pixels : int or None
        Side of the input in pixels; None for any.
    """

    network: str
    official: str
    head: str
    source: HubSource
    sha256: str
    pixels: int | None = None


def _source(network: str, revision: str, digest: str) -> HubSource:
    name = f"{network}_sentinel2_all_moco"
    return HubSource(f"torchgeo/{name}", f"{name}-{digest[:8]}.pth", revision)


def _backbone(network, official, head, revision, digest, pixels=None) -> Backbone:
    return Backbone(network, official, head, _source(network, revision, digest), digest, pixels)


BACKBONES = {
    "moco-resnet18": _backbone(
        "resnet18",
        "moco_resnet18",
        "fc",
        "5b8cddc9a14f3844350b7f40b85bcd32aed75918",
        "59bfdff99c7af41adfa2557e684ec59aec79f4cf6bb1a2e9714b802f08e2222e",
    ),
    "moco-resnet50": _backbone(
        "resnet50",
        "moco_resnet50",
        "fc",
        "da4f3c9dbe09272eb902f3b37f46635fa4726879",
        "df8b932e2a23a0773febedf3f650aa7d342b805f7876ca5ed6b139d7245d7c09",
    ),
    "moco-vit16": _backbone(
        "vit_small_patch16_224",
        "moco_vit16",
        "head",
        "1cb683f6c14739634cdfaaceb076529adf898c74",
        "67c9032df0449ae37f93c51696bcae0c6dc3485103deb44b4669e9897b90409c",
        pixels=224,
    ),
}
"""Backbones by name. Revisions and SHA-256 are those of torchgeo and the Hugging Face hub (weights: CC BY 4.0)."""


class MocoEncoder(ImageEncoder):
    """A timm backbone without its last layer. `backbone` has the names and shapes of the official `visual`.

    In bfloat16, features change by 0.3 % (ResNets) to 0.8 % (ViT) of their norm.
    """

    half_precision = True

    def __init__(self, name: str, bands: int = CHANNELS, seed: int = 0) -> None:
        """Initialise random weights with `seed`. Raises SatclipError if timm is not installed."""
        timm, known = import_timm(), BACKBONES[name]
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            backbone = timm.create_model(known.network, in_chans=bands, num_classes=0)
        super().__init__(name, backbone.num_features, seed)
        self.backbone, self.pixels = backbone, known.pixels

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Map normalised patches (n, 13, p, p) to features (n, 512, 2,048 or 384).

        For the ViT, patches are resized to 224 pixels.
        """
        if self.pixels and images.shape[-1] != self.pixels:
            images = interpolate(images, self.pixels, mode="bilinear", antialias=True)
        return self.backbone(images)


def moco_encoder(
    name: str,
    bands: int,
    weights: str | Path | None = None,
    seed: int = 0,
    progress: Progress = no_progress,
) -> MocoEncoder:
    """Return one of `BACKBONES`.

    `weights` is "download" (from the Hugging Face hub to `store.folder("image-encoders")`); None for
    previously downloaded weights; a file, either a .pth of torchgeo or an official SatCLIP .ckpt; or "random"
    for an untrained baseline. Raises SatclipError if weights are missing or don't fit, and for other than 13
    bands unless they are random.
    """
    if bands != CHANNELS and weights != "random":
        raise SatclipError(
            _(
                "{name} was trained on the {channels} bands of Sentinel-2, and the patches have {bands}: "
                "use imagery with these bands, another image encoder, or random weights.",
                name=name,
                channels=CHANNELS,
                bands=bands,
            )
        )
    encoder = MocoEncoder(name, bands, seed)
    if weights == "random":
        return encoder
    path = (
        _downloaded(name, weights == "download", progress) if weights in (None, "download") else Path(weights)
    )
    load_weights(encoder.backbone, read_weights(path), path.name)
    return encoder


def _downloaded(name: str, fetch: bool, progress: Progress) -> Path:
    known = BACKBONES[name]
    path = store.folder("image-encoders") / known.source.file
    if not path.exists():
        if not fetch:
            raise SatclipError(
                _(
                    "The weights of {name} are not here: let them be downloaded, give their file ({file}), or ask"
                    " for random ones.",
                    name=name,
                    file=known.source.file,
                )
            )
        download_file(known.source, path, known.sha256, progress)
    return path


def import_timm() -> ModuleType:
    """Import timm with any build of torchvision. Raises SatclipError if one of them is not installed.

    timm imports torchvision, but only needs its Python code. The compiled operators of torchvision don't load
    with another build of torch, such as a CPU build with the torchvision of PyPI. The import then fails at
    two operators, `torchvision::nms` and `qnms`. Declaring them, without an implementation, lets the import
    succeed.
    """
    try:
        return _import_timm()
    except ImportError as error:
        raise SatclipError(
            _(
                "This image encoder needs timm ({reason}). Install it with: pip install "
                "'satclip-backend[pretrain]'",
                reason=error,
            )
        ) from None


def _import_timm() -> ModuleType:
    try:
        import timm
    except RuntimeError as error:
        if not re.search(r"operator torchvision::\w+ does not exist", str(error)):
            raise
        for name in [name for name in sys.modules if name.partition(".")[0] in ("torchvision", "timm")]:
            del sys.modules[name]
        for operator in ("nms", "qnms"):
            _DECLARED.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        import timm
    return timm


_DECLARED = torch.library.Library("torchvision", "FRAGMENT")
