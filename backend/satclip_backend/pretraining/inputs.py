"""What training computes of each location: the values of the network's basis, and the lowest spherical harmonics."""

from __future__ import annotations

from typing import TypeAlias

import torch

from satclip_backend.encoders.families.months_network import MonthsNetwork, fourier_terms
from satclip_backend.encoders.families.networks import BasisNetwork
from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.encoders.network import LocationEncoder

LocationNetwork: TypeAlias = LocationEncoder | BasisNetwork | MonthsNetwork
"""A network that can be trained."""


class LocationInputs:
    """Function from locations (n, 2) in degrees to values (n, `columns`), in their dtype.

    The first columns are the lowest harmonics, which the loss uses. For SatCLIP, all columns are harmonics and the
    network takes all of them. For others, it takes those after the lowest harmonics. For a network with months, all
    columns are harmonics too, and `with_months` appends the Fourier terms of the year.
    """

    def __init__(self, network: LocationNetwork, degree: int) -> None:
        """Store the basis of `network`. The harmonics are those below `degree`, or below that of SatCLIP if lower."""
        self._lowest = 0
        self._months = network if isinstance(network, MonthsNetwork) else None
        if isinstance(network, (LocationEncoder, MonthsNetwork)):
            self._basis, self.columns = network.harmonics, network.degree**2
        else:
            self._basis, self._lowest = network.basis, degree**2
            self.columns = self._lowest + network.columns
            self._harmonics = basis_function("stable", max(degree, 1))

    def __call__(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return the values (n, columns) of locations (n, 2)."""
        values = self._basis(lonlat)
        if not self._lowest:
            return values
        return torch.cat([self._harmonics(lonlat), values], dim=1)

    def of_network(self, values: torch.Tensor) -> torch.Tensor:
        """Return the values that the network takes."""
        if self._months is not None:
            return self._months.inputs(values[:, : self.columns], values[:, self.columns :])
        return values[:, self._lowest :] if self._lowest else values

    def with_months(self, values: torch.Tensor, months: torch.Tensor | None) -> torch.Tensor:
        """Return the values (n, columns) followed by the Fourier terms of the months (n,), if any."""
        if months is None:
            return values
        return torch.cat([values, fourier_terms(months).to(values)], dim=1)
