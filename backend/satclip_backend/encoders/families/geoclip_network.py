"""GeoCLIP's location network: Equal Earth projection, then capsules of random Fourier features, which are added.

Each capsule has its own scale. The published network has three, with frequencies from normal distributions of standard
deviation 1, 16 and 256 cycles per unit of the projected map.

The published code computes in float32. Its phases reach thousands of radians, which leaves errors in the embeddings
of up to 0.1 % of their standard deviation. Here, positions and phases are computed in float64.

References
----------
Vivanco Cepeda, Nayak and Shah (2023): GeoCLIP: Clip-inspired alignment between locations and images for effective
worldwide geo-localization. NeurIPS 36, section 3.2.
Savric, Patterson and Jenny (2018): The Equal Earth map projection. International Journal of Geographical Information
Science 33(3), equations 2 to 4.
Tancik et al. (2020): Fourier features let networks learn high frequency functions in low dimensional domains.
NeurIPS 33.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import nn

from satclip_backend.encoders.network import EmptyLinear

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""Coefficients of the Equal Earth projection."""
SCALE = 66.50336 / 180
"""Factor that GeoCLIP applies to the projected coordinates: longitudes of the equator span -1 to 1."""


class GeoClipNetwork(nn.Module):
    """(longitude, latitude) -> embedding. Tensors are named as in the published file."""

    def __init__(self, capsules: int, features: int, width: int, dimension: int) -> None:
        """Build a network of uninitialised tensors: `features` frequencies and three layers of `width` per capsule."""
        super().__init__()
        self.dimension = dimension
        for index in range(capsules):
            self.add_module(f"LocEnc{index}", _Capsule(features, width, dimension))

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), in the dtype of the parameters.

        `lonlat` (n, 2) are WGS84 degrees in float64. Longitudes beyond +-180 are wrapped; -180 and 180 are the two
        edges of the map, where embeddings differ, as in the published code.
        """
        return self._sum(
            lonlat, [(capsule.head[0].weight, capsule.head[0].bias) for capsule in self.children()]
        )

    def with_head(self, matrix: torch.Tensor, offset: torch.Tensor) -> Callable[[torch.Tensor], torch.Tensor]:
        """Return a function like `forward` whose values (n, k) are `matrix` (k, d) @ embedding + `offset` (k,).

        Both are float64. They are merged into the last layers, which otherwise are a sixth of the work.
        """
        last = []
        for capsule in self.children():
            layer = capsule.head[0]
            weight, bias = (part.to("cpu", torch.float64) for part in (layer.weight, layer.bias))
            last.append(((matrix @ weight).to(layer.weight), (matrix @ bias + offset).to(layer.weight)))
            offset = torch.zeros_like(offset)
        return lambda lonlat: self._sum(lonlat, last)

    def _sum(self, lonlat: torch.Tensor, last: list[tuple[torch.Tensor, torch.Tensor]]) -> torch.Tensor:
        """Add up the capsules' values, with the weight and bias of the last layer of each."""
        position = equal_earth(lonlat) * SCALE
        parts = [
            nn.functional.linear(c(position), *layer) for c, layer in zip(self.children(), last, strict=True)
        ]
        return sum(parts[1:], parts[0])


class _Capsule(nn.Module):
    def __init__(self, features: int, width: int, dimension: int) -> None:
        super().__init__()
        layers = [(2 * features, width), (width, width), (width, width)]
        parts: list[nn.Module] = [_FourierFeatures(features)]
        for columns, rows in layers:
            parts += [EmptyLinear(columns, rows), nn.ReLU(inplace=True)]
        self.capsule = nn.Sequential(*parts)
        self.head = nn.Sequential(EmptyLinear(width, dimension))

    def forward(self, position: torch.Tensor) -> torch.Tensor:
        """Return the values (n, width) of the layers before the head."""
        return self.capsule(position)


class _FourierFeatures(nn.Module):
    """Cosines, then sines, of 2 pi b . position."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.register_buffer("b", torch.empty(features, 2))

    def forward(self, position: torch.Tensor) -> torch.Tensor:
        phase = position @ self.b.T.to(position)
        phase -= phase.round()  # whole turns, of which float32 would keep too few digits
        phase = (phase * (2 * math.pi)).to(self.b)
        return torch.cat([phase.cos(), phase.sin()], dim=1)


def equal_earth(lonlat: torch.Tensor) -> torch.Tensor:
    """Return x and y (n, 2) of the Equal Earth projection of a unit sphere, from degrees.

    Longitudes beyond +-180 are wrapped.
    """
    lon, lat = lonlat.unbind(1)
    lon = torch.where(lon.abs() <= 180, lon, torch.remainder(lon + 180, 360) - 180)
    theta = _asin(math.sqrt(3) / 2 * torch.sin(torch.deg2rad(lat)))
    squared = theta * theta
    sixth = squared**3
    y = theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared))
    slope = A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared)
    x = 2 * math.sqrt(3) / 3 * torch.deg2rad(lon) * torch.cos(theta) / slope
    return torch.stack([x, y], dim=1)


def _asin(sine: torch.Tensor) -> torch.Tensor:
    """Return the angles of sines; up to 60 degrees if exported, as ONNX Runtime has no float64 `asin`."""
    if not torch.compiler.is_exporting():
        return torch.asin(sine)
    angle = torch.asin(sine.float()).to(sine)
    for _ in range(2):  # Newton's method
        angle = angle - (angle.sin() - sine) / angle.cos()
    return angle
