"""The metric of embeddings: distances equal those of what can be predicted from them.

Training fixes what a linear head can predict from an embedding, not the variance of each of its directions; in some it
is hardly more than the random initialisation left. Ridge regression, similarity and clustering depend on these
variances. Here the last layer is replaced by one that returns the predictions themselves, of image features and of
position, rotated into as many dimensions as before: the distance of two embeddings is then that of the predictions.
Nothing is added that a linear model could not predict before.
"""

from __future__ import annotations

import copy

import numpy as np
import torch

from satclip_backend.encoders.network import LocationEncoder

FIT_POINTS = 30_000
CHUNK = 4096
SMALLEST_VARIANCE = 1e-9
POSITION_WEIGHT = 0.5
"""Scale of position relative to image features: smaller, so that maps and similarities show the latter."""


@torch.no_grad()
def with_predicted_metric(
    network: LocationEncoder, lonlat: np.ndarray, features: np.ndarray, position_degree: int, seed: int = 0
) -> LocationEncoder:
    """A copy of `network` whose embeddings are its linear predictions of `features` (n, k) and of the harmonics of
    degree below `position_degree`, at `lonlat` (n, 2) degrees, in a random orthogonal basis.

    Both are fitted by least squares at up to 30,000 of the places. Of mean square 1 over places and columns, like
    `features`, the harmonics count `POSITION_WEIGHT` times as much. The basis is random so that all dimensions have
    about the same variance: standardised embeddings keep the metric.
    """
    random = np.random.default_rng(seed)
    rows = np.sort(random.permutation(len(lonlat))[:FIT_POINTS])
    points = torch.from_numpy(lonlat[rows])
    parts = points.split(CHUNK)
    harmonics = torch.cat([network.harmonics(part) for part in parts])
    embeddings = torch.cat(
        [network.embed(part.to(network.last_layer.weight)) for part in harmonics.split(CHUNK)]
    )
    mean = embeddings.double().mean(0)
    centred = (embeddings.double() - mean).numpy()
    lowest = harmonics[:, : position_degree**2].double().numpy()
    lowest = lowest - (lowest.mean(0) if lowest.size else 0.0)
    scale = np.sqrt((lowest**2).mean()) if lowest.size else 1.0
    targets = np.column_stack([features[rows], POSITION_WEIGHT * lowest / max(scale, SMALLEST_VARIANCE)])
    values, vectors = np.linalg.eigh(centred.T @ centred)
    inverse = vectors / np.maximum(values, SMALLEST_VARIANCE * values[-1]) @ vectors.T
    decoder = inverse @ (centred.T @ (targets - targets.mean(0)))
    predicted = centred @ decoder
    variance, axes = np.linalg.eigh(predicted.T @ predicted)
    axes = axes[:, ::-1][:, : network.dimension][
        :, variance[::-1][: network.dimension] > SMALLEST_VARIANCE * variance[-1]
    ]
    rotation = np.linalg.qr(random.normal(size=(network.dimension, network.dimension)))[0]
    change = torch.from_numpy((decoder @ axes @ rotation[: axes.shape[1]]).T)
    result = copy.deepcopy(network)
    weight, bias = network.last_layer.weight.double(), network.last_layer.bias.double()
    result.last_layer.weight.copy_(change @ weight)
    result.last_layer.bias.copy_(change @ (bias - mean))
    return result
