"""The basis `slepian`: the lowest spherical harmonics, and Slepian functions of a spherical cap."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch

from satclip_backend.encoders.families.slepian import series
from satclip_backend.encoders.harmonics import basis_function, wrapped
from satclip_backend.geo.caps import Cap
from satclip_backend.geo.sphere import unit


class SlepianBasis:
    """Longitude and latitude in degrees (n, 2) to values (n, k), in their dtype.

    Columns: the harmonics of degree below `harmonics`, as SatCLIP's; then, order by order and from the most
    concentrated function on, Slepian functions of degree below `degree`, those of order m > 0 as a pair with the cosine
    and the sine of m * azimuth. The azimuth is 0 to the south of the centre and increases to the east. Functions are
    scaled by the square root of the cap's share of the sphere, so that those that are concentrated have the mean
    square in the cap that orthonormal harmonics have on the sphere.

    Attributes: `evaluate_harmonics`, and constants, float64: `axes` (3, 3), the axes of the cap's coordinates in rows;
    `even`, `odd` (functions, degree), the series of functions of even and odd order; `radial` and `azimuthal`
    (columns), the factors of each column.
    """

    def __init__(self, cap: Cap, degree: int, functions: Sequence[int], harmonics: int) -> None:
        """Compute the functions. `functions` has the number of functions of each order m = 0, 1, .. (or pairs)."""
        self.evaluate_harmonics, self.orders = basis_function("stable", harmonics), len(functions)
        up, east = unit([[cap.lon, cap.lat]])[0], unit([[cap.lon + 90, 0.0]])[0]
        self.axes = torch.from_numpy(np.stack([np.cross(east, up), east, up]))
        parts: list[list[np.ndarray]] = [[np.empty((0, degree))], [np.empty((0, degree))]]
        for order, count in enumerate(functions):
            if count:
                scale = math.sqrt(cap.share * (2 if order else 1))
                parts[order % 2].append(scale * series(degree, cap.radius, order, count))
        self.even, self.odd = (torch.from_numpy(np.concatenate(each)) for each in parts)
        following, radial, azimuthal = [0, len(self.even)], [], []
        for order, count in enumerate(functions):
            for row in range(following[order % 2], following[order % 2] + count):
                radial += [row, row] if order else [row]
                azimuthal += [order, self.orders + order] if order else [0]
            following[order % 2] += count
        self.radial, self.azimuthal = torch.tensor(radial), torch.tensor(azimuthal)

    def __call__(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return the values (n, k) of points (n, 2) in degrees, any longitude."""
        lon, lat = torch.deg2rad(wrapped(lonlat)).unbind(1)
        position = torch.stack([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()], dim=1)
        x, y, z = (position @ self.axes.to(position).T).unbind(1)
        colatitude, azimuth = torch.atan2(torch.hypot(x, y), z), torch.atan2(y, x)
        angle = colatitude[:, None] * torch.arange(self.even.shape[1]).to(position)
        radial = torch.cat(
            [angle.cos() @ self.even.to(position).T, angle.sin() @ self.odd.to(position).T], dim=1
        )
        angle = azimuth[:, None] * torch.arange(self.orders).to(position)
        azimuthal = torch.cat([angle.cos(), angle.sin()], dim=1)
        device = position.device
        values = radial[:, self.radial.to(device)] * azimuthal[:, self.azimuthal.to(device)]
        return torch.cat([self.evaluate_harmonics(lonlat), values], dim=1)
