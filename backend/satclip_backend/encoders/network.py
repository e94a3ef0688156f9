"""The network from location to embedding: spherical harmonics, then a SIREN (Sitzmann et al. 2020).

`hidden_layers` times Linear -> dropout (training only) -> sine, then a Linear. The first sine multiplies its
argument by `w0`, the others by 1, as in the official SatCLIP code. The output is not normalised.
"""

from __future__ import annotations

import math

import torch
from torch import nn

from satclip_backend.encoders.harmonics import basis_function


class _Linear(nn.Linear):
    """A layer that draws no parameters itself. `nn.utils.skip_init` does the same, but imports 500 modules."""

    def reset_parameters(self) -> None:
        """Leave them to the network, which initialises all its layers."""


class Siren(nn.Module):
    """A SIREN: inputs (n, k) -> (n, dimension). Parameters: `layers.{i}.weight|bias`, `last_layer.weight|bias`."""

    def __init__(
        self,
        inputs: int,
        capacity: int = 512,
        dimension: int = 256,
        hidden_layers: int = 2,
        w0: float = 30.0,
        *,
        dropout: float = 0.5,
        dtype: torch.dtype = torch.float32,
        generator: torch.Generator | None = None,
    ) -> None:
        """Build and initialise a network with random numbers from `generator`."""
        super().__init__()
        self.w0, self.dropout, self.capacity, self.dimension = w0, dropout, capacity, dimension
        sizes = [inputs] + [capacity] * hidden_layers
        self.layers = nn.ModuleList(
            _Linear(rows, columns, dtype=dtype) for rows, columns in zip(sizes[:-1], sizes[1:], strict=True)
        )
        self.last_layer = _Linear(capacity, dimension, dtype=dtype)
        self.initialise(generator)

    @torch.no_grad()
    def initialise(self, generator: torch.Generator | None = None) -> None:
        """Initialise all parameters like the official code: U(+-1/n) in the first layer, else U(+-sqrt(6/n))."""
        for index, layer in enumerate([*self.layers, self.last_layer]):
            n = layer.in_features
            bound = 1 / n if index == 0 else math.sqrt(6 / n)
            layer.weight.uniform_(-bound, bound, generator=generator)
            layer.bias.uniform_(-bound, bound, generator=generator)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Return outputs (n, dimension) of inputs (n, k)."""
        return self.embed(values)

    def embed(self, values: torch.Tensor) -> torch.Tensor:
        """Return outputs (n, dimension) of inputs (n, k)."""
        for index, layer in enumerate(self.layers):
            values = nn.functional.dropout(layer(values), self.dropout, self.training)
            values = torch.sin(values * self.w0 if index == 0 else values)
        return self.last_layer(values)


class LocationEncoder(Siren):
    """(longitude, latitude) -> embedding, with the parameters of a SIREN."""

    def __init__(
        self,
        degree: int,
        capacity: int = 512,
        dimension: int = 256,
        hidden_layers: int = 2,
        basis: str = "stable",
        w0: float = 30.0,
        *,
        dropout: float = 0.5,
        dtype: torch.dtype = torch.float32,
        generator: torch.Generator | None = None,
    ) -> None:
        """Build and initialise a network of `degree` L, with random numbers from `generator`.

        Raises SatclipError if the basis does not exist or does not support the degree.
        """
        harmonics = basis_function(basis, degree)
        super().__init__(
            degree * degree,
            capacity,
            dimension,
            hidden_layers,
            w0,
            dropout=dropout,
            dtype=dtype,
            generator=generator,
        )
        self.harmonics, self.basis_name, self.degree = harmonics, basis, degree

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), in the parameters' dtype, of lon, lat (n, 2) in degrees, float64.

        The basis is always evaluated in float64, on the device of `lonlat`.
        """
        with torch.no_grad():
            basis = self.harmonics(lonlat).to(self.last_layer.weight)
        return self.embed(basis)
