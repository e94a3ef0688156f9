"""Image features read at the observations themselves: what a linear model finds in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from ablations import BASE, MODALITIES, SEED
from probes import TARGETS, read_target
from probing import Probe, probe
from sklearn.kernel_approximation import RBFSampler

from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.pretraining.features import image_features
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.settings import FeatureSettings, ModalitySettings

ROWS, SEEDS = 3000, 2
NOT_TRAINED_ON = (
    ModalitySettings("water-vapour.tif", pixels=2, filters=0, classes=0, components=2),
    ModalitySettings("albedo.tif", pixels=4, filters=0, classes=0, components=6),
)
"""Modalities that the bundled encoder was not trained on."""
LEADING, FOURIER, GAMMA = 8, 256, 0.02
"""Components per modality, random Fourier features of them, and the exponent of their Gaussian kernel."""


def compare(imagery: Path, layers: Path, tasks: Path) -> dict[str, list[Probe]]:
    """Probe the features at the observations, at most `ROWS` of each table, beside harmonics of the position."""
    targets = [t for t in TARGETS if t.column != "species" and (tasks / t.file).exists()]
    lonlat = np.unique(np.concatenate([read_target(tasks, t, ROWS, 0)[0] for t in targets]), axis=0)
    images = there(imagery, lonlat, 16, 0.0, BASE.features)

    def modality(settings: ModalitySettings) -> np.ndarray:
        return there(layers / settings.name, lonlat, settings.pixels, 0.5, settings.features(SEED))

    trained = [modality(settings) for group in MODALITIES.values() for settings in group]
    others = [modality(settings) for settings in NOT_TRAINED_ON]
    degree = BASE.training.objective.position_degree
    position = basis_function("stable", degree)(torch.from_numpy(lonlat)).numpy()
    leading = np.hstack([part[:, :LEADING] / part[:, 0].std() for part in (images, *trained, *others)])
    fourier = RBFSampler(gamma=GAMMA, n_components=FOURIER, random_state=SEED).fit_transform(leading)
    sets: dict[str, Sequence[np.ndarray]] = {
        "images, position": [images, position],
        "all modalities, position": [images, *trained, position],
        "and water vapour, albedo": [images, *trained, *others, position],
        "and Fourier features": [images, *trained, *others, position, fourier],
    }
    row_of = {tuple(point): row for row, point in enumerate(lonlat)}
    found = {}
    for name, parts in sets.items():
        columns = np.hstack(parts)

        def read(points: np.ndarray, columns: np.ndarray = columns) -> np.ndarray:
            return columns[[row_of[tuple(point)] for point in points]]

        found[name] = probe(tasks, read, SEEDS, ROWS, tuple(t.column for t in targets))
        print(f"probed {name}", flush=True)
    return found


def there(path: Path, lonlat: np.ndarray, pixels: int, empty: float, settings: FeatureSettings) -> np.ndarray:
    """Return the image features (n, k) around points (n, 2) in degrees; 0, their mean, where there is no image."""
    features = image_features(RasterPatches(open_imagery([path]), lonlat, pixels, empty), settings)
    values = np.zeros((len(lonlat), features.values.shape[1]), np.float32)
    values[features.rows] = features.values
    return values
