"""Re-scaling of embeddings, so that distances equal those between the predictions of a linear head.

Training determines what a linear head can predict from an embedding, but not the variance of each direction.
Some directions keep little more than their random initialisation. Ridge regression, similarity and clustering
depend on these variances. `with_predicted_metric` replaces the last layer by the linear predictions of image
features and of position, rotated to the same number of dimensions. The distance between two embeddings is
then the distance between their predictions. A linear model can't predict more from them than before.
"""

from __future__ import annotations

import copy

import numpy as np
import torch

from satclip_backend.pretraining.inputs import LocationInputs, LocationNetwork

FIT_POINTS = 30_000
CHUNK = 4096
SMALLEST_VARIANCE = 1e-9
POSITION_WEIGHT = 0.5
"""Scale of position relative to image features: smaller, so that maps and similarities mainly show image features."""


@torch.no_grad()
def with_predicted_metric(
    network: LocationNetwork, lonlat: np.ndarray, features: np.ndarray, position_degree: int, seed: int = 0
) -> LocationNetwork:
    """Return a copy of a network whose embeddings are its linear predictions of image features and position.

    Position is represented by spherical harmonics. The predictions are fitted by least squares at up to
    30,000 of the points. Harmonics are scaled to the mean square of `features`, and then by
    `POSITION_WEIGHT`. The embedding is in a random orthogonal basis, so that all dimensions have about the
    same variance and standardisation keeps the metric.

    Parameters
    ----------
    network : LocationNetwork
        The network.
    lonlat : (n, 2) float64
        Longitude and latitude in degrees.
    features : (n, k) float32
        Image features; NaN where a point lacks a modality counts as 0, their mean.
    position_degree : int
        Harmonics below this degree are predicted.
    seed : int
        Seed of the sample and the basis.
    """
    random = np.random.default_rng(seed)
    rows = np.sort(random.permutation(len(lonlat))[:FIT_POINTS])
    points = torch.from_numpy(lonlat[rows])
    parts = points.split(CHUNK)
    inputs = LocationInputs(network, position_degree)
    basis = torch.cat([inputs(part) for part in parts])
    embeddings = torch.cat(
        [network.embed(inputs.of_network(part).to(network.last_layer.weight)) for part in basis.split(CHUNK)]
    )
    mean = embeddings.double().mean(0)
    centred = (embeddings.double() - mean).numpy()
    lowest = basis[:, : position_degree**2].double().numpy()
    lowest = lowest - (lowest.mean(0) if lowest.size else 0.0)
    scale = np.sqrt((lowest**2).mean()) if lowest.size else 1.0
    known = np.nan_to_num(features[rows]).astype(np.float64)
    weight = POSITION_WEIGHT * (np.sqrt((known**2).mean()) or 1.0)
    targets = np.column_stack([known, weight * lowest / max(scale, SMALLEST_VARIANCE)])
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
    result.last_layer.weight.copy_(change @ network.last_layer.weight.double())
    if (
        network.last_layer.bias is not None
    ):  # without it, the embeddings are not centred: distances are the same
        result.last_layer.bias.copy_(change @ (network.last_layer.bias.double() - mean))
    return result
