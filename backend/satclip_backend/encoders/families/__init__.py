"""Families of location encoders: each has its own network and published files. A family is one module.

    from satclip_backend.encoders.families import family
    family("satclip").shapes(metadata.settings)

To add a family, write a module with an object `FAMILY` (`family.Family`) and name it in `_MODULES`. Modules of families
import torch only inside functions, or from a module of their own, so that listing encoders is fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from satclip_backend.encoders.families.family import Family
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

_MODULES = {
    "satclip": "satclip",
    "basis-network": "basis_network",
    "months": "months",
    "geoclip": "geoclip",
    "csp": "csp",
    "gps2vec": "gps2vec",
    "sinr": "sinr",
    "tte": "tte",
    "mosaiks": "mosaiks",
    "range": "range",
    "climplicit": "climplicit",
}
"""Maps the name of a family to its module. Published files are offered to the families in this order."""


def family(name: str) -> Family:
    """Return the family of that name. Raises SatclipError if it is unknown."""
    if name not in _MODULES:
        raise SatclipError(
            _(
                "Encoders of the family '{family}' are not supported. Supported are: {names}.",
                family=str(name)[:100],
                names=", ".join(_MODULES),
            )
        )
    return import_module(f"{__name__}.{_MODULES[name]}").FAMILY


def families() -> Iterator[Family]:
    """Yield all families."""
    return map(family, _MODULES)
