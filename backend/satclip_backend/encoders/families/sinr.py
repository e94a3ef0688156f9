"""SINR (Cole et al. 2023), and its variant with text, LE-SINR (Hamilton et al. 2024): location encoders of species.

The embedding is what the weights of a species are multiplied by: for SINR the features before the classes, for LE-SINR
the result of the position encoder. Only networks of the coordinates alone are read, not those of environmental rasters.

References
----------
Cole, Van Horn, Lange, Shepard, Leary, Perona, Loarie and Mac Aodha (2023): Spatial implicit neural representations for
global-scale species mapping. ICML, PMLR 202, section 3.
Hamilton, Lange, Cole, Shepard, Heinrich, Mac Aodha, Van Horn and Maji (2024): Combining observational data and language
for species range estimation. NeurIPS 37.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.fcnet_tensors import fcnet_shapes, from_sequential, residual_count
from satclip_backend.encoders.metadata import LARGEST, LIMITS, check_size, short
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.families.sinr_network import SinrNetwork

SIZES = {
    "frequencies": (1, 16),
    "width": LIMITS["dimension"],
    "hidden_layers": (0, 64),
    "projection": (0, LIMITS["dimension"][1]),
}
"""Settings of the network and their limits. With `projection` 0, there is no last layer."""
COLUMNS = 4
"""Number of basis values of a frequency, and of those of SINR."""
FEATURES, SPECIES = "feats.", "class_emb."
TEXT_VARIANT = "pos_enc."
"""Prefix of LE-SINR's position encoder."""
CITATION = (
    "Cole, E., Van Horn, G., Lange, C., Shepard, A., Leary, P., Perona, P., Loarie, S. and Mac Aodha, O. (2023):"
    " Spatial implicit neural representations for global-scale species mapping. ICML, PMLR 202."
)
TEXT_CITATION = (
    "Hamilton, M., Lange, C., Cole, E., Shepard, A., Heinrich, S., Mac Aodha, O., Van Horn, G. and Maji, S. (2024):"
    " Combining observational data and language for species range estimation. NeurIPS 37."
)


class Sinr:
    """The family "sinr"."""

    name = "sinr"
    suffixes = (".pt", ".safetensors", "/")

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor. Raises ValueError for an invalid config."""
        for name, limits in SIZES.items():
            check_size(name, config.get(name), limits)
        shapes = fcnet_shapes(
            "network.",
            COLUMNS * config["frequencies"],
            config["width"],
            config["hidden_layers"],
            config["projection"] or None,
        )
        if (weights := sum(math.prod(shape) for shape in shapes.values())) > LARGEST:
            raise ValueError(
                _("it has {weights} weights, more than {largest}", weights=weights, largest=LARGEST)
            )
        return shapes

    def build(self, config: Mapping[str, Any]) -> SinrNetwork:
        """Return a network of random tensors."""
        from satclip_backend.encoders.families.sinr_network import SinrNetwork

        return SinrNetwork(**{name: config[name] for name in SIZES})

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return the content of a checkpoint (.pt) of the published code, or of a model on the Hugging Face Hub.

        Raises SatclipError if it is damaged, or a network of other inputs than the coordinates.
        """
        return _read_checkpoint(path) if path.suffix.lower() == ".pt" else _read_hub_model(path)


FAMILY = Sinr()


def _read_checkpoint(path: Path) -> Published | None:
    from satclip_backend.encoders.archives import read_archive

    content = read_archive(path)
    params = content.get("params") if isinstance(content, Mapping) else None
    state = content.get("state_dict") if isinstance(content, Mapping) else None
    if not isinstance(params, Mapping) or not isinstance(state, Mapping) or "input_enc" not in params:
        return None
    text_variant = params.get("model") == "HyperNet"
    supported = {"input_enc": "sin_cos", "model": "ResidualFCNet"}
    if text_variant:
        supported = {"input_enc": "sin_cos", "pos_enc": "FCNet"}
    for key, value in supported.items():
        if params.get(key) != value:
            raise SatclipError(
                _(
                    "{file} has {key} = {value}, which is not supported; only {names} is.",
                    file=path.name,
                    key=key,
                    value=short(params.get(key)),
                    names=f"'{value}'",
                )
            )
    return _published(state, path.name, params.get("input_dim"), TEXT_VARIANT if text_variant else "")


def _read_hub_model(path: Path) -> Published | None:
    from satclip_backend.encoders.hub_models import read_hub_model

    model = read_hub_model(path, f"{FEATURES}0.weight")
    return _published(model.tensors, path.name, COLUMNS, "") if model else None


def _published(state: Mapping, file_name: str, inputs: Any, prefix: str) -> Published:
    """Return the content of a file whose network has `inputs` inputs, under a prefix that LE-SINR has."""
    from satclip_backend.encoders.archives import copied, matrix_shape, tensors_below

    found = copied(tensors_below(state, (prefix + FEATURES,)), file_name)
    last = copied(tensors_below(state, (prefix + SPECIES,)), file_name) if prefix else {}
    width, columns = matrix_shape(found, "0.weight", file_name)
    if columns != inputs or columns % COLUMNS:
        raise SatclipError(
            _(
                "{file} has a network of {columns} inputs, which are not sines and cosines of the coordinates alone."
                " Networks of environmental rasters ('env', 'sin_cos_env') are not supported.",
                file=file_name,
                columns=columns,
            )
        )
    config = {
        "frequencies": columns // COLUMNS,
        "width": width,
        "hidden_layers": residual_count(found),
        "projection": matrix_shape(last, "weight", file_name)[0] if prefix else 0,
    }
    tensors = from_sequential(found, "network.")
    tensors |= {f"network.last_layer.{name}": tensor for name, tensor in last.items()}
    return Published(
        config,
        tensors,
        description="LE-SINR, position encoder." if prefix else "SINR, features before the species.",
        citation=TEXT_CITATION if prefix else CITATION,
        training_extent=GLOBE,
    )
