"""Variants of SatCLIP encoders: with fewer degrees, or with exact spherical harmonics."""

from __future__ import annotations

from dataclasses import replace

import torch

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.metadata import EncoderMetadata
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
    return _variant(encoder, f"{encoder.id} (L = {degree})", replace(metadata, degree=degree))


def with_stable_harmonics(encoder: Encoder) -> Encoder:
    """Return `encoder` with exact spherical harmonics instead of the official evaluation with its rounding errors.

    Where the official harmonics are accurate in float32, up to about 50 degrees of latitude for L = 40 and everywhere
    for L = 10, embeddings are the same in float32. Elsewhere they differ, more towards the poles. All points are then
    evaluated from a table, which is many times faster. Raises SatclipError if the encoder is not an official one.
    """
    if encoder.metadata.basis != "official":
        raise SatclipError(
            _(
                "The encoder {id} does not use the harmonics of the official code: they need not be replaced.",
                id=str(encoder.id),
            )
        )
    name = f"{encoder.metadata.name} (stable harmonics)"
    return _variant(encoder, f"{encoder.id}-stable", replace(encoder.metadata, name=name, basis="stable"))


def _variant(encoder: Encoder, id: str, metadata: EncoderMetadata) -> Encoder:
    """Return an encoder with the weights of `encoder`, but with the degree and basis of `metadata`."""
    whole = encoder.network
    network = LocationEncoder(
        metadata.degree,
        metadata.capacity,
        metadata.dimension,
        metadata.hidden_layers,
        metadata.basis,
        metadata.w0,
        dtype=whole.last_layer.weight.dtype,
    )
    state = {name: value.cpu() for name, value in whole.state_dict().items() if name in network.state_dict()}
    state["layers.0.weight"] = state["layers.0.weight"][:, : metadata.degree**2]
    with torch.no_grad():
        network.load_state_dict(state)
    return Encoder(id, network, metadata, device=str(encoder.device))
