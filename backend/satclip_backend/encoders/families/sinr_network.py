"""Network of SINR: sines and cosines of longitude and of twice the latitude, then residual layers."""

from __future__ import annotations

import torch
from torch import nn

from satclip_backend.encoders.families.networks import FCNet, ResidualLayers
from satclip_backend.encoders.harmonics import wrapped


class SinrNetwork(nn.Module):
    """(longitude, latitude) -> embedding. Parameters: `network.*`, those of `ResidualLayers` or `FCNet`."""

    def __init__(self, frequencies: int, width: int, hidden_layers: int, projection: int) -> None:
        """Build a network of random tensors; with a last layer if `projection` is its number of outputs, not 0."""
        super().__init__()
        self.frequencies, self.dimension = frequencies, projection or width
        inputs = 4 * frequencies
        self.network = (
            FCNet(inputs, width, projection, hidden_layers)
            if projection
            else ResidualLayers(inputs, width, hidden_layers)
        )

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), in the dtype of the parameters.

        `lonlat` (n, 2) are WGS84 degrees in float64. Longitudes wrap without a seam.
        """
        with torch.no_grad():
            values = sinr_basis(lonlat, self.frequencies).to(self.network.first.weight)
        return self.network(values)


def sinr_basis(lonlat: torch.Tensor, frequencies: int = 1) -> torch.Tensor:
    """Return the inputs (n, 4 k) of locations (n, 2) in degrees, for k frequencies 1, 2, 4, ...

    Columns, frequency by frequency: sin of longitude, sin of twice the latitude, and their cosines. The published code
    divides longitude by 180 and latitude by 90, and multiplies both by pi.
    """
    angles = torch.deg2rad(wrapped(lonlat) * lonlat.new_tensor([1.0, 2.0]))
    columns = [
        function(2**power * angles) for power in range(frequencies) for function in (torch.sin, torch.cos)
    ]
    return torch.cat(columns, dim=1)
