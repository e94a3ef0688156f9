"""Networks of GPS2Vec: a point's distances to the cells of its UTM zone, then a network of that zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import nn

from satclip_backend.encoders.families.gps2vec import CELLS, HIDDEN, check_config
from satclip_backend.geo.boxes import wrapped
from satclip_backend.geo.utm import BANDS, project, zone_bounds, zones

SIGMA = 20_000.0
"""Distance in metres at which a cell's value is 1/e."""
EDGE = 1e-8
"""Degrees by which the grid of a zone ends south of the zone."""
STEP = 0.1
"""Spacing in degrees at which the edges of a zone are sampled."""


class Gps2VecNetwork(nn.Module):
    """(longitude, latitude) -> the probabilities of each head, one after the other.

    Parameters: `zones.{zone}.{i}.weight|bias`. Points in other zones, and beyond 80 S and 84 N, have no value: NaN.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Build networks of uninitialised tensors. Raises ValueError for an invalid config."""
        super().__init__()
        sizes = check_config(config)
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
        for layer in layers[:HIDDEN]:
            values = torch.relu(layer(values))
        heads = layers[HIDDEN](values).split(self.heads, dim=1)
        return torch.cat([head.softmax(dim=1) for head in heads], dim=1)


def cell_centres(zone: str) -> tuple[np.ndarray, np.ndarray]:
    """Return eastings and northings (20,) of the centres of a zone's cells, in metres.

    As in the published code, the grid reaches from the southernmost to the northernmost point of the zone's edges,
    which are sampled every 0.1 degrees; and from the westernmost corner of the west edge as far to the east of the
    central meridian, also in zones that are not symmetric about it.
    """
    west, south, east, north = zone_bounds()[zone]
    lon = np.cumsum(
        [west] + [STEP] * round((east - west) / STEP)
    )  # rounding decides whether the last is inside
    lon = lon[lon < east]
    left, bottom = project(lon, np.full(len(lon), float(south)), int(zone[:-1]))
    upper_left, top = project(lon, np.full(len(lon), north - EDGE), int(zone[:-1]))
    first = min(left[0], upper_left[0])
    shares = (np.arange(CELLS) + 0.5) / CELLS
    return (
        first + shares * 2 * (500_000 - first),
        bottom.min() + shares * (top.max() - bottom.min()),
    )


def zone_code(
    centres: tuple[np.ndarray, np.ndarray], easting: np.ndarray, northing: np.ndarray
) -> np.ndarray:
    """Return exp(-distance / sigma) of points (n,) to all cells: (n, 400), column by column from the south-west."""
    x, y = centres
    distance = np.hypot((easting[:, None] - x)[:, :, None], (northing[:, None] - y)[:, None, :])
    return np.exp(-distance / SIGMA).reshape(len(easting), -1)
