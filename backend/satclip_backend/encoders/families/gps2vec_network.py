"""Networks of GPS2Vec: a point's distances to the cells of its UTM zone, then a network of that zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import nn

from satclip_backend.encoders.families.gps2vec_grid import cell_centres, zone_code
from satclip_backend.geo.boxes import wrapped
from satclip_backend.geo.utm import BANDS, project, zones


class Gps2VecNetwork(nn.Module):
    """(longitude, latitude) -> the probabilities of each head, one after the other.

    Parameters: `zones.{zone}.{i}.weight|bias`. Points in other zones, and beyond 80 S and 84 N, have no value: NaN.
    """

    def __init__(self, config: Mapping[str, Any], sizes: list[int]) -> None:
        """Build networks of uninitialised tensors. `sizes` are those of the code, the hidden layers and the result."""
        super().__init__()
        self.heads, self.dimension = list(config["heads"]), sizes[-1]
        self.zones = nn.ModuleDict(
            {
                zone: nn.ModuleList(
                    nn.utils.skip_init(nn.Linear, columns, rows)
                    for columns, rows in zip(sizes[:-1], sizes[1:], strict=True)
                )
                for zone in config["zones"]
            }
        )
        self._row = np.full((61, len(BANDS)), -1)
        for row, zone in enumerate(config["zones"]):
            self._row[int(zone[:-1]), BANDS.index(zone[-1])] = row
        self._centres = [cell_centres(zone) for zone in config["zones"]]

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), in the dtype of the parameters.

        `lonlat` (n, 2) are WGS84 degrees in float64. Longitudes wrap.
        """
        lon, lat = lonlat.detach().cpu().numpy().T
        lon = wrapped(lon)
        number, band = zones(lon, lat)
        row = np.where(number < 0, -1, self._row[number, band])
        easting, northing = project(lon, lat, number)
        like = next(self.parameters())
        result = like.new_full((len(lonlat), self.dimension), torch.nan)
        networks = list(self.zones.values())
        for index in np.unique(row[row >= 0]):
            points = np.flatnonzero(row == index)
            code = zone_code(self._centres[index], easting[points], northing[points])
            values = torch.from_numpy(code).to(like)
            result[torch.from_numpy(points).to(like.device)] = self._evaluate(networks[index], values)
        return result

    def _evaluate(self, layers: nn.ModuleList, values: torch.Tensor) -> torch.Tensor:
        *hidden, last = layers
        for layer in hidden:
            values = torch.relu(layer(values))
        heads = last(values).split(self.heads, dim=1)
        return torch.cat([head.softmax(dim=1) for head in heads], dim=1)
