"""Names and shapes of the tensors of residual networks (`networks.FCNet`), here and in published files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


def fcnet_shapes(
    prefix: str, inputs: int, width: int, hidden_layers: int, dimension: int | None
) -> dict[str, tuple[int, ...]]:
    """Return the name and shape of each tensor; without a last layer if `dimension` is None."""
    pairs = [("first", width, inputs)]
    pairs += [(f"residual.{i}.{part}", width, width) for i in range(hidden_layers) for part in (0, 1)]
    shapes: dict[str, tuple[int, ...]] = {}
    for name, rows, columns in pairs:
        shapes |= {f"{prefix}{name}.weight": (rows, columns), f"{prefix}{name}.bias": (rows,)}
    if dimension is not None:
        shapes[f"{prefix}last_layer.weight"] = (dimension, width)
    return shapes


def from_sequential(tensors: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return published tensors by their names here, with `prefix`.

    Published is a sequence: 0 is the first layer, 1 its activation, those from 2 on are residual layers with the parts
    `w1` and `w2`, and a linear layer may be the last. Other names are kept.
    """
    return {f"{prefix}{_renamed(name)}": tensor for name, tensor in tensors.items()}


def residual_count(tensors: Mapping[str, Any]) -> int:
    """Return the number of residual layers of a published sequence."""
    return sum(1 for name in tensors if re.fullmatch(r"\d+\.w1\.weight", name))


def _renamed(name: str) -> str:
    match = re.fullmatch(r"(\d{1,3})\.(?:w([12])\.)?(weight|bias)", name)
    if not match:
        return name
    index, part, kind = int(match[1]), match[2], match[3]
    if part:
        return f"residual.{index - 2}.{int(part) - 1}.{kind}"
    return f"last_layer.{kind}" if index else f"first.{kind}"
