"""CSP: location encoders of Mai et al. (2023), with the grid cells of Space2Vec (Mai et al. 2020).

The published code has no licence, so that neither code nor weights of it are part of this project: users bring the
files, `model_*.pth.tar`.

References
----------
Mai, Lao, He, Song and Ermon (2023): CSP: Self-supervised contrastive spatial pre-training for geospatial-visual
representations. ICML, PMLR 202, section 3.1.
Mai, Janowicz, Yan, Zhu, Cai and Lao (2020): Multi-scale representation learning for spatial feature distributions using
grid cells. ICLR, equations 2 to 5.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.metadata import LARGEST, check_size, short
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from torch import Tensor

    from satclip_backend.encoders.families.csp_network import CspNetwork

LIMITS = {"frequencies": (2, 1024), "width": (1, 8192), "hidden_layers": (0, 64), "dimension": (1, 2048)}
"""Permitted sizes. Basis values are four times `frequencies`."""
LARGEST_RADIUS = 1e6
"""Largest scale in degrees, and the inverse of the smallest. Arguments of sines stay below 1e9."""
ACTIVATIONS = {
    "leakyrelu": ("LeakyReLU", 0.2),
    "gelu": ("GELU",),
    "relu": ("ReLU",),
    "sigmoid": ("Sigmoid",),
    "tanh": ("Tanh",),
}
"""Maps the published name of an activation to that in PyTorch and its arguments."""

PREFIXES = ("loc_enc.spa_enc.ffn.layers.", "spa_enc.ffn.layers.")
"""Prefixes of the layers in published files. Those with an image encoder contain them twice."""
PARTS = {"linear": "layers", "layernorm": "norms"}
"""Maps the published name of a layer's part to the name here."""
DATASETS = {"fmow": "fMoW", "inat_2018": "iNaturalist 2018"}
CITATION = (
    "Mai, G., Lao, N., He, Y., Song, J. and Ermon, S. (2023): CSP: Self-supervised contrastive spatial pre-training for"
    " geospatial-visual representations. ICML, PMLR 202."
)


class Csp:
    """The family of CSP's encoders, those of type "gridcell"."""

    name = "csp"
    suffixes = (".tar",)

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor. Raises ValueError for an invalid config."""
        sizes = layer_sizes(config)
        shapes: dict[str, tuple[int, ...]] = {}
        for index, (columns, rows) in enumerate(zip(sizes[:-1], sizes[1:], strict=True)):
            shapes |= {f"layers.{index}.weight": (rows, columns), f"layers.{index}.bias": (rows,)}
            if config["layer_norm"] and index < config["hidden_layers"]:
                shapes |= {f"norms.{index}.weight": (rows,), f"norms.{index}.bias": (rows,)}
        return shapes

    def build(self, config: Mapping[str, Any]) -> CspNetwork:
        """Return a network of uninitialised tensors."""
        from torch import nn

        from satclip_backend.encoders.families.csp_network import CspNetwork

        sizes = layer_sizes(config)
        activation, *options = ACTIVATIONS[config["activation"]]
        return CspNetwork(config, sizes, getattr(nn, activation)(*options))

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return the content of a checkpoint of the published code; None if it is none.

        Raises SatclipError if it is damaged, or of another type of encoder than "gridcell".
        """
        from satclip_backend.encoders.archives import read_archive

        content = read_archive(path)
        params = content.get("params") if isinstance(content, Mapping) else None
        state = content.get("state_dict") if isinstance(content, Mapping) else None
        if not isinstance(params, Mapping) or not isinstance(state, Mapping) or "spa_enc_type" not in params:
            return None
        config = _config(params, path.name)
        dataset = params.get("dataset")
        known = isinstance(dataset, str) and dataset in DATASETS
        return Published(
            config=config,
            tensors=_tensors(state, path.name),
            title=path.name.removesuffix(".tar").removesuffix(".pth"),
            licence="none stated",
            description=f"CSP, data set: {DATASETS[dataset] if known else short(dataset)}.",
            citation=CITATION,
            training_extent=GLOBE if known else None,
        )


FAMILY = Csp()


def layer_sizes(config: Mapping[str, Any]) -> list[int]:
    """Return the sizes of the basis, the hidden layers and the embedding.

    Raises ValueError with a sentence for a config with missing or invalid values.
    """
    for name in (
        *LIMITS,
        "min_radius",
        "max_radius",
        "dropout",
        "activation",
        "layer_norm",
        "skip_connection",
    ):
        if name not in config:
            raise ValueError(_("its {name} is missing", name=name.replace("_", " ")))
    for name, limits in LIMITS.items():
        check_size(name, config[name], limits)
    for name in ("layer_norm", "skip_connection"):
        if type(config[name]) is not bool:
            raise ValueError(
                _(
                    "its {name} is {value}, not true or false",
                    name=name.replace("_", " "),
                    value=short(config[name]),
                )
            )
    smallest, largest, dropout = (_real(config, name) for name in ("min_radius", "max_radius", "dropout"))
    if not 1 / LARGEST_RADIUS <= smallest < largest <= LARGEST_RADIUS:
        raise ValueError(
            _("its scales are from {low} to {high} degrees", low=short(smallest), high=short(largest))
        )
    if not 0 <= dropout < 1:
        raise ValueError(_("its {name} is {value}", name="dropout", value=short(dropout)))
    if not isinstance(config["activation"], str) or config["activation"] not in ACTIVATIONS:
        raise ValueError(_("its {name} is {value}", name="activation", value=short(config["activation"])))
    sizes = [4 * config["frequencies"]] + [config["width"]] * config["hidden_layers"] + [config["dimension"]]
    weights = sum(rows * columns for rows, columns in zip(sizes[:-1], sizes[1:], strict=True))
    if weights > LARGEST:
        raise ValueError(_("it has {weights} weights, more than {largest}", weights=weights, largest=LARGEST))
    return sizes


def _real(config: Mapping[str, Any], name: str) -> float:
    value = config[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= LARGEST_RADIUS:
        raise ValueError(_("its {name} is {value}", name=name.replace("_", " "), value=short(value)))
    return float(value)


def _config(params: Mapping[str, Any], file_name: str) -> dict[str, Any]:
    """Return the config from the published settings."""
    for key, supported in (("spa_enc_type", ("gridcell", "gridcellnorm")), ("freq_init", ("geometric",))):
        value = params.get(key)
        if not isinstance(value, str) or value not in supported:
            raise SatclipError(
                _(
                    "{file} has {key} = {value}, which is not supported; only {names} is.",
                    file=file_name,
                    key=key,
                    value=short(value),
                    names=" or ".join(f"'{name}'" for name in supported),
                )
            )
    keys = {
        "frequencies": "frequency_num",
        "min_radius": "min_radius",
        "max_radius": "max_radius",
        "width": "hidden_dim",
        "hidden_layers": "num_hidden_layer",
        "dimension": "num_filts",
        "activation": "spa_f_act",
        "layer_norm": "use_layn",
        "skip_connection": "skip_connection",
        "dropout": "dropout",
    }
    missing = [key for key in keys.values() if key not in params]
    if missing:
        raise SatclipError(
            _("{file} is damaged: its params lack {names}.", file=file_name, names=", ".join(missing))
        )
    config = {name: params[key] for name, key in keys.items()}
    try:
        layer_sizes(config)
    except ValueError as error:
        raise SatclipError(_("{file} can't be used: {reason}.", file=file_name, reason=error)) from None
    return config


def _tensors(state: Mapping, file_name: str) -> dict[str, Tensor]:
    """Return copies of the location encoder's tensors, with their names here."""
    from satclip_backend.encoders.archives import tensors_below

    found = tensors_below(state, PREFIXES)
    if not found:
        raise SatclipError(
            _(
                "{file} is a checkpoint of CSP, but has no location encoder (no tensors '{prefix}...').",
                file=file_name,
                prefix=PREFIXES[0],
            )
        )
    tensors = {}
    for name, value in found.items():
        match = re.fullmatch(r"(\d+)\.(linear|layernorm)\.(weight|bias)", name)
        if not match or not hasattr(value, "detach"):
            raise SatclipError(
                _(
                    "{file} is damaged: '{name}' is not a tensor of its location encoder.",
                    file=file_name,
                    name=short(name),
                )
            )
        tensors[f"{PARTS[match[2]]}.{match[1]}.{match[3]}"] = value.detach().clone()
    return tensors
