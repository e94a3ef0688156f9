"""Portrait of an encoder: a map of principal components, and the locations most similar to named ones."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import EARTH_RADIUS_KM, separation
from satclip_backend.rasters.masks import read_mask
from satclip_backend.rasters.pca_colours import PcaColours

matplotlib.use("Agg")
import matplotlib.pyplot as plt

NAMED = {
    "Berlin": (13.4, 52.5),
    "Nairobi": (36.8, -1.3),
    "Manaus, Amazon forest": (-60.0, -3.1),
    "Lhasa, Tibet": (91.1, 29.65),
    "Phoenix, Arizona": (-112.07, 33.45),
    "Perth, Australia": (115.9, -31.95),
    "Yakutsk, Siberia": (129.7, 62.0),
    "Delhi": (77.2, 28.6),
}
FAR_KM, PLACES = 2000.0, 20_000


def draw(encoder: Encoder, path: Path, degrees: float = 0.5) -> None:
    """Draw a plate carree map of the first three components, in the colours of the live layer."""
    lon, lat = np.arange(-180 + degrees / 2, 180, degrees), np.arange(90 - degrees / 2, -90, -degrees)
    grid = np.stack(np.meshgrid(lon, lat), -1).reshape(-1, 2)
    values = encoder.pca.project(encoder.encode(grid), 3)
    image = PcaColours(encoder.pca).paint(values.T).T.reshape(len(lat), len(lon), 3)
    figure, axes = plt.subplots(figsize=(10, 5), layout="constrained")
    axes.imshow(image, extent=(-180, 180, -90, 90), interpolation="nearest")
    axes.set(xlabel="longitude, degrees", ylabel="latitude, degrees")
    figure.savefig(path, dpi=110)
    plt.close(figure)


def similar(encoder: Encoder, count: int = 3) -> str:
    """Return a table of the land points, more than 2,000 km away, that are most similar to named locations.

    Similarity is the cosine of embeddings minus their mean over land. Only the first point of each cluster is
    listed.
    """
    land = sample_points(PLACES, 1, read_mask())
    embeddings = encoder.encode(land)
    mean = embeddings.mean(0)
    unit = _unit(embeddings - mean)
    lines = [
        "| location | most similar locations on land, more than 2,000 km apart (cosine) |",
        "| --- | --- |",
    ]
    for name, place in NAMED.items():
        own = _unit(encoder.encode(np.array([place])) - mean)[0]
        found = []
        for i in np.argsort(-(unit @ own)):
            if all(_km(land[i], other) > FAR_KM for other in [place, *(land[j] for j in found)]):
                found.append(i)
            if len(found) == count:
                break
        places = "; ".join(f"{_named(land[i])} ({unit[i] @ own:.2f})" for i in found)
        lines.append(f"| {name} ({_named(place)}) | {places} |")
    return "\n".join(lines)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _km(one, other) -> float:
    return float(EARTH_RADIUS_KM * np.radians(separation([one], [other])[0]))


def _named(place) -> str:
    lon, lat = place
    return f"{abs(lat):.1f}° {'N' if lat >= 0 else 'S'} {abs(lon):.1f}° {'E' if lon >= 0 else 'W'}"
