"""RANGE: SatCLIP, a softmax over the locations of a database, and the mean of their features.

With q the SatCLIP embedding of a point and x its position on the unit sphere, both of length 1, and likewise k_i and
x_i of the locations of the database, the features v_i are averaged with the weights

    beta softmax(temperature q.k_i) + (1 - beta) softmax(spatial_temperature x.x_i)

and the embedding is that mean, followed by q.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from torch import nn
from torch.nn.functional import normalize

from satclip_backend.encoders.families.satclip import FAMILY as SATCLIP

BLOCK = 4096
"""Locations whose weights are computed at once: 16 MiB for 1,024 points in float32."""


class RangeNetwork(nn.Module):
    """(longitude, latitude) -> mean features, then SatCLIP's embedding at length 1.

    Parameters: those of SatCLIP as `key.{name}`. Buffers: `positions` (n, 3) on the unit sphere, `keys` (n, d) of
    length 1, and `features` (n, f).
    """

    columns = BLOCK // 2
    positions: torch.Tensor
    keys: torch.Tensor
    features: torch.Tensor

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Build networks of uninitialised tensors."""
        super().__init__()
        key, count = config["key"], config["locations"]
        self.key = SATCLIP.build(key)
        for name, columns in (("positions", 3), ("keys", key["dimension"]), ("features", config["features"])):
            self.register_buffer(name, torch.empty((count, columns), device="meta"))
        self.beta = float(config["beta"])
        self.temperature = float(config["temperature"])
        self.spatial_temperature = float(config["spatial_temperature"])
        self.dimension = config["features"] + key["dimension"]

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension) of lon, lat (n, 2) in degrees, float64. Longitudes wrap."""
        query = self._query(lonlat)
        return torch.cat([self._mean(lonlat, query, self.features), query], dim=1)

    def with_head(self, matrix: torch.Tensor, offset: torch.Tensor) -> Callable[[torch.Tensor], torch.Tensor]:
        """Return a function like `forward`, whose values are `matrix` (k, d) @ embedding + `offset` (k,).

        The mean of the features is computed from k values of each location instead of all features.
        """
        split = self.features.shape[1]
        matrix, offset = matrix.to(self.features), offset.to(self.features)
        values = self.features @ matrix[:, :split].T

        def head(lonlat: torch.Tensor) -> torch.Tensor:
            query = self._query(lonlat)
            return self._mean(lonlat, query, values) + query @ matrix[:, split:].T + offset

        return head

    def _query(self, lonlat: torch.Tensor) -> torch.Tensor:
        return normalize(self.key(lonlat), dim=1)

    def _mean(self, lonlat: torch.Tensor, query: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        """Return the weighted means (n, k) of `values` (m, k) of all locations."""
        kinds = [(self.beta, self.temperature, query, self.keys)]
        if self.beta < 1:
            at = on_sphere(lonlat).to(query)
            kinds.append((1 - self.beta, self.spatial_temperature, at, self.positions))
        # Similarities are at most 1, so that temperature * (similarity - 1) needs no maximum of all locations.
        totals = [sum(part.sum(1) for part in _exponentials(*kind[1:])) for kind in kinds]
        mean = values.new_zeros((len(query), values.shape[1]))
        for index, parts in enumerate(zip(*(_exponentials(*kind[1:]) for kind in kinds), strict=True)):
            weights = sum(
                part * (kind[0] / total)[:, None]
                for part, kind, total in zip(parts, kinds, totals, strict=True)
            )
            mean.addmm_(weights, values[index * BLOCK : (index + 1) * BLOCK])
        return mean


def on_sphere(lonlat: torch.Tensor) -> torch.Tensor:
    """Return positions (n, 3) on the unit sphere of lon, lat (n, 2) in degrees."""
    lon, lat = torch.deg2rad(lonlat).unbind(1)
    return torch.stack([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()], dim=1)


def _exponentials(temperature: float, query: torch.Tensor, keys: torch.Tensor) -> Iterator[torch.Tensor]:
    """Yield exp(temperature (query.key - 1)) (n, m) of queries (n, d) and blocks of keys (m, d)."""
    for block in keys.split(BLOCK):
        yield (query @ block.T).sub_(1).mul_(temperature).exp_()
