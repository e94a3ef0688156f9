"""Network of TTE: soft Voronoi cells on the sphere, attention to tokens, and a residual network.

A location x on the unit sphere weighs site k by the softmax of tau_k <x, s_k>, and the embeddings of the sites are
averaged with these weights. The average attends to tokens, which all locations share; a fixed gate mixes both.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from satclip_backend.encoders.families.networks import FCNet
from satclip_backend.encoders.harmonics import wrapped
from satclip_backend.encoders.network import EmptyLinear

LARGEST_LOG_TAU = 20.0
"""Bound of log tau, which keeps numbers finite. Training keeps it in -0.7 to 6.2."""
LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE = 0.01, 10.0
"""Bounds of the temperature of the attention."""


class TteNetwork(nn.Module):
    """(longitude, latitude) -> embedding.

    Parameters: `directions` (sites, 3), `log_tau`, `embeddings`, `tokens.*`, `network.*` (`FCNet`).
    """

    def __init__(
        self,
        sites: int,
        site_dimension: int,
        tokens: int,
        width: int,
        hidden_layers: int,
        dimension: int,
        cosine_attention: bool,
        normalised: bool,
        gate: float,
    ) -> None:
        """Build a network of tensors whose values are to be loaded."""
        super().__init__()
        self.dimension, self.normalised = dimension, normalised
        self.columns = sites
        self.directions = nn.Parameter(torch.empty(sites, 3))
        self.log_tau = nn.Parameter(torch.empty(sites))
        self.embeddings = nn.Parameter(torch.empty(sites, site_dimension))
        self.tokens = _Tokens(tokens, site_dimension, dimension, cosine_attention, gate)
        self.network = FCNet(dimension, width, dimension, hidden_layers)

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), in the dtype of the parameters, of length 1 if `normalised`.

        `lonlat` (n, 2) are WGS84 degrees in float64. Longitudes wrap, and a pole is a single point.
        """
        lon, lat = torch.deg2rad(wrapped(lonlat)).unbind(1)
        point = torch.stack([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()], dim=1)
        tau = self.log_tau.to(point).clamp(-LARGEST_LOG_TAU, LARGEST_LOG_TAU).exp()
        sites = functional.normalize(self.directions.to(point), dim=1) * tau[:, None]
        logits = point @ sites.T
        logits -= logits.amax(dim=1, keepdim=True)  # in float64: tau is up to hundreds
        weights = logits.to(self.embeddings).softmax(dim=1)
        values = self.network(self.tokens(weights @ self.embeddings))
        return functional.normalize(values, dim=1) if self.normalised else values


class _Tokens(nn.Module):
    """Attention of an average of sites to tokens, and the mixture of both. Tensors are named as in published files."""

    def __init__(
        self, tokens: int, site_dimension: int, dimension: int, cosine_attention: bool, gate: float
    ) -> None:
        super().__init__()
        self.gate, self.cosine_attention = gate, cosine_attention
        self.registers = nn.Parameter(torch.empty(tokens, dimension))
        self.loc_to_logits = EmptyLinear(site_dimension, tokens, bias=not cosine_attention)
        same = site_dimension == dimension
        self.site_to_out = nn.Identity() if same else EmptyLinear(site_dimension, dimension)
        self.log_temperature = nn.Parameter(torch.empty(()))
        self.norm = nn.LayerNorm(dimension)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Return inputs (n, dimension) of the residual network from averages of sites (n, site_dimension)."""
        if self.cosine_attention:
            keys = functional.normalize(self.loc_to_logits.weight, dim=1)
            logits = functional.normalize(values, dim=1) @ keys.T
        else:
            logits = self.loc_to_logits(values)
        temperature = self.log_temperature.exp().clamp(LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE)
        attended = (logits / temperature).softmax(dim=1) @ self.registers
        return self.norm((1 - self.gate) * self.site_to_out(values) + self.gate * attended)
