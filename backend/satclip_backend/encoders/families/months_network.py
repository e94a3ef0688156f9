"""The network of encoders of location and month: harmonics and harmonics times Fourier terms of the year, then a SIREN.

A month m from 1 to 12 is the middle of the calendar month, the fraction t = (m - 1/2) / 12 of the year. The inputs are
the L * L harmonics Y of the location, and the K * K of lowest degree times cos 2 pi t, sin 2 pi t, cos 4 pi t and
sin 4 pi t:

    first layer = W Y + b + sum over terms f of F_f(t) W_f Y_K.

The Fourier terms are the two lowest frequencies of a function of the year. For a given month, the sum is a matrix times
Y, so the network is that of SatCLIP with other weights: `at_month`. Without a month, the embedding is the mean of those
of the twelve months.
"""

from __future__ import annotations

import math

import torch

from satclip_backend.encoders.families.year import MONTHS, TERMS
from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.encoders.network import LocationEncoder, Siren


def fourier_terms(months: torch.Tensor) -> torch.Tensor:
    """Return cosine and sine of one and of two periods a year (n, 4), float64, at months (n,) from 1 to 12."""
    angle = 2 * math.pi * (months.double() - 0.5) / 12
    return torch.stack([angle.cos(), angle.sin(), (2 * angle).cos(), (2 * angle).sin()], dim=1)


class MonthsNetwork(Siren):
    """(longitude, latitude, month) -> embedding, with the parameters of a SIREN."""

    def __init__(
        self,
        degree: int,
        months_degree: int,
        capacity: int = 512,
        dimension: int = 256,
        hidden_layers: int = 2,
        w0: float = 30.0,
        *,
        dropout: float = 0.0,
    ) -> None:
        """Build and initialise a network of degrees L and K, with torch's global generator.

        As in SatCLIP, the first layer is initialised with U(+-1/n), where n is the number of harmonics.
        """
        inputs = degree**2 + TERMS * months_degree**2
        super().__init__(inputs, capacity, dimension, hidden_layers, w0, dropout=dropout)
        self.harmonics = basis_function("stable", degree)
        self.degree, self.months_degree = degree, months_degree
        self.columns = inputs
        with torch.no_grad():
            for parameter in self.layers[0].parameters():
                parameter.mul_(inputs / degree**2)

    def inputs(self, harmonics: torch.Tensor, terms: torch.Tensor) -> torch.Tensor:
        """Return the inputs (n, `columns`) from harmonics (n, L * L) and the Fourier terms (n, 4) of each row."""
        lowest = harmonics[:, : self.months_degree**2]
        return torch.cat([harmonics, (terms[:, :, None] * lowest[:, None, :]).flatten(1)], dim=1)

    def forward(self, lonlat: torch.Tensor, months: torch.Tensor | None = None) -> torch.Tensor:
        """Return embeddings (n, dimension), in the parameters' dtype, of lon, lat (n, 2) in degrees, float64.

        `months` (n,) are from 1 to 12; None for the mean of the embeddings of the twelve months.
        """
        with torch.no_grad():
            harmonics = self.harmonics(lonlat)
        if months is None:
            every = (self._embed(harmonics, torch.full_like(lonlat[:, 0], month)) for month in MONTHS)
            return torch.stack(list(every)).mean(0)
        return self._embed(harmonics, months)

    def _embed(self, harmonics: torch.Tensor, months: torch.Tensor) -> torch.Tensor:
        return self.embed(self.inputs(harmonics, fourier_terms(months)).to(self.last_layer.weight))

    @torch.no_grad()
    def first_layers(self) -> torch.Tensor:
        """Return the weights (5, units, L * L) of Y, and of Y times each Fourier term, float64."""
        weight = self.layers[0].weight.detach().double()
        whole, lowest = self.degree**2, self.months_degree**2
        parts = weight.new_zeros((1 + TERMS, len(weight), whole))
        parts[0] = weight[:, :whole]
        parts[1:, :, :lowest] = weight[:, whole:].unflatten(1, (TERMS, lowest)).movedim(1, 0)
        return parts

    @torch.no_grad()
    def at_month(self, month: int) -> LocationEncoder:
        """Return the network of SatCLIP, in float64, that has the embeddings of a month from 1 to 12."""
        fixed = LocationEncoder(
            self.degree,
            self.capacity,
            self.dimension,
            len(self.layers),
            "stable",
            self.w0,
            dtype=torch.float64,
            generator=torch.Generator(),
        )
        state = {name: value.detach().double().cpu() for name, value in self.state_dict().items()}
        factors = torch.cat([torch.ones(1), fourier_terms(torch.tensor([float(month)]))[0]]).double()
        state["layers.0.weight"] = torch.einsum("f,fuk->uk", factors, self.first_layers().cpu())
        fixed.load_state_dict(state)
        return fixed.eval().requires_grad_(False)
