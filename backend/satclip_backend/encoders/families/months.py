"""Encoders of location and month that this project trains: settings and shapes. `months_network.py` has the network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.siren_tensors import siren_shapes
from satclip_backend.encoders.families.year import TERMS
from satclip_backend.encoders.metadata import LARGEST_W0, LIMITS, check_size, short
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.families.months_network import MonthsNetwork


def input_count(config: Mapping[str, Any]) -> int:
    """Return the number of inputs of the network: harmonics, and harmonics times Fourier terms."""
    return config["degree"] ** 2 + TERMS * config["months_degree"] ** 2


class MonthsFamily:
    """Spherical harmonics below `degree`, and those below `months_degree` times Fourier terms of the year; a SIREN."""

    name = "months"
    suffixes = ()

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor of a network. Raises ValueError for invalid settings."""
        for name in LIMITS:
            check_size(name, config.get(name))
        check_size("months_degree", config.get("months_degree"), (1, config["degree"]))
        w0 = config.get("w0")
        if isinstance(w0, bool) or not isinstance(w0, (int, float)) or not 0 <= w0 <= LARGEST_W0:
            raise ValueError(_("its {name} is {value}", name="w0", value=short(w0)))
        return siren_shapes(input_count(config), config)

    def build(self, config: Mapping[str, Any], dropout: float = 0.0) -> MonthsNetwork:
        """Return a network with random parameters from torch's global generator."""
        from satclip_backend.encoders.families.months_network import MonthsNetwork

        names = (*LIMITS, "months_degree", "w0")
        return MonthsNetwork(**{name: config[name] for name in names}, dropout=dropout)

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return None: there are no published files."""
        return None


FAMILY = MonthsFamily()
