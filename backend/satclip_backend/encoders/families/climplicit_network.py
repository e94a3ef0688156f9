"""The network of Climplicit, as in the code of Dollinger et al. (2025), ecovision-uzh/climplicit, folder `quickstart`.

Inputs are longitude / 180, latitude / 90, and sine and cosine of 2 pi month / 12. The network is a SIREN with residual
connections between the arguments of its sines (ReSIREN), whose first layer is that of H-SIREN:

    a_1 = W_1 x + b_1,  x_1 = sin(30 sinh(2 a_1)),
    a_i = (W_i x_(i-1) + b_i + a_(i-1)) / 2,  x_i = sin(a_i),
    embedding = W x_n + b.
"""

from __future__ import annotations

import math

import torch
from torch import nn

from satclip_backend.encoders.families.year import MONTHS
from satclip_backend.encoders.network import EmptyLinear

W0 = 30.0
LARGEST_ARGUMENT = 80.0
"""Largest argument of the hyperbolic sine: with damaged weights it could be infinite. Published ones stay far below."""


class ClimplicitNetwork(nn.Module):
    """(longitude, latitude, month) -> embedding. Parameters: `layers.{i}.weight|bias`, `last_layer.weight|bias`."""

    def __init__(self, inputs: int, capacity: int, dimension: int, hidden_layers: int) -> None:
        """Build a network of uninitialised parameters. `inputs` are 4."""
        super().__init__()
        self.dimension = dimension
        sizes = [inputs] + [capacity] * hidden_layers
        self.layers = nn.ModuleList(
            EmptyLinear(columns, units) for columns, units in zip(sizes[:-1], sizes[1:], strict=True)
        )
        self.last_layer = EmptyLinear(capacity, dimension)

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return the mean embedding of the twelve months (n, dimension) of lon, lat (n, 2) in degrees, float64."""
        total = self.of_month(lonlat, MONTHS[0])
        for month in MONTHS[1:]:
            total = total + self.of_month(lonlat, month)
        return total / len(MONTHS)

    def of_month(self, lonlat: torch.Tensor, month: int) -> torch.Tensor:
        """Return embeddings (n, dimension) at a month from 1 to 12, in the parameters' dtype."""
        lon, lat = lonlat.unbind(1)
        lon = torch.where(lon.abs() <= 180, lon, torch.remainder(lon + 180, 360) - 180)
        angle = 2 * math.pi * month / 12
        columns = [
            lon / 180,
            lat / 90,
            torch.full_like(lon, math.sin(angle)),
            torch.full_like(lon, math.cos(angle)),
        ]
        values = torch.stack(columns, dim=1).to(self.last_layer.weight)
        argument = None
        for layer in self.layers:
            values = layer(values)
            if argument is None:
                argument = values
                scaled = torch.sinh((2 * values).clamp(-LARGEST_ARGUMENT, LARGEST_ARGUMENT))
                values = torch.sin(W0 * scaled)
            else:
                argument = (values + argument) / 2
                values = torch.sin(argument)
        return self.last_layer(values)

    def at_month(self, month: int) -> nn.Module:
        """Return a network of the embeddings of a month, which shares the parameters."""
        return _OfMonth(self, month)


class _OfMonth(nn.Module):
    def __init__(self, network: ClimplicitNetwork, month: int) -> None:
        super().__init__()
        self.network, self.month, self.dimension = network, month, network.dimension

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension)."""
        return self.network.of_month(lonlat, self.month)
