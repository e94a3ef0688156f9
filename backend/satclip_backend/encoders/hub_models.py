"""Models as huggingface_hub's `PyTorchModelHubMixin` writes them: `model.safetensors`, and `config.json` beside it.

Reading a file opens that file only; a folder is read with its `config.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors import SafetensorError, safe_open

from satclip_backend.encoders.file_checks import check_header, damaged
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from torch import Tensor

WEIGHTS, SETTINGS = "model.safetensors", "config.json"
LARGEST_SETTINGS = 2**16
"""Largest size of the settings in bytes; published ones have less than 1 kB."""


@dataclass(frozen=True)
class HubModel:
    """Tensors of a model on the CPU, and its settings; no settings if only the file with the weights was read."""

    tensors: Mapping[str, Tensor]
    settings: Mapping[str, Any]


def read_hub_model(path: Path, known_by: str) -> HubModel | None:
    """Return the model in a .safetensors file or in a folder; None if there is none with a tensor named `known_by`.

    Raises SatclipError if a file is damaged.
    """
    weights = path / WEIGHTS if path.is_dir() else path
    if weights.suffix.lower() != ".safetensors" or (weights != path and not weights.is_file()):
        return None
    if known_by not in tensor_names(weights):
        return None
    from safetensors.torch import load_file

    try:
        # Copy, so that later changes of the file have no effect.
        tensors = {name: tensor.clone() for name, tensor in load_file(weights).items()}
    except (SafetensorError, OSError, ValueError, KeyError, RuntimeError) as error:
        raise damaged(weights.name, error) from None
    settings = path / SETTINGS
    return HubModel(tensors, _settings(settings) if path.is_dir() and settings.is_file() else {})


def tensor_names(path: Path) -> list[str]:
    """Return the names of the tensors of a .safetensors file. Raises SatclipError if it is damaged."""
    check_header(path)
    try:
        with safe_open(path, framework="np") as file:
            return list(file.keys())
    except (SafetensorError, OSError, ValueError) as error:
        raise damaged(path.name, error) from None


def _settings(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_SETTINGS + 1)
        if len(data) > LARGEST_SETTINGS:
            raise SatclipError(
                _(
                    "{file} has more than {most} bytes, too many for the settings of a network.",
                    file=path.name,
                    most=LARGEST_SETTINGS,
                )
            )
        settings = json.loads(data)
    except (OSError, ValueError, RecursionError) as error:
        raise damaged(path.name, error) from None
    if not isinstance(settings, dict):
        raise damaged(path.name, TypeError(type(settings).__name__))
    return settings
