"""Climplicit (Dollinger et al. 2025), an encoder of location and month: its settings, and the reader of its weights.

The network is in `climplicit_network.py`. The published files are `model.safetensors` of Jobedo/climplicit on the
Hugging Face Hub, and torchgeo's copy of it (.pth). Both name the tensors as the published code does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.siren_tensors import siren_shapes
from satclip_backend.encoders.file_checks import check_file
from satclip_backend.encoders.metadata import check_size, short
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.families.climplicit_network import ClimplicitNetwork

PREFIX = "location_encoder."
INPUTS = 4
"""Scaled longitude and latitude, sine and cosine of the month."""
SIZES = ("capacity", "dimension", "hidden_layers")
PUBLISHED = {"capacity": 512, "dimension": 256, "hidden_layers": 16}
CITATION = (
    "Dollinger, Robert, Plekhanova, Drees and Wegner (2025): Climplicit: Climatic Implicit Embeddings for Global "
    "Ecological Tasks. ICLR workshop. https://arxiv.org/abs/2504.05089"
)


class ClimplicitFamily:
    """The family "climplicit"."""

    name = "climplicit"
    suffixes = (".pth", ".safetensors")

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor of a network. Raises ValueError for invalid settings."""
        for name in SIZES:
            check_size(name, config.get(name))
        return siren_shapes(INPUTS, config)

    def build(self, config: Mapping[str, Any]) -> ClimplicitNetwork:
        """Return a network of uninitialised tensors."""
        from satclip_backend.encoders.families.climplicit_network import ClimplicitNetwork

        return ClimplicitNetwork(INPUTS, **{name: config[name] for name in SIZES})

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return the content of a published file, or None if it has no Climplicit location encoder.

        The layer that predicts climate from embeddings (`chelsa_regressor`) is left out.
        """
        content = _tensors(path)
        if not isinstance(content, Mapping) or f"{PREFIX}layers.0.weight" not in content:
            return None
        tensors = {
            name.removeprefix(PREFIX): value
            for name, value in content.items()
            if isinstance(name, str) and name.startswith(PREFIX)
        }
        shapes = {name: getattr(tensor, "shape", ()) for name, tensor in tensors.items()}
        for name, shape in shapes.items():
            if not len(shape):
                raise SatclipError(
                    _("{file} is damaged: '{name}' is not a tensor.", file=path.name, name=short(name))
                )
        if shapes["layers.0.weight"][1:] != (INPUTS,):
            return None  # a SIREN of something else
        try:
            dimension, capacity = shapes["last_layer.weight"]
        except (KeyError, ValueError):
            raise SatclipError(
                _(
                    "{file} is damaged: Climplicit's tensor '{name}' is missing, or not a matrix.",
                    file=path.name,
                    name=f"{PREFIX}last_layer.weight",
                )
            ) from None
        layers = sum(1 for name in tensors if re.fullmatch(r"layers\.\d+\.weight", name))
        config = {"capacity": capacity, "dimension": dimension, "hidden_layers": layers}
        tensors = {name: tensor.detach().clone() for name, tensor in tensors.items()}
        if config != PUBLISHED:
            return Published(config, tensors, citation=CITATION)
        return Published(
            config,
            tensors,
            title="Climplicit",
            citation=CITATION,
            description="Climplicit, trained on CHELSA's monthly climate.",
            training_extent=GLOBE,
            land_only=True,
        )


FAMILY = ClimplicitFamily()


def _tensors(path: Path) -> Any:
    """Return the content of a file, or of a folder from the Hub, whatever it is; None if there is no Climplicit."""
    if path.is_dir() or path.suffix.lower() == ".safetensors":
        from satclip_backend.encoders.hub_models import read_hub_model

        model = read_hub_model(path, f"{PREFIX}layers.0.weight")
        return model.tensors if model else None
    check_file(path)
    from satclip_backend.encoders.archives import read_archive

    return read_archive(path)
