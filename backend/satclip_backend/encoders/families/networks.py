"""Networks from the values of a basis to an embedding, as in Russwurm et al. (ICLR 2024), and their combination."""

from __future__ import annotations

import torch
from torch import nn

from satclip_backend.encoders.families.bases import Basis
from satclip_backend.encoders.network import Siren


class BasisNetwork(nn.Module):
    """A basis and a network on it: (longitude, latitude) -> embedding.

    Attributes: `basis`; `columns`, the number of its values; `dimension`. Parameters: `network.*`.
    """

    def __init__(self, basis: Basis, columns: int, network: nn.Module, dimension: int) -> None:
        """Combine a basis with `columns` values and a network with `dimension` outputs."""
        super().__init__()
        self.basis, self.columns, self.network, self.dimension = basis, columns, network, dimension

    @property
    def last_layer(self) -> nn.Linear:
        """The last layer, which is linear."""
        return self.network.last_layer

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), in the parameters' dtype, of lon, lat (n, 2) in degrees, float64."""
        with torch.no_grad():
            values = self.basis(lonlat).to(self.last_layer.weight)
        return self.embed(values)

    def embed(self, values: torch.Tensor) -> torch.Tensor:
        """Apply only the network: values of the basis (n, columns) -> embeddings (n, dimension)."""
        return self.network(values)


class Linear(nn.Module):
    """A linear map. Parameters: `last_layer.weight|bias`."""

    def __init__(self, inputs: int, dimension: int) -> None:
        """Initialise as `nn.Linear` does."""
        super().__init__()
        self.last_layer = nn.Linear(inputs, dimension)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Return outputs (n, dimension) of inputs (n, k)."""
        return self.last_layer(values)


class ResidualLayers(nn.Module):
    """The layers of FCNet before its last one: a linear layer with ReLU, then residual layers.

    A residual layer is x + relu(w2 dropout(relu(w1 x))). Parameters: `first.weight|bias`,
    `residual.{i}.{0|1}.weight|bias`.
    """

    def __init__(self, inputs: int, capacity: int, hidden_layers: int, dropout: float = 0.5) -> None:
        """Initialise as `nn.Linear` does. `hidden_layers` is the number of residual layers, 4 as published."""
        super().__init__()
        self.dropout = dropout
        self.first = nn.Linear(inputs, capacity)
        self.residual = nn.ModuleList(
            nn.ModuleList(nn.Linear(capacity, capacity) for _ in range(2)) for _ in range(hidden_layers)
        )

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Return outputs (n, capacity) of inputs (n, k)."""
        values = self.first(values).relu()
        for inner, outer in self.residual:
            change = nn.functional.dropout(inner(values).relu(), self.dropout, self.training)
            values = values + outer(change).relu()
        return values


class FCNet(ResidualLayers):
    """The residual network of Mac Aodha et al. (ICCV 2019, "Presence-only geographical priors", section 3.2).

    `ResidualLayers`, then a linear layer without bias, with the parameter `last_layer.weight`.
    """

    def __init__(
        self, inputs: int, capacity: int, dimension: int, hidden_layers: int, dropout: float = 0.5
    ) -> None:
        """Initialise as `nn.Linear` does. `hidden_layers` is the number of residual layers, 4 as published."""
        super().__init__(inputs, capacity, hidden_layers, dropout)
        self.last_layer = nn.Linear(capacity, dimension, bias=False)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Return outputs (n, dimension) of inputs (n, k)."""
        return self.last_layer(super().forward(values))


def new_network(
    name: str,
    inputs: int,
    *,
    capacity: int,
    dimension: int,
    hidden_layers: int,
    w0: float,
    dropout: float = 0.0,
) -> nn.Module:
    """Return a network by name with random parameters from torch's global generator, in float32."""
    if name == "siren":
        return Siren(inputs, capacity, dimension, hidden_layers, w0, dropout=dropout)
    if name == "fcnet":
        return FCNet(inputs, capacity, dimension, hidden_layers, dropout)
    return Linear(inputs, dimension)
