"""Truncation of an encoder to the lower degrees of its basis, which gives a coarser resolution."""

from __future__ import annotations

from dataclasses import replace

import torch

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _


def truncated(encoder: Encoder, degree: int) -> Encoder:
    """Return `encoder` without the harmonics of degree `degree` and above, as if they were 0.

    Raises SatclipError if `degree` is not between 1 and that of the encoder.
    """
    whole, metadata = encoder.network, encoder.metadata
    if not isinstance(whole, LocationEncoder):
        raise SatclipError(
            _(
                "The encoder {id} has no degree L at which its basis could be cut off: choose a SatCLIP encoder, or no"
                " degrees.",
                id=str(encoder.id),
            )
        )
    if not 1 <= degree <= metadata.degree:
        raise SatclipError(
            _(
                "The encoder {id} has degrees up to L = {degree}: L = {wanted} is not among them.",
                id=str(encoder.id),
                degree=metadata.degree,
                wanted=degree,
            )
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
