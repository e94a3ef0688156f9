"""RANGE: image features of similar and of near locations of a database, beside SatCLIP's embedding.

The database is combined with the SatCLIP encoder that its keys belong to by `range_database.py`; there are no published
files that have both.

References
----------
Dhakal, Sastry, Khanal, Ahmad, Xing and Jacobs (2025): RANGE: Retrieval Augmented Neural Fields for Multi-Resolution
Geo-Embeddings. CVPR.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.satclip import FAMILY as SATCLIP
from satclip_backend.encoders.metadata import LARGEST_DIMENSION, LIMITS, check_size, check_sizes, short
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.families.range_network import RangeNetwork

KEY = "key."
"""Prefix of the tensors of the SatCLIP network."""
MOST_LOCATIONS = 2**20
KEY_SETTINGS = (*LIMITS, "basis", "w0")
"""Settings of the SatCLIP network."""
FACTORS = {"temperature": 40.0, "spatial_temperature": 40.0, "beta": 1.0}
"""Factors and their largest values. With larger temperatures, exp(-2 x temperature) is not a normal float32."""


class Range:
    """The family of RANGE and RANGE+."""

    name = "range"
    suffixes = ()

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor. Raises ValueError for an invalid config."""
        check_size("locations", config.get("locations"), (1, MOST_LOCATIONS))
        key = config.get("key")
        if not isinstance(key, dict) or key.keys() != {*KEY_SETTINGS} or not _is_number(key["w0"]):
            raise ValueError(_("its {name} is {value}", name="key", value=short(key)))
        check_sizes({name: key[name] for name in LIMITS})
        check_size("features", config.get("features"), (1, LARGEST_DIMENSION - key["dimension"]))
        for name, largest in FACTORS.items():
            value = config.get(name)
            if not _is_number(value) or not 0 <= value <= largest:
                raise ValueError(_("its {name} is {value}", name=name.replace("_", " "), value=short(value)))
        shapes: dict[str, tuple[int, ...]] = {
            "positions": (config["locations"], 3),
            "keys": (config["locations"], key["dimension"]),
            "features": (config["locations"], config["features"]),
        }
        return shapes | {KEY + name: shape for name, shape in SATCLIP.shapes(key).items()}

    def build(self, config: Mapping[str, Any]) -> RangeNetwork:
        """Return a network of uninitialised tensors."""
        from satclip_backend.encoders.families.range_network import RangeNetwork

        return RangeNetwork(config)

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return None: a database needs an encoder (`range_database.py`)."""
        return None


FAMILY = Range()


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)
