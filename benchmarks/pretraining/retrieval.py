"""A retrieval head in the manner of RANGE (Dhakal et al. 2025): what it would add to an encoder's probes.

The embedding of a place, and beside it the image features of other places, averaged: each counts by the softmax of how
like its embedding is to the place's, or of how near it lies.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from ablations import SEED
from probing import Probe, probe

from satclip_backend.encoders import Encoder
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import unit
from satclip_backend.pretraining.features import image_features
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.settings import FeatureSettings
from satclip_backend.rasters.masks import read_mask

PLACES, COMPONENTS, ROWS, SEEDS = 20_000, 64, 6000, 2
LIKE, NEAR = 0.05, 1e-5
"""Temperatures of the softmax over cosines of embeddings, and over those of places: 1e-5 are about 30 km."""
CHUNK = 2048
Encode = Callable[[np.ndarray], np.ndarray]


def compare(encoder: Encoder, imagery: Path, tasks: Path) -> dict[str, list[Probe]]:
    """Probes of the embedding alone and with two heads, on at most `ROWS` rows of each table."""
    opened = open_imagery([imagery])
    lonlat = sample_points(PLACES, SEED, read_mask(), opened.extent)
    settings = FeatureSettings(filters=128, classes=256, components=COMPONENTS)
    features = image_features(RasterPatches(opened, lonlat, 16), settings)
    embed, bank = centred(encoder, features.lonlat), features.values
    like, near = embed(features.lonlat), unit(features.lonlat)

    def by_likeness(places: np.ndarray) -> np.ndarray:
        return retrieved(embed(places), like, bank, LIKE)

    def by_both(places: np.ndarray) -> np.ndarray:
        return (by_likeness(places) + retrieved(unit(places), near, bank, NEAR)) / 2

    heads: dict[str, Encode] = {
        "embedding": encoder.encode,
        "with features of like places": lambda places: np.hstack(
            [encoder.encode(places), by_likeness(places)]
        ),
        "of like and near places": lambda places: np.hstack([encoder.encode(places), by_both(places)]),
    }
    return {name: probe(tasks, encode, SEEDS, ROWS) for name, encode in heads.items()}


def retrieved(queries: np.ndarray, keys: np.ndarray, values: np.ndarray, temperature: float) -> np.ndarray:
    """(n, k) means of values (m, k), weighted by softmax(cosine / temperature) of unit vectors (n, d) and (m, d)."""
    result = np.empty((len(queries), values.shape[1]), np.float32)
    for start in range(0, len(queries), CHUNK):
        cosines = queries[start : start + CHUNK] @ keys.T
        weights = np.exp((cosines - cosines.max(1, keepdims=True)) / temperature)
        result[start : start + CHUNK] = weights @ values / weights.sum(1, keepdims=True)
    return result


def centred(encoder: Encoder, lonlat: np.ndarray) -> Encode:
    """Directions of embeddings seen from their mean at `lonlat`."""
    mean = encoder.encode(lonlat).mean(0)

    def embed(places: np.ndarray) -> np.ndarray:
        embeddings = encoder.encode(places) - mean
        return embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)

    return embed
