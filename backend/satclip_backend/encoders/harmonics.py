"""Spherical harmonics, the inputs of a SatCLIP network: (longitude, latitude) -> L * L numbers.

Column l * l + l + m holds degree l = 0 .. L-1 and order m = -l .. l. Relative to the real orthonormal harmonics
without Condon-Shortley phase, SatCLIP's are those of the antipodal point with the columns of order 0 multiplied by
pi (Klemmer et al., AAAI 2025, and the code released with it). There are three evaluations:

- `stable`: a recurrence, exact to rounding for every practical L. For encoders trained with this project.
- `official`: the polynomials of `official.py`, including their rounding errors. For the released encoders.
- `closed-form`: another basis of the official code: order 0 without the factor pi, odd orders negated.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import torch

from satclip_backend.encoders.official import MAX_DEGREE, official_basis
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

BASES = ("stable", "official", "closed-form")

Basis = Callable[[torch.Tensor], torch.Tensor]


def basis_function(name: str, degree: int) -> Basis:
    """Return the function that evaluates the basis `name` for degrees 0 to `degree` - 1.

    It takes longitudes and latitudes in degrees (n, 2), float64 or float32, |latitude| <= 90, any longitude, and
    returns (n, degree**2) in that dtype on that device. `official` always computes in float64 on the CPU, because
    its values are only defined there. Raises SatclipError for an unknown name or a degree out of range.
    """
    if name == "discretized":
        raise SatclipError(
            _(
                "This encoder was made with the 'discretized' spherical harmonics of the official SatCLIP "
                "code, which are faulty (wrong by up to 3.9) and not supported. Use one made with 'analytic' "
                "or 'closed-form'."
            )
        )
    if name not in BASES:
        raise SatclipError(
            _(
                "There is no spherical harmonics basis '{name}'. Use one of: {bases}.",
                name=name,
                bases=", ".join(BASES),
            )
        )
    if degree < 1:
        raise SatclipError(
            _("The degree L of the spherical harmonics must be at least 1, not {degree}.", degree=degree)
        )
    if name == "official":
        if degree > MAX_DEGREE:
            raise SatclipError(
                _(
                    "The official spherical harmonics end at L = {most}; L = {degree} was asked for.",
                    most=MAX_DEGREE,
                    degree=degree,
                )
            )
        return lambda lonlat: official_basis(wrapped(lonlat), degree)
    closed_form = name == "closed-form"
    return lambda lonlat: _recurrence(wrapped(lonlat), degree, closed_form)


def wrapped(lonlat: torch.Tensor) -> torch.Tensor:
    """Return the points with longitudes wrapped to [-180, 180). Exact: lon and lon + 360 give identical bits."""
    lon = torch.fmod(lonlat[:, 0], 360.0)
    lon = torch.where(lon >= 180.0, lon - 360.0, lon)
    lon = torch.where(lon < -180.0, lon + 360.0, lon)
    return torch.stack([lon, lonlat[:, 1]], dim=1)


def _recurrence(lonlat: torch.Tensor, degree: int, closed_form: bool) -> torch.Tensor:
    """Evaluate fully normalised recurrences of Legendre function times sine or cosine, degree by degree.

    Block l is rows l*l .. l*l + 2l of the result, so block l - 1 aligns with its inner rows: one slice operation
    applies the recurrence of Holmes and Featherstone (2002, eq. 11) to all orders and points at once. The sectoral
    terms m = +-l are computed from x and y of the point instead of an angle, so there is no singularity at the
    poles.
    """
    lon, lat = torch.deg2rad(lonlat).unbind(1)
    x, y, z = -torch.cos(lat) * torch.cos(lon), -torch.cos(lat) * torch.sin(lon), -torch.sin(lat)
    if torch.compiler.is_exporting():
        return _exported(x, y, z, degree, closed_form)
    rows = torch.empty((degree * degree, len(lonlat)), dtype=lonlat.dtype, device=lonlat.device)
    rows[0] = math.sqrt(1 / (4 * math.pi)) if closed_form else math.sqrt(math.pi / 4)
    cosine, sine = torch.full_like(x, math.sqrt(1 / (4 * math.pi))), torch.zeros_like(x)
    for l in range(1, degree):  # noqa: E741  (the degree is l everywhere in the literature)
        block = rows[l * l : (l + 1) ** 2]
        upper, previous = _coefficients(l, rows.dtype, rows.device)
        inner = torch.mul(rows[(l - 1) ** 2 : l * l], upper, out=block[1:-1]).mul_(z)
        inner[1:-1].addcmul_(rows[(l - 2) ** 2 : (l - 1) ** 2] if l > 1 else rows[:0], previous, value=-1)
        factor = _sectoral_factor(l, closed_form)
        cosine, sine = factor * (x * cosine - y * sine), factor * (x * sine + y * cosine)
        block[0], block[-1] = sine, cosine
    return rows.T


def _exported(
    x: torch.Tensor, y: torch.Tensor, z: torch.Tensor, degree: int, closed_form: bool
) -> torch.Tensor:
    """Evaluate the recurrence of `_recurrence` without changing tensors in place, as graphs of ONNX need it."""
    first = math.sqrt(1 / (4 * math.pi)) if closed_form else math.sqrt(math.pi / 4)
    blocks = [torch.full_like(x, first)[None]]
    cosine, sine = torch.full_like(x, math.sqrt(1 / (4 * math.pi))), torch.zeros_like(x)
    for l in range(1, degree):  # noqa: E741
        upper, previous = _coefficients(l, x.dtype, x.device)
        inner = upper * blocks[-1] * z
        if l > 1:
            inner = inner - torch.nn.functional.pad(previous * blocks[-2], (0, 0, 1, 1))
        factor = _sectoral_factor(l, closed_form)
        cosine, sine = factor * (x * cosine - y * sine), factor * (x * sine + y * cosine)
        blocks.append(torch.cat([sine[None], inner, cosine[None]]))
    return torch.cat(blocks).T


def _sectoral_factor(l: int, closed_form: bool) -> float:  # noqa: E741
    """Return the factor from the sectoral terms of degree l - 1 to those of degree l."""
    factor = math.sqrt((2 * l + 1) / (2 * l)) * (math.sqrt(2) if l == 1 else 1)
    return -factor if closed_form else factor


@cache
def _coefficients(l: int, like: torch.dtype, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:  # noqa: E741
    """Return a(l, m) for |m| < l and b(l, m) for |m| < l - 1 in Y(l) = a z Y(l-1) - b Y(l-2), as columns."""
    order = torch.arange(1 - l, l, dtype=torch.float64)
    a = torch.sqrt((4 * l * l - 1) / (l * l - order**2))
    order = order[1:-1]
    b = torch.sqrt((2 * l + 1) * ((l - 1) ** 2 - order**2) / ((2 * l - 3) * (l * l - order**2)))
    return a.to(device, like)[:, None], b.to(device, like)[:, None]
