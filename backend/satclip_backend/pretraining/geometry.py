"""How far apart embeddings lie: as far as what can be predicted from them.

Training fixes what a linear head can read from an embedding, not how loud each direction of it is; some are hardly more
than what the random start left. A ridge regression, a similarity or a cluster sees loudness alone. Here the last layer
is exchanged for one that gives the predictions themselves, of image features and of position, turned into as many
numbers as before: two places are then as far apart as what is predicted for them differs. Nothing that a linear model
can read is added.
"""

from __future__ import annotations

import copy

import numpy as np
import torch

from satclip_backend.encoders.network import LocationEncoder

PLACES = 30_000
CHUNK = 4096
FAINTEST = 1e-9
POSITION = 0.5
"""How loud position is beside what images show: less, so that maps and likeness tell of the latter."""


@torch.no_grad()
def predicted_geometry(
    network: LocationEncoder, lonlat: np.ndarray, features: np.ndarray, position_degree: int, seed: int = 0
) -> LocationEncoder:
    """A copy of `network` whose embeddings are its linear predictions of `features` (n, k) and of the harmonics of
    degree below `position_degree`, at `lonlat` (n, 2) degrees, in a random orthogonal basis.

    Both are fitted by least squares at up to 30,000 of the places. Of mean square 1 over places and columns, like
    `features`, the harmonics count `POSITION` times as much. The basis is random so that no number is fainter than the
    others: standardised, they keep their geometry.
    """
    random = np.random.default_rng(seed)
    rows = np.sort(random.permutation(len(lonlat))[:PLACES])
    places = torch.from_numpy(lonlat[rows])
    parts = places.split(CHUNK)
    basis = torch.cat([network.harmonics(part) for part in parts])
    embeddings = torch.cat([network.embed(part.to(network.last_layer.weight)) for part in basis.split(CHUNK)])
    mean = embeddings.double().mean(0)
    centred = (embeddings.double() - mean).numpy()
    lowest = basis[:, : position_degree**2].double().numpy()
    lowest = lowest - (lowest.mean(0) if lowest.size else 0.0)
    scale = np.sqrt((lowest**2).mean()) if lowest.size else 1.0
    targets = np.column_stack([features[rows], POSITION * lowest / max(scale, FAINTEST)])
    values, vectors = np.linalg.eigh(centred.T @ centred)
    inverse = vectors / np.maximum(values, FAINTEST * values[-1]) @ vectors.T
    decoder = inverse @ (centred.T @ (targets - targets.mean(0)))
    predicted = centred @ decoder
    variance, axes = np.linalg.eigh(predicted.T @ predicted)
    axes = axes[:, ::-1][:, : network.dimension][
        :, variance[::-1][: network.dimension] > FAINTEST * variance[-1]
    ]
    turn = np.linalg.qr(random.normal(size=(network.dimension, network.dimension)))[0]
    change = torch.from_numpy((decoder @ axes @ turn[: axes.shape[1]]).T)
    result = copy.deepcopy(network)
    weight, bias = network.last_layer.weight.double(), network.last_layer.bias.double()
    result.last_layer.weight.copy_(change @ weight)
    result.last_layer.bias.copy_(change @ (bias - mean))
    return result
