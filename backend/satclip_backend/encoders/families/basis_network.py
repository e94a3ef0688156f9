"""Any basis with any network of Russwurm et al. (ICLR 2024), and Slepian functions: settings, shapes and construction.

The formulas are in `bases.py` and `slepian_basis.py`, the networks in `networks.py`. The pair of spherical harmonics
and a SIREN is SatCLIP, which has a family of its own. That publication provides code but no weights, so there are no
published files.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.fcnet_tensors import fcnet_shapes
from satclip_backend.encoders.metadata import LARGEST, check_size, short
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import Extent
from satclip_backend.geo.caps import Cap, enclosing_cap
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.families.bases import Basis
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
    "slepian",
]
NetworkName = Literal["siren", "fcnet", "linear"]

COLUMNS = {"grid": 4, "theory": 6, "spherec": 3, "spherec+": 6, "spherem": 5, "spherem+": 8}
"""Number of columns per frequency of the multi-scale bases. `dfs` has 4 S + 4 S * S."""
SIMPLE_COLUMNS = {"direct": 2, "cartesian3d": 3, "wrap": 4}
FREQUENCIES = (2, 256)
LARGEST_RADIUS = 1e6
"""Largest radius in degrees, and 1 / the smallest."""
HARMONICS = 10
"""The basis `slepian` has the spherical harmonics of degree below this in addition to the Slepian functions."""
SLEPIAN_DEGREES, MOST_FUNCTIONS = (1, 500), 4096
"""Limits on the degree L of Slepian functions, and on their number. Loading the largest takes about a second."""


def column_count(config: Mapping[str, Any]) -> int:
    """Return the number of values of a basis. The settings are those of `check`."""
    name, s = config["basis"], config["frequencies"]
    if name == "spherical-harmonics":
        return config["degree"] ** 2
    if name == "dfs":
        return 4 * s + 4 * s * s
    if name == "slepian":
        first, *others = config["functions"]
        return min(HARMONICS, config["degree"]) ** 2 + first + 2 * sum(others)
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
    slepian = config["basis"] == "slepian"
    check_size("degree", config.get("degree"), SLEPIAN_DEGREES if slepian else None)
    for name in ("capacity", "hidden_layers", "dimension"):
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
    if slepian:
        _check_functions(config)
    if (weights := sum(math.prod(shape) for shape in _shapes(config).values())) > LARGEST:
        raise ValueError(_("it has {weights} weights, more than {largest}", weights=weights, largest=LARGEST))


def slepian_settings(degree: int, region: Extent) -> dict[str, Any]:
    """Return the settings that only `slepian` has, for a region in degrees: its smallest cap, and its functions.

    Raises SatclipError if the region has no area, or too many functions or none.
    """
    from satclip_backend.encoders.families.slepian import concentrated

    cap = enclosing_cap(region)
    if degree**2 * cap.share > MOST_FUNCTIONS - 2:
        largest = int(math.sqrt((MOST_FUNCTIONS - 2) / cap.share))
        raise SatclipError(
            _(
                "The region has a radius of {radius} degrees: with L = {degree}, {count} Slepian functions are"
                " concentrated in it, more than {most}. Choose L = {largest} or less, or a smaller region.",
                radius=f"{cap.radius:g}",
                degree=degree,
                count=round(degree**2 * cap.share),
                most=MOST_FUNCTIONS,
                largest=largest,
            )
        )
    if degree**2 * cap.share < 1:
        raise SatclipError(
            _(
                "The region has a radius of {radius} degrees: Slepian functions of L = {degree}, which resolve about"
                " {resolved} degrees, can't be concentrated in it. Choose a higher L (at most {largest}), a larger"
                " region, or another basis.",
                radius=f"{cap.radius:g}",
                degree=degree,
                resolved=f"{180 / degree:.2g}",
                largest=SLEPIAN_DEGREES[1],
            )
        )
    return {"cap": list(cap), "functions": list(concentrated(degree, cap.radius))}


def _check_functions(config: Mapping[str, Any]) -> None:
    """Raise ValueError for an invalid cap, or an impossible number of Slepian functions."""
    cap = config.get("cap")
    limits = ((-180, 180), (-90, 90), (0.01, 180))
    if not isinstance(cap, list) or len(cap) != len(limits):
        raise ValueError(_("its {name} is {value}", name="cap", value=short(cap)))
    for value, (low, high) in zip(cap, limits, strict=True):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise ValueError(_("its {name} is {value}", name="cap", value=short(cap)))
    functions, degree = config.get("functions"), config["degree"]
    if not isinstance(functions, list) or not 1 <= len(functions) <= degree:
        raise ValueError(_("its {name} is {value}", name="functions", value=short(functions)))
    for order, count in enumerate(functions):
        check_size("functions", count, (0, degree - order))
    if not 1 <= functions[0] + 2 * sum(functions[1:]) <= MOST_FUNCTIONS:
        raise ValueError(_("its {name} is {value}", name="functions", value=short(functions)))


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
    """Pairs of a basis and a network. All settings are stated, also those that the pair does not use.

    Only `slepian` has `cap`, the longitude and latitude of its centre and its radius in degrees, and `functions`, the
    number of functions of each order.
    """

    name = "basis-network"
    suffixes = ()

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor of a network. Raises ValueError for invalid settings."""
        check(config)
        return _shapes(config)

    def build(self, config: Mapping[str, Any], dropout: float = 0.0) -> BasisNetwork:
        """Return a network with random parameters from torch's global generator."""
        from satclip_backend.encoders.families.networks import BasisNetwork, new_network

        sizes = {name: config[name] for name in ("capacity", "dimension", "hidden_layers", "w0")}
        columns = column_count(config)
        network = new_network(config["network"], columns, **sizes, dropout=dropout)
        return BasisNetwork(_basis(config), columns, network, config["dimension"])

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return None: there are no published files."""
        return None


def _basis(config: Mapping[str, Any]) -> Basis:
    """Return the function that evaluates the basis."""
    if config["basis"] == "slepian":
        from satclip_backend.encoders.families.slepian_basis import SlepianBasis

        degree = config["degree"]
        return SlepianBasis(Cap(*config["cap"]), degree, config["functions"], min(HARMONICS, degree))
    from satclip_backend.encoders.families.bases import location_basis

    names = ("frequencies", "min_radius", "max_radius", "degree")
    return location_basis(config["basis"], **{name: config[name] for name in names})


FAMILY = BasisNetworkFamily()
