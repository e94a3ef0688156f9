"""First layer of a network on a grid whose rows share a latitude and whose columns share a longitude.

A harmonic of order m is a function of latitude times the cosine or sine of m times the longitude. So for each row,
the first layer is one sum over the degrees for every order, and then a product with the 2 L - 1 cosines and sines
of the columns: 2 L - 1 multiply-adds per unit and pixel instead of L * L, with the same result up to rounding.
"""

from __future__ import annotations

import torch

from satclip_backend.encoders.harmonics import Basis


class SeparableLayer:
    """A first layer: `weight` (units, L * L) and `bias` (units,), float64, applied to the harmonics of `basis`."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, basis: Basis, degree: int) -> None:
        """Sort the weights by order."""
        self.basis, self._bias, self.degree = basis, bias, degree
        self._orders = []
        for m in range(degree):
            column = torch.tensor([l * l + l for l in range(m, degree)], device=weight.device)  # noqa: E741
            self._orders.append(
                (column + m, weight[:, column + m].T.contiguous(), weight[:, column - m].T.contiguous())
            )

    def rows(self, lat: torch.Tensor) -> torch.Tensor:
        """Return the factors (h, 2 L - 1, units) of `columns` for latitudes (h,) in degrees, float64.

        The cosines of order 0 to L - 1 come first, then the sines of order 1 to L - 1.
        """
        # At longitude -180 all cosines are 1, so the basis itself gives the functions of latitude, with its own
        # rounding.
        meridian = torch.stack([torch.full_like(lat, -180.0), lat], dim=1)
        legendre = self.basis(meridian)
        factors = legendre.new_empty((len(lat), 2 * self.degree - 1, len(self._bias)))
        for m, (columns, cosine, sine) in enumerate(self._orders):
            factors[:, m] = legendre[:, columns] @ cosine
            if m:
                factors[:, self.degree - 1 + m] = legendre[:, columns] @ sine
        factors[:, 0] += self._bias
        return factors

    def columns(self, lon: torch.Tensor) -> torch.Tensor:
        """Return cosines, then sines, of the orders (w, 2 L - 1) for longitudes (w,) in degrees, float64."""
        lon = torch.remainder(lon + 180.0, 360.0)
        angle = torch.deg2rad(lon)[:, None] * torch.arange(self.degree, dtype=lon.dtype, device=lon.device)
        return torch.cat([torch.cos(angle), torch.sin(angle[:, 1:])], dim=1)
