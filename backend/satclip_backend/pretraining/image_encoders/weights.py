"""Weights of image encoders from untrusted files: only tensors are read, nothing is executed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from satclip_backend.encoders.archives import read_archive
from satclip_backend.encoders.file_checks import check_header
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.input_files import check_file
from satclip_backend.translation import gettext_lazy as _

PREFIXES = ("model.visual.", "module.encoder_q.", "module.base_encoder.", "module.", "backbone.")
"""Prefixes of a backbone's parameter names: those of SatCLIP, MoCo versions 2 and 3, and DataParallel."""

HEADS = ("fc.", "head.")
"""Prefixes of last layers, which belong to the pretraining task."""


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """Return the state_dict of a .pth, .pt, .ckpt or .safetensors file, without prefixes.

    Raises SatclipError if the file is missing, or if it holds anything except tensors and plain values.
    """
    try:
        check_file(path)
    except NotFoundError:
        raise NotFoundError(
            _("There is no file {file} to take the image encoder's weights from.", file=path)
        ) from None
    try:
        if path.suffix.lower() == ".safetensors":
            check_header(path)
            state = load_file(path)
        else:
            state = read_archive(path)
    except (SafetensorError, SatclipError, OSError, ValueError, KeyError) as error:
        reason = str(error).partition("\n")[0][:300]
        raise SatclipError(
            _("{file} holds no weights that can be read safely: {reason}", file=path.name, reason=reason)
        ) from None
    if isinstance(state, Mapping) and isinstance(state.get("state_dict"), Mapping):
        state = state["state_dict"]
    tensors = {}
    if isinstance(state, Mapping):
        tensors = {
            name: value
            for name, value in state.items()
            if isinstance(name, str) and isinstance(value, torch.Tensor)
        }
    for prefix in PREFIXES:
        if any(name.startswith(prefix) for name in tensors):
            tensors = {
                name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)
            }
            break
    if not tensors:
        raise SatclipError(_("{file} holds no weights of a network.", file=path.name))
    return tensors


def load_weights(network: nn.Module, tensors: Mapping[str, torch.Tensor], file_name: str) -> None:
    """Load weights into a network. Last layers in the file are ignored.

    Raises SatclipError if tensors are missing, unknown, not finite or of another shape.
    """
    expected = network.state_dict()
    for name, ours in expected.items():
        theirs = tensors.get(name)
        if theirs is None:
            raise SatclipError(
                _(
                    "{file} isn't the weights of this image encoder: it has no '{name}'. Choose the file "
                    "that belongs to it.",
                    file=file_name,
                    name=name,
                )
            )
        if theirs.shape != ours.shape:
            raise SatclipError(
                _(
                    "{file} isn't the weights of this image encoder: '{name}' is {theirs} there, and {ours} "
                    "is needed. Choose the file that belongs to it.",
                    file=file_name,
                    name=name,
                    theirs=tuple(theirs.shape),
                    ours=tuple(ours.shape),
                )
            )
        if theirs.is_complex() or theirs.is_floating_point() != ours.is_floating_point():
            raise SatclipError(
                _(
                    "{file} holds weights in {dtype} ('{name}'), which can't be used.",
                    file=file_name,
                    dtype=theirs.dtype,
                    name=name,
                )
            )
        if not torch.isfinite(theirs).all():
            raise SatclipError(
                _(
                    "{file} holds weights that are not numbers ('{name}'); get it again.",
                    file=file_name,
                    name=name,
                )
            )
    more = [name for name in tensors if name not in expected and not name.startswith(HEADS)]
    if more:
        raise SatclipError(
            _(
                "{file} isn't the weights of this image encoder: it also has '{more}'. Choose the file "
                "that belongs to it.",
                file=file_name,
                more=more[0],
            )
        )
    network.load_state_dict({name: tensors[name] for name in expected})
