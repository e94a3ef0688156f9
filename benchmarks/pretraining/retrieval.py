"""Retrieval head like RANGE (Dhakal et al. 2025): its benefit for an encoder's probes.

The embedding of a point is combined with an average of the image features of other points, weighted by a
softmax of the similarity of embeddings, or of proximity.
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
"""Temperatures of the softmax over cosines of embeddings, and over those of positions: 1e-5 is about 30 km."""
CHUNK = 2048
Encode = Callable[[np.ndarray], np.ndarray]


def compare(encoder: Encoder, imagery: Path, tasks: Path) -> dict[str, list[Probe]]:
    """Probe the embedding alone and with two heads, on at most `ROWS` observations of each table."""
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
        "with features of similar locations": lambda places: np.hstack(
            [encoder.encode(places), by_likeness(places)]
        ),
        "of similar and nearby locations": lambda places: np.hstack(
            [encoder.encode(places), by_both(places)]
        ),
    }
    return {name: probe(tasks, encode, SEEDS, ROWS) for name, encode in heads.items()}


def retrieved(queries: np.ndarray, keys: np.ndarray, values: np.ndarray, temperature: float) -> np.ndarray:
    """Return means (n, k) of values (m, k).

    Weights are softmax(cosine / temperature) of unit vectors (n, d) and (m, d).
    """
    result = np.empty((len(queries), values.shape[1]), np.float32)
    for start in range(0, len(queries), CHUNK):
        cosines = queries[start : start + CHUNK] @ keys.T
        weights = np.exp((cosines - cosines.max(1, keepdims=True)) / temperature)
        result[start : start + CHUNK] = weights @ values / weights.sum(1, keepdims=True)
    return result


def centred(encoder: Encoder, lonlat: np.ndarray) -> Encode:
    """Return a function for unit vectors of embeddings minus their mean at `lonlat`."""
    mean = encoder.encode(lonlat).mean(0)

    def embed(places: np.ndarray) -> np.ndarray:
        embeddings = encoder.encode(places) - mean
        return embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)

    return embed
