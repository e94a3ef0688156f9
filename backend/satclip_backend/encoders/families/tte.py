"""TTE, "Tessellating the Earth" (Cher et al. 2026): soft Voronoi cells of learned sites on the sphere.

The published model is on the Hugging Face Hub, `model.safetensors` and `config.json`; checkpoints of its training code
(.ckpt) hold the same tensors below "model.". The network is in `tte_network.py`.

References
----------
Cher, Iqbal, Xing, Wei and Jacobs (2026): Tessellating the Earth: Learnable spherical Voronoi partitions for location
encoding. ECCV, arXiv:2606.27514.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.fcnet_tensors import fcnet_shapes, from_sequential, residual_count
from satclip_backend.encoders.metadata import LARGEST, LIMITS, check_size, short
from satclip_backend.encoders.releases import RELEASES
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.families.tte_network import TteNetwork

SIZES = {
    "sites": (1, 2**16),
    "site_dimension": (1, 4096),
    "tokens": (1, 4096),
    "width": LIMITS["capacity"],
    "hidden_layers": (0, 64),
    "dimension": LIMITS["dimension"],
}
"""Sizes of the network and their limits."""
SWITCHES = ("cosine_attention", "normalised")
LOCATION = "location."
FIRST = "location._directions"
SITES = {"_directions": "directions", "_log_tau": "log_tau", "_embeddings": "embeddings"}
TOKENS = "semantic_registers."
LAYERS = "mlp."
TRAINING_ONLY = ("semantic_registers.img_to_logits.", "semantic_registers._img_temperature")
"""Tensors for images, which training needs only."""
PUBLISHED = {
    "sites": 4096, "site_dimension": 384, "tokens": 64, "width": 512, "hidden_layers": 2, "dimension": 512
}  # fmt: skip
"""Sizes of the released model."""


class Tte:
    """The family "tte"."""

    name = "tte"
    suffixes = (".safetensors", ".ckpt", "/")

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor. Raises ValueError for an invalid config."""
        for name, limits in SIZES.items():
            check_size(name, config.get(name), limits)
        for name in SWITCHES:
            if type(config.get(name)) is not bool:
                raise ValueError(
                    _(
                        "its {name} is {value}, not true or false",
                        name=name.replace("_", " "),
                        value=short(config.get(name)),
                    )
                )
        gate = config.get("gate")
        if isinstance(gate, bool) or not isinstance(gate, (int, float)) or not 0 <= gate <= 1:
            raise ValueError(_("its {name} is {value}", name="gate", value=short(gate)))
        sites, size, tokens, dimension = (
            config[name] for name in ("sites", "site_dimension", "tokens", "dimension")
        )
        shapes: dict[str, tuple[int, ...]] = {
            "directions": (sites, 3),
            "log_tau": (sites,),
            "embeddings": (sites, size),
            "tokens.registers": (tokens, dimension),
            "tokens.loc_to_logits.weight": (tokens, size),
            "tokens.log_temperature": (),
            "tokens.norm.weight": (dimension,),
            "tokens.norm.bias": (dimension,),
        }
        if not config["cosine_attention"]:
            shapes["tokens.loc_to_logits.bias"] = (tokens,)
        if size != dimension:
            shapes |= {
                "tokens.site_to_out.weight": (dimension, size),
                "tokens.site_to_out.bias": (dimension,),
            }
        shapes |= fcnet_shapes("network.", dimension, config["width"], config["hidden_layers"], dimension)
        if (weights := sum(math.prod(shape) for shape in shapes.values())) > LARGEST:
            raise ValueError(
                _("it has {weights} weights, more than {largest}", weights=weights, largest=LARGEST)
            )
        return shapes

    def build(self, config: Mapping[str, Any]) -> TteNetwork:
        """Return a network of random tensors."""
        from satclip_backend.encoders.families.tte_network import TteNetwork

        return TteNetwork(**{name: config[name] for name in (*SIZES, *SWITCHES, "gate")})

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return the content of `model.safetensors`, of a folder with it and `config.json`, or of a checkpoint.

        Without `config.json`, the gate is 0.5 and embeddings have length 1, as in the published code. Raises
        SatclipError if a file is damaged.
        """
        if path.suffix.lower() == ".ckpt" and not path.is_dir():
            from satclip_backend.encoders.archives import read_archive, tensors_below

            content = read_archive(path)
            state = content.get("state_dict") if isinstance(content, Mapping) else None
            tensors = tensors_below(state, ("model.",)) if isinstance(state, Mapping) else {}
            return _published(tensors, {}, path.name) if FIRST in tensors else None
        from satclip_backend.encoders.hub_models import read_hub_model

        model = read_hub_model(path, FIRST)
        return _published(model.tensors, model.settings, path.name) if model else None


FAMILY = Tte()


def _published(state: Mapping[str, Any], settings: Mapping[str, Any], file_name: str) -> Published:
    from satclip_backend.encoders.archives import copied, matrix_shape, tensors_below

    found = copied(tensors_below(state, (LOCATION,)), file_name)
    found = {name: tensor for name, tensor in found.items() if not name.startswith(TRAINING_ONLY)}
    layers = tensors_below(found, (LAYERS,))
    sites, size = matrix_shape(found, "_embeddings", file_name)
    tokens, dimension = matrix_shape(found, f"{TOKENS}registers", file_name)
    config = {
        "sites": sites,
        "site_dimension": size,
        "tokens": tokens,
        "width": matrix_shape(found, f"{LAYERS}0.weight", file_name)[0],
        "hidden_layers": residual_count(layers),
        "dimension": dimension,
    }
    released = config == PUBLISHED
    config |= {
        "gate": settings.get("register_fixed_gate", 0.5),
        "normalised": settings.get("normalize", True),
        "cosine_attention": settings.get("use_cosine_attention", f"{TOKENS}loc_to_logits.bias" not in found),
    }
    tensors = {}
    for name, tensor in found.items():
        if name.startswith(TOKENS):
            tensors["tokens." + name.removeprefix(TOKENS)] = tensor
        elif not name.startswith(LAYERS):
            tensors[SITES.get(name, name)] = tensor
    release = RELEASES["tte"]
    return Published(
        config,
        tensors | from_sequential(layers, "network."),
        title=release.title,
        citation=release.citation,
        training_extent=GLOBE if released else None,
        land_only=released,  # S2-100K
    )
