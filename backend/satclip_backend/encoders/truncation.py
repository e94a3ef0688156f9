"""An encoder that is told the lower degrees of its basis alone: what it knows at a coarser resolution."""

from __future__ import annotations

from dataclasses import replace

import torch

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import SatclipError


def truncated(encoder: Encoder, degree: int) -> Encoder:
    """`encoder` with the harmonics of degrees from `degree` on left out, which is as if they were 0.

    Raises SatclipError where `degree` is not from 1 to the encoder's own.
    """
    whole, metadata = encoder.network, encoder.metadata
    if not 1 <= degree <= metadata.degree:
        raise SatclipError(
            f"The encoder {encoder.id} has degrees up to L = {metadata.degree}: L = {degree} is not among them."
        )
    network = LocationEncoder(
        degree,
        metadata.capacity,
        metadata.dimension,
        metadata.hidden_layers,
        metadata.basis,
        metadata.w0,
        dtype=whole.last_layer.weight.dtype,
    )
    state = {name: value.cpu() for name, value in whole.state_dict().items() if name in network.state_dict()}
    state["layers.0.weight"] = state["layers.0.weight"][:, : degree * degree]
    with torch.no_grad():
        network.load_state_dict(state)
    return Encoder(
        f"{encoder.id} (L = {degree})", network, replace(metadata, degree=degree), device=str(encoder.device)
    )
