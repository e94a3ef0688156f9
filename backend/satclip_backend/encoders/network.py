"""The network from position to embedding: spherical harmonics, then a SIREN (Sitzmann et al. 2020).

`hidden_layers` times Linear -> dropout (training only) -> sine, then a Linear. The first sine is of `w0`
times its argument, the others of 1 times theirs, as in the official SatCLIP code. The output is not
normalised.
"""

from __future__ import annotations

import math

import torch
from torch import nn

from satclip_backend.encoders.harmonics import basis_function


class _Linear(nn.Linear):
    """A layer that draws no parameters itself. `nn.utils.skip_init` does the same, but imports 500 modules."""

    def reset_parameters(self) -> None:
        """Leave them to `LocationEncoder.initialise`."""


class LocationEncoder(nn.Module):
    """(longitude, latitude) -> embedding. Parameters: `layers.{i}.weight|bias`, `last_layer.weight|bias`."""

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
        """Build and initialise a network for `degree` L, with random numbers from `generator`.

        Raises SatclipError for a basis that does not exist or not at that degree.
        """
        super().__init__()
        self.basis_name, self.w0, self.dropout = basis, w0, dropout
        self.harmonics = basis_function(basis, degree)
        self.degree, self.capacity, self.dimension = degree, capacity, dimension
        sizes = [degree * degree] + [capacity] * hidden_layers
        self.layers = nn.ModuleList(
            _Linear(rows, columns, dtype=dtype) for rows, columns in zip(sizes[:-1], sizes[1:], strict=True)
        )
        self.last_layer = _Linear(capacity, dimension, dtype=dtype)
        self.initialise(generator)

    @torch.no_grad()
    def initialise(self, generator: torch.Generator | None = None) -> None:
        """Draw all parameters as the official code does: U(+-1/n) in the first layer, else U(+-sqrt(6/n))."""
        for index, layer in enumerate([*self.layers, self.last_layer]):
            n = layer.in_features
            bound = 1 / n if index == 0 else math.sqrt(6 / n)
            layer.weight.uniform_(-bound, bound, generator=generator)
            layer.bias.uniform_(-bound, bound, generator=generator)

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Longitudes and latitudes in degrees (n, 2), float64 -> embeddings (n, dimension), in the
        parameters' dtype.

        The basis is always evaluated in float64, on the device of `lonlat`.
        """
        with torch.no_grad():
            basis = self.harmonics(lonlat).to(self.last_layer.weight)
        return self.embed(basis)

    def embed(self, basis: torch.Tensor) -> torch.Tensor:
        """The SIREN alone: basis values (n, degree**2) -> embeddings (n, dimension)."""
        values = basis
        for index, layer in enumerate(self.layers):
            values = nn.functional.dropout(layer(values), self.dropout, self.training)
            values = torch.sin(values * self.w0 if index == 0 else values)
        return self.last_layer(values)
