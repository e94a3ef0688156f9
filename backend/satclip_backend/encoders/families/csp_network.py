"""Network of CSP: sines and cosines of longitude and latitude at many scales, then a feed-forward network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from satclip_backend.encoders.families.bases import location_basis


class CspNetwork(nn.Module):
    """(longitude, latitude) -> embedding.

    A hidden layer is Linear, activation, dropout (training only), the input added if the sizes agree, and layer
    normalisation. The last layer is Linear, activation and dropout. Parameters: `layers.{i}.weight|bias` and
    `norms.{i}.weight|bias`.
    """

    def __init__(self, config: Mapping[str, Any], sizes: list[int], activation: nn.Module) -> None:
        """Build a network of uninitialised tensors. `sizes` are those of the basis, the layers and the embedding."""
        super().__init__()
        self.dimension = sizes[-1]
        self.dropout = config["dropout"]
        self.skip_connection = config["skip_connection"]
        self.activation = activation
        names = ("frequencies", "min_radius", "max_radius")
        self.basis = location_basis("grid", degree=0, **{name: config[name] for name in names})
        self.layers = nn.ModuleList(
            nn.utils.skip_init(nn.Linear, columns, rows)
            for columns, rows in zip(sizes[:-1], sizes[1:], strict=True)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(size) for size in sizes[1:-1] if config["layer_norm"])

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), in the dtype of the parameters.

        `lonlat` (n, 2) are WGS84 degrees in float64. Longitudes are wrapped to [-180, 180), whose ends are the edges
        of the map: embeddings differ there.
        """
        with torch.no_grad():
            values = self.basis(lonlat).to(self.layers[0].weight)
        for index, layer in enumerate(self.layers):
            result = self.activation(layer(values))
            result = functional.dropout(result, self.dropout, self.training)
            if index < len(self.layers) - 1:
                if self.skip_connection and result.shape == values.shape:
                    result = result + values
                if self.norms:
                    result = self.norms[index](result)
            values = result
        return values
