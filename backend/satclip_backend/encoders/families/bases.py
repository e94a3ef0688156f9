"""Bases of locations: longitude and latitude in degrees to the inputs of a network.

Definitions and units are those of the code of Russwurm et al. (ICLR 2024, "Geographic Location Encoding with Spherical
Harmonics and Sinusoidal Representation Networks"), which follows Mac Aodha et al. (ICCV 2019) for `wrap`, Mai et al.
(ICLR 2020, Space2Vec) for `grid` and `theory`, and Mai et al. (2023, Sphere2Vec, arXiv:2306.17624) for the sphere*
bases. `dfs` has the columns of Sphere2Vec with the frequencies of the others.

In the multi-scale bases, the argument of a sine is a coordinate in degrees divided by a radius in degrees, so the
wavelength of a radius r is 2 pi r degrees; the radii are geometric, from the smallest to the largest. Only
`cartesian3d`, `wrap` and `spherical-harmonics` are continuous at the antimeridian, and only `cartesian3d` and
`spherical-harmonics` have a single value at a pole.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch

from satclip_backend.encoders.harmonics import basis_function, wrapped

Basis = Callable[[torch.Tensor], torch.Tensor]


def location_basis(
    name: str, *, frequencies: int, min_radius: float, max_radius: float, degree: int
) -> Basis:
    """Return the function that evaluates the basis `name`.

    It takes longitudes and latitudes in degrees (n, 2), float64 or float32, any longitude, and returns (n, k) in that
    dtype on that device. `frequencies` S, and the radii in degrees, are used by the multi-scale bases, and `degree` L
    by the spherical harmonics.
    """
    if name == "spherical-harmonics":
        return basis_function("stable", degree)
    if name in SIMPLE:
        return lambda lonlat: SIMPLE[name](torch.deg2rad(wrapped(lonlat)))
    steps = torch.arange(frequencies, dtype=torch.float64) / (frequencies - 1)
    frequency = torch.exp(-steps * math.log(max_radius / min_radius)) / min_radius
    return lambda lonlat: MULTISCALE[name](wrapped(lonlat), frequency.to(lonlat))


def _direct(radians: torch.Tensor) -> torch.Tensor:
    return radians - math.pi


def _cartesian3d(radians: torch.Tensor) -> torch.Tensor:
    lon, lat = radians.unbind(1)
    return torch.stack([lon.cos() * lat.cos(), lon.sin() * lat.cos(), lat.sin()], dim=1)


def _wrap(radians: torch.Tensor) -> torch.Tensor:
    lon, lat = radians.unbind(1)
    return torch.stack([lon.cos(), lon.sin(), lat.cos(), lat.sin()], dim=1)


def _grid(degrees: torch.Tensor, frequency: torch.Tensor) -> torch.Tensor:
    """Columns: longitude, then latitude; for each, frequency by frequency, sine and cosine (Space2Vec)."""
    angle = degrees[:, :, None] * frequency
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)


def _theory(degrees: torch.Tensor, frequency: torch.Tensor) -> torch.Tensor:
    """Columns: frequency by frequency, sine and cosine along three directions at 120 degrees (Space2Vec)."""
    directions = degrees.new_tensor([[1.0, 0.0], [-0.5, math.sqrt(0.75)], [-0.5, -math.sqrt(0.75)]])
    angle = frequency[:, None] * (degrees @ directions.T)[:, None, :]
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)


def _sphere(degrees: torch.Tensor, frequency: torch.Tensor, plus: bool, mixed: bool) -> torch.Tensor:
    """Columns, frequency by frequency: sphereC, sphereM, and with the columns of grid sphereC+ and sphereM+.

    The products of sphereM have one factor at the scale of the coordinates themselves. As in the code of Russwurm et
    al., that is the sine of a number of degrees.
    """
    lon, lat = (degrees[:, i, None] * frequency for i in (0, 1))
    sin_lon, cos_lon, sin_lat, cos_lat = lon.sin(), lon.cos(), lat.sin(), lat.cos()
    columns = [sin_lat, cos_lat, sin_lon, cos_lon] if plus else [sin_lat]
    if mixed:
        lon1, lat1 = degrees[:, :1], degrees[:, 1:]
        columns += [
            cos_lat * lon1.cos(),
            lat1.cos() * cos_lon,
            cos_lat * lon1.sin(),
            lat1.cos() * sin_lon,
        ]
    else:
        columns += [cos_lat * cos_lon, cos_lat * sin_lon]
    return torch.stack(columns, dim=-1).flatten(1)


def _dfs(degrees: torch.Tensor, frequency: torch.Tensor) -> torch.Tensor:
    """Columns: products of all sines and cosines of longitude with those of latitude, then these without products."""
    lon, lat = (degrees[:, i, None] * frequency for i in (0, 1))
    sin_lon, cos_lon, sin_lat, cos_lat = lon.sin(), lon.cos(), lat.sin(), lat.cos()
    products = torch.cat([sin_lon, cos_lon], 1)[:, :, None] * torch.cat([sin_lat, cos_lat], 1)[:, None, :]
    single = torch.stack([sin_lat, cos_lat, sin_lon, cos_lon], dim=-1)
    return torch.cat([products.flatten(1), single.flatten(1)], dim=1)


SIMPLE = {"direct": _direct, "cartesian3d": _cartesian3d, "wrap": _wrap}
"""Bases of longitude and latitude in radians."""
MULTISCALE = {
    "grid": _grid,
    "theory": _theory,
    "spherec": lambda degrees, frequency: _sphere(degrees, frequency, plus=False, mixed=False),
    "spherec+": lambda degrees, frequency: _sphere(degrees, frequency, plus=True, mixed=False),
    "spherem": lambda degrees, frequency: _sphere(degrees, frequency, plus=False, mixed=True),
    "spherem+": lambda degrees, frequency: _sphere(degrees, frequency, plus=True, mixed=True),
    "dfs": _dfs,
}
"""Bases of longitude and latitude in degrees and frequencies in 1 / degrees."""
