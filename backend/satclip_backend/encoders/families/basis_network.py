"""Any basis with any network of Russwurm et al. (ICLR 2024): settings, shapes and construction.

The formulas are in `bases.py`, the networks in `networks.py`. The pair of spherical harmonics and a SIREN is SatCLIP,
which has a family of its own. That publication provides code but no weights, so there are no published files.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.fcnet_tensors import fcnet_shapes
from satclip_backend.encoders.metadata import LARGEST, check_size, short
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.families.networks import BasisNetwork

BasisName = Literal[
    "spherical-harmonics",
    "direct",
    "cartesian3d",
    "wrap",
    "grid",
    "theory",
    "spherec",
    "spherec+",
    "spherem",
    "spherem+",
    "dfs",
]
NetworkName = Literal["siren", "fcnet", "linear"]

COLUMNS = {"grid": 4, "theory": 6, "spherec": 3, "spherec+": 6, "spherem": 5, "spherem+": 8}
"""Number of columns per frequency of the multi-scale bases. `dfs` has 4 S + 4 S * S."""
SIMPLE_COLUMNS = {"direct": 2, "cartesian3d": 3, "wrap": 4}
FREQUENCIES = (2, 256)
LARGEST_RADIUS = 1e6
"""Largest radius in degrees, and 1 / the smallest."""


def column_count(config: Mapping[str, Any]) -> int:
    """Return the number of values of a basis. The settings are those of `check`."""
    name, s = config["basis"], config["frequencies"]
    if name == "spherical-harmonics":
        return config["degree"] ** 2
    if name == "dfs":
        return 4 * s + 4 * s * s
    return SIMPLE_COLUMNS[name] if name in SIMPLE_COLUMNS else COLUMNS[name] * s


def check(config: Mapping[str, Any]) -> None:
    """Raise ValueError for settings that are missing, unknown or out of range."""
    for name, known in (("basis", get_args(BasisName)), ("network", get_args(NetworkName))):
        if config.get(name) not in known:
            raise ValueError(
                _(
                    "its {name} is {value}, not one of {known}",
                    name=name,
                    value=short(config.get(name)),
                    known=", ".join(known),
                )
            )
    for name in ("degree", "capacity", "hidden_layers", "dimension"):
        check_size(name, config.get(name))
    check_size("frequencies", config.get("frequencies"), FREQUENCIES)
    smallest, largest = (_number(name, config) for name in ("min_radius", "max_radius"))
    _number("w0", config)
    if not 1 / LARGEST_RADIUS <= smallest <= largest <= LARGEST_RADIUS:
        raise ValueError(
            _(
                "its radii are {low} to {high} degrees, in the wrong order or too far apart",
                low=smallest,
                high=largest,
            )
        )
    if (weights := sum(math.prod(shape) for shape in _shapes(config).values())) > LARGEST:
        raise ValueError(_("it has {weights} weights, more than {largest}", weights=weights, largest=LARGEST))


def _number(name: str, config: Mapping[str, Any]) -> float:
    value = config.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= LARGEST_RADIUS:
        raise ValueError(_("its {name} is {value}", name=name.replace("_", " "), value=short(value)))
    return value


def _shapes(config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    inputs, units, outputs = column_count(config), config["capacity"], config["dimension"]
    if config["network"] == "fcnet":
        return fcnet_shapes("network.", inputs, units, config["hidden_layers"], outputs)
    layers = range(config["hidden_layers"])
    if config["network"] == "linear":
        pairs = [("last_layer", outputs, inputs)]
    else:
        pairs = [(f"layers.{i}", units, units if i else inputs) for i in layers]
        pairs.append(("last_layer", outputs, units))
    shapes: dict[str, tuple[int, ...]] = {}
    for name, rows, columns in pairs:
        shapes |= {f"network.{name}.weight": (rows, columns), f"network.{name}.bias": (rows,)}
    return shapes


class BasisNetworkFamily:
    """Pairs of a basis and a network. All settings are stated, also those that the pair does not use."""

    name = "basis-network"
    suffixes = ()

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor of a network. Raises ValueError for invalid settings."""
        check(config)
        return _shapes(config)

    def build(self, config: Mapping[str, Any], dropout: float = 0.0) -> BasisNetwork:
        """Return a network with random parameters from torch's global generator."""
        from satclip_backend.encoders.families.bases import location_basis
        from satclip_backend.encoders.families.networks import BasisNetwork, new_network

        basis = location_basis(
            config["basis"],
            **{name: config[name] for name in ("frequencies", "min_radius", "max_radius", "degree")},
        )
        sizes = {name: config[name] for name in ("capacity", "dimension", "hidden_layers", "w0")}
        columns = column_count(config)
        network = new_network(config["network"], columns, **sizes, dropout=dropout)
        return BasisNetwork(basis, columns, network, config["dimension"])

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return None: there are no published files."""
        return None


FAMILY = BasisNetworkFamily()
