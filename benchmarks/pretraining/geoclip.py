"""GeoCLIP's location encoder (Vivanco Cepeda et al., NeurIPS 2023), for comparison: 512 dimensions.

Its weights are in the wheel `geoclip` 1.3.0 on PyPI (`pip download --no-deps geoclip==1.3.0`), which is not
part of this project. Longitude and latitude are projected to Equal Earth, then passed through three networks
on random Fourier features of increasing frequency, whose outputs are added.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

WEIGHTS = "geoclip/model/weights/location_encoder_weights.pth"
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # Equal Earth (Savric et al. 2018)
SCALE = 66.50336 / 180
CHUNK = 4096


def geoclip(wheel: Path) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function that maps longitude and latitude (n, 2) in degrees to embeddings (n, 512) float32.

    `wheel` has the weights.
    """
    with zipfile.ZipFile(wheel) as archive:
        weights = torch.load(io.BytesIO(archive.read(WEIGHTS)), map_location="cpu", weights_only=True)

    @torch.no_grad()
    def encode(lonlat: np.ndarray) -> np.ndarray:
        parts = torch.from_numpy(np.asarray(lonlat, np.float32)).split(CHUNK)
        return torch.cat(
            [sum(_capsule(weights, i, _equal_earth(part)) for i in range(3)) for part in parts]
        ).numpy()

    return encode


def _equal_earth(lonlat: torch.Tensor) -> torch.Tensor:
    lon, lat = torch.deg2rad(lonlat).unbind(1)
    theta = torch.asin(3**0.5 / 2 * torch.sin(lat))

    below = 3 * (9 * A4 * theta**8 + 7 * A3 * theta**6 + 3 * A2 * theta**2 + A1)
    x = 2 * 3**0.5 * lon * torch.cos(theta) / below
    y = A4 * theta**9 + A3 * theta**7 + A2 * theta**3 + A1 * theta
    return torch.stack((x, y), 1) * SCALE


def _capsule(weights: dict[str, torch.Tensor], index: int, position: torch.Tensor) -> torch.Tensor:
    name = f"LocEnc{index}"
    phase = 2 * torch.pi * position @ weights[f"{name}.capsule.0.b"].T
    values = torch.cat((phase.cos(), phase.sin()), 1)
    for layer in (1, 3, 5):
        values = torch.relu(_linear(weights, f"{name}.capsule.{layer}", values))
    return _linear(weights, f"{name}.head.0", values)


def _linear(weights: dict[str, torch.Tensor], name: str, values: torch.Tensor) -> torch.Tensor:
    return values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
