"""Weights of image encoders out of files, which nobody vouches for: tensors are read, nothing is run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from satclip_backend.errors import SatclipError

PREFIXES = ("model.visual.", "module.encoder_q.", "module.base_encoder.", "module.", "backbone.")
"""What training programs put before a backbone's names: SatCLIP's own, MoCo's versions 2 and 3, DataParallel."""

HEADS = ("fc.", "head.")
"""Last layers, which belong to what a backbone was trained for."""


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """The state_dict in a .pth, .pt, .ckpt or .safetensors file, without prefixes.

    Raises SatclipError where there is no such file, or one that holds anything but tensors and plain values.
    """
    try:
        if path.suffix == ".safetensors":
            state = load_file(path)
        else:
            state = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        raise SatclipError(f"There is no file {path} to take the image encoder's weights from.") from None
    except (
        SafetensorError,
        Exception,
    ) as error:  # whatever a damaged or hostile file makes the reader stumble over
        reason = str(error).partition("\n")[0][:200]
        raise SatclipError(f"{path.name} holds no weights that can be read safely: {reason}") from None
    if isinstance(state, Mapping) and isinstance(state.get("state_dict"), Mapping):
        state = state["state_dict"]
    tensors = {}
    if isinstance(state, Mapping):
        tensors = {str(name): value for name, value in state.items() if isinstance(value, torch.Tensor)}
    for prefix in PREFIXES:
        if any(name.startswith(prefix) for name in tensors):
            tensors = {
                name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)
            }
            break
    if not tensors:
        raise SatclipError(f"{path.name} holds no weights of a network.")
    return tensors


def load_weights(network: nn.Module, tensors: Mapping[str, torch.Tensor], file_name: str) -> None:
    """Put weights into a network; last layers and what isn't the network's are left out.

    Raises SatclipError where tensors are missing, of another shape or not finite.
    """
    expected = network.state_dict()
    for name, ours in expected.items():
        theirs = tensors.get(name)
        if theirs is None:
            raise SatclipError(
                f"{file_name} isn't the weights of this image encoder: it has no '{name}'. "
                "Choose the file that belongs to it."
            )
        if theirs.shape != ours.shape:
            raise SatclipError(
                f"{file_name} isn't the weights of this image encoder: '{name}' is {tuple(theirs.shape)} "
                f"there, and {tuple(ours.shape)} is needed. Choose the file that belongs to it."
            )
        if not torch.isfinite(theirs).all():
            raise SatclipError(f"{file_name} holds weights that are not numbers ('{name}'); get it again.")
    more = [name for name in tensors if name not in expected and not name.startswith(HEADS)]
    if more:
        raise SatclipError(
            f"{file_name} isn't the weights of this image encoder: it also has '{more[0]}'. "
            "Choose the file that belongs to it."
        )
    network.load_state_dict({name: tensors[name] for name in expected})
