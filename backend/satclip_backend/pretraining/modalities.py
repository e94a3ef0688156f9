"""Image features of several modalities, side by side."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from satclip_backend.pretraining.features import ImageFeatures, image_features
from satclip_backend.pretraining.images.patches import Patches
from satclip_backend.pretraining.settings import ModalitySettings, PretrainingConfig
from satclip_backend.progress import Progress, no_progress, part_of


def features_of_all(
    patches: Patches,
    modalities: Sequence[Patches],
    config: PretrainingConfig,
    progress: Progress = no_progress,
) -> ImageFeatures:
    """Return the image features of patches, and of those of further modalities around the same points.

    Raises SatclipError as `image_features` does.
    """
    every = [(patches, config.features)]
    every += [
        (other, settings.features(config.features.seed))
        for other, settings in zip(modalities, config.modalities, strict=True)
    ]
    features = [
        image_features(part, settings, part_of(progress, i / len(every), (i + 1) / len(every)))
        for i, (part, settings) in enumerate(every)
    ]
    return side_by_side(features[0], features[1:], config.modalities) if modalities else features[0]


def side_by_side(
    main: ImageFeatures, others: Sequence[ImageFeatures], settings: Sequence[ModalitySettings]
) -> ImageFeatures:
    """Return the features of all modalities as columns, at the points of the main imagery.

    With weights w (1 for the main imagery) and k of all K columns, a modality is multiplied by sqrt(w K / k). The mean
    squared error over all columns is then the sum of the modalities' mean squared errors, times their weights. A
    modality is NaN at points that lack it; they are counted in `incomplete`.
    """
    weights = [1.0, *(modality.weight for modality in settings)]
    total = sum(features.values.shape[1] for features in (main, *others))
    columns, incomplete = [], {}
    for features, weight in zip((main, *others), weights):
        width = features.values.shape[1]
        found, rows, own = np.intersect1d(main.rows, features.rows, assume_unique=True, return_indices=True)
        part = np.full((len(main.rows), width), np.nan, np.float32)
        part[rows] = features.values[own] * np.float32(np.sqrt(weight * total / width))
        columns.append(part)
        if features is not main and len(found) < len(main.rows):
            name = settings[len(columns) - 2].name
            incomplete[name] = incomplete.get(name, 0) + len(main.rows) - len(found)
    keys = [[features.key, weight] for features, weight in zip((main, *others), weights)]
    return replace(
        main,
        values=np.concatenate(columns, 1),
        key=hashlib.sha256(json.dumps(keys).encode()).hexdigest(),
        incomplete=incomplete,
    )
