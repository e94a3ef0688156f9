"""What training computes of each location: the values of the network's basis, and the lowest spherical harmonics."""

from __future__ import annotations

from typing import TypeAlias

import torch

from satclip_backend.encoders.families.networks import BasisNetwork
from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.encoders.network import LocationEncoder

LocationNetwork: TypeAlias = LocationEncoder | BasisNetwork
"""A network that can be trained."""


class LocationInputs:
    """Function from locations (n, 2) in degrees to values (n, `columns`), in their dtype.

    The first columns are the lowest harmonics, which the loss uses. For SatCLIP, all columns are harmonics and the
    network takes all of them. For others, it takes those after the lowest harmonics.
    """

    def __init__(self, network: LocationNetwork, degree: int) -> None:
        """Store the basis of `network`. The harmonics are those below `degree`, or below that of SatCLIP if lower."""
        self._lowest = 0
        if isinstance(network, LocationEncoder):
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
        return values[:, self._lowest :] if self._lowest else values
