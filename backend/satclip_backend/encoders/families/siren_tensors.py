"""Tensors of a SIREN, with the names of SatCLIP's code: `layers.0` and so on, then `last_layer`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from satclip_backend.encoders.metadata import LARGEST
from satclip_backend.translation import gettext_lazy as _


def siren_shapes(inputs: int, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """Return the name and shape of each tensor, for valid `capacity`, `hidden_layers` and `dimension` in `config`.

    Raises ValueError if there are too many weights.
    """
    units = [inputs] + [config["capacity"]] * config["hidden_layers"]
    names = [f"layers.{i}" for i in range(config["hidden_layers"])] + ["last_layer"]
    shapes: dict[str, tuple[int, ...]] = {}
    for name, rows, columns in zip(names, [*units[1:], config["dimension"]], units, strict=True):
        shapes |= {f"{name}.weight": (rows, columns), f"{name}.bias": (rows,)}
    if (weights := sum(math.prod(shape) for shape in shapes.values())) > LARGEST:
        raise ValueError(_("it has {weights} weights, more than {largest}", weights=weights, largest=LARGEST))
    return shapes
